using System.Globalization;

namespace ZoneComp.Comparison.Results;

/// <summary>What the two runs are called in heads and titles.</summary>
/// <param name="Between">Both together: "2024–2025", "draft → final".</param>
public sealed record ComparisonLabels(LocalText Old, LocalText New, LocalText Between)
{
    /// <summary>As the user calls them; else by year, by the title of their policy, by their folder: by the first that tells them
    /// apart.</summary>
    public static ComparisonLabels Of((string? Asked, int Year, string Title, string Folder) old,
        (string? Asked, int Year, string Title, string Folder) current)
    {
        if (old.Asked is null && current.Asked is null && old.Year != current.Year)
        {
            string years = string.Create(CultureInfo.InvariantCulture, $"{old.Year}–{current.Year}");
            return new ComparisonLabels(OfYear(old.Year), OfYear(current.Year), new LocalText(years, years + "年"));
        }

        string first = Folder(old.Folder), second = Folder(current.Folder);
        (LocalText Old, LocalText New) own = old.Year != current.Year ? (OfYear(old.Year), OfYear(current.Year))
            : old.Title != current.Title ? (Plain(old.Title), Plain(current.Title))
            : first != second ? (Plain(first), Plain(second))
            : (Plain(old.Folder), Plain(current.Folder));
        LocalText one = old.Asked is { } asked ? Plain(asked) : own.Old, other = current.Asked is { } given ? Plain(given) : own.New;
        return new ComparisonLabels(one, other, new LocalText($"{one.En} → {other.En}", $"{one.Zh} → {other.Zh}"));
    }

    private static LocalText OfYear(int year)
    {
        string digits = year.ToString(CultureInfo.InvariantCulture);
        return new LocalText(digits, digits + "年");
    }

    private static LocalText Plain(string text) => new(text, text);

    private static string Folder(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
}

using System.Globalization;
using System.Text;

namespace ZoneComp.Drafting;

/// <summary>Names for what a drafted policy holds: ASCII, as policies need them, and different from each other in any case.</summary>
public sealed class DraftNames
{
    private const int Longest = 28;
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase) { "regions", "outside", "any", "year" };

    /// <summary>A name for a text of any script.</summary>
    /// <param name="otherwise">Begins the name where the text holds no letter that a name can have: "layer" gives layer_1.</param>
    public string Of(string text, string otherwise)
    {
        string bare = Bare(text);
        if (otherwise == "layer" && bare.All(char.IsAsciiDigit) && bare.Length < text.Length)
            bare = ""; // the number of a name in another script tells nothing, and looks like ours
        if (bare.Length > 0 && char.IsAsciiDigit(bare[0]))
            bare = (otherwise == "class" ? "c" : otherwise + "_") + bare;
        if (ReservedNames.KindOf(bare) is not null)
            bare += "_";
        return Unique(bare.Length > 0 ? bare : otherwise + "_1");
    }

    /// <summary>The name itself, with a number after it where it is taken.</summary>
    public string Unique(string name)
    {
        string stem = name.EndsWith("_1", StringComparison.Ordinal) ? name[..^2] : name;
        string free = name;
        for (int number = 2; !taken.Add(free); number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{stem}_{number}");
        return free;
    }

    private static string Bare(string text)
    {
        var name = new StringBuilder();
        foreach (char letter in text)
        {
            if (char.IsAsciiLetterOrDigit(letter))
                _ = name.Append(letter);
            else if (name.Length > 0 && name[^1] != '_')
                _ = name.Append('_');
        }

        string whole = name.ToString(0, Math.Min(name.Length, Longest)).Trim('_');
        return whole.Any(char.IsAsciiLetterOrDigit) ? whole : "";
    }
}

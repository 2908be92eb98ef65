using static System.FormattableString;

namespace ZoneComp.Diagnostics;

/// <summary>Findings of one code, severity and layer: the first <see cref="Listed"/> in their order, the others as a number.</summary>
/// <remarks>The order is that of file, feature and text, so that what is listed does not depend on the threads that found it.</remarks>
internal sealed class AlikeFindings : IComparer<Diagnostic>
{
    public const int Listed = 20;

    private readonly List<Diagnostic> first = [];
    private string? file;
    private bool severalFiles;
    private long further;

    public void Add(Diagnostic finding)
    {
        string its = FileOf(finding.Subject);
        severalFiles |= (file ??= its) != its;
        if (finding.Further > 0)
        {
            further += finding.Further;
            return;
        }

        int at = first.BinarySearch(finding, this);
        first.Insert(at < 0 ? ~at : at, finding);
        if (first.Count <= Listed)
            return;
        first.RemoveAt(Listed);
        further++;
    }

    /// <summary>The findings in their order, and a line for those that are not listed.</summary>
    public IEnumerable<Diagnostic> All() => further == 0 || first.Count == 0 ? first : [.. first, Others(first[^1])];

    /// <summary>By file, then by feature as a number (what has none comes first), then by text and place: findings that compare as equal are the same.</summary>
    public int Compare(Diagnostic? x, Diagnostic? y)
    {
        (string left, string right) = (x!.Subject, y!.Subject);
        int order = string.CompareOrdinal(FileOf(left), FileOf(right));
        if (order == 0)
            order = Nullable.Compare(FeatureOf(left), FeatureOf(right));
        if (order == 0)
            order = string.CompareOrdinal(left, right);
        if (order == 0)
            order = string.CompareOrdinal(x.Message.En, y.Message.En);
        if (order == 0)
            order = string.CompareOrdinal(x.Message.Zh, y.Message.Zh);
        return order != 0 ? order : (x.Place?.X, x.Place?.Y).CompareTo((y.Place?.X, y.Place?.Y));
    }

    private Diagnostic Others(Diagnostic last) => last with
    {
        Subject = severalFiles ? last.Layer ?? "…" : file!,
        Further = further,
        Message = new LocalText(
            Invariant($"{further} more of this kind; the first {first.Count} are listed"),
            Invariant($"另有 {further} 条同类问题；以上列出前 {first.Count} 条")),
    };

    private static string FileOf(string subject) => subject.LastIndexOf('#') is >= 0 and int at ? subject[..at] : subject;

    private static long? FeatureOf(string subject) =>
        subject.LastIndexOf('#') is >= 0 and int at && long.TryParse(subject.AsSpan(at + 1), System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out long number) ? number : null;
}

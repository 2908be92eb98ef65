using static System.FormattableString;

namespace ZoneComp.Diagnostics;

/// <summary>A finding that names the first of several places and counts them.</summary>
/// <param name="Key">Findings of one file and key are one.</param>
/// <param name="Message">What was found.</param>
/// <param name="Detail">At the first place.</param>
internal sealed record SummedFinding(string Key, LocalText Message, string Detail, long Count)
{
    public LocalText Text()
    {
        string times = Count == 1 ? "" : Invariant($"; {Count} in all"), timesZh = Count == 1 ? "" : Invariant($"；共 {Count} 处");
        return new LocalText($"{Message.En} ({Detail}{times})", $"{Message.Zh}（{Detail}{timesZh}）");
    }

    /// <summary>Findings of one key become one, at the first's place.</summary>
    public static IEnumerable<Diagnostic> Added(IEnumerable<Diagnostic> inOrder) =>
        inOrder.GroupBy(finding => (finding.Code, finding.Summed!.Key)).Select(alike =>
        {
            Diagnostic first = alike.First();
            SummedFinding all = first.Summed! with { Count = alike.Sum(finding => finding.Summed!.Count) };
            return first with { Summed = all, Message = all.Text() };
        });
}

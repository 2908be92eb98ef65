using System.Globalization;
using static System.FormattableString;

namespace ZoneComp.Diagnostics;

/// <summary>Findings of one code, severity and layer: the largest <see cref="Kept"/> of them, the others counted and summed up.</summary>
/// <remarks>The order is that of weight, then of file, feature, text and place, so that what is kept does not depend on the threads that
/// found it.</remarks>
internal sealed class AlikeFindings : IComparer<Diagnostic>
{
    /// <summary>What memory takes: about 70 MB a kind at most.</summary>
    public const int Kept = 100_000;

    private readonly List<Diagnostic> kept = [];
    private bool isSorted = true;
    private string? file;
    private bool severalFiles;
    private long further;
    private FindingWeight? furtherWeight;

    public void Add(Diagnostic finding)
    {
        string its = FileOf(finding.Subject);
        severalFiles |= (file ??= its) != its;
        if (finding.Further > 0)
        {
            Count(finding);
            return;
        }

        kept.Add(finding);
        isSorted = false;
        if (kept.Count >= 2 * Kept)
            Cut();
    }

    public FindingWeight? Weight => FindingWeight.Sum(kept.Select(finding => finding.Weight).Append(furtherWeight));

    /// <summary>The findings in their order, and a line for those that are not kept.</summary>
    public IEnumerable<Diagnostic> All()
    {
        Cut();
        return further == 0 || kept.Count == 0 ? kept : [.. kept, Others(kept, further, furtherWeight, severalFiles)];
    }

    /// <summary>Of findings alike the first ones, and a line that counts and sums up the others; where all are listed the last says their
    /// sum.</summary>
    /// <param name="alike">As <see cref="All"/> gives them.</param>
    public static IEnumerable<Diagnostic> First(IReadOnlyList<Diagnostic> alike, int count)
    {
        if (alike.Count <= count)
            return alike.Count < 2 || alike[^1].Further > 0 ? alike : [.. alike.SkipLast(1), WithTotal(alike)];
        if (alike[count].Further > 0)
            return alike;
        Diagnostic[] others = [.. alike.Skip(count)];
        bool severalFiles = alike.Where(finding => finding.Further == 0)
            .Select(finding => FileOf(finding.Subject))
            .Distinct()
            .Take(2)
            .Count() > 1
            || others[^1].Subject == (others[^1].Layer ?? "…");
        Diagnostic[] shown = [.. alike.Take(count)];
        return [
            .. shown,
            Others(shown, others.Sum(finding => finding.Count), FindingWeight.Sum(others.Select(finding => finding.Weight)), severalFiles),
        ];
    }

    /// <summary>The largest first, then by file, by feature as a number, by text and by place: findings that compare as equal are the
    /// same.</summary>
    public int Compare(Diagnostic? x, Diagnostic? y)
    {
        int order = (y!.Weight?.Amount ?? 0).CompareTo(x!.Weight?.Amount ?? 0);
        (string left, string right) = (x.Subject, y.Subject);
        if (order == 0)
            order = string.CompareOrdinal(FileOf(left), FileOf(right));
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

    private void Cut()
    {
        if (!isSorted)
            kept.Sort(this);
        isSorted = true;
        foreach (Diagnostic finding in kept.Skip(Kept))
            Count(finding);
        if (kept.Count > Kept)
            kept.RemoveRange(Kept, kept.Count - Kept);
    }

    private void Count(Diagnostic finding)
    {
        further += finding.Count;
        furtherWeight = FindingWeight.Sum([furtherWeight, finding.Weight]);
    }

    private static Diagnostic WithTotal(IReadOnlyList<Diagnostic> alike)
    {
        LocalText? whole = FindingWeight.Sum(alike.Select(finding => finding.Weight))?.Shown();
        LocalText text = alike[^1].Message;
        return alike[^1] with
        {
            Message = new LocalText(
                Invariant($"{text.En} ({alike.Count} of this kind in all{(whole is null ? "" : ", " + whole.En)})"),
                Invariant($"{text.Zh}（同类共 {alike.Count} 条{(whole is null ? "" : "，计 " + whole.Zh)}）")),
        };
    }

    private static Diagnostic Others(IReadOnlyList<Diagnostic> listed, long further, FindingWeight? weight, bool severalFiles)
    {
        Diagnostic last = listed[^1];
        FindingWeight? whole = FindingWeight.Sum(listed.Select(finding => finding.Weight).Append(weight));
        string en = weight is null ? "" : $", {weight.Shown().En}", zh = weight is null ? "" : $"，计 {weight.Shown().Zh}";
        string allEn = whole is null ? "" : $", {whole.Shown().En}", allZh = whole is null ? "" : $"，计 {whole.Shown().Zh}";
        long all = listed.Count + further;
        string order = last.Weight is null ? "first" : "largest", orderZh = last.Weight is null ? "前" : "最大的";
        return last with
        {
            Subject = severalFiles ? last.Layer ?? "…" : FileOf(last.Subject),
            Further = further,
            Weight = weight,
            Place = null,
            Message = new LocalText(
                Invariant($"{further} more of this kind{en}; the {order} {listed.Count} are listed; {all} in all{allEn}"),
                Invariant($"另有 {further} 条同类问题{zh}；以上列出{orderZh} {listed.Count} 条；共 {all} 条{allZh}")),
        };
    }

    internal static string FileOf(string subject) => subject.LastIndexOf('#') is >= 0 and int at ? subject[..at] : subject;

    private static long? FeatureOf(string subject) =>
        subject.LastIndexOf('#') is >= 0 and int at
        && long.TryParse(subject.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;
}

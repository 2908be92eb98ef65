using System.Globalization;

namespace ZoneComp.Cli;

/// <summary>Findings as the screen shows them: a line for each kind with the gravest of it, or all that are listed.</summary>
internal static class FindingLines
{
    /// <summary>Places named behind the first of a kind.</summary>
    private const int Named = 5;

    /// <param name="all">Every finding that is listed; else a line a kind, and none that only says that all is well.</param>
    public static IEnumerable<(Diagnostic Finding, LocalText Text)> Of(IReadOnlyList<Diagnostic> findings, bool all) => all
        ? ListedFindings.Of(findings).Select(finding => (finding, Whole(finding)))
        : findings.Where(finding => !finding.IsReassuring)
            .GroupBy(finding => (finding.Severity, finding.Code, finding.AcceptedBecause ?? finding.RaisedBecause))
            .Select(kind => (kind.First(), With(Whole(kind.First()), Others([.. kind]))));

    /// <summary>How many there are, by severity.</summary>
    public static LocalText Counts(IReadOnlyList<Diagnostic> findings)
    {
        string errors = Count(Severity.Error), warnings = Count(Severity.Warning), notes = Count(Severity.Note);
        int unlisted = findings.Count(finding => finding.IsReassuring);
        return new LocalText(
            $"{errors} error{S(errors)}, {warnings} warning{S(warnings)}, {notes} note{S(notes)}{(unlisted == 0 ? "" : $", {unlisted} of them only say that all is well: --verbose lists them")}",
            $"错误 {errors}，警告 {warnings}，提示 {notes}{(unlisted == 0 ? "" : $"，其中 {unlisted} 条仅说明正常，加 --verbose 列出")}");

        static string S(string count) => count == "1" ? "" : "s";

        string Count(Severity severity) =>
            findings.Where(finding => finding.Severity == severity)
                .Sum(finding => Math.Max(1, finding.Further))
                .ToString(CultureInfo.InvariantCulture);
    }

    private static LocalText Whole(Diagnostic finding) => finding.AcceptedBecause is { } reason
        ? With(finding.Message, new LocalText($" [accepted: {reason}]", $"［已接受：{reason}］"))
        : finding.Message;

    private static LocalText Others(IReadOnlyList<Diagnostic> kind)
    {
        if (kind.Count == 1)
            return new LocalText("", "");
        long more = kind.Skip(1).Sum(finding => Math.Max(1, finding.Further));
        LocalText[] subjects =
        [
            .. kind.Skip(1).Where(finding => finding.Subject != kind[0].Subject).Select(finding => finding.Named)
                .Distinct().Take(Named + 1),
        ];
        string named = List(": ", ", ", subjects.Select(subject => subject.En)),
            namedZh = List("：", "、", subjects.Select(subject => subject.Zh));
        LocalText? weight = FindingWeight.Sum(kind.Select(finding => finding.Weight))?.Shown();
        return new LocalText(
            $" (and {more} more{named}{(weight is null ? "" : $"; {weight.En} in all")})",
            $"（另有 {more} 条{namedZh}{(weight is null ? "" : $"；共 {weight.Zh}")}）");
    }

    private static string List(string before, string between, IEnumerable<string> subjects) => subjects.Any()
        ? before + string.Join(between, subjects.Take(Named)) + (subjects.Count() > Named ? between + "…" : "") : "";

    private static LocalText With(LocalText text, LocalText more) => new(text.En + more.En, text.Zh + more.Zh);
}

using System.Diagnostics;

namespace ZoneComp.Cli;

/// <summary>Runs the pipeline for a command and tells what came of it.</summary>
internal static class Jobs
{
    private const int RegionsNamed = 8;

    public static int Run(Terminal terminal, RunSettings settings, CancellationToken cancel)
    {
        long began = Stopwatch.GetTimestamp();
        RunOutcome outcome = terminal.WithProgress(progress =>
            Pipeline.Run(settings, BuildFacts.Current, TimeProvider.System, progress, cancel));
        terminal.Wrote(outcome.WrittenTo);
        terminal.Findings(outcome.Findings);
        if (outcome.Cache is { } cache)
            terminal.Line(Said(terminal, cache));
        LocalText? error = outcome.HasErrors ? NothingWritten(outcome) : null;
        terminal.Json(
            new RunReply(
                outcome.WrittenTo, outcome.FindingsFile, outcome.Findings, outcome.Cache, outcome.Results?.Allocation?.Schemes,
                outcome.Results?.Quotas?.Schemes, outcome.Kept,
                error?.In(terminal.Language)),
            Replies.Context.RunReply);
        TellKept(terminal, outcome.Kept);
        foreach (string left in outcome.LeftFindings)
            terminal.Line(terminal.Say(
                $"left as it is: {left} (findings of an earlier run, edited since, or a file of your own)",
                $"未作改动：{left}（较早运行的检查发现，之后被编辑过，或是您自己的文件）"));
        bool isCheck = settings is { OutputPath: null, CombinationsFrom: null };
        if (isCheck)
            terminal.Line(Verdict(terminal, outcome, Stopwatch.GetElapsedTime(began)));
        if (error is not null)
        {
            terminal.Fail(error);
            return ExitCode.Findings;
        }

        if (outcome.Results is { } results && !isCheck)
            Summary.Print(terminal, results, outcome.WrittenTo);
        if (outcome.FindingsFile is { } findings)
            terminal.Line(terminal.Say($"findings in {findings}", $"检查发现已写入 {findings}"));
        return ExitCode.Done;
    }

    /// <summary>Says what people had left in earlier results, and where it is now.</summary>
    public static void TellKept(Terminal terminal, IReadOnlyList<KeptFiles> kept)
    {
        foreach (KeptFiles each in kept)
        {
            terminal.Line(terminal.Say(
                $"kept in {each.Folder}, since it was not as the earlier run had written it: {string.Join(", ", each.Files)}",
                $"原结果中与写出时不同的内容已保留到 {each.Folder}：{string.Join("、", each.Files)}"));
        }
    }

    private static LocalText NothingWritten(RunOutcome outcome)
    {
        long errors = outcome.Findings.Where(finding => finding.Severity == Severity.Error).Sum(finding => Math.Max(1, finding.Further));
        return new LocalText(
            $"{errors} finding(s) of severity error; no results were written{Where(outcome, " (see ", ")")}",
            $"有 {errors} 条错误级问题，未写出结果{Where(outcome, "（见 ", "）")}");
    }

    private static string Where(RunOutcome outcome, string before, string after) =>
        outcome.FindingsFile is { } file ? before + file + after : "";

    /// <summary>What a check ends with. It does all that a run does but for writing.</summary>
    private static string Verdict(Terminal terminal, RunOutcome outcome, TimeSpan took)
    {
        string counts = terminal.Say(FindingLines.Counts(outcome.Findings));
        if (outcome.HasErrors)
            return terminal.Say(
                $"{counts}: cannot run until the errors are mended, or accepted by name with a reason",
                $"{counts}：须先改正错误，或在测算方案中写明理由按代码接受，方可运行");
        string time = took.TotalSeconds < 90
            ? terminal.Say($"{Math.Max(1, Math.Ceiling(took.TotalSeconds)):0} s", $"{Math.Max(1, Math.Ceiling(took.TotalSeconds)):0} 秒")
            : terminal.Say($"{took.TotalMinutes:0.#} min", $"{took.TotalMinutes:0.#} 分钟");
        return terminal.Say(
            $"{counts}: can run; a run takes about {time}, as this check did, and writes its results on top",
            $"{counts}：可以运行；运行约需 {time}（与本次检查相同），另加写出结果的时间");
    }

    private static string Said(Terminal terminal, CacheUse use)
    {
        string where = "";
        if (use is { Reused: > 0, Measured: > 0, Regions.Count: > 0 })
        {
            string codes = string.Join(", ", use.Regions.Take(RegionsNamed)) + (use.Regions.Count > RegionsNamed ? ", ..." : "");
            where = terminal.Say($", near ground of {use.Regions.Count} region(s): {codes}", $"，涉及 {use.Regions.Count} 个区域：{codes}");
        }

        string damaged = use.Damaged > 0
            ? terminal.Say($"; {use.Damaged} in the cache were damaged and were measured again", $"；缓存中 {use.Damaged} 个已损坏，已重新计算")
            : "";
        string notKept = use.NotKept > 0
            ? terminal.Say($"; {use.NotKept} could not be kept: the folder cannot be written", $"；{use.NotKept} 个无法写入缓存目录")
            : "";
        return terminal.Say(
            $"cells: {use.Reused} reused from the cache, {use.Measured} measured{where}{damaged}{notKept} ({use.Folder}; --no-cache "
                + $"measures all)",
            $"地块：{use.Reused} 个取自缓存，{use.Measured} 个重新计算{where}{damaged}{notKept}（{use.Folder}；--no-cache 全部重算）");
    }
}

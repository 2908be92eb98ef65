using System.CommandLine;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp rerun OUT -o NEW</c>: repeats a run from its run.json.</summary>
internal static class RerunCommand
{
    public static Command Build(Language language)
    {
        Argument<string> results = VerifyCommand.ResultsArgument(language);
        Option<string> output = RunCommand.OutputOption(language), folder = VerifyCommand.PolicyFolderOption(language);
        Option<int> threads = RunCommand.ThreadsOption(language);
        var command = new DocumentedCommand(
            "rerun",
            new LocalText(
                "Repeats a run from its run.json: the policy as it kept it, the inputs checked by their digests; then compares file by "
                    + "file.",
                "按 run.json 重复一次运行：使用其中保存的测算方案文本，按摘要核对输入；然后逐个文件比较。"),
            language,
            ("zonecomp rerun out -o again", new LocalText("exit code 0: the same bytes in every file; 1: not", "退出码 0：每个文件逐字节相同；1：不同")))
        { results, output, folder, threads };
        command.SetAction((parsed, cancel) =>
        {
            Terminal terminal = Terminals.Of(parsed, language);
            string first = parsed.GetRequiredValue(results), again = parsed.GetRequiredValue(output);
            RunSettings settings = RunRepeat.SettingsFor(first, again, parsed.GetValue(folder)) with { Threads = parsed.GetValue(threads) };
            RunOutcome outcome = terminal.WithProgress(progress =>
                Pipeline.Run(settings, BuildFacts.Current, TimeProvider.System, progress, cancel));
            if (outcome.HasErrors)
            {
                terminal.Findings(outcome.Findings);
                terminal.Fail(new LocalText("the run ends with errors now; nothing was written", "现在运行会以错误结束，未写出结果"));
                return Task.FromResult(ExitCode.Findings);
            }

            terminal.Wrote(outcome.WrittenTo);
            RepeatReport report = RunRepeat.Compare(first, again);
            terminal.Json(
                new RerunReply(
                    report.WrittenTo,
                    report.IsIdentical,
                    report.Tool,
                    [.. report.Files.Select(file => new RerunFile(file.Path, file.Comparison))]),
                Replies.Context.RerunReply);
            if (report.Tool is { } tool)
                terminal.Line(terminal.Say(tool));
            foreach ((string path, RepeatedFile comparison) in report.Files)
                terminal.Line($"{terminal.Say(Word(comparison))}  {path}");
            terminal.Line(report.IsIdentical
                ? terminal.Say($"identical: {report.Files.Count} files, byte for byte", $"完全相同：{report.Files.Count} 个文件逐字节一致")
                : terminal.Say("NOT identical", "不完全相同"));
            return Task.FromResult(report.IsIdentical ? ExitCode.Done : ExitCode.Findings);
        });
        return command;
    }

    private static LocalText Word(RepeatedFile comparison) => comparison switch
    {
        RepeatedFile.Same => new("same bytes ", "字节相同"),
        RepeatedFile.SameValues => new("same values", "数值相同"),
        RepeatedFile.Missing => new("missing    ", "缺少"),
        RepeatedFile.New => new("new        ", "新增"),
        _ => new("DIFFERENT  ", "不同"),
    };
}

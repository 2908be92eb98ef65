using System.CommandLine;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp verify OUT</c>: whether anything was touched since the run.</summary>
internal static class VerifyCommand
{
    public static Command Build(Language language)
    {
        Argument<string> results = ResultsArgument(language);
        var seal = new Option<string>("--seal")
        {
            Description = new LocalText(
                "Digest noted when the run was made (verify prints it): shows also a change that was made in all records alike",
                "运行完成时记下的摘要（verify 会显示）：可发现同时改动全部记录的篡改").In(language),
            HelpName = "SHA256",
        };
        var inputs = new Option<bool>("--inputs")
        {
            Description = new LocalText(
                "Also say which of the inputs changed or are gone since the run",
                "同时说明哪些输入文件在运行之后改变或缺失").In(language),
        };
        var command = new DocumentedCommand(
            "verify",
            new LocalText(
                "Recomputes the digests of all results and the sums that must hold, and says whether anything was touched.",
                "重新计算全部结果的摘要与各项合计，说明结果是否被改动。"),
            language,
            ("zonecomp verify out", new LocalText("exit code 0: untouched; 1: touched", "退出码 0：未改动；1：有改动")),
            ("zonecomp verify out --seal 9f86d081...", new LocalText("against a digest kept elsewhere", "与另存的摘要核对")))
        { results, seal, inputs };
        command.SetAction(parsed =>
        {
            Terminal terminal = Terminals.Of(parsed, language);
            string folder = parsed.GetRequiredValue(results);
            VerificationReport report = RunVerification.Of(folder, parsed.GetValue(seal), parsed.GetValue(inputs));
            terminal.Json(report, Replies.Context.VerificationReport);
            foreach (LawResult law in report.Laws)
                terminal.Line(
                    $"{(!law.Holds ? terminal.Say("BROKEN", "核对不通过")
                        : law.Checked > 0 ? terminal.Say("holds", "核对通过")
                        : terminal.Say("nothing to check", "无可核对"))}: {terminal.Say(law.Law)} "
                        + $"({law.Checked}){(law.Breach is { } breach ? ": " + terminal.Say(breach) : "")}");
            foreach (TouchedFile input in report.Inputs)
                terminal.Line(terminal.Say("input", "输入") + $" {input.Path}: {terminal.Say(input.What)}");
            foreach (TouchedFile file in report.Touched)
                terminal.Line($"{file.Path}: {terminal.Say(file.What)}");
            terminal.Line(report.IsIntact
                ? terminal.Say(
                    $"untouched: {report.Files} files as the run left them; seal {report.Seal}",
                    $"未改动：{report.Files} 个文件与运行时一致；校验码 {report.Seal}")
                : terminal.Say($"TOUCHED: {folder} is not as the run left it", $"有改动：{folder} 与运行时不一致"));
            return report.IsIntact ? ExitCode.Done : ExitCode.Findings;
        });
        return command;
    }

    public static Argument<string> ResultsArgument(Language language) => new("OUT")
    {
        Description = new LocalText("Folder of results", "结果目录").In(language),
    };

    public static Option<string> PolicyFolderOption(Language language) => new("--policy-folder")
    {
        Description = new LocalText(
            "Folder that the policy's paths start from now (default: where it stood when the run was made)",
            "测算方案中各路径现在的起始目录（默认：运行时所在目录）").In(language),
        HelpName = "DIR",
    };
}

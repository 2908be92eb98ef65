using System.CommandLine;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp test POLICY</c>: the policy's examples alone.</summary>
internal static class TestCommand
{
    /// <summary>Formulas that a figure's line has room for.</summary>
    private const int MostFormulas = 3;

    public static Command Build(Language language)
    {
        var policy = RunCommand.PolicyArgument(language);
        var confined = RunCommand.ConfinedOption(language);
        var all = new Option<bool>("--all")
        {
            Description = new LocalText(
                "Of each figure that differs also every step that it came about by",
                "对每个不符的数字列出其逐步由来").In(language),
        };
        var command = new DocumentedCommand(
            "test",
            new LocalText(
                "Runs the policy's examples, without maps: made-up inputs through its formulas, held against figures worked out by hand. "
                    + "Of a figure that differs it says which line gave it.",
                "检验测算方案中的算例，无需图层：以设定的输入按测算方案计算，与手工算出的数字核对；不符时指出由哪一行得出。"),
            language,
            (
                "zonecomp test policy.yaml",
                new LocalText("exit code 0: every figure as worked out by hand; 1: some are not", "退出码 0：全部相符；1：有不符")))
        { policy, confined, all };
        command.SetAction(parsed =>
        {
            Terminal terminal = Terminals.Of(parsed, language);
            IReadOnlyList<ExampleResult> results = ExampleRun.Of(parsed.GetRequiredValue(policy), parsed.GetValue(confined));
            terminal.Json(new TestReply(results), Replies.Context.TestReply);
            foreach (ExampleResult result in results)
                Print(terminal, result, parsed.GetValue(all));
            int broken = results.Count(result => !result.Holds), figures = results.Sum(result => result.Figures);
            if (broken == 0)
                terminal.Line(terminal.Say(
                    $"{results.Count} examples, {figures} figures: all as worked out by hand",
                    $"{results.Count} 个算例、{figures} 个数字：全部与手工计算相符"));
            else
                terminal.Wrong(terminal.Say(
                    $"{broken} of {results.Count} examples do NOT hold", $"{results.Count} 个算例中有 {broken} 个不符"));
            if (broken > 0 && !parsed.GetValue(all))
                terminal.Line(terminal.Say("every step of these figures: --all", "逐步由来：--all"));
            return broken == 0 ? ExitCode.Done : ExitCode.Findings;
        });
        return command;
    }

    /// <summary>A line a figure, with the lines of the policy that gave it; the whole trail on request.</summary>
    private static void Print(Terminal terminal, ExampleResult result, bool all)
    {
        string name = $"{result.Name}{(result.Title == result.Name ? "" : $" {result.Title}")} ({result.Place})";
        if (result.Holds)
            terminal.Line(terminal.Say("holds", "相符") + terminal.Say(": ", "：") + name);
        else
            terminal.Wrong(terminal.Say("DIFFERS", "不符") + terminal.Say(": ", "：") + name);
        foreach (LocalText problem in result.Problems)
            terminal.Wrong("  " + terminal.Say("cannot be computed: ", "无法计算：") + terminal.Say(problem));
        foreach (FigureThatDiffers figure in result.Differ)
        {
            string between = terminal.Say("; ", "；");
            terminal.Wrong($"  {terminal.Say(figure.Words)}{between}{figure.Formulas(MostFormulas, between)}");
            var text = new ExplanationText(terminal.Language, Full: false);
            foreach (string line in (all ? figure.Steps : [])
                .SelectMany(step => text.Of(step).Split('\n', StringSplitOptions.RemoveEmptyEntries)))
                terminal.Line("    " + line);
        }
    }
}

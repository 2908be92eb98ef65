using System.CommandLine;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp test POLICY</c>: the policy's examples alone.</summary>
internal static class TestCommand
{
    public static Command Build(Language language)
    {
        var policy = RunCommand.PolicyArgument(language);
        var confined = RunCommand.ConfinedOption(language);
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
        { policy, confined };
        command.SetAction(parsed =>
        {
            Terminal terminal = Terminals.Of(parsed, language);
            IReadOnlyList<ExampleResult> results = ExampleRun.Of(parsed.GetRequiredValue(policy), parsed.GetValue(confined));
            terminal.Json(new TestReply(results), Replies.Context.TestReply);
            foreach (ExampleResult result in results)
                Print(terminal, result);
            int broken = results.Count(result => !result.Holds), figures = results.Sum(result => result.Figures);
            terminal.Line(broken == 0
                ? terminal.Say(
                    $"{results.Count} examples, {figures} figures: all as worked out by hand",
                    $"{results.Count} 个算例、{figures} 个数字：全部与手工计算相符")
                : terminal.Say($"{broken} of {results.Count} examples do NOT hold", $"{results.Count} 个算例中有 {broken} 个不符"));
            return broken == 0 ? ExitCode.Done : ExitCode.Findings;
        });
        return command;
    }

    private static void Print(Terminal terminal, ExampleResult result)
    {
        terminal.Line(
            $"{(result.Holds ? terminal.Say("holds", "相符") : terminal.Say("DIFFERS", "不符"))}: "
                + $"{result.Name}{(result.Title == result.Name ? "" : $" {result.Title}")} ({result.Place})");
        foreach (LocalText problem in result.Problems)
            terminal.Line("  " + terminal.Say("cannot be computed: ", "无法计算：") + terminal.Say(problem));
        foreach (FigureThatDiffers figure in result.Differ)
        {
            terminal.Line(terminal.Say(
                $"  {figure.Code} {figure.Column}: {figure.Expected} by hand ({figure.ExpectedAt}), {figure.Found} by the policy "
                    + $"({figure.FormulaAt}): {figure.Difference}",
                $"  {figure.Code} {figure.Column}：手工 {figure.Expected}（{figure.ExpectedAt}），按测算方案 {figure.Found}（{figure.FormulaAt}）："
                    + $"{figure.Difference}"));
            var text = new ExplanationText(terminal.Language, Full: false);
            foreach (string line in figure.Steps.SelectMany(step => text.Of(step).Split('\n', StringSplitOptions.RemoveEmptyEntries)))
                terminal.Line("    " + line);
        }
    }
}

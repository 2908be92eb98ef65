using System.CommandLine;
using Spectre.Console;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp compare OUT_A OUT_B</c>: what changed between two runs, and how much of each amount's change came from
/// what.</summary>
internal static class CompareCommand
{
    /// <summary>Of the policy on the screen; files and <c>diff</c> have all.</summary>
    private const int MostLines = 12;

    public static Command Build(Language language)
    {
        var old = new Argument<string>("OUT_A")
        {
            Description = new LocalText("Results of the first run: the change counts from it", "前一结果目录：变化由它算起").In(language),
        };
        var current = new Argument<string>("OUT_B") { Description = new LocalText("Results of the second run", "后一结果目录").In(language) };
        var output = new Option<string?>("--output", "-o")
        {
            Description = new LocalText("Folder of the comparison; without it only the summary is printed", "对比结果目录；不写则只显示摘要").In(language),
            HelpName = "DIFF",
        };
        var codes = new Option<string?>("--codes")
        {
            Description = new LocalText(
                "Code-change table (CSV: old,new) for merged, split and renamed regions",
                "代码变更表（CSV：old,new），用于合并、拆分、改名的区域").In(language),
            HelpName = "FILE",
        };
        var oldInputs = Inputs(
            "--old-inputs",
            new LocalText(
                "Folder that the first run's input paths start from (default: looked for beside OUT_A)",
                "前一结果输入文件的起始目录（默认在 OUT_A 旁查找）"),
            language);
        var newInputs = Inputs(
            "--new-inputs",
            new LocalText(
                "Folder that the second run's input paths start from (default: looked for beside OUT_B)",
                "后一结果输入文件的起始目录（默认在 OUT_B 旁查找）"),
            language);
        var oldLabel = Label(
            "--old-label", new LocalText("What heads call the first run (default: its year)", "表头中前一结果的名称（默认为年度）"), language);
        var newLabel = Label("--new-label", new LocalText("What heads call the second run", "表头中后一结果的名称"), language);
        var threads = RunCommand.ThreadsOption(language);
        var command = new DocumentedCommand(
            "compare",
            new LocalText(
                "Holds two runs against each other: every figure old, new and change, and each amount's change split exactly into its "
                    + "causes.",
                "对比两次结果：逐项列出前值、后值与变化，并将每笔金额的变化精确分解到各项原因。"),
            language,
            ("zonecomp compare out-2024 out-2025 -o diff", new LocalText("what changed from year to year, and why", "两年之间变了什么、为什么变")),
            (
                "zonecomp compare out-2024 out-2025 -o diff --codes changes.csv",
                new LocalText("counties were merged, split or renamed", "期间有县域合并、拆分或改名")),
            (
                "zonecomp compare out-draft out-final -o diff --old-label 征求意见稿 --new-label 送审稿",
                new LocalText("two drafts of one year, called by their names", "同一年度的两份稿件，表头用各自名称")))
        { old, current, output, codes, oldLabel, newLabel, oldInputs, newInputs, threads };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(
            Terminals.Of(parsed, language),
            new ComparisonSettings
            {
                OldPath = parsed.GetRequiredValue(old),
                NewPath = parsed.GetRequiredValue(current),
                OutputPath = parsed.GetValue(output),
                CodesPath = parsed.GetValue(codes),
                OldLabel = parsed.GetValue(oldLabel),
                NewLabel = parsed.GetValue(newLabel),
                OldInputs = parsed.GetValue(oldInputs),
                NewInputs = parsed.GetValue(newInputs),
                Threads = parsed.GetValue(threads),
                Language = language,
            },
            cancel)));
        return command;
    }

    private static Option<string?> Inputs(string name, LocalText description, Language language) =>
        new(name) { Description = description.In(language), HelpName = "DIR" };

    private static Option<string?> Label(string name, LocalText description, Language language) =>
        new(name) { Description = description.In(language), HelpName = "TEXT" };

    private static int Run(Terminal terminal, ComparisonSettings settings, CancellationToken cancel)
    {
        ComparisonOutcome outcome = terminal.WithProgress(progress =>
            RunComparison.Run(settings, BuildFacts.Current, TimeProvider.System, progress, cancel));
        terminal.Wrote(outcome.WrittenTo);
        terminal.Findings(outcome.Results.Findings);
        (ComparisonResults results, Attribution attribution) = (outcome.Results, outcome.Results.Attribution);
        terminal.Json(
            new CompareReply(
                outcome.WrittenTo, results.Findings, results.Schemes, attribution.Causes, attribution.Parts,
                [.. results.PolicyChanges.Select(change => DiffCommand.Line(change, terminal))], outcome.Kept),
            Replies.Context.CompareReply);
        Print(terminal, outcome);
        Jobs.TellKept(terminal, outcome.Kept);
        return ExitCode.Done;
    }

    private static void Print(Terminal terminal, ComparisonOutcome outcome)
    {
        ComparisonResults results = outcome.Results;
        terminal.Line($"{results.Title} {terminal.Say(results.Labels.Old)} → {terminal.Say(results.Labels.New)}");
        if (results.Money.Any() || !results.Quotas.Any())
            PrintCauses(terminal, results, [.. results.Money], new(" (yuan)", "（元）"));
        if (results.Quotas.Any())
            PrintCauses(terminal, results, [.. results.Quotas], new("", ""));
        if (results.PolicyChanges.Count > 0)
            terminal.Line(terminal.Say("the policy says otherwise:", "测算方案的改动："));
        foreach (PolicyChange change in results.PolicyChanges.Take(MostLines))
            terminal.Line("  " + terminal.Say(change.Words()));
        if (results.PolicyChanges.Count - MostLines is > 0 and int more)
            terminal.Line(terminal.Say(
                $"  and {more} lines more: comparison.xlsx, or zonecomp diff", $"  另有 {more} 处：见 comparison.xlsx 或 zonecomp diff"));
        if (outcome.WrittenTo is not null)
            terminal.Line(terminal.Say($"comparison in {outcome.WrittenTo}", $"对比结果已写入 {outcome.WrittenTo}"));
    }

    private static void PrintCauses(Terminal terminal, ComparisonResults results, ComparedScheme[] schemes, LocalText unit)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(terminal.Say("scheme, cause", "项目、原因"));
        foreach (string head in (string[])[
            ScreenText.Cell(terminal.Say(results.Labels.Old) + terminal.Say(unit)),
            ScreenText.Cell(terminal.Say(results.Labels.New) + terminal.Say(unit)),
            terminal.Say("change", "变化") + terminal.Say(unit), terminal.Say("raised", "调增合计"), terminal.Say("lowered", "调减合计"),
        ])
            table.AddColumn(new TableColumn(head).RightAligned());
        foreach (ComparedScheme scheme in schemes)
        {
            AttributedChange[] changes = [.. results.Attribution.Parts.Where(change => change.Scheme == scheme.Name)];
            string Shown(decimal? amount) => amount is { } number ? FigureText.Number(number, scheme.Decimals) : "–";
            table.AddRow(
                ScreenText.Cell(terminal.Say(scheme.Heading)), Shown(scheme.OldYuan), Shown(scheme.NewYuan), Shown(scheme.ChangeYuan),
                "", "");
            for (int cause = 0; cause < results.Attribution.Causes.Count; cause++)
            {
                decimal[] parts = [.. changes.Select(change => change.PartsYuan[cause])];
                if (parts.Any(part => part != 0))
                    table.AddRow(
                        ScreenText.Cell("  " + results.Attribution.Causes[cause].Title.In(terminal.Language)),
                        "",
                        "",
                        Shown(parts.Sum()),
                        Shown(parts.Where(part => part > 0).Sum()),
                        Shown(parts.Where(part => part < 0).Sum()));
            }
        }

        terminal.Table(table);
    }
}

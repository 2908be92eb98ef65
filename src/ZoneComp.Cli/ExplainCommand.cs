using System.CommandLine;

namespace ZoneComp.Cli;

/// <summary><c>zonecomp explain OUT --region CODE</c>: why this number.</summary>
internal static class ExplainCommand
{
    public static Command Build(Language language)
    {
        Argument<string> results = VerifyCommand.ResultsArgument(language);
        var region = new Option<string>("--region")
        {
            Description = new LocalText(
                "Code or name of the region, paid unit or party; outside: ground in no region",
                "区域、收款单位或收付方的代码或名称；outside 表示区域外").In(language),
            Required = true,
            HelpName = "CODE",
        };
        var column = new Option<string>("--column")
        {
            Description = new LocalText(
                "The whole trail of one indicator, factor, class, layer or scheme, by name or title",
            "一个指标、系数、类别、图层或资金项目的全部由来，可用名称或标题").In(language),
            HelpName = "NAME",
        };
        var all = new Option<bool>("--all")
        {
            Description = new LocalText(
                "The whole trail of every number, instead of three lines an amount",
                "列出每个数的全部由来，而不是每笔金额三行").In(language),
        };
        var full = new Option<bool>("--full")
        {
            Description = new LocalText(
                "List every value of long sums, and zeros (with --all or --column)",
                "列出长合计的每一项与零值（与 --all 或 --column 连用）").In(language),
        };
        var polygons = new Option<bool>("--polygons")
        {
            Description = new LocalText(
                "Overlay the maps again to list polygons where the run kept no pieces.parquet",
                "运行时未保存 pieces.parquet 时，重新叠加图层以列出图斑").In(language),
        };
        Option<string> folder = VerifyCommand.PolicyFolderOption(language);
        var command = new DocumentedCommand(
            "explain",
            new LocalText(
                "Says how a number came about: each amount in three lines; with --all or --column the formula as written, with values in "
                    + "it, down to areas, polygons and table cells, bounds and rounding. What it shows is first held against the results.",
                "说明数字的由来：每笔金额三行；加 --all 或 --column 则列出测算方案中的公式、代入的数值，直至面积、图斑、表格单元、上下限与尾差。说明之前先与结果核对。"),
            language,
            ("zonecomp explain out --region 610112", new LocalText("a county's amounts, three lines each", "一个县的各项金额，每项三行")),
            ("zonecomp explain out --region 墨脱县 --all", new LocalText("every number of a county, found by its name", "按名称查一个县的全部数字")),
            (
                "zonecomp explain out --region 610112 --column comprehensive --full",
                new LocalText("one scheme, every addend", "一个资金项目，列出每一项")),
            ("zonecomp explain out --region 610112 --json", new LocalText("for another program", "供其他程序调用")))
        { results, region, column, all, full, polygons, folder };
        command.SetAction((parsed, cancel) =>
        {
            Terminal terminal = Terminals.Of(parsed, language);
            RunExplanation run = terminal.WithProgress(progress => RunExplanation.Open(
                parsed.GetRequiredValue(results), parsed.GetValue(folder), parsed.GetValue(polygons), TimeProvider.System, progress,
                cancel));
            Explained explained = run.Of(parsed.GetRequiredValue(region), parsed.GetValue(column));
            terminal.Json(explained, Replies.Context.Explained);
            bool whole = parsed.GetValue(all) || parsed.GetValue(full) || parsed.GetValue(column) is not null;
            string text = whole
                ? new ExplanationText(language, parsed.GetValue(full)).Of(explained)
                : run.Brief(explained, language);
            terminal.Line((Terminals.Width is int width ? LineWrap.At(text, width) : text).TrimEnd());
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}

using System.Globalization;
using Spectre.Console;

namespace ZoneComp.Cli;

/// <summary>What a person wants to see at the end of a run: what was measured, what was paid, and that it adds up.</summary>
internal static class Summary
{
    public static void Print(Terminal terminal, RunResults results, string? writtenTo)
    {
        terminal.Line($"{results.Title} {results.Year}");
        if (results.Combinations.Rows.Count > 0)
            PrintAreas(terminal, results);
        else
            terminal.Line(terminal.Say(
                $"{results.Combinations.Regions.Count} regions, without a map",
                $"{results.Combinations.Regions.Count} 个区域，没有图形"));
        foreach (SchemeResult scheme in results.Allocation?.Schemes ?? [])
        {
            if (LedgerSummary.Of(scheme, results.Allocation!, results.Combinations.Regions) is { } payments)
            {
                terminal.Line(scheme.Title + terminal.Say(": ", "：") + terminal.Say(payments));
                continue;
            }

            string fund = scheme.FundYuan is { } yuan ? terminal.Say($" of a fund of {Yuan(yuan)}", $"，资金总额 {Yuan(yuan)}") : "";
            terminal.Line(terminal.Say(
                $"{scheme.Title}: {Yuan(scheme.TotalYuan)} yuan allocated{fund}, {Yuan(scheme.UnallocatedYuan)} left",
                $"{scheme.Title}：共分配 {Yuan(scheme.TotalYuan)} 元{fund}，剩余 {Yuan(scheme.UnallocatedYuan)}"));
        }

        foreach (SchemeResult quota in results.Quotas?.Schemes ?? [])
        {
            string fund = quota.FundYuan is { } whole ? terminal.Say($" of {Of(whole)}", $"，总量 {Of(whole)}") : "";
            string unit = FigureText.Unit(quota.Measure).In(terminal.Language);
            terminal.Line(terminal.Say(
                $"{quota.Title}: {Of(quota.TotalYuan)} {unit} allocated{fund}, {Of(quota.UnallocatedYuan)} left",
                $"{quota.Title}：共分配 {Of(quota.TotalYuan)} {unit}{fund}，剩余 {Of(quota.UnallocatedYuan)}"));

            string Of(decimal amount) => FigureText.Number(amount, ShownDigits.Of(quota));
        }

        terminal.Line(
            terminal.Say(FindingLines.Counts(results.Findings))
                + terminal.Say(writtenTo is null ? "" : " (all in findings.parquet)", writtenTo is null ? "" : "（全部见 findings.parquet）"));
        if (writtenTo is null)
            return;
        terminal.Line(terminal.Say($"results in {writtenTo}", $"结果已写入 {writtenTo}"));
        string[] toOpen =
        [
            .. ToOpen(terminal).Where(each => File.Exists(Path.Combine(writtenTo, each.File)))
                .Select(each => terminal.Say($"{each.File} ({each.With})", $"{each.File}（{each.With}）")),
        ];
        if (toOpen.Length > 0)
            terminal.Line(terminal.Say("open ", "可打开：") + string.Join(terminal.Say(", ", "、"), toOpen));
    }

    private static void PrintAreas(Terminal terminal, RunResults results)
    {
        AreaScale scale = AreaScale.OfPages(results);
        string unit = terminal.Say(scale.Name);
        decimal regionsM2 = results.Combinations.Rows.Where(row => row.Region >= 0).Sum(row => row.AreaM2);
        terminal.Line(terminal.Say(
            $"{results.Combinations.Regions.Count} regions, {scale.Text(regionsM2)} {unit}, {results.Combinations.Classes.Count} zone classes, "
                + $"{results.Combinations.Rows.Count} combinations",
            $"{results.Combinations.Regions.Count} 个区域，{scale.Text(regionsM2)} {unit}，{results.Combinations.Classes.Count} 个类别，"
                + $"{results.Combinations.Rows.Count} 行组合"));

        var areas = new Table().Border(TableBorder.Simple);
        areas.AddColumn(terminal.Say("zone class", "类别"));
        areas.AddColumn(new TableColumn(unit).RightAligned());
        areas.AddColumn(new TableColumn(terminal.Say("share of regions", "占区域面积")).RightAligned());
        areas.AddColumn(new TableColumn(terminal.Say($"outside regions {unit}", $"区域外 {unit}")).RightAligned());
        for (int index = 0; index < results.Combinations.Classes.Count; index++)
        {
            decimal inside = CoveredM2(results.Combinations, index, outside: false);
            areas.AddRow(
                ScreenText.Cell(terminal.Say(
                    $"{results.Combinations.Classes[index].Title} ({results.Combinations.Classes[index].Name})",
                    $"{results.Combinations.Classes[index].Title}（{results.Combinations.Classes[index].Name}）")),
                scale.Text(inside),
                regionsM2 > 0 ? (inside / regionsM2).ToString("P2", CultureInfo.InvariantCulture) : "",
                scale.Text(CoveredM2(results.Combinations, index, outside: true)));
        }

        terminal.Table(areas);
    }

    private static (string File, string With)[] ToOpen(Terminal terminal) =>
    [
        ("report.html", terminal.Say("a browser", "浏览器")),
        ("zonecomp.xlsx", "Excel, WPS"),
        ("zonecomp.qgz", "QGIS"),
    ];

    private static decimal CoveredM2(CombinationTable table, int zoneClass, bool outside) =>
        table.Rows.Where(row => row.Region < 0 == outside && row.Classes.Contains(zoneClass)).Sum(row => row.AreaM2);

    private static string Yuan(decimal yuan) => yuan.ToString("N2", CultureInfo.InvariantCulture);
}

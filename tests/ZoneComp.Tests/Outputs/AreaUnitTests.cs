namespace ZoneComp.Tests.Outputs;

/// <summary>One unit of areas in all that people open, where the policy names one.</summary>
public sealed class AreaUnitTests : IDisposable
{
    private readonly MapFolder maps = new();

    public void Dispose() => maps.Dispose();

    // 1 mu is 2,000/3 m², 1 ha 10,000 m².
    [Theory]
    [InlineData("", "公顷", 1, 10_000, "平方公里", 1, 1_000_000)]
    [InlineData("area_unit: mu", "亩", 3, 2_000, "亩", 3, 2_000)]
    [InlineData("面积单位: 万亩", "万亩", 3, 20_000_000, "万亩", 3, 20_000_000)]
    [InlineData("area_unit: km2", "平方公里", 1, 1_000_000, "平方公里", 1, 1_000_000)]
    public void Areas_are_shown_in_the_unit_that_the_policy_names(
        string said, string inTables, int times, int by, string elsewhere, int timesThere, int byThere)
    {
        RunOutcome outcome = Run(said);
        RunResults run = outcome.Results!;
        decimal m2 = CoverageTable.Of(run.Combinations).RegionAreaM2[0];
        PeopleTable coverage = PeopleTables.Of(run).Single(table => table.Name == "coverage");

        Assert.StartsWith($"单位：{inTables}", coverage.UnitLine.Zh, StringComparison.Ordinal);
        Assert.Equal(m2 * times / by, (decimal)coverage.Rows[0][2]!);
        string csv = File.ReadAllText(Path.Combine(outcome.WrittenTo!, "csv", "coverage.csv"));
        Assert.Contains($"面积（{inTables}）", csv, StringComparison.Ordinal);
        string html = File.ReadAllText(Path.Combine(outcome.WrittenTo!, "report.html"));
        Assert.Contains($"总面积（{elsewhere}）", html, StringComparison.Ordinal);
        Assert.Contains($"\"areaUnit\":{{\"zh\":\"{elsewhere}\"", html, StringComparison.Ordinal);
        string shown = FigureText.Number(m2 * timesThere / byThere, elsewhere == "万亩" ? 4 : 2);
        Assert.Contains($"[\"370101\",\"甲\",\"{shown}\"]", html, StringComparison.Ordinal);
        Figure plain = RegionFigures.Of(run).Single(figure => figure.Name == "plain");
        Assert.Equal(elsewhere, ShownUnit.Of(plain).Name.Zh);
        Assert.Equal(shown, ShownUnit.Of(RegionFigures.Of(run).Single(figure => figure.Name == "area_m2")).Number(m2));
        // What the policy measures in its own unit keeps it.
        Assert.Equal("亩", ShownUnit.Of(RegionFigures.Of(run).Single(figure => figure.Name == "own")).Name.Zh);
    }

    [Theory] // 2 yuan/mu are 30 yuan/ha; mu is what rates are in.
    [InlineData("", "mu", "亩", 3, 2_000, 2, "公顷|平方公里")]
    [InlineData("area_unit: mu", "mu", "亩", 3, 2_000, 2, "亩")]
    [InlineData("area_unit: ha", "ha", "公顷", 1, 10_000, 30, "公顷")]
    [InlineData("area_unit: km2", "km2", "平方公里", 1, 1_000_000, 3_000, "平方公里")]
    public void Rates_findings_and_explanations_keep_to_it(
        string said, string unit, string word, int times, int by, int rate, string inFindings)
    {
        RunOutcome outcome = Run(said, "schemes: {pay: {title: 补, kind: rate, items: {all: {ground: redline, rate: 2 yuan / mu}}}}");
        RunResults run = outcome.Results!;
        PeopleTable paid = PeopleTables.Of(run).Single(table => table.Name == "paid_items");
        decimal m2 = run.Allocation!.PaidItems[0].AreaM2!.Value;

        Assert.Equal([$"area_{unit}", $"rate_yuan_per_{unit}"], paid.Columns.Skip(6).Take(2).Select(column => column.Name));
        Assert.Equal((m2 * times / by, (decimal)rate), ((decimal)paid.Rows[0][6]!, (decimal)paid.Rows[0][7]!));
        string[] told = [.. run.Findings.Where(finding => finding.Code == "ZC305").Select(finding => finding.Message.Zh)];
        Assert.Matches($"^该类别有 [0-9,.]+ ({inFindings})（", Assert.Single(told));
        Assert.DoesNotContain(run.Findings, finding => finding.Message.Zh.Contains('\uFDD0') || finding.Message.En.Contains('\uFDD0'));
        var explanation = RunExplanation.Open(
            outcome.WrittenTo!, null, withPolygons: false, TimeProvider.System, new Progress<StageProgress>(), CancellationToken.None);
        string brief = explanation.Brief(explanation.Of("370101"), Language.Chinese);
        Assert.Matches($@"[0-9,.]+ {word} \[[^\]]*\]\s*\* {rate:N0} 元/{word}", brief);
    }

    private RunOutcome Run(string said, string schemes = "")
    {
        maps.Boxes("county.shp", ["CODE", "NAME"], (["370101", "甲"], [0, 0, 10, 10]), (["370102", "乙"], [10, 0, 20, 10]));
        maps.Boxes("zones.shp", ["KIND"], (["x"], [0, 0, 5, 10]), (["x"], [10, 0, 18, 10]), (["x"], [30, 0, 31, 10]));
        return maps.Run(
            $$"""
            zonecomp: 1
            title: 试
            year: 2025
            regions: {source: county.shp, code: CODE, name: NAME, code_list: none}
            layers:
              redline: {title: 红线, source: zones.shp}
            indicators:
              plain: {title: 面积, expr: area(redline)}
              own: {title: 面积, expr: 'area(redline, mu)'}
            {{schemes}}
            outputs:
              shapefile: none
              {{said}}
            """,
            "out");
    }
}

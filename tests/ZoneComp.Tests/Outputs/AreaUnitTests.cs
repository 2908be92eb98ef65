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

    private RunOutcome Run(string said)
    {
        maps.Boxes("county.shp", ["CODE", "NAME"], (["370101", "甲"], [0, 0, 10, 10]), (["370102", "乙"], [10, 0, 20, 10]));
        maps.Boxes("zones.shp", ["KIND"], (["x"], [0, 0, 5, 10]), (["x"], [10, 0, 18, 10]));
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
            outputs:
              shapefile: none
              {{said}}
            """,
            "out");
    }
}

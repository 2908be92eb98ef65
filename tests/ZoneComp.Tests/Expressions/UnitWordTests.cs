namespace ZoneComp.Tests.Expressions;

public class UnitWordTests
{
    [Theory]
    [InlineData("100 万元", "1000000 1000000 1000000 yuan")]
    [InlineData("1亿元 / 2", "50000000 50000000 50000000 yuan")]
    [InlineData("15元/亩 * 2 亩", "30 30 30 yuan")]
    [InlineData("area(redline, 公顷)", "350 0 0 ha")]
    [InlineData("area(redline) / 平方公里", "3.5 0 0")]
    [InlineData("member(forest, min: 375 亩)", "true false false")]
    [InlineData("round(12.345 万元, 1, 元)", "123450 123450 123450 yuan")]
    public void A_unit_may_be_written_in_chinese(string expression, string expected)
    {
        string[] found = Sample.Values(expression).Split(' ');
        string unit = found.Length > 3 ? found[3] : "";
        decimal factor = unit switch { "wan_yuan" => 10_000m, "yi_yuan" => 100_000_000m, _ => 1m };
        string[] inBase = factor == 1m
            ? found
            : [
                .. found[..3].Select(number =>
                    (decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture) * factor).ToString(
                        "0.####",
                        System.Globalization.CultureInfo.InvariantCulture)),
                "yuan",
            ];
        Assert.Equal(expected, string.Join(' ', inBase));
    }

    [Fact]
    public void A_unit_may_be_chinese_wherever_the_file_has_one()
    {
        PolicyFile policy = PolicyFile.Parse("p.yaml", """
            zonecomp: 1
            title: t
            year: 2025
            regions: {source: c.shp, code: code, official_area: {field: area, unit: 公顷}}
            layers:
              banks: {source: r.shp, geometry: lines, buffer: 500米}
            tables:
              county: {source: c.csv, key: code, columns: {fund: money 万元, land: area 亩, way: {type: length 公里}}}
            indicators:
              land: {expr: county.land, unit: 平方公里}
            outputs:
              issue: {unit: 亿元}
            """.ReplaceLineEndings("\n"));

        Assert.Equal("ha", policy.Regions.OfficialArea!.Unit);
        Assert.Equal(500m, policy.Layers[0].BufferM);
        Assert.Equal(["wan_yuan", "mu", "km"], policy.Tables[0].Columns.Select(column => column.Unit));
        Assert.Equal("km2", policy.Indicators[0].Unit);
        Assert.Equal(100_000_000m, policy.Outputs.Issue.YuanPerUnit);
    }

    [Theory]
    [InlineData("100 斤", "5: ")]
    [InlineData("15 yuan / 畝", "11: unknown name '畝'")]
    [InlineData("max(1；2)", "6: '；' is no sign of the expression language; write ,")]
    [InlineData("1—2", "2: '—' is no sign of the expression language; write -")]
    [InlineData("fiscal.people。", "14: '。' is no sign of the expression language; write .")]
    [InlineData("if(fiscal.poor，“甲", "16: the quote “ is not closed")]
    public void What_is_no_unit_or_an_unclear_sign_is_named(string expression, string expected) =>
        Assert.StartsWith(expected, Sample.Error(expression).Split('\n')[0], StringComparison.Ordinal);
}

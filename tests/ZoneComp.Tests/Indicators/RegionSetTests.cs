using System.Globalization;

namespace ZoneComp.Tests.Indicators;

/// <summary>
/// Two counties of 10 x 10 km, each with its sea, 10 x 5 km, south of it. A reserve of 4 x 3 km lies half over the counties' common
/// border, 1 km of it on
/// land and 2 km at sea; another of 2 x 1 km lies far out, 10 km east of the second county's sea and 10.4 km from its land.
/// </summary>
public sealed class RegionSetTests : IDisposable
{
    private const string Policy = """
        zonecomp: 1
        title: 陆海
        year: 2025
        area: {method: planar}
        regions: {source: county.shp, code: code, name: name, parents: {city: {prefix: 1, title: 市}}}
        region_sets:
          sea: {title: 海域, source: sea.shp, code: code}
          coast: {title: 海域及就近, source: sea.shp, code: code, assign: nearest}
        layers:
          reserve: {source: reserve.shp}
          redline: {source: redline.shp}
        indicators:
          land: area(reserve, km2)
        """;

    private readonly MapFolder maps = new();

    public RegionSetTests()
    {
        maps.Boxes("county.shp", ["code", "name"], (["01", "甲县"], [0, 0, 10, 10]), (["02", "乙县"], [10, 0, 20, 10]));
        maps.Boxes("sea.shp", ["code"], (["01"], [0, -5, 10, 0]), (["02"], [10, -5, 15, 0]), (["02"], [15, -5, 20, 0]));
        maps.Boxes("reserve.shp", ["name"], (["near"], [8, -2, 12, 1]), (["far"], [30, -3, 32, -2]));
        maps.Boxes("redline.shp", ["name"], (["a"], [9, -5, 11, 5]));
    }

    public void Dispose() => maps.Dispose();

    [Theory]
    [InlineData("area(reserve, km2)", "sea", "4 4")]
    [InlineData("area(reserve & redline, km2)", "sea", "2 2")]
    [InlineData("ratio(reserve)", "sea", "0.08 0.08")]
    [InlineData("region_area / km2", "sea", "50 50")]
    [InlineData("area(reserve, km2)", "coast", "4 6")] // the far reserve's 2 km2 go to the second county; what lies on land to none
    [InlineData("area(reserve, km2) + land", "coast", "6 8")]
    [InlineData("ratio(reserve)", "coast", "0.08 0.1153846154")] // 6 of 50 + 2
    // 4 x 2 and the 3 km2 of the red line's 5 that are no reserve
    [InlineData("weighted([reserve: 2, redline: 1], overlap: best, unit: km2)", "sea", "11 11")]
    public void An_indicator_measures_the_ground_of_the_set_that_it_names(string formula, string set, string expected)
    {
        RunOutcome outcome = maps.Run($"{Policy}\n  x: {{expr: '{formula}', regions: {set}}}\n");

        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal("2 2", Shown(outcome.Results!.Indicators[0]));
        Assert.Equal(expected, Shown(outcome.Results!.Indicators[1]));
    }

    [Fact]
    public void What_was_assigned_is_said()
    {
        RunOutcome outcome = maps.Run($"{Policy}\n  x: {{expr: area(reserve), regions: coast}}\n");

        Assert.Contains(
            outcome.Findings,
            finding => finding.Code == "ZC410"
                && finding.Message.En == "in no region; by 'assign: nearest' of coast counted for 乙县 200 ha");
    }

    /// <summary>The far reserve lies exactly 10 km from the second county's sea.</summary>
    [Theory]
    [InlineData("10 km", "4 6", "")]
    [InlineData("9.999 km", "4 4", "1 feature(s) farther than 9999 m from every region: their 200 ha in no region are counted for none, "
        + "by 'assign' of coast")]
    public void Beyond_the_limit_ground_stays_outside_and_is_told(string limit, string expected, string told)
    {
        string policy = Policy.Replace("assign: nearest", $"assign: {{nearest: {limit}}}", StringComparison.Ordinal);

        RunOutcome outcome = maps.Run($"{policy}\n  x: {{expr: 'area(reserve, km2)', regions: coast}}\n");

        Assert.Equal(expected, Shown(outcome.Results!.Indicators[1]));
        Assert.Equal(told, string.Concat(outcome.Findings.Where(finding => finding.Code == "ZC321").Select(finding => finding.Message.En)));
    }

    /// <summary>Land of 6 x 10 km is in no town of the second county, and half of the reserve's ground there.</summary>
    [Fact]
    public void Ground_that_towns_leave_of_their_county_is_in_a_region()
    {
        maps.Boxes("upper.shp", ["code"], (["0"], [0, 0, 20, 10]));
        maps.Boxes("county.shp", ["code", "name"], (["01", "甲县"], [0, 0, 10, 10]), (["02", "乙县"], [16, 0, 20, 10]));
        string policy = Policy.Replace(
            "parents: {city: {prefix: 1, title: 市}}",
            "parents: {city: {prefix: 1, title: 市, layer: {source: upper.shp, code: code}}}",
            StringComparison.Ordinal);

        RunOutcome outcome = maps.Run($"{policy}\n  x: {{expr: 'area(reserve, km2)', regions: coast}}\n");

        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal("2 2 0", Shown(outcome.Results!.Indicators[0])); // 0-rest, 01, 02
        Assert.Equal("0 4 6", Shown(outcome.Results!.Indicators[1])); // 4 and 4 in their sea, and the far reserve: nothing on land
    }

    [Theory]
    [InlineData("if(t.kind = '山区', 1, 0)", "0 1", "")]
    [InlineData("if(t.kind = '山 区', 1, 0)", "0 0", "no region has '山 区' as t.kind (")]
    [InlineData("if(t.kind <> '山地', 1, 0)", "1 1", "no region has '山地' as t.kind (")]
    [InlineData("if(t.kind in ('山区', '丘陵'), 1, 0)", "0 1", "no region has '丘陵' as t.kind (")]
    [InlineData("if('3' = t.number, 1, 0)", "0 0", "no region has '3' as t.number (")]
    public void A_text_that_no_region_has_is_told(string formula, string values, string told)
    {
        maps.File("t.csv", "code,kind,number\n01,平原,1\n02,山区,2\n");
        RunOutcome outcome = maps.Run(
            $"{Policy}\n  x: \"{formula}\"\ntables: {{t: {{source: t.csv, key: code, columns: {{kind: text, number: text}}}}}}\n");

        Assert.Equal(values, Shown(outcome.Results!.Indicators[1]));
        Diagnostic[] found = [.. outcome.Findings.Where(finding => finding.Code == "ZC453")];
        Assert.Equal(told.Length == 0 ? 0 : 1, found.Length);
        Assert.StartsWith(told, string.Concat(found.Select(finding => finding.Message.En)), StringComparison.Ordinal);
    }

    [Fact]
    public void Crumbs_of_a_sets_ground_are_told()
    {
        maps.Boxes("reserve.shp", ["name"], (["near"], [8, -2, 10.00001, 1])); // 10 mm of 2 km in the second county's sea
        Diagnostic crumb = Assert.Single(
            maps.Run($"{Policy}\n  x: {{expr: 'area(reserve, km2)', regions: sea}}\n").Findings,
            finding => finding.Code == "ZC308" && finding.Message.En.StartsWith("region set sea", StringComparison.Ordinal));
        Assert.InRange(crumb.Weight!.Amount, 16m, 24m); // the lattice of 1 mm on both sides
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{nearest: 0 m}")]
    public void A_limit_that_means_nothing_is_an_error(string assign)
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() =>
            maps.Run(Policy.Replace("assign: nearest", $"assign: {assign}", StringComparison.Ordinal)));

        Assert.Contains(
            "'assign' takes 'nearest' with the distance up to which ground is assigned",
            wrong.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Ground_that_two_features_share_far_out_is_an_error()
    {
        maps.Boxes("reserve.shp", ["name"], (["near"], [8, -2, 12, 1]), (["far"], [30, -3, 32, -2]), (["far2"], [31, -3, 33, -2]));

        RunOutcome outcome = maps.Run($"{Policy}\n  x: {{expr: area(reserve), regions: coast}}\n");

        Assert.Contains(
            "ZC409 features of this class overlap on 3000000 m² outside every region, so region set coast cannot assign",
            MapFolder.Errors(outcome),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_of_a_code_that_is_no_regions_is_an_error()
    {
        maps.Boxes("sea.shp", ["code"], (["01"], [0, -5, 10, 0]), (["03"], [10, -5, 20, 0]));

        Assert.Contains("ZC408 code 03 of region set sea is no region's", MapFolder.Errors(maps.Run(Policy)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("indicators:\n  x: {expr: area(reserve), regions: see}", "'see' is none of the 'region_sets'; did you mean 'sea'?")]
    [InlineData("indicators:\n  x: {expr: 'count(reserve, min: 1 ha)', regions: sea}", "of a region set only areas are measured")]
    [InlineData("factors:\n  x: {expr: land, regions: sea}", "only an indicator has 'regions'")]
    public void What_a_set_does_not_have_is_told_before_anything_is_read(string block, string expected)
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() =>
            maps.Run(Policy.Replace("indicators:\n  land: area(reserve, km2)", block, StringComparison.Ordinal)));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Fact] // Two features of the reserve overlap at sea on 4 km2, in each county's sea on 2.
    public void A_sets_ground_is_kept_for_the_second_half_of_the_job_and_for_explanations()
    {
        maps.Boxes("reserve.shp", ["name"], (["near"], [8, -2, 12, 1]), (["again"], [8, -2, 12, -1]), (["far"], [30, -3, 32, -2]));
        string policy =
            $"{Policy}\n  x: {{expr: 'area(reserve & redline, km2)', regions: sea}}\n  twice: {{expr: 'excess(reserve, km2)', regions: "
                + $"sea}}\n  near: {{expr: 'area(reserve, km2)', regions: coast}}\n  part: {{expr: ratio(reserve), regions: sea}}\n";
        RunOutcome first = maps.Run(policy, output: "out");
        foreach (string file in Directory.EnumerateFiles(maps.Path, "*.shp"))
            File.Delete(file);

        RunOutcome second = maps.Run(
            policy.Replace("x: {expr: 'area(reserve", "x: {expr: '2 * area(reserve", StringComparison.Ordinal),
            from: "out",
            output: "again");

        Assert.Equal("", MapFolder.Errors(first));
        Assert.Equal(["2 2", "2 2", "2 2", "4 6", "0.08 0.08"], first.Results!.Indicators.Select(Shown));
        Assert.Equal("4 4", Shown(second.Results!.Indicators[1]));
        Assert.Equal(
            first.Results.Indicators.Where((_, index) => index != 1).SelectMany(column => column.Values),
            second.Results.Indicators.Where((_, index) => index != 1).SelectMany(column => column.Values));
        // Once more from those results, and an explanation of them, without any map.
        Assert.Equal(
            "4 4",
            Shown(
                maps.Run(
                    policy.Replace("x: {expr: 'area(reserve", "x: {expr: '2 * area(reserve", StringComparison.Ordinal),
                    from: "again").Results!.Indicators[1]));
        ExplainedColumn near = Assert.Single(
            RunExplanation.Open(
                Path.Combine(maps.Path, "out"), null, withPolygons: false, TimeProvider.System, new Progress<StageProgress>(),
                CancellationToken.None).Of("02", "near").Columns);
        Assert.Equal("6", near.Step.Value.Split(' ')[0]);
    }

    private static string Shown(Column column) =>
        string.Join(
            ' ',
            column.Values.Select(value =>
                Math.Round((decimal)value! / (column.Unit == "m2" ? 1_000_000m : 1m), 10)
                    .ToString("0.##########", CultureInfo.InvariantCulture)));
}

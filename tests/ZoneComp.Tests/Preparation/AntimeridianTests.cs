using System.Globalization;

namespace ZoneComp.Tests.Preparation;

/// <summary>180 and -180 degrees are one meridian: layers meet whichever turn of longitudes each is written in.</summary>
public sealed class AntimeridianTests : IDisposable
{
    private readonly InputRun run = new();

    public void Dispose() => run.Dispose();

    [Theory] // region, zone, covered share; boxes as west and east, south is -17, north -16
    [InlineData("179,181", "-181,-179", 1)]
    [InlineData("-181,-179", "179,181", 1)]
    [InlineData("179,181", "179,180|-180,-179", 1)] // cut at 180, as RFC 7946 has it
    [InlineData("179,180|-180,-179", "179,181", 1)]
    [InlineData("179,180|-180,-179", "179,180|-180,-179", 1)]
    [InlineData("179,181", "-180,180", 1)]
    [InlineData("-170,-160", "0,360", 1)]
    [InlineData("100,101", "-260,-259", 1)]
    [InlineData("190,200", "-170,-165", 0.5)]
    [InlineData("-170,-160", "190,195", 0.5)]
    [InlineData("179,181", "-180,-179", 0.5)]
    [InlineData("-10,10", "350,360", 0.5)] // the Greenwich meridian is no end while the regions do not pass 180
    [InlineData("170,350", "-190,-100", 0.5)]
    public void Layers_meet_on_one_turn_of_longitudes(string region, string zone, double share)
    {
        RunOutcome outcome = Run(region, zone);

        Assert.DoesNotContain(outcome.Findings, finding => finding.Severity >= Severity.Warning);
        double whole = InputRun.RegionsM2(outcome);
        // docs/areas.md: borders that two layers have in common part by less than 1 mm on average. A degree is at most 111.4 km; the
        // region is one degree high.
        double degrees = region.Split('|')
            .Select(part => part.Split(','))
            .Sum(ends =>
                2 * (double.Parse(ends[1], CultureInfo.InvariantCulture) - double.Parse(ends[0], CultureInfo.InvariantCulture) + 1));
        Assert.Equal(share, InputRun.ZoneM2(outcome) / whole, tolerance: degrees * 111_400 * 0.001 / whole);
    }

    [Fact]
    public void Ground_beyond_the_regions_is_counted_once_and_not_more_than_the_globe_has()
    {
        RunOutcome outcome = Run("179,181", "-180,180");

        // 17 to 16 degrees south all round: 360 times the ground of one degree, of which the region has 2.
        double all = (double)outcome.Results!.Combinations.Rows.Sum(row => row.AreaM2);
        Assert.Equal(180, all / InputRun.RegionsM2(outcome), tolerance: 1e-6);
    }

    [Fact]
    public void Projected_layers_meet_layers_in_degrees()
    {
        // Web Mercator: 1 degree of longitude is 111,319.49079327358 m; y of -17 and -16 degrees by R asinh(tan(latitude)).
        const string Projected =
            "SRID=3857;POLYGON((19926188.8519960 -1920825.04,20148827.8335825 -1920825.04,20148827.8335825 -1804722.77,19926188.8519960 "
                + "-1804722.77,19926188.8519960 -1920825.04))";
        run.Folder.Write("regions.csv", $"code,wkt\nA,\"{Projected}\"\n");
        run.Folder.Write("zone.csv", $"wkt\n\"SRID=4490;{Boxes("-180,-178", -18, -15)}\"\n");

        RunOutcome outcome = run.Run();

        Assert.Equal(0.5, InputRun.ZoneM2(outcome) / InputRun.RegionsM2(outcome), tolerance: 1e-7); // coordinates are given to 0.1 um
    }

    [Theory]
    [InlineData("area: {method: planar, crs: 'EPSG:3857'}")]
    [InlineData("area: {method: planar, crs: 'EPSG:32760'}")] // UTM zone 60, about 177 degrees
    [InlineData("area: {method: geodesic}")]
    public void Other_ways_of_taking_areas_meet_too(string area)
    {
        run.Head = area;

        RunOutcome outcome = Run("179,181", "-180,-179");

        // UTM's scale differs between the halves by some 1e-4
        Assert.Equal(0.5, InputRun.ZoneM2(outcome) / InputRun.RegionsM2(outcome), tolerance: 0.002);
    }

    [Fact]
    public void Lines_are_cut_where_the_turn_ends()
    {
        var parts = new List<string>();

        new PlaneBranch(-1000, 2000).Place(
            [new(900, 0), new(1100, 20), new(900, 40)],
            isRing: false,
            part => parts.Add(string.Join(' ', part.ToArray())));

        Assert.Equal(
            [
                "LatticePoint { X = -1000, Y = 10 } LatticePoint { X = -900, Y = 20 } LatticePoint { X = -1000, Y = 30 }",
                "LatticePoint { X = 900, Y = 0 } LatticePoint { X = 1000, Y = 10 }",
                "LatticePoint { X = 1000, Y = 30 } LatticePoint { X = 900, Y = 40 }",
            ],
            parts);
    }

    [Fact]
    public void A_buffer_reaches_over_the_meridian()
    {
        run.Folder.Write("regions.csv", $"code,wkt\nA,\"SRID=4490;{Boxes("-180,-179")}\"\n");
        run.Folder.Write("zone.csv", "wkt\n\"SRID=4490;POINT(180 -16.5)\"\n");
        run.Layers = "{zone: {source: zone.csv, geometry: points, buffer: 1000 m}}";

        RunOutcome outcome = run.Run();

        // half a circle; how round it is others test
        Assert.Equal(Math.PI / 2 * 1e6, InputRun.ZoneM2(outcome), tolerance: Math.PI / 2 * 1e6 * 0.01);
    }

    [Theory]
    [InlineData("POLYGON((179 -17,-179 -17,-179 -16,179 -16,179 -17))", "the edge to it runs over more than 180 degrees of longitude")]
    [InlineData("POLYGON((-200 -17,-100 -17,0 -17,100 -17,200 -17,200 -16,-200 -16,-200 -17))", "")]
    public void A_ring_that_takes_the_long_way_is_an_error(string wkt, string why)
    {
        run.Folder.Write("regions.csv", $"code,wkt\nA,\"SRID=4490;{wkt}\"\n");
        run.Folder.Write("zone.csv", $"wkt\n\"SRID=4490;{Boxes("179,180")}\"\n");

        RunOutcome outcome = run.Run();

        Assert.Contains(why, InputRun.Message(outcome, "ZC215"), StringComparison.Ordinal);
        Assert.Null(outcome.Results);
    }

    [Fact]
    public void A_region_across_the_ends_is_an_error()
    {
        run.Folder.Write(
            "regions.csv",
            $"code,wkt\nA,\"SRID=4490;{Boxes("179,181")}\"\nB,\"SRID=4490;{Boxes("-20,20")}\"\nC,\"SRID=4490;{Boxes("340,400")}\"\n");
        run.Folder.Write("zone.csv", $"wkt\n\"SRID=4490;{Boxes("179,180")}\"\n");

        RunOutcome outcome = run.Run();

        Assert.Contains(outcome.Findings, finding => finding.Severity == Severity.Error);
        Assert.Null(outcome.Results);
    }

    [Fact] // that layers do not meet regions that were refused, or that a refused line has no length, would be untrue
    public void What_is_refused_has_no_further_findings()
    {
        const string LongWay = "(179 -17,-179 -17)";
        run.Folder.Write("regions.csv", "code,wkt\nA,\"SRID=4490;POLYGON((179 -17,-179 -17,-179 -16,179 -16,179 -17))\"\n");
        run.Folder.Write("zone.csv", $"wkt\n\"SRID=4490;LINESTRING{LongWay}\"\n\"SRID=4490;LINESTRING(179 -16.5,180 -16.5)\"\n");
        run.Layers = "{zone: {source: zone.csv, geometry: lines}}";

        RunOutcome outcome = run.Run();

        Assert.Equal(
            ["regions.csv#1", "zone.csv#1"],
            outcome.Findings.Where(finding => finding.Code == "ZC215").Select(finding => finding.Subject));
        Assert.DoesNotContain(outcome.Findings, finding => finding.Code is "ZC243" or "ZC404");
    }

    private RunOutcome Run(string region, string zone)
    {
        run.Folder.Write("regions.csv", $"code,wkt\nA,\"SRID=4490;{Boxes(region)}\"\n");
        run.Folder.Write("zone.csv", $"wkt\n\"SRID=4490;{Boxes(zone)}\"\n");
        return run.Run();
    }

    /// <summary>Boxes with edges of at most 90 degrees, so that none is taken for the long way round.</summary>
    private static string Boxes(string spans, int south = -17, int north = -16) =>
        "MULTIPOLYGON(" + string.Join(',', spans.Split('|').Select(span =>
    {
        int[] ends = [.. span.Split(',').Select(int.Parse)];
        IEnumerable<int> along = [.. Enumerable.Range(0, (ends[1] - ends[0] + 89) / 90).Select(step => ends[0] + (90 * step)), ends[1]];
        return "(("
            + string.Join(
                ',',
                along.Select(x => $"{x} {south}").Concat(along.Reverse().Select(x => $"{x} {north}")).Append($"{ends[0]} {south}"))
            + "))";
    })) + ")";
}

using System.Globalization;

namespace ZoneComp.Tests.Indicators;

/// <summary>
/// Two counties of 10 x 10 km side by side; the red line covers 2..6 x 0..10 km of the first. A river runs east at y = 5 from x = 0 to 15,
/// then 3 km north; a brook of 1 km lies in the second county, 1 km of canal outside both. Villages: three in the first county, one of
/// them in
/// the red line; one on the border; one outside.
/// </summary>
public sealed class PlaceMeasuringTests : IDisposable
{
    private const string Policy = """
        zonecomp: 1
        title: 线与点
        year: 2025
        area: {method: planar}
        regions: {source: county.shp, code: code, name: code}
        layers:
          redline: {source: redline.shp}
          rivers: {source: rivers.shp, geometry: lines, class: kind, classes: {river: river, brook: brook}, other: ignore}
          villages: {source: villages.shp, geometry: points}
          banks: {source: rivers.shp, geometry: lines, buffer: 500 m, where: kind = 'river'}
          core: {source: redline.shp, buffer: -500 m}
        indicators:
        """;

    private readonly MapFolder maps = new();

    public PlaceMeasuringTests()
    {
        maps.Boxes("county.shp", ["code"], (["01"], [0, 0, 10, 10]), (["02"], [10, 0, 20, 10]));
        maps.Boxes("redline.shp", ["name"], (["a"], [2, 0, 6, 10]));
        maps.Lines(
            "rivers.shp", ["kind", "fish"], (["river", "18"], [0, 5, 15, 5, 15, 8]), (["brook", "4"], [12, 1, 12, 2]),
            (["canal", "7"], [30, 1, 30, 2]));
        maps.Points(
            "villages.shp", ["people"], (["100"], [1, 1]), (["250"], [3, 3]), (["50"], [9, 9]), (["10"], [10, 5]), (["999"], [25, 5]));
    }

    public void Dispose() => maps.Dispose();

    [Theory] // the river: 10 km in the first county, 4 of them in the red line, 8 km in the second
    [InlineData("length(rivers, km)", "10 9")]
    [InlineData("length(rivers.brook, km)", "0 1")]
    [InlineData("length(rivers & redline)", "4000 0")]
    [InlineData("length(rivers - redline, km)", "6 9")]
    // villages: the one on the border belongs to one county, the second, whose west border it lies on (points move right before borders do)
    [InlineData("count(villages)", "3 1")]
    [InlineData("count(villages & redline)", "1 0")]
    [InlineData("attribute(villages.people)", "400 10")]
    [InlineData("sum(villages.people - redline)", "150 10")]
    // 18 fish in the river by its 18 km, 4 in the brook
    [InlineData("attribute(rivers.fish)", "10 12")]
    [InlineData("attribute(rivers.fish & redline)", "4 0")]
    [InlineData("sum(sum(villages.people))", "410 410")]
    // 3 x 9 km are left of the red line; of 4 x 10 km with 500 m taken from all sides
    [InlineData("area(core, km2)", "27 0")]
    // 1 km wide along 4 km of the red line
    [InlineData("area(banks & redline, km2)", "4 0")]
    public void Lines_and_points_are_counted_by_region_and_ground(string formula, string expected)
    {
        RunOutcome outcome = maps.Run($"{Policy}\n  x: {formula}\n");

        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal(
            expected,
            string.Join(
                ' ',
                outcome.Results!.Indicators[0].Values.Select(value => ((decimal)value!).ToString("0.###", CultureInfo.InvariantCulture))));
    }

    [Fact] // ends: the west end is a half circle outside every county; the bend at (15, 5) has a round outer side
    public void A_buffer_is_round_and_counts_once()
    {
        RunOutcome outcome = maps.Run($"{Policy}\n  x: area(banks, km2)\n");

        // First county 10 x 1 km. Second: 5 x 1 along, 3 x 1 up, less the square of 0.5 x 0.5 that both have, plus a quarter circle
        // outside the bend
        // and a half circle at the north end, both of 128 edges a quarter: 0.25 x 64 sin(0.703125°) = 0.1963446 km2 a quarter.
        decimal[] areas = [.. outcome.Results!.Indicators[0].Values.Select(value => (decimal)value!)];
        Assert.Equal(10m, areas[0]);
        Assert.Equal(8d - 0.25 + (3 * 0.1963446), (double)areas[1], tolerance: 2e-5); // vertices rounded to 1 mm along 3 km of arc
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_large_layer_is_widened_some_features_at_a_time(bool inBoundedMemory)
    {
        // 2,100 squares of 20 m with 100 vertices each, so more than are widened at once; 5 m narrower on each side, 100 m2 each. Three of
        // 4 m vanish: the first, one between, the last.
        var squares = new List<(object?[] Values, double[] Km)> { ((object?[])["1"], Square(0, 0, 0.004)) };
        for (int at = 0; at < 2100; at++)
        {
            squares.Add((["1"], Square(0.1 + (0.1 * (at % 60)), 1 + (0.1 * (at / 60)), 0.02)));
            if (at == 1500)
                squares.Add((["1"], Square(0, 0.5, 0.004)));
        }

        squares.Add((["1"], Square(0, 6, 0.004)));
        maps.Rings("lots.shp", ["kind"], [.. squares]);
        const string policy = """
            zonecomp: 1
            title: 收缩
            year: 2025
            area: {method: planar}
            regions: {source: county.shp, code: code, name: code}
            layers: {lots: {source: lots.shp, buffer: -5 m}}
            indicators:
              x: area(lots, m2)

            """;

        RunOutcome outcome = maps.Run(policy, cells: inBoundedMemory ? new CellSettings { MemoryBytes = 1L << 30 } : null, threads: 2);

        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal(210_000m, (decimal)outcome.Results!.Indicators[0].Values[0]!);
        Diagnostic gone = Assert.Single(outcome.Findings, finding => finding.Code == "ZC406");
        Assert.Equal(("lots.shp#0", true), (gone.Subject, gone.Message.En.StartsWith("3 feature(s) are gone", StringComparison.Ordinal)));
    }

    /// <summary>25 points on each side, clockwise from its south-west corner; kilometres.</summary>
    private static double[] Square(double west, double south, double side) =>
    [
        .. Enumerable.Range(0, 101).Select(at => (Side: at % 100 / 25, Along: side * (at % 25) / 25)).SelectMany(point => point.Side switch
        {
            0 => new[] { west, south + point.Along },
            1 => [west + point.Along, south + side],
            2 => [west + side, south + side - point.Along],
            _ => [west + side - point.Along, south],
        }),
    ];

    [Theory]
    [InlineData("area(rivers)", "'rivers' holds lines or points, which cover no ground")]
    [InlineData("ratio(redline & villages)", "'villages' holds lines or points, which cover no ground")]
    [InlineData("length(redline)", "'redline' holds polygons; length() measures layers of lines")]
    [InlineData("length(villages)", "'villages' holds points; length() measures layers of lines")]
    [InlineData("count(rivers)", "'rivers' holds lines; they have a length: length(rivers)")]
    [InlineData("count(villages, min: 1 ha)", "'villages' holds points, which have no area: leave 'min' away")]
    [InlineData("count(redline)", "'redline' holds polygons: say from which area on they count")]
    [InlineData("rivers * 2", "'rivers' is a layer of lines; say what of it: length(rivers)")]
    [InlineData("sum(villages.people) by city", "for all regions of a level write sum(sum(...)) by city")]
    [InlineData("attribute(villages)", "expected LAYER.FIELD")]
    public void Asking_a_layer_for_what_it_has_not_is_an_error_before_anything_is_read(string formula, string expected)
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() => maps.Run($"{Policy}\n  x: \"{formula}\"\n"));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_lines_must_be_declared()
    {
        RunOutcome outcome = maps.Run(Policy.Replace(", geometry: lines, class", ", class", StringComparison.Ordinal));

        Assert.Contains(
            "ZC232 the file holds line geometries and the policy says polygons: if that is right, write 'geometry: lines' in the layer",
            MapFolder.Errors(outcome),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_lies_in_no_region_is_said()
    {
        RunOutcome outcome = maps.Run(
            Policy.Replace("other: ignore", "other: brook", StringComparison.Ordinal) + " {x: count(villages)}\n");

        Assert.Contains(
            outcome.Findings,
            finding => finding.Code == "ZC407" && finding.Message.En == "1 of 5 points lie in no region and count nowhere");
        Assert.Contains(
            outcome.Findings,
            finding => finding.Code == "ZC407" && finding.Message.En == "1.000 km of 2.000 km lie in no region and count nowhere");
    }

    [Fact]
    public void Without_maps_lines_cannot_be_asked_for()
    {
        _ = maps.Run($"{Policy}\n  x: area(redline)\n", output: "out");

        var wrong = Assert.Throws<UserErrorException>(() => maps.Run($"{Policy}\n  x: length(rivers)\n", from: "out"));

        Assert.Contains("asks for single features, lines or points, so the maps are needed", wrong.Message, StringComparison.Ordinal);
    }

    // against Karney's geodesic, an independent way to the same length; edges of up to 1.4 km, rounded to the lattice's millimetre at both
    // ends
    [Theory]
    [InlineData(100.0, 20.0, 0.004, 0.008)]
    [InlineData(116.4, 39.9, 0.009, 0.005)]
    [InlineData(121.0, 53.0, 0.012, 0.0001)]
    [InlineData(87.0, 43.0, 0.00001, 0.009)]
    public void An_edge_is_as_long_as_the_geodesic(double longitude, double latitude, double east, double north)
    {
        AreaPlane plane = AreaPlane.EqualArea(105);
        LatticePoint At(double x, double y)
        {
            Assert.True(plane.ToPlane(x, y, out double xM, out double yM));
            return new LatticePoint((long)Math.Round(xM * 1000), (long)Math.Round(yM * 1000));
        }

        double lengthM = PlaceMeasuring.EdgeLengthsM([At(longitude, latitude), At(longitude + east, latitude + north)], plane)[0];

        // Rounding moves an end by up to 0.5 mm in the plane; northings of the plane are shortened by cos(latitude), so up to 0.9 mm on
        // the ground, at both ends.
        Assert.Equal(
            new Geodesic(Ellipsoid.Cgcs2000).Between(longitude, latitude, longitude + east, latitude + north).LengthM,
            lengthM,
            tolerance: 0.002);
    }
}

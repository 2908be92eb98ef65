namespace ZoneComp.Tests.Preparation.Plane;

/// <summary>The four area methods chosen in a policy and run to their end.</summary>
public sealed class AreaMethodRunTests : IDisposable
{
    // A ring in zone 38 (114 E), 100 km off its meridian, with an edge of 40 km and short ones.
    private static readonly double[] Ring =
    [
        38600000, 4000000, 38640000, 4001000, 38641000, 4020000, 38620000, 4030000, 38600500, 4019000, 38600000, 4000000,
    ];

    private readonly InputRun run = new();

    public void Dispose() => run.Dispose();

    [Fact]
    public void The_survey_method_gives_each_region_and_zone_the_survey_formulas_own_figure()
    {
        Layers("SRID=4526", Ring, Wkt(Ring[..8]));
        run.Head = "area: {method: survey}";
        SurveyArea formula = new(Crs.Parse("EPSG:4526"));

        RunOutcome outcome = run.Run();

        // Steps of 70 m, each point rounded to 1 mm: 0.29 mm (1/sqrt 12) times half of 140 m at each of some 1,900 points, six sigma: 5.3
        // m2 of 9e8.
        Assert.Equal(Math.Abs(formula.OfRing(Ring)), InputRun.RegionsM2(outcome), tolerance: 5.3);
        Assert.Equal(Math.Abs(formula.OfRing(Ring.AsSpan(0, 8))), InputRun.ZoneM2(outcome), tolerance: 5.3);
        Assert.Equal("survey", outcome.Results!.Manifest.Settings.First(setting => setting.Name == "area_method").Value);
        Assert.Contains(
            "steps of 70 m",
            outcome.Results.Manifest.Settings.First(setting => setting.Name == "area_plane").Value,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Survey_and_default_agree_within_the_bound_that_the_docs_derive()
    {
        Layers("SRID=4526", Ring, Wkt(Ring[..8]));
        double own = InputRun.RegionsM2(run.Run());
        run.Head = "area: {method: survey}";
        double surveyed = InputRun.RegionsM2(run.Run());

        // docs/areas.md: 1.2 mm times the perimeter (40.0 + 19.0 + 23.3 + 22.4 + 19.0 km).
        Assert.InRange(Math.Abs(own - surveyed), 1e-7, 0.0012 * 123_700);
    }

    [Fact]
    public void The_geodesic_method_gives_the_geodesic_area()
    {
        double[] degrees = [105, 30, 105.4, 30.02, 105.3, 30.3, 105.01, 30.25, 105, 30];
        Layers("SRID=4490", degrees, Wkt(degrees[..8]));
        run.Head = "area: {method: geodesic}";

        RunOutcome outcome = run.Run();

        double expected = new GeodesicArea(Ellipsoid.Cgcs2000).OfRing(degrees);
        // Chords within 1 mm of the shortest line, two thirds of that on average, over 125 km of border; the plain edge model is 0.4 km2
        // off.
        Assert.Equal(expected, InputRun.RegionsM2(outcome), tolerance: 125_000 * 0.001);
        run.Head = "";
        Assert.True(Math.Abs(expected - InputRun.RegionsM2(run.Run())) > 1000);
    }

    [Theory]
    [InlineData(105.0, 30.0, 105.9, 30.7)]
    [InlineData(105.9, 30.7, 105.0, 30.0)]
    [InlineData(105.0, -10.0, 106.0, 12.0)]
    [InlineData(100.0, 40.0, 120.0, 40.0)]
    [InlineData(105.0, 30.0, 105.0, 31.0)]
    [InlineData(100.0, 0.0, 101.0, 0.0)]
    public void Points_between_lie_on_the_shortest_line(double lon0, double lat0, double lon1, double lat1)
    {
        Geodesic geodesic = new(Ellipsoid.Cgcs2000);
        double whole = geodesic.Between(lon0, lat0, lon1, lat1).LengthM;

        (double Lon, double Lat)[] points = geodesic.PointsBetween(lon0, lat0, lon1, lat1, 7);

        Assert.Equal(6, points.Length);
        // The two parts add up to the whole: a point s off the line sideways would add s^2/(2 d), so 1e-6 m over 1e5 m is s below 0.5 m;
        // so ask for its area too.
        double length = 0, area = 0;
        (double Lon, double Lat) from = (lon0, lat0);
        foreach ((double Lon, double Lat) to in points.Append((lon1, lat1)))
        {
            GeodesicLine piece = geodesic.Between(from.Lon, from.Lat, to.Lon, to.Lat);
            length += piece.LengthM;
            area += piece.AreaM2;
            from = to;
        }

        Assert.Equal(whole, length, tolerance: 1e-6);
        // a micrometre sideways over the whole line
        Assert.Equal(geodesic.Between(lon0, lat0, lon1, lat1).AreaM2, area, tolerance: whole * 1e-6);
    }

    [Fact]
    public void Planar_in_a_named_CRS_takes_the_vertices_of_every_layer_there()
    {
        // 0.01 by 0.01 degrees at 105 E, 30 N in UTM 48, whose scale is 0.9996 on its meridian of 105 E: 0.9996^2 of the ellipsoid's area.
        const string Small = "POLYGON((105 30,105.01 30,105.01 30.01,105 30.01,105 30))";
        run.Folder.Write("regions.csv", $"code,wkt\nA,\"SRID=4490;{Small}\"\n");
        run.Folder.Write("zone.csv", $"wkt\n\"SRID=4490;{Small}\"\n");
        double onEllipsoid = InputRun.RegionsM2(run.Run());

        run.Head = "area: {method: planar, crs: 'EPSG:32648'}";
        RunOutcome planar = run.Run();

        // Within 1 km of the meridian the scale grows by (1000/6.37e6)^2/2 = 1.2e-8; vertices are rounded to 1 mm on 1 km.
        Assert.Equal(0.9996 * 0.9996, InputRun.RegionsM2(planar) / onEllipsoid, tolerance: 3e-6);
        Assert.Contains(
            "planar in EPSG:32648",
            planar.Results!.Manifest.Settings.First(setting => setting.Name == "area_plane").Value,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_in_no_plane_of_the_survey_stops_until_the_policy_names_one()
    {
        run.Zone().Head = "area: {method: survey}";
        RunOutcome refused = run.Run();
        Assert.Contains("ZC221 error", InputRun.Codes(refused));
        Assert.Equal(
            "the survey's area method steps edges in a Gauss-Krueger plane of CGCS2000 or Xi'an 80, and this layer is in EPSG:4490; name "
                + "a plane for such layers (area: {method: survey, crs: 'EPSG:4526'}), or use the default method",
            InputRun.Message(refused, "ZC221"));

        run.Head = "area: {method: survey, crs: 'EPSG:4523'}";
        double surveyed = InputRun.RegionsM2(run.Run());
        run.Head = "";
        // The square's parallels are straight in the plane then, and bulge by L^2 sin(phi)/(8 R cos(phi)) = 9.6 km^2 tan(30)/8R = 1.05 m
        // at most in opposite senses at
        // south and north: what is left is the difference of two bulges, 2/3 of 1.05 m * 9.6 km * (tan(30.1)/tan(30) - 1 = 0.4 %), 30 m2,
        // of 1.07e8.
        Assert.Equal(InputRun.RegionsM2(run.Run()), surveyed, tolerance: 60);

        run.Head = "area: {method: survey, crs: 'EPSG:3857'}";
        Assert.Throws<UserErrorException>(() => run.Run());
    }

    private void Layers(string srid, double[] region, string zone)
    {
        run.Folder.Write("regions.csv", $"code,wkt\nA,\"{srid};{Wkt(region)}\"\n");
        run.Folder.Write("zone.csv", $"wkt\n\"{srid};{zone}\"\n");
    }

    private static string Wkt(double[] ring) =>
        "POLYGON(("
        + string.Join(
            ",",
            Enumerable.Range(0, ring.Length / 2).Append(0).Select(i => FormattableString.Invariant($"{ring[2 * i]} {ring[(2 * i) + 1]}")))
        + "))";
}

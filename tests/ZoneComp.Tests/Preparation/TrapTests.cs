namespace ZoneComp.Tests.Preparation;

/// <summary>The traps of the domain reference, 2.2, in its order, each run through the whole pipeline, with what the user is
/// told.</summary>
public sealed class TrapTests : IDisposable
{
    private readonly InputRun run = new InputRun().Zone();

    public void Dispose() => run.Dispose();

    [Theory]
    [InlineData(4610, "datum \"Xian 1980\" is Xi'an 1980 and no public transformation to CGCS2000 exists; state the office's seven "
        + "parameters (with their rotation convention) or three, or state in the policy why it may be taken as CGCS2000 (datum: assume)")]
    [InlineData(4214, "datum \"Beijing 1954\" is Beijing 1954 and no public transformation to CGCS2000 exists; state the office's seven "
        + "parameters (with their rotation convention) or three, or state in the policy why it may be taken as CGCS2000 (datum: assume)")]
    public void Trap_1_an_older_datum_is_refused_and_not_overlaid_unshifted(int srid, string message)
    {
        Zone($"SRID={srid};{InputRun.WesternHalf}");

        Refused("ZC205", message);
    }

    [Fact]
    public void Trap_1_WGS_84_passes_as_CGCS2000_only_as_a_recorded_assumption()
    {
        Zone($"SRID=4326;{InputRun.WesternHalf}");

        RunOutcome outcome = run.Run();

        Assert.Equal(
            "datum \"World Geodetic System 1984\" is taken as CGCS2000 without a shift (centimetres to about 1 m by epoch); this "
                + "assumption is recorded",
            InputRun.Message(outcome, "ZC204"));
        Assert.Contains(
            "taken as CGCS2000",
            outcome.Results!.Manifest.Inputs.First(input => input.Role == "layer zone").CrsSteps,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Trap_2_a_zone_prefix_under_a_CRS_without_one()
    {
        Zone("SRID=4543;POLYGON((35500000 3320000,35504000 3320000,35504000 3330000,35500000 3320000))"); // 102 E without prefix

        Refused(
            "ZC208",
            "eastings start with zone 35 (x 35500000 to 35504000), but the CRS \"CGCS2000 / 3-degree Gauss-Kruger CM 102E\" has false "
                + "easting 500000 m and central meridian 102 deg; zone 35 is a zone of 3 degrees with central meridian 105 and false "
                    + "easting 35500000");
    }

    [Fact]
    public void Trap_2_plain_eastings_under_a_CRS_with_a_prefix()
    {
        Zone("SRID=4523;POLYGON((500000 3320000,504000 3320000,504000 3330000,500000 3320000))");

        Refused(
            "ZC209",
            "eastings have no zone number (x 500000 to 504000), but the CRS \"CGCS2000 / 3-degree Gauss-Kruger zone 35\" has false "
                + "easting 35500000 m; name the CRS with false easting 500000 and central meridian 105");
    }

    [Theory]
    [InlineData("POLYGON((105 30,105.05 30,105.05 30.1,105 30))", "its coordinates (x 105 to 105.05, y 30 to 30.1) look like degrees: "
        + "perhaps EPSG:4490")]
    [InlineData("POLYGON((35500000 3320000,35504000 3320000,35504000 3330000,35500000 3320000))", "its eastings (x 35500000 to 35504000, y 3320000 to 3330000) carry zone 35, 3 degrees wide: EPSG:4523 if the datum is CGCS2000")]
    [InlineData("POLYGON((500000 3320000,504000 3320000,504000 3330000,500000 3320000))", "its coordinates (x 500000 to 504000, y "
        + "3320000 to 3330000) look like Gauss-Krueger metres without zone number: the central meridian must be asked for")]
    public void Trap_3_no_prj(string wkt, string guess)
    {
        Zone(wkt);

        Refused(
            "ZC201",
            $"the layer states no CRS; {guess}. State it in the file (of a shapefile the .prj) or name it in the policy (crs:)");
    }

    [Theory]
    [InlineData("SRID=4523;POLYGON((105 30,105.05 30,105.05 30.1,105 30))", "ZC210", "the coordinates (x 105 to 105.05, y 30 to 30.1) "
        + "look like degrees, but the CRS \"CGCS2000 / 3-degree Gauss-Kruger zone 35\" is in metres; if they are longitude and latitude, "
            + "name a geographic CRS such as EPSG:4490")]
    [InlineData("SRID=4490;POLYGON((35500000 3320000,35504000 3320000,35504000 3330000,35500000 3320000))", "ZC211", "the coordinates (x 35500000 to 35504000, y 3320000 to 3330000) look like metres, but the CRS \"China Geodetic Coordinate System 2000\" is in degrees; its eastings (x 35500000 to 35504000, y 3320000 to 3330000) carry zone 35, 3 degrees wide: EPSG:4523 if the datum is CGCS2000")]
    public void Trap_3_a_prj_that_disagrees_with_the_numbers(string wkt, string code, string message)
    {
        Zone(wkt);

        Refused(code, message);
    }

    [Fact] // Gcj02Tests hold the check against real counties; here a zone along the region's border, moved as web maps move it.
    public void Trap_4_a_layer_from_a_web_map_is_suspected_by_the_borders_that_it_shares()
    {
        List<(double X, double Y)> border = [];
        Random random = new(4);
        double[][] corners = [[105, 30], [105.4, 30.05], [105.45, 30.4], [105.02, 30.38]];
        for (int side = 0; side < 4; side++)
        {
            for (int step = 0; step < 60; step++)
            {
                double t = step / 60.0, wobble = step == 0 ? 0 : 0.004 * (random.NextDouble() - 0.5);
                border.Add(
                    (
                        corners[side][0] + ((corners[(side + 1) % 4][0] - corners[side][0]) * t) + wobble,
                        corners[side][1] + ((corners[(side + 1) % 4][1] - corners[side][1]) * t) + wobble));
            }
        }

        run.Folder.Write("regions.csv", $"code,wkt\nA,\"SRID=4490;{Wkt(border)}\"\n");
        Zone("SRID=4490;" + Wkt(border.Select(point => { (double x, double y) = Gcj02.FromWgs84(point.X, point.Y); return (x, y); })));

        RunOutcome outcome = run.Run();

        Assert.Contains("ZC218 error", InputRun.Codes(outcome));
        Assert.Matches(
            "the layer sits [0-9]+ m (east|west) and [0-9]+ m (north|south) of the regions' borders at [0-9]+ places, and GCJ-02 "
                + "\\(web maps\\) moves ground there by [0-9]+ m (east|west) and [0-9]+ m (north|south): the layer is probably in GCJ-02",
            InputRun.Message(outcome, "ZC218"));
    }

    [Theory] // fields of a file of DataV.GeoAtlas, and of the same made a shapefile
    [InlineData("code,adcode,name,childrenNum,acroutes", true)]
    [InlineData("code,ADCODE,subFeature", true)]
    [InlineData("code,adcode,name", false)]
    [InlineData("code,childrenNum", false)]
    public void Trap_4_boundary_files_of_web_maps_are_known_by_their_fields_whatever_CRS_they_state(string fields, bool told)
    {
        string others = new(',', fields.Count(sign => sign == ','));
        run.Folder.Write("regions.csv", $"{fields},wkt\nA{others},\"SRID=4490;{InputRun.WesternHalf}\"\n");

        Assert.Equal(told, InputRun.Codes(run.Run()).Contains("ZC290 warning"));
    }

    [Fact]
    public void Trap_5_latitude_before_longitude()
    {
        Zone("SRID=4490;POLYGON((30 105,30.1 105,30.1 105.05,30 105))");

        Refused(
            "ZC212",
            "x holds latitudes and y longitudes (x 30 to 30.1, y 105 to 105.05); the axes are swapped. x must be the easting or longitude");
    }

    [Fact] // 0.1 by 0.1 degrees about 30.05 N: N cos(B) dL = 9,643.6 m by M dB = 11,085.3 m; QGIS without ellipsoid would say 0.01.
    public void Trap_6_degrees_never_come_out_as_square_degrees()
    {
        Assert.Equal(9643.6 * 11085.3, InputRun.RegionsM2(run.Run()), tolerance: 1e-4 * 1.07e8);

        run.Head = "area: {method: planar}";
        Assert.Equal(
            "areas cannot be taken in \"China Geodetic Coordinate System 2000\": it is in degrees; name a projected CRS, or leave the "
                + "area method at equal-area",
            Assert.Throws<UserErrorException>(() => run.Run()).Message);
    }

    [Fact] // A county in zone 35 (105 E), its zone layer in zone 36 (108 E): one ground, two planes.
    public void Trap_7_layers_in_two_zones_meet_on_the_ellipsoid_and_not_in_one_plane()
    {
        // 106.4 to 106.5 E, 30.0 to 30.1 N as each plane has its corners; edges of one are not straight in the other, by 0.2 m over 10 km.
        double[] corners = [106.4, 30, 106.5, 30, 106.5, 30.1, 106.4, 30.1];
        string In(string code) => Wkt(Enumerable.Range(0, 4).Select(i =>
        {
            Assert.True(Projection.Of(Crs.Parse(code)).Forward(corners[2 * i], corners[(2 * i) + 1], out double x, out double y));
            return (x, y);
        }));
        run.Folder.Write("regions.csv", $"code,wkt\nA,\"SRID=4523;{In("EPSG:4523")}\"\n");
        Zone($"SRID=4524;{In("EPSG:4524")}");

        RunOutcome outcome = run.Run();
        Assert.Equal(1, InputRun.ZoneM2(outcome) / InputRun.RegionsM2(outcome), tolerance: 4 * 10e3 * 0.3 / 1.07e8);

        run.Head = "area: {method: planar}";
        Refused(
            "ZC245",
            "the planar area method takes areas in EPSG:4523, and this layer is in EPSG:4524. Use the default equal-area method, name a "
                + "CGCS2000 plane (area: {method: planar, crs: ...}), or convert the layer");
    }

    private void Zone(string wkt) => run.Folder.Write("zone.csv", $"wkt\n\"{wkt}\"\n");

    private void Refused(string code, string message)
    {
        RunOutcome outcome = run.Run();

        Assert.Null(outcome.Results);
        Assert.Contains($"{code} error", InputRun.Codes(outcome));
        Assert.Equal(message, InputRun.Message(outcome, code));
    }

    private static string Wkt(IEnumerable<(double X, double Y)> ring)
    {
        (double X, double Y)[] points = [.. ring];
        return "POLYGON(("
            + string.Join(",", points.Append(points[0]).Select(point => FormattableString.Invariant($"{point.X:R} {point.Y:R}")))
            + "))";
    }
}

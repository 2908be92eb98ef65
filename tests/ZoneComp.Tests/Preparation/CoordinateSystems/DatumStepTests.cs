namespace ZoneComp.Tests.Preparation.CoordinateSystems;

public class DatumStepTests
{
    [Theory]
    [InlineData("EPSG:4490", "")]
    [InlineData("EPSG:4326", "ZC204 Note")]
    [InlineData("EPSG:4610", "ZC205 Error")]
    [InlineData("EPSG:4214", "ZC205 Error")]
    [InlineData("EPSG:4555", "ZC205 Error")]
    public void Without_a_statement_only_CGCS2000_passes_silently(string code, string finding)
    {
        DiagnosticLog log = new();

        DatumStep? step = DatumStep.Decide(Crs.Parse(code), null, "a.shp", log);

        Assert.Equal(finding, string.Join(", ", log.Sorted().Select(found => $"{found.Code} {found.Severity}")));
        Assert.Equal(log.HasErrors, step is null);
    }

    [Fact]
    public void Refusal_says_what_to_state()
    {
        DiagnosticLog log = new();

        DatumStep.Decide(Crs.Parse("EPSG:2383"), null, "红线.shp", log);

        Assert.Equal(
            "红线.shp: error ZC205: datum \"Xian 1980\" is Xi'an 1980 and no public transformation to CGCS2000 exists; state the office's "
                + "seven parameters (with their rotation convention) or three, or state in the policy why it may be taken as CGCS2000 "
                    + "(datum: assume)",
            log.Sorted()[0].ToString());
    }

    [Fact]
    public void Stated_acceptance_is_kept_as_a_warning_with_its_reason()
    {
        DiagnosticLog log = new();

        Assert.Equal(
            DatumStep.None,
            DatumStep.Decide(Crs.Parse("EPSG:4610"), new DatumStatement(null, "districts of 10 km, 120 m do not matter"), "a.shp", log));
        Assert.Equal(
            "a.shp: warning ZC206: datum \"Xian 1980\" is taken as CGCS2000 because the policy says: districts of 10 km, 120 m do not "
                + "matter",
            log.Sorted()[0].ToString());
    }

    /// <summary>EPSG Guidance Note 7-2, the worked example of method 9606: WGS 72 to WGS 84, dZ 4.5 m, rZ 0.554", 0.219 ppm.</summary>
    [Fact]
    public void Position_vector_example_of_the_guidance_note()
    {
        // The note works with X, Y, Z = 3657660.66, 255768.55, 5201382.11, WGS 72's 55 deg 00 min 00 sec N, 4 deg E at height 0; result X,
        // Y, Z = 3657660.78, 255778.43, 5201387.75.
        GeographicShift shift = new(new Ellipsoid(6378135, 298.26), new GeocentricShift(0, 0, 4.5, 0, 0, 0.554, 0.219), Ellipsoid.Wgs84);
        double lon = 4, lat = 55;

        shift.Apply(ref lon, ref lat);

        // PROJ 9.1.1: echo 4 55 0 | cs2cs -f %.10f +proj=longlat +a=6378135 +rf=298.26 +towgs84=0,0,4.5,0,0,0.554,0.219 +to +proj=longlat
        // +datum=WGS84
        Assert.Equal(4.0001538889, lon, tolerance: 1e-10);
        Assert.Equal(55.0000248847, lat, tolerance: 1e-10);
        Assert.Equal(55 + (0.090 / 3600), lat, tolerance: 1.5e-7); // the note: 55 deg 00 min 00.090 sec N, to 0.001 sec
    }

    [Fact]
    public void Coordinate_frame_is_the_position_vector_with_the_rotations_turned()
    {
        double lon1 = 105, lat1 = 35, lon2 = 105, lat2 = 35;

        new GeographicShift(Ellipsoid.Krasovsky, new GeocentricShift(15.8, -154.4, -82.3, 1, -2, 3, 5), Ellipsoid.Cgcs2000).Apply(ref lon1,
            ref lat1);
        new GeographicShift(
            Ellipsoid.Krasovsky,
            new GeocentricShift(15.8, -154.4, -82.3, -1, 2, -3, 5, RotationConvention.CoordinateFrame),
            Ellipsoid.Cgcs2000).Apply(ref lon2, ref lat2);

        Assert.Equal((lon1, lat1), (lon2, lat2));
    }

    [Fact]
    public void No_shift_between_equal_ellipsoids_returns_the_point()
    {
        double lon = -179.5, lat = 52.123456789;

        new GeographicShift(Ellipsoid.Cgcs2000, new GeocentricShift(0, 0, 0), Ellipsoid.Cgcs2000).Apply(ref lon, ref lat);

        Assert.Equal(-179.5, lon, tolerance: 1e-13);
        Assert.Equal(52.123456789, lat, tolerance: 1e-13);
    }

    private const string WithTowgs84 =
        """GEOGCS["Xian 1980",DATUM["Xian_1980",SPHEROID["IAG 1975",6378140,298.257],TOWGS84[SHIFT]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]""";

    [Fact]
    public void Parameters_of_the_definition_are_used_only_where_the_policy_says_why()
    {
        Crs crs = Crs.Parse(WithTowgs84.Replace("SHIFT", "24,-123,-94,-0.02,0.25,0.13,1.1", StringComparison.Ordinal));
        DiagnosticLog log = new();

        Assert.Null(DatumStep.Decide(crs, null, "a.shp", log));
        Diagnostic refused = Assert.Single(log.Sorted());
        Assert.Equal("ZC205", refused.Code);
        Assert.EndsWith(
            "Its definition carries parameters to WGS 84 (dX 24 m, dY -123 m, dZ -94 m, rX -0.02\", rY 0.25\", rZ 0.13\", 1.1 ppm, "
                + "PositionVector), used only if the policy says why (datum: {towgs84: use, reason: ...})",
            refused.Message.En,
            StringComparison.Ordinal);

        log = new DiagnosticLog();
        DatumStep? step = DatumStep.Decide(crs, new DatumStatement(null, null) { DefinitionBecause = "测绘院给的" }, "a.shp", log);
        Assert.Equal(new GeocentricShift(24, -123, -94, -0.02, 0.25, 0.13, 1.1), step?.Shift);
        Assert.Equal(
            ("ZC219", Severity.Warning, "测绘院给的"),
            log.Sorted().Select(finding => (finding.Code, finding.Severity, finding.AcceptedBecause)).Single());
    }

    [Theory]
    [InlineData("0,0,0,0,0,0,0", "zeros only, which say nothing")]
    [InlineData("0,0,0", "zeros only, which say nothing")]
    [InlineData("1", "none")]
    public void Zeros_are_no_parameters(string shift, string found)
    {
        Crs crs = Crs.Parse(WithTowgs84.Replace("SHIFT", shift, StringComparison.Ordinal));
        DiagnosticLog log = new();

        Assert.Null(DatumStep.Decide(crs, new DatumStatement(null, null) { DefinitionBecause = "r" }, "a.shp", log));
        Assert.Equal(("ZC220", false), log.Sorted().Select(finding => (finding.Code, finding.CanBeAccepted)).Single());
        Assert.Contains(found, log.Sorted()[0].Message.En, StringComparison.Ordinal);
    }
}

namespace ZoneComp.Tests.Preparation;

/// <summary>Where findings of reading and preparation lie on the map of findings.</summary>
public sealed class FindingPlaceTests : IDisposable
{
    private const string Zone35 =
        "PROJCS[\"CGCS2000_3_Degree_GK_Zone_35\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],"
        + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",35500000.0],PARAMETER[\"False_Northing\",0.0],"
        + "PARAMETER[\"Central_Meridian\",105.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";

    private readonly InputRun run = new InputRun().Zone();

    public void Dispose() => run.Dispose();

    [Theory] // each at the first coordinate that the feature still has
    [InlineData("POLYGON((105.02 30.02,105.04 30.02,105.04 30.04))", "ZC119", 105.02, 30.02)]
    [InlineData("POLYGON((nan 30.02,105.04 30.03,105.04 30.04,nan 30.02))", "ZC116", 105.04, 30.03)]
    [InlineData("POLYGON((105.02 30.02,105.04 x))", "ZC120", 105.02, 30.02)]
    [InlineData("CURVEPOLYGON(CIRCULARSTRING(105.03 30.02,105.04 30.03,105.03 30.02))", "ZC135", 105.03, 30.02)]
    [InlineData("POINT(105.07 30.02)", "ZC248", 105.07, 30.02)]
    [InlineData("POLYGON((105.02 30.02,105.04 95,105.04 30.04,105.02 30.02))", "ZC215", 105.02, 30.02)]
    public void A_finding_about_a_feature_lies_at_its_first_coordinate(string wkt, string code, double x, double y)
    {
        run.Folder.Write("zone.csv", $"wkt\n\"SRID=4490;{InputRun.WesternHalf}\"\n\"SRID=4490;{wkt}\"\n");

        AssertAt(x, y, Place(run.Run(), code, "zone.csv#2"));
    }

    [Fact]
    public void A_feature_without_any_coordinate_has_no_place()
    {
        run.Folder.Write(
            "zone.csv",
            $"wkt\n\"SRID=4490;{InputRun.WesternHalf}\"\n\"SRID=4490;POLYGON((nan nan,nan nan,nan nan,nan nan))\"\n");

        Assert.Null(Place(run.Run(), "ZC116", "zone.csv#2"));
    }

    [Fact] // the layer runs from 105 to 105.05 and from 30 to 30.1
    public void A_finding_about_a_whole_file_lies_in_the_middle_of_it()
    {
        AssertAt(105.025, 30.05, Place(run.Run(), "ZC217", "zone.csv"));
    }

    [Fact] // no feature is used, but the file has coordinates
    public void A_file_of_which_nothing_is_used_is_found_too()
    {
        run.Zone(fields: "kind", values: "a");
        run.Layers = "{zone: {source: zone.csv, where: kind = 'b'}}";

        AssertAt(105.025, 30.05, Place(run.Run(), "ZC242", "zone.csv"));
    }

    [Fact]
    public void Filters_codes_and_regions_have_places()
    {
        run.Folder.Write(
            "regions.csv",
            InputRun.Square
                + "A,\"SRID=4490;POLYGON((106 31,106.1 31,106.1 31.1,106 31))\"\n,\"SRID=4490;POLYGON((107 31,107.1 31,107.1 31.1,107 "
                    + "31))\"\n");

        RunOutcome outcome = run.Run();

        AssertAt(106, 31, Place(outcome, "ZC230", "regions.csv#2"));
        AssertAt(107, 31, Place(outcome, "ZC233", "regions.csv#3"));
    }

    [Fact] // in zone 35 (central meridian 105) of 3 degrees: x 35500000 is 105 degrees east
    public void Places_of_a_shapefile_are_brought_from_its_own_plane_to_degrees()
    {
        ShapePoint[] sound = [new(35500000, 3325000), new(35503000, 3325000), new(35500000, 3322000), new(35500000, 3325000)];
        using (var writer = new ShapefileWriter(run.Folder["zone.shp"], ShapeType.Polygon, [], projection: Zone35))
        {
            writer.Add(sound, []);
            writer.Add([sound[0], new(double.NaN, 3325000), .. sound[2..]], []);
        }

        File.Delete(run.Folder["zone.dbf"]);
        run.Layers = "{zone: {source: zone.shp}}";

        RunOutcome outcome = run.Run();

        FindingPlace at = Place(outcome, "ZC116", "zone.shp#1")!.Value;
        Assert.Equal(105, at.X, 9);
        Assert.InRange(at.Y, 30.03, 30.05); // 3,325 km of meridian arc
        FindingPlace file = Place(outcome, "ZC102", "zone.shp")!.Value; // there is no .dbf
        Assert.InRange(file.X, 105.01, 105.02);
    }

    [Fact]
    public void All_findings_of_one_kind_are_in_the_package_of_findings()
    {
        run.Layers = "{zone: {source: zone.csv, where: nothing > 0}}";
        run.Folder.Write("zone.csv", "nothing,wkt\n" + string.Concat(Enumerable.Repeat($",\"SRID=4490;{InputRun.WesternHalf}\"\n", 50)));

        RunOutcome outcome = run.Run(run.Folder["findings.gpkg"]);

        Diagnostic[] undecided = [.. outcome.Findings.Where(finding => finding.Code == "ZC247")];
        Assert.Equal(50, undecided.Length);
        Assert.All(undecided, finding => Assert.NotNull(finding.Place));
    }

    private static FindingPlace? Place(RunOutcome outcome, string code, string subject)
    {
        Diagnostic found = Assert.Single(outcome.Findings, finding => finding.Code == code && finding.Subject == subject);
        return found.Place;
    }

    [Fact]
    public void A_code_too_short_for_the_level_above_is_told()
    {
        run.Regions = "{source: regions.csv, code: code, parents: {city: {prefix: 4}}}";

        Assert.Contains(
            "region A has fewer than the 4 characters that its city is taken from",
            Assert.Single(run.Run().Findings, finding => finding.Code == "ZC235").Message.En,
            StringComparison.Ordinal);
    }

    private static void AssertAt(double x, double y, FindingPlace? place)
    {
        Assert.NotNull(place);
        Assert.Equal(x, place.Value.X, 1e-7); // the lattice's millimetre
        Assert.Equal(y, place.Value.Y, 1e-7);
    }
}

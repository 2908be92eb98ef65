namespace ZoneComp.Tests.Preparation.CoordinateSystems;

public class ProjectionTests
{
    /// <summary>Points as PROJ 9.1.1 projects them on the CRS's own datum (shared suites, prj-files-other and esri-canonical); PROJ itself
    /// is good to 1e-8 m there.</summary>
    [Theory]
    [InlineData("EPSG:2327", 76.2, 31.5, 13614006.652987093, 3487036.689888986)]
    [InlineData("EPSG:2327", 81, 35, 14048073.797686717, 3891090.3113377406)]
    [InlineData("ESRI:102012", 106.2, 31.5, 113247.42284785434, 3874064.705214386)]
    [InlineData("EPSG:3857", 1.2, 31.5, 133583.38895192827, 3697855.330337703)]
    [InlineData("EPSG:32634", 22.2, 31.5, 613960.996645479, 3485640.2508057416)]
    [InlineData(Albers, 106.2, 31.5, 112359.93410410272, 3340844.485945714)]
    [InlineData(Albers, 103.6, 43.7, -111675.75379227217, 4717431.849688617)]
    [InlineData(AzimuthalOnSphere, -98.8, 31.5, 114560.63715430189, -1496862.6870942255)]
    [InlineData(CylindricalOnSphere, 1.2, 31.5, 115561.29295791246, 3843949.0007231613)]
    [InlineData(Mercator, 1.2, 31.5, 133583.38895192827, 3675532.2517963243)]
    public void Forward_and_inverse_agree_with_PROJ_to_a_hundredth_of_a_millimetre(
        string definition, double longitude, double latitude, double x, double y)
    {
        Projection projection = Projection.Of(Crs.Parse(definition));

        Assert.True(projection.Forward(longitude, latitude, out double ownX, out double ownY));
        Assert.Equal(x, ownX, tolerance: 1e-5);
        Assert.Equal(y, ownY, tolerance: 1e-5);
        Assert.True(projection.Inverse(x, y, out double lon, out double lat));
        Assert.Equal(longitude, lon, tolerance: 1e-10); // 1e-10 degrees: 0.01 mm
        Assert.Equal(latitude, lat, tolerance: 1e-10);
    }

    /// <summary>To the nanometre: PROJ test/gie/builtins.gie, etmerc on GRS 80, tolerance 50 nm.</summary>
    [Theory]
    [InlineData(2, 1, 222650.796797586, 110642.229411933)]
    [InlineData(44.69, 35.37, 4168136.489446198, 4985511.302287407)]
    public void Transverse_Mercator_is_exact_to_50_nanometres(double longitude, double latitude, double x, double y)
    {
        Crs crs = Crs.Parse("EPSG:4490") with { Method = ProjectionMethod.TransverseMercator };

        Projection.Of(crs).Forward(longitude, latitude, out double ownX, out double ownY);

        Assert.Equal(x, ownX, tolerance: 5e-8);
        Assert.Equal(y, ownY, tolerance: 5e-8);
    }

    [Fact]
    public void Authalic_function_is_the_one_of_the_textbook()
    {
        AuthalicLatitude authalic = new(Ellipsoid.Cgcs2000);
        double e2 = Ellipsoid.Cgcs2000.EccentricitySquared, e = Math.Sqrt(e2);
        for (double latitude = -90; latitude <= 90; latitude += 7.5)
        {
            double s = Math.Sin(latitude * Math.PI / 180);
            // Snyder 1395, eq. 3-12; its logarithm loses a digit or two, hence 1e-14 and not 1e-16.
            double textbook = (1 - e2) * ((s / (1 - (e2 * s * s))) - (Math.Log((1 - (e * s)) / (1 + (e * s))) / (2 * e)));
            Assert.Equal(textbook, authalic.Q(s), tolerance: 1e-14);
            Assert.Equal(s, authalic.SinLatitude(authalic.Q(s)), tolerance: 1e-15);
        }
    }

    private const string Wgs84 =
        """GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""";
    private const string Albers =
        $"""PROJCS["Asia_North_Albers_Equal_Area_Conic",{Wgs84},PROJECTION["Albers"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",105.0],PARAMETER["Standard_Parallel_1",25.0],PARAMETER["Standard_Parallel_2",47.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""";
    private const string Mercator =
        $"""PROJCS["WGS_84_World_Mercator",{Wgs84},PROJECTION["Mercator"],PARAMETER["central_meridian",0],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["Meter",1],PARAMETER["standard_parallel_1",0.0]]""";
    private const string AzimuthalOnSphere =
        """PROJCS["US_National_Atlas_Equal_Area",GEOGCS["g",DATUM["D_Sphere_Clarke_1866_Authalic",SPHEROID["Clarke_1866_Authalic_Sphere",6370997,0]],PRIMEM["Greenwich",0],UNIT["Degree",0.017453292519943295]],PROJECTION["Lambert_Azimuthal_Equal_Area"],PARAMETER["latitude_of_origin",45],PARAMETER["central_meridian",-100],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["Meter",1]]""";
    private const string CylindricalOnSphere =
        """PROJCS["NSIDC_EASE_Grid_Global",GEOGCS["g",DATUM["D_Sphere",SPHEROID["Sphere",6371228.0,0.0]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Cylindrical_Equal_Area"],PARAMETER["standard_parallel_1",30.0],PARAMETER["central_meridian",0.0],PARAMETER["false_easting",0.0],PARAMETER["false_northing",0.0],UNIT["Meter",1.0]]""";
}

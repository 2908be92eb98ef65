namespace ZoneComp.Tests.Preparation.CoordinateSystems;

/// <summary>The traps that layers of Chinese offices bring, each with the message it gives.</summary>
public class CrsCheckTests
{
    [Fact]
    public void Zone_number_in_the_eastings_that_the_prj_does_not_have()
    {
        Assert.Equal(
            "a.shp: error ZC208: eastings start with zone 39 (x 39412000 to 39590000), but the CRS \"CGCS2000 / 3-degree Gauss-Kruger CM "
                + "117E\" has false easting 500000 m and central meridian 117 deg; zone 39 is a zone of 3 degrees with central meridian "
                    + "117 and false easting 39500000",
            Single("EPSG:4548", 39412000, 3400000, 39590000, 3500000));
    }

    [Fact]
    public void Zone_number_of_six_degrees_under_a_prj_of_three()
    {
        Assert.Equal(
            "a.shp: error ZC208: eastings start with zone 20 (x 20412000 to 20590000), but the CRS \"CGCS2000 / 3-degree Gauss-Kruger "
                + "zone 39\" has false easting 39500000 m and central meridian 117 deg; zone 20 is a zone of 6 degrees with central "
                    + "meridian 117 and false easting 20500000",
            Single("EPSG:4527", 20412000, 3400000, 20590000, 3500000));
    }

    [Fact]
    public void Zone_number_in_the_prj_that_the_eastings_do_not_have()
    {
        Assert.Equal(
            "a.shp: error ZC209: eastings have no zone number (x 412000 to 590000), but the CRS \"CGCS2000 / 3-degree Gauss-Kruger zone "
                + "39\" has false easting 39500000 m; name the CRS with false easting 500000 and central meridian 117",
            Single("EPSG:4527", 412000, 3400000, 590000, 3500000));
    }

    [Fact]
    public void Degrees_under_a_prj_in_metres()
    {
        Assert.Equal(
            "a.shp: error ZC210: the coordinates (x 116 to 118, y 30 to 32) look like degrees, but the CRS \"CGCS2000 / 3-degree "
                + "Gauss-Kruger CM 117E\" is in metres; if they are longitude and latitude, name a geographic CRS such as EPSG:4490",
            Single("EPSG:4548", 116, 30, 118, 32));
    }

    [Fact]
    public void Metres_under_a_prj_in_degrees()
    {
        Assert.Equal(
            "a.shp: error ZC211: the coordinates (x 39412000 to 39590000, y 3400000 to 3500000) look like metres, but the CRS \"China "
                + "Geodetic Coordinate System 2000\" is in degrees; its eastings (x 39412000 to 39590000, y 3400000 to 3500000) carry "
                    + "zone 39, 3 degrees wide: EPSG:4527 if the datum is CGCS2000",
            Single("EPSG:4490", 39412000, 3400000, 39590000, 3500000));
    }

    [Theory]
    [InlineData("EPSG:4490", 30, 116, 32, 118)]
    [InlineData("EPSG:4490", 31, 80, 35, 88)] // western China, where neither number exceeds 90
    [InlineData("EPSG:4548", 3400000, 412000, 3500000, 590000)]
    [InlineData("EPSG:4527", 3400000, 39412000, 3500000, 39590000)]
    public void Axes_the_wrong_way_round(string code, double minX, double minY, double maxX, double maxY) =>
        Assert.Contains("ZC212", Single(code, minX, minY, maxX, maxY), StringComparison.Ordinal);

    [Fact]
    public void Coordinates_that_no_zone_can_hold()
    {
        Assert.Contains("ZC213", Single("EPSG:4548", 8000000, 3400000, 8100000, 3500000), StringComparison.Ordinal);
        Assert.Contains("ZC213", Single("EPSG:4490", 100, 30, 120, 99), StringComparison.Ordinal);
    }

    [Fact]
    public void Layer_that_reaches_two_zones_away_is_only_warned_about()
    {
        Assert.Equal(
            "a.shp: warning ZC214: the layer reaches 6.3 degrees from the central meridian 117 of \"CGCS2000 / 3-degree Gauss-Kruger CM "
                + "117E\"; a zone of 6 degrees reaches 3: where the CRS is right areas stay right, but check that it is the layer's own",
            Single("EPSG:4548", -100000, 3400000, 590000, 3500000));
        // A province in Albers about 105 degrees, called Gauss-Krueger about 108 by guess.
        Assert.Contains("ZC214", Single("EPSG:4545", 45000, 3300000, 552000, 3900000), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EPSG:4490", 73, 3, 136, 54)]
    [InlineData("EPSG:4548", 412000, 3400000, 590000, 3500000)]
    [InlineData("EPSG:4527", 39412000, 3400000, 39590000, 3500000)]
    [InlineData("EPSG:4498", 20212000, 3400000, 20790000, 3500000)]
    [InlineData("EPSG:3857", 8000000, 2000000, 15000000, 7000000)]
    [InlineData("EPSG:4490", -180, -90, 180, 90)]
    public void Sound_layers_get_the_identification_and_nothing_else(string code, double minX, double minY, double maxX, double maxY)
    {
        Diagnostic only = Assert.Single(CrsCheck.Examine(Crs.Parse(code), new LayerExtent(minX, minY, maxX, maxY), "a.shp"));

        Assert.Equal(("ZC217", Severity.Note), (only.Code, only.Severity));
    }

    [Fact]
    public void Missing_CRS_is_an_error_with_what_the_numbers_look_like()
    {
        Assert.Equal(
            "a.shp: error ZC201: the layer states no CRS; its eastings (x 39412000 to 39590000, y 3400000 to 3500000) carry zone 39, 3 "
                + "degrees wide: EPSG:4527 if the datum is CGCS2000. State it in the file (of a shapefile the .prj) or name it in the "
                    + "policy (crs:)",
            CrsCheck.Missing(new LayerExtent(39412000, 3400000, 39590000, 3500000), "a.shp").ToString());
        Assert.Contains(
            "look like degrees: perhaps EPSG:4490",
            CrsCheck.Missing(new LayerExtent(116, 30, 118, 32), "a.shp").Message.En,
            StringComparison.Ordinal);
        Assert.Contains(
            "the central meridian must be asked for",
            CrsCheck.Missing(new LayerExtent(412000, 3400000, 590000, 3500000), "a.shp").Message.En,
            StringComparison.Ordinal);
        Assert.Contains(
            "perhaps Albers or Lambert",
            CrsCheck.Missing(new LayerExtent(45000, 3300000, 552000, 3900000), "a.shp").Message.En,
            StringComparison.Ordinal);
    }

    private static string Single(string code, double minX, double minY, double maxX, double maxY) =>
        Assert.Single(
            CrsCheck.Examine(Crs.Parse(code), new LayerExtent(minX, minY, maxX, maxY), "a.shp"),
            finding => finding.Code != "ZC217")
            .ToString();
}

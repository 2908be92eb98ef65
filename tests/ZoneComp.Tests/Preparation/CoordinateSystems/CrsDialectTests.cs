namespace ZoneComp.Tests.Preparation.CoordinateSystems;

/// <summary>What programs write that is not plain WKT of a plane: heights, other meridians, other units, other axes, other codes.</summary>
public class CrsDialectTests
{
    private const string Geo =
        "GEOGCS[\"g\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
    private const string Plane = "PROJCS[\"p\","
        + Geo
        + ",PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",114.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";
    private const string Heights =
        "[\"EGM96_Geoid\",VDATUM[\"EGM96_Geoid\"],PARAMETER[\"Vertical_Shift\",0.0],PARAMETER[\"Direction\",1.0],UNIT[\"Meter\",1.0]]";
    private const string Domain = ";-5123200 -10002100 10000;-100000 10000;-100000 10000;0.001;0.001;0.001;IsHighPrecision";

    [Theory]
    [InlineData(Plane + ",VERTCS" + Heights, "EPSG:4547")]
    [InlineData(Plane + ", VERT_CS" + Heights, "EPSG:4547")]
    [InlineData(Geo + ",VERTCS" + Heights, "EPSG:4490")]
    [InlineData(Geo + ",VERTCS" + Heights + Domain, "EPSG:4490")]
    [InlineData("COMPD_CS[\"c\"," + Plane + ",VERT_CS" + Heights + "]", "EPSG:4547")]
    [InlineData("EPSG:4480", "EPSG:4490")]
    [InlineData("EPSG:4490+5737", "EPSG:4490")]
    [InlineData("urn:ogc:def:crs,crs:EPSG::4490,crs:EPSG::5737", "EPSG:4490")]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/4490", "EPSG:4490")]
    [InlineData("EPSG:4979", "EPSG:4326")]
    public void Heights_and_other_spellings_leave_the_horizontal_part(string text, string code)
    {
        Assert.Equal(code, Crs.Parse(text).Code);
    }

    // What contradicts itself: a part of the definition, what is put in its place, and what is said.
    [Theory]
    [InlineData("[\"p\"", "[\"CGCS2000_3_Degree_GK_CM_117E\"", "is named after the meridian 117, and its parameter says 114")]
    [InlineData("[\"p\"", "[\"CGCS2000_3_Degree_GK_Zone_39\"", "is named after the meridian 117")]
    [InlineData("[\"p\"", "[\"CGCS2000_GK_Zone_20\"", "is named after the meridian 117")]
    [InlineData("[\"p\"", "[\"WGS_1984_UTM_Zone_50N\"", "is named after the meridian 117")]
    [InlineData("UNIT[\"Meter\",1.0]]", "UNIT[\"Meter\",1.0],AUTHORITY[\"EPSG\",\"4548\"]]", "calls itself EPSG:4548 (CGCS2000 / 3-degree Gauss-Kruger CM 117E)")]
    [InlineData("PARAMETER[\"Scale_Factor\"", "PARAMETER[\"Standard_Parallel_1\",25],PARAMETER[\"Scale_Factor\"", "states StandardParallel1 25, which its projection does not have")]
    [InlineData("[\"p\"", "[\"CGCS2000_3_Degree_GK_CM_114E\"", null)]
    [InlineData("[\"p\"", "[\"CGCS2000_3_Degree_GK_Zone_38\"", null)]
    [InlineData("[\"p\"", "[\"City_Zone_7_CMYK\"", null)]
    [InlineData("UNIT[\"Meter\",1.0]]", "UNIT[\"Meter\",1.0],AUTHORITY[\"EPSG\",\"4547\"]]", null)]
    public void A_name_or_a_code_that_is_anothers_is_a_remark(string part, string instead, string? said)
    {
        IReadOnlyList<LocalText> remarks = Crs.Parse(Plane.Replace(part, instead, StringComparison.Ordinal)).Remarks;

        if (said is null)
            Assert.Empty(remarks);
        else
            Assert.Contains(said, Assert.Single(remarks).En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PARAMETER[\"Scale_Factor\"", "PARAMETER[\"Central_Meridian\",117.0],PARAMETER[\"Scale_Factor\"", "states CentralMeridian twice, as 114 and as 117")]
    [InlineData("UNIT[\"Meter\",1.0]]", "UNIT[\"Foot\",1.0]]", "is not the size of a Foot")]
    [InlineData("Gauss_Kruger\"]", "Mercator\"],PARAMETER[\"Latitude_Of_Center\",0],PARAMETER[\"Standard_Parallel_1\",30]", "states LatitudeOfOrigin twice", "Latitude_Of_Origin\",0.0", "Latitude_Of_Origin\",10.0")]
    [InlineData("Gauss_Kruger\"]", "Mercator\"]", "asks for a form of its projection that is not supported", "Latitude_Of_Origin\",0.0", "Latitude_Of_Origin\",10.0")]
    [InlineData("Gauss_Kruger\"]", "Mercator_Auxiliary_Sphere\"],PARAMETER[\"Auxiliary_Sphere_Type\",3]", "asks for a form of its projection that is not supported")]
    public void What_cannot_be_followed_is_refused(string part, string instead, string message, string also = "?", string alsoInstead = "")
    {
        string text = Plane.Replace(part, instead, StringComparison.Ordinal).Replace(also, alsoInstead, StringComparison.Ordinal);

        Assert.Contains(message, Assert.Throws<UserErrorException>(() => Crs.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact] // the scale as parts per million, the meridian in grads: 114 degrees are 126.666... grads
    public void Parameters_have_units_of_their_own() => Assert.Equal("EPSG:4547", Crs.Parse("""
        PROJCRS["x",BASEGEOGCRS["CGCS2000",DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101]]],
        CONVERSION["gk",METHOD["Transverse Mercator"],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433]],
        PARAMETER["Longitude of natural origin",126.66666666666667,ANGLEUNIT["grad",0.01570796326794897]],
        PARAMETER["Scale factor at natural origin",1000000,SCALEUNIT["parts per million",0.000001]],
        PARAMETER["False easting",0.5,LENGTHUNIT["megametre",1000000]],PARAMETER["False northing",0,LENGTHUNIT["metre",1]]],
        CS[Cartesian,2],AXIS["(E)",east,ORDER[1]],AXIS["(N)",north,ORDER[2]],LENGTHUNIT["metre",1]]
        """).Code);

    [Theory]
    [InlineData(Plane + ",GEOGCS[\"x\",DATUM[\"D\",SPHEROID[\"S\",6378137,298]],UNIT[\"Degree\",0.0174532925199433]]", "after the WKT")]
    [InlineData(Plane + Plane, "after the WKT")]
    [InlineData(Plane + ",", "after the WKT")]
    [InlineData(Plane + ";" + Geo, "after the WKT")]
    [InlineData("VERTCS" + Heights + "," + Plane, "after the WKT")]
    [InlineData("GEOGCS[\"g\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],UNIT[\"Degree\",0.9]]", "is not the size of a Degree")]
    [InlineData("PROJCS[\"p\"," + Geo + ",PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"Central_Meridian\",117.0],UNIT[\"Meter\",0.3048]]", "is not the size of a Meter")]
    [InlineData("PROJCS[\"p\","
        + Geo
        + ",PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"Central_Meridian\",117.0],UNIT[\"Meter\",1.0],AXIS[\"Y\",WEST],AXIS[\"X\",SOUTH]]", "runs west")]
    [InlineData("{\"type\":\"GeodeticCRS\",\"name\":\"g\",\"datum\":{\"name\":\"China "
        + "2000\",\"ellipsoid\":{\"semi_major_axis\":6378137,\"inverse_flattening\":298.257222101}},\"coordinate_system\":{\"subtype\":\"Cartesian\",\"axis\":[{\"name\":\"X\",\"direction\":\"geocentricX\",\"unit\":\"metre\"}]}}", "is geocentric")]
    public void What_says_something_else_is_refused(string text, string why)
    {
        Assert.Contains(why, Assert.Throws<UserErrorException>(() => Crs.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Theory] // 2.5969213 grads are 2.33722917 degrees; Bern lies at 7 degrees 26' 22.5"
    [InlineData("Paris", "2.33722917", "\"Grad\",0.01570796326794897", 2.33722917)]
    [InlineData("Paris", "2.5969213", "\"grad\",0.015707963267949", 2.33722917)]
    [InlineData("Paris", "2.337229166666667", "\"Degree\",0.0174532925199433", 2.337229166666667)]
    [InlineData("Bern", "7.439583333333333", "\"Degree\",0.0174532925199433", 7.439583333333333)]
    [InlineData("Greenwich", "0", "\"grad\",0.015707963267949", 0)]
    public void A_prime_meridian_is_in_the_unit_that_brings_it_home(string name, string value, string unit, double expectedDeg)
    {
        Assert.Equal(expectedDeg, Crs.Parse(WithMeridian(name, value, unit)).PrimeMeridianDeg, tolerance: 1e-12);
    }

    [Theory]
    [InlineData("Paris", "2.5969213", "\"Degree\",0.0174532925199433", "Paris lies at 2.3372")]
    [InlineData("Observatory", "2.6", "\"grad\",0.015707963267949", "it is not guessed")]
    public void A_prime_meridian_that_contradicts_its_name_or_has_no_unit_is_refused(string name, string value, string unit, string why)
    {
        Assert.Contains(
            why,
            Assert.Throws<UserErrorException>(() => Crs.Parse(WithMeridian(name, value, unit))).Message,
            StringComparison.Ordinal);
    }

    [Theory] // 120 degrees: a unit of 0.99999986 degrees, taken at its word, would be 1.9 m off
    [InlineData("\"Degree\",0.01745329", 1)]
    [InlineData("\"Grad\",0.0157079633", 0.9)]
    public void A_unit_of_few_digits_is_the_whole_unit(string unit, double expectedDeg)
    {
        Assert.Equal(expectedDeg, Crs.Parse(WithMeridian("Greenwich", "0", unit)).AngularUnitDeg);
    }

    private static string WithMeridian(string name, string value, string unit) =>
        $"GEOGCS[\"g\",DATUM[\"d\",SPHEROID[\"Clarke 1880\",6378249.2,293.4660212936269]],PRIMEM[\"{name}\",{value}],UNIT[{unit}]]";
}

namespace ZoneComp.Tests.Preparation.CoordinateSystems;

/// <summary>Texts of real .prj files (facts) and points that PROJ 9.1.1 computed from them.</summary>
public class CrsParseTests
{
    private const string Cgcs2000 =
        """GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""";
    private const string Xian80 =
        """GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""";

    [Theory]
    [InlineData("EPSG:4490", "EPSG:4490")]
    [InlineData("4490", "EPSG:4490")]
    [InlineData("urn:ogc:def:crs:EPSG::4527", "EPSG:4527")]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84", "OGC:CRS84")]
    [InlineData("\uFEFF" + Cgcs2000 + "\r\n", "EPSG:4490")]
    public void Codes_and_texts_lead_to_the_same_code(string definition, string code) => Assert.Equal(code, Crs.Parse(definition).Code);

    [Theory]
    [InlineData("CGCS2000_3_Degree_GK_Zone_39", "39500000.0", "117.0", "EPSG:4527")]
    [InlineData("CGCS2000_3_Degree_GK_CM_117E", "500000.0", "117.0", "EPSG:4548")]
    [InlineData("CGCS2000_GK_CM_117E", "500000.0", "117.0", "EPSG:4509")]
    [InlineData("CGCS2000_GK_Zone_20", "20500000.0", "117.0", "EPSG:4498")]
    [InlineData("anything at all", "37500000", "111", "EPSG:4525")]
    public void Gauss_Krueger_is_known_by_its_parameters(string name, string falseEasting, string meridian, string code)
    {
        Crs crs = Crs.Parse(GaussKrueger(name, Cgcs2000, falseEasting, meridian));

        Assert.Equal(code, crs.Code);
        Assert.True(crs.IsGaussKrueger);
        Assert.Empty(crs.Remarks);
    }

    [Fact]
    public void A_name_that_lies_decides_nothing()
    {
        Crs crs = Crs.Parse(GaussKrueger("Xian_1980_GK_CM_111E", Xian80, "500000.0", "113.001025"));

        Assert.Null(crs.Code);
        Assert.Equal(113.001025, crs.CentralMeridianDeg);
        Assert.Equal(DatumFamily.Xian80, crs.Datum);
    }

    [Fact]
    public void Order_of_parameters_unquoted_authority_and_appended_domain_do_not_matter()
    {
        Crs crs = Crs.Parse(
            $"""PROJCS["x",{Xian80},PROJECTION["Gauss_Kruger"],PARAMETER["Latitude_Of_Origin",0.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Central_Meridian",114.0],PARAMETER["False_Northing",0.0],PARAMETER["False_Easting",500000.0],UNIT["Meter",1.0],AUTHORITY["EPSG",2383]];-5123200 -10002100 10000;IsHighPrecision""");

        Assert.Equal("EPSG:2383", crs.Code);
    }

    [Fact]
    public void Heights_are_dropped_from_a_compound_CRS()
    {
        Crs crs = Crs.Parse(
            $"""COMPD_CS["with heights",{GaussKrueger(
                "CGCS2000_3_Degree_GK_Zone_39",
                Cgcs2000,
                "39500000.0",
                "117.0")},VERT_CS["Yellow_Sea_1985",VERT_DATUM["Yellow_Sea_1985",2005],UNIT["Meter",1.0]]]""");

        Assert.Equal("EPSG:4527", crs.Code);
    }

    [Fact]
    public void Wkt2_is_read()
    {
        Crs crs = Crs.Parse("""
            PROJCRS["CGCS2000 / 3-degree Gauss-Kruger zone 39",BASEGEOGCRS["China Geodetic Coordinate System 2000",DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]]],
            PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4490]],CONVERSION["3-degree Gauss-Kruger zone 39",METHOD["Transverse Mercator",ID["EPSG",9807]],
            PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Longitude of natural origin",117,ANGLEUNIT["degree",0.0174532925199433]],
            PARAMETER["Scale factor at natural origin",1,SCALEUNIT["unity",1]],PARAMETER["False easting",39500000,LENGTHUNIT["metre",1]],PARAMETER["False northing",0,LENGTHUNIT["metre",1]]],
            CS[Cartesian,2],AXIS["northing (X)",north,ORDER[1],LENGTHUNIT["metre",1]],AXIS["easting (Y)",east,ORDER[2],LENGTHUNIT["metre",1]],ID["EPSG",4527]]
            """);

        Assert.Equal("EPSG:4527", crs.Code);
    }

    [Fact]
    public void ProjJson_is_read()
    {
        Crs crs = Crs.Parse("""
            {"type":"ProjectedCRS","name":"CGCS2000 Albers","base_crs":{"name":"CGCS2000","datum":{"type":"GeodeticReferenceFrame","name":"China 2000","ellipsoid":{"name":"CGCS2000","semi_major_axis":6378137,"inverse_flattening":298.257222101}},
            "coordinate_system":{"subtype":"ellipsoidal","axis":[{"name":"Lat","abbreviation":"Lat","direction":"north","unit":"degree"},{"name":"Lon","abbreviation":"Lon","direction":"east","unit":"degree"}]}},
            "conversion":{"name":"Albers","method":{"name":"Albers Equal Area"},"parameters":[{"name":"Latitude of false origin","value":0,"unit":"degree"},{"name":"Longitude of false origin","value":105,"unit":"degree"},
            {"name":"Latitude of 1st standard parallel","value":25,"unit":"degree"},{"name":"Latitude of 2nd standard parallel","value":47,"unit":"degree"},{"name":"Easting at false origin","value":0,"unit":"metre"},{"name":"Northing at false origin","value":0,"unit":"metre"}]},
            "coordinate_system":{"subtype":"Cartesian","axis":[{"name":"Easting","abbreviation":"E","direction":"east","unit":"metre"},{"name":"Northing","abbreviation":"N","direction":"north","unit":"metre"}]}}
            """);

        Assert.Equal(
            (ProjectionMethod.Albers, 105, 25, 47, DatumFamily.Cgcs2000),
            (crs.Method, crs.CentralMeridianDeg, crs.StandardParallel1Deg, crs.StandardParallel2Deg, crs.Datum));
    }

    [Fact]
    public void A_missing_parameter_is_the_standards_default_and_said()
    {
        Crs crs = Crs.Parse(
            """PROJCS["CGCS2000_3_Degree_GK_CM_117E",GEOGCS["CGCS2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["Central_Meridian",117.0],UNIT["Meter",1.0]]""");

        Assert.Equal(0, crs.FalseEastingM);
        Assert.Contains(
            crs.Remarks,
            remark => remark.En == "\"CGCS2000_3_Degree_GK_CM_117E\" states no FalseEasting; 0 is taken, as WKT has it");
    }

    [Theory]
    [InlineData("", "the CRS definition is empty")]
    [InlineData("Beijing 54", "\"Beijing 54\" is neither WKT, PROJJSON nor a code such as EPSG:4490")]
    [InlineData("EPSG:28992", "EPSG:28992 is not among the codes known here (EPSG codes of the projections in docs/crs.md, by the dataset v10.076); give the CRS as WKT, for instance the text of its .prj file")]
    [InlineData("""PROJCS["Beijing_1954_GK_Zone_19N",GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",""", "the WKT ends at character 239 where ']' was expected: it is cut off")]
    [InlineData("""PROJCS["x",GEOGCS["CGCS2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]]],PROJECTION["Transverse_Mercator"],UNIT["Meter",1.0]]""", "GEOGCS[\"CGCS2000\"] has no UNIT; it is not guessed")]
    [InlineData("""PROJCS["x",GEOGCS["g",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],UNIT["Meter",1.0]]""", "\"x\" states no CentralMeridian; it is not guessed")]
    [InlineData("""PROJCS["x",GEOGCS["g",DATUM["d",SPHEROID["s",6378137.0,298.257222101]],UNIT["Degree",0.0174532925199433]],PROJECTION["Robinson"],UNIT["Meter",1.0]]""", "\"x\" uses the projection \"Robinson\", which is not supported; convert the layer to CGCS2000 longitude and latitude first")]
    [InlineData("LOCAL_CS[\"site\",UNIT[\"Meter\",1.0]]", "LOCAL_CS[\"site\"] is not a geographic or projected CRS")]
    public void What_cannot_be_read_says_why(string definition, string message)
    {
        UserErrorException error = Assert.Throws<UserErrorException>(() => Crs.Parse(definition));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Deep_nesting_is_refused_and_not_followed()
    {
        string deep = string.Concat(Enumerable.Repeat("GEOGCS[", 100000));

        Assert.False(Crs.TryParse(deep, out _, out LocalText? problem));
        Assert.Equal("the WKT nests too deep", problem.En);
    }

    /// <summary>Seeded damage to real texts: whatever comes, an answer or a reason, never another exception, and every CRS that is read
    /// has a projection.</summary>
    [Fact]
    public void Damaged_definitions_are_read_or_refused_and_nothing_else()
    {
        string[] texts =
        [
            GaussKrueger("CGCS2000_3_Degree_GK_Zone_39", Cgcs2000, "39500000.0", "117.0"),
            $"""PROJCS["a",{Xian80},PROJECTION["Albers"],PARAMETER["False_Easting",0],PARAMETER["False_Northing",0],PARAMETER["Central_Meridian",105],PARAMETER["Standard_Parallel_1",25],PARAMETER["Standard_Parallel_2",47],PARAMETER["Latitude_Of_Origin",0],UNIT["Meter",1.0]]""",
            $"""PROJCS["l",{Xian80},PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",0],PARAMETER["False_Northing",0],PARAMETER["Central_Meridian",105],PARAMETER["Standard_Parallel_1",25],PARAMETER["Standard_Parallel_2",47],PARAMETER["Latitude_Of_Origin",0],UNIT["Meter",1.0]]""",
            """{"type":"GeographicCRS","name":"g","datum":{"name":"China 2000","ellipsoid":{"name":"c","semi_major_axis":6378137,"inverse_flattening":298.257222101}},"coordinate_system":{"subtype":"ellipsoidal","axis":[{"name":"Lat","abbreviation":"Lat","direction":"north","unit":"degree"}]}}""",
            "urn:ogc:def:crs:EPSG::4527",
        ];
        string[] spice = ["[", "]", "(", ")", "\"", ",", "1e999", "-", "NaN", "0", "\0", "{", "}", ":", "GEOGCS", "é", "-1e308"];
        Random random = new(4490);
        int read = 0;
        for (int k = 0; k < 20000; k++)
        {
            string text = texts[k % texts.Length];
            for (int damage = random.Next(4); damage >= 0; damage--)
            {
                int at = random.Next(text.Length), length = Math.Min(text.Length - at, random.Next(12));
                text = random.Next(3) switch
                {
                    0 => text.Remove(at, length),
                    1 => text.Insert(at, spice[random.Next(spice.Length)]),
                    _ => string.Concat(text.AsSpan(0, at), spice[random.Next(spice.Length)], text.AsSpan(at + length)),
                };
                if (text.Length == 0)
                    text = " ";
            }

            if (!Crs.TryParse(text, out Crs? crs, out LocalText? problem))
            {
                Assert.NotEmpty(problem.En);
                continue;
            }

            read++;
            Projection.Of(crs).Inverse(500000, 3500000, out _, out _);
            _ = CrsCheck.Examine(crs, new LayerExtent(0, 0, 500000, 3500000), "a.shp");
        }

        Assert.InRange(read, 1000, 20000);
    }

    [Theory]
    [InlineData("D_China_2000", 6378137, 298.257222101, DatumFamily.Cgcs2000)]
    [InlineData("CGCS_2000", 6378137, 298.257222101, DatumFamily.Cgcs2000)]
    [InlineData("D_WGS_1984", 6378137, 298.257223563, DatumFamily.Wgs84)]
    [InlineData("World Geodetic System 1984", 6378137, 298.257223563, DatumFamily.Wgs84)]
    [InlineData("D_Xian_1980", 6378140, 298.257, DatumFamily.Xian80)]
    [InlineData("Beijing_1954", 6378245, 298.3, DatumFamily.Beijing54)]
    [InlineData("D_New_Beijing", 6378245, 298.3, DatumFamily.NewBeijing)]
    [InlineData("D_North_American_1983", 6378137, 298.257222101, DatumFamily.Geocentric)]
    [InlineData("D_Krasovsky_1940", 6378245, 298.3, DatumFamily.Unknown)]
    [InlineData("D_North_American_1927", 6378206.4, 294.9786982, DatumFamily.Other)]
    [InlineData("D_Xian_1980", 6332140, 398.257, DatumFamily.Unknown)]
    [InlineData("D_WGS_1984", 6378245, 298.3, DatumFamily.Unknown)]
    public void Datum_is_told_by_name_and_ellipsoid_together(string name, double a, double rf, DatumFamily family) =>
        Assert.Equal(
            family,
            Crs.Parse(FormattableString.Invariant(
                $"GEOGCS[\"g\",DATUM[\"{name}\",SPHEROID[\"s\",{a},{rf}]],PRIMEM[\"Greenwich\",0],UNIT[\"Degree\",0.0174532925199433]]")).Datum);

    internal static string GaussKrueger(string name, string geographic, string falseEasting, string meridian) =>
        $"""PROJCS["{name}",{geographic},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",{falseEasting}],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",{meridian}],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""";
}

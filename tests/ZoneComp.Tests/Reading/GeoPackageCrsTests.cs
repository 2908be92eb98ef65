using Microsoft.Data.Sqlite;

namespace ZoneComp.Tests.Reading;

/// <summary>The up to three ways in which a GeoPackage states a CRS, and what they say together.</summary>
public sealed class GeoPackageCrsTests : IDisposable
{
    private const string China1 =
        "GEOGCS[\"China\",DATUM[\"China_2000\",SPHEROID[\"CGCS2000\",6378137,298.257222101]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]";
    private const string Beijing1 =
        "GEOGCS[\"Beijing\",DATUM[\"Beijing_1954\",SPHEROID[\"Krassowsky "
            + "1940\",6378245,298.3]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]";
    private const string China2 =
        "GEOGCRS[\"China2\",DATUM[\"China "
            + "2000\",ELLIPSOID[\"CGCS2000\",6378137,298.257222101]],CS[ellipsoidal,2],AXIS[\"lat\",north],AXIS[\"lon\",east],ANGLEUNIT[\"degree\",0.0174532925199433]]";
    private const string WithHeights2 = "COMPOUNDCRS[\"China + height\","
        + China2
        + ",VERTCRS[\"h\",VDATUM[\"Yellow Sea 1985\"],CS[vertical,1],AXIS[\"H\",up],LENGTHUNIT[\"metre\",1]]]";

    private readonly TempFolder folder = new();
    private readonly DiagnosticLog log = new();

    public void Dispose() => folder.Dispose();

    [Theory] // definition, definition_12_063, organization, code -> name of the CRS taken, severity and code of what is said
    [InlineData(China1, null, "EPSG", 4490, "China", "")]
    [InlineData("undefined", WithHeights2, "NONE", 100000, "China + height", "")]
    [InlineData("undefined", "undefined", "EPSG", 4480, "China Geodetic Coordinate System 2000", "")]
    [InlineData(Beijing1, China2, "NONE", 100001, "China2", "warning ZC132")]
    [InlineData(China1, China2, "EPSG", 4490, "China", "")]
    [InlineData(China1, "GEOGCRS[", "EPSG", 4490, "China", "warning ZC132")]
    [InlineData("GEOGCS[", China2, "EPSG", 4490, "China2", "")]
    [InlineData(Beijing1, null, "EPSG", 4490, "Beijing", "warning ZC132")]
    public void The_second_definition_has_the_last_word_and_contradictions_are_told(
        string wkt1, string? wkt2, string organization, int code, string expected, string said)
    {
        Make(wkt1, wkt2, organization, code, listed: code);

        using var source = FeatureSources.Open(new SourceRequest(folder["a.gpkg"]), log);

        Assert.Equal(expected, Crs.Parse(source.Info.CrsDefinition!).Name);
        Assert.Equal(
            said,
            string.Join(' ', log.Sorted().Select(finding => $"{finding.Severity.ToString().ToLowerInvariant()} {finding.Code}")));
    }

    [Fact]
    public void Two_lists_with_different_ids_are_told()
    {
        Make(Beijing1, null, "NONE", 100001, listed: 4490);

        using var source = FeatureSources.Open(new SourceRequest(folder["a.gpkg"]), log);

        Assert.Equal(
            "a.gpkg|z: warning ZC132: the package contradicts itself about the CRS: gpkg_geometry_columns says srs_id 100001 and was "
                + "followed, gpkg_contents says 4490; name the right one in the policy (crs:)",
            Assert.Single(log.Sorted()).ToString());
    }

    private void Make(string wkt1, string? wkt2, string organization, int code, int listed)
    {
        using var connection = new SqliteConnection($"Data Source={folder["a.gpkg"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT, definition_12_063 TEXT);
            INSERT OR REPLACE INTO gpkg_spatial_ref_sys VALUES ('c', {code}, '{organization}', {code}, $wkt1, $wkt2);
            INSERT INTO gpkg_spatial_ref_sys SELECT 'other', 4490, 'EPSG', 4490, '{China1}', NULL WHERE {code} <> 4490;
            CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER);
            INSERT INTO gpkg_contents VALUES ('z', 'features', {listed});
            CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
            INSERT INTO gpkg_geometry_columns VALUES ('z', 'geom', 'POLYGON', {code});
            CREATE TABLE z (fid INTEGER PRIMARY KEY, geom POLYGON);
            """;
        command.Parameters.AddWithValue("$wkt1", wkt1);
        command.Parameters.AddWithValue("$wkt2", (object?)wkt2 ?? DBNull.Value);
        command.ExecuteNonQuery();
    }
}

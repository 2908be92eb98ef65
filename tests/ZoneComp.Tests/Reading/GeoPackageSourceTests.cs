using Microsoft.Data.Sqlite;

namespace ZoneComp.Tests.Reading;

public sealed class GeoPackageSourceTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DiagnosticLog log = new();

    private string Gpkg => folder["zones.gpkg"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Features_fields_and_CRS_are_read()
    {
        Make();

        using var source = FeatureSources.Open(new SourceRequest(Gpkg, "Zones"), log);

        Assert.Equal(("zones", "GeoPackage", GeometryKind.Polygon, "GEOGCS[...]", "gpkg_spatial_ref_sys", 3L),
            (
                source.Info.LayerName, source.Info.Format, source.Info.Kind, source.Info.CrsDefinition, source.Info.CrsOrigin,
                source.Info.FeatureCount));
        Assert.Equal(
            [
                new FieldInfo("代码", FieldType.Text, 6),
                new FieldInfo("area", FieldType.Real),
                new FieldInfo("old", FieldType.Boolean),
                new FieldInfo("day", FieldType.Date),
            ],
            source.Info.Fields);
        Assert.Equal(
            [
                "7: Polygon 1/4 0.5 | 02/29/2024 | True | 1.5 | 110105",
                "8: None 0/0 0 | null | null | null | null",
                "9: None 0/0 0 | null | False | 2 | 12",
            ],
            Features.Read(new SourceRequest(Gpkg, "zones"), log, "day", "old", "area", "代码"));
        Assert.Equal(
            "zones.gpkg|zones#9: error ZC120: the geometry cannot be read (the blob does not begin with GP); the feature has no "
                + "geometry. Repair it in the source layer",
            Assert.Single(log.Sorted()).ToString());
    }

    [Fact]
    public void Layers_are_listed_and_must_be_named_where_there_are_several()
    {
        Make();

        Assert.Equal(["zones", "lines", "people"], FeatureSources.Layers(Gpkg));
        Assert.EndsWith(
            "holds 2 layers; name one of them: zones, lines, people",
            Refusal(new SourceRequest(Gpkg)),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "there is no layer \"zone\"; it has: zones, lines, people",
            Refusal(new SourceRequest(Gpkg, "zone")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_geometry_is_read_too()
    {
        Make();

        Assert.Equal(["1: None 0/0 0 | 110105"], Features.Read(new SourceRequest(Gpkg, "people"), log, "code"));
    }

    [Fact]
    public void A_layer_that_states_no_kind_is_looked_into()
    {
        Make();
        using (var connection = new SqliteConnection($"Data Source={Gpkg};Pooling=False"))
        {
            connection.Open();
            Run(connection, "UPDATE gpkg_geometry_columns SET geometry_type_name = 'GEOMETRY'");
        }

        using var source = FeatureSources.Open(new SourceRequest(Gpkg, "zones"), log);

        Assert.Equal(GeometryKind.Polygon, source.Info.Kind);
        Assert.Empty(log.Sorted());
    }

    [Fact]
    public void What_is_no_GeoPackage_is_refused()
    {
        Assert.Contains(
            "cannot be read as a GeoPackage",
            Refusal(new SourceRequest(folder.Write("a.gpkg", "hello, this is no database"))),
            StringComparison.Ordinal);
        using (var connection = new SqliteConnection($"Data Source={folder["b.gpkg"]};Pooling=False"))
        {
            connection.Open();
            Run(connection, "CREATE TABLE t (a)");
        }

        Assert.Contains("without gpkg_contents", Refusal(new SourceRequest(folder["b.gpkg"])), StringComparison.Ordinal);
    }

    [SkippableTheory] // counts by GDAL 3.6.2 in the suite's cases.json, typed off
    [InlineData("ets-gpkg12/states10.gpkg", "statesQGIS", 51)]
    [InlineData("ets-gpkg12/simple_sewer_features.gpkg", "foul_sewer", 82)]
    [InlineData("ets-gpkg12/v12_bad_attributes.gpkg", "linestring2d", 2)]
    [InlineData("ets-gpkg12/gpkg-test-5208.gpkg", "geojson", 6)]
    [InlineData("ets-gpkg12/gdal_sample_view.gpkg", "polygon2d", 2)]
    [InlineData("ets-gpkg12/null_geometry.gpkg", "new_geopackage", 3)]
    [InlineData("gdal-autotest/poly_golden_gpkg_1_4.gpkg", "poly", 10)]
    [InlineData("gdal-autotest/poly.gpkg.zip", "poly.gpkg", 10)]
    [InlineData("gdal-autotest/3d_envelope.gpkg", "foo", 2)]
    [InlineData("gdal-autotest/no_envelope.gpkg", "foo", 2)]
    [InlineData("geotools/mosselzaad.gpkg", "mosselzaadinvanginstallaties.mosselzaadinvanginstallaties", 80)]
    [InlineData("geotools/cities_srs_84.gpkg", "nz-cities", 2)]
    [InlineData("mapshaper/Oregon.gpkg", "roads", 121)]
    [InlineData("mapshaper/missing_crs_mixed_ranges.gpkg", "OR_land_2269", 1)]
    [InlineData("mapshaper/world_land_robin.gpkg", "world_land_robin", 1)]
    [InlineData("qgis-layer-styles/qgis322_made.gpkg", null, 78)]
    public void GeoPackages_of_other_projects_have_as_many_features_as_GDAL_reads(string file, string? layer, int count)
    {
        string path = SharedMaterial.PathOrSkip("suites/gpkg/" + file);
        string? inZip = file.EndsWith(".zip", StringComparison.Ordinal) ? null : layer;

        var rows = Features.Read(new SourceRequest(path, inZip), log);

        Assert.Equal(count, rows.Count);
        Assert.DoesNotContain(log.Sorted(), finding => finding.Code == "ZC120");
    }

    [SkippableTheory]
    [InlineData("geopackage-java/import_db_corrupt.gpkg", "cannot be read as a GeoPackage")]
    [InlineData("ets-gpkg12/emp ty.gpkg", "holds no layer")]
    [InlineData("geotools/giantPoly.gpkg", "holds no layer")] // tiles only
    public void Broken_and_empty_ones_are_refused_by_name(string file, string expected)
    {
        string path = SharedMaterial.PathOrSkip("suites/gpkg/" + file);

        Assert.Contains(expected, Refusal(new SourceRequest(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_of_bytes_is_an_error_where_it_is_asked_for()
    {
        Make();

        Assert.Equal(["1: None 0/0 0 | null"], Features.Read(new SourceRequest(Gpkg, "people"), log, "photo"));
        Assert.Equal(
            "zones.gpkg|people: error ZC108: field photo is of a type that is not read: use another field, or export the layer with it "
                + "as text",
            Assert.Single(log.Sorted()).ToString());
    }

    [Fact] // SQLite keeps any kind of value in any column
    public void Bytes_in_a_column_of_text_and_numbers_without_end_are_told()
    {
        Make();
        using (var connection = new SqliteConnection($"Data Source={Gpkg};Pooling=False"))
        {
            connection.Open();
            Run(connection, "UPDATE zones SET \"代码\" = X'C0FF', area = 9e999, geom = X'47500103' || substr(geom, 5) WHERE fid = 7");
        }

        Assert.Equal("7: None 0/0 0 | null | null", Features.Read(new SourceRequest(Gpkg, "zones"), log, "代码", "area")[0]);
        Assert.Equal(
            ["ZC120 zones.gpkg|zones#7", "ZC120 zones.gpkg|zones#9", "ZC145 zones.gpkg|zones#7", "ZC145 zones.gpkg|zones#7"],
            log.Sorted().Select(finding => $"{finding.Code} {finding.Subject}").Order(StringComparer.Ordinal));
    }

    private string Refusal(SourceRequest request) => Assert.Throws<UserErrorException>(() => FeatureSources.Open(request, log)).Message;

    private void Make()
    {
        using var connection = new SqliteConnection($"Data Source={Gpkg};Pooling=False");
        connection.Open();
        // A triangle of half a unit, little-endian, behind a GeoPackage head with an XY envelope.
        string doubles(params double[] values) => string.Concat(values.Select(value => Convert.ToHexString(BitConverter.GetBytes(value))));
        string triangle = "47500003"
            + "8A110000"
            + doubles(0, 1, 0, 1)
            + "0103000000"
            + "01000000"
            + "04000000"
            + doubles(0, 0, 1, 0, 0, 1, 0, 0);
        Run(connection, $"""
            CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
            INSERT INTO gpkg_spatial_ref_sys VALUES ('CGCS2000', 4490, 'EPSG', 4490, 'GEOGCS[...]');
            CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);
            INSERT INTO gpkg_contents VALUES ('zones', 'features'), ('people', 'attributes'), ('lines', 'features'), ('raster', 'tiles');
            CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
            INSERT INTO gpkg_geometry_columns VALUES ('zones', 'geom', 'MULTIPOLYGON', 4490), ('lines', 'geom', 'LINESTRING', 0);
            CREATE TABLE zones (fid INTEGER PRIMARY KEY, geom MULTIPOLYGON, "代码" TEXT(6), area DOUBLE, old BOOLEAN, day DATE);
            INSERT INTO zones VALUES (7, X'{triangle}', '110105', 1.5, 1, '2024-02-29'), (8, NULL, NULL, NULL, NULL, NULL), (9, X'00', 12, 2, 0, '');
            CREATE TABLE lines (fid INTEGER PRIMARY KEY, geom LINESTRING);
            CREATE TABLE people (fid INTEGER PRIMARY KEY, code TEXT, photo BLOB);
            INSERT INTO people VALUES (1, '110105', X'00');
            """);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

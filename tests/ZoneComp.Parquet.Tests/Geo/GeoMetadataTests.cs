using ZoneComp.Parquet.Geo;

namespace ZoneComp.Parquet.Tests.Geo;

public sealed class GeoMetadataTests
{
    [Fact]
    public void What_is_written_reads_back()
    {
        var written = new GeoMetadata
        {
            PrimaryColumn = "geom",
            Columns = new Dictionary<string, GeoColumn>
            {
                ["geom"] = new()
                {
                    Encoding = "WKB",
                    GeometryTypes = ["Polygon"],
                    CrsOrigin = GeoCrsOrigin.Stated,
                    Crs = """{"name":"x"}""",
                    Orientation = "counterclockwise",
                    Bbox = [1, 2, 3.5, 4],
                    CoveringColumn = "box",
                },
            },
        };

        Assert.Equal(
            """{"version":"1.1.0","primary_column":"geom","columns":{"geom":{"encoding":"WKB","geometry_types":["Polygon"],"crs":{"name":"x"},"edges":"planar","orientation":"counterclockwise","bbox":[1,2,3.5,4],"covering":{"bbox":{"xmin":["box","xmin"],"ymin":["box","ymin"],"xmax":["box","xmax"],"ymax":["box","ymax"]}}}}}""",
            written.ToJson());
        GeoMetadata back = GeoMetadata.Of(WithGeo(written.ToJson()))!;
        GeoColumn column = back.Columns["geom"];
        Assert.Equal(
            ("1.1.0", "geom", "WKB", """{"name":"x"}""", "box"),
            (back.Version, back.PrimaryColumn, column.Encoding, column.Crs, column.CoveringColumn));
        Assert.Equal([1, 2, 3.5, 4], column.Bbox);
    }

    [Theory]
    [InlineData("{", "the geo metadata is not valid JSON: ")]
    [InlineData("[]", "the geo metadata has no object 'columns'")]
    [InlineData("""{"columns": {}}""", "the geo metadata has no string 'primary_column'")]
    [InlineData("""{"columns": {}, "primary_column": "geom"}""", "the geo metadata does not describe its primary column 'geom'")]
    [InlineData("""{"columns": {"shape": {"encoding": "WKB"}}, "primary_column": "geom"}""", "the geo metadata names the column 'shape', "
        + "which the file does not have")]
    [InlineData("""{"columns": {"geom": {}}, "primary_column": "geom"}""", "the geo metadata has no string 'encoding'")]
    public void Metadata_that_cannot_be_used_is_named(string json, string message)
    {
        var error = Assert.Throws<ParquetException>(() => GeoMetadata.Of(WithGeo(json)));

        Assert.StartsWith($"table.parquet: {message}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_geometry_has_none()
    {
        Assert.Null(GeoMetadata.Of(SampleTable.RoundTrip(ParquetColumn.Int32("a", [1]))));
    }

    [SkippableTheory]
    [InlineData("gdal/test_with_fid_and_geometry_bbox.parquet", "1.0.0 geometry WKB [Point] DefaultCrs84 covering geometry_bbox")]
    [InlineData("geoparquet/examples/example.parquet", "2.0-dev geometry WKB [Polygon,MultiPolygon] Stated covering ")]
    [InlineData("geoarrow-data/example-crs/files/example-crs_vermont-utm_geo.parquet", "1.0.0 geometry WKB [Polygon] Stated covering ")]
    [InlineData("parquet-testing-data/geospatial/crs-default.parquet", "Parquet GEOMETRY geometry WKB [] DefaultCrs84 covering ")]
    [InlineData("parquet-testing-data/geospatial/crs-srid.parquet", "Parquet GEOMETRY geometry WKB [] Stated covering ")]
    [InlineData("parquet-testing-data/geospatial/crs-projjson.parquet", "Parquet GEOMETRY geometry WKB [] Stated covering ")]
    public void Files_of_other_programs_say_what_their_geometries_are(string name, string expected)
    {
        using ParquetFile file = ParquetFile.Open(SharedMaterial.PathOrSkip($"suites/parquet/{name}"));

        GeoMetadata geo = GeoMetadata.Of(file)!;
        GeoColumn column = geo.Columns[geo.PrimaryColumn];

        Assert.Equal(
            expected,
            $"{geo.Version} {geo.PrimaryColumn} {column.Encoding} [{string.Join(',', column.GeometryTypes)}] {column.CrsOrigin} covering "
                + $"{column.CoveringColumn}");
        Assert.Equal(column.CrsOrigin == GeoCrsOrigin.Stated, column.Crs is { Length: > 0 });
        Assert.NotEmpty(file.Column(geo.PrimaryColumn).Bytes());
    }

    private static ParquetFile WithGeo(string json) => SampleTable.Open(SampleTable.Write(
        [ParquetColumn.Bytes("geom", new byte[]?[] { null })], new() { Metadata = new Dictionary<string, string> { ["geo"] = json } }));
}

using ZoneComp.Diagnostics;
using ZoneComp.Parquet;
using ZoneComp.Reading;
using ZoneComp.TestMaterial;

namespace ZoneComp.Tests.Reading;

public sealed class GeoParquetSourceTests : IDisposable
{
    // POLYGON ((0 0, 1 0, 0 1, 0 0)), little-endian.
    private const string Triangle =
        "01" + "03000000" + "01000000" + "04000000"
        + "0000000000000000" + "0000000000000000" + "000000000000F03F" + "0000000000000000"
        + "0000000000000000" + "000000000000F03F" + "0000000000000000" + "0000000000000000";

    private readonly TempFolder folder = new();
    private readonly DiagnosticLog log = new();

    private string File => folder["a.parquet"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(""" "crs": {"type": "GeographicCRS"}, """, """{"type": "GeographicCRS"}""", "GeoParquet crs")]
    [InlineData("", "OGC:CRS84", "GeoParquet crs")]
    [InlineData(""" "crs": null, """, null, null)]
    public void Features_fields_and_CRS_are_read(string crs, string? definition, string? origin)
    {
        Write($$"""{"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB", {{crs}} "geometry_types": ["Polygon", "MultiPolygon"]} } }""");

        using (var source = FeatureSources.Open(new SourceRequest(File), log))
        {
            Assert.Equal(("a", "GeoParquet", GeometryKind.Polygon, definition, origin, 3L),
                (source.Info.LayerName, source.Info.Format, source.Info.Kind, source.Info.CrsDefinition, source.Info.CrsOrigin, source.Info.FeatureCount));
            Assert.Equal([new FieldInfo("code", FieldType.Text), new FieldInfo("n", FieldType.Integer), new FieldInfo("area", FieldType.Real), new FieldInfo("day", FieldType.Date)], source.Info.Fields);
        }

        Assert.Equal(
            ["0: Polygon 1/4 0.5 | 110105 | 5 | 1.5 | 02/29/2024", "1: None 0/0 0 | null | null | null | null", "2: None 0/0 0 | x | 6 | 2 | null"],
            Features.Read(new SourceRequest(File), log, "code", "n", "area", "day"));
        Assert.Equal("ZC120", Assert.Single(log.Sorted()).Code);
    }

    [Theory]
    [InlineData("{", "the \"geo\" metadata cannot be used")]
    [InlineData("""{"primary_column": "geometry", "columns": {"geometry": {"encoding": "point"} } }""", "geometry column geometry with encoding point")]
    [InlineData("""{"primary_column": "shape", "columns": {"shape": {"encoding": "WKB"} } }""", "geometry column shape with encoding WKB")]
    public void Metadata_that_cannot_be_used_is_refused(string geo, string expected)
    {
        Write(geo);

        Assert.Contains(expected, Assert.Throws<UserErrorException>(() => FeatureSources.Open(new SourceRequest(File), log)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_Parquet_is_refused()
    {
        folder.Write("a.parquet", "hello");

        Assert.Contains("cannot be read as Parquet", Assert.Throws<UserErrorException>(() => FeatureSources.Open(new SourceRequest(File), log)).Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("gdal/test.parquet", 5)]
    [InlineData("geoparquet/examples/example.parquet", 5)]
    public void Files_of_other_writers_are_read(string file, int count)
    {
        string path = SharedMaterial.PathOrSkip("suites/parquet/" + file);

        Assert.Equal(count, Features.Read(new SourceRequest(path), log).Count);
        Assert.Empty(log.Sorted());
    }

    private void Write(string geo)
    {
        ParquetWriter.Write(
            File,
            [
                ParquetColumn.Text("code", ["110105", null, "x"]),
                ParquetColumn.Int32("n", [5, null, 6]),
                ParquetColumn.Double("area", [1.5, null, 2]),
                ParquetColumn.Date("day", [new DateOnly(2024, 2, 29), null, null]),
                ParquetColumn.Bytes("geometry", [Convert.FromHexString(Triangle), null, [1]]),
            ],
            new ParquetWriteOptions { Metadata = new Dictionary<string, string> { ["geo"] = geo } });
    }
}

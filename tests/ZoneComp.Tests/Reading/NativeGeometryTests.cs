namespace ZoneComp.Tests.Reading;

/// <summary>Columns of Parquet's own types GEOMETRY and GEOGRAPHY are layers.</summary>
public sealed class NativeGeometryTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DiagnosticLog log = new();

    public void Dispose() => folder.Dispose();

    [Fact] // written by DuckDB 1.5.6 without "geo": a square of 0.01 degrees at (100.01, 30.01)
    public void A_GEOMETRY_column_is_a_layer_in_CRS84()
    {
        string path = Path.Combine(SharedMaterial.RepositoryRoot, "tests", "ZoneComp.Parquet.Tests", "files", "duckdb-geometry.parquet");

        using var source = FeatureSources.Open(new SourceRequest(path), log);

        Assert.Equal(
            ("Parquet GEOMETRY", GeometryKind.Polygon, "OGC:CRS84"),
            (source.Info.Format, source.Info.Kind, source.Info.CrsDefinition));
        Assert.Equal(["0: Polygon 1/5 0.0001 | a"], Rounded(Features.Read(new SourceRequest(path), log, "k")));
        Assert.Empty(log.Sorted());
    }

    [SkippableTheory]
    [InlineData("crs-default", "OGC:CRS84", "")]
    [InlineData("crs-srid", "EPSG:5070", "")]
    [InlineData("crs-geography", "OGC:CRS84", "ZC126")]
    public void The_CRS_and_the_edges_stand_on_the_column(string name, string crs, string findings)
    {
        string path = SharedMaterial.PathOrSkip($"suites/parquet/parquet-testing-data/geospatial/{name}.parquet");

        using var source = FeatureSources.Open(new SourceRequest(path), log);

        Assert.Equal((GeometryKind.Polygon, crs), (source.Info.Kind, source.Info.CrsDefinition));
        Assert.Equal(findings, string.Join(", ", log.Sorted().Select(finding => finding.Code)));
    }

    private static IEnumerable<string> Rounded(IEnumerable<string> rows) =>
        rows.Select(row => System.Text.RegularExpressions.Regex.Replace(row, @"(0\.0001|9\.99+\d*E-05)\d*", "0.0001"));
}

using System.Diagnostics;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using ZoneComp.Parquet.Tests.Readers;
using Agreement = ZoneComp.Parquet.Tests.Readers.Agreement;

namespace ZoneComp.Tests.Outputs.ParquetTables;

public sealed class GeoParquetRegionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rings_are_turned_and_rows_without_polygon_are_null()
    {
        ParquetOutputs.Write(folder.FullPath, SmallRun.Results);
        using ParquetFile file = ParquetFile.Open(folder.File("coverage.geo.parquet"));

        byte[]?[] wkb = file.Column("geometry").Bytes();
        Assert.Equal(
            "POLYGON ((100 35, 101 35, 101 36, 100 36, 100 35), (100.25 35.25, 100.5 35.5, 100.75 35.25, 100.25 35.25))",
            new WKBReader().Read(wkb[0]).AsText());
        Assert.Equal(
            "MULTIPOLYGON (((102 36, 102.5 36, 102 36.5, 102 36)), ((103 36, 104 36, 103 37, 103 36)))",
            new WKBReader().Read(wkb[1]).AsText());
        Assert.Null(wkb[2]);
        Assert.Equal([100, 102, null], file.Column("bbox.xmin").Doubles());
        Assert.Equal([36, 37, null], file.Column("bbox.ymax").Doubles());
        Assert.Equal([100m, 3.0000005m, 0m], file.Column("area_m2").Decimals());
        Assert.Equal([60m, 40.01m, null], file.Column("fund_yuan").Decimals());
    }

    [Fact]
    public void The_geo_metadata_states_types_crs_orientation_and_bounds()
    {
        ParquetOutputs.Write(folder.FullPath, SmallRun.Results);
        using ParquetFile file = ParquetFile.Open(folder.File("coverage.geo.parquet"));

        GeoMetadata geo = GeoMetadata.Of(file)!;
        GeoColumn column = geo.Columns["geometry"];

        Assert.Equal(
            ("1.1.0", "geometry", "WKB", "counterclockwise", "planar", "bbox"),
            (geo.Version, geo.PrimaryColumn, column.Encoding, column.Orientation, column.Edges, column.CoveringColumn));
        Assert.Equal(["MultiPolygon", "Polygon"], column.GeometryTypes);
        Assert.Equal([100.0, 35.0, 104.0, 37.0], column.Bbox);
        Assert.Equal(GeoCrsOrigin.Stated, column.CrsOrigin);
        Assert.Equal(4490, (int)JsonNode.Parse(column.Crs!)!["id"]!["code"]!);
    }

    [Theory]
    [InlineData(170, 180, 170, 180)]
    [InlineData(175, 190, 175, -170)]
    [InlineData(-190, -170, 170, -170)]
    [InlineData(185, 190, -175, -170)]
    [InlineData(-10, 380, -180, 180)]
    public void Boxes_stay_within_180_degrees(double minX, double maxX, double west, double east)
    {
        var box = new Envelope(minX, maxX, 0, 1);

        Assert.Equal((west, east), GeoParquetRegions.Longitudes(box, MapCrs.Cgcs2000));
        Assert.Equal((minX, maxX), GeoParquetRegions.Longitudes(box, MapCrs.UnknownPlane));
    }

    [Fact]
    public void A_plane_of_unknown_place_has_the_CRS_null()
    {
        ParquetOutputs.Write(folder.FullPath, SmallRun.Results with { Crs = MapCrs.UnknownPlane });
        using ParquetFile file = ParquetFile.Open(folder.File("coverage.geo.parquet"));

        Assert.Equal(GeoCrsOrigin.Unknown, GeoMetadata.Of(file)!.Columns["geometry"].CrsOrigin);
        Assert.Contains("\"crs\":null", file.Metadata["geo"], StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_files_hold_to_the_JSON_schemas_and_to_what_hyparquet_decodes()
    {
        Directory.CreateDirectory(folder.File("plane"));
        Directory.CreateDirectory(folder.File("sample"));
        ParquetOutputs.Write(folder.FullPath, SmallRun.Results);
        ParquetOutputs.Write(folder.File("plane"), SmallRun.Results with { Crs = MapCrs.UnknownPlane });
        ParquetOutputs.Write(folder.File("sample"), SampleRun.Make());

        Assert.Equal("", NodeReaders.ValidateGeo(
            folder.File("coverage.geo.parquet"), folder.File("plane/coverage.geo.parquet"), folder.File("sample/coverage.geo.parquet")));
    }

    /// <summary>PROJ's own words for EPSG:4490, but for the texts on its use.</summary>
    [SkippableFact]
    public void The_CRS_is_what_projinfo_says()
    {
        JsonObject expected = JsonNode.Parse(ProjInfo())!.AsObject();
        foreach (string name in new[] { "scope", "area", "bbox" })
            expected.Remove(name);
        ParquetOutputs.Write(folder.FullPath, SmallRun.Results);
        using ParquetFile file = ParquetFile.Open(folder.File("coverage.geo.parquet"));

        JsonObject crs = JsonNode.Parse(GeoMetadata.Of(file)!.Columns["geometry"].Crs!)!.AsObject();

        // the schema's version grows with PROJ
        expected.Remove("$schema");
        crs.Remove("$schema");
        Assert.Equal(expected.ToJsonString(), crs.ToJsonString());
    }

    [SkippableFact]
    public void DuckDB_hyparquet_and_parquet_wasm_read_every_table_alike()
    {
        string[] files = [.. ParquetOutputs.Write(folder.FullPath, SmallRun.Results).Select(folder.File)];

        IReadOnlyList<ReaderAnswer> answers = NodeReaders.Read(files);

        Assert.Equal(files.Length * 3, answers.Count);
        Assert.All(answers, answer =>
        {
            Assert.Null(answer.Error);
            using ParquetFile ours = ParquetFile.Open(answer.File);
            Assert.Empty(Agreement.Differences(ours, answer));
        });
    }

    /// <summary>The three lines of an analyst, and the laws of the tables as SQL.</summary>
    [SkippableFact]
    public void DuckDB_joins_the_tables_by_code_and_their_sums_are_exact()
    {
        RunResults results = SampleRun.Make();
        ParquetOutputs.Write(folder.FullPath, results);
        string Table(string name) => $"'{folder.File(name)}'";

        Assert.Equal([["20", "123456789.01"]], NodeReaders.DuckDb(
            $"SELECT count(*), sum(amount_yuan) FROM {Table("factors.parquet")} JOIN {Table("allocation.parquet")} USING (year, "
                + $"region_code)"));
        Assert.Equal([["0"]], NodeReaders.DuckDb(
            $"""
            SELECT count(*) FROM (SELECT region_code, sum(area_m2) AS area_m2 FROM {Table("combinations.parquet")} GROUP BY region_code) AS parts
            JOIN {Table("coverage.parquet")} AS coverage USING (region_code) WHERE parts.area_m2 <> coverage.region_area_m2
            """));
        Assert.Equal([["0"]], NodeReaders.DuckDb(
            $"""
            SELECT count(*) FROM (SELECT region_code, sum(area_m2) AS area_m2 FROM {Table("combinations.parquet")} WHERE redline GROUP BY region_code) AS parts
            JOIN {Table("coverage.parquet")} AS coverage USING (region_code) WHERE coverage.class = 'redline' AND parts.area_m2 <> coverage.area_m2
            """));
    }

    private static string ProjInfo()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("projinfo", ["EPSG:4490", "-o", "PROJJSON", "-q"])
            {
                RedirectStandardOutput = true,
            })!;
            return process.StandardOutput.ReadToEnd();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new SkipException("projinfo is not installed (Debian: proj-bin)");
        }
    }
}

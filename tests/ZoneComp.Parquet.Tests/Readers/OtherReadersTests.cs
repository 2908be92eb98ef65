using System.Text.Json;

namespace ZoneComp.Parquet.Tests.Readers;

/// <summary>Files that we write, read by three programs that others wrote.</summary>
public sealed class OtherReadersTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("zonecomp-parquet").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableFact]
    public void DuckDB_hyparquet_and_parquet_wasm_read_our_files_alike()
    {
        NodeReaders.SkipIfMissing();
        string?[] few = [.. Enumerable.Range(0, 5000).Select(i => i % 13 == 0 ? null : $"类别{i / 7 % 300}")];
        ParquetColumn[] manyRows =
        [
            ParquetColumn.Int64("distinct", [.. Enumerable.Range(0, 5000).Select(i => i * 1_000_003L)]),
            ParquetColumn.Text("few", few),
            ParquetColumn.Boolean("flag", [.. Enumerable.Range(0, 5000).Select(i => i % 3 == 0 ? (bool?)null : i % 5 == 0)]),
            ParquetColumn.Decimal("d20", 20, 7, [.. Enumerable.Range(0, 5000).Select(i => i * 1234567890.1234567m)]),
            ParquetColumn.Int32("nulls", new int?[5000]),
        ];
        var files = new List<string>();
        foreach (ParquetCompression compression in Enum.GetValues<ParquetCompression>())
        {
            files.Add(
                Write($"every-type-{compression}.parquet", SampleTable.Columns, new() { Compression = compression, RowGroupRows = 2 }));
            files.Add(Write($"many-rows-{compression}.parquet", manyRows, new() { Compression = compression, RowGroupRows = 2048 }));
        }

        files.Add(
            Write("no-rows.parquet", [ParquetColumn.Text("code", []), ParquetColumn.Decimal("a", 28, 7, Array.Empty<decimal>())], new()));

        IReadOnlyList<ReaderAnswer> answers = NodeReaders.Read(files);

        Assert.Equal(files.Count * 3, answers.Count);
        Assert.All(answers, answer =>
        {
            Assert.Null(answer.Error);
            using ParquetFile ours = ParquetFile.Open(answer.File);
            Assert.Equal(ours.Columns.Select(leaf => leaf.Path[0]).Distinct(), answer.Columns);
            Assert.Empty(Agreement.Differences(ours, answer));
        });
    }

    [SkippableFact]
    public void Titles_and_units_are_found_in_the_metadata_by_every_reader()
    {
        string file = Write(
            "titles.parquet",
            [ParquetColumn.Double("area_m2", [1.0]).Described("面积", "m2")],
            new() { Metadata = new Dictionary<string, string> { ["run"] = "{}" } });

        Assert.All(NodeReaders.Read(file), answer =>
        {
            Assert.Equal("{}", answer.Metadata["run"]);
            Assert.Equal(
                "面积",
                JsonDocument.Parse(answer.Metadata["column_descriptions"]).RootElement
                    .GetProperty("area_m2")
                    .GetProperty("title")
                    .GetString());
        });
    }

    /// <summary>DuckDB skips row groups by their extremes: wrong ones would lose rows.</summary>
    [SkippableFact]
    public void DuckDB_shows_our_statistics_and_finds_rows_by_them()
    {
        string file = Write("statistics.parquet", SampleTable.Columns, new() { RowGroupRows = 1 });

        string?[] row = Assert.Single(NodeReaders.DuckDb(
            $"SELECT stats_min_value, stats_max_value, stats_null_count, total_compressed_size FROM parquet_metadata('{file}') WHERE "
                + $"path_in_schema = 'd18' AND row_group_id = 2"));
        Assert.Equal((string?[])["-99999999999.9999999", "-99999999999.9999999", "0"], row[..3]);
        Assert.Equal([["110102"]], NodeReaders.DuckDb($"SELECT region_code FROM '{file}' WHERE d18 IS NULL"));
        Assert.Equal([["010203"]], NodeReaders.DuckDb($"SELECT region_code FROM '{file}' WHERE d28 > 1e20"));
        Assert.Equal([["𠀀"]], NodeReaders.DuckDb($"SELECT region_code FROM '{file}' WHERE region_code > '\uFFFD'"));
        Assert.Equal([["110102"]], NodeReaders.DuckDb($"SELECT region_code FROM '{file}' WHERE f64 = 0"));
    }

    private string Write(string name, IReadOnlyList<ParquetColumn> columns, ParquetWriteOptions options)
    {
        string path = Path.Combine(folder, name);
        ParquetWriter.Write(path, columns, options);
        return path;
    }
}

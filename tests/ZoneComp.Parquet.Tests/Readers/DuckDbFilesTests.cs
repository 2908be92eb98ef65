namespace ZoneComp.Parquet.Tests.Readers;

/// <summary>Files that DuckDB writes, read by us and by it.</summary>
public sealed class DuckDbFilesTests : IDisposable
{
    private const string Table = """
        CREATE TABLE t AS SELECT
            i::TINYINT AS i8, (i * 100)::SMALLINT AS i16, (i * 1000003)::INTEGER AS i32, i::BIGINT * 9007199254740993 AS i64,
            (i + 100)::UTINYINT AS u8, (i + 40000)::USMALLINT AS u16, (i + 4000000000)::UINTEGER AS u32, 18446744073709551000 + i::UBIGINT AS u64,
            i / 7.0::FLOAT AS f32, i / 7.0::DOUBLE AS f64, CASE i % 4 WHEN 0 THEN 'nan'::DOUBLE WHEN 1 THEN '-inf'::DOUBLE ELSE -0.0 END AS odd,
            i % 3 = 0 AS flag, CASE WHEN i % 2 = 0 THEN i % 3 = 0 END AS flag_null,
            'code-' || lpad(i::VARCHAR, 6, '0') AS text_distinct, '类别' || (i % 5) AS text_few, CASE WHEN i % 2 = 0 THEN 'x' || i END AS text_null,
            ('\x00\xFF' || chr((65 + i % 26)::INTEGER))::BLOB AS bytes,
            DATE '1969-12-01' + i::INTEGER AS day, TIME '23:59:00' + INTERVAL (i) MICROSECOND AS clock,
            TIMESTAMP '1999-12-31 23:59:59.999999' + INTERVAL (i) SECOND AS ts,
            TIMESTAMPTZ '2025-02-28 08:00:00+08' - INTERVAL (i) DAY AS tstz,
            (TIMESTAMP '2001-01-01' + INTERVAL (i) SECOND)::TIMESTAMP_MS AS ts_ms, (TIMESTAMP '1950-01-01 00:00:00.000001' + INTERVAL (i) SECOND)::TIMESTAMP_NS AS ts_ns,
            (i * 1.25)::DECIMAL(4, 2) AS d4, (i - 50)::DECIMAL(9, 3) AS d9, i * 12345.678901::DECIMAL(18, 6) AS d18, (i - 7)::DECIMAL(38, 10) * 123456789 AS d38,
            md5(i::VARCHAR)::UUID AS id, NULL::INTEGER AS nothing,
            CASE WHEN i % 6 > 0 THEN {'xmin': i::DOUBLE, 'label': CASE WHEN i % 5 > 0 THEN 's' || i END} END AS box,
            [i, i + 1] AS numbers
        FROM range(0, 75) range(i)
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("zonecomp-duckdb").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableTheory]
    [InlineData("COMPRESSION snappy")]
    [InlineData("COMPRESSION uncompressed, PARQUET_VERSION v2")]
    [InlineData("COMPRESSION gzip, PARQUET_VERSION v2, ROW_GROUP_SIZE 2048")]
    [InlineData("COMPRESSION brotli")]
    [InlineData("COMPRESSION zstd")]
    [InlineData("COMPRESSION zstd, COMPRESSION_LEVEL 19, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 1")]
    [InlineData("COMPRESSION snappy, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 1")]
    public void What_DuckDB_writes_we_read_as_it_does(string options)
    {
        string file = Path.Combine(folder, "duck.parquet");
        NodeReaders.DuckDb(Table, $"COPY t TO '{file}' (FORMAT parquet, {options})");

        ReaderAnswer duckDb = NodeReaders.Read(file)[0];
        using ParquetFile ours = ParquetFile.Open(file);

        Assert.Null(duckDb.Error);
        Assert.Empty(Agreement.Differences(ours, duckDb));
        Assert.Equal(75, ours.RowCount);
        Assert.Equal(
            ["numbers.list.element: 'numbers.list' is repeated (a list or map), which this reader does not read"],
            ours.Columns.Where(leaf => leaf.NotRead is not null).Select(leaf => $"{leaf.Name}: {leaf.NotRead}"));
    }

    [SkippableFact]
    public void A_file_in_LZ4_is_read()
    {
        string file = Path.Combine(folder, "lz4.parquet");
        NodeReaders.DuckDb($"COPY (SELECT 'county ' || (i % 7) AS a FROM range(3000) range(i)) TO '{file}' (COMPRESSION lz4_raw)");

        using ParquetFile ours = ParquetFile.Open(file);

        Assert.Equal(Enumerable.Range(0, 3000).Select(i => $"county {i % 7}"), ours.Column("a").Texts());
    }

    /// <summary>Texts that repeat near and far, numbers that hardly do, at the fastest, the usual and the strongest level: every kind of
    /// ZSTD block and table occurs.</summary>
    [SkippableTheory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(19)]
    [InlineData(22)]
    public void ZSTD_of_every_level_is_read_as_DuckDB_does(int level)
    {
        string file = Path.Combine(folder, "zstd.parquet");
        NodeReaders.DuckDb(
            "SELECT setseed(0.25)",
            $"""
            COPY (SELECT hash(i) AS noise, 'county ' || (i * i % 9973) || ' of ' || repeat(chr((97 + i % 26)::INTEGER), (i % 50)::INTEGER) AS words, i // 100 AS steps, random() AS x, repeat('ab', 3000) AS far FROM range(3000) range(i))
            TO '{file}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL {level}, DICTIONARY_SIZE_LIMIT 1)
            """);

        using ParquetFile ours = ParquetFile.Open(file);
        string?[] sums = [
            ours.Column("noise")
                .UnscaledDecimals()
                .Aggregate((UInt128)0, (sum, value) => sum + (UInt128)value!.Value)
                .ToString(System.Globalization.CultureInfo.InvariantCulture),
            ours.Column("words").Texts().Sum(text => text!.Length).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ours.Column("steps").Int64s().Sum()!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ours.Column("far")
                .Texts()
                .Count(text => text == string.Concat(Enumerable.Repeat("ab", 3000)))
                .ToString(System.Globalization.CultureInfo.InvariantCulture),
        ];

        Assert.Equal(sums, NodeReaders.DuckDb($"SELECT sum(noise), sum(length(words)), sum(steps), count(*) FROM '{file}'")[0]);
        string[] words = [.. NodeReaders.DuckDb($"SELECT words FROM '{file}'").Select(row => row[0]!)];
        Assert.Equal(words, ours.Column("words").Texts());
    }
}

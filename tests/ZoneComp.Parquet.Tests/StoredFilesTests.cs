using System.Globalization;
using ZoneComp.Parquet.Tests.Readers;

namespace ZoneComp.Parquet.Tests;

/// <summary>Files of other programs, read where those programs are not installed.</summary>
public sealed class StoredFilesTests
{
    [Theory]
    [InlineData("duckdb-v1.parquet")]
    [InlineData("duckdb-v2.parquet")]
    [InlineData("duckdb-v2-gzip.parquet")]
    [InlineData("duckdb-zstd.parquet")]
    public void Files_of_DuckDB_have_the_values_that_DuckDB_reads(string name)
    {
        ReaderAnswer duckDb = NodeReaders.Parse(File.ReadAllText(StoredFiles.PathOf("duckdb.expected.json")));
        using ParquetFile file = ParquetFile.Open(StoredFiles.PathOf(name));

        Assert.Equal(75, file.RowCount);
        Assert.Equal(31, file.Columns.Count(leaf => leaf.NotRead is null));
        Assert.Empty(Agreement.Differences(file, duckDb));
    }

    /// <summary>parquet-testing says of these three: the numbers 1 to 24 as decimals with two places.</summary>
    [Theory]
    [InlineData("byte_array_decimal.parquet")]
    [InlineData("fixed_length_decimal.parquet")]
    [InlineData("int64_decimal.parquet")]
    public void Decimals_are_read_from_every_storage(string name)
    {
        using ParquetFile file = ParquetFile.Open(StoredFiles.PathOf(name));

        Assert.Equal(2, file.Column("value").Leaf.Type.Scale);
        Assert.Equal(Enumerable.Range(1, 24).Select(i => (decimal?)i), file.Column("value").Decimals());
    }

    /// <summary>Ids and timestamps as Impala's documentation of the table gives them: 1 March 2009 and on, a minute apart.</summary>
    [Fact]
    public void An_old_file_of_Impala_with_INT96_is_read()
    {
        using ParquetFile file = ParquetFile.Open(StoredFiles.PathOf("alltypes_plain.parquet"));

        Assert.Equal([4, 5, 6, 7, 2, 3, 0, 1], file.Column("id").Int32s());
        Assert.Equal(new DateTime(2009, 3, 1, 0, 1, 0), file.Column("timestamp_col").Timestamps()[1]);
        Assert.Equal(DateTimeKind.Unspecified, file.Column("timestamp_col").Timestamps()[1]!.Value.Kind);
        Assert.Equal("03/01/09"u8.ToArray(), file.Column("date_string_col").Bytes()[0]);
        Assert.Equal(1.1f, file.Column("float_col").Doubles()[1]);
    }

    [Fact]
    public void Half_precision_gzip_members_and_empty_pages_are_read()
    {
        using ParquetFile half = ParquetFile.Open(StoredFiles.PathOf("float16_zeros_and_nans.parquet"));
        Assert.Equal([null, 0.0, double.NaN], half.Column("x").Doubles());

        using ParquetFile members = ParquetFile.Open(StoredFiles.PathOf("concatenated_gzip_members.parquet"));
        Assert.Equal(Enumerable.Range(1, 513).Select(i => (long?)i), members.Columns[0].Type.Kind == ParquetKind.Int64
            ? members.Column(members.Columns[0].Name).Int64s()
            : [.. members.Column(members.Columns[0].Name).Decimals().Select(value => (long?)value)]);

        using ParquetFile empty = ParquetFile.Open(StoredFiles.PathOf("datapage_v2_empty_datapage.snappy.parquet"));
        Assert.Equal([null], empty.Column(empty.Columns[0].Name).Values());
    }

    [Theory]
    [InlineData("PARQUET-1481.parquet", "column 'Handle' has physical type -7, which is not known")]
    [InlineData("ARROW-GH-47662.parquet", "column 'flba_field', row group 0: page 0: plain values needs 400 bytes at byte 0, 364 are left")]
    [InlineData("rle-dict-uncompressed-corrupt-checksum.parquet", "column 'long_field', row group 0: page 0: the page's checksum is "
        + "wrong: its bytes have changed since they were written")]
    public void Damaged_files_are_refused_with_what_and_where(string name, string message)
    {
        string path = StoredFiles.PathOf(name);

        var error = Assert.Throws<ParquetException>(() =>
        {
            using ParquetFile file = ParquetFile.Open(path);
            StoredFiles.ReadWhole(file);
        });

        Assert.Equal($"{path}: {message}", error.Message);
    }

    [Theory]
    [InlineData("list_columns.parquet", "'int64_list.list' is repeated (a list or map), which this reader does not read")]
    [InlineData("ARROW-RS-GH-6229-LEVELS.parquet", "'outer.list' is repeated (a list or map), which this reader does not read")]
    public void Lists_are_named_and_not_read(string name, string reason)
    {
        using ParquetFile file = ParquetFile.Open(StoredFiles.PathOf(name));

        string column = file.Columns[0].Name;
        Assert.Equal(reason, file.Columns[0].NotRead);
        var error = Assert.Throws<ParquetException>(() => file.Column(column).Values());
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{file.Name}: column '{column}': {reason}"), error.Message);
    }
}

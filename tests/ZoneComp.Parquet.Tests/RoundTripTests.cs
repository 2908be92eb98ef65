using System.Globalization;

namespace ZoneComp.Parquet.Tests;

public sealed class RoundTripTests
{
    [Theory]
    [InlineData(ParquetCompression.Uncompressed, 122_880)]
    [InlineData(ParquetCompression.Snappy, 122_880)]
    [InlineData(ParquetCompression.Gzip, 2)]
    [InlineData(ParquetCompression.Brotli, 1)]
    [InlineData(ParquetCompression.Zstd, 3)]
    public void Every_type_comes_back_as_it_was(ParquetCompression compression, int rowGroupRows)
    {
        var options = new ParquetWriteOptions { Compression = compression, RowGroupRows = rowGroupRows };

        using ParquetFile file = SampleTable.Open(SampleTable.Write(SampleTable.Columns, options));

        Assert.Equal(SampleTable.Rows, file.RowCount);
        Assert.Equal((SampleTable.Rows + rowGroupRows - 1) / rowGroupRows, file.RowGroupCount);
        Assert.Equal((string?[])["110101", "110102", "010203", "110105", "𠀀"], file.Column("region_code").Texts());
        Assert.Equal((string?[])["东城区", "", null, "朝阳区", "O'Brien \"x\""], file.Column("region_name").Texts());
        Assert.Equal([0, -1, int.MinValue, int.MaxValue, 7], file.Column("i32").Int32s());
        Assert.Equal([null, -1, null, int.MaxValue, 7], file.Column("i32_null").Int32s());
        Assert.Equal([0, -1, long.MinValue, long.MaxValue, 7], file.Column("i64").Int64s());
        Assert.Equal([1, null, long.MinValue, null, null], file.Column("i64_null").Int64s());
        Assert.Equal([0.1, -0.0, double.Epsilon, double.MaxValue, 1e300], file.Column("f64").Doubles());
        Assert.True(double.IsNegative(file.Column("f64").Doubles()[1]!.Value));
        Assert.Equal([null, double.NaN, double.PositiveInfinity, double.NegativeInfinity, null], file.Column("f64_null").Doubles());
        Assert.Equal([true, false, true, true, false], file.Column("flag").Booleans());
        Assert.Equal([null, false, null, true, null], file.Column("flag_null").Booleans());
        Assert.Equal([[1, 2, 3], null, [], [255], [0, 0]], file.Column("wkb").Bytes());
        Assert.Equal(
            [
                new DateOnly(1970, 1, 1), new DateOnly(1969, 12, 31), new DateOnly(2025, 2, 28), new DateOnly(1600, 2, 29),
                new DateOnly(2400, 1, 1),
            ],
            file.Column("day").Dates());
        Assert.Equal([null, null, new DateOnly(2025, 2, 28), null, null], file.Column("day_null").Dates());
        Assert.Equal(
            [SampleTable.Utc(1970, 0), null, SampleTable.Utc(2025, 1_234_567), SampleTable.Utc(1600, 10), null],
            file.Column("instant").Timestamps());
        Assert.Equal([0.01m, -9999999.99m, 9999999.99m, 0m, 1.5m], file.Column("d9").Decimals());
        Assert.Equal([0.0000005m, null, -99999999999.9999999m, 12345678901.5m, 0m], file.Column("d18").Decimals());
        Assert.Equal(
            [0.0000005m, -1m, 999999999999999999999.9999999m, -999999999999999999999.9999999m, 0m],
            file.Column("d28").Decimals());
        Assert.Equal(
            [
                Int128.Parse("99999999999999999999999999999999999999", CultureInfo.InvariantCulture),
                Int128.Parse("-99999999999999999999999999999999999999", CultureInfo.InvariantCulture),
                null,
                1,
                -1,
            ],
            file.Column("d38").UnscaledDecimals());
        Assert.Equal([1, 2, null, null, null], file.Column("bbox.xmin").Doubles());
        Assert.Equal([1.5, 2.5, 3.5, null, 5.5], file.Column("bbox.ymax").Doubles());
    }

    [Fact]
    public void The_same_table_gives_the_same_bytes()
    {
        Assert.Equal(SampleTable.Write(SampleTable.Columns), SampleTable.Write(SampleTable.Columns));
    }

    [Fact]
    public void Types_nullability_titles_units_and_metadata_come_back()
    {
        var options = new ParquetWriteOptions { Metadata = new Dictionary<string, string> { ["run"] = "{\"年\": 2025}", ["a"] = "" } };

        using ParquetFile file = SampleTable.Open(SampleTable.Write(SampleTable.Columns, options));

        Assert.Equal("{\"年\": 2025}", file.Metadata["run"]);
        Assert.Equal("", file.Metadata["a"]);
        ParquetLeaf area = file.Column("d18").Leaf;
        Assert.Equal("面积", area.Title);
        Assert.Equal("m2", area.Unit);
        Assert.Equal(new ParquetType(ParquetKind.Decimal, 18, 7), area.Type);
        Assert.True(area.Nullable);
        Assert.False(file.Column("region_code").Leaf.Nullable);
        Assert.Null(file.Column("region_code").Leaf.Unit);
        Assert.True(file.Column("instant").Leaf.Type.IsUtc);
        Assert.Equal("ZoneComp.Parquet version 0.1.0", file.CreatedBy);
    }

    [Fact]
    public void A_table_without_rows_keeps_its_columns()
    {
        using ParquetFile file = SampleTable.RoundTrip(
            ParquetColumn.Text("code", []).Described("代码"),
            ParquetColumn.Decimal("area_m2", 28, 7, Array.Empty<decimal>()));

        Assert.Equal(0, file.RowCount);
        Assert.Equal(["code", "area_m2"], file.Columns.Select(leaf => leaf.Name));
        Assert.Empty(file.Column("area_m2").Decimals());
        Assert.Equal("代码", file.Column("code").Leaf.Title);
    }

    [Fact]
    public void Rows_can_be_written_and_read_piece_by_piece()
    {
        var stream = new MemoryStream();
        ParquetColumn Part(int from, int count) => ParquetColumn.Int32("n", Enumerable.Range(from, count).ToArray());
        var writer = new ParquetWriter(stream, [Part(0, 0).Field], new ParquetWriteOptions { RowGroupRows = 1000 });
        writer.WriteRows([Part(0, 2500)]);
        writer.WriteRows([Part(2500, 500)]);
        writer.Finish();

        using ParquetFile file = SampleTable.Open(stream.ToArray());

        Assert.Equal([1000, 1000, 500, 500], Enumerable.Range(0, file.RowGroupCount).Select(file.RowCountOf));
        Assert.Equal(Enumerable.Range(2500, 500).Cast<int?>(), file.Column("n").Int32s(rowGroup: 3));
        Assert.Equal(Enumerable.Range(0, 3000).Cast<int?>(), file.Column("n").Int32s());
    }

    /// <summary>300,000 rows of 8 bytes are 2.4 MB: three pages of a MiB; few distinct values take a dictionary, many do not.</summary>
    [Fact]
    public void Columns_of_several_pages_come_back()
    {
        long?[] distinct = [.. Enumerable.Range(0, 300_000).Select(i => i % 7 == 0 ? (long?)null : i * 1_000_003L)];
        string?[] few = [.. Enumerable.Range(0, 300_000).Select(i => i / 100 % 11 == 0 ? null : $"类别{i % 300}")];

        byte[] bytes = SampleTable.Write(
            [ParquetColumn.Int64("distinct", distinct), ParquetColumn.Text("few", few)],
            new() { RowGroupRows = 300_000 });
        using ParquetFile file = SampleTable.Open(bytes);

        Assert.Equal(distinct, file.Column("distinct").Int64s());
        Assert.Equal(few, file.Column("few").Texts());
    }

    [Fact]
    public void A_decimal_that_would_be_rounded_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => SampleTable.Write([ParquetColumn.Decimal("amount", 9, 2, [1.005m])]));

        Assert.Equal("Column 'amount': 1.005 does not fit DECIMAL(9, 2) without rounding.", error.Message);
        Assert.Throws<ArgumentException>(() => SampleTable.Write([ParquetColumn.Decimal("amount", 9, 2, [10000000m])]));
    }

    [Fact]
    public void A_null_in_a_required_column_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => SampleTable.Write([ParquetColumn.Text("code", ["1", null], nullable: false)]));

        Assert.Equal("Column 'code' is required, and row 1 has no value.", error.Message);
    }

    [Fact]
    public void Asking_for_the_wrong_kind_or_column_says_what_there_is()
    {
        using ParquetFile file = SampleTable.RoundTrip(ParquetColumn.Int64("n", [1L]), ParquetColumn.Text("code", ["1"]));

        Assert.Equal(
            "table.parquet: column 'n' is INT64, expected DECIMAL",
            Assert.Throws<ParquetException>(() => file.Column("n").Decimals()).Message);
        Assert.Equal(
            "table.parquet: no column 'm'; the columns are n, code",
            Assert.Throws<ParquetException>(() => file.Column("m")).Message);
    }

    [Fact]
    public void A_decimal_beyond_System_Decimal_is_read_unscaled_or_refused()
    {
        using ParquetFile file = SampleTable.RoundTrip(
            ParquetColumn.UnscaledDecimal("d", 38, 0, [Int128.Parse("79228162514264337593543950336", CultureInfo.InvariantCulture)]));

        Assert.Equal((Int128)decimal.MaxValue + 1, file.Column("d").UnscaledDecimals()[0]);
        Assert.Equal(
            "table.parquet: column 'd': decimal 79228162514264337593543950336e-0 has more digits than System.Decimal holds; read it "
                + "unscaled",
            Assert.Throws<ParquetException>(() => file.Column("d").Decimals()).Message);
    }
}

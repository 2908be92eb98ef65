namespace ZoneComp.Parquet.Tests;

public sealed class StatisticsTests
{
    /// <summary>Little-endian numbers, signed order; wide decimals big-endian: 10^20 = 056BC75E2D63100000, 9 bytes for 20 digits.</summary>
    [Fact]
    public void Numbers_are_ordered_by_value()
    {
        Check(ParquetColumn.Int32("c", [5, null, -2]), "FEFFFFFF", "05000000", 1);
        Check(ParquetColumn.Int64("c", [5L, -2]), "FEFFFFFFFFFFFFFF", "0500000000000000", 0);
        Check(ParquetColumn.Decimal("c", 9, 2, [0.05m, -0.02m]), "FEFFFFFF", "05000000", 0);
        Check(ParquetColumn.Decimal("c", 21, 0, [100000000000000000000m, -1m]), "FFFFFFFFFFFFFFFFFF", "056BC75E2D63100000", 0);
        Check(ParquetColumn.Date("c", [new DateOnly(1970, 1, 2), new DateOnly(1969, 12, 31)]), "FFFFFFFF", "01000000", 0);
        Check(ParquetColumn.Boolean("c", [true, true]), "01", "01", 0);
    }

    /// <summary>1.5 is 3FF8..., read backwards; NaN has no place in the order; a zero is stated as the smaller, or larger, of the
    /// two.</summary>
    [Fact]
    public void Doubles_leave_out_NaN_and_widen_zero()
    {
        Check(ParquetColumn.Double("c", [double.NaN, 1.5, 0.0]), "0000000000000080", "000000000000F83F", 0);
        Check(ParquetColumn.Double("c", [-1.5, -0.0]), "000000000000F8BF", "0000000000000000", 0);
        Check(ParquetColumn.Double("c", [double.NaN]), null, null, 0);
    }

    /// <summary>U+FFFD is EF BF BD, U+20000 is F0 A0 80 80: in UTF-8 the second is larger, in UTF-16 the first.</summary>
    [Fact]
    public void Texts_are_ordered_by_their_UTF8_bytes()
    {
        Check(ParquetColumn.Text("c", ["\uFFFD", "𠀀", null]), "EFBFBD", "F0A08080", 1);
        Check(ParquetColumn.Text("c", ["ab", "a", ""]), "", "6162", 0);
    }

    [Fact]
    public void Long_texts_bytes_and_columns_of_nulls_state_no_extremes()
    {
        Check(ParquetColumn.Text("c", [new string('x', 65)]), null, null, 0);
        Check(ParquetColumn.Bytes("c", new byte[]?[] { [1] }), null, null, 0);
        Check(ParquetColumn.Int32("c", new int?[] { null, null }), null, null, 2);
    }

    private static void Check(ParquetColumn column, string? min, string? max, long nulls)
    {
        using ParquetFile file = SampleTable.RoundTrip(column);
        ParquetStatistics statistics = file.Column("c").Statistics(0)!;

        Assert.Equal(min, statistics.Min is null ? null : Convert.ToHexString(statistics.Min));
        Assert.Equal(max, statistics.Max is null ? null : Convert.ToHexString(statistics.Max));
        Assert.Equal(nulls, statistics.NullCount);
    }
}

using ZoneComp.Parquet.Encodings;
using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Tests.Encodings;

public sealed class HybridTests
{
    /// <summary>The example of Encodings.md: 0 to 7 in 3 bits are 10001000 11000110 11111010, here behind the header of one packed
    /// group.</summary>
    [Fact]
    public void Numbers_0_to_7_pack_as_in_the_format_description()
    {
        Assert.Equal("0388C6FA", Write([0, 1, 2, 3, 4, 5, 6, 7], 3));
    }

    /// <summary>By hand: a run of 8 ones (header 8&lt;&lt;1 = 10, value 01), then one packed group (header 03) of 1,0,1,0 filled with
    /// zeros: 05.</summary>
    [Fact]
    public void A_run_and_a_packed_rest()
    {
        Assert.Equal("10010305", Write([1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1], 1)[..4] + Write([1, 0, 1, 0], 1));
        Assert.Equal("1001" + "030A", Write([1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1], 1));
    }

    /// <summary>By hand: 200 times 300 in 9 bits: header 400 as varint 90 03, value 2C 01. No value needs no bits: 200 zeros are header
    /// only.</summary>
    [Fact]
    public void Long_runs_are_a_count_and_a_value()
    {
        Assert.Equal("90032C01", Write([.. Enumerable.Repeat(300, 200)], 9));
        Assert.Equal("9003", Write(new int[200], 0));
    }

    [Fact]
    public void Whatever_is_written_reads_back()
    {
        var random = new Random(7);
        for (int round = 0; round < 500; round++)
        {
            int width = random.Next(0, 32);
            var values = new int[random.Next(1, 400)];
            for (int i = 0; i < values.Length; i++)
                values[i] = i > 0 && random.Next(10) > round % 10 ? values[i - 1] : (int)random.NextInt64(1L << width);

            byte[] bytes = Convert.FromHexString(Write(values, width));
            var back = new int[values.Length];
            var cursor = new ByteCursor(bytes);
            HybridReader.Read(ref cursor, width, back);

            Assert.Equal(values, back);
            Assert.Equal(0, cursor.Left);
        }
    }

    [Theory]
    [InlineData("00", 1, "a run of no values at byte 1")]
    [InlineData("1002", 1, "a run's value 2 has more than 1 bits, at byte 2")]
    [InlineData("03", 1, "packed values needs 1 bytes at byte 1, 0 are left")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF", 1, "run header is a number of more than 64 bits at byte 10")]
    public void Damage_is_named(string hex, int width, string message)
    {
        var error = Assert.Throws<ParquetException>(() =>
        {
            var cursor = new ByteCursor(Convert.FromHexString(hex));
            HybridReader.Read(ref cursor, width, new int[8]);
        });

        Assert.Equal(message, error.Message);
    }

    private static string Write(int[] values, int width)
    {
        var sink = new ByteSink();
        HybridWriter.Write(values, width, sink);
        return Convert.ToHexString(sink.Written);
    }
}

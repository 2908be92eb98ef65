using System.Text;
using ZoneComp.Parquet.Compression;
using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Tests.Compression;

public sealed class SnappyTests
{
    /// <summary>By hand: length 10, a literal of 2 (tag (2-1)&lt;&lt;2 = 04), a copy of 8 from 2 back: tag (8-4)&lt;&lt;2|1 = 11, offset
    /// 02.</summary>
    [Fact]
    public void Repeating_pairs_are_a_literal_and_a_copy()
    {
        Assert.Equal("0A04" + "6162" + "1102", Convert.ToHexString(Pack("ababababab"u8)));
    }

    /// <summary>By hand: length 3, a literal of 3 (tag 08).</summary>
    [Fact]
    public void Short_bytes_are_one_literal()
    {
        Assert.Equal("0308616263", Convert.ToHexString(Pack("abc"u8)));
        Assert.Equal("00", Convert.ToHexString(Pack([])));
    }

    /// <summary>By hand: length 6; literal "xyz"; copy with a two-byte offset (tag (3-1)&lt;&lt;2|2 = 0A) of 3 from 3 back.</summary>
    [Theory]
    [InlineData("060878797A0A0300", "xyzxyz")]
    [InlineData("060878797A0B03000000", "xyzxyz")]
    [InlineData("05F00478797A7879", "xyzxy")]
    [InlineData("05F4040078797A7879", "xyzxy")]
    public void Every_form_of_element_unpacks(string packed, string expected)
    {
        byte[] unpacked = SnappyDecoder.Decode(Convert.FromHexString(packed), expected.Length);

        Assert.Equal(expected, Encoding.ASCII.GetString(unpacked));
    }

    [Theory]
    [InlineData("060878797A0A0400", "Snappy copy reaches 4 bytes back where 3 have been unpacked")]
    [InlineData("060878797A0A0000", "Snappy copy reaches 0 bytes back where 3 have been unpacked")]
    [InlineData("060878797A160300", "Snappy element of 6 bytes at byte 3 overruns the page's 6 bytes")]
    [InlineData("060878797A", "Snappy block unpacks to 3 bytes instead of 6")]
    [InlineData("06087879", "Snappy literal needs 3 bytes at byte 2, 2 are left")]
    [InlineData("07", "Snappy block of 1 bytes claims to unpack to 7 bytes, the page header says 6")]
    public void Damage_is_named(string packed, string message)
    {
        var error = Assert.Throws<ParquetException>(() => SnappyDecoder.Decode(Convert.FromHexString(packed), 6));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Whatever_is_packed_unpacks_to_itself()
    {
        var random = new Random(20250228);
        for (int round = 0; round < 300; round++)
        {
            var bytes = new byte[random.Next(round < 290 ? 3000 : 300_000)];
            int letters = random.Next(1, 257), repeatFrom = 0;
            for (int i = 0; i < bytes.Length; i++)
            {
                bool repeats = i > 0 && random.Next(20) != 0 && round % 3 != 0;
                repeatFrom = repeats && repeatFrom > 0 ? repeatFrom : random.Next(0, i + 1);
                bytes[i] = repeats ? bytes[repeatFrom++ % Math.Max(1, i)] : (byte)random.Next(letters);
            }

            byte[] packed = Pack(bytes);

            Assert.Equal(bytes, SnappyDecoder.Decode(packed, bytes.Length));
            Assert.True(packed.Length <= 32 + bytes.Length + (bytes.Length / 6), "the format's own bound on growth");
        }
    }

    private static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        var sink = new ByteSink();
        SnappyEncoder.Encode(bytes, sink);
        return sink.Written.ToArray();
    }
}

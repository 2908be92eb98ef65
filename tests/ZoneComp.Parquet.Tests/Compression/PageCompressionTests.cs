using ZoneComp.Parquet.Compression;
using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Tests.Compression;

public sealed class PageCompressionTests
{
    /// <summary>
    /// By hand, from RFC 8878: magic; descriptor 20 (single segment, one byte of size); size; block header of 3 bytes: last 1, kind
    /// &lt;&lt; 1,
    /// length &lt;&lt; 3: raw 3 bytes = 19, repeated 5 times = 2B. The third begins with a frame to be skipped. The last has a sequence
    /// that copies: literals "ab"
    /// raw (header 2 &lt;&lt; 3 = 10), one sequence (01), all codes of one kind (modes 54): 2 literals (02), offset code 2 (02), match
    /// length code 5 = 8 bytes
    /// (05); bits from the end: the end mark, then 01 for the offset: 4 + 1 - 3 = 2.
    /// </summary>
    [Theory]
    [InlineData("28B52FFD" + "2003" + "190000" + "616263", "abc")]
    [InlineData("28B52FFD" + "2005" + "2B0000" + "61", "aaaaa")]
    [InlineData("502A4D18" + "02000000" + "FFFF" + "28B52FFD" + "2003" + "180000" + "616263" + "010000", "abc")]
    [InlineData("28B52FFD" + "2001" + "090000" + "61" + "28B52FFD" + "2001" + "090000" + "62", "ab")]
    [InlineData("28B52FFD" + "200A" + "4D0000" + "106162" + "01" + "54" + "020205" + "05", "ababababab")]
    public void ZSTD_frames_by_hand(string hex, string expected) =>
        Assert.Equal(expected, System.Text.Encoding.ASCII.GetString(Unpack(Codec.Zstd, hex, expected.Length)));

    /// <summary>By hand, from the LZ4 block format: token 23 = 2 literals and a match of 3 + 4 bytes, offset 2; token 50 = the last five
    /// literals alone.</summary>
    [Fact]
    public void An_LZ4_block_by_hand() =>
        Assert.Equal("ababababacdefg"u8.ToArray(), Unpack(Codec.Lz4Raw, "23" + "6162" + "0200" + "50" + "6364656667", 14));

    [Theory]
    [InlineData(6, "00000000")]
    [InlineData(6, "28B52FFD2003190000")]
    [InlineData(6, "28B52FFD2003190000616263")]
    [InlineData(6, "28B52FFD20052B000061")]
    [InlineData(6, "28B52FFD2101010000")]
    [InlineData(6, "28B52FFD2003070000")]
    [InlineData(6, "28B52FFD200A4D000010616201540202050D")]
    [InlineData(6, "28B52FFD200A150000030000")]
    [InlineData(7, "2361620200")]
    [InlineData(7, "236162FF00")]
    [InlineData(7, "F0")]
    public void Damage_is_named(int codec, string hex)
    {
        string name = codec == 6 ? "ZSTD" : "LZ4";

        var error = Assert.Throws<ParquetException>(() => Unpack((Codec)codec, hex, 4));

        Assert.StartsWith($"{name} page of {hex.Length / 2} bytes ", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Magic, descriptor 24 (single segment, checksum), size 3, raw block, and a checksum that is not that of "abc".</summary>
    [Fact]
    public void A_ZSTD_checksum_that_does_not_fit_is_damage() =>
        Assert.Throws<ParquetException>(() => Unpack(Codec.Zstd, "28B52FFD" + "2403" + "190000" + "616263" + "00000000", 3));

    [Fact]
    public void What_is_not_read_says_how_to_rewrite_it()
    {
        var error = Assert.Throws<ParquetException>(() => Unpack(Codec.Lzo, "00", 1));

        Assert.Equal(
            "compressed with LZO, which this reader does not support (it reads uncompressed, SNAPPY, GZIP, BROTLI, ZSTD and LZ4_RAW); "
            + "rewrite the file, for example in DuckDB: COPY (FROM 'in.parquet') TO 'out.parquet' (COMPRESSION snappy)",
            error.Message);
    }

    private static byte[] Unpack(Codec codec, string hex, int size) =>
        PageCompression.Unpack(codec, Convert.FromHexString(hex), size).ToArray();
}

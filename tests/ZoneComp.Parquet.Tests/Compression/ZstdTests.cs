using ZoneComp.Parquet.Compression.Zstandard;

namespace ZoneComp.Parquet.Tests.Compression;

public sealed class ZstdTests
{
    /// <summary>
    /// By hand, from RFC 8878: magic; descriptor 20 (single segment, one byte of size); size; block header of 3 bytes: last 1, kind &lt;&lt; 1,
    /// length &lt;&lt; 3: raw 3 bytes = 19, repeated 5 times = 2B.
    /// </summary>
    [Theory]
    [InlineData("28B52FFD" + "2003" + "190000" + "616263", "abc")]
    [InlineData("28B52FFD" + "2005" + "2B0000" + "61", "aaaaa")]
    [InlineData("502A4D18" + "02000000" + "FFFF" + "28B52FFD" + "2003" + "180000" + "616263" + "010000", "abc")]
    [InlineData("28B52FFD" + "2001" + "090000" + "61" + "28B52FFD" + "2001" + "090000" + "62", "ab")]
    public void Raw_and_repeated_blocks_and_several_frames(string hex, string expected)
    {
        Assert.Equal(expected, System.Text.Encoding.ASCII.GetString(ZstdDecoder.Decode(Convert.FromHexString(hex), expected.Length)));
    }

    /// <summary>
    /// A compressed block by hand: literals "ab" raw (header 2 &lt;&lt; 3 = 10), one sequence (01), all codes of one kind (modes 54): 2 literals (02),
    /// offset code 2 (02), match length code 5 = 8 bytes (05). Bits read from the end: 2 bits of the offset, 01: value 4 + 1 = 5, offset 5 - 3 = 2; before them
    /// the end mark: 101 = 05. The block has 9 bytes: 4D = 9 &lt;&lt; 3 | 2 &lt;&lt; 1 | 1.
    /// </summary>
    [Fact]
    public void A_sequence_copies_what_came_before()
    {
        byte[] frame = Convert.FromHexString("28B52FFD" + "200A" + "4D0000" + "106162" + "01" + "54" + "020205" + "05");

        Assert.Equal("ababababab"u8.ToArray(), ZstdDecoder.Decode(frame, 10));
    }

    [Theory]
    [InlineData("00000000", "ZSTD frame begins with 00000000 instead of FD2FB528")]
    [InlineData("28B52FFD2003190000", "ZSTD raw block needs 3 bytes at byte 9, 0 are left")]
    [InlineData("28B52FFD2003190000616263", "ZSTD page unpacks to 3 bytes, its header says 4")]
    [InlineData("28B52FFD20052B000061", "ZSTD page unpacks to more than the 4 bytes of its header")]
    [InlineData("28B52FFD2101010000", "ZSTD frame that needs a dictionary, which is not read here")]
    [InlineData("28B52FFD2003070000", "ZSTD block of the reserved kind")]
    [InlineData("28B52FFD200A4D000010616201540202050D", "ZSTD copy reaches 3 bytes back where 2 have been unpacked")]
    [InlineData("28B52FFD200A4D0000106162015402020500", "ZSTD bit stream without its end mark")]
    [InlineData("28B52FFD200A150000030000", "ZSTD section header needs 1 bytes at byte 2, 0 are left")]
    public void Damage_is_named(string hex, string message)
    {
        var error = Assert.Throws<ParquetException>(() => ZstdDecoder.Decode(Convert.FromHexString(hex), 4));

        Assert.Equal(message, error.Message);
    }
}

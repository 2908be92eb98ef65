using ZoneComp.Parquet.Compression;

namespace ZoneComp.Parquet.Tests.Compression;

public sealed class Crc32Tests
{
    /// <summary>The check value of CRC-32/ISO-HDLC in the CRC catalogue (reveng).</summary>
    [Fact]
    public void Digits_have_the_published_check_value()
    {
        Assert.Equal(unchecked((int)0xCBF43926), Crc32.Of("123456789"u8));
    }
}

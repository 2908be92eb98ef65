using ZoneComp.Parquet.Encodings;
using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Tests.Encodings;

public sealed class DeltaTests
{
    /// <summary>
    /// Example 1 of Encodings.md: 1, 2, 3, 4, 5. Header: block of 128 (80 01), 4 miniblocks, 5 values, first 1 (zigzag 02);
    /// block: smallest delta 1 (zigzag 02), widths 0 0 0 0.
    /// </summary>
    [Fact]
    public void Equal_steps_take_no_bits()
    {
        Assert.Equal([1, 2, 3, 4, 5], Read("80010405020200000000", 5));
    }

    /// <summary>
    /// Example 2 of Encodings.md: 7, 5, 3, 1, 2, 3, 4, 5: deltas -2 -2 -2 1 1 1 1, smallest -2 (zigzag 03), less it 0 0 0 3 3 3 3
    /// in 2 bits: C0 3F, filled up to 32 values (8 bytes).
    /// </summary>
    [Fact]
    public void Unequal_steps_are_packed()
    {
        Assert.Equal([7, 5, 3, 1, 2, 3, 4, 5], Read("800104080E0302000000" + "C03F000000000000", 8));
    }

    /// <summary>Example of Encodings.md: "Hello", "World", "Foobar", "ABCDEF" have lengths 5 5 6 6: deltas 0 1 0.</summary>
    [Fact]
    public void Byte_arrays_are_lengths_and_then_bytes()
    {
        byte[] bytes = [.. Convert.FromHexString("800104040A0001000000" + "0200000000"[..8]), .. "HelloWorldFoobarABCDEF"u8];
        var cursor = new ByteCursor(bytes);

        byte[][] values = DeltaReader.ReadByteArrays(ref cursor, 4);

        Assert.Equal(["Hello"u8.ToArray(), "World"u8.ToArray(), "Foobar"u8.ToArray(), "ABCDEF"u8.ToArray()], values);
    }

    /// <summary>Example of Encodings.md: axis, axle, babble, babyhood share 0 2 0 3 bytes with the one before; the rests have 4 2 6
    /// 5.</summary>
    [Fact]
    public void Byte_arrays_may_share_their_beginnings()
    {
        // prefixes 0 2 0 3: first 0, deltas 2 -2 3, smallest -2 (03), less it 4 0 5 in 3 bits: 100 | 000 | 101 -> 0x144 -> 44 01
        // rests 4 2 6 5: first 4 (08), deltas -2 4 -1, smallest -2 (03), less it 0 6 1 in 3 bits: 0x070 -> 70 00
        byte[] bytes =
        [
            .. Convert.FromHexString("80010404000303000000" + "440100000000000000000000"),
            .. Convert.FromHexString("80010404080303000000" + "700000000000000000000000"),
            .. "axislebabbleyhood"u8,
        ];
        var cursor = new ByteCursor(bytes);

        byte[][] values = DeltaReader.ReadPrefixedByteArrays(ref cursor, 4);

        Assert.Equal(["axis"u8.ToArray(), "axle"u8.ToArray(), "babble"u8.ToArray(), "babyhood"u8.ToArray()], values);
    }

    [Theory]
    [InlineData("00", 1, "number of miniblocks needs 1 bytes at byte 1, 0 are left")]
    [InlineData("800100050200", 5, "delta block of 128 values in 0 miniblocks is not allowed")]
    [InlineData("800104060202000000", 5, "delta encoding has 6 values where the page has 5")]
    [InlineData("800104050202410000000000", 5, "miniblock of 65 bits per value at byte 10")]
    [InlineData("800104050202080000000000", 5, "miniblock needs 32 bytes at byte 10, 2 are left")]
    public void Damage_is_named(string hex, int count, string message)
    {
        Assert.Equal(message, Assert.Throws<ParquetException>(() => Read(hex, count)).Message);
    }

    private static long[] Read(string hex, int count)
    {
        var values = new long[count];
        var cursor = new ByteCursor(Convert.FromHexString(hex));
        DeltaReader.ReadNumbers(ref cursor, values);
        return values;
    }
}

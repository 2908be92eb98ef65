namespace ZoneComp.Parquet.Encodings;

/// <summary>Takes apart values packed bit by bit, the lowest bit first.</summary>
internal static class BitUnpacking
{
    /// <param name="bitWidth">0 to 32; the bytes hold all values.</param>
    public static void Unpack(ReadOnlySpan<byte> bytes, int bitWidth, Span<int> values)
    {
        ulong mask = (1UL << bitWidth) - 1, bits = 0;
        int held = 0, at = 0;
        for (int i = 0; i < values.Length; i++)
        {
            for (; held < bitWidth; held += 8)
                bits |= (ulong)bytes[at++] << held;
            values[i] = unchecked((int)(uint)(bits & mask));
            bits >>= bitWidth;
            held -= bitWidth;
        }
    }

    /// <param name="bitWidth">0 to 64; the bytes hold all values.</param>
    public static void Unpack(ReadOnlySpan<byte> bytes, int bitWidth, Span<ulong> values)
    {
        UInt128 mask = (UInt128.One << bitWidth) - 1, bits = 0;
        int held = 0, at = 0;
        for (int i = 0; i < values.Length; i++)
        {
            for (; held < bitWidth; held += 8)
                bits |= (UInt128)bytes[at++] << held;
            values[i] = (ulong)(bits & mask);
            bits >>= bitWidth;
            held -= bitWidth;
        }
    }
}

using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Encodings;

/// <summary>Writes levels and dictionary indices: runs of one value, and packed groups of eight.</summary>
/// <remarks>Source: parquet-format Encodings.md, "Run Length Encoding / Bit-Packing Hybrid (RLE = 3)".</remarks>
internal static class HybridWriter
{
    /// <param name="bitWidth">Bits of a value, 0 to 32.</param>
    public static void Write(ReadOnlySpan<int> values, int bitWidth, ByteSink sink)
    {
        int at = 0, packFrom = 0;
        while (at < values.Length)
        {
            int run = RunLength(values[at..]);
            // Only a whole number of groups can be packed before a run, so the run gives the values that fill the last one.
            int missing = (8 - ((at - packFrom) & 7)) & 7;
            if (run - missing >= 8)
            {
                Pack(values[packFrom..(at + missing)], bitWidth, sink);
                WriteRun(values[at], run - missing, bitWidth, sink);
                packFrom = at + run;
            }

            at += run;
        }

        Pack(values[packFrom..], bitWidth, sink);
    }

    private static int RunLength(ReadOnlySpan<int> values)
    {
        int differs = values.IndexOfAnyExcept(values[0]);
        return differs < 0 ? values.Length : differs;
    }

    private static void WriteRun(int value, int count, int bitWidth, ByteSink sink)
    {
        sink.Varint((ulong)count << 1);
        for (int bit = 0; bit < bitWidth; bit += 8)
            sink.Byte(value >> bit);
    }

    private static void Pack(ReadOnlySpan<int> values, int bitWidth, ByteSink sink)
    {
        if (values.IsEmpty)
            return;
        int groups = (values.Length + 7) / 8;
        sink.Varint((ulong)groups << 1 | 1);
        ulong bits = 0;
        int held = 0;
        for (int i = 0; i < groups * 8; i++)
        {
            bits |= (i < values.Length ? (ulong)(uint)values[i] : 0) << held;
            for (held += bitWidth; held >= 8; held -= 8)
            {
                sink.Byte((int)(bits & 0xff));
                bits >>= 8;
            }
        }
    }
}

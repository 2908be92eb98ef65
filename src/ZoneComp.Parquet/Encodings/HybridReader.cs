using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Encodings;

/// <summary>Reads what <see cref="HybridWriter"/> describes: definition levels, dictionary indices, booleans.</summary>
internal static class HybridReader
{
    /// <summary>Fills <paramref name="values"/>; values beyond it (the filling of the last group) are passed over.</summary>
    public static void Read(ref ByteCursor cursor, int bitWidth, Span<int> values)
    {
        if (bitWidth is < 0 or > 32)
            throw new ParquetException($"bit width {bitWidth} is not between 0 and 32");
        int at = 0;
        while (at < values.Length)
        {
            ulong header = cursor.Varint("run header");
            ulong count = header >> 1;
            if (count == 0)
                throw new ParquetException($"a run of no values at byte {cursor.Position}");
            if ((header & 1) == 0 && count > (ulong)(values.Length - at)) // packed values are filled up to whatever length, runs are not
                throw new ParquetException($"a run of {count} where {values.Length - at} values are to come, at byte {cursor.Position}");
            at += (header & 1) == 0
                ? ReadRun(ref cursor, count, bitWidth, values[at..])
                : ReadPacked(ref cursor, count, bitWidth, values[at..]);
        }
    }

    private static int ReadRun(ref ByteCursor cursor, ulong count, int bitWidth, Span<int> values)
    {
        uint value = 0;
        ReadOnlySpan<byte> bytes = cursor.Take((bitWidth + 7) / 8, "run value");
        for (int i = 0; i < bytes.Length; i++)
            value |= (uint)bytes[i] << 8 * i;
        if (bitWidth < 32 && value >> bitWidth != 0)
            throw new ParquetException($"a run's value {value} has more than {bitWidth} bits, at byte {cursor.Position}");
        int filled = (int)Math.Min(count, (ulong)values.Length);
        values[..filled].Fill(unchecked((int)value));
        return filled;
    }

    private static int ReadPacked(ref ByteCursor cursor, ulong groups, int bitWidth, Span<int> values)
    {
        int filled = (int)Math.Min(groups > int.MaxValue / 8 ? int.MaxValue : groups * 8, (ulong)values.Length);
        // Some writers leave out the filling of the last group; what is needed must be there.
        long declared = bitWidth == 0 ? 0 : (long)Math.Min(groups, (ulong)cursor.Left) * bitWidth;
        long needed = (((long)filled * bitWidth) + 7) / 8;
        ReadOnlySpan<byte> bytes = cursor.Take(Math.Max(needed, Math.Min(declared, cursor.Left)), "packed values");
        BitUnpacking.Unpack(bytes, bitWidth, values[..filled]);
        return filled;
    }
}

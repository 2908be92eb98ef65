using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Encodings;

/// <summary>Reads whole numbers stored as differences (DELTA_BINARY_PACKED), and the byte arrays built on them.</summary>
/// <remarks>Source: parquet-format Encodings.md, "Delta Encoding (DELTA_BINARY_PACKED = 5)" and the two after it.</remarks>
internal static class DeltaReader
{
    // Prefixes shared between neighbours can make few bytes stand for very many.
    private const long MaxUnpackedBytes = 1L << 30;

    public static void ReadNumbers(ref ByteCursor cursor, Span<long> values)
    {
        ulong blockSize = cursor.Varint("delta block size");
        ulong miniblocks = cursor.Varint("number of miniblocks");
        ulong total = cursor.Varint("number of delta values");
        if (blockSize is 0 or > int.MaxValue
            || miniblocks == 0
            || miniblocks > blockSize
            || blockSize % miniblocks != 0
            || blockSize / miniblocks % 8 != 0)
            throw new ParquetException($"delta block of {blockSize} values in {miniblocks} miniblocks is not allowed");
        if (total != (ulong)values.Length)
            throw new ParquetException($"delta encoding has {total} values where the page has {values.Length}");
        long value = cursor.ZigZag("first delta value");
        if (values.IsEmpty)
            return;
        values[0] = value;
        int at = 1, perMiniblock = (int)(blockSize / miniblocks);
        while (at < values.Length)
            at = ReadBlock(ref cursor, values, at, (int)miniblocks, perMiniblock);
    }

    private static int ReadBlock(ref ByteCursor cursor, Span<long> values, int at, int miniblocks, int perMiniblock)
    {
        long smallest = cursor.ZigZag("smallest delta");
        ReadOnlySpan<byte> widths = cursor.Take(miniblocks, "widths of miniblocks");
        for (int i = 0; i < miniblocks && at < values.Length; i++)
        {
            int width = widths[i];
            if (width > 64)
                throw new ParquetException($"miniblock of {width} bits per value at byte {cursor.Position}");
            ReadOnlySpan<byte> packed = cursor.Take((long)perMiniblock * width / 8, "miniblock");
            int count = Math.Min(perMiniblock, values.Length - at);
            var deltas = new ulong[count];
            BitUnpacking.Unpack(packed, width, deltas);
            foreach (ulong delta in deltas)
            {
                values[at] = unchecked(values[at - 1] + smallest + (long)delta); // wraps, as the format says
                at++;
            }
        }

        return at;
    }

    /// <summary>DELTA_LENGTH_BYTE_ARRAY: all lengths, then all bytes.</summary>
    public static byte[][] ReadByteArrays(ref ByteCursor cursor, int count)
    {
        var lengths = new long[count];
        ReadNumbers(ref cursor, lengths);
        var values = new byte[count][];
        for (int i = 0; i < count; i++)
            values[i] = cursor.Take(lengths[i], "byte array").ToArray();
        return values;
    }

    /// <summary>DELTA_BYTE_ARRAY: lengths of the prefixes shared with the value before, then the rests.</summary>
    public static byte[][] ReadPrefixedByteArrays(ref ByteCursor cursor, int count)
    {
        var prefixes = new long[count];
        ReadNumbers(ref cursor, prefixes);
        byte[][] values = ReadByteArrays(ref cursor, count);
        byte[] before = [];
        long unpacked = 0;
        for (int i = 0; i < count; i++)
        {
            if (prefixes[i] < 0 || prefixes[i] > before.Length)
                throw new ParquetException($"value {i} shares {prefixes[i]} bytes with one of {before.Length} bytes");
            unpacked += prefixes[i];
            if (unpacked > MaxUnpackedBytes)
                throw new ParquetException($"byte arrays of one page unpack to more than {MaxUnpackedBytes} bytes");
            if (prefixes[i] > 0)
                values[i] = [.. before.AsSpan(0, (int)prefixes[i]), .. values[i]];
            before = values[i];
        }

        return values;
    }
}

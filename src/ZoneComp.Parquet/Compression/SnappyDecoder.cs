using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Compression;

/// <summary>Unpacks a raw Snappy block: a length, then literals and copies of what came before.</summary>
/// <remarks>Source: google/snappy format_description.txt.</remarks>
internal static class SnappyDecoder
{
    // A copy of three bytes gives at most 64: more than that per byte cannot be true.
    private const int MaxRatio = 64;

    public static byte[] Decode(ReadOnlySpan<byte> packed, int size)
    {
        var cursor = new ByteCursor(packed);
        ulong length = cursor.Varint("Snappy length");
        if (length != (ulong)size || length > (ulong)packed.Length * MaxRatio)
            throw new ParquetException(
                $"Snappy block of {packed.Length} bytes claims to unpack to {length} bytes, the page header says {size}");
        var unpacked = new byte[size];
        int at = 0;
        while (cursor.Left > 0)
        {
            byte tag = cursor.Byte("Snappy tag");
            at = (tag & 3) == 0
                ? CopyLiteral(ref cursor, tag, unpacked, at)
                : CopyBack(ref cursor, tag, unpacked, at);
        }

        return at == size ? unpacked : throw new ParquetException($"Snappy block unpacks to {at} bytes instead of {size}");
    }

    private static int CopyLiteral(ref ByteCursor cursor, byte tag, byte[] unpacked, int at)
    {
        long length = (tag >> 2) + 1;
        if (length > 60)
            length = ReadNumber(ref cursor, (int)length - 60) + 1;
        if (length > unpacked.Length - at)
            throw TooLong(length, at, unpacked.Length);
        cursor.Take(length, "Snappy literal").CopyTo(unpacked.AsSpan(at));
        return at + (int)length;
    }

    private static int CopyBack(ref ByteCursor cursor, byte tag, byte[] unpacked, int at)
    {
        int length = (tag & 3) == 1 ? (tag >> 2 & 7) + 4 : (tag >> 2) + 1;
        long offset = (tag & 3) switch
        {
            1 => (long)(tag >> 5) << 8 | cursor.Byte("Snappy offset"),
            2 => ReadNumber(ref cursor, 2),
            _ => ReadNumber(ref cursor, 4),
        };
        if (offset == 0 || offset > at)
            throw new ParquetException($"Snappy copy reaches {offset} bytes back where {at} have been unpacked");
        if (length > unpacked.Length - at)
            throw TooLong(length, at, unpacked.Length);
        int from = at - (int)offset;
        if (offset >= length)
        {
            unpacked.AsSpan(from, length).CopyTo(unpacked.AsSpan(at));
        }
        else
        {
            for (int i = 0; i < length; i++) // overlapping: repeats the last bytes
                unpacked[at + i] = unpacked[from + i];
        }

        return at + length;
    }

    private static long ReadNumber(ref ByteCursor cursor, int bytes)
    {
        ReadOnlySpan<byte> number = cursor.Take(bytes, "Snappy number");
        long value = 0;
        for (int i = 0; i < bytes; i++)
            value |= (long)number[i] << 8 * i;
        return value;
    }

    private static ParquetException TooLong(long length, int at, int size) =>
        new($"Snappy element of {length} bytes at byte {at} overruns the page's {size} bytes");
}

using System.Buffers.Binary;
using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Compression.Zstandard;

/// <summary>Unpacks Zstandard frames: .NET has no decoder of its own yet, and GeoParquet files are often packed so.</summary>
/// <remarks>Source: RFC 8878. Dictionaries are not supported, and the optional checksum of the content is not compared.</remarks>
internal static class ZstdDecoder
{
    private const uint Magic = 0xFD2FB528;
    private const uint SkippableMagic = 0x184D2A50;
    private const int MaxBlockSize = 1 << 17;

    public static byte[] Decode(ReadOnlySpan<byte> packed, int size)
    {
        var cursor = new ByteCursor(packed);
        var output = new ZstdOutput(size);
        while (cursor.Left > 0)
        {
            uint magic = (uint)Number(ref cursor, 4);
            if ((magic & 0xFFFFFFF0) == SkippableMagic)
                cursor.Take((long)Number(ref cursor, 4), "ZSTD skippable frame");
            else if (magic == Magic)
                ReadFrame(ref cursor, output);
            else
                throw new ParquetException($"ZSTD frame begins with {magic:X8} instead of {Magic:X8}");
        }

        return output.ToArray();
    }

    private static void ReadFrame(ref ByteCursor cursor, ZstdOutput output)
    {
        byte descriptor = cursor.Byte("ZSTD frame header");
        bool singleSegment = (descriptor & 0x20) != 0, hasChecksum = (descriptor & 0x04) != 0;
        if ((descriptor & 0x08) != 0)
            throw new ParquetException("ZSTD frame header with a reserved bit set");
        if (!singleSegment)
            cursor.Byte("ZSTD window"); // the page is in memory whole, so the window does not matter
        if (Number(ref cursor, (descriptor & 3) switch { 0 => 0, 1 => 1, 2 => 2, _ => 4 }) != 0)
            throw new ParquetException("ZSTD frame that needs a dictionary, which is not read here");
        cursor.Take((descriptor >> 6) switch { 0 => singleSegment ? 1 : 0, 1 => 2, 2 => 4, _ => 8 }, "ZSTD content size");
        output.FrameStart = output.Length;
        var block = new ZstdBlock(output);
        bool isLast;
        do
        {
            int header = (int)Number(ref cursor, 3);
            isLast = (header & 1) != 0;
            int length = header >> 3;
            if (length > MaxBlockSize)
                throw new ParquetException($"ZSTD block of {length} bytes, at most {MaxBlockSize} are allowed");
            switch (header >> 1 & 3)
            {
                case 0:
                    output.Append(cursor.Take(length, "ZSTD raw block"));
                    break;
                case 1:
                    output.Fill(cursor.Byte("ZSTD repeated byte"), length);
                    break;
                case 2:
                    block.Read(cursor.Take(length, "ZSTD block"));
                    break;
                default:
                    throw new ParquetException("ZSTD block of the reserved kind");
            }
        }
        while (!isLast);

        if (hasChecksum)
            cursor.Take(4, "ZSTD checksum");
    }

    private static ulong Number(ref ByteCursor cursor, int bytes)
    {
        Span<byte> number = stackalloc byte[8];
        number.Clear();
        cursor.Take(bytes, "ZSTD number").CopyTo(number);
        return BinaryPrimitives.ReadUInt64LittleEndian(number);
    }
}

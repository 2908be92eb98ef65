using System.Buffers.Binary;
using ZoneComp.Parquet.Format;

namespace ZoneComp.Parquet.Compression;

/// <summary>Packs bytes as a raw Snappy block; the same input always gives the same bytes.</summary>
/// <remarks>
/// Greedy: at each place the latest earlier place with the same four bytes (found by hash) is taken if it is
/// within 64 KiB. Source of the format: google/snappy format_description.txt.
/// </remarks>
internal static class SnappyEncoder
{
    private const int HashBits = 14;
    private const int MaxOffset = ushort.MaxValue;
    private const int MinMatch = 4;

    public static void Encode(ReadOnlySpan<byte> bytes, ByteSink packed)
    {
        packed.Varint((ulong)bytes.Length);
        var lastSeen = new int[1 << HashBits]; // place + 1 of the last four bytes with this hash
        int literalFrom = 0, at = 0, misses = 0;
        while (at + MinMatch <= bytes.Length)
        {
            uint four = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
            int hash = (int)(unchecked(four * 0x1E35A7BD) >> 32 - HashBits);
            int candidate = lastSeen[hash] - 1;
            lastSeen[hash] = at + 1;
            if (candidate < 0 || at - candidate > MaxOffset || BinaryPrimitives.ReadUInt32LittleEndian(bytes[candidate..]) != four)
            {
                at += 1 + (misses++ >> 5); // bytes that do not repeat are passed over faster and faster
                continue;
            }

            Literal(bytes[literalFrom..at], packed);
            int length = MinMatch + bytes[(candidate + MinMatch)..].CommonPrefixLength(bytes[(at + MinMatch)..]);
            Copy(at - candidate, length, packed);
            at += length;
            literalFrom = at;
            misses = 0;
        }

        Literal(bytes[literalFrom..], packed);
    }

    private static void Literal(ReadOnlySpan<byte> bytes, ByteSink packed)
    {
        if (bytes.IsEmpty)
            return;
        int last = bytes.Length - 1;
        if (last < 60)
        {
            packed.Byte(last << 2);
        }
        else
        {
            int width = last < 1 << 8 ? 1 : last < 1 << 16 ? 2 : last < 1 << 24 ? 3 : 4;
            packed.Byte(59 + width << 2);
            for (int i = 0; i < width; i++)
                packed.Byte(last >> 8 * i & 0xff);
        }

        packed.Bytes(bytes);
    }

    private static void Copy(int offset, int length, ByteSink packed)
    {
        while (length > 0)
        {
            // A rest of 1 to 3 bytes would be allowed too, but the shorter form needs at least 4.
            int part = length <= 64 ? length : length < 68 ? 60 : 64;
            if (part is >= 4 and <= 11 && offset < 2048)
            {
                packed.Byte(offset >> 8 << 5 | part - 4 << 2 | 1);
                packed.Byte(offset & 0xff);
            }
            else
            {
                packed.Byte(part - 1 << 2 | 2);
                packed.Byte(offset & 0xff);
                packed.Byte(offset >> 8);
            }

            length -= part;
        }
    }
}

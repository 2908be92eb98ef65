using System.Buffers.Binary;
using System.Numerics;

namespace ZoneComp.Parquet.Compression.Zstandard;

/// <summary>A bit stream that is read from its end: the highest set bit of the last byte marks where it begins.</summary>
/// <remarks>Source: RFC 8878, 4.1 and 4.2.2.</remarks>
internal ref struct BackwardBits
{
    private readonly ReadOnlySpan<byte> bytes;

    public BackwardBits(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[^1] == 0)
            throw new ParquetException("ZSTD bit stream without its end mark");
        this.bytes = bytes;
        Left = (8L * bytes.Length) - 8 + BitOperations.Log2(bytes[^1]);
    }

    /// <summary>Bits not yet read; below zero when more were read than there are.</summary>
    public long Left { get; private set; }

    /// <summary>The next bits, at most 32; bits beyond the end are zeros.</summary>
    public readonly uint Peek(int count)
    {
        long from = Left - count;
        if (from >= 0)
            return (uint)(Window(from) & (1UL << count) - 1);
        int real = (int)Math.Max(0, Left);
        return real == 0 ? 0 : (uint)((Window(0) & (1UL << real) - 1) << (count - real));
    }

    public void Skip(int count) => Left -= count;

    public uint Read(int count)
    {
        uint bits = Peek(count);
        Left -= count;
        return bits;
    }

    private readonly ulong Window(long fromBit)
    {
        int at = (int)(fromBit >> 3);
        if (bytes.Length - at >= 8)
            return BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]) >> (int)(fromBit & 7);
        ulong window = 0;
        for (int i = bytes.Length - 1; i >= at; i--)
            window = window << 8 | bytes[i];
        return window >> (int)(fromBit & 7);
    }
}

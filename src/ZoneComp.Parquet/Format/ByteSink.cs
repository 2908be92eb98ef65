using System.Buffers.Binary;
using System.Numerics;

namespace ZoneComp.Parquet.Format;

/// <summary>Bytes being written: grows as needed, little endian as Parquet wants it.</summary>
internal sealed class ByteSink
{
    private byte[] bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Byte(int value) => Grow(1)[0] = unchecked((byte)value);

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Grow(value.Length));

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Grow(4), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Grow(8), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Grow(8), value);

    /// <summary>Base-128 number, low groups first.</summary>
    public void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((int)(value & 0x7f) | 0x80);
            value >>= 7;
        }

        Byte((int)value);
    }

    /// <summary>Signed number as a varint, small magnitudes short.</summary>
    public void ZigZag(long value) => Varint(unchecked((ulong)(value << 1 ^ value >> 63)));

    /// <summary>Room for <paramref name="count"/> more bytes, to be filled by the caller.</summary>
    public Span<byte> Grow(int count)
    {
        if (bytes.Length - Length < count)
            Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, BitOperations.RoundUpToPowerOf2((uint)(Length + count))));
        Span<byte> room = bytes.AsSpan(Length, count);
        Length += count;
        return room;
    }
}

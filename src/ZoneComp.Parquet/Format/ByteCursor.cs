using System.Buffers.Binary;

namespace ZoneComp.Parquet.Format;

/// <summary>Walks over bytes of a file; what is not there is a <see cref="ParquetException"/>, never an overrun.</summary>
internal ref struct ByteCursor(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Position { get; private set; }

    public readonly int Left => bytes.Length - Position;

    /// <summary>What is left, without moving on.</summary>
    public readonly ReadOnlySpan<byte> Ahead => bytes[Position..];

    public byte Byte(string what) => Take(1, what)[0];

    public int Int32(string what) => BinaryPrimitives.ReadInt32LittleEndian(Take(4, what));

    public ReadOnlySpan<byte> Take(long count, string what)
    {
        if (count < 0 || count > Left)
            throw new ParquetException($"{what} needs {count} bytes at byte {Position}, {Left} are left");
        ReadOnlySpan<byte> taken = bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    public ReadOnlySpan<byte> Rest() => Take(Left, "rest");

    public ulong Varint(string what)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte(what);
            if (shift == 63 && next > 1)
                break;
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }

        throw new ParquetException($"{what} is a number of more than 64 bits at byte {Position}");
    }

    public long ZigZag(string what)
    {
        ulong raw = Varint(what);
        return unchecked((long)(raw >> 1) ^ -(long)(raw & 1));
    }
}

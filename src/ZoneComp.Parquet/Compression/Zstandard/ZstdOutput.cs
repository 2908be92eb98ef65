namespace ZoneComp.Parquet.Compression.Zstandard;

/// <summary>Unpacked bytes: memory grows with what really comes out, up to the size that was announced.</summary>
internal sealed class ZstdOutput(int size)
{
    private const int FirstRoom = 1 << 16;

    private byte[] bytes = new byte[Math.Min(size, FirstRoom)];

    public int Length { get; private set; }

    /// <summary>Where the current frame began: copies reach no further back.</summary>
    public int FrameStart { get; set; }

    public void Append(ReadOnlySpan<byte> literals) => literals.CopyTo(Room(literals.Length));

    public void Fill(byte value, int count) => Room(count).Fill(value);

    public void CopyBack(long offset, int length)
    {
        if (offset <= 0 || offset > Length - FrameStart)
            throw new ParquetException($"ZSTD copy reaches {offset} bytes back where {Length - FrameStart} have been unpacked");
        int from = Length - (int)offset;
        Span<byte> into = Room(length);
        if (offset >= length)
        {
            bytes.AsSpan(from, length).CopyTo(into);
        }
        else
        {
            for (int i = 0; i < length; i++) // overlapping: repeats the last bytes
                into[i] = bytes[from + i];
        }
    }

    public byte[] ToArray() => Length == size && bytes.Length == size
        ? bytes
        : throw new ParquetException($"ZSTD page unpacks to {Length} bytes, its header says {size}");

    private Span<byte> Room(int count)
    {
        if (count > size - Length)
            throw new ParquetException($"ZSTD page unpacks to more than the {size} bytes of its header");
        if (count > bytes.Length - Length)
            Array.Resize(ref bytes, (int)Math.Min(size, Math.Max(2L * bytes.Length, Length + (long)count)));
        Span<byte> room = bytes.AsSpan(Length, count);
        Length += count;
        return room;
    }
}

namespace ZoneComp.Parquet.Writing;

/// <summary>The stream written to, and how far it has got: streams that cannot seek do not tell.</summary>
internal sealed class PageTarget(Stream stream)
{
    public long Position { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        Position += bytes.Length;
    }

    public void Flush() => stream.Flush();
}

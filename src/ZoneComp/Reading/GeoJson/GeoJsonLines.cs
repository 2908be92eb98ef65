using System.Text;

namespace ZoneComp.Reading.GeoJson;

/// <summary>A GeoJSON text sequence (RFC 8142), or one feature a line.</summary>
internal sealed class GeoJsonLines : IGeoJsonFeatures
{
    private const byte RecordSeparator = 0x1E;

    private readonly Stream stream;
    private readonly byte separator;
    private byte[] buffer = new byte[1 << 18];
    private int start;
    private int end;
    private bool final;

    /// <param name="encoding">null for UTF-8.</param>
    public GeoJsonLines(string path, Encoding? encoding = null)
    {
        stream = JsonText.Open(path, encoding);
        Fill();
        if (buffer.AsSpan(0, end).StartsWith("\uFEFF"u8))
            start = 3;
        // With record separators a feature may run over several lines.
        separator = start < end && buffer[start] == RecordSeparator ? RecordSeparator : (byte)'\n';
    }

    public bool Next(out ReadOnlySpan<byte> feature)
    {
        int scanned = 0;
        while (true)
        {
            int length = buffer.AsSpan(start + scanned, end - start - scanned).IndexOf(separator);
            if (length < 0 && !final)
            {
                scanned = end - start;
                Fill();
                continue;
            }

            int whole = length < 0 ? end - start : scanned + length;
            feature = buffer.AsSpan(start, whole).Trim(" \r\n\t\u001E"u8);
            start = Math.Min(end, start + whole + 1);
            scanned = 0;
            if (!feature.IsEmpty)
                return true;
            if (length < 0)
                return false;
        }
    }

    public void Dispose() => stream.Dispose();

    private void Fill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        if (end == buffer.Length)
            Array.Resize(ref buffer, checked(buffer.Length * 2));
        int read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        final = read == 0;
    }
}

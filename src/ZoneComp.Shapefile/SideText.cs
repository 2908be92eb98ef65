using System.Text;

namespace ZoneComp.Shapefile;

/// <summary>Reads .prj and .cpg, small texts of unsaid encoding.</summary>
internal static class SideText
{
    private const int Longest = 1 << 20;

    /// <summary>UTF-16 where a mark or the zeros of its ASCII say so, UTF-8 where it is that, else GB18030; at most 1 MB.</summary>
    public static string Read(string path)
    {
        using var file = MappedFile.Open(path);
        ReadOnlySpan<byte> bytes = file.Slice(0, (int)Math.Min(file.Length, Longest));
        if (bytes is [0xFF, 0xFE, ..] or [not 0, 0, not 0, 0, ..])
            return Encoding.Unicode.GetString(bytes);
        if (bytes is [0xFE, 0xFF, ..] or [0, not 0, 0, not 0, ..])
            return Encoding.BigEndianUnicode.GetString(bytes);
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : CodePages.Gbk.GetString(bytes);
    }
}

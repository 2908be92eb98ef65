namespace ZoneComp.Features;

/// <summary>What a Mac keeps beside a file on a disk that is not its own: "._x.shp" with the icon of x.shp, no layer (RFC 1740).</summary>
internal static class AppleDouble
{
    private static ReadOnlySpan<byte> Magic => [0x00, 0x05, 0x16, 0x07];

    public static bool IsNamed(string path) => Path.GetFileName(path).StartsWith("._", StringComparison.Ordinal);

    public static bool Is(string path)
    {
        if (!IsNamed(path))
            return false;
        try
        {
            using FileStream file = File.OpenRead(path);
            return Begins(file);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return false; // reading it will tell
        }
    }

    public static bool Begins(Stream content)
    {
        Span<byte> head = stackalloc byte[4];
        return content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual(Magic);
    }
}

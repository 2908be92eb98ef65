namespace ZoneComp.Shapefile;

/// <summary>The unfinished character at the end of UTF-8 text that was cut to a width.</summary>
internal static class Utf8Tail
{
    /// <summary>Bytes of a last character that lacks its end; 0 when the text ends with a whole one.</summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        for (int back = 1; back <= 3 && back <= text.Length; back++)
        {
            byte b = text[^back];
            if ((b & 0xC0) == 0x80)
                continue;
            int whole = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            return whole > back ? back : 0;
        }

        return 0;
    }
}

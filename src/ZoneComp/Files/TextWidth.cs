namespace ZoneComp.Files;

/// <summary>How wide a text stands in a font where a Chinese character is a square: for column widths and labels.</summary>
internal static class TextWidth
{
    /// <summary>In half-width characters: 2 for Chinese, full-width signs and everything else that East Asian fonts draw square; 1 for the
    /// rest.</summary>
    public static int Of(string text)
    {
        int width = 0;
        foreach (System.Text.Rune rune in text.EnumerateRunes())
            width += IsWide(rune.Value) ? 2 : 1;
        return width;
    }

    /// <summary>How many lines a cell of so many half-width characters shows the text in: its own line breaks, and those where it is
    /// full.</summary>
    public static int WrappedLines(string text, int halfWidths)
    {
        if (text.Length * 2 <= halfWidths && !text.Contains('\n'))
            return 1;
        return text.Split('\n').Sum(line => Math.Max(1, (Of(line) + halfWidths - 1) / halfWidths));
    }

    /// <summary>The text in lines of at most so many half-width characters, broken after a blank or a sign of punctuation where there is
    /// one.</summary>
    public static IReadOnlyList<string> Lines(string text, int halfWidths)
    {
        List<string> lines = [];
        int start = 0, lastBreak = 0, width = 0;
        for (int index = 0; index < text.Length; index++)
        {
            width += IsWide(text[index]) ? 2 : 1;
            if (width > halfWidths && index > start)
            {
                int end = lastBreak > start ? lastBreak : index;
                lines.Add(text[start..end].TrimEnd());
                (start, width) = (end, Of(text[end..(index + 1)]));
            }

            // A number is not parted at its thousands.
            if (text[index] is ' ' or '，' or '、' or '。' or '；' || (text[index] == ',' && !(index + 1 < text.Length
                && char.IsAsciiDigit(text[index + 1]))))
                lastBreak = index + 1;
        }

        lines.Add(text[start..].TrimEnd());
        return lines;
    }

    /// <summary>The blocks of Unicode's East Asian Width W and F that occur in names: CJK, kana, hangul, full-width forms.</summary>
    private static bool IsWide(int code) =>
        code is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x20000 and <= 0x3FFFD);
}

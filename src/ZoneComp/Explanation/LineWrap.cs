namespace ZoneComp.Explanation;

/// <summary>Lines broken where a terminal is full, what is broken off set in under its line.</summary>
public static class LineWrap
{
    /// <param name="width">In half-width characters.</param>
    public static string At(string text, int width) => string.Join('\n', text.Split('\n').Select(line => Line(line, width)));

    private static string Line(string line, int width)
    {
        if (TextWidth.Of(line) <= width)
            return line;
        string words = line.TrimStart(), indent = line[..^words.Length], below = indent + "    ";
        int room = Math.Max(20, width - below.Length);
        return indent + string.Join('\n' + below, TextWidth.Lines(words, room));
    }
}

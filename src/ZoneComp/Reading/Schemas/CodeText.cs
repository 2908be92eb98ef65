namespace ZoneComp.Reading.Schemas;

/// <summary>Brings codes to one form: what office programs and versions of a schema add to them is taken off.</summary>
public static class CodeText
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n', '\u3000', '\u00A0'];

    private static readonly char[] Unseen = ['\uFEFF', '\u200B', '\u200C', '\u200D', '\u2060', '\u200E', '\u200F'];

    /// <summary>
    /// Without blanks around it and signs that nobody sees, full-width digits and letters as plain ones, a number's empty decimals
    /// ("110105.0") dropped, and
    /// out of what keeps a spreadsheet from taking a code for a number: ="110105", '110105.
    /// </summary>
    public static string Plain(string code)
    {
        string text = HalfWidth(string.Concat(code.Where(sign => !Unseen.Contains(sign)))).Trim(Blanks);
        if (text.Length > 3 && text.StartsWith("=\"", StringComparison.Ordinal) && text.EndsWith('"'))
            text = text[2..^1].Trim(Blanks);
        text = text.Length > 1 && text[0] == '\'' && text.IndexOf('\'', 1) < 0 ? text[1..] : text;
        int point = text.IndexOf('.', StringComparison.Ordinal);
        bool isNumber = point > 0 && text[..point].All(char.IsAsciiDigit) && text[(point + 1)..].All(c => c == '0');
        return isNumber ? text[..point] : text;
    }

    /// <summary>The same, and the padding of its field taken off: "01", "1 " and, where zeros trail, "10" become "1".</summary>
    public static string Plain(string code, CodePadding padding)
    {
        string text = Plain(code);
        if (padding == CodePadding.None || text.Length < 2 || !text.All(char.IsAsciiDigit))
            return text;
        string bare = text.TrimStart('0');
        if (padding == CodePadding.LeadingOrTrailing)
            bare = bare.TrimEnd('0');
        return bare.Length == 0 ? "0" : bare;
    }

    // By hand: with invariant globalization the runtime does not normalise.
    private static string HalfWidth(string text) =>
        string.Concat(text.Select(c => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c));
}

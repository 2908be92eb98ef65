using System.Globalization;
using System.Text;
using Spectre.Console;

namespace ZoneComp.Cli;

/// <summary>Text of files and policies as a screen may show it: a name in a map must not move the cursor, recolour lines, forge a line of
/// findings or turn the reading direction.</summary>
internal static class ScreenText
{
    /// <summary>On one line: every control character stands as its number.</summary>
    public static string OneLine(string text) => Plain(text, keepLines: false);

    /// <summary>Where the program itself writes several lines.</summary>
    public static string Lines(string text) => Plain(text, keepLines: true);

    /// <summary>For a cell of a table.</summary>
    public static string Cell(string text) => Markup.Escape(OneLine(text));

    private static string Plain(string text, bool keepLines)
    {
        if (!text.Any(each => IsControl(each) && !(keepLines && each is ('\n' or '\r'))))
            return text;
        var plain = new StringBuilder();
        foreach (char each in text)
        {
            if (IsControl(each) && !(keepLines && each is ('\n' or '\r')))
                plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)each:X4}");
            else
                plain.Append(each);
        }

        return plain.ToString();
    }

    /// <summary>C0, C1 and DEL; line and paragraph separators; marks that turn the reading direction.</summary>
    private static bool IsControl(char each) =>
        char.IsControl(each) || each is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}

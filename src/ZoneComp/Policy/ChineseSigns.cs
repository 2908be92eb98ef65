using System.Text.RegularExpressions;

namespace ZoneComp.Policy;

/// <summary>What Chinese keyboards type where a policy expects ASCII: full-width signs, units by their Chinese names, and tabs; each named
/// at its own place.</summary>
internal static partial class ChineseSigns
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["元"] = "yuan",
        ["万元"] = "wan_yuan",
        ["亿元"] = "yi_yuan",
        ["平方米"] = "m2",
        ["平米"] = "m2",
        ["公顷"] = "ha",
        ["亩"] = "mu",
        ["万亩"] = "wan_mu",
        ["平方公里"] = "km2",
        ["平方千米"] = "km2",
        ["米"] = "m",
        ["公里"] = "km",
        ["千米"] = "km",
        ["立方米"] = "m3",
        ["万立方米"] = "wan_m3",
        ["万方"] = "wan_m3",
        ["亿立方米"] = "yi_m3",
        ["亿方"] = "yi_m3",
        ["吨"] = "t",
        ["万吨"] = "wan_t",
        ["千克"] = "kg",
        ["公斤"] = "kg",
        ["千瓦时"] = "kWh",
        ["度"] = "kWh",
        ["兆瓦时"] = "MWh",
        ["万千瓦时"] = "wan_kWh",
        ["万度"] = "wan_kWh",
        ["人"] = "person",
        ["万人"] = "wan_person",
    };

    /// <summary>Each unit with the Chinese word that it is written with.</summary>
    public static IEnumerable<(string English, string Chinese)> UnitWords =>
        Units.Select(word => (word.Value, word.Key)).DistinctBy(word => word.Value);

    /// <summary>The unit that a Chinese word means; null for other words.</summary>
    public static string? UnitOf(string word) => Units.GetValueOrDefault(word);

    /// <summary>"500 m" as number and unit; no blank is needed between them: 500米.</summary>
    public static string[] NumberAndUnit(string written)
    {
        int letter = written.ToList().FindIndex(char.IsLetter);
        return (letter > 0 ? written.Insert(letter, " ") : written).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The unit that a heading states in brackets at its end: "上年补助（万元）", "area (ha)"; null for none.</summary>
    public static string? UnitOfHeading(string heading) =>
        HeadingUnit().Match(heading) is { Success: true } match
            ? UnitOf(match.Groups["unit"].Value) ?? Unit.Find(match.Groups["unit"].Value)?.Name
            : null;

    /// <summary>The ASCII sign that a full-width one stands for; null for others.</summary>
    public static char? HalfWidth(char sign) => sign is >= '\uFF01' and <= '\uFF5E' ? (char)(sign - 0xFEE0) : null;

    /// <summary>With ASCII signs for full-width ones. The program runs without the tables that <see cref="string.Normalize()"/> needs for
    /// it.</summary>
    public static string Narrow(string text) => string.Concat(text.Select(sign => sign == '\u3000' ? ' ' : HalfWidth(sign) ?? sign));

    /// <summary>"; '：' is a full-width sign, write ':'" for the first such sign in a text; empty without one.</summary>
    public static LocalText Hint(string text) => text.FirstOrDefault(sign => HalfWidth(sign) is not null) is not '\0' and char found
        ? new($"; '{found}' is full-width, write '{HalfWidth(found)}'", $"；“{found}”是全角字符，请写“{HalfWidth(found)}”")
        : new("", "");

    /// <summary>The sign at or before a line that keeps the file from being YAML, the nearest first; null for none.</summary>
    public static (PolicyPlace Place, LocalText Message)? Behind(PolicyDocument document, int line)
    {
        // Of a tab the parser names no line: then it is looked for in the whole file.
        int last = line > 1 ? line + 1 : document.Place(document.Text.Length).Line;
        for (int at = last; at >= 1; at--)
        {
            string text = document.Line(at);
            if (text.TrimStart().StartsWith('#'))
                continue;
            if (Tab().Match(text) is { Success: true } tab)
                return (
                    new PolicyPlace(document, at, tab.Length, 1),
                    new LocalText("a tab stands before the text of this line; indent with blanks", "本行开头有制表符（Tab）；请用空格缩进"));
            if (Sign().Match(text) is { Success: true } sign && sign.Groups["sign"] is { } found
                && IsMeant(sign.Groups["key"].Value, Math.Abs(at - line)))
            {
                return (new PolicyPlace(document, at, found.Index + 1, 1), new LocalText(
                    $"'{found.Value}' is a full-width sign; write "
                        + $"'{Ascii(found.Value[0])}'{(found.Value is "：" or "，" ? " and a blank" : "")}",
                    $"“{found.Value}”是全角符号；请写“{Ascii(found.Value[0])}”{(found.Value is "：" or "，" ? "，其后加空格" : "")}"));
            }
        }

        return null;
    }

    // Far from where the file breaks, a line of Chinese text that holds a colon is a text, unless the word before it is the language's.
    private static bool IsMeant(string key, int linesOff) =>
        !key.Any(PolicyNames.IsHan) || linesOff <= 1 || PolicyWords.English(key) is not null;

    private static char Ascii(char sign) =>
        HalfWidth(sign) ?? (sign is '“' or '”' ? '"' : sign is '‘' or '’' ? '\'' : sign == '【' ? '[' : ']');

    [GeneratedRegex(@"[（(\[]\s*(?:单位\s*[:：]?)?\s*(?<unit>[\w ]+?)\s*[）)\]]\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex HeadingUnit();

    [GeneratedRegex(@"^ *\t")]
    private static partial Regex Tab();

    // A colon behind a name at a line's start or behind { or a comma; a comma before a name with a colon; a bracket, brace or quote where
    // a value starts.
    [GeneratedRegex("""
        (?:^\s*(?:-\s+)?|[{,，]\s*)["']?(?<key>[\p{L}_]\w*)["']?\s*(?<sign>：)|(?<sign>，)\s*["']?[\p{L}_]\w*["']?\s*:|:\s+(?<sign>[｛［【“‘])
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Sign();
}

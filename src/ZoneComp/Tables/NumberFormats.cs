using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ZoneComp.Tables;

/// <summary>What a workbook's number formats make of numbers that are none: dates, which Excel stores as days since 1900, and
/// percentages.</summary>
/// <remarks>Ids of the built-in formats: ECMA-376 part 1, 18.8.30, with those of the East Asian editions.</remarks>
internal sealed partial class NumberFormats
{
    private enum Kind
    {
        Plain,
        Date,
        Percent,
    }

    /// <summary>Days from 1899-12-30 to the first day of workbooks that count from 1904.</summary>
    private const int Days1904 = 1462;

    private readonly Kind[] kinds;
    private readonly bool[] struck;
    private readonly (Unit Unit, decimal Scale, string Code)?[] units;
    private readonly int shiftDays;

    public NumberFormats(WorkbookPart workbook)
    {
        Stylesheet? styles = workbook.WorkbookStylesPart?.Stylesheet;
        Dictionary<uint, string> own = [];
        foreach (NumberingFormat format in styles?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
        {
            if (format.NumberFormatId?.Value is uint id && format.FormatCode?.Value is string code)
                own[id] = code;
        }

        CellFormat[] formats = [.. styles?.CellFormats?.Elements<CellFormat>() ?? []];
        bool[] fonts =
        [
            .. (styles?.Fonts?.Elements<Font>() ?? []).Select(font => font.GetFirstChild<Strike>() is { } line && line.Val?.Value != false),
        ];
        kinds = [.. formats.Select(format => KindOf(format.NumberFormatId?.Value ?? 0, own))];
        struck = [.. formats.Select(format => format.FontId?.Value is { } font && font < fonts.Length && fonts[font])];
        units = [.. formats.Select(format => UnitOf(own.GetValueOrDefault(format.NumberFormatId?.Value ?? 0, "")))];
        shiftDays = workbook.Workbook.WorkbookProperties?.Date1904?.Value == true ? Days1904 : 0;
    }

    /// <summary>2025-03-01 or 2025-03-01 08:30:00 for a date, 35% for a percentage, null for a number.</summary>
    /// <param name="style">Index of the cell's format.</param>
    public string? Shown(decimal number, uint style)
    {
        Kind kind = style < kinds.Length ? kinds[style] : Kind.Plain;
        if (kind == Kind.Percent)
            return (number * 100m).ToString("0.############################", CultureInfo.InvariantCulture) + "%";
        // Excel knows no day before 1900 and none behind 9999-12-31; such a number is shown as signs only.
        if (kind == Kind.Plain || number + shiftDays is < 0m or >= 2_958_466m)
            return null;
        DateTime time = DateTime.UnixEpoch.AddDays(-25_569).AddSeconds((double)Math.Round((number + shiftDays) * 86_400m));
        return time.ToString(
            number < 1m && shiftDays == 0 ? "HH:mm:ss" : time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss",
            CultureInfo.InvariantCulture);
    }

    /// <summary>Whether cells of the style are crossed out.</summary>
    public bool IsStruck(uint style) => style < struck.Length && struck[style];

    /// <summary>The unit that cells of the style show behind their number.</summary>
    public (Unit Unit, decimal Scale, string Code)? UnitOf(uint style) => style < units.Length ? units[style] : null;

    private static (Unit Unit, decimal Scale, string Code)? UnitOf(string code)
    {
        string first = code.Split(';')[0];
        string literal = string.Concat(Literal().Matches(first).Select(match => match.Groups["text"].Value)).Trim();
        if (Unit.Find(literal) is not Unit unit)
            return null;
        // A comma behind the last digit shows thousands; a point that is a mere letter stands before digits of the whole number.
        decimal scale = 1;
        foreach (char _ in Thousands().Match(NotShown().Replace(first, "")).Groups["commas"].Value)
            scale *= 1000m;
        foreach (char _ in LetterPoint().Match(first).Groups["digits"].Value)
            scale *= 10m;
        return (unit, scale, code);
    }

    private static Kind KindOf(uint id, Dictionary<uint, string> own)
    {
        if (!own.TryGetValue(id, out string? code))
            return id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58)
                ? Kind.Date
                : id is 9 or 10 ? Kind.Percent : Kind.Plain;
        string signs = NotShown().Replace(code, "").Split(';')[0];
        return signs.Contains('%', StringComparison.Ordinal)
            ? Kind.Percent
            : signs.IndexOfAny(['y', 'Y', 'm', 'M', 'd', 'D', 'h', 'H', 's', 'S']) >= 0 ? Kind.Date : Kind.Plain;
    }

    // What stands behind a number as text; without quotes too, as \万\元 or 万元 are written.
    [GeneratedRegex("""
        "(?<text>[^"]*)"|\\(?<text>\p{L})|(?<text>[\u4e00-\u9fff])
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Literal();

    [GeneratedRegex(@"[0\#?](?<commas>,+)(?![0\#?,])", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();

    [GeneratedRegex("""
        [!\\]\.(?<digits>0+)|"\."(?<digits>0+)
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex LetterPoint();

    // Literal text, escaped signs, colours and conditions; [h], [m] and [s], hours beyond a day, stay.
    [GeneratedRegex("""
        "[^"]*"|\\.|_.|\*.|\[(?![hHmMsS]+\])[^\]]*\]
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NotShown();
}

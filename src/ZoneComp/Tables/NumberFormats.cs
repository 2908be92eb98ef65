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

        kinds = [.. (styles?.CellFormats?.Elements<CellFormat>() ?? []).Select(format => KindOf(format.NumberFormatId?.Value ?? 0, own))];
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

    // Literal text, escaped signs, colours and conditions; [h], [m] and [s], hours beyond a day, stay.
    [GeneratedRegex("""
        "[^"]*"|\\.|_.|\*.|\[(?![hHmMsS]+\])[^\]]*\]
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NotShown();
}

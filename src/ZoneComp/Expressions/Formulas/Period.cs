using System.Globalization;
using System.Text.RegularExpressions;

namespace ZoneComp.Expressions.Formulas;

/// <summary>A year, half-year, quarter, month or day in one spelling: "2025", "2025H1", "2025Q1", "2025-03", "2025-03-01".</summary>
internal sealed partial record Period(string Text, int Year)
{
    private const string Digits = "一二三四";

    /// <param name="year">Of a period written without one ("3月", "3", "Q1").</param>
    public static Period? Read(string written, int year)
    {
        string text = string.Concat(written.Where(sign => !char.IsWhiteSpace(sign))
            .Select(sign => sign is >= '\uFF01' and <= '\uFF5E' ? (char)(sign - 0xFEE0) : sign));
        Match match = Part().Match(text);
        if (!match.Success)
            return null;
        int own = match.Groups["y"].Success ? Number(match.Groups["y"]) : year;
        if (own is < 1949 or > 2200)
            return null;
        string start = own.ToString(CultureInfo.InvariantCulture);
        if (match.Groups["h"].Success)
            return new Period($"{start}H{(match.Groups["h"].Value is "1" or "上" ? 1 : 2)}", own);
        if (match.Groups["q"].Success)
            return new Period(
                $"{start}Q{(Digits.IndexOf(match.Groups["q"].Value[0], StringComparison.Ordinal) is >= 0 and int at
                    ? at + 1
                    : Number(match.Groups["q"]))}",
                own);
        if (!match.Groups["m"].Success)
            return match.Groups["y"].Success ? new Period(start, own) : null;
        int month = Number(match.Groups["m"]), day = match.Groups["d"].Success ? Number(match.Groups["d"]) : 0;
        if (month is < 1 or > 12 || (match.Groups["d"].Success && (day < 1 || day > DateTime.DaysInMonth(own, month))))
            return null;
        return new Period(string.Create(CultureInfo.InvariantCulture, $"{start}-{month:00}{(day > 0 ? $"-{day:00}" : "")}"), own);
    }

    /// <summary>Whether all days of another period lie in this one.</summary>
    public bool Covers(Period other) => Days() is var own && other.Days() is var days
        && own.From <= days.From && own.To >= days.To;

    private (DateOnly From, DateOnly To) Days()
    {
        (int first, int months) = Text.Length == 4 ? (1, 12)
            : Text[4] == 'H' ? (((Text[5] - '1') * 6) + 1, 6)
            : Text[4] == 'Q' ? (((Text[5] - '1') * 3) + 1, 3)
            : (int.Parse(Text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture), 1);
        if (Text.Length == 10)
        {
            var day = new DateOnly(Year, first, int.Parse(Text.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture));
            return (day, day);
        }

        var from = new DateOnly(Year, first, 1);
        return (from, from.AddMonths(months).AddDays(-1));
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("""
        ^(?:(?<y>[0-9]{4})(?:年度?|[-/.])?)?
        (?:(?<h>[上下])半年|[Hh](?<h>[12])|[Qq](?<q>[1-4])|第?(?<q>[一二三四1-4])季度?
        |(?<=[0-9](?:年|[-/.]))(?<m>[0-9]{1,2})(?:月份?|(?:月|[-/.])(?<d>[0-9]{1,2})日?(?:T?00:00:00)?)?|(?<m>[0-9]{1,2})(?:月份?)?
        |(?<=^[0-9]{4})(?<m>[0-9]{2})(?<d>[0-9]{2})?)?$
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Part();
}

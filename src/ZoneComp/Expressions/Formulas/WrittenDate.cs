using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ZoneComp.Expressions.Formulas;

/// <summary>A year, month, day or time of day as files write it, in one spelling whose order as text is that in time.</summary>
/// <param name="Text">"2025", "2025-03", "2025-03-01", "2025-03-01 08:30:00.000000000"; what begins with another's lies within it.</param>
/// <param name="IsMarked">Whether nothing but a date is written so: 2025 and 20250301 may be anything.</param>
internal sealed partial record WrittenDate(string Text, bool IsMarked)
{
    private const int Shortest = 4, Longest = 40;

    private static readonly SearchValues<char> Marks = SearchValues.Create("-/.年－／．");

    /// <summary>Whether a text holds a sign that only dates among numbers hold: a quick no for codes, of which filters compare
    /// millions.</summary>
    public static bool MayBeMarked(string text) => text.AsSpan().ContainsAny(Marks);

    public static WrittenDate? Read(string written)
    {
        if (written.Length is < Shortest or > Longest || !char.IsDigit(written.AsSpan().TrimStart() is [char first, ..] ? first : ' '))
            return null;
        Match match = Form().Match(
            string.Concat(written.Trim().Select(sign => sign is >= '\uFF01' and <= '\uFF5E' ? (char)(sign - 0xFEE0) : sign)));
        if (!match.Success)
            return null;
        int year = Number(match, "y"), month = Number(match, "m"), day = Number(match, "d");
        if (year is < 1900 or > 2200
            || (month == 0 && match.Groups["m"].Success)
            || month > 12
            || (match.Groups["d"].Success && (day == 0 || day > DateTime.DaysInMonth(year, month))))
            return null;
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{year}{(month > 0 ? $"-{month:00}" : "")}{(day > 0 ? $"-{day:00}" : "")}");
        // Midnight is how programs write a day without a time.
        string time = match.Groups["t"].Success
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{Number(match, "h"):00}:{Number(match, "min"):00}:{Number(match, "s"):00}.{match.Groups["f"].Value.PadRight(9, '0')}")
                : "";
        return new WrittenDate(time.Trim('0', ':', '.').Length == 0 ? text : $"{text} {time}", match.Groups["mark"].Success);
    }

    /// <summary>Whether one lies within the other, such as a day within a year: then their order depends on what is meant.</summary>
    public bool Overlaps(WrittenDate other) =>
        Text.Length != other.Text.Length
        && (Text.StartsWith(other.Text, StringComparison.Ordinal) || other.Text.StartsWith(Text, StringComparison.Ordinal));

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("""
        ^(?<y>[0-9]{4})(?:
          (?:(?<m>[0-9]{2})(?<d>[0-9]{2}))?
        | (?<mark>年)(?:(?<m>[0-9]{1,2})月(?:(?<d>[0-9]{1,2})[日号])?)?
        | (?<mark>[-/])(?<m>[0-9]{1,2})(?:\k<mark>(?<d>[0-9]{1,2})(?<t>(?:T|[ ]+)(?<h>[0-9]{1,2}):(?<min>[0-9]{2})(?::(?<s>[0-9]{2})(?:\.(?<f>[0-9]{1,9}))?)?Z?)?)?
        | (?<mark>\.)(?<m>[0-9]{1,2})\.(?<d>[0-9]{1,2}))$
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Form();
}

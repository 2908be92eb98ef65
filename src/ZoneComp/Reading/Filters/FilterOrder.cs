using System.Globalization;

namespace ZoneComp.Reading.Filters;

/// <summary>Compares two values of a filter, whatever their types.</summary>
internal static class FilterOrder
{
    public static int Compare(object left, object right)
    {
        if (left is DateOnly || right is DateOnly)
            return Date(left) is DateOnly a && Date(right) is DateOnly b ? a.CompareTo(b) : string.CompareOrdinal(Text(left), Text(right));
        if (left is bool || right is bool)
            return Flag(left) is bool a && Flag(right) is bool b ? a.CompareTo(b) : string.CompareOrdinal(Text(left), Text(right));
        if (left is string first && right is string second)
            return string.CompareOrdinal(first, second);
        if (Number(left) is decimal one && Number(right) is decimal other)
            return one.CompareTo(other);
        if (left is not string && right is not string)
            return Convert.ToDouble(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(right, CultureInfo.InvariantCulture));
        return string.CompareOrdinal(Text(left), Text(right));
    }

    public static string Text(object value) => value switch
    {
        string text => text,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag ? "TRUE" : "FALSE",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static decimal? Number(object value) => value switch
    {
        long whole => whole,
        decimal exact => exact,
        double real when Math.Abs(real) < 1e27 => (decimal)real,
        string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => number,
        _ => null,
    };

    private static DateOnly? Date(object value) => value switch
    {
        DateOnly date => date,
        string text when DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) => date,
        _ => null,
    };

    private static bool? Flag(object value) => value switch
    {
        bool flag => flag,
        "T" or "t" or "Y" or "y" or "TRUE" or "true" or "True" or "1" => true,
        "F" or "f" or "N" or "n" or "FALSE" or "false" or "False" or "0" => false,
        long or decimal => Convert.ToDecimal(value, CultureInfo.InvariantCulture) != 0,
        _ => null,
    };
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace ZoneComp.Reading.Schemas;

/// <summary>Texts of cells to typed values.</summary>
internal static partial class CellReading
{
    /// <summary>The value as a <see cref="Column"/> holds it; null when the text is none of this kind.</summary>
    public static object? Read(string text, Quantity quantity) => quantity switch
    {
        Quantity.Text => text,
        Quantity.Flag => Flag(CodeText.Plain(text)),
        // 35% of a fund is no amount: read as 0.35 it would be a hundredth of what is meant, or less.
        Quantity.Number => Number(CodeText.Plain(text)),
        _ => CodeText.Plain(text) is string plain && plain.EndsWith('%') ? null : Number(CodeText.Plain(text)),
    };

    /// <summary>Plain or with an exponent, thousands grouped by commas, or a percentage.</summary>
    public static decimal? Number(string text)
    {
        string plain = Grouped().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal) : text;
        bool percent = plain.EndsWith('%');
        if (!decimal.TryParse(
            percent ? plain[..^1] : plain,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out decimal number))
            return null;
        return percent ? number / 100m : number;
    }

    private static object? Flag(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "Y" or "1" or "是" => true,
        "FALSE" or "NO" or "N" or "0" or "否" => false,
        _ => null,
    };

    [GeneratedRegex(@"^-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?%?$", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();
}

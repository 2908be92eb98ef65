using System.Buffers;
using System.Globalization;

namespace ZoneComp.Features;

/// <summary>Attribute values as the text that codes and classes are compared by.</summary>
internal static class AttributeText
{
    private static readonly SearchValues<char> Unsound = SearchValues.Create(
        "\uFFFD" + string.Concat(Enumerable.Range(0, ' ').Select(sign => (char)sign).Except("\t\r\n")));

    /// <summary>Whether all its signs are a text's: none that stands for bytes without a meaning, no control character, by which some
    /// programs end a text.</summary>
    public static bool IsSound(string text) => !text.AsSpan().ContainsAny(Unsound);

    /// <summary>Text without blanks around it; dates as 2023-12-31, whole numbers without decimals, so that a code stored as 110101.0 is
    /// "110101"; null for nothing.</summary>
    public static string? Of(object? value)
    {
        string? text = value switch
        {
            null => null,
            string given => given.Trim(),
            bool flag => flag ? "true" : "false",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
            double number => TypedNumber.Of(number) is { } typed ? Of(typed) : number.ToString("R", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
        return string.IsNullOrEmpty(text) ? null : text;
    }
}

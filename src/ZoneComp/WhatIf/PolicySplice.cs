using System.Globalization;
using System.Text;

namespace ZoneComp.WhatIf;

/// <summary>A text with other numbers in the places of its own: everything else stays as it is written, comments and order
/// too.</summary>
internal static class PolicySplice
{
    private const int MostDigits = 28;

    /// <param name="splices">Stretches of the text, none within another, and what stands there instead.</param>
    public static string Of(string text, IEnumerable<(int Start, int End, string Instead)> splices)
    {
        StringBuilder spliced = new();
        int at = 0;
        foreach ((int start, int end, string instead) in splices.OrderBy(splice => splice.Start))
        {
            _ = spliced.Append(text, at, start - at).Append(instead);
            at = end;
        }

        return spliced.Append(text, at, text.Length - at).ToString();
    }

    public static Knob KnobOf(IReadOnlyDictionary<string, Knob> knobs, string id) =>
        knobs.GetValueOrDefault(id) ?? throw new UserErrorException($"'{id}' is no number of this policy", $"测算方案中没有数值“{id}”");

    /// <summary>A number as policies write it: digits, a point, a sign.</summary>
    public static string Number(string text) => IsNumber(text) ? text : throw new UserErrorException(
        $"'{text}' is no number; write digits and a point, such as 0.25 or 1140000000",
        $"“{text}”不是数；请写数字与小数点，如 0.25 或 1140000000");

    public static bool IsNumber(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
        && text.Count(char.IsAsciiDigit) is > 0 and <= MostDigits
        && text[0] != '+'
        && char.IsAsciiDigit(text[^1])
        && char.IsAsciiDigit(text.TrimStart('-')[0]);
}

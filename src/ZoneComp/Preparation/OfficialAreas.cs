using System.Globalization;

namespace ZoneComp.Preparation;

/// <summary>Official areas (控制面积) as attributes state them, in square metres.</summary>
internal static class OfficialAreas
{
    /// <summary>Null when the value is no number above zero.</summary>
    public static decimal? InM2(object? value, string unit)
    {
        string? text = AttributeText.Of(value);
        if (text is null || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) || number <= 0)
            return null;
        return unit switch
        {
            "m2" => number,
            "ha" => number * 10_000m,
            "km2" => number * 1_000_000m,
            "mu" => number * 2000m / 3m,
            _ => throw new ArgumentException($"unknown area unit {unit}", nameof(unit)),
        };
    }
}

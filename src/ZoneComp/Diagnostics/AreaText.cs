using static System.FormattableString;

namespace ZoneComp.Diagnostics;

/// <summary>An area in a sentence, in the unit that keeps its number readable: below a hectare, below 100 km², above.</summary>
internal static class AreaText
{
    private const decimal Hectare = 10_000m, Km2 = 1_000_000m;

    public static LocalText Of(decimal m2) => Math.Abs(m2) switch
    {
        < Hectare => new(Invariant($"{m2:N2} m²"), Invariant($"{m2:N2} 平方米")),
        < 100 * Km2 => new(Invariant($"{m2 / Hectare:N2} ha"), Invariant($"{m2 / Hectare:N2} 公顷")),
        _ => new(Invariant($"{m2 / Km2:N2} km²"), Invariant($"{m2 / Km2:N2} 平方公里")),
    };
}

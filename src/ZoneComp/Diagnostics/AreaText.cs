using System.Globalization;
using static System.FormattableString;

namespace ZoneComp.Diagnostics;

/// <summary>An area in a sentence: in the unit that the policy names for its outputs, else in the one that keeps its number readable: below
/// a hectare, below 100 km², above.</summary>
/// <remarks>Who finds a fault knows no policy: the area stands between two signs that are no characters until the finding reaches the
/// log, which knows the unit.</remarks>
internal static class AreaText
{
    private const char Begin = '\uFDD0', End = '\uFDD1';
    private const decimal Hectare = 10_000m, Km2 = 1_000_000m;

    /// <summary>The area for a finding's text, until <see cref="Filled"/> says it.</summary>
    public static LocalText Of(decimal m2) => new(Invariant($"{Begin}{m2}{End}"), Invariant($"{Begin}{m2}{End}"));

    /// <param name="unit">"ha", "km2", "mu" or "wan_mu"; null where the policy names none.</param>
    public static LocalText In(decimal m2, string? unit)
    {
        (decimal size, int decimals, string en, string zh) = unit switch
        {
            "ha" => (Hectare, 2, "ha", "公顷"),
            "mu" => (2_000m / 3m, 2, "mu", "亩"),
            "wan_mu" => (20_000_000m / 3m, 4, "10,000 mu", "万亩"),
            "km2" => (Km2, 4, "km²", "平方公里"),
            _ => Math.Abs(m2) < 100 * Km2 ? (Hectare, 2, "ha", "公顷") : (Km2, 2, "km²", "平方公里"),
        };
        // Less than that would round away in the larger unit.
        if (Math.Abs(m2) < (unit is null ? Hectare : size / 100m))
            (size, decimals, en, zh) = (1m, 2, "m²", "平方米");
        string number = Math.Round(m2 / size, decimals, MidpointRounding.AwayFromZero)
            .ToString(decimals == 4 ? "N4" : "N2", CultureInfo.InvariantCulture);
        return new($"{number} {en}", $"{number} {zh}");
    }

    public static LocalText Filled(LocalText text, string? unit) =>
        text.En.Contains(Begin, StringComparison.Ordinal) || text.Zh.Contains(Begin, StringComparison.Ordinal)
            ? new(Said(text.En, unit, Language.English), Said(text.Zh, unit, Language.Chinese))
            : text;

    private static string Said(string text, string? unit, Language language) =>
        string.Concat(text.Split(Begin).Select((piece, index) =>
            index > 0 && piece.IndexOf(End, StringComparison.Ordinal) is >= 0 and int end
                && decimal.TryParse(piece.AsSpan(0, end), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal m2)
                ? In(m2, unit).In(language) + piece[(end + 1)..]
                : piece));
}

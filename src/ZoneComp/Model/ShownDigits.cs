namespace ZoneComp.Model;

/// <summary>The digits that figures deserve in tables for people: as many as their bounds (docs/areas.md) and their use bear. The exact
/// decimals stay in Parquet.</summary>
public static class ShownDigits
{
    /// <summary>Of hectares: 100 m².</summary>
    public const int Hectares = 2;

    /// <summary>Of a share from 0 to 1: a ten thousandth of a percent.</summary>
    public const int Share = 6;

    /// <summary>Of scores and other numbers without a unit, all digits counted; those in front of the point stay.</summary>
    private const int Score = 6;

    /// <summary>Decimals of a figure for which the policy states none.</summary>
    /// <summary>Decimals that show every amount of a scheme whole.</summary>
    public static int Of(SchemeResult scheme) => (scheme.UnitYuan / 1.0000000000000000000000000000m).Scale;

    public static int Of(Quantity quantity, string unit) => (quantity, unit) switch
    {
        (Quantity.Area, "m2") => 0,
        (Quantity.Area, "km2") => 4,
        (Quantity.Number, _) => 4,
        _ => 2,
    };

    /// <summary>A number without a unit to six digits, and to the decimals of its column where those are more.</summary>
    public static decimal OfScore(decimal number, int decimals)
    {
        int before = 0, after = 0;
        decimal size = Math.Abs(number);
        for (; size >= 1 && before < Score; size /= 10)
            before++;
        for (; before == 0 && size is > 0 and < 0.1m; size *= 10)
            after++;
        return Plain(number, Math.Max(decimals, Math.Min(Score - before + after, 28)));
    }

    /// <summary>Rounded half away from zero, without zeros at the end.</summary>
    public static decimal Plain(decimal number, int decimals) =>
        Math.Round(number, decimals, MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m;
}

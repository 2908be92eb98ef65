namespace ZoneComp.Expressions.Formulas;

/// <summary>
/// Inside expressions an area counts in thirds of a square metre, so that 1 mu = 2000/3 m² and every other unit are whole
/// numbers and conversions lose nothing; money counts in yuan, lengths in metres, the others in their base units.
/// </summary>
internal static class InternalUnits
{
    public const decimal ThirdsInM2 = 3m;

    /// <summary>To all digits of a decimal.</summary>
    public const decimal MuInM2 = 2000m / 3m;

    /// <summary>Internal units in one <paramref name="unit"/>: a whole number, or a thousandth.</summary>
    public static decimal Factor(Unit unit) =>
        unit.Quantity == Quantity.Area ? unit.Numerator * (ThirdsInM2 / unit.Denominator) : unit.Numerator / unit.Denominator;

    public static decimal FromUnit(decimal value, string unit) => Unit.Find(unit) is Unit known ? value * Factor(known) : value;
}

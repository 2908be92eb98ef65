namespace ZoneComp.Outputs.Figures;

/// <summary>The unit in which people read areas: one in all outputs where the policy names it, else hectares in tables and square
/// kilometres elsewhere.</summary>
/// <remarks>What a policy measures in a unit of its own, <c>area(forest, mu)</c> or a rate by mu, keeps that unit, which stands beside
/// it.</remarks>
public sealed record AreaScale(Unit Unit, int Decimals)
{
    public static AreaScale OfTables(RunResults results) => Of(results.AreaUnit ?? "ha") is { Unit.Name: "km2" } wide
        ? wide with { Decimals = 4 } : Of(results.AreaUnit ?? "ha");

    public static AreaScale OfPages(RunResults results) => Of(results.AreaUnit ?? "km2");

    public static AreaScale Of(string unit) => new(
        Unit.Find(unit)!, unit switch { "ha" or "mu" => ShownDigits.Hectares, "km2" => 2, _ => 4 });

    /// <summary>Ground that is paid by rate: mu, in which rates are, where the policy names no unit for its outputs.</summary>
    public static AreaScale OfRates(string? unit) => new(Unit.Find(unit ?? "mu")!, unit is "km2" or "wan_mu" ? 6 : 4);

    /// <summary>Mu in one of the unit.</summary>
    public decimal Mu => Unit.Numerator * 3m / (Unit.Denominator * 2_000m);

    public LocalText Name => FigureText.Unit(Unit.Name);

    public decimal Value(decimal m2) => Unit.FromBase(m2);

    public string Text(decimal m2) => FigureText.Number(Value(m2), Decimals);
}

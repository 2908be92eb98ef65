namespace ZoneComp.Policy;

/// <summary>The units that policies and tables use, each an exact multiple of its quantity's base unit (m², m, yuan).</summary>
/// <param name="Numerator">Base units in <paramref name="Denominator"/> of this one: 1 mu = 2000/3 m².</param>
public sealed record Unit(string Name, Quantity Quantity, decimal Numerator, decimal Denominator)
{
    public static readonly IReadOnlyList<Unit> All =
    [
        new("m2", Quantity.Area, 1m, 1m),
        new("ha", Quantity.Area, 10_000m, 1m),
        new("mu", Quantity.Area, 2_000m, 3m),
        new("km2", Quantity.Area, 1_000_000m, 1m),
        new("wan_mu", Quantity.Area, 20_000_000m, 3m),
        new("m", Quantity.Length, 1m, 1m),
        new("km", Quantity.Length, 1_000m, 1m),
        new("yuan", Quantity.Money, 1m, 1m),
        new("wan_yuan", Quantity.Money, 10_000m, 1m),
        new("yi_yuan", Quantity.Money, 100_000_000m, 1m),
    ];

    private static readonly Dictionary<string, Unit> ByName = All.ToDictionary(unit => unit.Name, StringComparer.Ordinal);

    /// <summary>By its name, or by its Chinese word: 亩, 万元.</summary>
    public static Unit? Find(string name) => ByName.GetValueOrDefault(ChineseSigns.UnitOf(name) ?? name);

    /// <summary>"元 / 亩" as "yuan/mu"; null for what is no unit of money per area.</summary>
    public static string? MoneyPerArea(string written) =>
        written.Split('/', StringSplitOptions.TrimEntries) is [string money, string area]
        && Find(money) is { Quantity: Quantity.Money } above && Find(area) is { Quantity: Quantity.Area } below
            ? $"{above.Name}/{below.Name}"
            : null;

    public decimal ToBase(decimal value) => value * Numerator / Denominator;

    public decimal FromBase(decimal value) => value * Denominator / Numerator;
}

namespace ZoneComp.Policy;

/// <summary>The units that policies and tables use, each an exact multiple of its quantity's base unit (m², m, yuan, m³, t,
/// kWh, person).</summary>
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
        new("m3", Quantity.Volume, 1m, 1m),
        new("wan_m3", Quantity.Volume, 10_000m, 1m),
        new("yi_m3", Quantity.Volume, 100_000_000m, 1m),
        new("t", Quantity.Mass, 1m, 1m),
        new("wan_t", Quantity.Mass, 10_000m, 1m),
        new("kg", Quantity.Mass, 1m, 1_000m),
        new("kWh", Quantity.Energy, 1m, 1m),
        new("MWh", Quantity.Energy, 1_000m, 1m),
        new("wan_kWh", Quantity.Energy, 10_000m, 1m),
        new("person", Quantity.Persons, 1m, 1m),
        new("wan_person", Quantity.Persons, 10_000m, 1m),
    ];

    private static readonly Dictionary<string, Unit> ByName = All.ToDictionary(unit => unit.Name, StringComparer.Ordinal);

    /// <summary>By its name, or by its Chinese word: 亩, 万元.</summary>
    public static Unit? Find(string name) => ByName.GetValueOrDefault(ChineseSigns.UnitOf(name) ?? name);

    /// <summary>What is allocated besides money: a fund of these is a quota (指标、配额).</summary>
    public static bool IsQuota(Quantity quantity) =>
        quantity is Quantity.Volume or Quantity.Mass or Quantity.Energy or Quantity.Persons;

    /// <summary>The unit that a quantity is counted in; "" for what has none.</summary>
    public static string BaseOf(Quantity quantity) =>
        All.FirstOrDefault(unit => unit.Quantity == quantity && unit is { Numerator: 1m, Denominator: 1m })?.Name ?? "";

    /// <summary>"元 / 亩" as "yuan/mu", "立方米/亩" as "m3/mu"; null for what is no unit of one quantity per another.</summary>
    public static string? Rate(string written) => RateParts(written) is var (above, below) ? $"{above.Name}/{below.Name}" : null;

    /// <summary>The two units of <see cref="Rate"/>.</summary>
    public static (Unit Above, Unit Below)? RateParts(string written) =>
        written.Replace('／', '/').Split('/', StringSplitOptions.TrimEntries) is [string first, string second]
        && Find(first) is { } above && Find(second) is { } below && above.Quantity != below.Quantity
            ? (above, below)
            : null;

    public decimal ToBase(decimal value) => value * Numerator / Denominator;

    public decimal FromBase(decimal value) => value * Denominator / Numerator;
}

using System.Text.Json.Serialization;
using static System.FormattableString;

namespace ZoneComp.Diagnostics;

/// <summary>How much a finding is about.</summary>
/// <param name="Amount">Zero or more, to four places, so that sums do not depend on their order.</param>
/// <param name="Unit">"m2", "m", "yuan" or "features"; findings of one kind have one unit.</param>
public sealed record FindingWeight(decimal Amount, string Unit)
{
    private const decimal Most = 1e22m; // sums of millions stay exact

    /// <summary>In which areas are shown; null where the policy names none.</summary>
    [JsonIgnore]
    internal string? AreaUnit { get; init; }

    public static FindingWeight M2(decimal amount) => Of(amount, "m2");

    public static FindingWeight Metres(decimal amount) => Of(amount, "m");

    public static FindingWeight Yuan(decimal amount) => Of(amount, "yuan");

    public static FindingWeight Features(decimal amount) => Of(amount, "features");

    public static FindingWeight? Sum(IEnumerable<FindingWeight?> weights) =>
        weights.OfType<FindingWeight>()
            .Aggregate((FindingWeight?)null, (sum, weight) => sum is null ? weight : sum with { Amount = sum.Amount + weight.Amount });

    public LocalText Shown() => Unit switch
    {
        "m2" => AreaText.In(Amount, AreaUnit),
        "yuan" => new(Invariant($"{Amount:N2} yuan"), Invariant($"{Amount:N2} 元")),
        "m" => new(Invariant($"{Amount:N2} m"), Invariant($"{Amount:N2} 米")),
        _ => new(Invariant($"{Amount:N0} features"), Invariant($"{Amount:N0} 个要素")),
    };

    private static FindingWeight Of(decimal amount, string unit) => new(Math.Round(Math.Min(Math.Abs(amount), Most), 4), unit);
}

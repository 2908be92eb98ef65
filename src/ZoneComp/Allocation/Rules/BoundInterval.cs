namespace ZoneComp.Allocation.Rules;

/// <summary>What one payee may receive: not below the floor, not above the cap, each with the rule that set it.</summary>
/// <param name="Floor">Yuan; 0 when no rule sets one.</param>
/// <param name="FloorRule">Name of the rule: "floor", "hold-harmless", ...; "" when none.</param>
/// <param name="Cap">Yuan; null when no rule sets one.</param>
public readonly record struct BoundInterval(decimal Floor, string FloorRule, decimal? Cap, string CapRule)
{
    public static BoundInterval None { get; } = new(0, "", null, "");

    /// <summary>Applies one more rule after those applied so far: where they contradict, the later one holds.</summary>
    /// <remarks>
    /// Clamping to one interval and then to another is clamping to the first interval clamped to the second. So a cap
    /// followed by hold-harmless lets last year's amount beat the cap; the other way round the cap beats it.
    /// </remarks>
    public BoundInterval Then(string rule, decimal? floor, decimal? cap)
    {
        BoundInterval next = this;
        if (cap is decimal high)
        {
            if (next.Floor > high)
                next = next with { Floor = high, FloorRule = rule };
            if (next.Cap is null || next.Cap > high)
                next = next with { Cap = high, CapRule = rule };
        }

        if (floor is decimal low)
        {
            if (next.Floor < low)
                next = next with { Floor = low, FloorRule = rule };
            if (next.Cap < low)
                next = next with { Cap = low, CapRule = rule };
        }

        return next;
    }

    public decimal Clamp(decimal amount) => amount < Floor ? Floor : amount > Cap ? Cap.Value : amount;

    /// <summary>The rule that keeps an amount from being what it would be; "" when it is free.</summary>
    public string RuleHolding(decimal amount) => amount < Floor ? FloorRule : amount > Cap ? CapRule : "";

    /// <summary>The same in whole units: the floor rounded up, the cap down, so that what holds for whole units holds for the bounds
    /// themselves.</summary>
    public BoundInterval InUnits(decimal unit) => this with
    {
        Floor = MoneyUnit.Up(Floor, unit),
        Cap = Cap is decimal cap ? MoneyUnit.Down(cap, unit) : null,
    };
}

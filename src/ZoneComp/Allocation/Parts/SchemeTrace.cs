namespace ZoneComp.Allocation.Parts;

/// <summary>What a run remembers of itself for explanations: its expressions, and each scheme on its way from formula to amount.</summary>
internal sealed class RunTrace
{
    /// <summary>Null until indicators are evaluated.</summary>
    public ExpressionScope? Scope { get; set; }

    public List<SchemeTrace> Schemes { get; } = [];
}

/// <summary>One scheme's way: computed, bounded, rounded, split between payers.</summary>
internal sealed class SchemeTrace(Scheme scheme)
{
    private readonly Dictionary<object, object> kept = [];

    public Scheme Scheme => scheme;

    public SchemeRun? Run { get; set; }

    /// <summary>Before amounts are passed on to other units.</summary>
    public SchemeOutcome? Own { get; set; }

    /// <summary>As the results have it.</summary>
    public SchemeOutcome? Final { get; set; }

    /// <summary>By payee, yuan; empty for schemes that go by rows (ledgers, hand adjustments).</summary>
    public IReadOnlyList<decimal> Computed { get; set; } = [];

    /// <summary>By payee, as the policy writes them; empty where there are none.</summary>
    public IReadOnlyList<BoundInterval> Bounds { get; set; } = [];

    /// <summary>The funds and what came of each; empty where no fund limits.</summary>
    public List<(FundGroup Group, FundOutcome Outcome)> Funds { get; } = [];

    public IReadOnlyList<decimal> Bounded { get; set; } = [];

    /// <summary>By payee, before the split.</summary>
    public IReadOnlyList<decimal> Amounts { get; set; } = [];

    public IReadOnlyList<string> Held { get; set; } = [];

    public IReadOnlyList<decimal?> LastYear { get; set; } = [];

    public IReadOnlyList<Budget> Budgets { get; set; } = [];

    /// <summary>What all named sources gave.</summary>
    public decimal FundYuan { get; set; }

    /// <summary>One, unnamed or named, where amounts are not split.</summary>
    public IReadOnlyList<string> Sources { get; set; } = [];

    /// <summary>By payee, then source.</summary>
    public IReadOnlyList<decimal[]> Split { get; set; } = [];

    /// <summary>The fund that a payee draws on, what came of it, and the payee's place in its group; null and 0 where it draws on
    /// none.</summary>
    public (FundGroup? Group, FundOutcome? Outcome, int At) FundOf(int payee) => Once(nameof(FundOf), () =>
    {
        var places = new (FundGroup? Group, FundOutcome? Outcome, int At)[Computed.Count];
        foreach ((FundGroup group, FundOutcome outcome) in Funds)
        {
            for (int at = 0; at < group.Payees.Count; at++)
                places[group.Payees[at]] = (group, outcome, at);
        }

        return places;
    })[payee];

    /// <summary>What is the same for every payee, worked out when the first one is told.</summary>
    public T Once<T>(object key, Func<T> make)
        where T : notnull
    {
        if (!kept.TryGetValue(key, out object? known))
            kept.Add(key, known = make());
        return (T)known;
    }
}

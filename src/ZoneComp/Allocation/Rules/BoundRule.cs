namespace ZoneComp.Allocation.Rules;

/// <summary>The bounds that policies know; a policy lists them in the order in which they apply.</summary>
public enum BoundKind
{
    /// <summary>Not below an amount.</summary>
    Floor,

    /// <summary>Not above an amount.</summary>
    Cap,

    /// <summary>Between two ratios of last year's amount; only where last year's and this year's amounts are both above zero (French
    /// DSR).</summary>
    Corridor,

    /// <summary>Not below last year's amount, or the stated ratio of it (Guangdong, French DSCAR).</summary>
    HoldHarmless,

    /// <summary>Who leaves the scheme still receives a share of last year's amount (French DSR cible: one half).</summary>
    ExitShare,

    /// <summary>Not below an amount for flagged payees.</summary>
    FlaggedMinimum,
}

/// <summary>One bound over all payees.</summary>
/// <param name="Name">How rows and findings name it.</param>
/// <param name="Low">Yuan for amounts, a ratio of last year's amount for the others; one per payee, null where it does not apply.</param>
/// <param name="High">As <paramref name="Low"/>.</param>
public sealed record BoundRule(BoundKind Kind, string Name, IReadOnlyList<decimal?> Low, IReadOnlyList<decimal?> High)
{
    /// <summary>The interval of every payee after all rules in their order.</summary>
    /// <param name="computed">This year's amounts by formula; says who is in the scheme at all.</param>
    /// <param name="lastYear">Last year's amounts; null where there was none.</param>
    public static BoundInterval[] Compose(IReadOnlyList<BoundRule> rules, IReadOnlyList<decimal> computed, IReadOnlyList<decimal?> lastYear)
    {
        var intervals = new BoundInterval[computed.Count];
        for (int i = 0; i < intervals.Length; i++)
        {
            intervals[i] = BoundInterval.None;
            foreach (BoundRule rule in rules)
                intervals[i] = rule.ApplyTo(intervals[i], i, computed[i], lastYear[i]);
        }

        return intervals;
    }

    private BoundInterval ApplyTo(BoundInterval interval, int i, decimal computed, decimal? lastYear) => Kind switch
    {
        BoundKind.Floor or BoundKind.Cap or BoundKind.FlaggedMinimum => interval.Then(Name, Low[i], High[i]),
        BoundKind.Corridor => computed > 0 && lastYear > 0 ? interval.Then(Name, Low[i] * lastYear, High[i] * lastYear) : interval,
        BoundKind.HoldHarmless => interval.Then(Name, Low[i] * lastYear, null),
        BoundKind.ExitShare => computed == 0 && lastYear > 0 ? interval.Then(Name, Low[i] * lastYear, null) : interval,
        _ => throw new InvalidOperationException($"no such bound: {Kind}"),
    };
}

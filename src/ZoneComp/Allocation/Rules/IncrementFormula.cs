namespace ZoneComp.Allocation.Rules;

/// <summary>Last year's amount as base; only what the fund has more is shared out (Guangxi 2016).</summary>
public static class IncrementFormula
{
    /// <returns>base + (fund - sum of bases) x score / sum of scores.</returns>
    /// <exception cref="InfeasibleBoundsException">The bases alone exceed the fund; it says by how much.</exception>
    public static decimal[] Compute(decimal fundYuan, IReadOnlyList<decimal> baseYuan, IReadOnlyList<decimal> scores)
    {
        decimal increment = fundYuan - OrderFreeSum.Of(baseYuan);
        if (increment < 0)
            throw new InfeasibleBoundsException(-increment, InfeasibleKind.FloorsExceedFund);
        if (increment == 0)
            return [.. baseYuan];
        decimal[] shares = PoolFormula.Share(increment, scores);
        return [.. baseYuan.Select((amount, i) => amount + shares[i])];
    }
}

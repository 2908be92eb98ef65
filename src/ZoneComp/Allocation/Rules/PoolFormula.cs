namespace ZoneComp.Allocation.Rules;

/// <summary>Shares out a fund in proportion to scores: pool x share, point values, sub-pools.</summary>
public static class PoolFormula
{
    /// <summary>fund x score / sum of scores, all digits.</summary>
    /// <param name="scores">Not negative, at least one above zero.</param>
    public static decimal[] Share(decimal fundYuan, IReadOnlyList<decimal> scores)
    {
        decimal total = Total(scores);
        return [.. scores.Select(score => fundYuan * (score / total))];
    }

    /// <summary>Yuan per point: fund / sum of scores (French DSR: sub-pool / sum of scores).</summary>
    public static decimal PointValue(decimal fundYuan, IReadOnlyList<decimal> scores) => fundYuan / Total(scores);

    /// <summary>Sub-pools, each shared out by its own scores, added up by payee.</summary>
    public static decimal[] Share(IReadOnlyList<(decimal FundYuan, IReadOnlyList<decimal> Scores)> parts)
    {
        decimal[] amounts = new decimal[parts[0].Scores.Count];
        foreach ((decimal fund, IReadOnlyList<decimal> scores) in parts)
        {
            decimal[] shares = Share(fund, scores);
            for (int i = 0; i < amounts.Length; i++)
                amounts[i] += shares[i];
        }

        return amounts;
    }

    private static decimal Total(IReadOnlyList<decimal> scores)
    {
        decimal total = OrderFreeSum.Of(scores);
        return scores.All(score => score >= 0) && total > 0
            ? total
            : throw new ArgumentException("scores must not be negative and not all zero", nameof(scores));
    }
}

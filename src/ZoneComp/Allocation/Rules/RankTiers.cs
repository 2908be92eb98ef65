namespace ZoneComp.Allocation.Rules;

/// <summary>What payees with equal scores at the edge of a tier receive.</summary>
public enum TieRule
{
    /// <summary>Nothing is decided: equal scores on both sides of an edge are an error.</summary>
    Error,

    /// <summary>Equal scores have the better rank, so a tier may hold more than it says.</summary>
    Better,

    /// <summary>The amounts of the ranks that they take up are shared equally.</summary>
    Average,
}

/// <param name="Last">Rank of the last payee in the tier, from 1; null for all that follow.</param>
public sealed record RankTier(int? Last, decimal AmountYuan);

/// <summary>Fixed amounts by rank (Fujian 2020: the first ten 2,950, the other thirteen 1,500 wan yuan).</summary>
public static class RankTiers
{
    /// <param name="scores">The highest is rank 1; null for payees that are not ranked, who receive nothing.</param>
    /// <param name="tiers">In order of rank.</param>
    /// <exception cref="TieException">Equal scores on both sides of a tier's edge under <see cref="TieRule.Error"/>.</exception>
    public static decimal[] Compute(IReadOnlyList<decimal?> scores, IReadOnlyList<RankTier> tiers, TieRule ties)
    {
        decimal[] amounts = new decimal[scores.Count];
        int rank = 1;
        foreach (IGrouping<decimal, int> equal in Enumerable.Range(0, scores.Count)
            .Where(i => scores[i] is not null)
            .GroupBy(i => scores[i]!.Value)
            .OrderByDescending(group => group.Key))
        {
            int[] members = [.. equal];
            decimal[] ofRanks = [.. Enumerable.Range(rank, members.Length).Select(each => AmountAt(each, tiers))];
            decimal amount = ofRanks.Distinct().Count() == 1 ? ofRanks[0] : ties switch
            {
                TieRule.Better => ofRanks[0],
                TieRule.Average => ofRanks.Sum() / ofRanks.Length,
                _ => throw new TieException(equal.Key, members),
            };
            foreach (int i in members)
                amounts[i] = amount;
            rank += members.Length;
        }

        return amounts;
    }

    private static decimal AmountAt(int rank, IReadOnlyList<RankTier> tiers) =>
        tiers.FirstOrDefault(tier => tier.Last is null || rank <= tier.Last)?.AmountYuan ?? 0;
}

/// <summary>Payees with one score stand on both sides of a tier's edge, and the policy does not say who goes first.</summary>
public sealed class TieException(decimal score, IReadOnlyList<int> payees) : Exception(
    $"{payees.Count} payees have the score {score} at the edge of a tier")
{
    public decimal Score { get; } = score;

    public IReadOnlyList<int> Payees { get; } = payees;
}

namespace ZoneComp.Allocation.Rules;

/// <param name="Above">Lower edge.</param>
/// <param name="AmountYuan">Of every payee whose score lies in the tier.</param>
public sealed record ScoreTier(decimal Above, decimal AmountYuan);

/// <summary>Fixed amounts by the band that a score lies in.</summary>
public static class ScoreTiers
{
    /// <summary>The amount of the highest tier whose edge the score reaches; 0 below all.</summary>
    /// <param name="tiers">Edges ascending.</param>
    /// <param name="closedAbove">
    /// True for tiers (edge, next edge]: a score on the edge belongs below it (Zhoukou: more than 0.1 and up to 0.5).
    /// False for [edge, next edge): a score on the edge has reached it (90 points and more).
    /// </param>
    public static decimal AmountAt(decimal score, IReadOnlyList<ScoreTier> tiers, bool closedAbove)
    {
        decimal amount = 0;
        foreach (ScoreTier tier in tiers)
        {
            if (closedAbove ? score > tier.Above : score >= tier.Above)
                amount = tier.AmountYuan;
        }

        return amount;
    }
}

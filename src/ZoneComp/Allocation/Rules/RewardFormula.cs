namespace ZoneComp.Allocation.Rules;

/// <summary>Rewards (above zero) and penalties (below zero) on what payees receive.</summary>
public static class RewardFormula
{
    /// <summary>A ratio of the year's total: -0.05 takes 5 % (Jiangxi 2023), -0.3 to -0.5 after a major incident (Jiangxi 2016).</summary>
    /// <remarks>Never takes more than the total: a ratio below -1 is the caller's mistake.</remarks>
    public static decimal[] OfTotal(IReadOnlyList<decimal> totalYuan, IReadOnlyList<decimal> ratio) =>
        [.. totalYuan.Select((total, i) => ratio[i] < -1
            ? throw new ArgumentException($"a ratio of {ratio[i]} would take more than the total", nameof(ratio))
            : total * ratio[i])];

    /// <summary>A rate for every unit better, another for every unit worse (Zhejiang: a percentage point of energy intensity).</summary>
    /// <param name="change">Above zero is better.</param>
    public static decimal[] PerUnit(IReadOnlyList<decimal> change, decimal rewardYuan, decimal penaltyYuan) =>
        [.. change.Select(each => each > 0 ? each * rewardYuan : each * penaltyYuan)];
}

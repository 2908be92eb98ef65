namespace ZoneComp.Allocation.Rules;

/// <summary>Fiscal gap x coefficient (均衡性转移支付, 财预〔2022〕58号 arts. 3, 4 and 7).</summary>
public static class GapFormula
{
    /// <summary>max(0, expenditure - revenue) x coefficient: only units with a gap take part (art. 3).</summary>
    public static decimal[] Compute(
        IReadOnlyList<decimal> expenditureYuan,
        IReadOnlyList<decimal> revenueYuan,
        IReadOnlyList<decimal> coefficient) =>
        [.. expenditureYuan.Select((expenditure, i) => Math.Max(0, expenditure - revenueYuan[i]) * coefficient[i])];

    /// <summary>The coefficient of art. 7: (fund / sum of gaps) x weight + difficulty x weight. The two weights are the policy's.</summary>
    public static decimal[] Coefficients(
        decimal fundYuan, IReadOnlyList<decimal> gapsYuan, IReadOnlyList<decimal> difficulty, decimal baseWeight, decimal difficultyWeight)
    {
        decimal level = fundYuan / OrderFreeSum.Of(gapsYuan);
        return [.. difficulty.Select(each => level * baseWeight + each * difficultyWeight)];
    }
}

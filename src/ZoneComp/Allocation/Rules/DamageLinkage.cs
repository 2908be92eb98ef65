namespace ZoneComp.Allocation.Rules;

/// <summary>Takes from regions whose industries damage the zones (与生态环境损害产业反向挂钩: Shanxi 三(三), Beijing (十九)).</summary>
public static class DamageLinkage
{
    /// <param name="amountYuan">What the schemes gave.</param>
    /// <param name="deduction">0 to 1: the part that the policy's bands take for the region's industries.</param>
    /// <param name="leastRatio">0 to 1: what is left at least, whatever the deduction.</param>
    /// <returns>Not above zero, with whether the least ratio held it.</returns>
    public static (decimal AmountYuan, bool AtLeast)[] Compute(
        IReadOnlyList<decimal> amountYuan,
        IReadOnlyList<decimal> deduction,
        decimal leastRatio) =>
        [.. amountYuan.Select((amount, i) =>
        {
            if (deduction[i] is < 0 or > 1)
                throw new ArgumentException($"a deduction of {deduction[i]} is not between 0 and 1", nameof(deduction));
            decimal taken = Math.Min(deduction[i], 1 - leastRatio);
            return (-amount * taken, taken < deduction[i]);
        })];
}

namespace ZoneComp.Allocation.Rules;

/// <summary>What is still to be paid after advances (预拨 and 清算).</summary>
public static class Settlement
{
    /// <param name="dueYuan">The year's amount by the schemes.</param>
    /// <param name="prepaidYuan">Paid already.</param>
    /// <param name="recover">Whether too much prepaid is asked back this year; else it is set against next year.</param>
    /// <returns>Per payee what is paid now, and what is carried to next year (never above zero).</returns>
    public static (decimal NowYuan, decimal CarriedYuan)[] Compute(
        IReadOnlyList<decimal> dueYuan,
        IReadOnlyList<decimal> prepaidYuan,
        bool recover) =>
        [.. dueYuan.Select((due, i) => due >= prepaidYuan[i] || recover ? (due - prepaidYuan[i], 0m) : (0m, due - prepaidYuan[i]))];
}

namespace ZoneComp.Allocation.Rules;

/// <summary>Splits each amount between those who pay it: central and provincial, city and district, compensation and management.</summary>
public static class PayerSplit
{
    /// <param name="amounts">Multiples of the unit; may be negative.</param>
    /// <param name="portions">0 to 1, one per payer, adding up to 1.</param>
    /// <param name="names">Of the payers, unique: they decide who bears the odd unit of a tie.</param>
    /// <returns>By payee, then payer: multiples of the unit that add up to each payee's amount.</returns>
    public static decimal[][] Split(
        IReadOnlyList<decimal> amounts,
        IReadOnlyList<decimal> portions,
        IReadOnlyList<string> names,
        decimal unit) =>
        portions.Sum() == 1
            ? [.. amounts.Select(amount => LargestRemainder.Round([.. portions.Select(portion => amount * portion)], amount, unit, names))]
            : throw new ArgumentException($"the payers' portions add up to {portions.Sum()}, not to 1", nameof(portions));

    /// <summary>Splits by fixed budgets: every payer pays its whole budget, every payee gets its amount, each in proportion.</summary>
    /// <param name="amounts">Multiples of the unit, not negative, adding up to the budgets.</param>
    /// <param name="budgets">Multiples of the unit, one per payer.</param>
    /// <returns>By payee, then payer; rows add up to the amounts and columns to the budgets.</returns>
    /// <remarks>
    /// Controlled rounding by running totals: payer after payer takes its part of the cumulated amounts, so both sums hold to the unit.
    /// </remarks>
    public static decimal[][] SplitBudgets(
        IReadOnlyList<decimal> amounts,
        IReadOnlyList<decimal> budgets,
        IReadOnlyList<string> codes,
        decimal unit)
    {
        decimal total = OrderFreeSum.Of(amounts);
        if (budgets.Sum() != total)
            throw new ArgumentException($"the budgets add up to {budgets.Sum()}, the amounts to {total}", nameof(budgets));

        decimal[] left = [.. amounts];
        decimal[][] split = [.. amounts.Select(_ => new decimal[budgets.Count])];
        for (int payer = 0; payer < budgets.Count; payer++)
        {
            decimal rest = OrderFreeSum.Of(left);
            decimal budget = budgets[payer];
            decimal[] paid = rest == 0 ? new decimal[left.Length]
                : LargestRemainder.Round([.. left.Select(amount => budget * (amount / rest))], budget, unit, codes);
            for (int i = 0; i < left.Length; i++)
            {
                split[i][payer] = paid[i];
                left[i] -= paid[i];
            }
        }

        return split;
    }
}

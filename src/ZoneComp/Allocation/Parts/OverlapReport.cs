namespace ZoneComp.Allocation.Parts;

/// <summary>Shows what overlaps, what each overlap rule would pay, and what nobody pays.</summary>
public static class OverlapReport
{
    /// <summary>What every rule would pay per region, beside the rule in force. Amounts are before bounds and rounding.</summary>
    /// <returns>By region, then rule; regions in which no items meet are left out, since there all rules pay alike.</returns>
    /// <remarks>The rule `union` is compared only where all items have one rate in the region: it has no meaning elsewhere.</remarks>
    public static IReadOnlyList<RuleComparison> Compare(
        string scheme,
        CombinationTable table,
        IReadOnlyList<PaidItem> items,
        OverlapRule inForce)
    {
        int[] regions = [.. OverlapPayment.Overlaps(table, items).Select(overlap => overlap.Region).Distinct()];
        Dictionary<OverlapRule, Dictionary<int, decimal>> amounts = [];
        foreach (OverlapRule rule in Enum.GetValues<OverlapRule>().Where(rule => rule != OverlapRule.Disjoint))
        {
            amounts[rule] = OverlapPayment.Pay(table, items, rule).GroupBy(payment => payment.Region)
                .ToDictionary(payments => payments.Key, payments => OrderFreeSum.Of(payments.Select(payment => payment.AmountYuan)));
        }

        // Where items must be disjoint and are not, the sum is what the plain lists would pay.
        Dictionary<int, decimal> paid = amounts[inForce == OverlapRule.Disjoint ? OverlapRule.Sum : inForce];
        return [.. from region in regions
                   from rule in amounts.Keys
                   where rule != OverlapRule.Union || HasOneRate(items, region)
                   select new RuleComparison(
                       scheme, table.Regions[region].Code, rule, amounts[rule][region], amounts[rule][region] - paid[region])];
    }

    /// <summary>Zone ground that no item of any scheme covers, by region and combination.</summary>
    public static IReadOnlyList<UnpaidGround> Unpaid(CombinationTable table, IReadOnlyList<Func<CombinationRow, bool>> paid)
    {
        Dictionary<ClassSet, string> names = [];
        List<UnpaidGround> unpaid = [];
        foreach (CombinationRow row in table.Rows.Where(row => row.Region != CombinationTable.OutsideIndex))
        {
            if (row.Classes.IsEmpty || paid.Any(pays => pays(row)))
                continue;
            if (!names.TryGetValue(row.Classes, out string? name))
                names.Add(row.Classes, name = NameOf(table, row.Classes));
            unpaid.Add(new UnpaidGround(table.Regions[row.Region].Code, name, row.AreaM2));
        }

        return unpaid;
    }

    private static string NameOf(CombinationTable table, ClassSet combination) =>
        string.Join('|', combination.Indices().Select(index => table.Classes[index].Name).Order(StringComparer.Ordinal));

    private static bool HasOneRate(IReadOnlyList<PaidItem> items, int region) =>
        items.All(item =>
            item.RateYuanPerM2[region] == items[0].RateYuanPerM2[region] && item.Coefficient[region] == items[0].Coefficient[region]);
}

namespace ZoneComp.Allocation.Rules;

/// <summary>One thing that is paid by area: ground of certain classes at a rate.</summary>
/// <param name="Covers">Whether ground of this combination belongs to the item: any expression of set algebra.</param>
/// <param name="RateYuanPerM2">Per region of the table the stated rate.</param>
/// <param name="Coefficient">Per region what the rate is multiplied by: quality, category; 1 where there is none.</param>
public sealed record PaidItem(
    string Name,
    Func<ClassSet, bool> Covers,
    IReadOnlyList<decimal> RateYuanPerM2,
    IReadOnlyList<decimal> Coefficient);

/// <summary>What one item pays in one region under the scheme's overlap rule.</summary>
/// <param name="Region">Index into <see cref="CombinationTable.Regions"/>.</param>
/// <param name="Item">Index into the scheme's items.</param>
public sealed record ItemPayment(int Region, int Item, decimal AreaM2, decimal AmountYuan);

/// <summary>Pays ground by area so that, by every rule but <see cref="OverlapRule.Sum"/>, no square metre is paid twice.</summary>
/// <remarks>The combinations are a partition of each region: each row is decided once, and its area is given to one item.</remarks>
public static class OverlapPayment
{
    /// <returns>By region, then item; pairs with no area are left out. Ground outside every region is never paid.</returns>
    public static IReadOnlyList<ItemPayment> Pay(CombinationTable table, IReadOnlyList<PaidItem> items, OverlapRule rule)
    {
        decimal[] areas = new decimal[table.Regions.Count * items.Count];
        Dictionary<ClassSet, int[]> presence = [];
        foreach (CombinationRow row in table.Rows.Where(row => row.Region != CombinationTable.OutsideIndex))
        {
            foreach (int item in Chosen(Present(row.Classes, items, presence), items, row.Region, rule))
                areas[(row.Region * items.Count) + item] += row.AreaM2;
        }

        return [.. Enumerable.Range(0, areas.Length).Where(at => areas[at] != 0).Select(at => new ItemPayment(
            at / items.Count, at % items.Count, areas[at], areas[at] * Return(items[at % items.Count], at / items.Count)))];
    }

    /// <summary>Area of every pair of items that lie on the same ground, by region.</summary>
    public static IReadOnlyList<ItemOverlap> Overlaps(CombinationTable table, IReadOnlyList<PaidItem> items)
    {
        SortedDictionary<(int Region, int First, int Second), decimal> areas = [];
        Dictionary<ClassSet, int[]> presence = [];
        foreach (CombinationRow row in table.Rows.Where(row => row.Region != CombinationTable.OutsideIndex))
        {
            int[] present = Present(row.Classes, items, presence);
            for (int i = 0; i < present.Length; i++)
            {
                foreach (int second in present[(i + 1)..])
                    areas[(row.Region, present[i], second)] = areas.GetValueOrDefault((row.Region, present[i], second)) + row.AreaM2;
            }
        }

        return [.. areas.Select(entry => new ItemOverlap(entry.Key.Region, entry.Key.First, entry.Key.Second, entry.Value))];
    }

    // There are thousands of rows for each combination, and a combination is in the same items in every region.
    private static int[] Present(ClassSet combination, IReadOnlyList<PaidItem> items, Dictionary<ClassSet, int[]> known)
    {
        if (!known.TryGetValue(combination, out int[]? present))
            known.Add(combination, present = [.. Enumerable.Range(0, items.Count).Where(item => items[item].Covers(combination))]);
        return present;
    }

    /// <summary>The items that a piece of ground is paid for.</summary>
    internal static int[] Chosen(int[] present, IReadOnlyList<PaidItem> items, int region, OverlapRule rule) =>
        present.Length <= 1 ? present : rule switch
        {
            OverlapRule.Sum or OverlapRule.Disjoint => present,
            OverlapRule.Union or OverlapRule.Priority => present[..1],
            OverlapRule.HighestRate => [First(present, item => items[item].RateYuanPerM2[region])],
            OverlapRule.BestReturn => [First(present, item => Compared(items[item], region))],
            _ => throw new InvalidOperationException($"no such rule: {rule}"),
        };

    /// <summary>The item with the highest value; of equals the one that the policy names first.</summary>
    private static int First(int[] present, Func<int, decimal> value) => present.MaxBy(value);

    private static decimal Return(PaidItem item, int region) => item.RateYuanPerM2[region] * item.Coefficient[region];

    /// <summary>What an item pays for ground, to compare: without the last digits that decimals leave over of fractions.</summary>
    internal static decimal Compared(PaidItem item, int region) => Math.Round(Return(item, region), 20);
}

/// <summary>Ground in one region that two items of a scheme both cover.</summary>
public sealed record ItemOverlap(int Region, int First, int Second, decimal AreaM2);

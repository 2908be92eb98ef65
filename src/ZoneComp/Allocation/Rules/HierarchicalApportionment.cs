namespace ZoneComp.Allocation.Rules;

/// <summary>Rounds a table of towns so that towns, counties, cities and the province all add up at once.</summary>
public static class HierarchicalApportionment
{
    /// <summary>Rounds level by level from the top: the total to the provinces, each province's amount to its cities, and so on.</summary>
    /// <param name="parts">Exact amounts of the lowest level, yuan.</param>
    /// <param name="paths">Per part the codes from the highest level to the part's own code, all of one length; the last is unique.</param>
    /// <returns>
    /// Amounts of the lowest level. Each is the whole number of units just below or above its part, and so is the sum of every
    /// city and province: no level is more than one unit from its exact share.
    /// </returns>
    /// <remarks>
    /// Always possible: a parent's whole units lie between the sums of its children's parts rounded down and rounded up.
    /// </remarks>
    public static decimal[] Round(IReadOnlyList<decimal> parts, IReadOnlyList<IReadOnlyList<string>> paths, decimal total, decimal unit)
    {
        decimal[] amounts = new decimal[parts.Count];
        if (parts.Count > 0)
            RoundBelow([.. Enumerable.Range(0, parts.Count)], level: 0, total, parts, paths, unit, amounts);
        return amounts;
    }

    private static void RoundBelow(
        int[] members, int level, decimal total, IReadOnlyList<decimal> parts, IReadOnlyList<IReadOnlyList<string>> paths, decimal unit,
        decimal[] amounts)
    {
        IGrouping<string, int>[] children = [.. members.GroupBy(i => paths[i][level], StringComparer.Ordinal)];
        decimal[] sums = [.. children.Select(child => OrderFreeSum.Of(child.Select(i => parts[i])))];
        decimal[] rounded = LargestRemainder.Round(sums, total, unit, [.. children.Select(child => child.Key)]);
        for (int child = 0; child < children.Length; child++)
        {
            int[] below = [.. children[child]];
            if (level + 1 == paths[below[0]].Count)
                amounts[below.Length == 1
                    ? below[0]
                    : throw new ArgumentException($"code {children[child].Key} is there twice", nameof(paths))] = rounded[child];
            else
                RoundBelow(below, level + 1, rounded[child], parts, paths, unit, amounts);
        }
    }
}

namespace ZoneComp.Outputs.Tables;

/// <summary>The column of factors in whose proportion a scheme's whole fund is computed, tried on every row of the scheme.</summary>
internal static class FundShares
{
    private const decimal Same = 0.000001m;

    private const int CodeColumns = 2;

    /// <summary>By scheme the column and what its values add up to; schemes whose amounts follow no column are not in it.</summary>
    public static IReadOnlyDictionary<string, (int Column, decimal Sum)> Of(RunResults results, PeopleTable factors)
    {
        Dictionary<string, (int, decimal)> shares = new(StringComparer.Ordinal);
        if (results.Allocation is not { } allocation)
            return shares;
        Dictionary<string, int> regions = results.Combinations.Regions.Select((region, index) => (region.Code, index))
            .ToDictionary(pair => pair.Code, pair => pair.index, StringComparer.Ordinal);
        ILookup<string, AllocationRow> rows = allocation.Rows.ToLookup(row => row.Scheme, StringComparer.Ordinal);
        foreach (SchemeResult scheme in allocation.Schemes)
        {
            if (scheme.FundYuan is { } fund && Share(fund, [.. rows[scheme.Name]], regions, factors) is { } share)
                shares[scheme.Name] = share;
        }

        return shares;
    }

    private static (int Column, decimal Sum)? Share(
        decimal fund,
        List<AllocationRow> rows,
        Dictionary<string, int> regions,
        PeopleTable factors)
    {
        if (rows.Count == 0 || rows.Exists(row => !regions.ContainsKey(row.Unit)) || rows.DistinctBy(row => row.Unit).Count() != rows.Count)
            return null;
        HashSet<int> paid = [.. rows.Select(row => regions[row.Unit])];
        for (int column = factors.Columns.Count - 1; column >= CodeColumns; column--)
        {
            decimal?[] values = [.. factors.Rows.Select(row => row[column] as decimal?)];
            // The sum runs over the whole column: who is not paid must not weigh in it.
            if (values.Any(value => value is < 0 or > 1e15m)
                || values.Where((value, region) => value is > 0 && !paid.Contains(region)).Any())
                continue;
            decimal sum = values.Sum(value => value ?? 0);
            if (sum > 0
                && rows.TrueForAll(row =>
                    values[regions[row.Unit]] is { } value && Math.Abs((value / sum * fund) - row.ComputedYuan) <= Same))
                return (column, sum);
        }

        return null;
    }
}

namespace ZoneComp.WhatIf;

/// <summary>What one scheme, or all together, pays each payee.</summary>
/// <param name="Code">Of the region, unit or party.</param>
/// <param name="LastYearYuan">Null where a part of the amount has no last year.</param>
/// <param name="Bound">What held the amount; "" for nothing.</param>
internal sealed record PayeeAmount(string Code, string Name, decimal AmountYuan, decimal? LastYearYuan, string Bound)
{
    /// <summary>The table that holds a scheme: of money, or of quotas, which nothing adds to money; null where there is none.</summary>
    /// <param name="scheme">"" for all that is money.</param>
    public static AllocationTable? TableOf(RunTables tables, string scheme) =>
        tables.Quotas?.Schemes.Any(quota => quota.Name == scheme) == true ? tables.Quotas : tables.Allocation;

    /// <summary>What a scheme gives, whether money or quota; null for all that is money together.</summary>
    public static SchemeResult? SchemeOf(RunTables tables, string scheme) =>
        TableOf(tables, scheme)?.Schemes.FirstOrDefault(each => each.Name == scheme);

    /// <summary>Payees in the order of the rows.</summary>
    /// <param name="scheme">"" for all schemes together; money that one hands on counts where it arrives.</param>
    public static IReadOnlyList<PayeeAmount> Of(AllocationTable table, string scheme)
    {
        Dictionary<string, PayeeAmount> amounts = new(StringComparer.Ordinal);
        foreach (AllocationRow row in table.Rows.Where(row => scheme.Length == 0 || row.Scheme == scheme))
        {
            amounts[row.Unit] = amounts.TryGetValue(row.Unit, out PayeeAmount? before)
                ? before with
                {
                    AmountYuan = before.AmountYuan + row.AmountYuan,
                    LastYearYuan = before.LastYearYuan + row.LastYearYuan,
                    Bound = Together(before.Bound, row.Bound),
                }
                : new PayeeAmount(row.Unit, row.UnitName, row.AmountYuan, row.LastYearYuan, row.Bound);
        }

        if (scheme.Length == 0)
        {
            foreach (HandedOnRow row in table.HandedOn.Where(row => amounts.ContainsKey(row.Unit)))
                amounts[row.Unit] = amounts[row.Unit] with { AmountYuan = amounts[row.Unit].AmountYuan - row.AmountYuan };
        }

        return [.. amounts.Values];
    }

    private static string Together(string one, string other) =>
        one.Length == 0 || one == other ? other : other.Length == 0 ? one : $"{one}; {other}";
}

namespace ZoneComp.Allocation.Rules;

/// <summary>A joint fund: parties pay in and draw out in fixed ratios (Chishui 2018-20: paid in 1:5:4, drawn 3:4:3).</summary>
public static class Agreement
{
    /// <param name="paysIn">Party and ratio, any scale.</param>
    /// <param name="draws">Party and ratio, any scale.</param>
    /// <param name="name">Of the fund: payee of what is paid in, payer of what is drawn.</param>
    public static IReadOnlyList<LedgerRow> Settle(
        string scheme, string name, string period, decimal fundYuan, IReadOnlyDictionary<string, decimal> paysIn,
        IReadOnlyDictionary<string, decimal> draws, decimal unitYuan)
    {
        List<LedgerRow> rows = [];
        foreach ((string party, decimal amount) in Parts(fundYuan, paysIn, unitYuan))
            rows.Add(new LedgerRow(scheme, name, period, "pays_in", party, name, amount, ""));
        foreach ((string party, decimal amount) in Parts(fundYuan, draws, unitYuan))
            rows.Add(new LedgerRow(scheme, name, period, "draws", name, party, amount, ""));
        return [.. rows.Where(row => row.AmountYuan > 0)];
    }

    private static IEnumerable<(string Party, decimal Amount)> Parts(
        decimal fundYuan,
        IReadOnlyDictionary<string, decimal> ratios,
        decimal unitYuan)
    {
        string[] parties = [.. ratios.Keys.Order(StringComparer.Ordinal)];
        decimal[] amounts = LargestRemainder.Round(
            PoolFormula.Share(fundYuan, [.. parties.Select(party => ratios[party])]),
            fundYuan,
            unitYuan,
            parties);
        return parties.Zip(amounts);
    }
}

using System.Globalization;

namespace ZoneComp.Allocation.Rules;

/// <summary>Payments between two parties: sections of rivers, air quality, basins, agreements.</summary>
public static class Ledger
{
    /// <param name="capPerItemYuan">
    /// Most that one item of one section may cost in one period, either way (Hefei 2022: 300 wan yuan per factor); null for no cap.
    /// </param>
    /// <param name="lateSurcharge">Added to what is paid late, as a ratio (Liaoning 2017: 0.1); after the cap, which is on the
    /// standard.</param>
    /// <returns>Rows with amounts not below zero: an entry below zero has payer and payee exchanged. Zero rows are left out.</returns>
    public static IReadOnlyList<LedgerRow> Settle(
        string scheme, IReadOnlyList<LedgerEntry> entries, decimal? capPerItemYuan, decimal lateSurcharge, decimal unitYuan)
    {
        List<LedgerRow> rows = [];
        foreach (LedgerEntry entry in entries
            .OrderBy(entry => entry.Section, StringComparer.Ordinal).ThenBy(entry => entry.Period, StringComparer.Ordinal)
            .ThenBy(entry => entry.Item, StringComparer.Ordinal)
                .ThenBy(entry => entry.Payer, StringComparer.Ordinal)
                .ThenBy(entry => entry.Payee, StringComparer.Ordinal))
        {
            decimal size = Math.Abs(entry.AmountYuan);
            string note = entry.Note;
            if (size > capPerItemYuan)
            {
                note = Join(note, string.Create(CultureInfo.InvariantCulture, $"cap {capPerItemYuan} of {size}"));
                size = capPerItemYuan.Value;
            }

            if (entry.PaidLate && lateSurcharge > 0)
            {
                note = Join(note, string.Create(CultureInfo.InvariantCulture, $"late, x {1 + lateSurcharge}"));
                size *= 1 + lateSurcharge;
            }

            decimal amount = MoneyUnit.Round(size, unitYuan);
            bool back = entry.AmountYuan < 0;
            if (amount > 0)
                rows.Add(new LedgerRow(
                    scheme, entry.Section, entry.Period, entry.Item, back ? entry.Payee : entry.Payer, back ? entry.Payer : entry.Payee,
                    amount, note));
        }

        return rows;
    }

    /// <summary>What each party receives less what it pays, by party (ordinal). All together are zero.</summary>
    public static IReadOnlyDictionary<string, decimal> Net(IEnumerable<LedgerRow> rows)
    {
        SortedDictionary<string, decimal> net = new(StringComparer.Ordinal);
        foreach (LedgerRow row in rows)
        {
            net[row.Payer] = net.GetValueOrDefault(row.Payer) - row.AmountYuan;
            net[row.Payee] = net.GetValueOrDefault(row.Payee) + row.AmountYuan;
        }

        return net;
    }

    private static string Join(string first, string second) => first.Length == 0 ? second : $"{first}; {second}";
}

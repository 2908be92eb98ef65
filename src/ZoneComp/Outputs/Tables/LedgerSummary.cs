using System.Globalization;

namespace ZoneComp.Outputs.Tables;

/// <summary>What the payments of a scheme come to, in a line: their net over all parties is nothing, so the scheme's total says
/// nothing.</summary>
public static class LedgerSummary
{
    private const int MostPairs = 3;

    /// <summary>"6 payments, 1,150,000.00 yuan; net 汶川县 → 都江堰市 850,000.00 yuan"; null for schemes that are no payments between
    /// parties.</summary>
    public static LocalText? Of(SchemeResult scheme, AllocationTable allocation, IReadOnlyList<Region> regions)
    {
        if (scheme.Kind is not ("ledger" or "agreement"))
            return null;
        LedgerRow[] payments = [.. allocation.Ledger.Where(row => row.Scheme == scheme.Name)];
        if (payments.Length == 0)
            return new("no payments", "无收付");
        Func<string, string> names = PartyTables.Names(regions);
        PartyTables.Pair[] pairs = [.. PartyTables.Pairs(payments, _ => "").OrderByDescending(pair => pair.Net)];
        string[] shown = [.. pairs.Take(MostPairs).Where(pair => pair.Net != 0m).Select(pair =>
            $"{Name(pair.NetPayer)} → {Name(pair.NetPayee)} {Yuan(pair.Net)}")];
        string sum = Yuan(payments.Sum(row => row.AmountYuan));
        int more = pairs.Count(pair => pair.Net != 0m) - shown.Length;
        return new LocalText(
            $"{payments.Length} payments, {sum} yuan; {Net("net ", ", ", " yuan", "all is even", $" and {more} pairs more")}",
            $"{payments.Length} 笔收付，共 {sum} 元；{Net("净额 ", "，", " 元", "各方收付相抵", $"，另有 {more} 对")}");

        string Net(string head, string between, string unit, string even, string others) =>
            shown.Length == 0 ? even : head + string.Join(between, shown.Select(pair => pair + unit)) + (more > 0 ? others : "");
        string Name(string party) => names(party) is { Length: > 0 } name ? name : party;
    }

    private static string Yuan(decimal yuan) => yuan.ToString("N2", CultureInfo.InvariantCulture);
}

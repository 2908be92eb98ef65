namespace ZoneComp.Allocation.Parts;

/// <summary>Ledger payments to a scheme's outcome: regions and units above them get their net of the year as their amount, at whatever
/// level the parties are.</summary>
internal static class LedgerRows
{
    /// <summary>A party is a region, a unit above one, or named in the policy.</summary>
    public static void CheckParty(SchemeRun run, string party, string row, IReadOnlyList<string> named)
    {
        bool known = named.Contains(party)
            || run.Table.Regions.Any(region => region.Code == party || region.Parents.Values.Contains(party));
        if (!known)
            run.Log.Add(AllocationFindings.UnknownParty(run.Head.Name, party, row));
    }

    /// <summary>What payers that are regions, or units above them, pay to others by the portions of <c>payers</c> or as named sources: a
    /// payment each.</summary>
    public static IEnumerable<LedgerRow> OfPayers(IEnumerable<SchemeOutcome> outcomes, IReadOnlyList<Region> regions, int year)
    {
        string period = year.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return PaidByRegions(outcomes, regions).Select(row => row.AmountYuan > 0
                ? new LedgerRow(row.Scheme, "", period, "", row.Source, row.Unit, row.AmountYuan, "")
                : new LedgerRow(row.Scheme, "", period, "", row.Unit, row.Source, -row.AmountYuan, ""));
    }

    /// <summary>The same by payer, what is paid back taken off.</summary>
    public static IReadOnlyDictionary<string, decimal> Debits(IEnumerable<SchemeOutcome> outcomes, IReadOnlyList<Region> regions) =>
        PaidByRegions(outcomes, regions).GroupBy(row => row.Source, StringComparer.Ordinal)
            .ToDictionary(payer => payer.Key, payer => payer.Sum(row => row.AmountYuan), StringComparer.Ordinal);

    private static IEnumerable<AllocationRow> PaidByRegions(IEnumerable<SchemeOutcome> outcomes, IReadOnlyList<Region> regions)
    {
        HashSet<string> codes = [.. regions.SelectMany(region => region.Parents.Values.Append(region.Code))];
        return outcomes.SelectMany(outcome => outcome.Rows)
            .Where(row => codes.Contains(row.Source) && row.Source != row.Unit && row.AmountYuan != 0);
    }

    public static SchemeOutcome Outcome(SchemeRun run, IReadOnlyList<LedgerRow> ledger)
    {
        IReadOnlyDictionary<string, decimal> net = Ledger.Net(ledger);
        Dictionary<string, int> payments = ledger.SelectMany(row => new[] { row.Payer, row.Payee })
            .GroupBy(party => party, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        Dictionary<string, string> names = run.Table.Regions.SelectMany(
            region => region.Parents,
            (region, parent) => (Code: parent.Value, Name: region.ParentNames.GetValueOrDefault(parent.Key, parent.Value)))
            .DistinctBy(parent => parent.Code, StringComparer.Ordinal)
                .ToDictionary(parent => parent.Code, parent => parent.Name, StringComparer.Ordinal);
        foreach (Region region in run.Table.Regions)
            names[region.Code] = region.Name;
        AllocationRow[] rows = [.. net.Where(party => names.ContainsKey(party.Key)).Select(party => new AllocationRow(
            party.Key, names[party.Key], run.Head.Name, "", party.Value, party.Value, party.Value, null, "", FormattableString.Invariant(
                $"net of {payments[party.Key]} payments")))];
        return new SchemeOutcome(SchemeFinish.Result(run, fund: null, rows.Sum(row => row.AmountYuan), unallocated: 0), rows)
        {
            Ledger = ledger,
        };
    }
}

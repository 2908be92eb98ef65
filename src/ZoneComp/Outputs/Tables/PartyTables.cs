namespace ZoneComp.Outputs.Tables;

/// <summary>The payments between parties netted: pair by pair, pair by pair and period, and party by party.</summary>
internal static class PartyTables
{
    public static IEnumerable<PeopleTable> Of(AllocationTable allocation, IReadOnlyList<Region> regions)
    {
        Func<string, string> name = Names(regions);
        yield return new PeopleTable(
            "ledger_pairs", new("Net between parties", "双方净额表"), Note, 2, PairColumns(withPeriod: false),
            [.. Pairs(allocation.Ledger, _ => "").Select(pair => pair.Row(name, withPeriod: false))]);
        yield return new PeopleTable(
            "ledger_months", new("Net between parties by period", "双方分时段净额表"), Note, 3, PairColumns(withPeriod: true),
            [.. Pairs(allocation.Ledger, row => row.Period).Select(pair => pair.Row(name, withPeriod: true))]);
        yield return new PeopleTable(
            "ledger_parties", new("Net of each party", "各方净额表"), Note, 2,
            [
                new("party", new("Party", "一方"), PeopleFormat.Text), new("party_name", new("Name", "名称"), PeopleFormat.Text),
                Yuan("received_yuan", "Receives", "收入"), Yuan("paid_yuan", "Pays", "支出"), Yuan("net_yuan", "Net", "净额"),
            ],
            [.. Parties(allocation.Ledger, name)]);
    }

    private static LocalText Note => new("Unit: yuan", "单位：元");

    private static PeopleColumn Yuan(string name, string en, string zh) => new(name, new(en, zh), PeopleFormat.Number, 2, TotalKind.Sum);

    private static IReadOnlyList<PeopleColumn> PairColumns(bool withPeriod) =>
    [
        .. withPeriod ? (PeopleColumn[])[new("period", new("Period", "时段"), PeopleFormat.Text)] : [],
        new("first", new("One party", "甲方"), PeopleFormat.Text), new("first_name", new("Its name", "甲方名称"), PeopleFormat.Text),
        new("second", new("Other party", "乙方"), PeopleFormat.Text), new("second_name", new("Its name", "乙方名称"), PeopleFormat.Text),
        Yuan("first_pays_yuan", "The one pays", "甲方付乙方"), Yuan("second_pays_yuan", "The other pays", "乙方付甲方"),
        new("net_payer", new("Pays on balance", "净付款方"), PeopleFormat.Text), Yuan("net_yuan", "Net", "净额"),
    ];

    // The smaller code first, so that both directions meet in one row.
    internal static IEnumerable<Pair> Pairs(IReadOnlyList<LedgerRow> ledger, Func<LedgerRow, string> period) => ledger
        .GroupBy(row => (Period: period(row), First: Smaller(row.Payer, row.Payee), Second: Smaller(row.Payer, row.Payee) == row.Payer
            ? row.Payee : row.Payer))
        .OrderBy(pair => pair.Key.Period, StringComparer.Ordinal).ThenBy(pair => pair.Key.First, StringComparer.Ordinal).ThenBy(pair =>
            pair.Key.Second, StringComparer.Ordinal)
        .Select(pair => new Pair(
            pair.Key.Period, pair.Key.First, pair.Key.Second,
            pair.Where(row => row.Payer == pair.Key.First).Sum(row => row.AmountYuan), pair.Where(row => row.Payer != pair.Key.First)
                .Sum(row => row.AmountYuan)));

    private static IEnumerable<IReadOnlyList<object?>> Parties(IReadOnlyList<LedgerRow> ledger, Func<string, string> name)
    {
        ILookup<string, decimal> paid = ledger.ToLookup(row => row.Payer, row => row.AmountYuan, StringComparer.Ordinal);
        ILookup<string, decimal> received = ledger.ToLookup(row => row.Payee, row => row.AmountYuan, StringComparer.Ordinal);
        return ledger.SelectMany(row => new[] { row.Payer, row.Payee }).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(party => (IReadOnlyList<object?>)[party, name(party), received[party].Sum(), paid[party].Sum(), received[party]
                .Sum() - paid[party].Sum()]);
    }

    internal static Func<string, string> Names(IReadOnlyList<Region> regions)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (Region region in regions)
        {
            foreach ((string level, string parent) in region.Parents)
                _ = names.TryAdd(parent, region.ParentNames.GetValueOrDefault(level, ""));
        }

        foreach (Region region in regions)
            names[region.Code] = region.Name;
        return party => names.GetValueOrDefault(party, "");
    }

    private static string Smaller(string one, string other) => string.CompareOrdinal(one, other) <= 0 ? one : other;

    internal sealed record Pair(string Period, string First, string Second, decimal FirstPays, decimal SecondPays)
    {
        public decimal Net => Math.Abs(FirstPays - SecondPays);

        public string NetPayer => FirstPays > SecondPays ? First : Second;

        public string NetPayee => FirstPays > SecondPays ? Second : First;

        public IReadOnlyList<object?> Row(Func<string, string> name, bool withPeriod) =>
        [
            .. withPeriod ? (object?[])[Period] : [],
            First, name(First), Second, name(Second), FirstPays, SecondPays,
            Net == 0m ? "" : NetPayer, Net,
        ];
    }
}

namespace ZoneComp.Allocation.Schemes;

/// <summary>Two-party payments by the rows of a table: sections, air, basins; the year's net by payee goes among the amounts.</summary>
/// <param name="Parties">Parties that are neither regions nor units above them: "province", a city of the neighbour.</param>
internal sealed record LedgerScheme(
    SchemeHead Head, SchemeTable Table, Formula Payer, Formula Payee, Formula Amount, Formula? Section, SchemePeriods Periods,
    Formula? Item, Formula? Late,
    Formula? Cap, decimal LateSurcharge, IReadOnlyList<string> Parties) : Scheme(Head)
{
    public static Scheme? Read(SchemeHead head, MapReader map, SchemeTables tables, SchemeExpressions expressions)
    {
        SchemeTable? table = SchemeTable.Read(map, tables, byRegion: false);
        PolicyNode? payer = map.Required("payer"), payee = map.Required("payee"), amount = map.Required("amount");
        PolicyNode? section = map.Optional("section"), item = map.Optional("item"), late = map.Optional("late");
        Formula? cap = expressions.OneMoney(map.Optional("cap_per_item"));
        decimal surcharge = map.OptionalNumber("late_surcharge") ?? 0m;
        if (surcharge is < 0 or > 1)
            map.Errors.Add(
                map.Optional("late_surcharge")!,
                "'late_surcharge' is the part added to a late payment, 0 to 1: ten percent is 0.1",
                "late_surcharge 为逾期加收比例，0 至 1：百分之十写作 0.1");
        IReadOnlyList<string> parties = map.Texts("parties");
        if (late is null != (surcharge == 0))
            map.Errors.Add(
                late ?? map.Optional("late_surcharge")!,
                "'late' (which rows) and 'late_surcharge' (how much) go together",
                "late（哪些行）与 late_surcharge（加收比例）须同时写明");
        if (head.Bounds.Count > 0 || head.Eligible is not null || head.Payers.Count > 0)
            map.Errors.Add(
                map.Node,
                "a ledger has no 'bounds', 'eligible' or 'payers': each row says who pays whom",
                "ledger 不能写 bounds、eligible、payers：每行已写明付款方与收款方");
        SchemePeriods periods = SchemePeriods.Read(map, table?.Expressions);
        if (table is null)
            return null;
        SchemeExpressions rows = table.Expressions;
        Formula? from = rows.Text(payer), to = rows.Text(payee);
        Formula? money = tables.Expressions(new PartyScope(table.Scope, tables.Columns, from, to), map.Errors).Money(amount);
        Formula? sections = rows.Text(section), items = rows.Text(item), flags = rows.Flag(late);
        return from is null || to is null || money is null ? null
            : new LedgerScheme(head, table, from, to, money, sections, periods, items, flags, cap, surcharge, parties);
    }

    public override SchemeOutcome Run(SchemeRun run)
    {
        List<LedgerEntry> entries = [];
        for (int row = 0; row < Table.Count; row++)
        {
            entries.Add(Entry(row, run));
            LedgerRows.CheckParty(run, entries[row].Payer, Table.Label(row), Parties);
            LedgerRows.CheckParty(run, entries[row].Payee, Table.Label(row), Parties);
            if (entries[row].Payer == entries[row].Payee)
                run.Log.Add(AllocationFindings.PaysItself(Head.Name, Table.Label(row), entries[row].Payer));
        }

        decimal? cap = Cap is null ? null : run.Uniform(Cap);
        if (cap is < 0)
            run.Log.Add(AllocationFindings.OutOfRange(Head.Name, Head.Name, "cap_per_item", cap.Value, "0", "more"));
        if (cap is not null)
            TellRepeated(run, entries);
        TellWithin(run, entries);
        return LedgerRows.Outcome(run, Ledger.Settle(Head.Name, entries, cap, LateSurcharge, Head.UnitYuan));
    }

    /// <summary>A row of the table, its texts without what programs add to codes.</summary>
    public LedgerEntry Entry(int row, SchemeRun run) => new(
        CodeText.Plain(SchemeTable.Text(Section, row)), Periods.Of(SchemeTable.Text(Periods.Written, row), Table.Label(row), run),
        CodeText.Plain(SchemeTable.Text(Item, row)),
        CodeText.Plain(SchemeTable.Text(Payer, row)), CodeText.Plain(SchemeTable.Text(Payee, row)),
        Table.Number(Amount, row, run), Table.Flag(Late, row, run), "");

    // A month and the quarter that it lies in pay the same days twice.
    private void TellWithin(SchemeRun run, List<LedgerEntry> entries)
    {
        foreach (IGrouping<(string, string, string, string), int> rows in Enumerable.Range(0, entries.Count)
            .GroupBy(row => (entries[row].Section, entries[row].Item, entries[row].Payer, entries[row].Payee)))
        {
            (Period Period, int Row)[] periods = [.. rows.Select(row => (Period.Read(entries[row].Period, run.Year), row))
                .Where(each => each.Item1 is not null).Select(each => (each.Item1!, each.row)).DistinctBy(each => each.Item1.Text)];
            foreach ((Period period, int row) in periods)
            {
                if (periods.FirstOrDefault(other => other.Period != period && other.Period.Covers(period)) is { Period: { } wider } around)
                    run.Log.Add(AllocationFindings.PeriodWithin(
                        Head.Name, Table.Label(row), period.Text, Table.Label(around.Row), wider.Text));
            }
        }
    }

    // Each row would have the whole cap for itself.
    private void TellRepeated(SchemeRun run, List<LedgerEntry> entries)
    {
        foreach (IGrouping<(string, string, string), int> rows in Enumerable.Range(0, entries.Count)
            .GroupBy(row => (entries[row].Section, entries[row].Period, entries[row].Item))
            .Where(rows => rows.Count() > 1))
            run.Log.Add(AllocationFindings.CappedTwice(Head.Name, Table.Label(rows.First()), Table.Label(rows.ElementAt(1))));
    }
}

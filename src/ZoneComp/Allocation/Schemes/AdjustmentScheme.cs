namespace ZoneComp.Allocation.Schemes;

/// <summary>Hand adjustments (人工调整): each row of a table with its reason and funding, both shown with the amount.</summary>
/// <param name="Balanced">Whether they must add up to zero: taken from some, given to others.</param>
internal sealed record AdjustmentScheme(
    SchemeHead Head, SchemeTable Table, Formula Amount, Formula Reason, Formula Funding, bool Balanced) : Scheme(Head)
{
    public static Scheme? Read(SchemeHead head, MapReader map, SchemeTables tables)
    {
        SchemeTable? table = SchemeTable.Read(map, tables, byRegion: true, head.Quantity);
        PolicyNode? amount = map.Required("amount"), reason = map.Required("reason"), funding = map.Required("funding");
        bool balanced = map.OptionalFlag("balanced", otherwise: false);
        if (head.Level.Length > 0 || head.Bounds.Count > 0)
            map.Errors.Add(map.Node, "adjustments are made by hand for regions: no 'to', no 'bounds'", "人工调整直接针对区域：不能写 to 或 bounds");
        if (table is null)
            return null;
        Formula? money = table.Expressions.Money(amount), why = table.Expressions.Text(reason), from = table.Expressions.Text(funding);
        return money is null || why is null || from is null ? null : new AdjustmentScheme(head, table, money, why, from, balanced);
    }

    public override SchemeOutcome Run(SchemeRun run)
    {
        List<AllocationRow> rows = [];
        for (int row = 0; row < Table.Count; row++)
        {
            decimal computed = Table.Number(Amount, row, run);
            string reason = SchemeTable.Text(Reason, row), funding = SchemeTable.Text(Funding, row);
            if (computed != 0 && (reason.Length == 0 || funding.Length == 0))
                run.Log.Add(AllocationFindings.NoReason(Head.Name, Table.Label(row)));
            Region region = run.Table.Regions[Table.RegionOf(row)];
            if (computed != 0)
                rows.Add(new AllocationRow(
                    region.Code, region.Name, Head.Name, funding, computed, computed, MoneyUnit.Round(computed, Head.UnitYuan), null, "",
                    reason));
        }

        decimal total = rows.Sum(row => row.AmountYuan);
        if (Balanced && total != 0)
            run.Log.Add(AllocationFindings.NotBalanced(Head.Name, total, Head.Measure));
        return new SchemeOutcome(
            SchemeFinish.Result(run, fund: null, total, unallocated: 0),
            [.. rows.OrderBy(row => row.Unit, StringComparer.Ordinal).ThenBy(row => row.Source, StringComparer.Ordinal)]);
    }
}

namespace ZoneComp.Allocation.Schemes;

/// <summary>Lump sums by the rows of a table: titles, demonstration areas, posts, claims.</summary>
internal sealed record LumpScheme(SchemeHead Head, SchemeTable Table, Formula Amount, Formula? Item) : Scheme(Head)
{
    public static Scheme? Read(SchemeHead head, MapReader map, SchemeTables tables)
    {
        SchemeTable? table = SchemeTable.Read(map, tables, byRegion: true, head.Quantity);
        PolicyNode? amount = map.Required("amount"), item = map.Optional("item");
        Formula? money = table?.Expressions.Money(amount), name = table?.Expressions.Text(item);
        return table is null || money is null ? null : new LumpScheme(head, table, money, name);
    }

    public override SchemeOutcome Run(SchemeRun run)
    {
        bool[] eligible = run.Eligible();
        decimal[] byRegion = new decimal[run.Table.Regions.Count];
        List<string>[] items = [.. byRegion.Select(_ => new List<string>())];
        for (int row = 0; row < Table.Count; row++)
        {
            int region = Table.RegionOf(row);
            byRegion[region] += Table.Number(Amount, row, run);
            if (SchemeTable.Text(Item, row) is { Length: > 0 } item)
                items[region].Add(item);
        }

        return SchemeFinish.Unfunded(
            run,
            [.. run.Payees.Members.Select((members, i) => eligible[i] ? OrderFreeSum.Of(members.Select(region => byRegion[region])) : 0)],
            [.. run.Payees.Members.Select(members => string.Join(", ", members.SelectMany(region => items[region])))]);
    }
}

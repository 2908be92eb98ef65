namespace ZoneComp.Allocation.Parts;

/// <summary>
/// Who receives the regions' amounts where it is not the regions: merged and split counties, units without ground of their own
/// (市本级, 管委会), by a table of region, unit and share.
/// </summary>
/// <param name="Share">Part of the region's amount that the unit receives, 0 to 1; a region's parts add up to 1.</param>
internal sealed record PaidTo(SchemeTable Table, Formula Unit, Formula Name, Formula Share)
{
    public static PaidTo? Read(MapReader map, string level, SchemeTables tables)
    {
        if (map.OptionalMap("paid_to") is not MapReader block)
            return null;
        if (level.Length > 0)
            map.Errors.Add(
                block.Node,
                "'paid_to' passes the regions' amounts on and does not go with 'to'",
                "paid_to 用于转付各区域的金额，不能与 to 同用");
        SchemeTable? table = SchemeTable.Read(block, tables, byRegion: true);
        PolicyNode? unit = block.Required("unit"), name = block.Required("name"), share = block.Required("share");
        block.Finish();
        if (table is null)
            return null;
        Formula? code = table.Expressions.Text(unit), title = table.Expressions.Text(name), part = table.Expressions.Number(share);
        return code is null || title is null || part is null ? null : new PaidTo(table, code, title, part);
    }

    /// <summary>The same money by unit: every region's amount is split to the unit of money, then added up by unit and source.</summary>
    public SchemeOutcome Apply(SchemeRun run, SchemeOutcome outcome)
    {
        ILookup<string, (string Unit, string Name, decimal Share)> shares = Enumerable.Range(0, Table.Count).ToLookup(
            row => run.Table.Regions[Table.RegionOf(row)].Code,
            row => (CodeText.Plain(SchemeTable.Text(Unit, row)), SchemeTable.Text(Name, row), Table.Number(Share, row, run)),
            StringComparer.Ordinal);
        for (int row = 0; row < Table.Count; row++)
        {
            if (SchemeTable.Text(Unit, row).Length == 0)
                run.Log.Add(AllocationFindings.NoUnit(run.Head.Name, Table.Label(row), Unit.Span.Text));
        }

        List<AllocationRow> split = [];
        foreach (AllocationRow row in outcome.Rows)
        {
            (string Unit, string Name, decimal Share)[] units = [.. shares[row.Unit]];
            decimal sum = units.Sum(unit => unit.Share);
            int below = Array.FindIndex(units, unit => unit.Share < 0);
            if (sum != 1 || below >= 0)
            {
                if (row.AmountYuan != 0)
                {
                    run.Log.Add(below < 0
                        ? AllocationFindings.SharesOfUnits(run.Head.Name, row.Unit, sum)
                        : AllocationFindings.ShareBelowZero(run.Head.Name, row.Unit, units[below].Unit, units[below].Share));
                }

                split.Add(row);
                continue;
            }

            decimal[] amounts = LargestRemainder.Round(
                [.. units.Select(unit => row.AmountYuan * unit.Share)],
                row.AmountYuan,
                run.Head.UnitYuan,
                [.. units.Select(unit => unit.Unit)]);
            split.AddRange(units.Select((unit, i) => row with
            {
                Unit = unit.Unit,
                UnitName = unit.Name,
                ComputedYuan = row.ComputedYuan * unit.Share,
                BoundedYuan = row.BoundedYuan * unit.Share,
                AmountYuan = amounts[i],
                LastYearYuan = row.LastYearYuan * unit.Share,
                FloorYuan = null,
                CapYuan = null,
                Factor = 1m,
            }));
        }

        return outcome with
        {
            Rows =
            [
                .. split.GroupBy(row => (row.Unit, row.Source)).OrderBy(unit => unit.Key.Unit, StringComparer.Ordinal).Select(Together),
            ],
        };
    }

    private static AllocationRow Together(IGrouping<(string Unit, string Source), AllocationRow> rows) => rows.First() with
    {
        ComputedYuan = rows.Sum(row => row.ComputedYuan),
        BoundedYuan = rows.Sum(row => row.BoundedYuan),
        AmountYuan = rows.Sum(row => row.AmountYuan),
        LastYearYuan = rows.All(row => row.LastYearYuan is not null) ? rows.Sum(row => row.LastYearYuan) : null,
        Bound = Joined(rows.Select(row => row.Bound)),
        Note = Joined(rows.Select(row => row.Note)),
    };

    private static string Joined(IEnumerable<string> texts) =>
        string.Join("; ", texts.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal));
}

namespace ZoneComp.Comparison;

/// <summary>The tables and the earlier run of a mix of two years, joined to the regions of the mix.</summary>
/// <remarks>
/// A region with one counterpart in the other year takes the row of the table's year. Rows of regions that were merged, split, or are in
/// one
/// year only go with the boundary: no number is made up for ground that a table does not know. A column that only one year has keeps that
/// year's values.
/// </remarks>
internal sealed class MixedTables
{
    private readonly IReadOnlyList<PolicyTable>[] tables;
    private readonly PreviousRun?[] previous;
    private readonly IReadOnlyList<Region>[] regions;
    private readonly UnitMatch match;

    private MixedTables(IReadOnlyList<PolicyTable>[] tables, PreviousRun?[] previous, IReadOnlyList<Region>[] regions, UnitMatch match)
    {
        this.tables = tables;
        this.previous = previous;
        this.regions = regions;
        this.match = match;
    }

    /// <param name="log">Gets what reading the tables finds.</param>
    public static MixedTables Read(ComparedRun old, ComparedRun current, UnitMatch match, DiagnosticLog log) => new(
        [
            TableStage.ReadAll(old.Policy, old.Combinations.Regions, log, []),
            TableStage.ReadAll(current.Policy, current.Combinations.Regions, log, []),
        ],
        [PreviousRun.Of(old.Policy, old.Combinations.Regions, log), PreviousRun.Of(current.Policy, current.Combinations.Regions, log)],
        [old.Combinations.Regions, current.Combinations.Regions],
        match);

    public IReadOnlyList<PolicyTable> Of(PolicyFile mixed, Mix mix) => [.. mixed.Tables.Select(settings => Table(settings, mix))];

    public IPreviousRun? Previous(Mix mix)
    {
        int year = mix.IsNew(SwitchKind.Previous) ? 1 : 0, side = mix.IsNew(SwitchKind.Boundary) ? 1 : 0;
        return previous[year] is { } run
            ? year == side ? run : new OtherCodes(run, previous[side], regions[side], code => match.Counterpart(code, side == 1))
            : null;
    }

    private PolicyTable Table(TableSettings settings, Mix mix)
    {
        int year = mix.IsNew(SwitchKind.Table, settings.Name) ? 1 : 0, side = mix.IsNew(SwitchKind.Boundary) ? 1 : 0;
        PolicyTable?[] both = [Find(0, settings.Name), Find(1, settings.Name)];
        PolicyTable chosen = (both[year] ?? both[1 - year])!;
        int from = both[year] is null ? 1 - year : year;
        PolicyTable main = AtRegions(chosen, from, both[side], side);
        PolicyTable? other = both[1 - from] is { } second ? AtRegions(second, 1 - from, both[side], side) : null;
        IReadOnlyList<Column> columns =
        [
            .. settings.Columns.Select(wanted => main.Columns.FirstOrDefault(column => column.Name == wanted.Name)
                ?? OtherYears(wanted, other, main.RowCount)),
        ];
        return main with { Settings = settings, Columns = columns };
    }

    // Rows without regions of two years do not stand for the same things, so a column that one year lacks is empty there.
    private static Column OtherYears(TableColumn wanted, PolicyTable? other, int rows) =>
        other?.Columns.FirstOrDefault(column => column.Name == wanted.Name) is { } column
            && column.Values.Count == rows
            && other.Settings.Rows == TableRows.Regions
            ? column
            : new Column(wanted.Name, wanted.Title, wanted.Quantity, wanted.Unit, new object?[rows]);

    private PolicyTable? Find(int year, string name) => tables[year].FirstOrDefault(table => table.Name == name);

    /// <summary>A table of one year for the regions of a side.</summary>
    private PolicyTable AtRegions(PolicyTable table, int year, PolicyTable? sides, int side)
    {
        if (year == side || table.RegionOf is null)
            return table;
        Dictionary<string, int> index = new(StringComparer.Ordinal);
        for (int at = 0; at < regions[year].Count; at++)
            index[regions[year][at].Code] = at;
        int[] counterpart =
        [
            .. regions[side].Select(region =>
                match.Counterpart(region.Code, side == 1) is { } code && index.TryGetValue(code, out int at) ? at : -1),
        ];
        return table.Settings.Rows == TableRows.Regions ? OneEach(table, sides, side, counterpart) : Many(table, sides, side, counterpart);
    }

    private PolicyTable OneEach(PolicyTable table, PolicyTable? sides, int side, int[] counterpart) => table with
    {
        Keys = [.. regions[side].Select(region => region.Code)],
        RegionOf = [.. Enumerable.Range(0, counterpart.Length)],
        Columns =
        [
            .. table.Columns.Select(column => column with
            {
                Values =
                [
                    .. counterpart.Select((at, region) => at >= 0 ? column.Values[at] : ColumnOf(sides, column.Name)?.Values[region]),
                ],
            }),
        ],
    };

    private PolicyTable Many(PolicyTable table, PolicyTable? sides, int side, int[] counterpart)
    {
        List<(PolicyTable? Table, int Row, int Region)> rows = [];
        for (int region = 0; region < counterpart.Length; region++)
        {
            PolicyTable? from = counterpart[region] >= 0 ? table : sides;
            int wanted = counterpart[region] >= 0 ? counterpart[region] : region;
            for (int row = 0; row < (from?.RegionOf?.Count ?? 0); row++)
            {
                if (from!.RegionOf![row] == wanted)
                    rows.Add((from, row, region));
            }
        }

        return table with
        {
            Keys = [.. rows.Select(row => regions[side][row.Region].Code)],
            RegionOf = [.. rows.Select(row => row.Region)],
            Columns =
            [
                .. table.Columns.Select(column =>
                    column with { Values = [.. rows.Select(row => ColumnOf(row.Table, column.Name)?.Values[row.Row])] }),
            ],
        };
    }

    private static Column? ColumnOf(PolicyTable? table, string name) => table?.Columns.FirstOrDefault(column => column.Name == name);

    /// <summary>An earlier run seen from regions with other codes.</summary>
    private sealed class OtherCodes(PreviousRun run, PreviousRun? sides, IReadOnlyList<Region> regions, Func<string, string?> counterpart)
        : IPreviousRun
    {
        public int Year => run.Year;

        public PreviousColumn? Find(string name)
        {
            if (run.Find(name) is not { } column)
                return null;
            Dictionary<string, object?> values = new(StringComparer.Ordinal);
            foreach (Region region in regions)
            {
                IReadOnlyDictionary<string, object?>? from = counterpart(region.Code) is null ? sides?.Find(name)?.Values : column.Values;
                if (from is not null && from.TryGetValue(counterpart(region.Code) ?? region.Code, out object? value))
                    values[region.Code] = value;
            }

            return column with { Values = values };
        }
    }
}

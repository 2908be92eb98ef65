namespace ZoneComp.Expressions;

/// <summary>Areas of sets per region, summed from the combination table; each set once, whoever asks.</summary>
internal sealed class GroundAreas
{
    private readonly CombinationTable table;
    private readonly ClassSet[] distinct;
    private readonly int[] setOfRow;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<decimal[]>> areas = new(StringComparer.Ordinal);

    public GroundAreas(CombinationTable table)
    {
        this.table = table;
        Dictionary<ClassSet, int> known = [];
        setOfRow = new int[table.Rows.Count];
        for (int row = 0; row < setOfRow.Length; row++)
        {
            ClassSet set = table.Rows[row].Classes;
            if (!known.TryGetValue(set, out setOfRow[row]))
                known.Add(set, setOfRow[row] = known.Count);
        }

        distinct = [.. known.Keys];
    }

    /// <summary>Internal area units (thirds of m²) of the set in each region.</summary>
    public decimal[] Of(ZoneSet set) => areas.GetOrAdd(set.Text, _ => new Lazy<decimal[]>(() => Sum(set))).Value;

    /// <summary>For each distinct combination, which of the sets hold it, by their index.</summary>
    public int[][] Holding(IReadOnlyList<ZoneSet> sets) =>
        [.. distinct.Select(ground => Enumerable.Range(0, sets.Count).Where(index => sets[index].Holds(ground)).ToArray())];

    /// <summary>Each region's ground as (distinct combination, internal area units); rows outside every region left out.</summary>
    public ILookup<int, (int Combination, decimal Area)> Pieces() =>
        Enumerable.Range(0, setOfRow.Length).Where(row => table.Rows[row].Region >= 0)
            .ToLookup(row => table.Rows[row].Region, row => (setOfRow[row], table.Rows[row].AreaM2 * InternalUnits.ThirdsInM2));

    /// <summary>
    /// What adding up the polygons of the classes would count too much in each region: ground that several features of
    /// one class cover, and ground that lies in several of the classes.
    /// </summary>
    public decimal[] Excess(IReadOnlyList<int> classes)
    {
        decimal[] excess = new decimal[table.Regions.Count];
        foreach ((int region, decimal areaM2) in ExcessM2(classes).Where(each => each.Region >= 0))
            excess[region] += areaM2 * InternalUnits.ThirdsInM2;
        return excess;
    }

    /// <summary>Whether ground of the classes would count twice anywhere, in a region or outside all.</summary>
    public bool HasExcess(IReadOnlyList<int> classes) => ExcessM2(classes).Any(each => each.AreaM2 > 0m);

    private IEnumerable<(int Region, decimal AreaM2)> ExcessM2(IReadOnlyList<int> classes) =>
        table.Repeats.Where(repeat => classes.Contains(repeat.Class)).Select(repeat => (repeat.Region, repeat.ExcessM2))
            .Concat(table.Rows.Select(row => (row.Region, (classes.Count(row.Classes.Contains) - 1) * row.AreaM2))
                .Where(each => each.Item2 > 0m));

    private decimal[] Sum(ZoneSet set)
    {
        bool[] holds = [.. distinct.Select(ground => set.Holds(ground))];
        decimal[] sums = new decimal[table.Regions.Count];
        for (int index = 0; index < setOfRow.Length; index++)
        {
            CombinationRow row = table.Rows[index];
            if (holds[setOfRow[index]] && row.Region >= 0)
                sums[row.Region] += row.AreaM2;
        }

        for (int region = 0; region < sums.Length; region++)
            sums[region] *= InternalUnits.ThirdsInM2;
        return sums;
    }
}

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
        foreach (RepeatRow repeat in table.Repeats)
        {
            if (repeat.Region >= 0 && classes.Contains(repeat.Class))
                excess[repeat.Region] += repeat.ExcessM2 * InternalUnits.ThirdsInM2;
        }

        foreach (CombinationRow row in table.Rows)
        {
            int times = classes.Count(row.Classes.Contains);
            if (row.Region >= 0 && times > 1)
                excess[row.Region] += (times - 1) * row.AreaM2 * InternalUnits.ThirdsInM2;
        }

        return excess;
    }

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

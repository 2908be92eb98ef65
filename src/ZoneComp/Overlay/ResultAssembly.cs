namespace ZoneComp.Overlay;

/// <summary>Turns the sums into the result: in order, without ghosts.</summary>
internal sealed class ResultAssembly<TSet>(OverlayInput input, TileSums<TSet> sums, long termError)
    where TSet : struct, IClassBits<TSet>
{
    public int Ghosts { get; private set; }

    public Int128 GhostArea2 { get; private set; }

    /// <summary>Rows by region, then by set; outside last.</summary>
    public List<OverlayArea> Areas()
    {
        var byRegion = new Dictionary<int, List<AreaSum>>();
        var excess = new List<AreaSum>();
        foreach (ref readonly AreaTable<TSet>.Row row in sums.Areas.Rows)
        {
            var sum = new AreaSum(row.Set.ToClassSet(), row.Area2, row.Rounded);
            if (row.Region == SpecialRegion.Excess)
                excess.Add(sum);
            else if (row.Region != SpecialRegion.Everywhere && byRegion.TryGetValue(row.Region, out List<AreaSum>? rows))
                rows.Add(sum);
            else if (row.Region != SpecialRegion.Everywhere)
                byRegion.Add(row.Region, [sum]);
        }

        var areas = new List<OverlayArea>();
        for (int region = 0; region < input.RegionCount; region++)
        {
            if (byRegion.TryGetValue(region, out List<AreaSum>? rows))
                areas.AddRange(WithoutGhosts(rows).Select(row => new OverlayArea(region, row.Classes, row.Area2)));
        }

        if (byRegion.TryGetValue(SpecialRegion.Outside, out List<AreaSum>? outside))
            areas.AddRange(Outside(outside, excess).Select(row => new OverlayArea(SpecialRegion.Outside, row.Classes, row.Area2)));
        return areas;
    }

    public List<OverlayRepeat> Repeats() =>
        [.. sums.Repeats.Sums
            .Where(pair => pair.Value.Repeated2 > Bound(pair.Value.Rounded))
            .Select(pair =>
                new OverlayRepeat(pair.Key.Region, pair.Key.Class, pair.Value.Repeated2, pair.Value.Excess2)
                {
                    Hidden = pair.Key.Hidden.ToClassSet(),
                })
            .OrderBy(repeat => SpecialRegion.Order(repeat.Region)).ThenBy(repeat => repeat.Class).ThenBy(repeat => repeat.Hidden)];

    /// <summary>By region, zone and set; pieces within their rounding bound of zero are joined to the zone's largest there.</summary>
    public List<OverlayPiece> Pieces()
    {
        var pieces = new List<OverlayPiece>();
        foreach (IGrouping<(int Region, int Zone), AreaTable<TSet>.Row> group in sums.Pieces.ToArray()
            .GroupBy(row => (row.Region, Zone: input.ZoneOfFeature(row.Feature)))
            .OrderBy(group => SpecialRegion.Order(group.Key.Region)).ThenBy(group => group.Key.Zone))
        {
            List<AreaSum> rows =
            [
                .. group.Select(row => new AreaSum(row.Set.ToClassSet(), row.Area2, row.Rounded)).OrderBy(row => row.Classes),
            ];
            pieces.AddRange(Joined(rows, out int _, out Int128 _).Where(row => row.Area2 > Bound(row.Rounded))
                .Select(row => new OverlayPiece(group.Key.Region, group.Key.Zone, row.Classes, row.Area2)));
        }

        return pieces;
    }

    public bool IsAboveRounding(Int128 area2, long rounded) => area2 > Bound(rounded);

    private Int128 Bound(long rounded) => rounded * (Int128)termError;

    private List<AreaSum> WithoutGhosts(List<AreaSum> rows)
    {
        rows.Sort((left, right) => left.Classes.CompareTo(right.Classes));
        List<AreaSum> kept = Joined(rows, out int ghosts, out Int128 area2);
        Ghosts += ghosts;
        GhostArea2 += area2;
        return kept;
    }

    /// <summary>
    /// Joins each sum within its rounding bound of zero to the largest, so that the total stays; also those below zero, which slivers of
    /// wrongly wound ground
    /// leave where they are too thin to be a fault.
    /// </summary>
    private List<AreaSum> Joined(List<AreaSum> rows, out int ghosts, out Int128 ghostArea2)
    {
        (ghosts, ghostArea2) = (0, 0);
        int largest = 0;
        for (int index = 1; index < rows.Count; index++)
        {
            if (rows[index].Area2 > rows[largest].Area2)
                largest = index;
        }

        var kept = new List<AreaSum>(rows.Count);
        Int128 joined = 0;
        int keptLargest = -1;
        for (int index = 0; index < rows.Count; index++)
        {
            if (index == largest)
                keptLargest = kept.Count;
            if (index == largest || rows[index].Area2 > Bound(rows[index].Rounded))
            {
                kept.Add(rows[index]);
                continue;
            }

            joined += rows[index].Area2;
            if (rows[index].Area2 != 0)
                ghosts++;
            ghostArea2 += Int128.Abs(rows[index].Area2);
        }

        if (keptLargest >= 0)
            kept[keptLargest] = kept[keptLargest] with { Area2 = kept[keptLargest].Area2 + joined };
        kept.RemoveAll(row => row.Area2 == 0);
        return kept;
    }

    /// <summary>
    /// Ground outside every region. Where regions overlap by rounding only, that excess is taken from here, so that per class the
    /// regions and the outside add up. Ghosts have nothing to be joined to and are dropped, but counted.
    /// </summary>
    private List<AreaSum> Outside(List<AreaSum> rows, List<AreaSum> excess)
    {
        foreach (AreaSum extra in excess)
        {
            int at = rows.FindIndex(row => row.Classes == extra.Classes);
            if (Int128.Abs(extra.Area2) > Bound(extra.Rounded))
                continue;
            if (at >= 0)
                rows[at] = new AreaSum(extra.Classes, rows[at].Area2 - extra.Area2, rows[at].Rounded + extra.Rounded);
            else
                rows.Add(extra with { Area2 = -extra.Area2 });
        }

        rows.RemoveAll(row => row.Classes.IsEmpty);
        foreach (AreaSum ghost in rows.Where(row => row.Area2 != 0 && row.Area2 <= Bound(row.Rounded)))
        {
            Ghosts++;
            GhostArea2 += Int128.Abs(ghost.Area2);
        }

        rows.RemoveAll(row => row.Area2 <= Bound(row.Rounded));
        rows.Sort((left, right) => left.Classes.CompareTo(right.Classes));
        return rows;
    }

    private readonly record struct AreaSum(ClassSet Classes, Int128 Area2, long Rounded);
}

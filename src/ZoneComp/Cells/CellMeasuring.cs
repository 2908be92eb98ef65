namespace ZoneComp.Cells;

/// <summary>Measures one cell: the same walk as over a whole input, over the edges that start in the cell's own ground.</summary>
internal sealed class CellMeasuring<TSet>(
    GroundFile file, GroundManifest manifest, bool trace, CellCache? cache, StageTimes times, CancellationToken cancellation)
    where TSet : struct, IClassBits<TSet>
{
    /// <summary>The cell's sums. Features that only it has are repaired where they are faulty; what others share stays as given.</summary>
    public CellSums<TSet> Measure(StoredCell cell)
    {
        CellPart part = CellPart.Load(file, manifest, cell);
        string key = cache is null ? "" : part.Hash(trace, manifest);
        CellSums<TSet>? sums = cache?.Find<TSet>(key);
        if (sums is null)
        {
            sums = Measure(part);
            cache?.Keep(key, sums, part.Numbers.TakeWhile(number => number < manifest.RegionCount));
        }

        return sums.Renumbered(feature => part.Numbers[feature], manifest.RegionCount);
    }

    /// <summary>With the features' numbers in the part.</summary>
    private CellSums<TSet> Measure(CellPart part)
    {
        var sums = new CellSums<TSet>();
        OverlayRun<TSet> run = Run(part.Input);
        Dictionary<int, IReadOnlyList<LatticePoint[]>> repaired = [];
        foreach ((int feature, FaultSums fault) in run.Sums.Faults.OrderBy(pair => pair.Key))
        {
            if (!part.IsLocal(feature))
                sums.Sums.AddFault(feature, fault with { FirstVertex = part.VertexInFeature(fault.FirstVertex) });
            else if (fault.IsFault)
                sums.Faults.Add((feature, Repair(part.Input, feature, fault, repaired)));
        }

        if (repaired.Count > 0)
        {
            sums.RepairedBox = BoxOf(repaired.Values.SelectMany(rings => rings));
            run = Run(part.Input.WithRings(repaired));
        }

        Add(run, feature => feature, sums, 1);
        return sums;
    }

    /// <summary>What the repair of features that several cells share changes in one cell.</summary>
    /// <param name="repairedHere">Numbers of the features that only this cell has and that were repaired in it.</param>
    /// <remarks>
    /// Only edges that start near such a feature can come to other sums. So those are walked twice, before and after, and the difference
    /// is added: as exact as to
    /// walk everything again.
    /// </remarks>
    public CellSums<TSet> Change(StoredCell cell, IReadOnlyCollection<int> repairedHere, IReadOnlyList<SharedRepair> repairs)
    {
        CellPart part = CellPart.Load(file, manifest, cell, repairs.ToDictionary(repair => repair.Number, repair => repair.Group));
        Dictionary<int, int> locals = part.Numbers.Select((number, feature) => (number, feature)).ToDictionary();
        Dictionary<int, IReadOnlyList<LatticePoint[]>> repaired = [];
        foreach (int number in repairedHere)
            _ = Repair(part.Input, locals[number], new FaultSums(), repaired);
        OverlayInput before = repaired.Count > 0 ? part.Input.WithRings(repaired) : part.Input;
        foreach (SharedRepair repair in repairs)
            repaired.Add(locals[repair.Number], repair.Rings);
        OverlayInput after = part.Input.WithRings(repaired);
        var sums = new CellSums<TSet>();
        foreach (LatticeBox ground in Disjoint(repairs.Select(repair => repair.Reach.CommonWith(cell.Key.Own)).Where(box => !box.IsEmpty)))
        {
            Add(Run(before.Within(ground)), feature => part.Numbers[feature], sums, -1);
            Add(Run(after.Within(ground)), feature => part.Numbers[feature], sums, 1);
        }

        return sums;
    }

    private static FeatureFault Repair(
        OverlayInput input,
        int feature,
        FaultSums sums,
        Dictionary<int, IReadOnlyList<LatticePoint[]>> repaired)
    {
        (FeatureFault fault, IReadOnlyList<LatticePoint[]> rings) = FeatureRepair.Repair(input, feature, sums);
        repaired.Add(feature, rings);
        return fault;
    }

    private OverlayRun<TSet> Run(OverlayInput input)
    {
        var run = new OverlayRun<TSet>(input, new OverlayOptions(1, trace));
        run.Measure(manifest.OriginX, null, cancellation);
        lock (times)
            times.Add(run.Times);
        return run;
    }

    private static void Add(OverlayRun<TSet> run, Func<int, int> number, CellSums<TSet> into, int sign)
    {
        into.Sums.Add(run.Sums, sign, number);
        into.Edges += sign * run.Edges;
        into.Crossings += sign * run.Crossings;
        into.Tiles += run.Tiles;
    }

    public static LatticeBox BoxOf(IEnumerable<LatticePoint[]> rings)
    {
        LatticeBox box = LatticeBox.Empty;
        foreach (LatticePoint[] ring in rings)
        {
            foreach (LatticePoint point in ring)
                box = box.Including(new LatticeBox(point.X, point.Y, point.X, point.Y));
        }

        return box;
    }

    /// <summary>Boxes that cover the given ones and do not meet.</summary>
    private static List<LatticeBox> Disjoint(IEnumerable<LatticeBox> boxes)
    {
        var apart = new List<LatticeBox>();
        foreach (LatticeBox box in boxes)
        {
            LatticeBox grown = box;
            for (int met = apart.FindIndex(other => other.Meets(grown)); met >= 0; met = apart.FindIndex(other => other.Meets(grown)))
            {
                grown = grown.Including(apart[met]);
                apart.RemoveAt(met);
            }

            apart.Add(grown);
        }

        return apart;
    }
}

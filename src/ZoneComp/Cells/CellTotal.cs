namespace ZoneComp.Cells;

/// <summary>Adds up what cells are measured to be, in any order and by any thread, and puts the result together.</summary>
internal abstract class CellTotal
{
    /// <param name="known">What is known of the ground when the first cell is measured: its regions, and numbers for its zones.</param>
    /// <param name="cache">Sums of earlier runs; null for none.</param>
    public static CellTotal Of(
        GroundFile file, GroundManifest known, OverlayOptions options, CellCache? cache, CancellationToken cancellation) =>
        known.ClassCount <= 64
            ? new CellTotal<ClassBits64>(file, known, options, cache, cancellation)
            : new CellTotal<ClassList>(file, known, options, cache, cancellation);

    public abstract void Measure(StoredCell cell);

    /// <summary>Adds sums that were measured elsewhere.</summary>
    public abstract void Add(CellKey key, byte[] measured);

    /// <summary>Begins anew.</summary>
    public abstract void Forget();

    /// <summary>Repairs what several cells share, measures again near it, and puts the result together.</summary>
    /// <param name="rings">The regions.</param>
    /// <param name="manifest">The whole ground.</param>
    /// <param name="number">From the numbers that features had while cells were measured to the manifest's; null where they are the
    /// same.</param>
    public abstract OverlayResult Complete(OverlayInput rings, GroundManifest manifest, Func<int, int>? number = null);
}

/// <inheritdoc/>
internal sealed class CellTotal<TSet>(
    GroundFile file, GroundManifest known, OverlayOptions options, CellCache? cache, CancellationToken cancellation) : CellTotal
    where TSet : struct, IClassBits<TSet>
{
    private readonly StageTimes times = new();
    private readonly Lock gate = new();
    private GroundSums<TSet> total = new();

    public override void Measure(StoredCell cell)
    {
        CellSums<TSet> sums = Measuring(known).Measure(cell);
        Seam.At("cell measured");
        lock (gate)
            total.Add(cell.Key, sums);
    }

    public override void Add(CellKey key, byte[] measured)
    {
        using var reader = new BinaryReader(new MemoryStream(measured));
        total.Add(key, SumsCoding.Read<TSet>(reader));
    }

    public override void Forget() => total = new();

    public override OverlayResult Complete(OverlayInput rings, GroundManifest manifest, Func<int, int>? number = null)
    {
        if (number is not null)
            total = total.Renumbered(number, manifest.RegionCount);
        CellSums<TSet> all = total.All;
        List<SharedRepair> repairs = RepairShared(rings, manifest, all.Sums);
        StoredCell[] changed = [.. manifest.Cells.Where(cell => repairs.Exists(repair => repair.Reach.Meets(cell.Key.Own)))];
        CellMeasuring<TSet> measuring = Measuring(manifest);
        void Change(StoredCell cell)
        {
            CellSums<TSet> change = measuring.Change(
                cell,
                total.RepairedIn(cell.Key),
                [.. repairs.Where(repair => repair.Reach.Meets(cell.Key.Own))]);
            lock (gate)
                all.Add(change);
        }

        CellOverlay.ForCells(changed, options.Threads, Change, null, cancellation);
        Dictionary<int, IReadOnlyList<LatticePoint[]>> regions = repairs.Where(repair => repair.Group < 0)
            .ToDictionary(repair => repair.Number, repair => repair.Rings);
        foreach ((int region, FeatureFault _) in all.Faults.Where(fault => fault.Fault.IsRegion))
            regions.Add(region, FeatureRepair.Repair(rings, region, new FaultSums()).Rings); // as in its cell
        OverlayInput ground = regions.Count > 0 ? rings.WithRings(regions) : rings;
        ConservationCheck.Verify(ground, all.Sums.Areas);
        LatticeBox bounds = repairs.Aggregate(
            rings.Bounds.Including(all.RepairedBox),
            (box, repair) => box.Including(CellMeasuring<TSet>.BoxOf(repair.Rings)));
        IEnumerable<(int Number, FeatureFault Fault)> found = all.Faults.Concat(repairs.Select(repair => (repair.Number, repair.Fault)));
        FeatureFault[] faults = [.. found.OrderBy(fault => fault.Number).Select(fault => fault.Fault)];
        return OverlayAssembly.Assemble(
            ground,
            bounds,
            manifest.OriginX,
            options.Trace,
            all.Sums,
            faults,
            new RunCounts(all.Edges, all.Crossings, all.Tiles, times))
            with
        { Polygons2 = ZonePolygons.Repaired([.. manifest.Polygons2], faults, rings.ClassOf) };
    }

    private CellMeasuring<TSet> Measuring(GroundManifest ground) => new(file, ground, options.Trace, cache, times, cancellation);

    private List<SharedRepair> RepairShared(OverlayInput rings, GroundManifest manifest, TileSums<TSet> sums)
    {
        var repairs = new List<SharedRepair>();
        foreach ((int number, FaultSums fault) in sums.Faults.Where(pair => pair.Value.IsFault).OrderBy(pair => pair.Key))
        {
            bool isRegion = number < manifest.RegionCount;
            OverlayInput holder = isRegion ? rings : CellPart.LoadShared(file, manifest, number);
            int feature = isRegion ? number : 0;
            (FeatureFault found, IReadOnlyList<LatticePoint[]> repaired) = FeatureRepair.Repair(holder, feature, fault);
            LatticeBox box = holder.BoxOf(feature).Including(CellMeasuring<TSet>.BoxOf(repaired));
            repairs.Add(new SharedRepair(number, holder.Feature(feature).Group, found, repaired, box.Widened(EdgeSplitting.MaxEdge + 1)));
        }

        return repairs;
    }
}

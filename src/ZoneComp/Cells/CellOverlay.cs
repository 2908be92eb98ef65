using System.Runtime.ExceptionServices;
using ZoneComp.Model;
using ZoneComp.Overlay;

namespace ZoneComp.Cells;

/// <summary>The overlay of a ground on disk: cell after cell, the same integers as over all of it in memory.</summary>
internal static class CellOverlay
{
    /// <param name="rings">The regions; its zones were handed over to the ground.</param>
    /// <param name="cache">Sums of earlier runs; null for none.</param>
    public static OverlayResult Measure(
        OverlayInput rings, GroundFile file, GroundManifest manifest, OverlayOptions options, CellCache? cache = null, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        manifest.ClassCount <= 64
            ? Measure<ClassBits64>(rings, file, manifest, options, cache, progress, cancellation)
            : Measure<ClassBits1024>(rings, file, manifest, options, cache, progress, cancellation);

    /// <summary>Measures some cells and gives their sums as bytes, by key.</summary>
    public static SortedDictionary<CellKey, byte[]> MeasureSome(
        IReadOnlyList<StoredCell> cells, GroundFile file, GroundManifest manifest, OverlayOptions options, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        manifest.ClassCount <= 64
            ? MeasureSome<ClassBits64>(cells, file, manifest, options, progress, cancellation)
            : MeasureSome<ClassBits1024>(cells, file, manifest, options, progress, cancellation);

    /// <summary>Puts the result together from sums that were measured elsewhere.</summary>
    public static OverlayResult Merge(
        OverlayInput rings, GroundFile file, GroundManifest manifest, IEnumerable<(CellKey Key, byte[] Sums)> measured, OverlayOptions options, CancellationToken cancellation = default) =>
        manifest.ClassCount <= 64
            ? Merge<ClassBits64>(rings, file, manifest, measured, options, cancellation)
            : Merge<ClassBits1024>(rings, file, manifest, measured, options, cancellation);

    private static OverlayResult Measure<TSet>(
        OverlayInput rings, GroundFile file, GroundManifest manifest, OverlayOptions options, CellCache? cache, IProgress<double>? progress, CancellationToken cancellation)
        where TSet : struct, IClassBits<TSet>
    {
        var times = new StageTimes();
        var measuring = new CellMeasuring<TSet>(file, manifest, options.Trace, cache, times, cancellation);
        var total = new GroundSums<TSet>();
        ForCells(manifest.Cells, options.Threads, (cell, done) =>
        {
            CellSums<TSet> sums = measuring.Measure(cell);
            lock (total)
                total.Add(cell.Key, sums);
            progress?.Report(done());
        }, cancellation);
        return Complete(rings, file, manifest, options, total, measuring, times, cancellation);
    }

    private static SortedDictionary<CellKey, byte[]> MeasureSome<TSet>(
        IReadOnlyList<StoredCell> cells, GroundFile file, GroundManifest manifest, OverlayOptions options, IProgress<double>? progress, CancellationToken cancellation)
        where TSet : struct, IClassBits<TSet>
    {
        var measuring = new CellMeasuring<TSet>(file, manifest, options.Trace, null, new StageTimes(), cancellation);
        var measured = new SortedDictionary<CellKey, byte[]>();
        ForCells(cells, options.Threads, (cell, done) =>
        {
            byte[] sums = SumsCoding.ToBytes(measuring.Measure(cell));
            lock (measured)
                measured.Add(cell.Key, sums);
            progress?.Report(done());
        }, cancellation);
        return measured;
    }

    private static OverlayResult Merge<TSet>(
        OverlayInput rings, GroundFile file, GroundManifest manifest, IEnumerable<(CellKey Key, byte[] Sums)> measured, OverlayOptions options, CancellationToken cancellation)
        where TSet : struct, IClassBits<TSet>
    {
        var times = new StageTimes();
        var total = new GroundSums<TSet>();
        foreach ((CellKey key, byte[] bytes) in measured)
        {
            using var reader = new BinaryReader(new MemoryStream(bytes));
            total.Add(key, SumsCoding.Read<TSet>(reader));
        }

        var measuring = new CellMeasuring<TSet>(file, manifest, options.Trace, null, times, cancellation);
        return Complete(rings, file, manifest, options, total, measuring, times, cancellation);
    }

    /// <summary>Repairs what several cells share, measures again near it, and puts the result together.</summary>
    private static OverlayResult Complete<TSet>(
        OverlayInput rings,
        GroundFile file,
        GroundManifest manifest,
        OverlayOptions options,
        GroundSums<TSet> total,
        CellMeasuring<TSet> measuring,
        StageTimes times,
        CancellationToken cancellation)
        where TSet : struct, IClassBits<TSet>
    {
        CellSums<TSet> all = total.All;
        List<SharedRepair> repairs = RepairShared(rings, file, manifest, all.Sums);
        StoredCell[] changed = [.. manifest.Cells.Where(cell => repairs.Exists(repair => repair.Reach.Meets(cell.Key.Own)))];
        ForCells(changed, options.Threads, (cell, _) =>
        {
            CellSums<TSet> change = measuring.Change(cell, total.RepairedIn(cell.Key), [.. repairs.Where(repair => repair.Reach.Meets(cell.Key.Own))]);
            lock (total)
                all.Add(change);
        }, cancellation);
        Dictionary<int, IReadOnlyList<LatticePoint[]>> regions = repairs.Where(repair => repair.Group < 0).ToDictionary(repair => repair.Number, repair => repair.Rings);
        foreach ((int number, FeatureFault _) in all.Faults.Where(fault => fault.Fault.IsRegion))
            regions.Add(number, FeatureRepair.Repair(rings, number, new FaultSums()).Rings); // as in its cell
        OverlayInput ground = regions.Count > 0 ? rings.WithRings(regions) : rings;
        ConservationCheck.Verify(ground, all.Sums.Areas);
        LatticeBox bounds = repairs.Aggregate(rings.Bounds.Including(all.RepairedBox), (box, repair) => box.Including(CellMeasuring<TSet>.BoxOf(repair.Rings)));
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

    private static List<SharedRepair> RepairShared<TSet>(OverlayInput rings, GroundFile file, GroundManifest manifest, TileSums<TSet> sums)
        where TSet : struct, IClassBits<TSet>
    {
        var repairs = new List<SharedRepair>();
        foreach ((int number, FaultSums fault) in sums.Faults.Where(pair => pair.Value.IsFault).OrderBy(pair => pair.Key))
        {
            bool isRegion = number < manifest.RegionCount;
            OverlayInput holder = isRegion ? rings : CellPart.LoadShared(file, manifest, number);
            int feature = isRegion ? number : 0;
            (FeatureFault found, IReadOnlyList<LatticePoint[]> repaired) = FeatureRepair.Repair(holder, feature, fault);
            LatticeBox box = holder.Feature(feature).Box.Including(CellMeasuring<TSet>.BoxOf(repaired));
            repairs.Add(new SharedRepair(number, holder.Feature(feature).Group, found, repaired, box.Widened(EdgeSplitting.MaxEdge + 1)));
        }

        return repairs;
    }

    /// <summary>Does the largest cells first, so that the threads end together; tells each how much is done with it.</summary>
    private static void ForCells(IReadOnlyList<StoredCell> cells, int threads, Action<StoredCell, Func<double>> work, CancellationToken cancellation)
    {
        StoredCell[] order = [.. cells.OrderByDescending(cell => cell.Edges).ThenBy(cell => cell.Key)];
        long all = Math.Max(1, order.Sum(cell => cell.Edges)), done = 0;
        int next = 0;
        ExceptionDispatchInfo? failure = null;
        var others = new Thread[Math.Clamp(threads, 1, Math.Max(order.Length, 1)) - 1];
        for (int number = 0; number < others.Length; number++)
        {
            others[number] = new Thread(Work) { IsBackground = true };
            others[number].Start();
        }

        Work();
        foreach (Thread thread in others)
            thread.Join();
        failure?.Throw();
        cancellation.ThrowIfCancellationRequested();

        void Work()
        {
            try
            {
                while (!cancellation.IsCancellationRequested && Volatile.Read(ref failure) is null)
                {
                    int at = Interlocked.Increment(ref next) - 1;
                    if (at >= order.Length)
                        return;
                    work(order[at], () => Interlocked.Add(ref done, order[at].Edges) / (double)all);
                }
            }
#pragma warning disable CA1031 // Not swallowed: whatever it is, the thread that called sees it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Volatile.Write(ref failure, ExceptionDispatchInfo.Capture(exception));
            }
        }
    }
}

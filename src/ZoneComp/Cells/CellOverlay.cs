using System.Runtime.ExceptionServices;
using ZoneComp.Model;
using ZoneComp.Overlay;

namespace ZoneComp.Cells;

/// <summary>The overlay of a ground on disk: cell after cell, the same integers as over all of it in memory.</summary>
internal static class CellOverlay
{
    /// <param name="rings">The regions; its zones were handed over to the ground.</param>
    public static OverlayResult Measure(
        OverlayInput rings, GroundFile file, GroundManifest manifest, OverlayOptions options, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        rings.ClassCount <= 64
            ? Measure<ClassBits64>(rings, file, manifest, options, progress, cancellation)
            : Measure<ClassBits1024>(rings, file, manifest, options, progress, cancellation);

    private static OverlayResult Measure<TSet>(
        OverlayInput rings, GroundFile file, GroundManifest manifest, OverlayOptions options, IProgress<double>? progress, CancellationToken cancellation)
        where TSet : struct, IClassBits<TSet>
    {
        var times = new StageTimes();
        var measuring = new CellMeasuring<TSet>(file, manifest, options.Trace, times, cancellation);
        var total = new CellSums<TSet>();
        var repairedIn = new Dictionary<CellKey, int[]>();
        long edges = Math.Max(1, manifest.Cells.Sum(cell => cell.Edges)), done = 0;
        InParallel(manifest.Cells, options.Threads, cell =>
        {
            CellSums<TSet> sums = measuring.Measure(cell);
            lock (total)
            {
                total.Add(sums);
                if (sums.Faults.Count > 0)
                    repairedIn.Add(cell.Key, [.. sums.Faults.Select(fault => fault.Number)]);
                done += cell.Edges;
                progress?.Report((double)done / edges);
            }
        }, cancellation);
        return Complete(rings, file, manifest, options, total, repairedIn, measuring, times, cancellation);
    }

    private static OverlayResult Complete<TSet>(
        OverlayInput rings,
        GroundFile file,
        GroundManifest manifest,
        OverlayOptions options,
        CellSums<TSet> total,
        Dictionary<CellKey, int[]> repairedIn,
        CellMeasuring<TSet> measuring,
        StageTimes times,
        CancellationToken cancellation)
        where TSet : struct, IClassBits<TSet>
    {
        List<SharedRepair> repairs = RepairShared(rings, file, manifest, total.Sums);
        StoredCell[] changed = [.. manifest.Cells.Where(cell => repairs.Exists(repair => repair.Reach.Meets(cell.Key.Own)))];
        InParallel(changed, options.Threads, cell =>
        {
            CellSums<TSet> change = measuring.Change(
                cell, repairedIn.GetValueOrDefault(cell.Key) ?? [], [.. repairs.Where(repair => repair.Reach.Meets(cell.Key.Own))]);
            lock (total)
                total.Add(change);
        }, cancellation);
        Dictionary<int, IReadOnlyList<LatticePoint[]>> regions = repairs.Where(repair => repair.Group < 0).ToDictionary(repair => repair.Number, repair => repair.Rings);
        OverlayInput ground = regions.Count > 0 ? rings.WithRings(regions) : rings;
        ConservationCheck.Verify(ground, total.Sums.Areas);
        LatticeBox bounds = repairs.Aggregate(rings.Bounds.Including(total.RepairedBox), (box, repair) => box.Including(CellMeasuring<TSet>.BoxOf(repair.Rings)));
        IEnumerable<(int Number, FeatureFault Fault)> faults = total.Faults.Concat(repairs.Select(repair => (repair.Number, repair.Fault)));
        return OverlayAssembly.Assemble(
            ground,
            bounds,
            manifest.OriginX,
            options.Trace,
            total.Sums,
            [.. faults.OrderBy(fault => fault.Number).Select(fault => fault.Fault)],
            new RunCounts(total.Edges, total.Crossings, total.Tiles, times));
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

    /// <summary>Does the largest cells first, so that the threads end together.</summary>
    private static void InParallel(IReadOnlyList<StoredCell> cells, int threads, Action<StoredCell> work, CancellationToken cancellation)
    {
        StoredCell[] order = [.. cells.OrderByDescending(cell => cell.Edges).ThenBy(cell => cell.Key)];
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
                    work(order[at]);
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

using System.Diagnostics;

namespace ZoneComp.Overlay;

/// <summary>Measures what every combination of zone classes covers in every region, exactly, in one walk along all edges.</summary>
/// <remarks>
/// Takes: rings on the run's lattice. Gives: integers, the same for any number of threads and any cutting into jobs. Per region
/// the combinations add up to the region's area exactly. Throws: <see cref="InvalidOperationException"/> on a bug only.
/// </remarks>
public static class ZoneOverlay
{
    /// <summary>Areas of all combinations in all regions, and outside them, with repeats, overlaps, faults and (if asked for)
    /// pieces.</summary>
    /// <param name="progress">Told the share of the work done, 0 to 1, from any thread.</param>
    public static OverlayResult Measure(
        OverlayInput input, OverlayOptions options, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        input.ClassCount <= 64
            ? Measure<ClassBits64>(input, options, progress, cancellation)
            : Measure<ClassList>(input, options, progress, cancellation);

    private static OverlayResult Measure<TSet>(
        OverlayInput input, OverlayOptions options, IProgress<double>? progress, CancellationToken cancellation)
        where TSet : struct, IClassBits<TSet>
    {
        long originX = options.OriginX ?? input.OriginX;
        var times = new StageTimes();
        OverlayRun<TSet> run = Run<TSet>(input, options, originX, times, progress, cancellation);
        TileSums<TSet> sums = run.Sums;
        var counts = new RunCounts(run.Edges, run.Crossings, run.Tiles, times);
        long mark = Stopwatch.GetTimestamp();
        var polygons2 = new Int128[input.ClassCount];
        ZonePolygons.Add(input, 0, polygons2, options.Threads);
        var faults = new List<FeatureFault>();
        var repaired = new Dictionary<int, IReadOnlyList<LatticePoint[]>>();
        foreach ((int feature, FaultSums wound) in run.Sums.Faults.Where(pair => pair.Value.IsFault).OrderBy(pair => pair.Key))
        {
            (FeatureFault fault, IReadOnlyList<LatticePoint[]> rings) = FeatureRepair.Repair(input, feature, wound);
            faults.Add(fault);
            repaired.Add(feature, rings);
        }

        if (repaired.Count > 0)
        {
            OverlayInput before = input;
            input = before.WithRings(repaired);
            times.Add(Stage.Repair, Stopwatch.GetTimestamp() - mark);
            (sums, counts) = RepairedGround.Remeasure(run, before, input, repaired.Keys, options, originX, times, cancellation);
            ConservationCheck.Verify(input, sums.Areas);
        }

        return OverlayAssembly.Assemble(input, input.Bounds, originX, options.Trace, sums, faults, counts)
            with
        { Polygons2 = ZonePolygons.Repaired(polygons2, faults, input.ClassOf) };
    }

    private static OverlayRun<TSet> Run<TSet>(
        OverlayInput input, OverlayOptions options, long originX, StageTimes times, IProgress<double>? progress,
        CancellationToken cancellation)
        where TSet : struct, IClassBits<TSet>
    {
        var run = new OverlayRun<TSet>(input, options);
        run.Measure(originX, progress, cancellation);
        times.Add(run.Times);
        ConservationCheck.Verify(input, run.Sums.Areas);
        return run;
    }
}

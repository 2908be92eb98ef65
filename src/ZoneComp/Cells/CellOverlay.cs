namespace ZoneComp.Cells;

/// <summary>The overlay of a ground on disk: cell after cell, the same integers as over all of it in memory.</summary>
internal static class CellOverlay
{
    /// <param name="rings">The regions; its zones were handed over to the ground.</param>
    /// <param name="cache">Sums of earlier runs; null for none.</param>
    public static OverlayResult Measure(
        OverlayInput rings, GroundFile file, GroundManifest manifest, OverlayOptions options, CellCache? cache = null,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        CellTotal total = CellTotal.Of(file, manifest, options, cache, cancellation);
        ForCells(manifest.Cells, options.Threads, total.Measure, progress, cancellation);
        return total.Complete(rings, manifest);
    }

    /// <summary>Measures some cells and gives their sums as bytes, by key.</summary>
    public static SortedDictionary<CellKey, byte[]> MeasureSome(
        IReadOnlyList<StoredCell> cells, GroundFile file, GroundManifest manifest, OverlayOptions options,
        IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        manifest.ClassCount <= 64
            ? MeasureSome<ClassBits64>(cells, file, manifest, options, progress, cancellation)
            : MeasureSome<ClassList>(cells, file, manifest, options, progress, cancellation);

    /// <summary>Puts the result together from sums that were measured elsewhere.</summary>
    public static OverlayResult Merge(
        OverlayInput rings, GroundFile file, GroundManifest manifest, IEnumerable<(CellKey Key, byte[] Sums)> measured,
        OverlayOptions options, CancellationToken cancellation = default)
    {
        CellTotal total = CellTotal.Of(file, manifest, options, null, cancellation);
        foreach ((CellKey key, byte[] bytes) in measured)
            total.Add(key, bytes);
        return total.Complete(rings, manifest);
    }

    private static SortedDictionary<CellKey, byte[]> MeasureSome<TSet>(
        IReadOnlyList<StoredCell> cells, GroundFile file, GroundManifest manifest, OverlayOptions options, IProgress<double>? progress,
        CancellationToken cancellation)
        where TSet : struct, IClassBits<TSet>
    {
        var measuring = new CellMeasuring<TSet>(file, manifest, options.Trace, null, new StageTimes(), cancellation);
        var measured = new SortedDictionary<CellKey, byte[]>();
        void Measure(StoredCell cell)
        {
            byte[] sums = SumsCoding.ToBytes(measuring.Measure(cell));
            lock (measured)
                measured.Add(cell.Key, sums);
        }

        ForCells(cells, options.Threads, Measure, progress, cancellation);
        return measured;
    }

    /// <summary>Does the largest cells first, so that the threads end together.</summary>
    public static void ForCells(
        IReadOnlyList<StoredCell> cells, int threads, Action<StoredCell> work, IProgress<double>? progress, CancellationToken cancellation)
    {
        long all = Math.Max(1, cells.Sum(cell => cell.Edges)), done = 0;
        using var queue = new WorkQueue(Math.Clamp(threads, 1, Math.Max(cells.Count, 1)) - 1, cancellation);
        foreach (StoredCell cell in cells)
        {
            queue.Enqueue(cell.Edges, () =>
            {
                work(cell);
                progress?.Report(Interlocked.Add(ref done, cell.Edges) / (double)all);
            });
        }

        queue.Finish();
    }
}

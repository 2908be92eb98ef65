namespace ZoneComp.Cells;

/// <summary>Sorts what is read into cells, and measures each cell once no source still to be read can touch it, while the next one is
/// read.</summary>
/// <remarks>
/// Which cells are complete follows from the boxes that files state of themselves. Where a file has more than its box says, what was
/// measured is dropped and
/// all is measured at the end: boxes decide the time, never the result.
/// </remarks>
internal sealed class StreamedOverlay : IDisposable
{
    private readonly GroundFile file;
    private readonly GroundSorting sorting;
    private readonly OverlayOptions options;
    private readonly CellCache? cache;
    private readonly CancellationToken cancellation;
    private readonly WorkQueue queue;
    private readonly HashSet<CellKey> begun = [];
    private SourcesToCome? toCome;
    private GroundManifest? known;
    private CellTotal? total;
    private int[] firstNumbers = [];
    private IProgress<double>? progress;
    private long edgesDone, edgesWhileReading, edgesLeft;

    /// <param name="helpers">Threads that measure while this one reads.</param>
    public StreamedOverlay(
        GroundFile file, GroundSorting sorting, OverlayOptions options, CellCache? cache, int helpers, CancellationToken cancellation)
    {
        this.file = file;
        this.sorting = sorting;
        this.options = options;
        this.cache = cache;
        this.cancellation = cancellation;
        queue = new WorkQueue(helpers, cancellation);
    }

    /// <summary>Cells of the largest width that were known to be complete before all was read; 0 where one of them was not.</summary>
    public int CellsBeforeTheEnd { get; private set; }

    /// <summary>Gets the sources that will come, and the regions, which were handed over.</summary>
    public void Expect(IReadOnlyList<LatticeBox?> sources, OverlayInput regions)
    {
        toCome = new SourcesToCome(sources, sorting.LargestShift);
        firstNumbers = new int[sources.Count];
        known = GroundManifest.Of(regions, firstNumbers);
        total = CellTotal.Of(file, known, options, cache, cancellation);
    }

    /// <summary>Takes zones of one source.</summary>
    public void Take(HandedOver zones)
    {
        queue.ThrowFailure();
        if (known is not null && zones.FirstInSource == 0)
            firstNumbers[zones.Source] = known.RegionCount + zones.FirstZone;
        sorting.Take(zones.Held, zones.Source, zones.FirstInSource);
    }

    /// <summary>Says that all of a source was taken.</summary>
    public void Done(int source) => sorting.WhenStored(() =>
    {
        if (!toCome!.Done(source))
            return;
        foreach (CellKey key in sorting.Largest.Where(key => !begun.Contains(key) && toCome.IsComplete(key)))
            Begin(key);
    });

    /// <summary>Measures what is left.</summary>
    /// <param name="rings">The regions, and how the zones are numbered.</param>
    /// <param name="order">How the zones' numbers in the order of reading become those of the policy's order.</param>
    public OverlayResult Complete(OverlayInput rings, ZoneOrder order, IProgress<double>? progress)
    {
        sorting.Flush();
        CellsBeforeTheEnd = begun.Count;
        edgesWhileReading = Interlocked.Read(ref edgesDone);
        if (sorting.IsDisturbed)
        {
            queue.Finish();
            total!.Forget();
            begun.Clear();
            CellsBeforeTheEnd = 0;
            edgesWhileReading = edgesDone;
        }

        edgesLeft = sorting.Largest.Sum(sorting.EdgesOf) - (CellsBeforeTheEnd > 0 ? edgesWhileReading : 0);
        this.progress = progress;
        foreach (CellKey key in sorting.Largest)
            Begin(key);
        queue.Finish();
        StoredCell[] cells = [.. sorting.Largest.SelectMany(sorting.PartsOf).OrderBy(cell => cell.Key)];
        return total!.Complete(
            rings,
            sorting.Manifest(rings, order.FirstNumbers(rings.RegionCount), cells),
            order.IsAsRead ? null : order.Renumber(rings.RegionCount));
    }

    public void Dispose() => queue.Dispose();

    private void Begin(CellKey key)
    {
        if (!begun.Add(key))
            return;
        sorting.Close(key);
        queue.Enqueue(sorting.EdgesOf(key), () =>
        {
            IReadOnlyList<StoredCell> parts = sorting.PartsOf(key);
            if (parts.Count == 1)
                Measure(parts[0]);
            else
                foreach (StoredCell part in parts)
                    queue.Enqueue(part.Edges, () => Measure(part));
        });
    }

    private void Measure(StoredCell cell)
    {
        total!.Measure(cell);
        long done = Interlocked.Add(ref edgesDone, cell.Edges) - edgesWhileReading;
        progress?.Report(Math.Min(1, done / (double)Math.Max(1, edgesLeft)));
    }
}

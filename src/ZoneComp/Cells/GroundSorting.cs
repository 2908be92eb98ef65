using System.Runtime.InteropServices;

namespace ZoneComp.Cells;

/// <summary>Takes the features out of memory while they are read and sorts them into cells on disk.</summary>
/// <remarks>
/// At most two batches are in memory: the one that is filled and the one that is written. A cell that becomes too large is cut in four:
/// rows that come
/// later go to its quarters at once, those on disk when the cell is asked for. Which cells there are in the end depends on the edges alone.
/// </remarks>
internal sealed class GroundSorting : IDisposable
{
    private readonly GroundFile file;
    private readonly long maxCellEdges;
    private readonly int threads;
    private readonly CellSorting sorting;
    private readonly SortedDictionary<CellKey, SortedCell> cells = [];
    private readonly HashSet<CellKey> closed = [];
    private readonly List<Segment> shared = [];
    private readonly CellRows sharedRows = new();
    private readonly List<BlockRow> rows = [];
    private Int128[] polygons2 = [];
    private Task writing = Task.CompletedTask;
    private bool regionsStored;

    /// <param name="maxCellEdges">Cells with more edges are cut in four while they are larger than the smallest.</param>
    /// <param name="threads">That cut them.</param>
    public GroundSorting(GroundFile file, long maxCellEdges, int threads = 1, int largestShift = CellKey.LargestShift)
    {
        this.file = file;
        this.threads = threads;
        this.maxCellEdges = maxCellEdges;
        LargestShift = largestShift;
        sorting = new CellSorting(largestShift, null);
    }

    /// <summary>Width of the cells that nothing has cut.</summary>
    public int LargestShift { get; }

    /// <summary>Whether rows came for a cell that was said to be complete.</summary>
    public bool IsDisturbed { get; private set; }

    /// <summary>Cells of the largest width that have rows; once what was taken is stored.</summary>
    public IReadOnlyList<CellKey> Largest
    {
        get
        {
            lock (cells)
                return [.. cells.Keys.Where(key => key.Shift == LargestShift)];
        }
    }

    /// <summary>Takes what was read: first the regions, then zones of one source at a time, each source's in the order of
    /// reading.</summary>
    /// <param name="source">Ordinal of the zones' source.</param>
    /// <param name="firstInSource">Number of the first of the zones held, among the source's.</param>
    public void Take(OverlayInput held, int source, int firstInSource)
    {
        Flush();
        writing = Task.Run(() => Store(held, source, firstInSource));
    }

    /// <summary>Does something when all that was taken so far is stored; before anything further is.</summary>
    public void WhenStored(Action action)
    {
        Task before = writing;
        writing = before.ContinueWith(
            _ =>
            {
                before.GetAwaiter().GetResult();
                action();
            },
            TaskScheduler.Default);
    }

    /// <summary>Returns when all that was taken is stored.</summary>
    public void Flush() => writing.GetAwaiter().GetResult();

    /// <summary>Ends the writing; everything was taken.</summary>
    /// <param name="firstNumbers">As in <see cref="GroundManifest.FirstNumbers"/>.</param>
    public GroundManifest Finish(OverlayInput rings, IReadOnlyList<int> firstNumbers)
    {
        Flush();
        using var parts = new WorkQueue(threads - 1, default);
        var stored = new SortedDictionary<CellKey, StoredCell>();
        foreach (CellKey key in Largest)
        {
            parts.Enqueue(EdgesOf(key), () =>
            {
                foreach (StoredCell cell in PartsOf(key))
                {
                    lock (stored)
                        stored.Add(cell.Key, cell);
                }
            });
        }

        parts.Finish();
        return Manifest(rings, firstNumbers, [.. stored.Values]);
    }

    /// <summary>What the file holds.</summary>
    /// <param name="stored">All cells, by key.</param>
    public GroundManifest Manifest(OverlayInput rings, IReadOnlyList<int> firstNumbers, IReadOnlyList<StoredCell> stored)
    {
        file.EndWriting();
        return GroundManifest.Of(rings, firstNumbers) with
        {
            Cells = stored,
            Shared = [.. shared.OrderBy(segment => (segment.Source, segment.FirstNumber))],
            Polygons2 = polygons2,
        };
    }

    /// <summary>Edges of a cell, in all its parts.</summary>
    public long EdgesOf(CellKey key)
    {
        lock (cells)
            return cells[key].Edges;
    }

    /// <summary>Says that a cell of the largest width is complete. Rows that come all the same disturb it.</summary>
    public void Close(CellKey key)
    {
        lock (cells)
            closed.Add(key);
    }

    /// <summary>The cells that a cell is cut into, or itself; by any thread, one a cell of the largest width.</summary>
    public IReadOnlyList<StoredCell> PartsOf(CellKey key)
    {
        SortedCell? cell;
        Segment[] toCut = [];
        lock (cells)
        {
            if (!cells.TryGetValue(key, out cell))
                return [];
            if (!cell.IsCut)
                return [cell.Stored(key)];
            toCut = cell.TakeSegments();
        }

        CellCutting.InFour(file, key, toCut, Write);
        return [.. key.Quarters().SelectMany(PartsOf)];
    }

    public void Dispose()
    {
        try
        {
            writing.GetAwaiter().GetResult();
        }
        catch (IOException)
        {
            // Whoever disposes early has an error of his own; otherwise Finish told this one.
        }
    }

    private void Store(OverlayInput held, int source, int firstInSource)
    {
        Seam.At("ground sorted");
        held.JudgeShapes(threads);
        if (!regionsStored)
        {
            polygons2 = new Int128[held.ClassCount];
            Sort(held, 0, held.RegionCount, 0);
            Append(Segment.Regions);
            regionsStored = true;
        }

        ZonePolygons.Add(held, held.RegionCount, polygons2, threads);
        Sort(held, held.RegionCount, held.FeatureCount, firstInSource - held.RegionCount);
        Append(source);
    }

    /// <param name="toNumber">What turns an index into a feature's number.</param>
    private void Sort(OverlayInput held, int from, int to, int toNumber)
    {
        for (int feature = from; feature < to; feature++)
        {
            FeatureEntry entry = held.Feature(feature);
            if (entry.BlockCount == 0)
                continue;
            ListPart<EdgeBlock> blocks = held.BlocksOf(feature);
            var row = new FeatureRow
            {
                Number = feature + toNumber,
                Group = entry.Group,
                BlockCount = blocks.Count,
                TotalBlocks = blocks.Count,
                Simple = entry.IsSimple ? 1 : 0,
            };
            Describe(blocks);
            if (!sorting.Add(row, blocks, held.Points, CollectionsMarshal.AsSpan(rows)) && !entry.IsRegion)
                sharedRows.Add(row, CollectionsMarshal.AsSpan(rows), blocks, held.Points);
        }
    }

    private void Append(int source)
    {
        Write(sorting, sharedRows, source);
        sorting.Clear();
        sharedRows.Clear();
    }

    /// <summary>Writes what was sorted, from any thread.</summary>
    private void Write(CellSorting sorted, CellRows wholeZones, int source)
    {
        foreach ((CellKey key, CellRows stored) in sorted.Cells)
            Write(key, stored, source);
        if (wholeZones.Features.IsEmpty)
            return;
        Segment segment = file.Append(wholeZones, LargestShift, source);
        lock (cells)
            shared.Add(segment);
    }

    private void Write(CellKey key, CellRows stored, int source)
    {
        if (!IsCut(key))
        {
            Segment segment = file.Append(stored, key.Shift, source);
            lock (cells)
                cells[key].Add(segment, key.Shift > CellKey.SmallestShift ? maxCellEdges : long.MaxValue);
            return;
        }

        var quarters = new CellSorting(key.Shift - 1, key);
        var wholeZones = new CellRows();
        CellCutting.InFour(stored, quarters, wholeZones);
        Write(quarters, wholeZones, source);
        lock (cells)
            cells[key].Edges += stored.Edges;
    }

    private bool IsCut(CellKey key)
    {
        lock (cells)
        {
            IsDisturbed |= closed.Contains(key);
            if (!cells.TryGetValue(key, out SortedCell? cell))
                cells.Add(key, cell = new SortedCell());
            return cell.IsCut;
        }
    }

    /// <summary>The blocks of a whole feature as stored.</summary>
    private void Describe(ListPart<EdgeBlock> blocks)
    {
        rows.Clear();
        int ringStart = 0;
        for (int from = 0; from < blocks.Count;)
        {
            int to = from, length = 0;
            do
                length += blocks[to++].EdgeCount;
            while (to < blocks.Count && !blocks[to].StartsRing);
            for (int offset = 0; from < to; from++)
            {
                ref readonly EdgeBlock block = ref blocks[from];
                rows.Add(new BlockRow
                {
                    OriginX = block.OriginX,
                    OriginY = block.OriginY,
                    MinX = block.MinX,
                    MinY = block.MinY,
                    MaxX = block.MaxX,
                    MaxY = block.MaxY,
                    RingStart = ringStart,
                    RingLength = length,
                    Offset = offset,
                    EdgeCount = block.EdgeCount,
                    WidthX = block.WidthX,
                    WidthY = block.WidthY,
                });
                offset += block.EdgeCount;
            }

            ringStart += length;
        }
    }
}

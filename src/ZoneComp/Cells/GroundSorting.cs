using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using ZoneComp.Overlay;

namespace ZoneComp.Cells;

/// <summary>Takes the features out of memory while they are read and sorts them into cells on disk.</summary>
/// <remarks>
/// At most two batches are in memory: the one that is filled and the one that is written. Cells that became too large are cut in four afterwards.
/// </remarks>
internal sealed class GroundSorting : IDisposable
{
    private readonly GroundFile file;
    private readonly long maxCellEdges;
    private readonly int threads;
    private readonly int largestShift;
    private readonly CellSorting sorting;
    private readonly SortedDictionary<CellKey, List<Segment>> cells = [];
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
        this.largestShift = largestShift;
        sorting = new CellSorting(largestShift, null);
    }

    /// <summary>Takes what was read, in the order of reading.</summary>
    public void Take(OverlayInput held, int firstZone)
    {
        writing.GetAwaiter().GetResult();
        writing = Task.Run(() => Store(held, firstZone));
    }

    /// <summary>Ends the writing; everything was taken.</summary>
    public GroundManifest Finish(OverlayInput rings)
    {
        writing.GetAwaiter().GetResult();
        for (int shift = largestShift; shift > CellKey.SmallestShift; shift--)
            CutTooLarge(shift);

        file.EndWriting();
        return new GroundManifest
        {
            Cells = [.. cells.Select(pair => new StoredCell(pair.Key, EdgesOf(pair.Key), pair.Value))],
            Shared = shared,
            RegionCount = rings.RegionCount,
            ClassCount = rings.ClassCount,
            VisibleClasses = rings.VisibleClasses,
            Polygons2 = polygons2,
            OriginX = rings.Bounds.IsEmpty ? 0 : (rings.Bounds.MinX + rings.Bounds.MaxX) / 2,
        };
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

    private void CutTooLarge(int shift)
    {
        file.Flush();
        CellKey[] tooLarge = [.. cells.Keys.Where(key => key.Shift == shift && EdgesOf(key) > maxCellEdges).OrderByDescending(EdgesOf)];
        Dictionary<CellKey, List<Segment>> segments = tooLarge.ToDictionary(key => key, key => cells[key]);
        foreach (CellKey key in tooLarge)
            cells.Remove(key);
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
            Parallel.ForEach(Partitioner.Create(tooLarge, loadBalance: true), options, key => CellCutting.InFour(file, key, segments[key], Write));
        }
        catch (AggregateException failed)
        {
            ExceptionDispatchInfo.Throw(failed.InnerExceptions[0]);
        }
    }

    private long EdgesOf(CellKey key) => cells[key].Sum(segment => segment.Edges);

    private void Store(OverlayInput held, int firstZone)
    {
        if (!regionsStored)
            polygons2 = new Int128[held.ClassCount];
        ZonePolygons.Add(held, held.RegionCount, polygons2);
        held.JudgeShapes(threads);
        for (int feature = regionsStored ? held.RegionCount : 0; feature < held.FeatureCount; feature++)
        {
            FeatureEntry entry = held.Feature(feature);
            if (entry.BlockCount == 0)
                continue;
            ReadOnlySpan<EdgeBlock> blocks = held.Blocks.Slice(entry.FirstBlock, entry.BlockCount);
            var row = new FeatureRow
            {
                Number = entry.IsRegion ? feature : firstZone + feature,
                Group = entry.Group,
                BlockCount = blocks.Length,
                TotalBlocks = blocks.Length,
                Simple = entry.IsSimple ? 1 : 0,
            };
            Describe(blocks);
            if (!sorting.Add(row, blocks, held.Points, CollectionsMarshal.AsSpan(rows)) && !entry.IsRegion)
                sharedRows.Add(row, CollectionsMarshal.AsSpan(rows), blocks, held.Points);
        }

        regionsStored = true;
        Append();
    }

    private void Append()
    {
        Write(sorting, sharedRows);
        sorting.Clear();
        sharedRows.Clear();
    }

    /// <summary>Writes what was sorted, from any thread.</summary>
    private void Write(CellSorting sorted, CellRows wholeZones)
    {
        lock (cells)
        {
            foreach ((CellKey key, CellRows stored) in sorted.Cells)
                Add(key, file.Append(stored));
            if (!wholeZones.Features.IsEmpty)
                shared.Add(file.Append(wholeZones));
        }
    }

    private void Add(CellKey key, Segment segment)
    {
        if (!cells.TryGetValue(key, out List<Segment>? segments))
            cells.Add(key, segments = []);
        segments.Add(segment);
    }

    /// <summary>The blocks of a whole feature as stored.</summary>
    private void Describe(ReadOnlySpan<EdgeBlock> blocks)
    {
        rows.Clear();
        int ringStart = 0;
        for (int from = 0; from < blocks.Length;)
        {
            int to = from, length = 0;
            do
                length += blocks[to++].EdgeCount;
            while (to < blocks.Length && !blocks[to].StartsRing);
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
                });
                offset += block.EdgeCount;
            }

            ringStart += length;
        }
    }
}

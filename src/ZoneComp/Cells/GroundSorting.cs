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
    public GroundSorting(GroundFile file, long maxCellEdges, int largestShift = CellKey.LargestShift)
    {
        this.file = file;
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
        {
            foreach (CellKey key in cells.Keys.Where(key => key.Shift == shift && EdgesOf(key) > maxCellEdges).ToArray())
                CutInFour(key);
        }

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

    private long EdgesOf(CellKey key) => cells[key].Sum(segment => segment.Edges);

    private void Store(OverlayInput held, int firstZone)
    {
        if (!regionsStored)
            polygons2 = new Int128[held.ClassCount];
        ZonePolygons.Add(held, held.RegionCount, polygons2);
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
            };
            Describe(blocks);
            if (!sorting.Add(row, blocks, held.Points, CollectionsMarshal.AsSpan(rows)) && !entry.IsRegion)
                Share(row, blocks, held.Points);
        }

        regionsStored = true;
        Append();
    }

    private void Append()
    {
        foreach ((CellKey key, CellRows stored) in sorting.Cells)
            Add(key, file.Append(stored));
        sorting.Clear();
        AppendShared();
    }

    private void AppendShared()
    {
        if (!sharedRows.Features.IsEmpty)
            shared.Add(file.Append(sharedRows));
        sharedRows.Clear();
    }

    private void Add(CellKey key, Segment segment)
    {
        if (!cells.TryGetValue(key, out List<Segment>? segments))
            cells.Add(key, segments = []);
        segments.Add(segment);
    }

    private void Share(in FeatureRow row, ReadOnlySpan<EdgeBlock> blocks, PointStore points)
    {
        sharedRows.Feature(row).BlockCount = blocks.Length;
        for (int index = 0; index < blocks.Length; index++)
            sharedRows.Add(rows[index], points.Read(blocks[index]));
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

    /// <summary>Reads a cell again, batch by batch, and writes what each of its quarters needs.</summary>
    private void CutInFour(CellKey parent)
    {
        var quarters = new CellSorting(parent.Shift - 1, parent);
        var read = new CellRows();
        byte[] buffer = [];
        List<Segment> segments = cells[parent];
        cells.Remove(parent);
        foreach (Segment segment in segments)
        {
            file.Read(segment, read, ref buffer);
            var points = new PointStore();
            EdgeBlock[] blocks = read.ToBlocks(points);
            int from = 0;
            foreach (ref readonly FeatureRow feature in read.Features)
            {
                ReadOnlySpan<EdgeBlock> own = blocks.AsSpan(from, feature.BlockCount);
                ReadOnlySpan<BlockRow> stored = read.Blocks.Slice(from, feature.BlockCount);
                bool single = quarters.Add(feature, own, points, stored);
                if (!single && feature.Group >= 0 && feature.BlockCount == feature.TotalBlocks)
                {
                    rows.Clear();
                    rows.AddRange(stored);
                    Share(feature, own, points);
                }

                from += feature.BlockCount;
            }

            foreach ((CellKey key, CellRows cell) in quarters.Cells)
                Add(key, file.Append(cell));
            quarters.Clear();
            AppendShared();
        }
    }
}

using ZoneComp.Overlay;

namespace ZoneComp.Cells;

/// <summary>Cuts a stored cell that became too large.</summary>
internal static class CellCutting
{
    /// <summary>Reads a cell again, batch by batch, and gives what each of its quarters needs, and the zones that several of them have.</summary>
    /// <param name="store">Gets the quarters and the zones of one batch, which are good for the call only.</param>
    public static void InFour(GroundFile file, CellKey cell, IReadOnlyList<Segment> segments, Action<CellSorting, CellRows> store)
    {
        var quarters = new CellSorting(cell.Shift - 1, cell);
        CellRows read = new(), shared = new();
        byte[] buffer = [];
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
                    shared.Add(feature, stored, own, points);
                from += feature.BlockCount;
            }

            store(quarters, shared);
            quarters.Clear();
            shared.Clear();
        }
    }
}

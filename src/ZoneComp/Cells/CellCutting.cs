namespace ZoneComp.Cells;

/// <summary>Cuts cells that became too large.</summary>
internal static class CellCutting
{
    /// <summary>Reads a cell again, batch by batch, and gives what each of its quarters needs, and the zones that several of them
    /// have.</summary>
    /// <param name="store">Gets the quarters and the zones of one batch, which are good for the call only, and their source.</param>
    public static void InFour(GroundFile file, CellKey cell, IReadOnlyList<Segment> segments, Action<CellSorting, CellRows, int> store)
    {
        var quarters = new CellSorting(cell.Shift - 1, cell);
        CellRows read = new(), shared = new();
        byte[] buffer = [];
        foreach (Segment segment in segments)
        {
            file.Read(segment, read, ref buffer);
            InFour(read, quarters, shared);
            store(quarters, shared, segment.Source);
            quarters.Clear();
            shared.Clear();
        }
    }

    /// <summary>What a cell needs of the rows of a larger one that it is a part of.</summary>
    public static CellRows PartOf(CellRows rows, int shift, CellKey cell)
    {
        while (shift > cell.Shift)
        {
            int up = shift - cell.Shift;
            var quarters = new CellSorting(shift - 1, new CellKey(shift, cell.Column >> up, cell.Row >> up));
            InFour(rows, quarters, new CellRows());
            shift--;
            var quarter = new CellKey(shift, cell.Column >> (up - 1), cell.Row >> (up - 1));
            rows = quarters.Cells.FirstOrDefault(pair => pair.Key == quarter).Value ?? new CellRows();
        }

        return rows;
    }

    /// <summary>Puts one batch of a cell's rows into its quarters.</summary>
    /// <param name="shared">Gets the whole zones that several quarters have.</param>
    public static void InFour(CellRows rows, CellSorting quarters, CellRows shared)
    {
        var points = new PointStore();
        ChunkedList<EdgeBlock> blocks = rows.ToBlocks(points);
        int from = 0;
        foreach (ref readonly FeatureRow feature in rows.Features)
        {
            ListPart<EdgeBlock> own = blocks.Slice(from, feature.BlockCount);
            ReadOnlySpan<BlockRow> stored = rows.Blocks.Slice(from, feature.BlockCount);
            bool single = quarters.Add(feature, own, points, stored);
            if (!single && feature.Group >= 0 && feature.BlockCount == feature.TotalBlocks)
                shared.Add(feature, stored, own, points);
            from += feature.BlockCount;
        }
    }
}

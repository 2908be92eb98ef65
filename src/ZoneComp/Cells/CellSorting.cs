using System.Runtime.InteropServices;

namespace ZoneComp.Cells;

/// <summary>Puts features, one after another in the order of their numbers, into every cell whose ground their edges meet, or whose corner
/// they wind round.</summary>
internal sealed class CellSorting(int shift, CellKey? parent)
{
    private readonly Dictionary<CellKey, CellRows> cells = [];
    private readonly Stack<CellRows> spare = [];
    private (CellKey Key, CellRows Rows)? last;

    /// <summary>Cells by key.</summary>
    public IEnumerable<KeyValuePair<CellKey, CellRows>> Cells => cells.OrderBy(pair => pair.Key);

    /// <summary>Adds a feature, or the part of it that the parent cell holds.</summary>
    /// <param name="feature">As in the parent; without parent its corner winding has no meaning.</param>
    /// <param name="blocks">Its blocks, with places in <paramref name="points"/>.</param>
    /// <param name="rows">The same blocks as stored.</param>
    /// <returns>Whether it was put into one cell only.</returns>
    public bool Add(in FeatureRow feature, ListPart<EdgeBlock> blocks, PointStore points, ReadOnlySpan<BlockRow> rows)
    {
        LatticeBox box = LatticeBox.Empty;
        foreach (ref readonly EdgeBlock block in blocks)
            box = box.Including(block.Box);
        Range columns = Columns(box.IsEmpty ? parent!.Value.Own : box), lines = Lines(box.IsEmpty ? parent!.Value.Own : box);
        if (!box.IsEmpty && columns.IsOne && lines.IsOne && parent is null)
        {
            CellRows only = RowsOf(new CellKey(shift, columns.First, lines.First));
            only.Feature(feature).BlockCount = blocks.Count;
            for (int index = 0; index < blocks.Count; index++)
                only.Add(rows[index], points.Packed(blocks[index]));
            return true;
        }

        var touched = new HashSet<CellKey>();
        for (int index = 0; index < blocks.Count; index++)
        {
            LatticeBox reach = blocks[index].Box;
            Range across = Columns(reach), up = Lines(reach);
            for (long row = up.First; row <= up.Last; row++)
            {
                for (long column = across.First; column <= across.Last; column++)
                {
                    var key = new CellKey(shift, column, row);
                    CellRows cell = RowsOf(key);
                    cell.Feature(feature).BlockCount++;
                    cell.Add(rows[index], points.Packed(blocks[index]));
                    touched.Add(key);
                }
            }
        }

        AddCornerWindings(feature, blocks, points, box, touched);
        return touched.Count == 1;
    }

    /// <summary>Makes ready for the next batch.</summary>
    public void Clear()
    {
        foreach (CellRows rows in cells.Values)
        {
            rows.Clear();
            spare.Push(rows);
        }

        while (spare.Count > 64)
            _ = spare.Pop();
        cells.Clear();
        last = null;
    }

    private void AddCornerWindings(
        in FeatureRow feature, ListPart<EdgeBlock> blocks, PointStore points, LatticeBox box, HashSet<CellKey> touched)
    {
        // Without a parent, a path that starts left of and below the feature; nothing is covered there.
        long fromX = parent?.Corner.X ?? box.MinX, fromY = parent?.Corner.Y ?? box.MinY;
        int before = parent is null ? 0 : feature.CornerWinding;
        Range columns = parent is { } above ? new Range(2 * above.Column, (2 * above.Column) + 1) : CornersIn(box.MinX, box.MaxX);
        Range lines = parent is { } over ? new Range(2 * over.Row, (2 * over.Row) + 1) : CornersIn(box.MinY, box.MaxY);
        for (long row = lines.First; row <= lines.Last; row++)
        {
            for (long column = columns.First; column <= columns.Last; column++)
            {
                var key = new CellKey(shift, column, row);
                int winding = before + CornerPath.Change(blocks, points, fromX, fromY, key.Corner.X, key.Corner.Y);
                if (winding == 0)
                    continue;
                RowsOf(key).Feature(feature).CornerWinding = winding;
                touched.Add(key);
            }
        }
    }

    /// <summary>Cells whose low corners lie between two coordinates: the first not at the lower one.</summary>
    private Range CornersIn(long low, long high) =>
        new(CellKey.At(low + PartOfGround.Margin, shift) + 1, CellKey.At(high + PartOfGround.Margin, shift));

    private Range Columns(LatticeBox box) => Cut(box.MinX, box.MaxX, parent?.Column);

    private Range Lines(LatticeBox box) => Cut(box.MinY, box.MaxY, parent?.Row);

    private Range Cut(long low, long high, long? above)
    {
        var range = new Range(CellKey.At(low - PartOfGround.Margin, shift), CellKey.At(high + PartOfGround.Margin, shift));
        return above is { } at ? new Range(Math.Max(range.First, 2 * at), Math.Min(range.Last, (2 * at) + 1)) : range;
    }

    private CellRows RowsOf(CellKey key)
    {
        if (last is { } same && same.Key == key)
            return same.Rows;
        ref CellRows? rows = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out bool _);
        rows ??= spare.Count > 0 ? spare.Pop() : new CellRows();
        last = (key, rows);
        return rows;
    }

    private readonly record struct Range(long First, long Last)
    {
        public bool IsOne => First == Last;
    }
}

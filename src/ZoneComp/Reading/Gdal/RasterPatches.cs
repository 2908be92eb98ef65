namespace ZoneComp.Reading.Gdal;

/// <summary>Patches of a raster: cells of one value that hang together by their sides, with the rings around them.</summary>
/// <remarks>
/// Rings follow the sides of the cells and have a vertex at every corner of a cell, so that neighbouring patches have the very same edges
/// in whatever plane these become: together they cover every cell once. Where two cells of a patch meet only at a corner two of
/// its rings touch.
/// </remarks>
internal sealed class RasterPatches(RasterGrid grid)
{
    // Sides of a cell in the order in which they are walked with the cell on the left, columns to the right and rows downwards:
    // along its bottom, up its right side, back along its top, down its left.
    private static readonly (int Column, int Row)[] Steps = [(1, 0), (0, -1), (-1, 0), (0, 1)];
    private static readonly (int Column, int Row)[] Starts = [(0, 1), (1, 1), (1, 0), (0, 0)];

    private readonly int[] patchOf = NoPatch(grid.Cells.Length);
    private readonly byte[] walked = new byte[grid.Cells.Length];
    private readonly List<int> members = [];
    private int next, patch = -1;

    /// <summary>Index of the patch's value.</summary>
    public int Value => grid.Cells[members[0]];

    /// <summary>Goes to the next patch, by their first cells.</summary>
    public bool MoveNext()
    {
        while (next < grid.Cells.Length && (grid.Cells[next] == RasterGrid.NoData || patchOf[next] >= 0))
            next++;
        if (next == grid.Cells.Length)
            return false;
        patch++;
        members.Clear();
        Join(next);
        for (int at = 0; at < members.Count; at++)
        {
            (int row, int column) = Math.DivRem(members[at], grid.Columns);
            foreach ((int right, int down) in Steps)
            {
                if (CellAt(column + right, row + down) is >= 0 and int other && patchOf[other] < 0
                    && grid.Cells[other] == grid.Cells[next])
                    Join(other);
            }
        }

        return true;
    }

    /// <summary>Puts the patch's rings into a shape, inside on the left.</summary>
    public void Trace(FeatureShape shape)
    {
        shape.Clear();
        shape.Kind = GeometryKind.Polygon;
        List<(int Column, int Row)> corners = [];
        foreach (int cell in members)
        {
            for (int side = 0; side < Steps.Length; side++)
            {
                if (IsBorder(cell, side) && (walked[cell] & (1 << side)) == 0)
                    Add(shape, Walk(cell, side, corners));
            }
        }
    }

    private static int[] NoPatch(int cells)
    {
        var none = new int[cells];
        Array.Fill(none, -1);
        return none;
    }

    private void Join(int cell)
    {
        patchOf[cell] = patch;
        members.Add(cell);
    }

    private int CellAt(int column, int row) =>
        column < 0 || row < 0 || column >= grid.Columns || row >= grid.Rows ? -1 : (row * grid.Columns) + column;

    private bool IsOwn(int cell) => cell >= 0 && patchOf[cell] == patch;

    /// <summary>Whether another patch, or nothing, lies beyond a side of a cell; it lies on the right of whoever walks along the
    /// side.</summary>
    private bool IsBorder(int cell, int side) => !IsOwn(Beside(cell, (side + 3) % 4));

    /// <summary>The cell in the direction of a step.</summary>
    private int Beside(int cell, int step)
    {
        (int row, int column) = Math.DivRem(cell, grid.Columns);
        return CellAt(column + Steps[step].Column, row + Steps[step].Row);
    }

    private List<(int Column, int Row)> Walk(int cell, int side, List<(int Column, int Row)> corners)
    {
        corners.Clear();
        while ((walked[cell] & (1 << side)) == 0)
        {
            walked[cell] |= (byte)(1 << side);
            (int row, int column) = Math.DivRem(cell, grid.Columns);
            corners.Add((column + Starts[side].Column, row + Starts[side].Row));
            int ahead = Beside(cell, side), right = ahead < 0 ? -1 : Beside(ahead, (side + 3) % 4);
            // Round what lies on the right, also where the patch's cells meet at a corner only: a hole that touches the border there
            // has a ring of its own.
            (cell, side) = IsOwn(right) ? (right, (side + 3) % 4) : IsOwn(ahead) ? (ahead, side) : (cell, (side + 1) % 4);
        }

        return corners;
    }

    private void Add(FeatureShape shape, List<(int Column, int Row)> corners)
    {
        Span<double> ring = shape.AddPart(corners.Count + 1);
        for (int at = 0; at <= corners.Count; at++)
        {
            // Rows run downwards: where x and y turn as columns and rows do, what was on the left is on the right.
            (int column, int row) = corners[grid.IsTurnedLikeXy ? (2 * corners.Count - at) % corners.Count : at % corners.Count];
            (ring[2 * at], ring[(2 * at) + 1]) = grid.Corner(column, row);
        }
    }
}

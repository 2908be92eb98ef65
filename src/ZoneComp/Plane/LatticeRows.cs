namespace ZoneComp.Plane;

/// <summary>Edges along a parallel or a meridian, which lie between two rows (or columns) of the lattice: most on one, and the share that
/// is due on the next.</summary>
/// <remarks>
/// In every cell of 2^20 units, counted from the plane's origin, the edge leaves its row in one triangle that is one unit high and twice
/// as wide as its distance from the row demands.
/// The cells are the same for all edges on the row, so a border that two polygons cut at different places is one line but for the cells of
/// its ends.
/// </remarks>
internal static class LatticeRows
{
    private const int CellShift = 20;

    /// <param name="row">The row that both ends lie on.</param>
    /// <param name="beside">How far the true edge lies beside it, at most half a unit.</param>
    /// <param name="swapped">Whether the row is a column.</param>
    public static void Between(long from, long to, long row, double beside, bool swapped, List<LatticePoint> points)
    {
        points.Clear();
        if (from > to)
        {
            Between(to, from, row, beside, swapped, points);
            points.Reverse();
            return;
        }

        long next = row + Math.Sign(beside);
        for (long start = from; start < to;)
        {
            long end = Math.Min(to, ((start >> CellShift) + 1) << CellShift), middle = start + ((end - start) / 2);
            long half = (long)Math.Round(Math.Abs(beside) * (end - start));
            if (half * 2 >= BalancedEdge.Settled2)
            {
                Add(Math.Max(middle - half, start), row);
                Add(middle, next);
                Add(Math.Min(middle + half, end), row);
            }

            start = end;
        }

        points.RemoveAll(point => point == On(from, row) || point == On(to, row));

        void Add(long at, long on) => points.Add(On(at, on));

        LatticePoint On(long at, long on) => swapped ? new LatticePoint(on, at) : new LatticePoint(at, on);
    }
}

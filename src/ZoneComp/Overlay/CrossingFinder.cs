namespace ZoneComp.Overlay;

/// <summary>Finds every crossing of the tile's own edges that stays inside its reach: pairs of edges that share a cell.</summary>
internal sealed class CrossingFinder
{
    private int[] minX = new int[64], minY = new int[64], maxX = new int[64], maxY = new int[64];

    public void Find(TileEdges tile, CellGrid grid, CrossingList into)
    {
        for (int row = 0; row < grid.Rows; row++)
        {
            for (int column = 0; column < grid.Columns; column++)
            {
                ReadOnlySpan<int> cell = grid.Cell((row * grid.Columns) + column);
                if (cell.Length > 1)
                    FindIn(cell, tile.Edges, column << grid.ShiftX, row << grid.ShiftY, into);
            }
        }
    }

    /// <param name="lowX">The cell's low corner.</param>
    private void FindIn(ReadOnlySpan<int> cell, ReadOnlySpan<TileEdge> edges, int lowX, int lowY, CrossingList into)
    {
        if (minX.Length < cell.Length)
            minX = new int[2 * cell.Length];
        if (minY.Length < minX.Length)
            (minY, maxX, maxY) = (new int[minX.Length], new int[minX.Length], new int[minX.Length]);
        for (int index = 0; index < cell.Length; index++)
        {
            ref readonly TileEdge edge = ref edges[cell[index]];
            (minX[index], maxX[index]) = edge.X0 < edge.X1 ? (edge.X0, edge.X1) : (edge.X1, edge.X0);
            (minY[index], maxY[index]) = edge.Y0 < edge.Y1 ? (edge.Y0, edge.Y1) : (edge.Y1, edge.Y0);
        }

        for (int first = 0; first < cell.Length; first++)
        {
            int x0 = minX[first], x1 = maxX[first], y0 = minY[first], y1 = maxY[first];
            for (int second = first + 1; second < cell.Length; second++)
            {
                if (minX[second] > x1 || maxX[second] < x0 || minY[second] > y1 || maxY[second] < y0)
                    continue;
                ref readonly TileEdge a = ref edges[cell[first]];
                ref readonly TileEdge b = ref edges[cell[second]];
                EdgeRole both = a.Role | b.Role;
                if ((both & EdgeRole.Own) == 0)
                    continue;

                // A pair is decided in the one cell that holds the low corner of the common box. Long edges are not in every cell of
                // their box: their crossings may be found twice, and the second one is dropped when the crossings are sorted.
                if ((both & EdgeRole.Long) == 0
                    && ((x0 < lowX && minX[second] < lowX && lowX > 0) || (y0 < lowY && minY[second] < lowY && lowY > 0)))
                {
                    continue;
                }

                if (EdgeCrossing.Find(a, b, out EdgeCrossing.Result crossing))
                    Add(cell[first], cell[second], a, b, crossing, into);
            }
        }
    }

    private static void Add(int first, int second, in TileEdge a, in TileEdge b, in EdgeCrossing.Result crossing, CrossingList into)
    {
        if ((a.Role & (EdgeRole.Own | EdgeRole.Far)) == EdgeRole.Own)
            into.Add(new Crossing(crossing.AtA, first, b.V0, b.Feature, crossing.AEndsLeft ? 1 : -1));
        if ((b.Role & (EdgeRole.Own | EdgeRole.Far)) == EdgeRole.Own)
            into.Add(new Crossing(crossing.AtB, second, a.V0, a.Feature, crossing.BEndsLeft ? 1 : -1));
    }
}

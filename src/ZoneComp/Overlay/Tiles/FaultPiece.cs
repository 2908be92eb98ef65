namespace ZoneComp.Overlay.Tiles;

/// <summary>What a piece of a feature's edges, with its own winding beside it, says about the feature's faults.</summary>
internal static class FaultPiece
{
    /// <param name="pieceEdge">The edge where the piece begins, at the place <paramref name="pieceAt"/>
    /// (<see cref="EdgeDirection"/>).</param>
    /// <param name="edge">The edge where it ends, at the place <paramref name="at"/>.</param>
    /// <param name="area2">Its area term.</param>
    /// <param name="rounded">Terms in that which were rounded.</param>
    /// <param name="winding">How often the feature winds round the ground just right of the piece; not zero.</param>
    /// <param name="toVertex">From an edge's index in the tile to the number of its first vertex.</param>
    public static FaultSums Of(
        TileEdges tile, int pieceEdge, double pieceAt, int edge, double at, Int128 area2, long rounded, int winding, int toVertex)
    {
        long length = 0;
        double start = EdgeDirection.FromStart(pieceAt, LeadsDown(tile, pieceEdge)),
            end = EdgeDirection.FromStart(at, LeadsDown(tile, edge));
        for (int index = pieceEdge; index <= edge; index++)
        {
            // Rounded at each end by itself, so that the parts of an edge add up, however it is cut.
            double whole = Math.Abs((double)tile.X[index + 1] - tile.X[index]) + Math.Abs((double)tile.Y[index + 1] - tile.Y[index]);
            length += (long)Math.Round(whole * (index == edge ? end : 1)) - (long)Math.Round(whole * (index == pieceEdge ? start : 0));
        }

        int x = tile.X[pieceEdge], y = tile.Y[pieceEdge];
        return new FaultSums
        {
            Negative2 = winding < 0 ? -area2 : 0,
            Repeated2 = winding > 0 ? area2 : 0,
            Odd2 = (winding & 1) != 0 ? area2 : 0,
            Length = length,
            Rounded = rounded,
            FirstVertex = pieceEdge + toVertex,
            FirstAt = start,
            Place = new(
                tile.OriginX + x + (long)Math.Round(start * ((double)tile.X[pieceEdge + 1] - x)),
                tile.OriginY + y + (long)Math.Round(start * ((double)tile.Y[pieceEdge + 1] - y))),
        };
    }

    private static bool LeadsDown(TileEdges tile, int edge) =>
        EdgeDirection.LeadsDown(tile.X[edge], tile.Y[edge], tile.X[edge + 1], tile.Y[edge + 1]);
}

namespace ZoneComp.Overlay;

/// <summary>The lattice point nearest to where two edges cross, of two the right or upper one: the same from either edge.</summary>
internal sealed class CrossingRounding(OverlayInput input)
{
    /// <summary>
    /// A place along an edge of at most 2^21 units is off by less than 2^-29 of one: farther from the middle between two points it tells
    /// which is nearer.
    /// </summary>
    private const double Doubt = 1.0 / (1 << 20);

    public LatticePoint Round(TileEdges tile, in Crossing crossing)
    {
        int edge = crossing.Edge, ax = tile.X[edge], ay = tile.Y[edge], bx = tile.X[edge + 1], by = tile.Y[edge + 1];
        double fromStart = EdgeDirection.FromStart(crossing.At, EdgeDirection.LeadsDown(ax, ay, bx, by));
        double x = ax + (fromStart * (bx - ax)) + 0.5, y = ay + (fromStart * (by - ay)) + 0.5;
        LatticePoint origin = new(tile.OriginX, tile.OriginY);
        if (!IsClear(x) || !IsClear(y))
        {
            (LatticePoint from, LatticePoint to) = EdgeOf(crossing.OtherVertex);
            LatticePoint a = new(origin.X + ax, origin.Y + ay), b = new(origin.X + bx, origin.Y + by);
            if (Between(a, b, from, to) is { } point)
                return point;
        }

        return new LatticePoint(origin.X + (long)Math.Floor(x), origin.Y + (long)Math.Floor(y));
    }

    /// <summary>Rounded where the lines a b and c d meet; null where they are parallel.</summary>
    internal static LatticePoint? Between(LatticePoint a, LatticePoint b, LatticePoint c, LatticePoint d)
    {
        Int128 dx = b.X - a.X, dy = b.Y - a.Y, otherX = d.X - c.X, otherY = d.Y - c.Y;
        Int128 along = ((c.X - a.X) * otherY) - ((c.Y - a.Y) * otherX), whole = (dx * otherY) - (dy * otherX);
        if (whole < 0)
            (along, whole) = (-along, -whole);
        return whole == 0 ? null : new LatticePoint(a.X + Rounded(along * dx, whole), a.Y + Rounded(along * dy, whole));

        static long Rounded(Int128 part, Int128 whole)
        {
            (Int128 quotient, Int128 rest) = Int128.DivRem((2 * part) + whole, 2 * whole);
            return (long)(rest < 0 ? quotient - 1 : quotient);
        }
    }

    private static bool IsClear(double value) => Math.Abs(value - Math.Round(value)) > Doubt;

    /// <summary>The edge that starts at a vertex, by its number.</summary>
    private (LatticePoint From, LatticePoint To) EdgeOf(int vertex)
    {
        (int low, int high) = (0, input.Blocks.Count - 1);
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (input.Blocks[middle].FirstVertex <= vertex)
                low = middle;
            else
                high = middle - 1;
        }

        ref readonly EdgeBlock block = ref input.Blocks[low];
        Span<int> room = stackalloc int[PointStore.OffsetRoom];
        ReadOnlySpan<int> points = input.Points.Read(block, room)[(2 * (vertex - block.FirstVertex))..];
        return (
            new LatticePoint(block.OriginX + points[0], block.OriginY + points[1]),
            new LatticePoint(block.OriginX + points[2], block.OriginY + points[3]));
    }
}

using ZoneComp.Model;

namespace ZoneComp.Overlay;

/// <summary>Splits edges longer than 2^20 lattice units, so that an edge's area term stays below 2^53 and its differences fit 32 bits.</summary>
public static class EdgeSplitting
{
    /// <summary>Longest edge that is kept whole, in x and in y: about a kilometre.</summary>
    public const long MaxEdge = 1L << 20;

    /// <summary>
    /// Adds the ring to <paramref name="into"/> without repeated points and with long edges split. The points that split an edge are
    /// counted from its smaller end, so a border that two polygons share stays shared, whichever way each of them runs.
    /// </summary>
    internal static void AppendRing(ReadOnlySpan<LatticePoint> ring, List<LatticePoint> into)
    {
        int first = into.Count;
        foreach (LatticePoint point in ring)
        {
            if (point.X is < -OverlayInput.MaxCoordinate or > OverlayInput.MaxCoordinate
                || point.Y is < -OverlayInput.MaxCoordinate or > OverlayInput.MaxCoordinate)
            {
                throw new ArgumentOutOfRangeException(nameof(ring), point, "A vertex lies beyond 2^40 lattice units.");
            }

            if (into.Count > first)
                AppendTo(into, point);
            else
                into.Add(point);
        }

        if (into.Count - first < 2)
            return;
        AppendTo(into, into[first]);
        into.RemoveAt(into.Count - 1); // the first point again, or its equal
    }

    private static void AppendTo(List<LatticePoint> into, LatticePoint to)
    {
        LatticePoint from = into[^1];
        if (from == to)
            return;

        long dx = to.X - from.X, dy = to.Y - from.Y;
        long longest = Math.Max(Math.Abs(dx), Math.Abs(dy));
        if (longest > MaxEdge)
        {
            long pieces = (longest + MaxEdge - 1) / MaxEdge;
            bool forward = dx > 0 || (dx == 0 && dy > 0);
            LatticePoint low = forward ? from : to;
            long width = Math.Abs(dx), height = forward ? dy : -dy;
            for (long step = 1; step < pieces; step++)
            {
                long part = forward ? step : pieces - step;
                into.Add(new LatticePoint(low.X + RoundedShare(width, part, pieces), low.Y + RoundedShare(height, part, pieces)));
            }
        }

        into.Add(to);
    }

    /// <summary>length * part / pieces to the nearest integer, halves upward.</summary>
    private static long RoundedShare(long length, long part, long pieces)
    {
        Int128 doubled = (2 * (Int128)length * part) + pieces;
        (Int128 quotient, Int128 rest) = Int128.DivRem(doubled, 2 * pieces);
        return (long)(rest < 0 ? quotient - 1 : quotient);
    }
}

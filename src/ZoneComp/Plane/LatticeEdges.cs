using System.Runtime.CompilerServices;

namespace ZoneComp.Plane;

/// <summary>Writes edges onto the lattice, cut so that none is longer than 2^20 units in x or y.</summary>
internal static class LatticeEdges
{
    /// <summary>Longest edge in x and in y, lattice units: 1,048.576 m.</summary>
    public const long MaxLength = 1 << 20;

    /// <summary>Adds what lies between the ring's last point and <paramref name="to"/>, and <paramref name="to"/>; a point equal to the
    /// last is left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Append(List<LatticePoint> ring, LatticePoint to)
    {
        LatticePoint from = ring[^1];
        if (from == to)
            return;
        AppendBetween(ring, from, to);
        ring.Add(to);
    }

    /// <summary>The cuts, computed from the smaller end, so that they are the same whichever way the edge runs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AppendBetween(List<LatticePoint> ring, LatticePoint from, LatticePoint to)
    {
        long longest = Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y));
        if (longest <= MaxLength)
            return;
        // One spare unit for the rounding of the cuts.
        long pieces = (longest + MaxLength - 2) / (MaxLength - 1);
        bool reversed = (to.X, to.Y).CompareTo((from.X, from.Y)) < 0;
        (LatticePoint a, LatticePoint b) = reversed ? (to, from) : (from, to);
        for (long k = 1; k < pieces; k++)
        {
            long step = reversed ? pieces - k : k;
            ring.Add(new LatticePoint(a.X + Share(b.X - a.X, step, pieces), a.Y + Share(b.Y - a.Y, step, pieces)));
        }
    }

    /// <summary>difference x step / pieces, rounded half up; at most 4e10 x 4e4 on the way, far inside 64 bits.</summary>
    private static long Share(long difference, long step, long pieces)
    {
        long twice = (2 * difference * step) + pieces;
        long quotient = twice / (2 * pieces);
        return twice % (2 * pieces) < 0 ? quotient - 1 : quotient;
    }
}

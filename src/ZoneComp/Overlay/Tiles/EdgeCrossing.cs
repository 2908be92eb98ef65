using System.Runtime.CompilerServices;

namespace ZoneComp.Overlay.Tiles;

/// <summary>Decides whether two edges cross properly once their vertices are perturbed, and where.</summary>
internal static class EdgeCrossing
{
    /// <summary>
    /// Where the crossing lies on both edges (<see cref="EdgeDirection"/>), and on which side each ends. No crossing point is ever rounded
    /// to the lattice.
    /// </summary>
    public readonly record struct Result(double AtA, double AtB, bool AEndsLeft, bool BEndsLeft);

    /// <summary>Edges that share a vertex do not cross: perturbed, they have just that vertex in common.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Find(in TileEdge a, in TileEdge b, out Result result)
    {
        Unsafe.SkipInit(out result);
        long b0 = Perturbation.Determinant(a.X0, a.Y0, a.X1, a.Y1, b.X0, b.Y0);
        long b1 = Perturbation.Determinant(a.X0, a.Y0, a.X1, a.Y1, b.X1, b.Y1);
        if ((b0 > 0 && b1 > 0) || (b0 < 0 && b1 < 0))
            return false;
        return FindNear(a, b, b0, b1, out result);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool FindNear(in TileEdge a, in TileEdge b, long b0, long b1, out Result result)
    {
        Unsafe.SkipInit(out result);
        if (a.V0 == b.V1 || a.V1 == b.V0 || a.V0 == b.V0 || a.V1 == b.V1)
            return false;
        bool b0Left = b0 != 0 ? b0 > 0 : Perturbation.IsLeftOnTie(a.X0, a.Y0, a.V0, a.X1, a.Y1, a.V1, b.X0, b.Y0, b.V0);
        bool b1Left = b1 != 0 ? b1 > 0 : Perturbation.IsLeftOnTie(a.X0, a.Y0, a.V0, a.X1, a.Y1, a.V1, b.X1, b.Y1, b.V1);
        if (b0Left == b1Left)
            return false;
        long a0 = Perturbation.Determinant(b.X0, b.Y0, b.X1, b.Y1, a.X0, a.Y0);
        long a1 = Perturbation.Determinant(b.X0, b.Y0, b.X1, b.Y1, a.X1, a.Y1);
        bool a0Left = a0 != 0 ? a0 > 0 : Perturbation.IsLeftOnTie(b.X0, b.Y0, b.V0, b.X1, b.Y1, b.V1, a.X0, a.Y0, a.V0);
        bool a1Left = a1 != 0 ? a1 > 0 : Perturbation.IsLeftOnTie(b.X0, b.Y0, b.V0, b.X1, b.Y1, b.V1, a.X1, a.Y1, a.V1);
        if (a0Left == a1Left)
            return false;
        bool aDown = EdgeDirection.LeadsDown(a.X0, a.Y0, a.X1, a.Y1), bDown = EdgeDirection.LeadsDown(b.X0, b.Y0, b.X1, b.Y1);
        result = (a0 | a1) == 0
            ? OnOneLine(a, aDown, b, bDown, a1Left, b1Left)
            : new Result(EdgeDirection.Place(a0, a1, aDown), EdgeDirection.Place(b0, b1, bDown), a1Left, b1Left);
        return true;
    }

    /// <summary>
    /// Overlapping edges of one line cross somewhere on the overlap; its low end is as good as any, since nothing lies between. One may be
    /// a joint, a point of the other.
    /// </summary>
    private static Result OnOneLine(in TileEdge a, bool aDown, in TileEdge b, bool bDown, bool aEndsLeft, bool bEndsLeft)
    {
        bool alongX = a.X0 != a.X1 || b.X0 != b.X1;
        (int a0, int a1, int b0, int b1) = alongX ? (a.X0, a.X1, b.X0, b.X1) : (a.Y0, a.Y1, b.Y0, b.Y1);
        int at = Math.Max(Math.Min(a0, a1), Math.Min(b0, b1));
        return unchecked(new Result(Place(at - a0, at - a1, aDown), Place(at - b0, at - b1, bDown), aEndsLeft, bEndsLeft));
    }

    /// <summary>On a joint every place is the same.</summary>
    private static double Place(long fromStart, long fromEnd, bool leadsDown) =>
        fromStart == fromEnd ? 0 : EdgeDirection.Place(fromStart, fromEnd, leadsDown);
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZoneComp.Overlay.Tiles;

/// <summary>Which edges of two strips cross, eight decided at once.</summary>
/// <remarks>
/// The strips are of two features, so all vertices of one come before all of the other: the lower one's move, and the upper one's
/// seem to stay (<see cref="Perturbation"/>). That leaves two short rules for ties. Coordinates differ by less than 2^25 and an edge is at
/// most 2^20
/// long, so a determinant is exact in double.
/// </remarks>
internal static class StripCrossings
{
    private const int Lanes = EdgeStrip.MaxEdges;

    /// <summary>Adds the crossings of the edges <paramref name="nearLower"/> of one strip with the edges <paramref name="nearUpper"/> of
    /// the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find(TileEdges tile, in EdgeStrip lower, uint nearLower, in EdgeStrip upper, uint nearUpper, CrossingList into)
    {
        ref int x = ref tile.X[0], y = ref tile.Y[0];
        nuint first = (nuint)upper.First;
        Vector256<int> x0 = Vector256.LoadUnsafe(ref x, first), y0 = Vector256.LoadUnsafe(ref y, first);
        Vector256<int> x1 = Vector256.LoadUnsafe(ref x, first + 1), y1 = Vector256.LoadUnsafe(ref y, first + 1);
        Vector256<double> lowX = ToDouble(x0.GetLower()),
            highX = ToDouble(x0.GetUpper()),
            lowY = ToDouble(y0.GetLower()),
            highY = ToDouble(y0.GetUpper());
        Vector256<double> lowDx = ToDouble((x1 - x0).GetLower()), highDx = ToDouble((x1 - x0).GetUpper());
        Vector256<double> lowDy = ToDouble((y1 - y0).GetLower()), highDy = ToDouble((y1 - y0).GetUpper());
        int endX = Unsafe.Add(ref x, upper.First + Lanes), endY = Unsafe.Add(ref y, upper.First + Lanes);
        // A vertex of the lower strip on the line of an upper edge has moved up, and right if the edge leads straight up.
        uint leftOfUpperOnTie =
            (Vector256.GreaterThan(x1, x0) | (Vector256.Equals(x1, x0) & Vector256.GreaterThan(y0, y1))).ExtractMostSignificantBits();
        for (uint edges = nearLower; edges != 0; edges &= edges - 1)
        {
            int number = BitOperations.TrailingZeroCount(edges);
            nint at = lower.First + number;
            int ax = Unsafe.Add(ref x, at), ay = Unsafe.Add(ref y, at), bx = Unsafe.Add(ref x, at + 1), by = Unsafe.Add(ref y, at + 1);
            Vector256<double> fromX = Vector256.Create((double)ax), fromY = Vector256.Create((double)ay);
            Vector256<double> dx = Vector256.Create((double)(bx - ax)), dy = Vector256.Create((double)(by - ay));
            Vector256<double> low = (dx * (lowY - fromY)) - (dy * (lowX - fromX)), high = (dx * (highY - fromY)) - (dy * (highX - fromX));
            uint left = Above(low, high), tied = Zero(low, high);
            long end = ((long)(bx - ax) * (endY - ay)) - ((long)(by - ay) * (endX - ax));
            left |= end > 0 ? 1u << Lanes : 0;
            tied |= end == 0 ? 1u << Lanes : 0;
            if (tied != 0)
                left |= tied & LeftOfLowerOnTie(
                    ax,
                    ay,
                    bx,
                    by,
                    lower.EndVertex < lower.FirstVertex && number + 1 == lower.Count,
                    x0,
                    y0,
                    endX,
                    endY);
            uint split = (left ^ (left >> 1)) & nearUpper;
            if (split == 0)
                continue;
            low = (lowDx * (fromY - lowY)) - (lowDy * (fromX - lowX));
            high = (highDx * (fromY - highY)) - (highDy * (fromX - highX));
            uint fromLeft = Above(low, high) | (Zero(low, high) & leftOfUpperOnTie);
            Vector256<double> toX = Vector256.Create((double)bx), toY = Vector256.Create((double)by);
            low = (lowDx * (toY - lowY)) - (lowDy * (toX - lowX));
            high = (highDx * (toY - highY)) - (highDy * (toX - highX));
            uint toLeft = Above(low, high) | (Zero(low, high) & leftOfUpperOnTie);
            for (uint crossed = split & (fromLeft ^ toLeft); crossed != 0; crossed &= crossed - 1)
                CrossingFinder.Test(tile, tile.EdgeOf(lower, number), tile.EdgeOf(upper, BitOperations.TrailingZeroCount(crossed)), into);
        }
    }

    /// <summary>
    /// Which of the upper strip's nine points lie left of the lower edge a to b, were they on its line: the terms of
    /// <see cref="Perturbation"/> with the edge's
    /// vertices i, j before the point k.
    /// </summary>
    /// <param name="closing">Whether the edge closes its ring, so that b comes before a.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint LeftOfLowerOnTie(
        int ax, int ay, int bx, int by, bool closing, Vector256<int> pointsX, Vector256<int> pointsY, int endX, int endY)
    {
        (int ix, int jx, int jy) = closing ? (bx, ax, ay) : (ax, bx, by);
        Vector256<int> x = Vector256.Create(jx), y = Vector256.Create(jy), atJ = Vector256.Create(ix >= jx ? -1 : 0);
        uint left = (Vector256.GreaterThan(pointsX, x)
            | (Vector256.Equals(pointsX, x) & (Vector256.GreaterThan(y, pointsY)
                | (Vector256.Equals(y, pointsY) & atJ)))).ExtractMostSignificantBits();
        bool endLeft = endX != jx ? endX > jx : jy != endY ? jy > endY : ix >= jx;
        left |= endLeft ? 1u << Lanes : 0;
        return closing ? ~left : left;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Above(Vector256<double> low, Vector256<double> high) =>
        Vector256.GreaterThan(low, Vector256<double>.Zero).ExtractMostSignificantBits() | (Vector256.GreaterThan(high,
            Vector256<double>.Zero)
            .ExtractMostSignificantBits() << 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Zero(Vector256<double> low, Vector256<double> high) =>
        Vector256.Equals(low, Vector256<double>.Zero).ExtractMostSignificantBits() | (Vector256.Equals(high, Vector256<double>.Zero)
            .ExtractMostSignificantBits() << 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ToDouble(Vector128<int> values) => Avx.IsSupported
        ? Avx.ConvertToVector256Double(values)
        : Vector256.Create((double)values[0], values[1], values[2], values[3]);
}

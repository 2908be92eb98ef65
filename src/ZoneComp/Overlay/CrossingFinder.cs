using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Overlay;

/// <summary>Finds the crossings of the tile's own edges that stay inside its reach: among pairs of edges that share a cell.</summary>
internal static class CrossingFinder
{
    /// <summary>Adds the crossings of the pairs that this cell decides.</summary>
    /// <remarks>
    /// A pair is decided in the one cell that holds the low corner of the common box. Long edges are not in every cell of their
    /// box: where there is one, every cell decides, and a crossing found twice is dropped when the crossings are sorted.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find(CellContents cell, ReadOnlySpan<TileEdge> edges, CrossingList into)
    {
        int count = cell.Count;
        ref int minX = ref cell.MinX[0], minY = ref cell.MinY[0], maxX = ref cell.MaxX[0], maxY = ref cell.MaxY[0];
        ref int v0 = ref cell.V0[0], v1 = ref cell.V1[0];
        int ruleX = cell.AnyLong || cell.LowX == 0 ? int.MinValue : cell.LowX, ruleY = cell.AnyLong || cell.LowY == 0 ? int.MinValue : cell.LowY;
        for (int first = 0; first < count - 1; first++)
        {
            int x0 = Unsafe.Add(ref minX, first), y0 = Unsafe.Add(ref minY, first);
            Vector256<int> fromX = Vector256.Create(x0 >= ruleX ? int.MinValue : ruleX), fromY = Vector256.Create(y0 >= ruleY ? int.MinValue : ruleY);
            Vector256<int> lowX = Vector256.Create(x0), highX = Vector256.Create(Unsafe.Add(ref maxX, first));
            Vector256<int> lowY = Vector256.Create(y0), highY = Vector256.Create(Unsafe.Add(ref maxY, first));
            Vector256<int> start = Vector256.Create(Unsafe.Add(ref v0, first)), end = Vector256.Create(Unsafe.Add(ref v1, first));
            for (int second = first + 1; second < count; second += CellContents.Lanes)
            {
                nuint at = (nuint)second;
                Vector256<int> itsLowX = Vector256.LoadUnsafe(ref minX, at), itsLowY = Vector256.LoadUnsafe(ref minY, at);
                Vector256<int> apart =
                    Vector256.GreaterThan(itsLowX, highX) | Vector256.GreaterThan(fromX, itsLowX) | Vector256.GreaterThan(lowX, Vector256.LoadUnsafe(ref maxX, at))
                    | Vector256.GreaterThan(itsLowY, highY) | Vector256.GreaterThan(fromY, itsLowY) | Vector256.GreaterThan(lowY, Vector256.LoadUnsafe(ref maxY, at))
                    | Vector256.Equals(end, Vector256.LoadUnsafe(ref v0, at)) | Vector256.Equals(start, Vector256.LoadUnsafe(ref v1, at));
                uint near = ~Vector256.ExtractMostSignificantBits(apart) & 0xFF;
                for (; near != 0; near &= near - 1)
                {
                    int other = second + BitOperations.TrailingZeroCount(near);
                    if (other < count)
                        Test(cell.Indices[first], cell.Indices[other], edges, into);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Test(int first, int second, ReadOnlySpan<TileEdge> edges, CrossingList into)
    {
        ref readonly TileEdge a = ref edges[first];
        ref readonly TileEdge b = ref edges[second];
        if (((a.Role | b.Role) & EdgeRole.Own) == 0 || !EdgeCrossing.Find(a, b, out EdgeCrossing.Result crossing))
            return;
        if ((a.Role & (EdgeRole.Own | EdgeRole.Far)) == EdgeRole.Own)
            into.Add(new Crossing(crossing.AtA, first, b.V0, b.Feature, crossing.AEndsLeft ? 1 : -1));
        if ((b.Role & (EdgeRole.Own | EdgeRole.Far)) == EdgeRole.Own)
            into.Add(new Crossing(crossing.AtB, second, a.V0, a.Feature, crossing.BEndsLeft ? 1 : -1));
    }
}

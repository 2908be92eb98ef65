using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Overlay.Tiles;

/// <summary>Finds the crossings of the tile's own edges that stay inside its reach: among pairs of strips that share a cell.</summary>
internal static class CrossingFinder
{
    private const int Lanes = EdgeStrip.MaxEdges;

    /// <summary>Adds the crossings of the pairs of strips that this cell decides.</summary>
    /// <remarks>
    /// A pair is decided in the one cell that holds the low corner of the common box. Long edges are not in every cell of their
    /// box: where there is one, every cell decides, and a crossing found twice is dropped when the crossings are sorted.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find(CellContents cell, TileEdges tile, CrossingList into)
    {
        int count = cell.Count;
        ReadOnlySpan<int> indices = cell.Indices;
        ReadOnlySpan<EdgeStrip> strips = tile.Strips;
        ref int minX = ref cell.MinX[0], minY = ref cell.MinY[0], maxX = ref cell.MaxX[0], maxY = ref cell.MaxY[0];
        int ruleX = cell.AnyLong || cell.LowX == 0 ? int.MinValue : cell.LowX,
            ruleY = cell.AnyLong || cell.LowY == 0 ? int.MinValue : cell.LowY;
        for (int first = 0; first < count - 1; first++)
        {
            int x0 = Unsafe.Add(ref minX, first), y0 = Unsafe.Add(ref minY, first);
            Vector256<int> fromX = Vector256.Create(x0 >= ruleX ? int.MinValue : ruleX),
                fromY = Vector256.Create(y0 >= ruleY ? int.MinValue : ruleY);
            Vector256<int> lowX = Vector256.Create(x0), highX = Vector256.Create(Unsafe.Add(ref maxX, first));
            Vector256<int> lowY = Vector256.Create(y0), highY = Vector256.Create(Unsafe.Add(ref maxY, first));
            for (int second = first + 1; second < count; second += Lanes)
            {
                nuint at = (nuint)second;
                Vector256<int> itsLowX = Vector256.LoadUnsafe(ref minX, at), itsLowY = Vector256.LoadUnsafe(ref minY, at);
                Vector256<int> apart =
                    Vector256.GreaterThan(itsLowX, highX) | Vector256.GreaterThan(fromX, itsLowX) | Vector256.GreaterThan(
                        lowX,
                        Vector256.LoadUnsafe(ref maxX, at))
                    | Vector256.GreaterThan(itsLowY, highY) | Vector256.GreaterThan(fromY, itsLowY) | Vector256.GreaterThan(
                        lowY,
                        Vector256.LoadUnsafe(ref maxY, at));
                for (uint near = ~apart.ExtractMostSignificantBits() & 0xFF; near != 0; near &= near - 1)
                {
                    int other = second + BitOperations.TrailingZeroCount(near);
                    if (other < count)
                        Compare(tile, strips[indices[first]], strips[indices[other]], into);
                }
            }
        }
    }

    /// <summary>Adds the crossings of edges of one strip with one another.</summary>
    public static void FindInStrips(TileEdges tile, CrossingList into)
    {
        foreach (ref readonly EdgeStrip strip in tile.Strips)
        {
            if ((strip.Traits & (StripTraits.Monotone | StripTraits.Simple | StripTraits.HasOwn)) != StripTraits.HasOwn || strip.Count < 3)
                continue;
            for (int first = 0; first < strip.Count; first++)
            {
                for (int second = first + 2; second < strip.Count; second++)
                    Test(tile, tile.EdgeOf(strip, first), tile.EdgeOf(strip, second), into);
            }
        }
    }

    /// <summary>Compares the boxes of the edges of two strips whose boxes meet, eight at once, and tests the pairs that remain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compare(TileEdges tile, in EdgeStrip a, in EdgeStrip b, CrossingList into)
    {
        StripTraits any = a.Traits | b.Traits;
        if ((any & StripTraits.HasOwn) == 0 || (any & (StripTraits.Buried | StripTraits.Region)) == StripTraits.Buried
            || (a.Feature == b.Feature && (a.Traits & StripTraits.Simple) != 0))
        {
            return;
        }

        Vector256<int> lowX = Vector256.Create(Math.Max(a.MinX, b.MinX)), highX = Vector256.Create(Math.Min(a.MaxX, b.MaxX));
        Vector256<int> lowY = Vector256.Create(Math.Max(a.MinY, b.MinY)), highY = Vector256.Create(Math.Min(a.MaxY, b.MaxY));
        ref int x = ref tile.X[0], y = ref tile.Y[0];
        Vector256<int> x0 = Vector256.LoadUnsafe(ref x, (nuint)a.First), x1 = Vector256.LoadUnsafe(ref x, (nuint)a.First + 1);
        Vector256<int> y0 = Vector256.LoadUnsafe(ref y, (nuint)a.First), y1 = Vector256.LoadUnsafe(ref y, (nuint)a.First + 1);
        uint nearA = ~(Vector256.GreaterThan(lowX, Vector256.Max(x0, x1)) | Vector256.GreaterThan(Vector256.Min(x0, x1), highX)
            | Vector256.GreaterThan(lowY, Vector256.Max(y0, y1))
                | Vector256.GreaterThan(Vector256.Min(y0, y1), highY)).ExtractMostSignificantBits();
        nearA &= a.Live;
        if (nearA == 0)
            return;
        x0 = Vector256.LoadUnsafe(ref x, (nuint)b.First);
        x1 = Vector256.LoadUnsafe(ref x, (nuint)b.First + 1);
        y0 = Vector256.LoadUnsafe(ref y, (nuint)b.First);
        y1 = Vector256.LoadUnsafe(ref y, (nuint)b.First + 1);
        Vector256<int> minX = Vector256.Min(x0, x1),
            maxX = Vector256.Max(x0, x1),
            minY = Vector256.Min(y0, y1),
            maxY = Vector256.Max(y0, y1);
        uint nearB = ~(Vector256.GreaterThan(lowX, maxX) | Vector256.GreaterThan(minX, highX)
            | Vector256.GreaterThan(lowY, maxY) | Vector256.GreaterThan(minY, highY)).ExtractMostSignificantBits();
        nearB &= b.Live;
        if (nearB == 0)
            return;
        if (a.Feature != b.Feature && (any & StripTraits.Joint) == 0)
        {
            if (a.FirstVertex < b.FirstVertex)
                StripCrossings.Find(tile, a, nearA, b, nearB, into);
            else
                StripCrossings.Find(tile, b, nearB, a, nearA, into);
            return;
        }

        for (; nearA != 0; nearA &= nearA - 1)
        {
            int first = BitOperations.TrailingZeroCount(nearA);
            nint at = a.First + first;
            int fromX = Unsafe.Add(ref x, at),
                toX = Unsafe.Add(ref x, at + 1),
                fromY = Unsafe.Add(ref y, at),
                toY = Unsafe.Add(ref y, at + 1);
            uint apart = (Vector256.GreaterThan(Vector256.Create(Math.Min(fromX, toX)), maxX) | Vector256.GreaterThan(
                minX,
                Vector256.Create(Math.Max(fromX, toX)))
                | Vector256.GreaterThan(Vector256.Create(Math.Min(fromY, toY)), maxY) | Vector256.GreaterThan(
                    minY,
                    Vector256.Create(Math.Max(fromY, toY)))).ExtractMostSignificantBits();
            for (uint near = nearB & ~apart; near != 0; near &= near - 1)
                Test(tile, tile.EdgeOf(a, first), tile.EdgeOf(b, BitOperations.TrailingZeroCount(near)), into);
        }
    }

    /// <summary>Adds the crossing of two edges to the lists of those that the tile walks, if they cross.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Test(TileEdges tile, in TileEdge a, in TileEdge b, CrossingList into)
    {
        if (!EdgeCrossing.Find(a, b, out EdgeCrossing.Result crossing))
            return;
        // Edges that end outside the reach find theirs by FarEdges.
        if (tile.IsOwn(a) && !tile.EndsOutside(a))
            into.Add(new Crossing(crossing.AtA, a.Index, b.V0, b.Owner, crossing.AEndsLeft ? 1 : -1));
        if (tile.IsOwn(b) && !tile.EndsOutside(b))
            into.Add(new Crossing(crossing.AtB, b.Index, a.V0, a.Owner, crossing.BEndsLeft ? 1 : -1));
    }
}

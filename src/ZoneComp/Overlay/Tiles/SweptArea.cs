using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZoneComp.Overlay.Tiles;

/// <summary>Twice the area that edges sweep, and parts of edges.</summary>
/// <remarks>
/// By Green, twice the area of anything is the sum over its boundary of F = (x_a + x_b)(y_b - y_a). From an edge's lower end a to the
/// parameter t that is F(t) = (2 x_a + t dx) (t dy), rounded to an integer inside the edge and exact at its ends, so the pieces of an edge
/// add up to
/// its exact integer, wherever it is cut, and the same edge the other way round gives the same integers with the other sign.
/// </remarks>
internal static class SweptArea
{
    /// <summary>Edges whose terms sum up in 64 bits: counted from the tile's origin, each is below 2^51.</summary>
    private const int EdgesInOneSum = 1 << 11;

    /// <summary>Exact sum of the area terms of the edges from..end - 1: counted from the tile's origin, then moved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Int128 OfEdges(TileEdges tile, int from, int end, long twiceOffset)
    {
        ref int x = ref MemoryMarshal.GetArrayDataReference(tile.X), y = ref MemoryMarshal.GetArrayDataReference(tile.Y);
        Int128 sum = Math.BigMul(twiceOffset, (long)tile.Y[end] - tile.Y[from]);
        while (from < end)
        {
            int to = Math.Min(end, from + EdgesInOneSum);
            long part = 0;
            unchecked
            {
                for (nint at = from; at < to; at++)
                    part += (long)(Unsafe.Add(ref x, at) + Unsafe.Add(ref x, at + 1)) * (Unsafe.Add(ref y, at + 1) - Unsafe.Add(ref y, at));
            }

            sum += part;
            from = to;
        }

        return sum;
    }

    /// <summary>The area term from the edge's start to a place on it, to the nearest integer; exact at the edge's ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long To(TileEdges tile, int edge, long twiceOffset, double place)
    {
        unchecked
        {
            int x0 = tile.X[edge], x1 = tile.X[edge + 1], y0 = tile.Y[edge], y1 = tile.Y[edge + 1];
            return EdgeDirection.LeadsDown(x0, y0, x1, y1)
                ? Swept(twiceOffset, x1, y1, x0, y0, -place) - Swept(twiceOffset, x1, y1, x0, y0, 1)
                : Swept(twiceOffset, x0, y0, x1, y1, place);
        }
    }

    /// <summary>F(t) of the edge from its lower end a to b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Swept(long twiceOffset, int ax, int ay, int bx, int by, double t)
    {
        unchecked
        {
            if (t >= 1)
                return (twiceOffset + ax + bx) * (by - ay);
            double dx = bx - ax, dy = by - ay;
            return (long)Math.Round((twiceOffset + (2L * ax) + (t * dx)) * (t * dy));
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace ZoneComp.Lattice;

/// <summary>Finds a point that a ring passes twice: its area is right, but GIS programs and the national check of data call it invalid.
/// One instance a thread.</summary>
internal sealed class RingTouch
{
    private int[] slots = [];
    private readonly VertexOnEdge onEdge = new();

    /// <summary>
    /// A point that the ring comes back to, by a second vertex there or by an edge, as two numbers of <paramref name="ring"/> from there
    /// on; -1 for none.
    /// Looking at edges takes about a sixth of the time of a whole overlay, so that it is for regions, which are few, and for zones only
    /// where a check is asked for.
    /// </summary>
    /// <param name="ring">x and y by turns, in the layer's own CRS; points repeated one behind the other are one, and so are the last and
    /// the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<double> ring, bool withEdges = false)
    {
        int end = ring.Length;
        while (end > 2 && ring[end - 2] == ring[0] && ring[end - 1] == ring[1])
            end -= 2;
        if (end < 10)
            return -1; // with four points nothing is left between two touches
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)end);
        if (slots.Length < size)
            slots = new int[size];
        Array.Clear(slots, 0, size);
        for (int at = 0; at < end; at += 2)
        {
            double x = ring[at], y = ring[at + 1];
            if (at > 0 && x == ring[at - 2] && y == ring[at - 1])
                continue;
            int slot = Mixed(BitConverter.DoubleToUInt64Bits(x), BitConverter.DoubleToUInt64Bits(y)) & (size - 1);
            for (; slots[slot] != 0; slot = (slot + 1) & (size - 1))
            {
                int there = slots[slot] - 1;
                if (ring[there] == x && ring[there + 1] == y)
                    return at;
            }

            slots[slot] = at + 1;
        }

        return withEdges ? onEdge.Find(ring[..end]) : -1;
    }

    /// <summary>Whether all points lie on one line, so that the ring encloses nothing whatever; mostly the third point says no.</summary>
    public static bool IsFlat(ReadOnlySpan<double> ring)
    {
        int other = 2;
        while (other < ring.Length && ring[other] == ring[0] && ring[other + 1] == ring[1])
            other += 2;
        for (int at = other + 2; at < ring.Length; at += 2)
        {
            double alongX = ring[other] - ring[0], alongY = ring[other + 1] - ring[1];
            if (alongX * (ring[at + 1] - ring[1]) != alongY * (ring[at] - ring[0]))
                return false;
        }

        return true;
    }

    private static int Mixed(ulong x, ulong y)
    {
        unchecked
        {
            ulong mixed = (x * 0x9E3779B97F4A7C15UL) ^ (y * 0xC2B2AE3D27D4EB4FUL);
            return (int)(((mixed ^ (mixed >> 32)) * 0x9E3779B97F4A7C15UL) >> 33);
        }
    }
}

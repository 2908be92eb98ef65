using System.Runtime.CompilerServices;

namespace ZoneComp.Overlay.Tiles;

/// <summary>The crossings of a tile's own edges, sorted along each edge.</summary>
internal sealed class CrossingList
{
    private Crossing[] found = new Crossing[1 << 12];
    private Crossing[] sorted = [];
    private int[] starts = [];
    private int count;

    /// <summary>Crossings found, before those found twice went.</summary>
    public int Count => count;

    public void Clear() => count = 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in Crossing crossing)
    {
        if (count == found.Length)
            Array.Resize(ref found, 2 * count);
        found[count++] = crossing;
    }

    /// <summary>Sorts by edge, then along the edge. Ties come by the other edge's vertex, a fixed order; nothing lies between
    /// them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort(int edgeCount)
    {
        if (starts.Length < edgeCount + 2)
            starts = new int[2 * (edgeCount + 2)];
        else
            Array.Clear(starts, 0, edgeCount + 2);
        if (sorted.Length < count)
            sorted = new Crossing[2 * count];
        unchecked
        {
            for (int index = 0; index < count; index++)
                starts[found[index].Edge + 2]++;
            for (int edge = 0; edge < edgeCount; edge++)
                starts[edge + 2] += starts[edge + 1];
            for (int index = 0; index < count; index++)
                sorted[starts[found[index].Edge + 1]++] = found[index];
            for (int from = 0; from < count;)
            {
                int end = starts[sorted[from].Edge + 1];
                if (end - from > 1)
                    SortAlong(sorted.AsSpan(from, end - from));
                from = end;
            }
        }
    }

    /// <summary>
    /// Crossings of the edges <paramref name="from"/> to <paramref name="end"/> - 1, by edge and along each; the same other edge may come
    /// twice in a row, and counts once.
    /// </summary>
    public ReadOnlySpan<Crossing> Of(int from, int end) => sorted.AsSpan(starts[from], starts[end] - starts[from]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SortAlong(Span<Crossing> crossed)
    {
        if (crossed.Length > 32)
        {
            crossed.Sort((left, right) =>
            left.At != right.At ? left.At.CompareTo(right.At) : left.OtherVertex.CompareTo(right.OtherVertex));
            return;
        }

        for (int index = 1; index < crossed.Length; index++)
        {
            Crossing crossing = crossed[index];
            int at = index;
            for (; at > 0 && Follows(crossed[at - 1], crossing); at--)
                crossed[at] = crossed[at - 1];
            crossed[at] = crossing;
        }
    }

    private static bool Follows(in Crossing left, in Crossing right) =>
        left.At > right.At || (left.At == right.At && left.OtherVertex > right.OtherVertex);
}

using System.Runtime.InteropServices;

namespace ZoneComp.Outputs.Maps;

/// <summary>Simplifies the regions' rings border by border, so that what two regions share stays shared.</summary>
/// <remarks>
/// Rings lie on an integer grid. Where three or more borders meet, or a border starts to be shared, is a node; between nodes run arcs.
/// Each arc is simplified by itself (Visvalingam and Whyatt 1993: the point with the smallest triangle goes first), always walked in the
/// same direction, so both neighbours get the same points.
/// </remarks>
internal sealed class BorderArcs
{
    private readonly HashSet<(int X, int Y)> nodes = [];

    private readonly IReadOnlyList<IReadOnlyList<(int X, int Y)>> rings;

    private BorderArcs(IReadOnlyList<IReadOnlyList<(int X, int Y)>> rings) => this.rings = rings;

    /// <param name="rings">Closed, first point not repeated, no two equal points in a row.</param>
    public static BorderArcs Of(IReadOnlyList<IReadOnlyList<(int X, int Y)>> rings)
    {
        BorderArcs arcs = new(rings);
        arcs.FindNodes();
        return arcs;
    }

    /// <summary>Simplified rings in the same order; a ring that shrinks to nothing comes back empty.</summary>
    /// <param name="smallestArea2">Twice the area of the smallest triangle that stays, in grid units squared.</param>
    public IReadOnlyList<IReadOnlyList<(int X, int Y)>> Simplify(long smallestArea2)
    {
        var simple = new IReadOnlyList<(int X, int Y)>[rings.Count];
        _ = Parallel.For(0, rings.Count, ring => simple[ring] = Simplify(rings[ring], smallestArea2));
        return simple;
    }

    /// <summary>A point is a node when the rings through it do not all have the same two neighbours there.</summary>
    private void FindNodes()
    {
        Dictionary<long, (long Low, long High)> neighbours = new(rings.Sum(ring => ring.Count));
        foreach (IReadOnlyList<(int X, int Y)> ring in rings)
        {
            long before = Key(ring[^1]), here = Key(ring[0]);
            for (int index = 0; index < ring.Count; index++)
            {
                long after = Key(ring[index + 1 == ring.Count ? 0 : index + 1]);
                (long, long) pair = before <= after ? (before, after) : (after, before);
                ref (long, long) known = ref CollectionsMarshal.GetValueRefOrAddDefault(neighbours, here, out bool met);
                if (!met)
                    known = pair;
                else if (known != pair)
                    nodes.Add(ring[index]);
                (before, here) = (here, after);
            }
        }

        // One number hashes several times as fast as a pair.
        static long Key((int X, int Y) point) => ((long)point.X << 32) + point.Y;
    }

    private List<(int X, int Y)> Simplify(IReadOnlyList<(int X, int Y)> ring, long smallestArea2)
    {
        int start = -1;
        for (int index = 0; index < ring.Count && start < 0; index++)
        {
            if (nodes.Contains(ring[index]))
                start = index;
        }

        if (start < 0)
        {
            // No node: start at the lowest point, which every ring along the same border agrees on.
            start = 0;
            for (int index = 1; index < ring.Count; index++)
            {
                if (ring[index].CompareTo(ring[start]) < 0)
                    start = index;
            }
        }

        List<(int X, int Y)> simple = [];
        List<(int X, int Y)> arc = [ring[start]];
        for (int step = 1; step <= ring.Count; step++)
        {
            (int X, int Y) point = ring[(start + step) % ring.Count];
            arc.Add(point);
            if (step == ring.Count || nodes.Contains(point))
            {
                List<(int X, int Y)> kept = SimplifyArc(arc, smallestArea2);
                simple.AddRange(kept[..^1]);
                arc = [point];
            }
        }

        return simple.Count < 3 ? [] : simple;
    }

    private static List<(int X, int Y)> SimplifyArc(List<(int X, int Y)> arc, long smallestArea2)
    {
        bool turned = arc[0].CompareTo(arc[^1]) > 0 || (arc[0] == arc[^1] && arc.Count > 2 && arc[1].CompareTo(arc[^2]) > 0);
        if (turned)
            arc.Reverse();
        List<(int X, int Y)> kept = Visvalingam(arc, smallestArea2);
        if (turned)
            kept.Reverse();
        return kept;
    }

    private static List<(int X, int Y)> Visvalingam(List<(int X, int Y)> arc, long smallestArea2)
    {
        int count = arc.Count;
        if (count <= 2)
            return [.. arc];
        int[] before = new int[count], after = new int[count];
        long[] area = new long[count];
        PriorityQueue<int, (long, int)> queue = new();
        for (int index = 0; index < count; index++)
        {
            (before[index], after[index]) = (index - 1, index + 1);
            if (index > 0 && index < count - 1)
            {
                area[index] = Triangle2(arc[index - 1], arc[index], arc[index + 1]);
                queue.Enqueue(index, (area[index], index));
            }
        }

        bool[] gone = new bool[count];
        while (queue.TryDequeue(out int point, out (long Area2, int Index) least) && least.Area2 < smallestArea2)
        {
            if (gone[point] || least.Area2 != area[point])
                continue; // its neighbours have changed since; a newer entry is in the queue
            gone[point] = true;
            (after[before[point]], before[after[point]]) = (after[point], before[point]);
            foreach (int neighbour in (ReadOnlySpan<int>)[before[point], after[point]])
            {
                if (neighbour == 0 || neighbour == count - 1)
                    continue;
                // Never less than what has just gone, or points would go out of turn.
                area[neighbour] = Math.Max(least.Area2, Triangle2(arc[before[neighbour]], arc[neighbour], arc[after[neighbour]]));
                queue.Enqueue(neighbour, (area[neighbour], neighbour));
            }
        }

        return [.. arc.Where((_, index) => !gone[index])];
    }

    private static long Triangle2((int X, int Y) a, (int X, int Y) b, (int X, int Y) c) =>
        Math.Abs(((long)(b.X - a.X) * (c.Y - a.Y)) - ((long)(c.X - a.X) * (b.Y - a.Y)));
}

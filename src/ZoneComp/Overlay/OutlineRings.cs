using System.Runtime.InteropServices;

namespace ZoneComp.Overlay;

/// <summary>Closes the edges that bound one outline to polygons.</summary>
/// <remarks>
/// Once <see cref="OutlineSnapping"/> has rounded them, edges meet in ends or lie on one another; of those only what they do not take from
/// each other is left. At each corner a border then leads on to the first edge clockwise from the way back, for between the two lies its
/// ground and nothing else: such a walk is one side of one connected piece of ground. Where it comes back to a corner it parts into
/// rings, of which at most one turns left, the shell. A walk without any is a hole, and belongs to what lies just below its first corner.
/// All by
/// integers; nothing is left out.
/// </remarks>
internal sealed class OutlineRings
{
    private readonly LatticePoint[] corners;
    private readonly List<(int From, int To)> edges;
    private readonly int[] firstFrom; // by corner the first of its edges
    private readonly int[] walkOf; // by edge
    private readonly List<(LatticePoint[]? Shell, List<LatticePoint[]> Holes, int First)> walks = [];

    private OutlineRings(LatticePoint[] corners, List<(int From, int To)> edges)
    {
        this.corners = corners;
        this.edges = edges;
        firstFrom = new int[corners.Length + 1];
        foreach ((int from, _) in edges)
            firstFrom[from + 1]++;
        for (int corner = 0; corner < corners.Length; corner++)
            firstFrom[corner + 1] += firstFrom[corner];
        walkOf = new int[edges.Count];
        Array.Fill(walkOf, -1);
    }

    /// <param name="corners">By x, then y.</param>
    /// <param name="led">Pairs of their numbers, the ground on their left; in any order.</param>
    /// <returns>Null where they do not bound ground once all round.</returns>
    public static IReadOnlyList<OutlinePolygon>? Close(LatticePoint[] corners, List<(int From, int To)> led)
    {
        if (Netted(led) is not { } edges)
            return null;
        var rings = new OutlineRings(corners, edges);
        return rings.WalkAll() ? rings.Polygons() : null;
    }

    /// <summary>What is left of edges that lie on one another, sorted; null where more than one is.</summary>
    private static List<(int From, int To)>? Netted(List<(int From, int To)> edges)
    {
        // An edge and its opposite under one key, the lower corner first.
        var keys = new (long Key, int Change)[edges.Count];
        for (int number = 0; number < keys.Length; number++)
        {
            (int from, int to) = edges[number];
            keys[number] = from < to ? (((long)from << 32) | (uint)to, 1) : (((long)to << 32) | (uint)from, -1);
        }

        Array.Sort(keys, static (one, other) => one.Key.CompareTo(other.Key));
        List<(int From, int To)> left = [];
        for (int first = 0; first < keys.Length;)
        {
            long key = keys[first].Key;
            int net = 0;
            for (; first < keys.Length && keys[first].Key == key; first++)
                net += keys[first].Change;
            if (net == 0)
                continue;
            (int low, int high) = ((int)(key >> 32), (int)(key & int.MaxValue));
            if (net is not (1 or -1))
                return null;
            left.Add(net > 0 ? (low, high) : (high, low));
        }

        left.Sort();
        return left;
    }

    private bool WalkAll()
    {
        int[] placeInPath = new int[corners.Length];
        Array.Fill(placeInPath, -1);
        List<int> path = [];
        for (int start = 0; start < edges.Count; start++)
        {
            if (walkOf[start] >= 0)
                continue;
            LatticePoint[]? shell = null;
            List<LatticePoint[]> holes = [];
            int first = edges[start].From, edge = start;
            bool turnsWell = true;
            do
            {
                if (edge < 0 || walkOf[edge] >= 0)
                    return false;
                walkOf[edge] = walks.Count;
                (int from, int to) = edges[edge];
                first = Math.Min(first, from);
                placeInPath[from] = path.Count;
                path.Add(from);
                if (placeInPath[to] >= 0)
                    Part(placeInPath[to]);
                edge = Next(edge);
            }
            while (edge != start);
            if (path.Count > 0 || !turnsWell)
                return false;
            walks.Add((shell, holes, first));

            void Part(int place)
            {
                LatticePoint[] ring = [.. path.Skip(place).Select(corner => corners[corner])];
                foreach (int corner in CollectionsMarshal.AsSpan(path)[place..])
                    placeInPath[corner] = -1;
                path.RemoveRange(place, path.Count - place);
                Int128 area2 = RingGeometry.SignedArea2(ring);
                turnsWell &= area2 < 0 || (area2 > 0 && shell is null);
                if (area2 > 0)
                    shell = ring;
                else
                    holes.Add(ring);
            }
        }

        return true;
    }

    /// <summary>The first edge clockwise from the way back.</summary>
    private int Next(int edge)
    {
        (int from, int at) = edges[edge];
        int best = -1;
        for (int next = firstFrom[at]; next < firstFrom[at + 1]; next++)
        {
            if (best < 0 || IsFarther(corners[from], corners[at], corners[edges[next].To], corners[edges[best].To]))
                best = next;
        }

        return best;
    }

    private OutlinePolygon[]? Polygons()
    {
        int[] shellOf = [.. Enumerable.Range(0, walks.Count)];
        int[] holes = [.. shellOf.Where(walk => walks[walk].Shell is null).OrderBy(walk => walks[walk].First)];
        if (holes.Length > 0)
        {
            var below = new OutlineBelow(corners, edges);
            foreach (int hole in holes)
            {
                // What lies below its first corner has a first corner before that: it is known already.
                int edge = below.Find(walks[hole].First), walk = edge < 0 ? hole : shellOf[walkOf[edge]];
                if (walks[walk].Shell is null)
                    return null;
                walks[walk].Holes.AddRange(walks[hole].Holes);
                shellOf[hole] = walk;
            }
        }

        return [.. walks.Where(walk => walk.Shell is not null).Select(walk => new OutlinePolygon(walk.Shell!, walk.Holes))];
    }

    /// <summary>Whether one is farther than the other, counter-clockwise from the way back.</summary>
    private static bool IsFarther(LatticePoint back, LatticePoint at, LatticePoint one, LatticePoint other)
    {
        bool oneBeyond = IsBeyond(one), otherBeyond = IsBeyond(other);
        return oneBeyond != otherBeyond ? oneBeyond : Turn(at, other, one) > 0;

        // The way straight back lies beyond, the one straight on does not.
        bool IsBeyond(LatticePoint to) => Turn(at, back, to) is var turn
            && (turn != 0 ? turn < 0 : Math.BigMul(back.X - at.X, to.X - at.X) + Math.BigMul(back.Y - at.Y, to.Y - at.Y) > 0);
    }

    /// <summary>Above zero where <paramref name="other"/> lies left of the way on to <paramref name="one"/>.</summary>
    internal static Int128 Turn(LatticePoint at, LatticePoint one, LatticePoint other) =>
        Math.BigMul(one.X - at.X, other.Y - at.Y) - Math.BigMul(one.Y - at.Y, other.X - at.X);
}

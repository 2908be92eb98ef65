using System.Runtime.InteropServices;
using ZoneComp.Model;

namespace ZoneComp.Overlay;

/// <summary>Closes the edges that bound one outline to rings which meet one another, and themselves, in points at most.</summary>
/// <remarks>
/// Edges were straight before their crossings were rounded. An edge that passes a corner by half a lattice unit or less is led through it (Hobby 1999: snap
/// rounding), which leaves no crossing; what then leads forth and back bounds nothing and goes. Rings turn at corners where several meet
/// so that their ground is what lies between two edges next to each other.
/// </remarks>
internal static class OutlineRings
{
    /// <param name="edges">The ground on their left; in any order.</param>
    public static IReadOnlyList<LatticePoint[]> Close(List<(LatticePoint From, LatticePoint To)> edges)
    {
        LatticePoint[] corners = Corners(edges);
        List<(int From, int To)> kept = Balanced(corners, Netted(OutlineCorners.Led(edges, corners)));
        var rings = new List<LatticePoint[]>();
        int[] firstFrom = new int[corners.Length + 1];
        foreach ((int from, _) in kept)
            firstFrom[from + 1]++;
        for (int corner = 0; corner < corners.Length; corner++)
            firstFrom[corner + 1] += firstFrom[corner];
        bool[] taken = new bool[kept.Count];
        int[] placeInPath = new int[corners.Length];
        Array.Fill(placeInPath, -1);
        List<int> path = [];
        for (int start = 0; start < kept.Count; start++)
        {
            for (int edge = start; edge >= 0 && !taken[edge];)
            {
                taken[edge] = true;
                (int from, int to) = kept[edge];
                placeInPath[from] = path.Count;
                path.Add(from);
                if (placeInPath[to] >= 0)
                    Cut(placeInPath[to]);
                edge = path.Count == 0 ? -1 : Next(from, to);
            }
        }

        return rings;

        void Cut(int place)
        {
            LatticePoint[] ring = [.. path.Skip(place).Select(corner => corners[corner])];
            foreach (int corner in CollectionsMarshal.AsSpan(path)[place..])
                placeInPath[corner] = -1;
            path.RemoveRange(place, path.Count - place);
            if (ring.Length >= 3 && RingGeometry.SignedArea2(ring) != 0)
                rings.Add(ring);
        }

        // The first edge clockwise from the way back: between the two lies the ground, and nothing else.
        int Next(int from, int at)
        {
            int best = -1;
            for (int edge = firstFrom[at]; edge < firstFrom[at + 1]; edge++)
            {
                if (!taken[edge] && (best < 0 || IsFarther(corners[from], corners[at], corners[kept[edge].To], corners[kept[best].To])))
                    best = edge;
            }

            return best;
        }
    }

    private static LatticePoint[] Corners(List<(LatticePoint From, LatticePoint To)> edges)
    {
        LatticePoint[] ends = [.. edges.Select(edge => edge.From), .. edges.Select(edge => edge.To)];
        Array.Sort(ends, static (one, other) => one.X != other.X ? one.X.CompareTo(other.X) : one.Y.CompareTo(other.Y));
        int count = 0;
        foreach (LatticePoint end in ends)
        {
            if (count == 0 || ends[count - 1] != end)
                ends[count++] = end;
        }

        return ends[..count];
    }

    /// <summary>What is left of edges that lie on one another, sorted.</summary>
    private static List<(int From, int To)> Netted(List<(int From, int To)> edges)
    {
        edges.Sort(static (one, other) => (Math.Min(one.From, one.To), Math.Max(one.From, one.To)).CompareTo((Math.Min(other.From, other.To), Math.Max(other.From, other.To))));
        List<(int From, int To)> left = [];
        for (int first = 0; first < edges.Count;)
        {
            (int low, int high) = (Math.Min(edges[first].From, edges[first].To), Math.Max(edges[first].From, edges[first].To));
            int net = 0;
            for (; first < edges.Count && Math.Min(edges[first].From, edges[first].To) == low && Math.Max(edges[first].From, edges[first].To) == high; first++)
                net += edges[first].From == low ? 1 : -1;
            for (; net > 0; net--)
                left.Add((low, high));
            for (; net < 0; net++)
                left.Add((high, low));
        }

        return left;
    }

    /// <summary>Sorted, as many edges to each corner as from it. Crossings within one rounding of each other may stand in another order on another edge: corners a unit apart are joined then.</summary>
    private static List<(int From, int To)> Balanced(LatticePoint[] corners, List<(int From, int To)> edges)
    {
        int[] surplus = new int[corners.Length];
        foreach ((int from, int to) in edges)
            (surplus[from], surplus[to]) = (surplus[from] - 1, surplus[to] + 1);
        for (int at = 0; at < surplus.Length; at++)
        {
            while (surplus[at] > 0)
            {
                int nearest = Enumerable.Range(0, corners.Length).Where(corner => surplus[corner] < 0)
                    .MinBy(corner => Math.Max(Math.Abs(corners[corner].X - corners[at].X), Math.Abs(corners[corner].Y - corners[at].Y)));
                (surplus[at], surplus[nearest]) = (surplus[at] - 1, surplus[nearest] + 1);
                edges.Add((at, nearest));
            }
        }

        edges.Sort();
        return edges;
    }

    /// <summary>Whether one is farther than the other, counter-clockwise from the way back.</summary>
    private static bool IsFarther(LatticePoint back, LatticePoint at, LatticePoint one, LatticePoint other)
    {
        bool oneBeyond = IsBeyond(one), otherBeyond = IsBeyond(other);
        return oneBeyond != otherBeyond ? oneBeyond : Turn(at, other, one) > 0;

        bool IsBeyond(LatticePoint to) => Turn(at, back, to) is var turn && (turn != 0 ? turn < 0 : Math.BigMul(back.X - at.X, to.X - at.X) + Math.BigMul(back.Y - at.Y, to.Y - at.Y) > 0);
    }

    private static Int128 Turn(LatticePoint at, LatticePoint one, LatticePoint other) =>
        Math.BigMul(one.X - at.X, other.Y - at.Y) - Math.BigMul(one.Y - at.Y, other.X - at.X);
}

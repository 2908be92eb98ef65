using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace ZoneComp.Overlay.Ground;

/// <summary>Part of a region's border that no neighbour runs back along: the outer border of all regions, and wherever two neighbours do
/// not fit.</summary>
/// <param name="Points">In the ring's order, inside on the left; at least two.</param>
internal sealed record LooseBorder(int Region, LatticePoint[] Points);

/// <summary>Holds the regions' borders against each other, edge by edge, before anything is overlaid.</summary>
internal static class RegionBorders
{
    /// <summary>Edges in one <see cref="LooseBorder"/> at most, so that its box tells something.</summary>
    private const int MaxEdges = 64;

    /// <summary>By region and place along its rings. Linear in the edges: an edge and its neighbour's way back cancel.</summary>
    /// <remarks>The regions' windings are the same with or without edges that cancel, everywhere.</remarks>
    public static IReadOnlyList<LooseBorder> Loose(OverlayInput regions)
    {
        var open = new Dictionary<EdgeKey, (int Region, bool Forward, int Order)>();
        var twice = new HashSet<int>();
        int order = 0;
        for (int region = 0; region < regions.RegionCount; region++)
        {
            foreach (LatticePoint[] ring in regions.RegionRings(region))
            {
                for (int at = 0; at < ring.Length; at++, order++)
                {
                    (EdgeKey key, bool forward) = Key(ring[at], ring[at + 1 == ring.Length ? 0 : at + 1]);
                    ref (int Region, bool Forward, int Order) there = ref CollectionsMarshal.GetValueRefOrAddDefault(open, key,
                        out bool known);
                    if (!known)
                        there = (region, forward, order);
                    else if (there.Forward == forward)
                        twice.Add(order); // two regions on one side of an edge
                    else
                        _ = open.Remove(key);
                }
            }
        }

        HashSet<int> loose = [.. open.Values.Select(edge => edge.Order), .. twice];
        open.Clear();
        return Chained(regions, loose);
    }

    /// <summary>Pairs of regions that may claim the same ground: a loose border of one reaches the box of the other. Overlaps are among
    /// them.</summary>
    public static IReadOnlyList<HashSet<int>> PossibleClaims(OverlayInput regions, IReadOnlyList<LooseBorder> loose)
    {
        HashSet<int>[] claims = [.. Enumerable.Range(0, regions.RegionCount).Select(_ => new HashSet<int>())];
        var boxes = new STRtree<int>();
        for (int region = 0; region < regions.RegionCount; region++)
        {
            if (!regions.RegionBox(region).IsEmpty)
                boxes.Insert(Envelope(regions.RegionBox(region)), region);
        }

        boxes.Build();
        foreach (LooseBorder border in loose)
        {
            foreach (int other in boxes.Query(Envelope(Box(border.Points))))
            {
                if (other == border.Region)
                    continue;
                _ = claims[border.Region].Add(other);
                _ = claims[other].Add(border.Region);
            }
        }

        return claims;
    }

    /// <summary>Numbers for the regions such that a region and all that may claim its ground bear different ones; -1 where nothing else
    /// claims.</summary>
    public static int[] Colours(IReadOnlyList<IReadOnlySet<int>> claims)
    {
        int[] colours = [.. claims.Select(_ => -1)];
        for (int region = 0; region < colours.Length; region++)
        {
            if (claims[region].Count == 0)
                continue;
            HashSet<int> taken = [];
            foreach (int near in claims[region])
            {
                _ = taken.Add(colours[near]);
                foreach (int next in claims[near])
                {
                    if (next != region)
                        _ = taken.Add(colours[next]);
                }
            }

            int colour = 0;
            while (taken.Contains(colour))
                colour++;
            colours[region] = colour;
        }

        return colours;
    }

    internal static LatticeBox Box(IEnumerable<LatticePoint> points) =>
        points.Aggregate(LatticeBox.Empty, (box, point) => box.Including(new LatticeBox(point.X, point.Y, point.X, point.Y)));

    private static Envelope Envelope(LatticeBox box) => new(box.MinX, box.MaxX, box.MinY, box.MaxY);

    private static List<LooseBorder> Chained(OverlayInput regions, HashSet<int> loose)
    {
        var borders = new List<LooseBorder>();
        var chain = new List<LatticePoint>();
        int order = 0;
        for (int region = 0; region < regions.RegionCount; region++)
        {
            foreach (LatticePoint[] ring in regions.RegionRings(region))
            {
                for (int at = 0; at < ring.Length; at++, order++)
                {
                    if (!loose.Contains(order))
                    {
                        Flush(region);
                        continue;
                    }

                    if (chain.Count == 0)
                        chain.Add(ring[at]);
                    chain.Add(ring[at + 1 == ring.Length ? 0 : at + 1]);
                    if (chain.Count > MaxEdges)
                        Flush(region);
                }

                Flush(region);
            }
        }

        return borders;

        void Flush(int region)
        {
            if (chain.Count > 0)
                borders.Add(new LooseBorder(region, [.. chain]));
            chain.Clear();
        }
    }

    /// <summary>The edge from its smaller end: 41 bits each for x and y, 23 each for what it runs, 2^20 at most either way.</summary>
    private static (EdgeKey Key, bool Forward) Key(LatticePoint from, LatticePoint to)
    {
        bool forward = (from.X, from.Y).CompareTo((to.X, to.Y)) < 0;
        (LatticePoint low, LatticePoint high) = forward ? (from, to) : (to, from);
        ulong x = (ulong)(low.X + OverlayInput.MaxCoordinate), y = (ulong)(low.Y + OverlayInput.MaxCoordinate);
        ulong dx = (ulong)(high.X - low.X), dy = (ulong)(high.Y - low.Y + EdgeSplitting.MaxEdge);
        return (new EdgeKey(x << 22 | dx, y << 22 | dy), forward);
    }

    private readonly record struct EdgeKey(ulong X, ulong Y);
}

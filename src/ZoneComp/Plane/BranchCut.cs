namespace ZoneComp.Plane;

/// <summary>Cuts rings and lines of the lattice along a meridian, an end of the run's turn of longitudes.</summary>
internal static class BranchCut
{
    /// <summary>The part of a ring on one side, closed along the meridian; where it comes apart, the parts hang together by edges there
    /// and back, which enclose nothing.</summary>
    public static List<LatticePoint> OfRing(List<LatticePoint> ring, long x, bool keepsEast)
    {
        var kept = new List<LatticePoint>();
        if (ring.Count == 0)
            return kept;
        LatticePoint from = ring[^1];
        foreach (LatticePoint to in ring)
        {
            if (IsKept(from, x, keepsEast) != IsKept(to, x, keepsEast))
                Add(kept, Crossing(from, to, x));
            if (IsKept(to, x, keepsEast))
                Add(kept, to);
            from = to;
        }

        if (kept.Count < 3)
            return [];
        Add(kept, kept[0]);
        return kept;
    }

    /// <summary>The parts of a line on one side.</summary>
    public static List<List<LatticePoint>> OfLine(List<LatticePoint> line, long x, bool keepsEast)
    {
        var parts = new List<List<LatticePoint>>();
        var kept = new List<LatticePoint>();
        for (int at = 0; at < line.Count; at++)
        {
            bool isKept = IsKept(line[at], x, keepsEast);
            if (at > 0 && IsKept(line[at - 1], x, keepsEast) != isKept)
                Add(kept, Crossing(line[at - 1], line[at], x));
            if (isKept)
                Add(kept, line[at]);
            if ((!isKept || at == line.Count - 1) && kept.Count > 1)
                parts.Add(kept);
            if (!isKept)
                kept = [];
        }

        return parts;
    }

    private static bool IsKept(LatticePoint point, long x, bool keepsEast) => keepsEast ? point.X >= x : point.X <= x;

    private static void Add(List<LatticePoint> points, LatticePoint point)
    {
        if (points.Count == 0)
            points.Add(point);
        else
            LatticeEdges.Append(points, point);
    }

    /// <summary>Where an edge meets the meridian, rounded: the same point whichever way the edge runs. No edge is longer than 2^20
    /// units.</summary>
    private static LatticePoint Crossing(LatticePoint from, LatticePoint to, long x)
    {
        (LatticePoint west, LatticePoint east) = from.X < to.X ? (from, to) : (to, from);
        return new LatticePoint(x, west.Y + (long)Math.Round((decimal)(x - west.X) * (east.Y - west.Y) / (east.X - west.X)));
    }
}

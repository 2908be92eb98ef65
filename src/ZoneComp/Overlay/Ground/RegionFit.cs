using System.Runtime.InteropServices;

namespace ZoneComp.Overlay.Ground;

/// <summary>Tells of regions that they fit together, in a look at their borders alone.</summary>
/// <remarks>
/// A simple region winds round its ground once and round all other ground not at all (<see cref="ShapeJudge"/>). The loose borders bound
/// the sum of all regions'
/// windings, since edges that cancel change no sum. Where they too make up rings that meet nowhere and wind round all their ground once,
/// no ground is wound
/// round by two regions; where moreover all these rings turn left, they enclose no ground that is left out.
/// </remarks>
internal static class RegionFit
{
    /// <summary>Of a region, or of the outline of all: 30 ms, where a close look at them takes ten times as long.</summary>
    private const int MaxVertices = 1 << 17;

    /// <summary>Whether it is certain that no two regions share ground and that there are no gaps between them. False says nothing: then
    /// they must be looked at closely.</summary>
    /// <param name="loose">The regions' loose borders, from <see cref="RegionBorders.Loose"/>.</param>
    public static bool IsCertain(OverlayInput regions, IReadOnlyList<LooseBorder> loose)
    {
        if (Joined(loose) is not { Count: > 0 } rings || rings.Any(ring => RingGeometry.SignedArea2(ring) <= 0))
            return false;
        var outline = new OverlayInput(0);
        _ = outline.AddRegion();
        foreach (LatticePoint[] ring in rings)
            outline.AddRing(ring);
        return outline.FlatRingCount == 0 && AllSimple(outline) && AllSimple(regions);
    }

    private static bool AllSimple(OverlayInput regions)
    {
        var judge = new ShapeJudge(MaxVertices);
        for (int feature = 0; feature < regions.FeatureCount; feature++)
        {
            if (regions.Feature(feature).BlockCount > 0 && !judge.IsSimple(regions, feature))
                return false;
        }

        return true;
    }

    /// <summary>The loose borders one behind another as rings; null where two of them start in one point, or none starts where one
    /// ends.</summary>
    private static List<LatticePoint[]>? Joined(IReadOnlyList<LooseBorder> loose)
    {
        var startingAt = new Dictionary<LatticePoint, int>(loose.Count);
        for (int border = 0; border < loose.Count; border++)
        {
            if (!startingAt.TryAdd(loose[border].Points[0], border))
                return null;
        }

        var rings = new List<LatticePoint[]>();
        var used = new bool[loose.Count];
        var ring = new List<LatticePoint>();
        for (int first = 0; first < loose.Count; first++)
        {
            if (used[first])
                continue;
            ring.Clear();
            int border = first;
            do
            {
                used[border] = true;
                LatticePoint[] points = loose[border].Points;
                ring.AddRange(points.AsSpan(0, points.Length - 1));
                if (!startingAt.TryGetValue(points[^1], out border) || (used[border] && border != first))
                    return null;
            }
            while (border != first);
            rings.Add(CollectionsMarshal.AsSpan(ring).ToArray());
        }

        return rings;
    }
}

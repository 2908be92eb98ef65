using System.Runtime.CompilerServices;

namespace ZoneComp.Overlay;

/// <summary>Walks along chains of edges and adds what each piece of an edge sweeps to the combinations on its left and right.</summary>
/// <remarks>
/// By Green, twice the area of anything is the sum over its boundary of F = (x_a + x_b)(y_b - y_a). From an edge's start to the
/// parameter s that is F(s) = (2 x_a + s dx) (s dy), rounded to an integer inside the edge and exact at its ends, so the pieces of an edge add up to
/// its exact integer, wherever it is cut. A piece is added to the combination on its left and taken from the one on its right: pieces of a
/// zone's edge cancel inside a region, and a region's combinations add up to its exact area.
/// </remarks>
internal sealed class RingWalk<TSet>
    where TSet : struct, IClassBits<TSet>
{
    /// <summary>Edges sum up in 64 bits until the sum passes this; one edge is below 2^58.</summary>
    private const long FlushAbove = 1L << 61;

    private readonly bool trace;
    private readonly long areaOriginX;
    private readonly int[] groups;
    private readonly int[] classWindings;
    private readonly FeatureWindings regions = new();
    private readonly FeatureWindings zones = new();
    private TSet covered; // classes with a winding above zero, just right of the edge
    private int ownFeature;
    private int ownGroup;
    private int ownWinding;

    // The piece walked since the last change: its area term, what of it was rounded, and where it began.
    private long pieceArea2;
    private long pieceRounded;
    private int pieceEdge;
    private double pieceAt;

    /// <param name="featureGroups">Group of every feature, as in <see cref="FeatureEntry.Group"/>.</param>
    public RingWalk(int classCount, int[] featureGroups, bool trace, long areaOriginX)
    {
        this.trace = trace;
        this.areaOriginX = areaOriginX;
        groups = featureGroups;
        classWindings = new int[classCount];
    }

    public TileSums<TSet> Sums { get; } = new();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Walk(TileEdges tile, CrossingList crossings, in Chain chain, ReadOnlySpan<FeatureWinding> start)
    {
        Begin(tile.Edges[chain.FirstEdge].Feature, start);
        long twiceOffset = unchecked(2 * (tile.OriginX - areaOriginX));
        (pieceEdge, pieceAt) = (chain.FirstEdge, 0);
        ReadOnlySpan<TileEdge> edges = tile.Edges;
        for (int index = chain.FirstEdge; index < chain.EndEdge; index++)
        {
            ref readonly TileEdge edge = ref edges[index];
            ReadOnlySpan<Crossing> crossed = crossings.Of(index);
            long from = 0, whole = unchecked((twiceOffset + edge.X0 + edge.X1) * (edge.Y1 - edge.Y0));
            int last = -1;
            foreach (ref readonly Crossing crossing in crossed)
            {
                if (crossing.OtherVertex == last)
                    continue;
                last = crossing.OtherVertex;
                long to = crossing.At >= 1 ? whole : AreaTo(edge, twiceOffset, crossing.At);
                pieceArea2 = unchecked(pieceArea2 + to - from);
                pieceRounded++;
                Finish(tile, index, crossing.At);
                Cross(crossing);
                from = to;
            }

            pieceArea2 = unchecked(pieceArea2 + whole - from);
            if (pieceArea2 is > FlushAbove or < -FlushAbove)
                Finish(tile, index, 1);
        }

        Finish(tile, chain.EndEdge - 1, 1);
    }

    /// <summary>F(s), to the nearest integer.</summary>
    private static long AreaTo(in TileEdge edge, long twiceOffset, double at)
    {
        unchecked
        {
            double dx = edge.X1 - edge.X0, dy = edge.Y1 - edge.Y0;
            return (long)Math.Round((twiceOffset + (2L * edge.X0) + (at * dx)) * (at * dy));
        }
    }

    private void Begin(int feature, ReadOnlySpan<FeatureWinding> start)
    {
        Array.Clear(classWindings);
        regions.Clear();
        zones.Clear();
        covered = default;
        ownFeature = feature;
        ownGroup = groups[feature];
        ownWinding = 0;
        (pieceArea2, pieceRounded) = (0, 0);
        foreach (FeatureWinding entry in start)
            Change(entry.Feature, entry.Winding);
    }

    private void Cross(in Crossing crossing) => Change(crossing.OtherFeature, crossing.Change);

    private void Change(int feature, int change)
    {
        if (feature == ownFeature)
            ownWinding += change;
        int group = groups[feature];
        if (group < 0)
        {
            regions.Add(~group, change);
            return;
        }

        int winding = classWindings[group] += change;
        covered = winding > 0 ? covered.With(group) : covered.Without(group);
        if (trace)
            zones.Add(feature, change);
    }

    /// <summary>Books the piece walked since the last change, which ends at the parameter <paramref name="at"/> of an edge.</summary>
    private void Finish(TileEdges tile, int edge, double at)
    {
        if (pieceArea2 != 0 || pieceRounded != 0 || ownWinding != 0)
        {
            if (ownWinding != 0)
                BookFault(tile, edge, at);
            if (ownGroup >= 0)
                BookZoneEdge(pieceArea2, pieceRounded);
            else
                BookRegionEdge(pieceArea2, pieceRounded);
        }

        (pieceArea2, pieceRounded, pieceEdge, pieceAt) = (0, 0, edge, at);
    }

    /// <summary>A zone's edge: the zone's class is on its left once more than on its right; the regions are the same.</summary>
    private void BookZoneEdge(long area2, long rounded)
    {
        int winding = classWindings[ownGroup];
        TSet right = covered, left = covered.With(ownGroup);
        bool outside = true;
        int times = 0;
        foreach (FeatureWinding region in regions.Entries)
        {
            outside &= region.Winding <= 0;
            times += region.Winding;
            BookZoneEdge(region.Feature, winding, left, right, area2 * (Int128)region.Winding, rounded);
        }

        if (outside)
            BookZoneEdge(SpecialRegion.Outside, winding, left, right, area2, rounded);
        int excess = times + (outside ? 1 : 0) - 1;
        if (winding != 0)
            return;
        Sums.Areas.Add(SpecialRegion.Everywhere, ownGroup, default, area2, rounded);
        if (excess != 0)
        {
            Sums.Areas.Add(SpecialRegion.Excess, SpecialRegion.NoFeature, left, area2 * (Int128)excess, rounded);
            Sums.Areas.Add(SpecialRegion.Excess, SpecialRegion.NoFeature, right, -area2 * (Int128)excess, rounded);
        }
    }

    private void BookZoneEdge(int region, int winding, in TSet left, in TSet right, Int128 area2, long rounded)
    {
        if (winding == 0)
        {
            Sums.Areas.Add(region, SpecialRegion.NoFeature, left, area2, rounded);
            Sums.Areas.Add(region, SpecialRegion.NoFeature, right, -area2, rounded);
        }
        else
        {
            Sums.Repeats.Add(region, ownGroup, repeated2: winding == 1 ? area2 : 0, excess2: area2, rounded);
        }

        if (!trace)
            return;
        TSet leftSet = winding >= 0 ? left : right;
        foreach (FeatureWinding zone in zones.Entries)
        {
            if (zone.Feature == ownFeature || winding == 0)
            {
                Sums.Pieces.Add(region, zone.Feature, leftSet, area2 * zone.Winding, rounded);
                Sums.Pieces.Add(region, zone.Feature, right, -area2 * zone.Winding, rounded);
            }
        }

        Sums.Pieces.Add(region, ownFeature, leftSet, area2, rounded);
    }

    /// <summary>A region's edge: the classes are the same on both sides.</summary>
    private void BookRegionEdge(long area2, long rounded)
    {
        int own = ~ownGroup;
        bool anyOther = false;
        foreach (FeatureWinding region in regions.Entries)
        {
            if (region.Feature == own || region.Winding <= 0)
                continue;
            anyOther = true;
            if (ownWinding == 0)
                Sums.AddOverlap(own, region.Feature, area2, rounded);
        }

        bool outsideRight = !anyOther && ownWinding <= 0, outsideLeft = !anyOther && ownWinding + 1 <= 0;
        BookRegionGround(own, area2, rounded);
        if (outsideRight && !outsideLeft)
            BookRegionGround(SpecialRegion.Outside, -(Int128)area2, rounded);
        else
            Sums.Areas.Add(SpecialRegion.Excess, SpecialRegion.NoFeature, covered, area2, rounded);
    }

    private void BookRegionGround(int region, Int128 area2, long rounded)
    {
        Sums.Areas.Add(region, SpecialRegion.NoFeature, covered, area2, rounded);
        for (int index = 0; index < classWindings.Length; index++)
        {
            int winding = classWindings[index];
            if (winding is not (0 or 1))
                Sums.Repeats.Add(region, index, winding > 1 ? area2 : 0, area2 * (winding > 0 ? winding - 1 : winding), rounded);
        }

        foreach (FeatureWinding zone in zones.Entries)
            Sums.Pieces.Add(region, zone.Feature, covered, area2 * zone.Winding, rounded);
    }

    private void BookFault(TileEdges tile, int edge, double at)
    {
        ReadOnlySpan<TileEdge> edges = tile.Edges;
        long length = 0;
        for (int index = pieceEdge; index <= edge; index++)
        {
            // Rounded at each end by itself, so that the parts of an edge add up, however it is cut.
            double whole = Math.Abs((double)edges[index].X1 - edges[index].X0) + Math.Abs((double)edges[index].Y1 - edges[index].Y0);
            length += (long)Math.Round(whole * (index == edge ? at : 1)) - (long)Math.Round(whole * (index == pieceEdge ? pieceAt : 0));
        }

        ref readonly TileEdge first = ref edges[pieceEdge];
        Sums.AddFault(ownFeature, new FaultSums
        {
            Negative2 = ownWinding < 0 ? -(Int128)pieceArea2 : 0,
            Repeated2 = ownWinding > 0 ? pieceArea2 : 0,
            Odd2 = (ownWinding & 1) != 0 ? pieceArea2 : 0,
            Length = length,
            Rounded = pieceRounded,
            FirstVertex = first.V0,
            FirstAt = pieceAt,
            Place = new(
                tile.OriginX + first.X0 + (long)Math.Round(pieceAt * ((double)first.X1 - first.X0)),
                tile.OriginY + first.Y0 + (long)Math.Round(pieceAt * ((double)first.Y1 - first.Y0))),
        });
    }
}

using System.Runtime.CompilerServices;

namespace ZoneComp.Overlay.Tiles;

/// <summary>Walks along chains of edges and adds what each piece of an edge sweeps to the combinations on its left and right.</summary>
/// <remarks>
/// What a piece sweeps (<see cref="SweptArea"/>) is added to the combination on its left and taken from the one on its right: pieces of a
/// zone's edge cancel
/// inside a region, and a region's combinations add up to its exact area.
/// </remarks>
internal sealed class RingWalk<TSet> : IChainWalk
    where TSet : struct, IClassBits<TSet>
{
    private readonly bool trace;
    private readonly int classCount;
    private readonly int visibleClasses;
    private readonly long areaOriginX;
    private readonly WindingOwners owners;
    private readonly ClassWindings classWindings; // without buried zones
    private readonly ClassWindings buriedWindings; // of buried zones, on the way along a region's edges
    private readonly FeatureWindings regions = new();
    private readonly FeatureWindings zones = new();
    private TSet covered; // classes with a winding above zero, just right of the edge
    private int ownFeature; // -1 where the edge is its class's only
    private int ownGroup;
    private bool ownIsBuried;
    private int ownWinding;

    // The piece walked since the last change: its area term, what of it was rounded, and where it began.
    private Int128 pieceArea2;
    private long pieceRounded;
    private BorderDoubt pieceDoubt;
    private int pieceEdge;
    private double pieceAt;
    private int toVertex; // from an edge's index in the tile to the number of its first vertex

    public RingWalk(int classCount, int visibleClasses, WindingOwners owners, bool trace, long areaOriginX)
    {
        this.visibleClasses = visibleClasses;
        this.trace = trace;
        this.areaOriginX = areaOriginX;
        this.owners = owners;
        classWindings = new ClassWindings(classCount);
        buriedWindings = new ClassWindings(classCount);
        this.classCount = classCount;
    }

    public TileSums<TSet> Sums { get; } = new();

    /// <summary>Crossings met on the way: each pair of edges that cross counts twice, once from either edge, wherever the tiles are
    /// cut.</summary>
    public long Crossings { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Walk(TileEdges tile, CrossingList crossings, in Chain chain, ReadOnlySpan<FeatureWinding> start)
    {
        Begin(tile, chain, start);
        long twiceOffset = unchecked(2 * (tile.OriginX - areaOriginX));
        int edge = chain.FirstEdge, last = -1;
        long from = 0; // F where the last piece ended on this edge
        foreach (ref readonly Crossing crossing in crossings.Of(chain.FirstEdge, chain.EndEdge))
        {
            if (crossing.Edge != edge)
            {
                pieceArea2 += SweptArea.OfEdges(tile, edge, crossing.Edge, twiceOffset) - from;
                pieceDoubt += BorderDoubt.OfEdges(tile.X, tile.Y, edge, crossing.Edge);
                (edge, from, last) = (crossing.Edge, 0, -1);
            }

            if (crossing.OtherVertex == last)
                continue;
            last = crossing.OtherVertex;
            if (!Matters(crossing.OtherOwner, crossing.Change))
            {
                Change(crossing.OtherOwner, crossing.Change);
                continue;
            }

            Crossings++;
            long to = SweptArea.To(tile, edge, twiceOffset, crossing.At);
            pieceArea2 += to - from;
            pieceRounded++;
            BorderDoubt cut = BorderDoubt.OfCut(tile, edge);
            pieceDoubt += cut;
            Finish(tile, edge, crossing.At);
            pieceDoubt = cut;
            Change(crossing.OtherOwner, crossing.Change);
            from = to;
        }

        pieceArea2 += SweptArea.OfEdges(tile, edge, chain.EndEdge, twiceOffset) - from;
        pieceDoubt += BorderDoubt.OfEdges(tile.X, tile.Y, edge, chain.EndEdge);
        Finish(tile, chain.EndEdge - 1, LeadsDown(tile, chain.EndEdge - 1) ? 0 : 1);
    }

    private static bool LeadsDown(TileEdges tile, int edge) =>
        EdgeDirection.LeadsDown(tile.X[edge], tile.Y[edge], tile.X[edge + 1], tile.Y[edge + 1]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Begin(TileEdges tile, in Chain chain, ReadOnlySpan<FeatureWinding> start)
    {
        classWindings.Clear();
        buriedWindings.Clear();
        regions.Clear();
        zones.Clear();
        covered = default;
        ownFeature = owners.IsClass(chain.Owner) ? -1 : chain.Owner;
        ownGroup = owners.Group(chain.Owner);
        ownIsBuried = owners.IsBuried(chain.Owner);
        ownWinding = 0;
        (pieceArea2, pieceRounded, pieceDoubt, pieceEdge, pieceAt) = (0, 0, default, chain.FirstEdge, LeadsDown(tile, chain.FirstEdge)
            ? -1
            : 0);
        toVertex = chain.FirstVertex - chain.FirstEdge;
        foreach (FeatureWinding entry in start)
            Change(entry.Owner, entry.Winding);
    }

    /// <summary>Whether a zone's edge is booked otherwise behind a crossing than before it.</summary>
    /// <remarks>
    /// Not where a class covers the ground twice or more on both sides, nor, of another class, where the edge's own does. So what is
    /// booked
    /// is the same whether such ground's features are walked or buried.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Matters(int owner, int change)
    {
        int group = owners.Group(owner);
        if (ownGroup < 0 || group < 0 || trace || owner == ownFeature || visibleClasses < classCount)
            return true;
        int before = classWindings[group];
        return (before < 2 || before + change < 2) && (group == ownGroup || classWindings[ownGroup] < 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Change(int owner, int change)
    {
        if (owner == ownFeature)
            ownWinding += change;
        int group = owners.Group(owner);
        if (group < 0)
        {
            regions.Add(~group, change);
            return;
        }

        if (owners.IsBuried(owner))
        {
            _ = buriedWindings.Add(group, change);
            return;
        }

        int winding = classWindings.Add(group, change);
        covered = winding > 0 ? covered.With(group) : covered.Without(group);
        if (trace)
            zones.Add(owner, change);
    }

    /// <summary>Books the piece walked since the last change, which ends at the place <paramref name="at"/> of an edge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(TileEdges tile, int edge, double at)
    {
        if (pieceArea2 != 0 || pieceRounded != 0 || ownWinding != 0)
        {
            if (ownWinding != 0)
                Sums.AddFault(
                    ownFeature,
                    FaultPiece.Of(tile, pieceEdge, pieceAt, edge, at, pieceArea2, pieceRounded, ownWinding, toVertex));
            if (ownGroup >= 0)
                BookZoneEdge(pieceArea2, pieceRounded);
            else
                BookRegionEdge(pieceArea2, pieceRounded);
        }

        BookDoubt();
        (pieceArea2, pieceRounded, pieceDoubt, pieceEdge, pieceAt) = (0, 0, default, edge, at);
    }

    /// <summary>The piece is border of its class where no other zone of the class lies on its right; a region's is the region's, and of
    /// all classes that it cuts off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BookDoubt()
    {
        if (ownGroup >= 0)
        {
            if (ownIsBuried || classWindings[ownGroup] != 0)
                return;
            bool outside = true;
            foreach (FeatureWinding region in regions.Entries)
            {
                if (region.Winding <= 0)
                    continue;
                outside = false;
                Sums.AddBorder(region.Owner, ownGroup, pieceDoubt);
            }

            if (outside)
                Sums.AddBorder(SpecialRegion.Outside, ownGroup, pieceDoubt);
            return;
        }

        Sums.AddBorder(~ownGroup, SpecialRegion.NoFeature, pieceDoubt);
        if (covered.Equals(default))
            return;
        bool anyOther = false;
        foreach (FeatureWinding region in regions.Entries)
            anyOther |= region.Owner != ~ownGroup && region.Winding > 0;
        foreach (int index in classWindings.Classes)
        {
            if (classWindings[index] <= 0)
                continue;
            Sums.AddBorder(~ownGroup, index, pieceDoubt);
            if (!anyOther)
                Sums.AddBorder(SpecialRegion.Outside, index, pieceDoubt.FromOutside());
        }
    }

    /// <summary>A zone's edge: the zone's class is on its left once more than on its right; the regions are the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BookZoneEdge(Int128 area2, long rounded)
    {
        int winding = ownIsBuried ? BuriedZones.Cover : classWindings[ownGroup];
        TSet right = covered, left = covered.With(ownGroup);
        bool outside = true;
        int times = 0;
        foreach (FeatureWinding region in regions.Entries)
        {
            outside &= region.Winding <= 0;
            times += region.Winding;
            BookZoneEdge(region.Owner, winding, left, right, Times(area2, region.Winding), rounded);
        }

        if (outside)
            BookZoneEdge(SpecialRegion.Outside, winding, left, right, area2, rounded);
        int excess = times + (outside ? 1 : 0) - 1;
        if (winding != 0)
            return;
        Sums.Areas.Add(SpecialRegion.Everywhere, ownGroup, default, area2, rounded);
        if (excess != 0)
        {
            Sums.Areas.Add(SpecialRegion.Excess, SpecialRegion.NoFeature, left, area2 * excess, rounded);
            Sums.Areas.Add(SpecialRegion.Excess, SpecialRegion.NoFeature, right, -area2 * excess, rounded);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BookZoneEdge(int region, int winding, in TSet left, in TSet right, Int128 area2, long rounded)
    {
        if (winding == 0)
        {
            Sums.Areas.Add(region, SpecialRegion.NoFeature, left, area2, rounded);
            Sums.Areas.Add(region, SpecialRegion.NoFeature, right, -area2, rounded);
            if (ownGroup >= visibleClasses)
            {
                // Ground is told apart by this class: what is covered repeatedly goes from one side to the other.
                BookRepeats(region, Hidden(left), area2, rounded);
                BookRepeats(region, Hidden(right), -area2, rounded);
            }
        }
        else
        {
            Sums.Repeats.Add(region, ownGroup, Hidden(right), repeated2: winding == 1 ? area2 : 0, excess2: area2, rounded);
        }

        if (!trace)
            return;
        TSet leftSet = winding >= 0 ? left : right;
        foreach (FeatureWinding zone in zones.Entries)
        {
            if (zone.Owner == ownFeature || winding == 0)
            {
                Sums.Pieces.Add(region, zone.Owner, leftSet, Times(area2, zone.Winding), rounded);
                Sums.Pieces.Add(region, zone.Owner, right, -Times(area2, zone.Winding), rounded);
            }
        }

        Sums.Pieces.Add(region, ownFeature, leftSet, area2, rounded);
    }

    /// <summary>A region's edge: the classes are the same on both sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BookRegionEdge(Int128 area2, long rounded)
    {
        int own = ~ownGroup;
        bool anyOther = false;
        foreach (FeatureWinding region in regions.Entries)
        {
            if (region.Owner == own || region.Winding <= 0)
                continue;
            anyOther = true;
            if (ownWinding == 0)
                Sums.AddOverlap(own, region.Owner, area2, rounded);
        }

        bool outsideRight = !anyOther && ownWinding <= 0, outsideLeft = !anyOther && ownWinding + 1 <= 0;
        BookRegionGround(own, area2, rounded);
        if (outsideRight && !outsideLeft)
            BookRegionGround(SpecialRegion.Outside, -area2, rounded);
        else
            Sums.Areas.Add(SpecialRegion.Excess, SpecialRegion.NoFeature, covered, area2, rounded);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BookRegionGround(int region, Int128 area2, long rounded)
    {
        Sums.Areas.Add(region, SpecialRegion.NoFeature, covered, area2, rounded);
        BookRepeats(region, Hidden(covered), area2, rounded);
        foreach (FeatureWinding zone in zones.Entries)
            Sums.Pieces.Add(region, zone.Owner, covered, Times(area2, zone.Winding), rounded);
    }

    private void BookRepeats(int region, in TSet hidden, Int128 area2, long rounded)
    {
        foreach (int index in classWindings.Classes)
        {
            int winding = classWindings[index] + (ownGroup < 0 ? buriedWindings[index] : 0);
            if (winding is not (0 or 1))
                Sums.Repeats.Add(region, index, hidden, winding > 1 ? area2 : 0, area2 * (winding > 0 ? winding - 1 : winding), rounded);
        }
    }

    /// <summary>The classes of a set that tell ground apart.</summary>
    private TSet Hidden(in TSet set)
    {
        TSet hidden = default;
        for (int index = visibleClasses; index < classCount; index++)
        {
            if (set.Contains(index))
                hidden = hidden.With(index);
        }

        return hidden;
    }

    /// <summary>The product; nearly always by one, and multiplying 128 bits costs.</summary>
    private static Int128 Times(Int128 area2, int winding) => winding == 1 ? area2 : area2 * winding;
}

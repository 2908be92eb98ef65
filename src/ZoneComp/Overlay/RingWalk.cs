using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZoneComp.Overlay;

/// <summary>Walks along chains of edges and adds what each piece of an edge sweeps to the combinations on its left and right.</summary>
/// <remarks>
/// By Green, twice the area of anything is the sum over its boundary of F = (x_a + x_b)(y_b - y_a). From an edge's lower end a to the
/// parameter t that is F(t) = (2 x_a + t dx) (t dy), rounded to an integer inside the edge and exact at its ends, so the pieces of an edge add up to
/// its exact integer, wherever it is cut, and the same edge the other way round gives the same integers with the other sign. A piece is added to the combination on its left and taken from the one on its right: pieces of a
/// zone's edge cancel inside a region, and a region's combinations add up to its exact area.
/// </remarks>
internal sealed class RingWalk<TSet>
    where TSet : struct, IClassBits<TSet>
{
    /// <summary>Edges whose terms sum up in 64 bits: counted from the tile's origin, each is below 2^51.</summary>
    private const int EdgesInOneSum = 1 << 11;

    private readonly bool trace;
    private readonly int visibleClasses;
    private readonly long areaOriginX;
    private readonly WindingOwners owners;
    private readonly int[] classWindings;
    private readonly FeatureWindings regions = new();
    private readonly FeatureWindings zones = new();
    private TSet covered; // classes with a winding above zero, just right of the edge
    private int ownFeature; // -1 where the edge is its class's only
    private int ownGroup;
    private int ownWinding;

    // The piece walked since the last change: its area term, what of it was rounded, and where it began.
    private Int128 pieceArea2;
    private long pieceRounded;
    private int pieceEdge;
    private double pieceAt;
    private int toVertex; // from an edge's index in the tile to the number of its first vertex

    public RingWalk(int classCount, int visibleClasses, WindingOwners owners, bool trace, long areaOriginX)
    {
        this.visibleClasses = visibleClasses;
        this.trace = trace;
        this.areaOriginX = areaOriginX;
        this.owners = owners;
        classWindings = new int[classCount];
    }

    public TileSums<TSet> Sums { get; } = new();

    /// <summary>Crossings met on the way.</summary>
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
                pieceArea2 += AreaOf(tile, edge, crossing.Edge, twiceOffset) - from;
                (edge, from, last) = (crossing.Edge, 0, -1);
            }

            if (crossing.OtherVertex == last)
                continue;
            last = crossing.OtherVertex;
            Crossings++;
            long to = AreaTo(tile, edge, twiceOffset, crossing.At);
            pieceArea2 += to - from;
            pieceRounded++;
            Finish(tile, edge, crossing.At);
            Change(crossing.OtherOwner, crossing.Change);
            from = to;
        }

        pieceArea2 += AreaOf(tile, edge, chain.EndEdge, twiceOffset) - from;
        Finish(tile, chain.EndEdge - 1, LeadsDown(tile, chain.EndEdge - 1) ? 0 : 1);
    }

    /// <summary>Exact sum of the area terms of the edges from..end - 1: counted from the tile's origin, then moved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Int128 AreaOf(TileEdges tile, int from, int end, long twiceOffset)
    {
        ref int x = ref MemoryMarshal.GetArrayDataReference(tile.X), y = ref MemoryMarshal.GetArrayDataReference(tile.Y);
        Int128 sum = Math.BigMul(twiceOffset, (long)tile.Y[end] - tile.Y[from]);
        while (from < end)
        {
            int to = Math.Min(end, from + EdgesInOneSum);
            long part = 0;
            unchecked
            {
                for (nint at = from; at < to; at++)
                    part += (long)(Unsafe.Add(ref x, at) + Unsafe.Add(ref x, at + 1)) * (Unsafe.Add(ref y, at + 1) - Unsafe.Add(ref y, at));
            }

            sum += part;
            from = to;
        }

        return sum;
    }

    /// <summary>The area term from the edge's start to a place on it, to the nearest integer; exact at the edge's ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long AreaTo(TileEdges tile, int edge, long twiceOffset, double place)
    {
        unchecked
        {
            int x0 = tile.X[edge], x1 = tile.X[edge + 1], y0 = tile.Y[edge], y1 = tile.Y[edge + 1];
            return EdgeDirection.LeadsDown(x0, y0, x1, y1)
                ? Swept(twiceOffset, x1, y1, x0, y0, -place) - Swept(twiceOffset, x1, y1, x0, y0, 1)
                : Swept(twiceOffset, x0, y0, x1, y1, place);
        }
    }

    /// <summary>F(t) of the edge from its lower end a to b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Swept(long twiceOffset, int ax, int ay, int bx, int by, double t)
    {
        unchecked
        {
            if (t >= 1)
                return (twiceOffset + ax + bx) * (by - ay);
            double dx = bx - ax, dy = by - ay;
            return (long)Math.Round((twiceOffset + (2L * ax) + (t * dx)) * (t * dy));
        }
    }

    private static bool LeadsDown(TileEdges tile, int edge) => EdgeDirection.LeadsDown(tile.X[edge], tile.Y[edge], tile.X[edge + 1], tile.Y[edge + 1]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Begin(TileEdges tile, in Chain chain, ReadOnlySpan<FeatureWinding> start)
    {
        Array.Clear(classWindings);
        regions.Clear();
        zones.Clear();
        covered = default;
        ownFeature = owners.IsClass(chain.Owner) ? -1 : chain.Owner;
        ownGroup = owners.Group(chain.Owner);
        ownWinding = 0;
        (pieceArea2, pieceRounded, pieceEdge, pieceAt) = (0, 0, chain.FirstEdge, LeadsDown(tile, chain.FirstEdge) ? -1 : 0);
        toVertex = chain.FirstVertex - chain.FirstEdge;
        foreach (FeatureWinding entry in start)
            Change(entry.Owner, entry.Winding);
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

        int winding = classWindings[group] += change;
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
                BookFault(tile, edge, at);
            if (ownGroup >= 0)
                BookZoneEdge(pieceArea2, pieceRounded);
            else
                BookRegionEdge(pieceArea2, pieceRounded);
        }

        (pieceArea2, pieceRounded, pieceEdge, pieceAt) = (0, 0, edge, at);
    }

    /// <summary>A zone's edge: the zone's class is on its left once more than on its right; the regions are the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BookZoneEdge(Int128 area2, long rounded)
    {
        int winding = classWindings[ownGroup];
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
        for (int index = 0; index < classWindings.Length; index++)
        {
            int winding = classWindings[index];
            if (winding is not (0 or 1))
                Sums.Repeats.Add(region, index, hidden, winding > 1 ? area2 : 0, area2 * (winding > 0 ? winding - 1 : winding), rounded);
        }
    }

    /// <summary>The classes of a set that tell ground apart.</summary>
    private TSet Hidden(in TSet set)
    {
        TSet hidden = default;
        for (int index = visibleClasses; index < classWindings.Length; index++)
        {
            if (set.Contains(index))
                hidden = hidden.With(index);
        }

        return hidden;
    }

    /// <summary>The product; nearly always by one, and multiplying 128 bits costs.</summary>
    private static Int128 Times(Int128 area2, int winding) => winding == 1 ? area2 : area2 * winding;

    private void BookFault(TileEdges tile, int edge, double at)
    {
        long length = 0;
        double start = EdgeDirection.FromStart(pieceAt, LeadsDown(tile, pieceEdge)), end = EdgeDirection.FromStart(at, LeadsDown(tile, edge));
        for (int index = pieceEdge; index <= edge; index++)
        {
            // Rounded at each end by itself, so that the parts of an edge add up, however it is cut.
            double whole = Math.Abs((double)tile.X[index + 1] - tile.X[index]) + Math.Abs((double)tile.Y[index + 1] - tile.Y[index]);
            length += (long)Math.Round(whole * (index == edge ? end : 1)) - (long)Math.Round(whole * (index == pieceEdge ? start : 0));
        }

        int x = tile.X[pieceEdge], y = tile.Y[pieceEdge];
        Sums.AddFault(ownFeature, new FaultSums
        {
            Negative2 = ownWinding < 0 ? -pieceArea2 : 0,
            Repeated2 = ownWinding > 0 ? pieceArea2 : 0,
            Odd2 = (ownWinding & 1) != 0 ? pieceArea2 : 0,
            Length = length,
            Rounded = pieceRounded,
            FirstVertex = pieceEdge + toVertex,
            FirstAt = start,
            Place = new(
                tile.OriginX + x + (long)Math.Round(start * ((double)tile.X[pieceEdge + 1] - x)),
                tile.OriginY + y + (long)Math.Round(start * ((double)tile.Y[pieceEdge + 1] - y))),
        });
    }
}

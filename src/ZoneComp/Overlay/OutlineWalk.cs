using System.Runtime.CompilerServices;

namespace ZoneComp.Overlay;

/// <summary>Walks along edges as the measuring does and keeps what of them has chosen ground on one side and not on the other.</summary>
internal sealed class OutlineWalk<TSet>(OverlayInput input, WindingOwners owners, OutlineWish wish, CrossingRounding rounding)
    : IChainWalk
    where TSet : struct, IClassBits<TSet>
{
    private readonly ClassWindings classWindings = new(input.ClassCount);
    private readonly FeatureWindings regions = new();
    private readonly FeatureWindings zones = new();
    private readonly Dictionary<(int Region, TSet Classes), ulong> drawings = [];
    private readonly List<Side> sides = [];
    private readonly List<(Side Side, Place From)> open = [];
    private readonly List<(long Along, LatticePoint Point, int Owner, int Change)> passed = []; // crossings of one edge
    private TSet covered; // as in RingWalk: just right of the edge
    private int ownFeature;
    private int ownGroup;
    private int ownWinding;

    public List<OutlineRun> Runs { get; } = [];

    public List<LatticePoint> Points { get; } = [];

    /// <remarks>What crosses an edge within the same unit of the lattice does so at once: what lies between has no place on it.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Walk(TileEdges tile, CrossingList crossings, in Chain chain, ReadOnlySpan<FeatureWinding> start)
    {
        if (!Matters(chain.Owner))
            return;
        Begin(chain, start);
        Turn(tile, new Place(chain.FirstEdge, PointOf(tile, chain.FirstEdge)));
        ReadOnlySpan<Crossing> ahead = crossings.Of(chain.FirstEdge, chain.EndEdge);
        while (!ahead.IsEmpty)
        {
            int edge = ahead[0].Edge, count = 1;
            while (count < ahead.Length && ahead[count].Edge == edge)
                count++;
            Pass(tile, edge, ahead[..count]);
            ahead = ahead[count..];
        }

        sides.Clear();
        Close(tile, new Place(chain.EndEdge - 1, PointOf(tile, chain.EndEdge)));
    }

    private void Pass(TileEdges tile, int edge, ReadOnlySpan<Crossing> ahead)
    {
        LatticePoint from = PointOf(tile, edge);
        passed.Clear();
        int last = -1;
        foreach (ref readonly Crossing crossing in ahead)
        {
            if (crossing.OtherVertex == last || !Matters(crossing.OtherOwner))
                continue;
            last = crossing.OtherVertex;
            LatticePoint point = rounding.Round(tile, crossing);
            passed.Add((Math.Abs(point.X - from.X) + Math.Abs(point.Y - from.Y), point, crossing.OtherOwner, crossing.Change));
            // Places along the edge are rounded, points of the lattice are not: two of them may stand the other way round.
            for (int at = passed.Count - 1; at > 0 && passed[at - 1].Along > passed[at].Along; at--)
                (passed[at - 1], passed[at]) = (passed[at], passed[at - 1]);
        }

        for (int at = 0; at < passed.Count; at++)
        {
            Change(passed[at].Owner, passed[at].Change);
            if (at + 1 == passed.Count || passed[at + 1].Point != passed[at].Point)
                Turn(tile, new Place(edge, passed[at].Point));
        }
    }

    /// <summary>Not for classes that are not drawn, nor for buried zones, which bound nothing.</summary>
    private bool Matters(int owner)
    {
        int group = owners.Group(owner);
        return group < 0
            || (!owners.IsBuried(owner) && (wish.ByZone || group >= input.VisibleClasses || wish.Classes.Contains(group)));
    }

    private void Begin(in Chain chain, ReadOnlySpan<FeatureWinding> start)
    {
        classWindings.Clear();
        regions.Clear();
        zones.Clear();
        covered = default;
        ownFeature = owners.IsClass(chain.Owner) ? -1 : chain.Owner;
        ownGroup = owners.Group(chain.Owner);
        ownWinding = 0;
        foreach (FeatureWinding entry in start)
        {
            if (Matters(entry.Owner))
                Change(entry.Owner, entry.Winding);
        }
    }

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

        int winding = classWindings.Add(group, change);
        covered = winding > 0 ? covered.With(group) : covered.Without(group);
        if (wish.ByZone && group < input.VisibleClasses)
            zones.Add(owner, change);
    }

    /// <summary>Ends the outlines that the edge bounds no longer and begins those that it bounds from here on.</summary>
    private void Turn(TileEdges tile, Place at)
    {
        sides.Clear();
        FindSides();
        Close(tile, at);
        foreach (Side side in sides)
        {
            if (!open.Exists(other => other.Side == side))
                open.Add((side, at));
        }
    }

    private void FindSides()
    {
        if (ownGroup < 0)
        {
            Compare(~ownGroup, ownWinding > 0, covered, ownWinding + 1 > 0, covered);
            return;
        }

        TSet left = classWindings[ownGroup] + 1 > 0 ? covered.With(ownGroup) : covered;
        if (!wish.ByZone && left.Equals(covered))
            return;
        foreach (FeatureWinding region in regions.Entries)
        {
            if (region.Winding > 0)
                Compare(region.Owner, true, covered, true, left);
        }
    }

    private void Compare(int region, bool isRight, in TSet right, bool isLeft, in TSet left)
    {
        ulong onRight = isRight ? DrawingsOf(region, right) : 0, onLeft = isLeft ? DrawingsOf(region, left) : 0;
        if (!wish.ByZone)
        {
            for (ulong bits = onRight ^ onLeft; bits != 0; bits &= bits - 1)
                sides.Add(new Side(region, System.Numerics.BitOperations.TrailingZeroCount(bits), (onRight & bits & ~(bits - 1)) != 0));
            return;
        }

        bool holdsRight = (onRight & 1) != 0, holdsLeft = (onLeft & 1) != 0;
        foreach (FeatureWinding zone in zones.Entries)
        {
            if (zone.Owner != ownFeature)
                Compare(region, zone.Owner, holdsRight && zone.Winding > 0, holdsLeft && zone.Winding > 0);
        }

        if (ownGroup >= 0 && ownGroup < input.VisibleClasses)
            Compare(region, ownFeature, holdsRight && ownWinding > 0, holdsLeft && ownWinding + 1 > 0);
    }

    private void Compare(int region, int feature, bool isRight, bool isLeft)
    {
        if (isRight != isLeft)
            sides.Add(new Side(region, input.ZoneOfFeature(feature), isRight));
    }

    private ulong DrawingsOf(int region, in TSet classes)
    {
        if (!drawings.TryGetValue((region, classes), out ulong known))
            drawings.Add((region, classes), known = wish.Drawings(region, classes.ToClassSet()));
        return known;
    }

    private void Close(TileEdges tile, Place at)
    {
        for (int index = open.Count - 1; index >= 0; index--)
        {
            if (sides.Contains(open[index].Side))
                continue;
            Keep(tile, open[index].Side, open[index].From, at);
            open.RemoveAt(index);
        }
    }

    private void Keep(TileEdges tile, Side side, Place from, Place to)
    {
        int first = Points.Count;
        for (int vertex = from.Edge; vertex <= to.Edge + 1; vertex++)
            Points.Add(PointOf(tile, vertex));
        (LatticePoint start, LatticePoint end) = (from.Point, to.Point);
        if (side.IsRight)
        {
            Points.Reverse(first, Points.Count - first);
            (start, end) = (end, start);
        }

        Runs.Add(new OutlineRun(side.Region, side.Part, first, Points.Count - first, start, end));
    }

    private static LatticePoint PointOf(TileEdges tile, int point) => new(tile.OriginX + tile.X[point], tile.OriginY + tile.Y[point]);

    /// <summary>What an edge bounds.</summary>
    private readonly record struct Side(int Region, int Part, bool IsRight);

    /// <param name="Point">On the edge, rounded to the lattice.</param>
    private readonly record struct Place(int Edge, LatticePoint Point);
}

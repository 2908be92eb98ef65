using System.Runtime.CompilerServices;
using ZoneComp.Model;

namespace ZoneComp.Overlay;

/// <summary>Walks along chains of edges as the measuring does and keeps the stretches that have chosen ground on one side and not on the other.</summary>
internal sealed class OutlineWalk<TSet>(OverlayInput input, WindingOwners owners, OutlineWish wish) : IChainWalk
    where TSet : struct, IClassBits<TSet>
{
    private readonly int[] classWindings = new int[input.ClassCount];
    private readonly FeatureWindings regions = new();
    private readonly FeatureWindings zones = new();
    private readonly Dictionary<(int Region, TSet Classes), ulong> drawings = [];
    private readonly List<Side> sides = [];
    private readonly List<(Side Side, Place From)> open = [];
    private TSet covered; // as in RingWalk: just right of the edge
    private int ownFeature;
    private int ownGroup;
    private int ownWinding;
    private int toVertex;

    public List<OutlineRun> Runs { get; } = [];

    public List<LatticePoint> Points { get; } = [];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Walk(TileEdges tile, CrossingList crossings, in Chain chain, ReadOnlySpan<FeatureWinding> start)
    {
        if (!Matters(owners.Group(chain.Owner)))
            return;
        Begin(chain, start);
        Turn(tile, new Place(chain.FirstEdge, 0, -1));
        (int edge, int last) = (-1, -1);
        foreach (ref readonly Crossing crossing in crossings.Of(chain.FirstEdge, chain.EndEdge))
        {
            if ((crossing.Edge == edge && crossing.OtherVertex == last) || !Matters(owners.Group(crossing.OtherOwner)))
                continue;
            (edge, last) = (crossing.Edge, crossing.OtherVertex);
            Change(crossing.OtherOwner, crossing.Change);
            Turn(tile, new Place(edge, Math.Abs(crossing.At), last));
        }

        sides.Clear();
        Close(tile, new Place(chain.EndEdge, 0, -1));
    }

    private bool Matters(int group) => group < 0 || wish.ByZone || group >= input.VisibleClasses || wish.Classes.Contains(group);

    private void Begin(in Chain chain, ReadOnlySpan<FeatureWinding> start)
    {
        Array.Clear(classWindings);
        regions.Clear();
        zones.Clear();
        covered = default;
        ownFeature = owners.IsClass(chain.Owner) ? -1 : chain.Owner;
        ownGroup = owners.Group(chain.Owner);
        ownWinding = 0;
        toVertex = chain.FirstVertex - chain.FirstEdge;
        foreach (FeatureWinding entry in start)
        {
            if (Matters(owners.Group(entry.Owner)))
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

        int winding = classWindings[group] += change;
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
        Points.Add(PointAt(tile, from));
        for (int vertex = from.Edge + 1; vertex < to.Edge + (to.Other < 0 ? 0 : 1); vertex++)
            Points.Add(new LatticePoint(tile.OriginX + tile.X[vertex], tile.OriginY + tile.Y[vertex]));
        Points.Add(PointAt(tile, to));
        OutlineCrossing start = Name(from), end = Name(to);
        if (side.IsRight)
        {
            Points.Reverse(first, Points.Count - first);
            (start, end) = (end, start);
        }

        Runs.Add(new OutlineRun(side.Region, side.Part, first, Points.Count - first, start, end));
    }

    private OutlineCrossing Name(Place place) => place.Other < 0 ? OutlineCrossing.None : new OutlineCrossing(place.Edge + toVertex, place.Other);

    /// <summary>Rounded from the edge's lower end, so that it is the same in whichever tile and whichever way it is walked.</summary>
    private static LatticePoint PointAt(TileEdges tile, Place place)
    {
        int at = place.Edge;
        if (place.Other < 0)
            return new LatticePoint(tile.OriginX + tile.X[at], tile.OriginY + tile.Y[at]);
        bool down = EdgeDirection.LeadsDown(tile.X[at], tile.Y[at], tile.X[at + 1], tile.Y[at + 1]);
        int low = down ? at + 1 : at, high = down ? at : at + 1;
        return new LatticePoint(
            tile.OriginX + tile.X[low] + (long)Math.Round(place.FromLow * (tile.X[high] - tile.X[low])),
            tile.OriginY + tile.Y[low] + (long)Math.Round(place.FromLow * (tile.Y[high] - tile.Y[low])));
    }

    /// <summary>What an edge bounds.</summary>
    private readonly record struct Side(int Region, int Part, bool IsRight);

    /// <param name="Edge">The edge, or where <paramref name="Other"/> is below zero the point.</param>
    /// <param name="FromLow">Parameter from the edge's lower end.</param>
    /// <param name="Other">First vertex of the edge that crosses there.</param>
    private readonly record struct Place(int Edge, double FromLow, int Other);
}

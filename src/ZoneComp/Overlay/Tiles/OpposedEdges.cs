using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Overlay.Tiles;

/// <summary>Finds the edges that neighbouring features of one class have in common, once in either direction, so that they can be left
/// out.</summary>
/// <remarks>
/// <para>
/// A class covers ground where its rings wind round it more than no times, whichever rings they are. An edge from u to v of one feature
/// and the edge from v' to u' of
/// another that lies on it bound, with the two steps u to u' and v' to v on one point each, a ring that encloses nothing: moved by the
/// perturbation, a sliver without
/// area. Taking that ring away changes no winding number but in the sliver. What is left of the two features are closed rings again, in
/// which a joint leads from u to u'
/// (and from v' to v) where the edge was; joints that follow one another are one joint, those that close a ring on one point are nothing.
/// Joints have no length: they
/// are never walked, but other edges, moved, may pass between their ends.
/// </para>
/// <para>
/// All vertices keep their numbers, so they are moved as before. Which edges are taken out follows from the edges on the same two points
/// alone, in the order of their
/// vertices: the first one with the first that leads the other way. All tiles see all of those or none, so all take out the same.
/// </para>
/// <para>Only edges of simple features take part: a feature's faults are found on its own edges, and those must be there
/// (<see cref="ShapeJudge"/>).</para>
/// </remarks>
internal sealed class OpposedEdges
{
    private const int Lanes = EdgeStrip.MaxEdges;
    private const int Waiting = -1;

    private readonly List<Joint> joints = [];
    private int[] slots = [];
    private int[] stripOf = [];
    private int[] mates = []; // the edge that it is taken out with, plus one; Waiting where there is none yet, 0 where it is not looked at

    /// <summary>Joints that were found.</summary>
    public List<Joint> Joints => joints;

    /// <summary>Marks the pairs as not live in their strips; returns how many there are.</summary>
    public int Find(TileEdges tile)
    {
        int pairs = Pair(tile, following: true);
        if (pairs >= 0)
            return pairs;
        foreach (ref EdgeStrip strip in tile.Strips)
            strip.Live = (byte)((1u << strip.Count) - 1);
        return Pair(tile, following: false);
    }

    /// <param name="following">
    /// Whether the edge behind one that was taken out is first held against the one before its mate: neighbours mostly have many edges in
    /// a row in common. It is the
    /// first of its kind only if no two of a kind wait for a mate.
    /// </param>
    /// <returns>Pairs; -1 where two of a kind were met while following.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Pair(TileEdges tile, bool following)
    {
        Span<EdgeStrip> strips = tile.Strips;
        int shift = MakeRoom(tile);
        int mask = (1 << (32 - shift)) - 1, pairs = 0;
        int like = -1; // what the next edge is likely to be taken out with
        ref int x = ref tile.X[0], y = ref tile.Y[0], slot = ref slots[0], mate = ref mates[0];
        Span<int> places = stackalloc int[Lanes];
        unchecked
        {
            for (int number = 0; number < strips.Length; number++)
            {
                ref EdgeStrip strip = ref strips[number];
                if ((strip.Traits & StripTraits.Simple) == 0)
                    continue;
                nuint first = (nuint)strip.First;
                Vector256<int> sumX = Vector256.LoadUnsafe(ref x, first) + Vector256.LoadUnsafe(ref x, first + 1),
                    sumY = Vector256.LoadUnsafe(ref y, first) + Vector256.LoadUnsafe(ref y, first + 1);
                Vector256<int> hash = (sumX * (int)0x9E3779B1) + ((sumY + Vector256.Create(strip.Owner)) * (int)0x85EBCA77);
                Vector256.ShiftRightLogical(hash ^ (hash << 15), shift).CopyTo(places);
                if (tile.StartsRun(strip.First))
                    like = -1;
                for (int lane = 0; lane < strip.Count; lane++)
                {
                    int edge = strip.First + lane;
                    stripOf[edge] = number;
                    int x0 = Unsafe.Add(ref x, edge),
                        y0 = Unsafe.Add(ref y, edge),
                        x1 = Unsafe.Add(ref x, edge + 1),
                        y1 = Unsafe.Add(ref y, edge + 1);
                    int other = like;
                    if (other < 0
                        || Unsafe.Add(ref mate, other) != Waiting
                        || Unsafe.Add(ref x, other) != x1
                        || Unsafe.Add(ref y, other) != y1
                        || Unsafe.Add(ref x, other + 1) != x0
                            || Unsafe.Add(ref y, other + 1) != y0
                            || strips[stripOf[other]].Owner != strip.Owner)
                    {
                        for (int place = places[lane]; ; place = (place + 1) & mask)
                        {
                            other = Unsafe.Add(ref slot, place) - 1;
                            if (other < 0)
                            {
                                Unsafe.Add(ref slot, place) = edge + 1;
                                break;
                            }

                            if (Unsafe.Add(ref mate, other) != Waiting)
                                continue;
                            int itsX = Unsafe.Add(ref x, other),
                                itsY = Unsafe.Add(ref y, other),
                                itsEndX = Unsafe.Add(ref x, other + 1),
                                itsEndY = Unsafe.Add(ref y, other + 1);
                            if (itsX == x1 && itsY == y1 && itsEndX == x0 && itsEndY == y0 && strips[stripOf[other]].Owner == strip.Owner)
                                break;
                            if (following
                                && itsX == x0
                                && itsY == y0
                                && itsEndX == x1
                                && itsEndY == y1
                                && strips[stripOf[other]].Owner == strip.Owner)
                                return -1;
                        }
                    }

                    if (other < 0)
                    {
                        Unsafe.Add(ref mate, edge) = Waiting;
                        like = -1;
                        continue;
                    }

                    pairs++;
                    Unsafe.Add(ref mate, edge) = other + 1;
                    Unsafe.Add(ref mate, other) = edge + 1;
                    strip.Live ^= (byte)(1 << lane);
                    ref EdgeStrip its = ref strips[stripOf[other]];
                    its.Live ^= (byte)(1 << (other - its.First));
                    like = following && !tile.StartsRun(other) ? other - 1 : -1;
                }
            }
        }

        return pairs;
    }

    /// <summary>Finds what joins the ends where edges were taken out, inside the tile's reach; strips are as <see cref="Find"/> left
    /// them.</summary>
    public void FindJoints(TileEdges tile)
    {
        joints.Clear();
        Span<EdgeStrip> strips = tile.Strips;
        for (int number = 0; number < strips.Length; number++)
        {
            ref readonly EdgeStrip strip = ref strips[number];
            if ((strip.Traits & StripTraits.Simple) == 0)
                continue;
            // Edges whose predecessor in the strip is not live.
            for (uint starts = strip.Live & ~((uint)strip.Live << 1); starts != 0; starts &= starts - 1)
            {
                int edge = strip.First + BitOperations.TrailingZeroCount(starts);
                if (tile.IsInReach(edge))
                    FindJoint(tile, strips, edge);
            }
        }
    }

    private void FindJoint(TileEdges tile, ReadOnlySpan<EdgeStrip> strips, int edge)
    {
        int before = tile.Before(edge);
        if (mates[before] <= 0)
            return;
        do
            before = tile.Before(mates[before] - 1);
        while (mates[before] > 0);
        ref readonly EdgeStrip to = ref strips[stripOf[edge]];
        ref readonly EdgeStrip from = ref strips[stripOf[before]];
        int place = before + 1 - from.First;
        joints.Add(new Joint(
            edge,
            place == from.Count ? from.EndVertex : from.FirstVertex + place,
            to.FirstVertex + edge - to.First,
            to.Owner,
            to.Traits & StripTraits.Buried));
    }

    /// <returns>How far a hash is shifted to be a place.</returns>
    private int MakeRoom(TileEdges tile)
    {
        int points = tile.PointCount, bits = Math.Max(10, 32 - BitOperations.LeadingZeroCount((uint)points) + 1);
        if (slots.Length < 1 << bits)
            slots = new int[1 << bits];
        else
            Array.Clear(slots, 0, 1 << bits);
        if (mates.Length < points)
            (mates, stripOf) = (new int[2 * points], new int[2 * points]);
        else
            Array.Clear(mates, 0, points);
        return 32 - bits;
    }

    /// <param name="Point">Index in the tile of the point where the joint is.</param>
    /// <param name="FromVertex">Vertex where the edge ends that is left before it.</param>
    /// <param name="ToVertex">Vertex where the edge starts that is left behind it.</param>
    /// <param name="Buried">Whether the edges are of buried zones.</param>
    internal readonly record struct Joint(int Point, int FromVertex, int ToVertex, int Owner, StripTraits Buried);
}

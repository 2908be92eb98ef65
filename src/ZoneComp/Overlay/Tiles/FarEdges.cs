using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Overlay.Tiles;

/// <summary>Finds the crossings of own edges that lead far out of their tile, straight from the blocks near them.</summary>
/// <remarks>The blocks near any of them are unpacked once a tile; each far edge is then held against boxes of edges, in groups.</remarks>
internal sealed class FarEdges
{
    private const int Lanes = 8, GroupSize = 8 * Lanes;

    private readonly List<int> tilesMet = [];
    private readonly HashSet<int> blocksSeen = [];
    private readonly List<TileEdge> near = []; // edges whose box meets that of all far edges, in the order of their vertices
    private readonly List<LatticeBox> groups = []; // boxes of so many edges that follow one another
    private readonly Dictionary<int, int> endingAt = []; // edge near by the vertex where it ends; filled when it is first asked
    private int[] minX = [], minY = [], maxX = [], maxY = []; // of the edges near
    private int[] slots = [];
    private int[] mates = []; // the edge near with which one is taken out, plus one; 0 where it stays

    public void Find(OverlayInput input, TileIndex index, WindingOwners owners, TileEdges tile, CrossingList into)
    {
        if (tile.Far.Count == 0)
            return;
        Gather(input, index, owners, tile);
        Pair(owners);
        foreach (TileEdge far in tile.Far)
            Cross(far, owners, into);
    }

    private void Gather(OverlayInput input, TileIndex index, WindingOwners owners, TileEdges tile)
    {
        LatticeBox all = LatticeBox.Empty; // in the tile's coordinates
        foreach (TileEdge far in tile.Far)
            all = all.Including(BoxOf(far));
        var box = new LatticeBox(all.MinX + tile.OriginX, all.MinY + tile.OriginY, all.MaxX + tile.OriginX, all.MaxY + tile.OriginY);
        index.Query(box, tilesMet);
        blocksSeen.Clear();
        near.Clear();
        endingAt.Clear();
        Span<int> room = stackalloc int[PointStore.OffsetRoom];
        foreach (int met in tilesMet)
        {
            foreach (int number in index.Tiles[met].Blocks)
            {
                ref readonly EdgeBlock block = ref input.Blocks[number];
                if (block.Box.Meets(box) && (tilesMet.Count == 1 || blocksSeen.Add(number)))
                    Gather(block, input.Points.Read(block, room), owners.Of(block.Feature), tile, all);
            }
        }

        if (tilesMet.Count > 1)
            near.Sort(static (left, right) => left.V0.CompareTo(right.V0));
        FillBoxes();
    }

    private void Gather(in EdgeBlock block, ReadOnlySpan<int> points, int owner, TileEdges tile, in LatticeBox box)
    {
        unchecked
        {
            int offsetX = (int)(block.OriginX - tile.OriginX), offsetY = (int)(block.OriginY - tile.OriginY);
            TileEdge other = default;
            other.Owner = owner;
            for (int at = 0; at < block.EdgeCount; at++)
            {
                other.X0 = points[2 * at] + offsetX;
                other.Y0 = points[(2 * at) + 1] + offsetY;
                other.X1 = points[(2 * at) + 2] + offsetX;
                other.Y1 = points[(2 * at) + 3] + offsetY;
                if (!BoxOf(other).Meets(box))
                    continue;
                other.V0 = block.FirstVertex + at;
                other.V1 = at + 1 == block.EdgeCount ? block.EndVertex : block.FirstVertex + at + 1;
                near.Add(other);
            }
        }
    }

    private void FillBoxes()
    {
        int length = near.Count + Lanes;
        if (minX.Length < length)
            (minX, minY, maxX, maxY) = (new int[2 * length], new int[2 * length], new int[2 * length], new int[2 * length]);
        groups.Clear();
        for (int number = 0; number < near.Count; number++)
        {
            LatticeBox box = BoxOf(near[number]);
            (minX[number], minY[number], maxX[number], maxY[number]) = ((int)box.MinX, (int)box.MinY, (int)box.MaxX, (int)box.MaxY);
            if (number % GroupSize == 0)
                groups.Add(box);
            else
                groups[^1] = groups[^1].Including(box);
        }

        minX.AsSpan(near.Count, Lanes).Fill(int.MaxValue); // meets nothing
    }

    private static LatticeBox BoxOf(in TileEdge edge) =>
        new(Math.Min(edge.X0, edge.X1), Math.Min(edge.Y0, edge.Y1), Math.Max(edge.X0, edge.X1), Math.Max(edge.Y0, edge.Y1));

    /// <summary>Finds which edges of classes are taken out, by the rule of <see cref="OpposedEdges"/>.</summary>
    private void Pair(WindingOwners owners)
    {
        ReadOnlySpan<TileEdge> edges = CollectionsMarshal.AsSpan(near);
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * edges.Length) + 2);
        if (slots.Length < size)
            (slots, mates) = (new int[size], new int[size]);
        slots.AsSpan(0, size).Clear();
        mates.AsSpan(0, edges.Length).Clear();
        for (int number = 0; number < edges.Length; number++)
        {
            ref readonly TileEdge edge = ref edges[number];
            if (!owners.IsClass(edge.Owner))
                continue;
            int place = unchecked((int)((((uint)(edge.X0 + edge.X1) * 0x9E3779B1) ^ ((uint)(edge.Y0 + edge.Y1)
                * 0x85EBCA77)) >> 8)) & (size - 1);
            for (; slots[place] != 0; place = (place + 1) & (size - 1))
            {
                int other = slots[place] - 1;
                if (mates[other] == 0 && IsOpposed(edge, edges[other]))
                {
                    (mates[number], mates[other]) = (other + 1, number + 1);
                    break;
                }
            }

            if (slots[place] == 0)
                slots[place] = number + 1;
        }
    }

    private static bool IsOpposed(in TileEdge edge, in TileEdge other) =>
        other.Owner == edge.Owner && other.X0 == edge.X1 && other.Y0 == edge.Y1 && other.X1 == edge.X0 && other.Y1 == edge.Y0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Cross(in TileEdge far, WindingOwners owners, CrossingList into)
    {
        LatticeBox box = BoxOf(far);
        Vector256<int> lowX = Vector256.Create((int)box.MinX), lowY = Vector256.Create((int)box.MinY);
        Vector256<int> highX = Vector256.Create((int)box.MaxX), highY = Vector256.Create((int)box.MaxY);
        ReadOnlySpan<TileEdge> edges = CollectionsMarshal.AsSpan(near);
        for (int group = 0; group < groups.Count; group++)
        {
            if (!groups[group].Meets(box))
                continue;
            int end = Math.Min(edges.Length, (group + 1) * GroupSize);
            for (int from = group * GroupSize; from < end; from += Lanes)
            {
                nuint at = (nuint)from;
                Vector256<int> apart = Vector256.GreaterThan(Vector256.LoadUnsafe(ref minX[0], at), highX)
                    | Vector256.GreaterThan(lowX, Vector256.LoadUnsafe(ref maxX[0], at))
                    | Vector256.GreaterThan(Vector256.LoadUnsafe(ref minY[0], at), highY)
                    | Vector256.GreaterThan(lowY, Vector256.LoadUnsafe(ref maxY[0], at));
                for (uint met = ~apart.ExtractMostSignificantBits() & 0xFF; met != 0; met &= met - 1)
                    Cross(far, from + BitOperations.TrailingZeroCount(met), edges, owners, into);
            }
        }
    }

    /// <summary>Adds the crossing with an edge that is not taken out, and with the joint that leads to it.</summary>
    private void Cross(in TileEdge far, int number, ReadOnlySpan<TileEdge> edges, WindingOwners owners, CrossingList into)
    {
        ref readonly TileEdge other = ref edges[number];
        if (other.V0 == far.V0 || mates[number] != 0 || !owners.CanMeet(far.Owner, other.Owner))
            return;
        if (EdgeCrossing.Find(far, other, out EdgeCrossing.Result crossing))
            into.Add(new Crossing(crossing.AtA, far.Index, other.V0, other.Owner, crossing.AEndsLeft ? 1 : -1));
        // Only a joint on the far edge itself can be crossed by it.
        if (owners.IsClass(other.Owner)
            && Perturbation.Determinant(far.X0, far.Y0, far.X1, far.Y1, other.X0, other.Y0) == 0
            && StartsInBox(other, far)
            && JointBefore(other, edges) is { } joint && EdgeCrossing.Find(far, joint, out EdgeCrossing.Result passed))
        {
            into.Add(new Crossing(passed.AtA, far.Index, joint.V0, joint.Owner, passed.AEndsLeft ? 1 : -1));
        }
    }

    private static bool StartsInBox(in TileEdge edge, in TileEdge far) =>
        edge.X0 >= Math.Min(far.X0, far.X1)
        && edge.X0 <= Math.Max(far.X0, far.X1)
        && edge.Y0 >= Math.Min(far.Y0, far.Y1)
        && edge.Y0 <= Math.Max(far.Y0, far.Y1);

    /// <summary>The joint that leads to the start of an edge; null where the edge before it is there.</summary>
    private TileEdge? JointBefore(in TileEdge edge, ReadOnlySpan<TileEdge> edges)
    {
        int before = Before(edge, edges);
        if (mates[before] == 0)
            return null;
        while (mates[before] != 0)
            before = Before(edges[mates[before] - 1], edges);
        return edge with { X1 = edge.X0, Y1 = edge.Y0, V0 = edges[before].V1, V1 = edge.V0 };
    }

    private int Before(in TileEdge edge, ReadOnlySpan<TileEdge> edges)
    {
        if (endingAt.Count == 0)
        {
            for (int index = 0; index < edges.Length; index++)
                endingAt.Add(edges[index].V1, index);
        }

        return endingAt.TryGetValue(edge.V0, out int before)
            ? before
            : throw new InvalidOperationException("An edge that starts near a far edge has none before it.");
    }
}

using System.Numerics;
using System.Runtime.InteropServices;

namespace ZoneComp.Overlay.Tiles;

/// <summary>Finds the crossings of own edges that lead far out of their tile, straight from the blocks near them.</summary>
internal sealed class FarEdges
{
    private readonly List<int> tilesMet = [];
    private readonly HashSet<int> blocksSeen = [];
    private readonly List<TileEdge> near = []; // edges whose box meets the far edge's, in the order of their vertices
    private int[] slots = [];
    private int[] mates = []; // the edge near with which one is taken out, plus one; 0 where it stays

    public void Find(OverlayInput input, TileIndex index, WindingOwners owners, TileEdges tile, CrossingList into)
    {
        foreach (TileEdge far in tile.Far)
        {
            Gather(input, index, owners, tile, far);
            Pair(owners);
            Cross(far, owners, into);
        }
    }

    private void Gather(OverlayInput input, TileIndex index, WindingOwners owners, TileEdges tile, in TileEdge far)
    {
        var box = new LatticeBox(
            Math.Min(far.X0, far.X1) + tile.OriginX,
            Math.Min(far.Y0, far.Y1) + tile.OriginY,
            Math.Max(far.X0, far.X1) + tile.OriginX,
            Math.Max(far.Y0, far.Y1) + tile.OriginY);
        index.Query(box, tilesMet);
        blocksSeen.Clear();
        near.Clear();
        Span<int> room = stackalloc int[PointStore.OffsetRoom];
        foreach (int met in tilesMet)
        {
            foreach (int number in index.Tiles[met].Blocks)
            {
                ref readonly EdgeBlock block = ref input.Blocks[number];
                if (block.Box.Meets(box) && (tilesMet.Count == 1 || blocksSeen.Add(number)))
                    Gather(block, input.Points.Read(block, room), owners.Of(block.Feature), tile, far);
            }
        }

        if (tilesMet.Count > 1)
            near.Sort(static (left, right) => left.V0.CompareTo(right.V0));
    }

    private void Gather(in EdgeBlock block, ReadOnlySpan<int> points, int owner, TileEdges tile, in TileEdge far)
    {
        unchecked
        {
            int offsetX = (int)(block.OriginX - tile.OriginX), offsetY = (int)(block.OriginY - tile.OriginY);
            int minX = Math.Min(far.X0, far.X1),
                maxX = Math.Max(far.X0, far.X1),
                minY = Math.Min(far.Y0, far.Y1),
                maxY = Math.Max(far.Y0, far.Y1);
            TileEdge other = default;
            other.Owner = owner;
            for (int at = 0; at < block.EdgeCount; at++)
            {
                other.X0 = points[2 * at] + offsetX;
                other.Y0 = points[(2 * at) + 1] + offsetY;
                other.X1 = points[(2 * at) + 2] + offsetX;
                other.Y1 = points[(2 * at) + 3] + offsetY;
                if (Math.Max(other.X0, other.X1) < minX || Math.Min(other.X0, other.X1) > maxX
                    || Math.Max(other.Y0, other.Y1) < minY || Math.Min(other.Y0, other.Y1) > maxY)
                {
                    continue;
                }

                other.V0 = block.FirstVertex + at;
                other.V1 = at + 1 == block.EdgeCount ? block.EndVertex : block.FirstVertex + at + 1;
                near.Add(other);
            }
        }
    }

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

    /// <summary>Adds the crossings with the edges that are not taken out, and with the joints of those that are.</summary>
    private void Cross(in TileEdge far, WindingOwners owners, CrossingList into)
    {
        ReadOnlySpan<TileEdge> edges = CollectionsMarshal.AsSpan(near);
        for (int number = 0; number < edges.Length; number++)
        {
            ref readonly TileEdge other = ref edges[number];
            if (other.V0 == far.V0 || mates[number] != 0)
                continue;
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

    private static int Before(in TileEdge edge, ReadOnlySpan<TileEdge> edges)
    {
        for (int index = 0; index < edges.Length; index++)
        {
            if (edges[index].V1 == edge.V0)
                return index;
        }

        throw new InvalidOperationException("An edge that starts near a far edge has none before it.");
    }
}

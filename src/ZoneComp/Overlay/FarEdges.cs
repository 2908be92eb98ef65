using System.Runtime.InteropServices;

namespace ZoneComp.Overlay;

/// <summary>Finds the crossings of own edges that lead far out of their tile, straight from the blocks near them.</summary>
internal sealed class FarEdges
{
    private readonly List<int> tilesMet = [];
    private readonly HashSet<int> blocksSeen = [];
    private readonly List<TileEdge> near = []; // edges whose box meets the far edge's, in the order of their vertices
    private readonly Queue<int> waiting = []; // edges on the same two points that lead one way, until one comes that leads the other way

    public void Find(OverlayInput input, TileIndex index, WindingOwners owners, TileEdges tile, CrossingList into)
    {
        foreach (TileEdge far in tile.Far)
        {
            Gather(input, index, owners, tile, far);
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
        foreach (int met in tilesMet)
        {
            foreach (int number in index.Tiles[met].Blocks)
            {
                ref readonly EdgeBlock block = ref input.Blocks[number];
                if (block.Box.Meets(box) && (tilesMet.Count == 1 || blocksSeen.Add(number)))
                    Gather(block, input.Points.Read(block), owners.Of(block.Feature), tile, far);
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
            int minX = Math.Min(far.X0, far.X1), maxX = Math.Max(far.X0, far.X1), minY = Math.Min(far.Y0, far.Y1), maxY = Math.Max(far.Y0, far.Y1);
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

    /// <summary>Adds the crossings with the edges that are not taken out, and with the joints of those that are.</summary>
    private void Cross(in TileEdge far, WindingOwners owners, CrossingList into)
    {
        ReadOnlySpan<TileEdge> edges = CollectionsMarshal.AsSpan(near);
        foreach (ref readonly TileEdge other in edges)
        {
            if (other.V0 == far.V0)
                continue;
            bool isClass = owners.IsClass(other.Owner);
            if (EdgeCrossing.Find(far, other, out EdgeCrossing.Result crossing) && !(isClass && MateOf(other, edges) >= 0))
                into.Add(new Crossing(crossing.AtA, far.Index, other.V0, other.Owner, crossing.AEndsLeft ? 1 : -1));
            // Only a joint on the far edge itself can be crossed by it.
            if (isClass && Perturbation.Determinant(far.X0, far.Y0, far.X1, far.Y1, other.X0, other.Y0) == 0 && StartsInBox(other, far) && MateOf(other, edges) < 0
                && JointBefore(other, edges) is { } joint && EdgeCrossing.Find(far, joint, out EdgeCrossing.Result passed))
            {
                into.Add(new Crossing(passed.AtA, far.Index, joint.V0, joint.Owner, passed.AEndsLeft ? 1 : -1));
            }
        }
    }

    private static bool StartsInBox(in TileEdge edge, in TileEdge far) =>
        edge.X0 >= Math.Min(far.X0, far.X1) && edge.X0 <= Math.Max(far.X0, far.X1) && edge.Y0 >= Math.Min(far.Y0, far.Y1) && edge.Y0 <= Math.Max(far.Y0, far.Y1);

    /// <summary>The joint that leads to the start of an edge; null where the edge before it is there.</summary>
    private TileEdge? JointBefore(in TileEdge edge, ReadOnlySpan<TileEdge> edges)
    {
        int before = Before(edge, edges), mate = MateOf(edges[before], edges);
        if (mate < 0)
            return null;
        for (; mate >= 0; mate = MateOf(edges[before], edges))
            before = Before(edges[mate], edges);
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

    /// <summary>The edge with which an edge of a class is taken out, by the rule of <see cref="OpposedEdges"/>; -1 where it stays.</summary>
    private int MateOf(in TileEdge edge, ReadOnlySpan<TileEdge> edges)
    {
        waiting.Clear();
        bool forward = true;
        int sought = -1;
        for (int index = 0; index < edges.Length; index++)
        {
            ref readonly TileEdge other = ref edges[index];
            bool same = other.Owner == edge.Owner && other.X0 == edge.X0 && other.Y0 == edge.Y0 && other.X1 == edge.X1 && other.Y1 == edge.Y1;
            bool opposed = other.Owner == edge.Owner && other.X0 == edge.X1 && other.Y0 == edge.Y1 && other.X1 == edge.X0 && other.Y1 == edge.Y0;
            if (!same && !opposed)
                continue;
            if (other.V0 == edge.V0)
                sought = index;
            if (waiting.Count == 0 || forward == same)
            {
                forward = same;
                waiting.Enqueue(index);
                continue;
            }

            int mate = waiting.Dequeue();
            if (index == sought)
                return mate;
            if (mate == sought)
                return index;
        }

        return -1;
    }
}

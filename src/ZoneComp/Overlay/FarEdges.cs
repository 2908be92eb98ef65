namespace ZoneComp.Overlay;

/// <summary>Finds the crossings of own edges that lead far out of their tile, straight from the blocks near them.</summary>
internal sealed class FarEdges
{
    private readonly List<int> tilesMet = [];
    private readonly HashSet<int> blocksSeen = [];

    public void Find(OverlayInput input, TileIndex index, TileEdges tile, CrossingList into)
    {
        foreach (TileEdge far in tile.Far)
            Find(input, index, tile, far, into);
    }

    private void Find(OverlayInput input, TileIndex index, TileEdges tile, in TileEdge far, CrossingList into)
    {
        var box = new LatticeBox(
            Math.Min(far.X0, far.X1) + tile.OriginX,
            Math.Min(far.Y0, far.Y1) + tile.OriginY,
            Math.Max(far.X0, far.X1) + tile.OriginX,
            Math.Max(far.Y0, far.Y1) + tile.OriginY);
        index.Query(box, tilesMet);
        blocksSeen.Clear();
        foreach (int met in tilesMet)
        {
            foreach (int number in index.Tiles[met].Blocks)
            {
                ref readonly EdgeBlock block = ref input.Blocks[number];
                if (block.OriginX + block.MinX <= box.MaxX && box.MinX <= block.OriginX + block.MaxX
                    && block.OriginY + block.MinY <= box.MaxY && box.MinY <= block.OriginY + block.MaxY
                    && (tilesMet.Count == 1 || blocksSeen.Add(number)))
                {
                    Find(block, input.Points.Read(block), tile, far, into);
                }
            }
        }
    }

    private static void Find(in EdgeBlock block, ReadOnlySpan<int> points, TileEdges tile, in TileEdge far, CrossingList into)
    {
        unchecked
        {
            int offsetX = (int)(block.OriginX - tile.OriginX), offsetY = (int)(block.OriginY - tile.OriginY);
            int minX = Math.Min(far.X0, far.X1), maxX = Math.Max(far.X0, far.X1), minY = Math.Min(far.Y0, far.Y1), maxY = Math.Max(far.Y0, far.Y1);
            TileEdge other = default;
            other.Feature = block.Feature;
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
                if (other.V0 != far.V0 && EdgeCrossing.Find(far, other, out EdgeCrossing.Result crossing))
                    into.Add(new Crossing(crossing.AtA, far.Index, other.V0, other.Feature, crossing.AEndsLeft ? 1 : -1));
            }
        }
    }
}

using System.Runtime.CompilerServices;

namespace ZoneComp.Overlay;

/// <summary>The edges that meet a tile's reach, in the order of their vertices, in the tile's own coordinates.</summary>
internal sealed class TileEdges
{
    private TileEdge[] edges = new TileEdge[1 << 14];

    public int Count { get; private set; }

    /// <summary>Lattice point that the tile's coordinates count from: the low corner of its reach.</summary>
    public long OriginX { get; private set; }

    public long OriginY { get; private set; }

    /// <summary>Size of the reach: coordinates inside it run from 0 to Width - 1 and Height - 1.</summary>
    public int Width { get; private set; }

    public int Height { get; private set; }

    public int OwnCount { get; private set; }

    public Span<TileEdge> Edges => edges.AsSpan(0, Count);

    public void Gather(OverlayInput input, Tile tile)
    {
        Count = 0;
        OwnCount = 0;
        OriginX = tile.Reach.MinX;
        OriginY = tile.Reach.MinY;
        Width = (int)(tile.Reach.MaxX - tile.Reach.MinX + 1);
        Height = (int)(tile.Reach.MaxY - tile.Reach.MinY + 1);
        int ownX = (int)(tile.Own.MinX - OriginX), ownY = (int)(tile.Own.MinY - OriginY);
        uint ownWidth = (uint)(tile.Own.MaxX - tile.Own.MinX), ownHeight = (uint)(tile.Own.MaxY - tile.Own.MinY);
        ReadOnlySpan<EdgeBlock> blocks = input.Blocks;
        foreach (int index in tile.Blocks)
        {
            ref readonly EdgeBlock block = ref blocks[index];
            if (edges.Length < Count + EdgeBlock.MaxEdges)
                Array.Resize(ref edges, 2 * edges.Length);
            Add(block, input.Points.Read(block), ownX, ownY, ownWidth, ownHeight);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(in EdgeBlock block, ReadOnlySpan<int> points, int ownX, int ownY, uint ownWidth, uint ownHeight)
    {
        unchecked
        {
            int offsetX = (int)(block.OriginX - OriginX), offsetY = (int)(block.OriginY - OriginY);
            int maxX = Width - 1, maxY = Height - 1, count = Count, own = 0;
            int x0 = points[0] + offsetX, y0 = points[1] + offsetY;
            for (int edge = 0; edge < block.EdgeCount; edge++)
            {
                int x1 = points[(2 * edge) + 2] + offsetX, y1 = points[(2 * edge) + 3] + offsetY;
                // Some of it lies on the reach's side of each of the four lines.
                if ((x0 >= 0 || x1 >= 0) && (x0 <= maxX || x1 <= maxX) && (y0 >= 0 || y1 >= 0) && (y0 <= maxY || y1 <= maxY))
                {
                    EdgeRole role = EdgeRole.Neighbour;
                    if ((uint)(x0 - ownX) <= ownWidth && (uint)(y0 - ownY) <= ownHeight)
                    {
                        role = (uint)x1 <= (uint)maxX && (uint)y1 <= (uint)maxY ? EdgeRole.Own : EdgeRole.Own | EdgeRole.Far;
                        own++;
                    }

                    ref TileEdge added = ref edges[count++];
                    added.X0 = x0;
                    added.Y0 = y0;
                    added.X1 = x1;
                    added.Y1 = y1;
                    added.V0 = block.FirstVertex + edge;
                    added.V1 = edge + 1 == block.EdgeCount ? block.EndVertex : block.FirstVertex + edge + 1;
                    added.Feature = block.Feature;
                    added.Role = role;
                }

                (x0, y0) = (x1, y1);
            }

            Count = count;
            OwnCount += own;
        }
    }
}

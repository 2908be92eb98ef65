using System.Runtime.InteropServices;

namespace ZoneComp.Overlay;

/// <summary>Cuts the plane into tiles of about the same number of edges, by halving the longer side.</summary>
/// <remarks>
/// The tiles are a partition of the data's box. How it is cut changes no result, only the time; a tile's edges should
/// fit the processor's second cache.
/// </remarks>
internal sealed class TileIndex
{
    /// <summary>Longest side of a tile: local coordinates and their differences stay within 32 bits.</summary>
    private const long MaxSide = 1L << 29;

    private const int MaxVainCuts = 4;

    private readonly OverlayInput input;
    private readonly int targetEdges;
    private readonly List<Node> nodes = [];
    private readonly List<Tile> tiles = [];

    private TileIndex(OverlayInput input, int targetEdges)
    {
        this.input = input;
        this.targetEdges = targetEdges;
    }

    public IReadOnlyList<Tile> Tiles => tiles;

    public static TileIndex Build(OverlayInput input, int targetEdges)
    {
        var index = new TileIndex(input, targetEdges);
        var live = new List<int>();
        for (int feature = 0; feature < input.FeatureCount; feature++)
        {
            FeatureEntry entry = input.Feature(feature);
            for (int block = entry.FirstBlock; block < entry.FirstBlock + entry.BlockCount; block++)
                live.Add(block);
        }

        live.Sort();
        if (live.Count > 0)
            _ = index.Divide(input.Bounds, [.. live], 0);
        return index;
    }

    /// <summary>Visits every tile whose reach meets the box.</summary>
    public void Query(LatticeBox box, List<int> found)
    {
        found.Clear();
        if (nodes.Count > 0)
            Query(nodes.Count - 1, box, found);
    }

    private void Query(int at, LatticeBox box, List<int> found)
    {
        Node node = nodes[at];
        if (!node.Reach.Meets(box))
            return;
        if (node.Tile >= 0)
            found.Add(node.Tile);
        if (node.Low >= 0)
            Query(node.Low, box, found);
        if (node.High >= 0)
            Query(node.High, box, found);
    }

    private static LatticeBox WithMargin(LatticeBox box)
    {
        long margin = (Math.Max(box.MaxX - box.MinX, box.MaxY - box.MinY) / 64) + 1;
        return new LatticeBox(box.MinX - margin, box.MinY - margin, box.MaxX + margin, box.MaxY + margin);
    }

    /// <param name="vain">Cuts above this one that mostly doubled the edges.</param>
    /// <returns>The number of the node made, -1 where there is no edge.</returns>
    private int Divide(LatticeBox box, int[] blocks, int vain)
    {
        if (blocks.Length == 0)
            return -1;
        long edges = EdgeCount(blocks);
        long width = box.MaxX - box.MinX, height = box.MaxY - box.MinY;
        bool fits = Math.Max(width, height) < MaxSide;
        if (fits && (edges <= targetEdges || Math.Max(width, height) < 64))
            return Leaf(box, blocks);

        LatticeBox low, high;
        if (width >= height)
        {
            long middle = box.MinX + (width / 2);
            (low, high) = (box with { MaxX = middle }, box with { MinX = middle + 1 });
        }
        else
        {
            long middle = box.MinY + (height / 2);
            (low, high) = (box with { MaxY = middle }, box with { MinY = middle + 1 });
        }

        int[] lowBlocks = Meeting(blocks, WithMargin(low)), highBlocks = Meeting(blocks, WithMargin(high));
        if (EdgeCount(lowBlocks) + EdgeCount(highBlocks) > edges * 7 / 4)
        {
            // Cutting through mostly long blocks only doubles them.
            if (fits && (edges <= 4L * targetEdges || vain == MaxVainCuts))
                return Leaf(box, blocks);
            vain++;
        }

        int lowNode = Divide(low, lowBlocks, vain), highNode = Divide(high, highBlocks, vain);
        nodes.Add(new Node(WithMargin(box), -1, lowNode, highNode));
        return nodes.Count - 1;
    }

    private int Leaf(LatticeBox box, int[] blocks)
    {
        LatticeBox reach = WithMargin(box);
        tiles.Add(new Tile(box, reach, blocks));
        nodes.Add(new Node(reach, tiles.Count - 1, -1, -1));
        return nodes.Count - 1;
    }

    private long EdgeCount(int[] blocks)
    {
        ReadOnlySpan<EdgeBlock> all = input.Blocks;
        long edges = 0;
        foreach (int block in blocks)
            edges += all[block].EdgeCount;
        return edges;
    }

    private int[] Meeting(int[] blocks, LatticeBox box)
    {
        ReadOnlySpan<EdgeBlock> all = input.Blocks;
        var found = new List<int>(blocks.Length);
        foreach (int index in blocks)
        {
            ref readonly EdgeBlock block = ref all[index];
            if (block.OriginX + block.MinX <= box.MaxX && box.MinX <= block.OriginX + block.MaxX
                && block.OriginY + block.MinY <= box.MaxY && box.MinY <= block.OriginY + block.MaxY)
            {
                found.Add(index);
            }
        }

        return CollectionsMarshal.AsSpan(found).ToArray();
    }

    private readonly record struct Node(LatticeBox Reach, int Tile, int Low, int High);
}

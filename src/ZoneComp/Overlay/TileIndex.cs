using System.Runtime.CompilerServices;

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

    /// <summary>Blocks from which on two threads share the cutting.</summary>
    private const int SharedFrom = 1 << 12;

    private readonly int targetEdges;
    private readonly LatticeBox own;
    private readonly List<Node> nodes = [];
    private BlockBox[] boxes;
    private readonly List<Tile> tiles = [];

    private TileIndex(int targetEdges, LatticeBox own, BlockBox[] boxes) => (this.targetEdges, this.own, this.boxes) = (targetEdges, own, boxes);

    private TileIndex(TileIndex other)
        : this(other.targetEdges, other.own, other.boxes)
    {
        nodes.AddRange(other.nodes);
        tiles.AddRange(other.tiles);
    }

    private TileIndex(OverlayInput input, int targetEdges)
    {
        this.targetEdges = targetEdges;
        own = input.Own;
        boxes = new BlockBox[input.Blocks.Length];
        for (int block = 0; block < boxes.Length; block++)
        {
            ref readonly EdgeBlock edges = ref input.Blocks[block];
            boxes[block] = new BlockBox(
                edges.OriginX + edges.MinX, edges.OriginY + edges.MinY, edges.OriginX + edges.MaxX, edges.OriginY + edges.MaxY, edges.EdgeCount);
        }
    }

    public List<Tile> Tiles => tiles;

    /// <param name="threads">Threads that may cut; the tiles and their numbers are the same.</param>
    public static TileIndex Build(OverlayInput input, int targetEdges, int threads = 1)
    {
        var index = new TileIndex(input, targetEdges);
        var live = new List<int>(input.Blocks.Length);
        for (int feature = 0; feature < input.FeatureCount; feature++)
        {
            FeatureEntry entry = input.Feature(feature);
            for (int block = entry.FirstBlock; block < entry.FirstBlock + entry.BlockCount; block++)
                live.Add(block);
        }

        live.Sort();
        if (live.Count > 0)
            _ = index.Divide(input.Part?.Ground ?? input.Bounds, new BlockList([.. live], input.VertexCount), 0, threads);
        index.boxes = [];
        return index;
    }

    /// <summary>The same tiles, with the blocks that some features have now in place of those that they had.</summary>
    /// <param name="before">The input that the index was built of.</param>
    /// <param name="after">The same with other rings for <paramref name="features"/>, inside the boxes of their old ones.</param>
    public TileIndex With(OverlayInput before, OverlayInput after, IReadOnlyCollection<int> features)
    {
        var index = new TileIndex(this);
        var changed = new HashSet<int>(features);
        var found = new List<int>();
        var met = new SortedSet<int>();
        foreach (int feature in features)
        {
            Query(before.Feature(feature).Box.Including(after.Feature(feature).Box), found);
            met.UnionWith(found);
        }

        foreach (int tile in met)
        {
            var blocks = new List<int>();
            foreach (int block in tiles[tile].Blocks)
            {
                if (!changed.Contains(before.Blocks[block].Feature))
                    blocks.Add(block);
            }

            for (int block = before.Blocks.Length; block < after.Blocks.Length; block++)
            {
                if (after.Blocks[block].Box.Meets(tiles[tile].Reach))
                    blocks.Add(block);
            }

            index.tiles[tile] = tiles[tile] with { Blocks = [.. blocks] };
        }

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
    private int Divide(LatticeBox box, BlockList blocks, int vain, int threads)
    {
        if (blocks.Blocks.Length == 0)
            return -1;
        long edges = blocks.Edges;
        long width = box.MaxX - box.MinX, height = box.MaxY - box.MinY;
        bool fits = Math.Max(width, height) < MaxSide;
        if (fits && (edges <= targetEdges || Math.Max(width, height) < 64))
            return Leaf(box, blocks.Blocks);

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

        bool shared = threads > 1 && blocks.Blocks.Length >= SharedFrom;
        Task<BlockList>? other = shared ? Task.Run(() => Meeting(blocks, WithMargin(high))) : null;
        BlockList lowBlocks = Meeting(blocks, WithMargin(low)), highBlocks = other is null ? Meeting(blocks, WithMargin(high)) : other.GetAwaiter().GetResult();
        if (lowBlocks.Edges + highBlocks.Edges > edges * 7 / 4)
        {
            // Cutting through mostly long blocks only doubles them.
            if (fits && (edges <= 4L * targetEdges || vain == MaxVainCuts))
                return Leaf(box, blocks.Blocks);
            vain++;
        }

        int lowNode, highNode;
        if (shared)
        {
            var part = new TileIndex(targetEdges, own, boxes);
            Task<int> root = Task.Run(() => part.Divide(high, highBlocks, vain, threads / 2));
            lowNode = Divide(low, lowBlocks, vain, (threads + 1) / 2);
            highNode = Append(part, root.GetAwaiter().GetResult());
        }
        else
        {
            lowNode = Divide(low, lowBlocks, vain, 1);
            highNode = Divide(high, highBlocks, vain, 1);
        }

        nodes.Add(new Node(WithMargin(box), -1, lowNode, highNode));
        return nodes.Count - 1;
    }

    /// <summary>Adds the tiles and nodes of a part behind those that are there, as if they had been made here; gives the number of its root.</summary>
    private int Append(TileIndex part, int root)
    {
        int firstNode = nodes.Count, firstTile = tiles.Count;
        tiles.AddRange(part.tiles);
        foreach (Node node in part.nodes)
            nodes.Add(new Node(node.Reach, Moved(node.Tile, firstTile), Moved(node.Low, firstNode), Moved(node.High, firstNode)));
        return Moved(root, firstNode);

        static int Moved(int number, int by) => number < 0 ? number : number + by;
    }

    /// <summary>A tile owns what lies in the own ground of a part; round about it only holds blocks for edges that lead there.</summary>
    private int Leaf(LatticeBox box, int[] blocks)
    {
        LatticeBox inside = box.CommonWith(own);
        tiles.Add(new Tile(inside, inside.IsEmpty ? inside : WithMargin(inside), blocks));
        nodes.Add(new Node(WithMargin(box), tiles.Count - 1, -1, -1));
        return nodes.Count - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private BlockList Meeting(BlockList from, LatticeBox box)
    {
        var found = new int[from.Blocks.Length];
        int count = 0;
        long edges = 0;
        foreach (int index in from.Blocks)
        {
            ref readonly BlockBox block = ref boxes[index];
            if (block.MinX <= box.MaxX && box.MinX <= block.MaxX && block.MinY <= box.MaxY && box.MinY <= block.MaxY)
            {
                found[count++] = index;
                edges += block.Edges;
            }
        }

        Array.Resize(ref found, count);
        return new BlockList(found, edges);
    }

    /// <summary>A block's box and number of edges, close together.</summary>
    private readonly record struct BlockBox(long MinX, long MinY, long MaxX, long MaxY, int Edges);

    private readonly record struct BlockList(int[] Blocks, long Edges);

    private readonly record struct Node(LatticeBox Reach, int Tile, int Low, int High);
}

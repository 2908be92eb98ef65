namespace ZoneComp.Overlay.Ground;

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
    private readonly BlockBoxes boxes;
    private readonly List<Node> nodes = [];
    private readonly List<Tile> tiles = [];
    private int[] listed = []; // blocks of the ground being cut, behind them those of its halves, and so on
    private int listedCount;

    private TileIndex(int targetEdges, LatticeBox own, BlockBoxes boxes) =>
        (this.targetEdges, this.own, this.boxes) = (targetEdges, own, boxes);

    private TileIndex(TileIndex other)
        : this(other.targetEdges, other.own, other.boxes)
    {
        nodes.AddRange(other.nodes);
        tiles.AddRange(other.tiles);
    }

    public List<Tile> Tiles => tiles;

    /// <param name="threads">Threads that may cut; the tiles and their numbers are the same.</param>
    public static TileIndex Build(OverlayInput input, int targetEdges, int threads = 1)
    {
        var index = new TileIndex(targetEdges, input.Own, new BlockBoxes(input));
        index.MakeRoom(4 * input.Blocks.Count);
        for (int feature = 0; feature < input.FeatureCount; feature++)
        {
            FeatureEntry entry = input.Feature(feature);
            for (int block = entry.FirstBlock; block < entry.FirstBlock + entry.BlockCount; block++)
                index.listed[index.listedCount++] = block;
        }

        index.listed.AsSpan(0, index.listedCount).Sort();
        if (index.listedCount > 0)
            _ = index.Divide(input.Part?.Ground ?? input.Bounds, new BlockList(0, index.listedCount, input.VertexCount), 0, threads);
        index.listed = [];
        index.boxes.Forget();
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
            Query(before.BoxOf(feature).Including(after.BoxOf(feature)), found);
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

            for (int block = before.Blocks.Count; block < after.Blocks.Count; block++)
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

    /// <param name="blocks">That meet the ground, listed here.</param>
    /// <param name="vain">Cuts above this one that mostly doubled the edges.</param>
    /// <returns>The number of the node made, -1 where there is no edge.</returns>
    private int Divide(LatticeBox box, BlockList blocks, int vain, int threads)
    {
        if (blocks.Count == 0)
            return -1;
        long edges = blocks.Edges;
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

        int before = listedCount;
        // Another thread lists apart.
        TileIndex part = threads > 1 && blocks.Count >= SharedFrom ? new TileIndex(targetEdges, own, boxes) : this;
        int[] here = listed; // what is listed stays as it is in it, also where this list grows into another array
        Task<BlockList>? other = part == this ? null : Task.Run(() => part.List(here, blocks, WithMargin(high)));
        BlockList lowBlocks = List(here, blocks, WithMargin(low)),
            highBlocks = other is null ? List(here, blocks, WithMargin(high)) : other.GetAwaiter().GetResult();
        if (lowBlocks.Edges + highBlocks.Edges > edges * 7 / 4)
        {
            // Cutting through mostly long blocks only doubles them.
            if (fits && (edges <= 4L * targetEdges || vain == MaxVainCuts))
            {
                listedCount = before;
                return Leaf(box, blocks);
            }

            vain++;
        }

        int lowNode, highNode;
        if (part != this)
        {
            Task<int> root = Task.Run(() =>
            {
                Seam.At("ground cut");
                return part.Divide(high, highBlocks, vain, threads / 2);
            });
            lowNode = Divide(low, lowBlocks, vain, (threads + 1) / 2);
            highNode = Append(part, root.GetAwaiter().GetResult());
        }
        else
        {
            lowNode = Divide(low, lowBlocks, vain, 1);
            highNode = Divide(high, highBlocks, vain, 1);
        }

        listedCount = before;
        nodes.Add(new Node(WithMargin(box), -1, lowNode, highNode));
        return nodes.Count - 1;
    }

    /// <summary>Adds the tiles and nodes of a part behind those that are there, as if they had been made here; gives the number of its
    /// root.</summary>
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
    private int Leaf(LatticeBox box, BlockList blocks)
    {
        LatticeBox inside = box.CommonWith(own);
        tiles.Add(new Tile(inside, inside.IsEmpty ? inside : WithMargin(inside), listed.AsSpan(blocks.First, blocks.Count).ToArray()));
        nodes.Add(new Node(WithMargin(box), tiles.Count - 1, -1, -1));
        return nodes.Count - 1;
    }

    /// <summary>Lists those of some blocks that come near a box.</summary>
    /// <param name="from">Where the blocks are listed.</param>
    private BlockList List(int[] from, BlockList blocks, LatticeBox box)
    {
        MakeRoom(blocks.Count);
        int first = listedCount;
        listedCount += boxes.Meeting(from.AsSpan(blocks.First, blocks.Count), box, listed.AsSpan(first), out long edges);
        return new BlockList(first, listedCount - first, edges);
    }

    private void MakeRoom(int blocks)
    {
        if (listed.Length - listedCount < blocks)
            Array.Resize(ref listed, Math.Max(listedCount + blocks, 2 * listed.Length));
    }

    private readonly record struct BlockList(int First, int Count, long Edges);

    private readonly record struct Node(LatticeBox Reach, int Tile, int Low, int High);
}

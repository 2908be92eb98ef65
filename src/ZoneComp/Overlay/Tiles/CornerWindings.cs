namespace ZoneComp.Overlay.Tiles;

/// <summary>Which features cover the low corner of each tile's reach: one point query a tile, from which all its start states
/// follow.</summary>
internal sealed class CornerWindings
{
    /// <summary>A feature of at least so many blocks, asked by at least so many corners, has its blocks sorted by height.</summary>
    private const int ManyBlocks = 64, ManyCorners = 4;

    private readonly OverlayInput input;
    private readonly WindingOwners owners;
    private readonly List<int>[] candidates;
    private readonly int[] incomplete;
    private readonly Dictionary<int, Lazy<BlockRows>> rows = []; // of large features that many corners ask

    private CornerWindings(OverlayInput input, WindingOwners owners, int tileCount)
    {
        this.input = input;
        this.owners = owners;
        incomplete = input.Part is { } part ? [.. part.CornerWindings.Keys.Order()] : [];
        candidates = new List<int>[tileCount];
        for (int tile = 0; tile < tileCount; tile++)
            candidates[tile] = [];
    }

    /// <summary>Sorts out which features can cover which tile's corner: those whose box holds it.</summary>
    public static CornerWindings Prepare(OverlayInput input, WindingOwners owners, TileIndex index)
    {
        var windings = new CornerWindings(input, owners, index.Tiles.Count);
        if (index.Tiles.TrueForAll(tile => tile.Own.IsEmpty))
            return windings;
        var grid = new CornerGrid(index.Tiles);
        for (int feature = 0; feature < input.FeatureCount; feature++)
        {
            LatticeBox box = input.BoxOf(feature);
            if (box.IsEmpty || input.Part?.CornerWindings.ContainsKey(feature) == true)
                continue;
            int asking = 0;
            for (int row = grid.Row(box.MinY); row <= grid.Row(box.MaxY); row++)
            {
                for (int column = grid.Column(box.MinX); column <= grid.Column(box.MaxX); column++)
                {
                    foreach (int tile in grid.TilesIn(column, row))
                    {
                        LatticeBox reach = index.Tiles[tile].Reach;
                        if (box.MinX < reach.MinX && reach.MinX <= box.MaxX && box.MinY < reach.MinY && reach.MinY <= box.MaxY)
                        {
                            windings.candidates[tile].Add(feature);
                            asking++;
                        }
                    }
                }
            }

            ListPart<EdgeBlock> blocks = input.BlocksOf(feature);
            if (asking >= ManyCorners && blocks.Count >= ManyBlocks)
                windings.rows.Add(feature, new Lazy<BlockRows>(() => new BlockRows(blocks)));
        }

        return windings;
    }

    /// <summary>Windings of all features, or their classes, at the corner half a unit left of and below (x, y), the low corner of the
    /// tile's reach.</summary>
    public void At(int tile, long x, long y, FeatureWindings into)
    {
        into.Clear();
        foreach (int feature in candidates[tile])
            into.Add(owners.Of(feature), Winding(feature, x, y));
        foreach (int feature in incomplete)
        {
            PartOfGround part = input.Part!;
            into.Add(owners.Of(feature), part.CornerWindings[feature]
                + CornerPath.Change(input.BlocksOf(feature), input.Points, part.Corner.X, part.Corner.Y, x, y));
        }
    }

    /// <summary>Counts the edges that a ray to the right crosses, upward ones +1, downward ones -1.</summary>
    private int Winding(int feature, long x, long y)
    {
        int winding = 0;
        Span<int> room = stackalloc int[PointStore.OffsetRoom];
        ListPart<EdgeBlock> blocks = input.BlocksOf(feature);
        if (rows.GetValueOrDefault(feature) is { } sorted)
        {
            foreach (int number in sorted.Value.At(y))
                winding += Winding(blocks[number], x, y, room);
            return winding;
        }

        foreach (ref readonly EdgeBlock block in blocks)
            winding += Winding(block, x, y, room);
        return winding;
    }

    private int Winding(in EdgeBlock block, long x, long y, Span<int> room)
    {
        long localX = x - block.OriginX, localY = y - block.OriginY;
        if (block.MinY >= localY || block.MaxY < localY || block.MaxX < localX)
            return 0;
        ReadOnlySpan<int> points = input.Points.Read(block, room);
        // Where the whole block lies right of the corner only where it starts and ends matters.
        if (block.MinX >= localX)
            return (points[^1] >= localY ? 1 : 0) - (points[1] >= localY ? 1 : 0);
        int winding = 0;
        for (int edge = 0; edge < block.EdgeCount; edge++)
        {
            int ax = points[2 * edge], ay = points[(2 * edge) + 1], bx = points[(2 * edge) + 2], by = points[(2 * edge) + 3];
            bool up = by >= localY;
            if ((ay >= localY) != up && Perturbation.IsCornerLeft(ax, ay, bx, by, (int)localX, (int)localY) == up)
                winding += up ? 1 : -1;
        }

        return winding;
    }
}

namespace ZoneComp.Overlay.Tiles;

/// <summary>The tiles' low corners sorted into a coarse grid, about one to a cell, to find those in a box.</summary>
internal sealed class CornerGrid
{
    private readonly long minX, minY, cellWidth, cellHeight;
    private readonly int side;
    private readonly List<int>[] cells;

    public CornerGrid(List<Tile> tiles)
    {
        LatticeBox box = LatticeBox.Empty;
        foreach (Tile tile in tiles)
            box = tile.Reach.IsEmpty ? box : box.Including(tile.Reach);
        (minX, minY) = (box.MinX, box.MinY);
        side = (int)Math.Sqrt(tiles.Count) + 1;
        (cellWidth, cellHeight) = (((box.MaxX - minX) / side) + 1, ((box.MaxY - minY) / side) + 1);
        cells = new List<int>[side * side];
        for (int cell = 0; cell < cells.Length; cell++)
            cells[cell] = [];
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            if (!tiles[tile].Reach.IsEmpty)
                cells[(Row(tiles[tile].Reach.MinY) * side) + Column(tiles[tile].Reach.MinX)].Add(tile);
        }
    }

    public int Column(long x) => (int)Math.Clamp((x - minX) / cellWidth, 0, side - 1);

    public int Row(long y) => (int)Math.Clamp((y - minY) / cellHeight, 0, side - 1);

    public List<int> TilesIn(int column, int row) => cells[(row * side) + column];
}

namespace ZoneComp.Overlay.Tiles;

/// <summary>Blocks of one large feature by the heights that they reach: a ray at one height asks few of them, however many there
/// are.</summary>
internal sealed class BlockRows
{
    private readonly long low;
    private readonly long height; // of a row: about as high as blocks are
    private readonly int[] starts; // by row the place of the first of its blocks
    private readonly int[] inRow;

    public BlockRows(ListPart<EdgeBlock> blocks)
    {
        (low, long high, long heights) = (long.MaxValue, long.MinValue, 0);
        foreach (ref readonly EdgeBlock block in blocks)
        {
            (low, high) = (Math.Min(low, block.OriginY + block.MinY), Math.Max(high, block.OriginY + block.MaxY));
            heights += (long)block.MaxY - block.MinY;
        }

        height = 1 + (Math.Max(high - low, heights) / blocks.Count);
        starts = new int[((high - low) / height) + 2];
        foreach (ref readonly EdgeBlock block in blocks)
        {
            for (long row = RowOf(block.OriginY + block.MinY); row <= RowOf(block.OriginY + block.MaxY); row++)
                starts[row + 1]++;
        }

        for (int row = 1; row < starts.Length; row++)
            starts[row] += starts[row - 1];
        inRow = new int[starts[^1]];
        int[] filled = [.. starts];
        for (int number = 0; number < blocks.Count; number++)
        {
            ref readonly EdgeBlock block = ref blocks[number];
            for (long row = RowOf(block.OriginY + block.MinY); row <= RowOf(block.OriginY + block.MaxY); row++)
                inRow[filled[row]++] = number;
        }
    }

    /// <summary>All blocks that reach a height of the feature, and some more.</summary>
    public ReadOnlySpan<int> At(long y) => inRow.AsSpan(starts[RowOf(y)]..starts[RowOf(y) + 1]);

    private long RowOf(long y) => (y - low) / height;
}

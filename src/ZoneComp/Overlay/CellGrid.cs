using System.Runtime.CompilerServices;

namespace ZoneComp.Overlay;

/// <summary>A uniform grid over a tile's reach: which edges come into which cell.</summary>
/// <remarks>
/// Cells are powers of two wide and high, about two edges to a cell, so a coordinate's cell is a shift. Every edge is entered in all cells
/// that its box meets; one much longer than a cell only in those that it passes, since its box would fill the grid.
/// Cell corners lie half a unit below lattice points, where no vertex is.
/// </remarks>
internal sealed class CellGrid
{
    /// <summary>An edge whose box meets more cells is traced through the grid.</summary>
    private const int LongFrom = 24;

    private int[] starts = [];
    private int[] entries = [];
    private CellRange[] ranges = [];

    public int ShiftX { get; private set; }

    public int ShiftY { get; private set; }

    public int Columns { get; private set; }

    public int Rows { get; private set; }

    /// <summary>Indices of the edges in a cell, ascending.</summary>
    public ReadOnlySpan<int> Cell(int cell) => entries.AsSpan(starts[cell], starts[cell + 1] - starts[cell]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(TileEdges tile)
    {
        Choose(tile);
        Span<TileEdge> edges = tile.Edges;
        int cells = Columns * Rows;
        Grow(ref starts, cells + 2);
        Grow(ref ranges, edges.Length);
        Array.Clear(starts, 0, cells + 2);
        Count(tile, edges, ranges, starts);
        unchecked
        {
            int sum = 0;
            foreach (ref int start in starts.AsSpan(0, cells + 2))
                start = sum += start;
        }

        Grow(ref entries, starts[cells + 1]);
        Enter(edges, ranges, starts, entries);
    }

    /// <summary>Counts each cell's entries two places up: entering them then leaves its start in its own place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(TileEdges tile, Span<TileEdge> edges, Span<CellRange> into, Span<int> counts)
    {
        unchecked
        {
            int columns = Columns, shiftX = ShiftX, shiftY = ShiftY, lastX = tile.Width - 1, lastY = tile.Height - 1;
            for (int index = 0; index < edges.Length; index++)
            {
                ref TileEdge edge = ref edges[index];
                var range = new CellRange(
                    Math.Max(Math.Min(edge.X0, edge.X1), 0) >> shiftX,
                    Math.Min(Math.Max(edge.X0, edge.X1), lastX) >> shiftX,
                    Math.Max(Math.Min(edge.Y0, edge.Y1), 0) >> shiftY,
                    Math.Min(Math.Max(edge.Y0, edge.Y1), lastY) >> shiftY);
                into[index] = range;
                int cell = (range.Y0 * columns) + range.X0 + 2;
                counts[cell]++;
                if (range.X0 == range.X1 & range.Y0 == range.Y1)
                    continue;
                counts[cell]--;
                if ((long)(range.X1 - range.X0 + 1) * (range.Y1 - range.Y0 + 1) > LongFrom)
                    edge.Role |= EdgeRole.Long;
                for (int row = range.Y0; row <= range.Y1; row++)
                {
                    CellRange part = (edge.Role & EdgeRole.Long) == 0 ? range : Passed(edge, range, row);
                    for (int column = part.X0; column <= part.X1; column++)
                        counts[(row * columns) + column + 2]++;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Enter(ReadOnlySpan<TileEdge> edges, ReadOnlySpan<CellRange> cellRanges, Span<int> next, Span<int> into)
    {
        unchecked
        {
            int columns = Columns;
            for (int index = 0; index < edges.Length; index++)
            {
                CellRange range = cellRanges[index];
                if (range.X0 == range.X1 & range.Y0 == range.Y1)
                {
                    into[next[(range.Y0 * columns) + range.X0 + 1]++] = index;
                    continue;
                }

                ref readonly TileEdge edge = ref edges[index];
                for (int row = range.Y0; row <= range.Y1; row++)
                {
                    CellRange part = (edge.Role & EdgeRole.Long) == 0 ? range : Passed(edge, range, row);
                    for (int column = part.X0; column <= part.X1; column++)
                        into[next[(row * columns) + column + 1]++] = index;
                }
            }
        }
    }

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
            array = GC.AllocateUninitializedArray<T>(Math.Max(length, 2 * array.Length));
    }

    private void Choose(TileEdges tile)
    {
        double cellArea = 2.0 * tile.Width * tile.Height / Math.Max(tile.Count, 1);
        int twice = Math.Max(0, (int)Math.Round(Math.Log2(Math.Max(cellArea, 1))));
        ShiftY = twice / 2;
        ShiftX = twice - ShiftY;
        // A long thin tile has few rows or columns; more than a cell per edge in one direction helps nobody.
        Columns = ((tile.Width - 1) >> ShiftX) + 1;
        Rows = ((tile.Height - 1) >> ShiftY) + 1;
    }

    /// <summary>The columns that the edge passes in one row, with a unit to spare on every side.</summary>
    private CellRange Passed(in TileEdge edge, CellRange range, int row)
    {
        double dx = (double)edge.X1 - edge.X0, dy = (double)edge.Y1 - edge.Y0;
        if (dy == 0)
            return range;
        double low = (((long)row << ShiftY) - 1 - edge.Y0) / dy, high = (((long)(row + 1) << ShiftY) - edge.Y0) / dy;
        if (low > high)
            (low, high) = (high, low);
        double x0 = edge.X0 + (Math.Clamp(low, 0, 1) * dx), x1 = edge.X0 + (Math.Clamp(high, 0, 1) * dx);
        int from = (int)Math.Floor(Math.Min(x0, x1)) - 1, to = (int)Math.Ceiling(Math.Max(x0, x1)) + 1;
        return range with
        {
            X0 = Math.Clamp(Math.Max(from, 0) >> ShiftX, range.X0, range.X1 + 1),
            X1 = Math.Clamp(to < 0 ? range.X0 - 1 : to >> ShiftX, range.X0 - 1, range.X1),
        };
    }

    private readonly record struct CellRange(int X0, int X1, int Y0, int Y1);
}

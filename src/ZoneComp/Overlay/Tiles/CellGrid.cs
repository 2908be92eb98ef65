using System.Runtime.CompilerServices;

namespace ZoneComp.Overlay.Tiles;

/// <summary>A uniform grid over a tile's reach: which strips of edges come into which cell.</summary>
/// <remarks>
/// Cells are powers of two wide and high, about two strips to a cell, so a coordinate's cell is a shift. Every strip is entered in all
/// cells
/// that its box meets; a single edge much longer than a cell only in those that it passes, since its box would fill the grid.
/// Cell corners lie half a unit below lattice points, where no vertex is.
/// </remarks>
internal sealed class CellGrid
{
    /// <summary>A single edge whose box meets more cells is traced through the grid.</summary>
    private const int LongFrom = 24;

    private int[] starts = [];
    private int[] entries = [];
    private CellRange[] ranges = [];

    public int ShiftX { get; private set; }

    public int ShiftY { get; private set; }

    public int Columns { get; private set; }

    public int Rows { get; private set; }

    /// <summary>Indices of the strips in a cell, ascending.</summary>
    public ReadOnlySpan<int> Cell(int cell) => entries.AsSpan(starts[cell], starts[cell + 1] - starts[cell]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(TileEdges tile)
    {
        Choose(tile);
        Span<EdgeStrip> strips = tile.Strips;
        int cells = Columns * Rows;
        Grow(ref starts, cells + 2);
        Grow(ref ranges, strips.Length);
        Array.Clear(starts, 0, cells + 2);
        Count(tile, ranges, starts);
        unchecked
        {
            int sum = 0;
            foreach (ref int start in starts.AsSpan(0, cells + 2))
                start = sum += start;
        }

        Grow(ref entries, starts[cells + 1]);
        Enter(tile, ranges, starts, entries);
    }

    /// <summary>Counts each cell's entries two places up: entering them then leaves its start in its own place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(TileEdges tile, Span<CellRange> into, Span<int> counts)
    {
        unchecked
        {
            int columns = Columns, shiftX = ShiftX, shiftY = ShiftY, lastX = tile.Width - 1, lastY = tile.Height - 1;
            Span<EdgeStrip> strips = tile.Strips;
            for (int index = 0; index < strips.Length; index++)
            {
                ref EdgeStrip strip = ref strips[index];
                var range = new CellRange(
                    Math.Max(strip.MinX, 0) >> shiftX,
                    Math.Min(strip.MaxX, lastX) >> shiftX,
                    Math.Max(strip.MinY, 0) >> shiftY,
                    Math.Min(strip.MaxY, lastY) >> shiftY);
                into[index] = range;
                if (strip.Count == 1 && (long)(range.X1 - range.X0 + 1) * (range.Y1 - range.Y0 + 1) > LongFrom)
                    strip.Traits |= StripTraits.Long;
                for (int row = range.Y0; row <= range.Y1; row++)
                {
                    CellRange part = (strip.Traits & StripTraits.Long) == 0 ? range : Passed(tile.EdgeOf(strip, 0), range, row);
                    for (int column = part.X0; column <= part.X1; column++)
                        counts[(row * columns) + column + 2]++;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Enter(TileEdges tile, ReadOnlySpan<CellRange> cellRanges, Span<int> next, Span<int> into)
    {
        unchecked
        {
            int columns = Columns;
            ReadOnlySpan<EdgeStrip> strips = tile.Strips;
            for (int index = 0; index < strips.Length; index++)
            {
                CellRange range = cellRanges[index];
                ref readonly EdgeStrip strip = ref strips[index];
                for (int row = range.Y0; row <= range.Y1; row++)
                {
                    CellRange part = (strip.Traits & StripTraits.Long) == 0 ? range : Passed(tile.EdgeOf(strip, 0), range, row);
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
        double cellArea = 2.0 * tile.Width * tile.Height / Math.Max(tile.Strips.Length, 1);
        int twice = Math.Max(0, (int)Math.Round(Math.Log2(Math.Max(cellArea, 1))));
        ShiftY = twice / 2;
        ShiftX = twice - ShiftY;
        // A long thin tile has few rows or columns; more than a cell per strip in one direction helps nobody.
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

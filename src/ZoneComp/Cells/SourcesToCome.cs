using System.Runtime.InteropServices;

namespace ZoneComp.Cells;

/// <summary>Tells which cells no source that is still to be read can touch.</summary>
internal sealed class SourcesToCome
{
    /// <summary>A source over more cells than this counts as one that may touch all.</summary>
    private const long MostCells = 50_000;

    private readonly int shift;
    private readonly CellKey[]?[] cellsOf;
    private readonly Dictionary<CellKey, int> left = [];
    private int anywhere;

    /// <param name="boxes">By source what it keeps to; null where nobody knows, empty where there is nothing.</param>
    /// <param name="shift">Width of the cells.</param>
    public SourcesToCome(IReadOnlyList<LatticeBox?> boxes, int shift)
    {
        this.shift = shift;
        cellsOf = [.. boxes.Select(CellsOf)];
        foreach (CellKey[]? cells in cellsOf)
        {
            anywhere += cells is null ? 1 : 0;
            foreach (CellKey key in cells ?? [])
                CollectionsMarshal.GetValueRefOrAddDefault(left, key, out _)++;
        }
    }

    /// <summary>Whether no source still to be read can touch a cell.</summary>
    public bool IsComplete(CellKey key) => anywhere == 0 && left.GetValueOrDefault(key) == 0;

    /// <summary>Takes note that a source was read; true where a cell may be complete that was not before.</summary>
    public bool Done(int source)
    {
        if (cellsOf[source] is not { } cells)
            return --anywhere == 0;
        bool any = false;
        foreach (CellKey key in cells)
            any |= --CollectionsMarshal.GetValueRefOrNullRef(left, key) == 0;
        return any && anywhere == 0;
    }

    private CellKey[]? CellsOf(LatticeBox? stated)
    {
        if (stated is not { } box)
            return null;
        if (box.IsEmpty)
            return [];
        LatticeBox reach = box.Widened(PartOfGround.Margin);
        long firstColumn = CellKey.At(reach.MinX, shift), lastColumn = CellKey.At(reach.MaxX, shift);
        long firstRow = CellKey.At(reach.MinY, shift), lastRow = CellKey.At(reach.MaxY, shift);
        if ((lastColumn - firstColumn + 1) * (Int128)(lastRow - firstRow + 1) > MostCells)
            return null;
        var cells = new List<CellKey>();
        for (long row = firstRow; row <= lastRow; row++)
        {
            for (long column = firstColumn; column <= lastColumn; column++)
                cells.Add(new CellKey(shift, column, row));
        }

        return [.. cells];
    }
}

namespace ZoneComp.Lattice;

/// <summary>Finds the boxes that meet a box: a uniform grid with about one box to a cell, and a list of the large ones.</summary>
internal sealed class BoxGrid
{
    /// <summary>A box that meets more cells is kept in the list that every query goes through.</summary>
    private const int MaxCells = 256;

    private readonly LatticeBox[] boxes;
    private readonly List<int> large = [];
    private readonly LatticeBox bounds;
    private readonly long cellWidth, cellHeight;
    private readonly int side;
    private readonly int[] starts;
    private readonly int[] entries;

    public BoxGrid(LatticeBox[] boxes)
    {
        this.boxes = boxes;
        bounds = boxes.Where(box => !box.IsEmpty).Aggregate(LatticeBox.Empty, (all, box) => all.Including(box));
        side = bounds.IsEmpty ? 1 : Math.Clamp((int)Math.Sqrt(boxes.Length), 1, 4096);
        (cellWidth, cellHeight) = bounds.IsEmpty
            ? (1, 1)
            : (((bounds.MaxX - bounds.MinX) / side) + 1, ((bounds.MaxY - bounds.MinY) / side) + 1);
        starts = new int[(side * side) + 1];
        for (int box = 0; box < boxes.Length; box++)
        {
            if (boxes[box].IsEmpty)
                continue;
            if (IsLarge(boxes[box]))
                large.Add(box);
            else
                ForCells(boxes[box], cell => starts[cell + 1]++);
        }

        for (int cell = 0; cell < side * side; cell++)
            starts[cell + 1] += starts[cell];
        entries = new int[starts[^1]];
        int[] next = starts[..^1];
        for (int box = 0; box < boxes.Length; box++)
        {
            int entered = box;
            if (!boxes[box].IsEmpty && !IsLarge(boxes[box]))
                ForCells(boxes[box], cell => entries[next[cell]++] = entered);
        }
    }

    /// <summary>Indices of the boxes that meet <paramref name="box"/>, ascending, each once.</summary>
    public void Query(LatticeBox box, List<int> found)
    {
        found.Clear();
        if (!bounds.Meets(box))
            return;
        foreach (int index in large)
        {
            if (boxes[index].Meets(box))
                found.Add(index);
        }

        int first = found.Count;
        for (int row = Row(box.MinY); row <= Row(box.MaxY); row++)
        {
            for (int column = Column(box.MinX); column <= Column(box.MaxX); column++)
            {
                for (int at = starts[(row * side) + column]; at < starts[(row * side) + column + 1]; at++)
                {
                    // Once: in the cell that holds the low corner of what the two boxes share.
                    LatticeBox other = boxes[entries[at]];
                    if (other.Meets(box) && Row(Math.Max(other.MinY, box.MinY)) == row && Column(Math.Max(other.MinX, box.MinX)) == column)
                        found.Add(entries[at]);
                }
            }
        }

        if (found.Count > first)
            found.Sort();
    }

    private bool IsLarge(LatticeBox box) =>
        (long)(Column(box.MaxX) - Column(box.MinX) + 1) * (Row(box.MaxY) - Row(box.MinY) + 1) > MaxCells;

    private void ForCells(LatticeBox box, Action<int> visit)
    {
        for (int row = Row(box.MinY); row <= Row(box.MaxY); row++)
        {
            for (int column = Column(box.MinX); column <= Column(box.MaxX); column++)
                visit((row * side) + column);
        }
    }

    private int Column(long x) => (int)Math.Clamp((x - bounds.MinX) / cellWidth, 0, side - 1);

    private int Row(long y) => (int)Math.Clamp((y - bounds.MinY) / cellHeight, 0, side - 1);
}

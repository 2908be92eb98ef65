namespace ZoneComp.Overlay;

/// <summary>A run of own edges that follow one another in a ring, and which features wind round the ground just right of its start.</summary>
internal readonly record struct Chain(int FirstEdge, int EndEdge, int StateFrom, int StateTo);

/// <summary>Finds the winding numbers of all features where each chain of own edges starts.</summary>
/// <remarks>
/// The windings are carried from cell corner to cell corner, up the first column and along each row, and from the low corner of the chain's
/// cell to its first vertex. Every step stays in one cell, so only that cell's edges count.
/// </remarks>
internal sealed class StartStates
{
    private readonly List<Chain> chains = [];
    private readonly List<(int Cell, int Edge, int EndEdge)> pending = [];
    private readonly FeatureWindings rowStart = new();
    private readonly FeatureWindings corner = new();
    private readonly FeatureWindings start = new();
    private FeatureWinding[] states = new FeatureWinding[1 << 12];
    private int stateCount;

    public List<Chain> Chains => chains;

    public ReadOnlySpan<FeatureWinding> StateOf(in Chain chain) => states.AsSpan(chain.StateFrom, chain.StateTo - chain.StateFrom);

    /// <summary>Finds the chains and their states; <paramref name="lowCorner"/> are the windings at the low corner of the grid.</summary>
    public void Find(TileEdges tile, CellGrid grid, FeatureWindings lowCorner)
    {
        chains.Clear();
        stateCount = 0;
        FindChains(tile.Edges, grid);
        rowStart.Set(lowCorner.Entries);
        int next = 0;
        for (int row = 0; row < grid.Rows && next < pending.Count; row++)
        {
            corner.Set(rowStart.Entries);
            for (int column = 0; column < grid.Columns && next < pending.Count; column++)
            {
                int cell = (row * grid.Columns) + column;
                ReadOnlySpan<int> inside = grid.Cell(cell);
                for (; next < pending.Count && pending[next].Cell == cell; next++)
                    AddChain(tile.Edges, inside, column << grid.ShiftX, row << grid.ShiftY, pending[next].Edge, pending[next].EndEdge);
                if (next < pending.Count && pending[next].Cell < (row + 1) * grid.Columns)
                    StepRight(tile.Edges, inside, (column + 1) << grid.ShiftX, column << grid.ShiftX, row << grid.ShiftY);
                else
                    break;
            }

            StepUp(tile.Edges, grid.Cell(row * grid.Columns), row << grid.ShiftY, (row + 1) << grid.ShiftY);
        }
    }

    private void FindChains(ReadOnlySpan<TileEdge> edges, CellGrid grid)
    {
        pending.Clear();
        for (int from = 0; from < edges.Length;)
        {
            if ((edges[from].Role & EdgeRole.Own) == 0)
            {
                from++;
                continue;
            }

            int to = from + 1;
            while (to < edges.Length && (edges[to].Role & EdgeRole.Own) != 0 && edges[to].V0 == edges[to - 1].V1)
                to++;
            int cell = ((edges[from].Y0 >> grid.ShiftY) * grid.Columns) + (edges[from].X0 >> grid.ShiftX);
            pending.Add((cell, from, to));
            from = to;
        }

        pending.Sort();
    }

    /// <summary>From the corner of the cell (half a unit left of and below its low point) to the next corner on the right.</summary>
    private void StepRight(ReadOnlySpan<TileEdge> edges, ReadOnlySpan<int> inside, int toX, int x, int y)
    {
        foreach (int index in inside)
        {
            ref readonly TileEdge edge = ref edges[index];
            if (edge.Y0 >= y == edge.Y1 >= y)
                continue;
            bool endsLeft = Perturbation.IsCornerLeft(edge.X0, edge.Y0, edge.X1, edge.Y1, toX, y);
            if (endsLeft != Perturbation.IsCornerLeft(edge.X0, edge.Y0, edge.X1, edge.Y1, x, y))
                corner.Add(edge.Feature, endsLeft ? 1 : -1);
        }
    }

    /// <summary>From the low corner of a row's first cell to the one above.</summary>
    private void StepUp(ReadOnlySpan<TileEdge> edges, ReadOnlySpan<int> inside, int y, int toY)
    {
        foreach (int index in inside)
        {
            ref readonly TileEdge edge = ref edges[index];
            if (edge.X0 >= 0 == edge.X1 >= 0)
                continue;
            bool endsLeft = Perturbation.IsCornerLeft(edge.X0, edge.Y0, edge.X1, edge.Y1, 0, toY);
            if (endsLeft != Perturbation.IsCornerLeft(edge.X0, edge.Y0, edge.X1, edge.Y1, 0, y))
                rowStart.Add(edge.Feature, endsLeft ? 1 : -1);
        }
    }

    /// <summary>Goes from the cell's corner to the chain's first vertex, then to the ground just right of its first edge.</summary>
    private void AddChain(ReadOnlySpan<TileEdge> edges, ReadOnlySpan<int> inside, int x, int y, int first, int end)
    {
        ref readonly TileEdge leaving = ref edges[first];
        int vx = leaving.X0, vy = leaving.Y0, v = leaving.V0, entering = -1;
        start.Set(corner.Entries);
        foreach (int index in inside)
        {
            ref readonly TileEdge edge = ref edges[index];
            if (edge.V0 == v)
                continue;
            if (edge.V1 == v)
            {
                entering = index;
                continue;
            }

            bool fromLeft = Perturbation.IsLeftOfCornerPath(x, y, vx, vy, v, edge.X0, edge.Y0, edge.V0);
            if (fromLeft == Perturbation.IsLeftOfCornerPath(x, y, vx, vy, v, edge.X1, edge.Y1, edge.V1))
                continue;
            long side = Perturbation.Determinant(edge.X0, edge.Y0, edge.X1, edge.Y1, vx, vy);
            bool endsLeft = side != 0 ? side > 0 : Perturbation.IsLeftOnTie(edge.X0, edge.Y0, edge.V0, edge.X1, edge.Y1, edge.V1, vx, vy, v);
            if (endsLeft != Perturbation.IsCornerLeft(edge.X0, edge.Y0, edge.X1, edge.Y1, x, y))
                start.Add(edge.Feature, endsLeft ? 1 : -1);
        }

        if (entering < 0)
            throw new InvalidOperationException("A chain's first vertex has no edge that leads to it.");
        if (ArrivesInside(edges[entering], leaving, x, y))
            start.Add(leaving.Feature, -1);
        Save(first, end);
    }

    /// <summary>Whether the way from the corner meets the chain's first vertex on the ring's inner side.</summary>
    private static bool ArrivesInside(in TileEdge entering, in TileEdge leaving, int x, int y)
    {
        bool leftOfEntering = Perturbation.IsCornerLeft(entering.X0, entering.Y0, entering.X1, entering.Y1, x, y);
        bool leftOfLeaving = Perturbation.IsCornerLeft(leaving.X0, leaving.Y0, leaving.X1, leaving.Y1, x, y);
        long turn = Perturbation.Determinant(entering.X0, entering.Y0, leaving.X0, leaving.Y0, leaving.X1, leaving.Y1);
        bool turnsLeft = turn != 0
            ? turn > 0
            : Perturbation.IsLeftOnTie(entering.X0, entering.Y0, entering.V0, leaving.X0, leaving.Y0, leaving.V0, leaving.X1, leaving.Y1, leaving.V1);
        return turnsLeft ? leftOfEntering && leftOfLeaving : leftOfEntering || leftOfLeaving;
    }

    private void Save(int first, int end)
    {
        ReadOnlySpan<FeatureWinding> entries = start.Entries;
        while (states.Length < stateCount + entries.Length)
            Array.Resize(ref states, 2 * states.Length);
        entries.CopyTo(states.AsSpan(stateCount));
        chains.Add(new Chain(first, end, stateCount, stateCount + entries.Length));
        stateCount += entries.Length;
    }
}

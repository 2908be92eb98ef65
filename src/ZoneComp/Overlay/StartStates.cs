using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    private readonly List<ChainStart> pending = [];
    private readonly FeatureWindings rowStart = new();
    private readonly FeatureWindings corner = new();
    private readonly FeatureWindings start = new();
    private FeatureWinding[] states = new FeatureWinding[1 << 12];
    private int stateCount;
    private int next; // chain start that the coming cells lead to

    public List<Chain> Chains => chains;

    public ReadOnlySpan<FeatureWinding> StateOf(in Chain chain) => states.AsSpan(chain.StateFrom, chain.StateTo - chain.StateFrom);

    /// <summary>Makes ready for the cells of one tile; <paramref name="lowCorner"/> are the windings at the low corner of the grid.</summary>
    public void Begin(TileEdges tile, CellGrid grid, FeatureWindings lowCorner)
    {
        chains.Clear();
        stateCount = 0;
        next = 0;
        FindChains(tile.Edges, grid);
        rowStart.Set(lowCorner.Entries);
    }

    public void BeginRow() => corner.Set(rowStart.Entries);

    /// <summary>Takes one cell after another along the row.</summary>
    /// <param name="number">The cell's number in the grid.</param>
    /// <param name="toX">Low side of the next cell in the row.</param>
    public void Visit(int number, CellContents cell, ReadOnlySpan<TileEdge> edges, int toX)
    {
        for (; next < pending.Count && pending[next].Cell == number; next++)
            AddChain(edges, cell.Indices, cell.LowX, cell.LowY, pending[next].FirstEdge, pending[next].EndEdge);
        StepRight(edges, cell, toX);
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
            pending.Add(new ChainStart(cell, from, to));
            from = to;
        }

        pending.Sort(static (left, right) => left.Cell.CompareTo(right.Cell));
    }

    /// <summary>From the cell's low corner (half a unit left of and below its low point) to the next corner on the right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StepRight(ReadOnlySpan<TileEdge> edges, CellContents cell, int toX)
    {
        int count = cell.Count, x = cell.LowX, y = cell.LowY;
        Vector256<int> line = Vector256.Create(y);
        ref int minY = ref cell.MinY[0], maxY = ref cell.MaxY[0];
        for (int from = 0; from < count; from += CellContents.Lanes)
        {
            // Edges that come from below the corners' height and reach above it.
            Vector256<int> through = Vector256.GreaterThan(line, Vector256.LoadUnsafe(ref minY, (nuint)from))
                & Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref maxY, (nuint)from), line);
            for (uint bits = Vector256.ExtractMostSignificantBits(through); bits != 0; bits &= bits - 1)
            {
                int at = from + BitOperations.TrailingZeroCount(bits);
                if (at >= count)
                    break;
                ref readonly TileEdge edge = ref edges[cell.Indices[at]];
                bool endsLeft = Perturbation.IsCornerLeft(edge.X0, edge.Y0, edge.X1, edge.Y1, toX, y);
                if (endsLeft != Perturbation.IsCornerLeft(edge.X0, edge.Y0, edge.X1, edge.Y1, x, y))
                    corner.Add(edge.Feature, endsLeft ? 1 : -1);
            }
        }
    }

    /// <summary>From the low corner of a row's first cell to the one above.</summary>
    public void StepUp(ReadOnlySpan<TileEdge> edges, ReadOnlySpan<int> inside, int y, int toY)
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

    private readonly record struct ChainStart(int Cell, int FirstEdge, int EndEdge);
}

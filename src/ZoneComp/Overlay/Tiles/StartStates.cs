using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Overlay.Tiles;

/// <summary>A chain, and where the list is of the features and classes that wind round the ground just right of its start.</summary>
internal readonly record struct StartedChain(Chain Chain, int StateFrom, int StateTo);

/// <summary>Finds the winding numbers of all features and classes where each chain of own edges starts.</summary>
/// <remarks>
/// The windings are carried from cell corner to cell corner, up the first column and along each row, and from the low corner of the chain's
/// cell to its first vertex. Every step stays in one cell, so only that cell's edges count.
/// </remarks>
internal sealed class StartStates
{
    private readonly List<StartedChain> started = [];
    private readonly List<(int Cell, Chain Chain)> pending = [];
    private readonly FeatureWindings rowStart = new();
    private readonly FeatureWindings corner = new();
    private readonly FeatureWindings start = new();
    private FeatureWinding[] states = new FeatureWinding[1 << 12];
    private int stateCount;
    private int next; // chain start that the coming cells lead to

    public List<StartedChain> Started => started;

    public ReadOnlySpan<FeatureWinding> StateOf(in StartedChain chain) => states.AsSpan(chain.StateFrom, chain.StateTo - chain.StateFrom);

    /// <summary>Makes ready for the cells of one tile; <paramref name="lowCorner"/> are the windings at the low corner of the
    /// grid.</summary>
    public void Begin(TileEdges tile, CellGrid grid, FeatureWindings lowCorner)
    {
        started.Clear();
        stateCount = 0;
        next = 0;
        pending.Clear();
        foreach (Chain chain in tile.Chains)
            pending.Add((((tile.Y[chain.FirstEdge] >> grid.ShiftY) * grid.Columns) + (tile.X[chain.FirstEdge] >> grid.ShiftX), chain));
        pending.Sort(static (left, right) => left.Cell.CompareTo(right.Cell));
        rowStart.Set(lowCorner.Entries);
    }

    public void BeginRow() => corner.Set(rowStart.Entries);

    /// <summary>Takes one cell after another along the row.</summary>
    /// <param name="number">The cell's number in the grid.</param>
    /// <param name="toX">Low side of the next cell in the row.</param>
    public void Visit(int number, CellContents cell, TileEdges tile, int toX)
    {
        for (; next < pending.Count && pending[next].Cell == number; next++)
            AddChain(tile, cell, pending[next].Chain);
        StepRight(tile, cell, toX);
    }

    /// <summary>From the cell's low corner (half a unit left of and below its low point) to the next corner on the right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StepRight(TileEdges tile, CellContents cell, int toX)
    {
        int count = cell.Count, x = cell.LowX, y = cell.LowY;
        Vector256<int> line = Vector256.Create(y);
        ref int minY = ref cell.MinY[0], maxY = ref cell.MaxY[0];
        for (int from = 0; from < count; from += CellContents.Lanes)
        {
            // Strips that come from below the corners' height and reach above it.
            Vector256<int> through = Vector256.GreaterThan(line, Vector256.LoadUnsafe(ref minY, (nuint)from))
                & Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref maxY, (nuint)from), line);
            for (uint bits = through.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                int at = from + BitOperations.TrailingZeroCount(bits);
                if (at >= count)
                    break;
                StepRight(tile, tile.Strips[cell.Indices[at]], x, toX, y);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StepRight(TileEdges tile, in EdgeStrip strip, int x, int toX, int y)
    {
        Vector256<int> line = Vector256.Create(y);
        Vector256<int> y0 = Vector256.LoadUnsafe(ref tile.Y[strip.First]), y1 = Vector256.LoadUnsafe(ref tile.Y[strip.First + 1]);
        uint through = (Vector256.GreaterThan(line, y0) ^ Vector256.GreaterThan(line, y1)).ExtractMostSignificantBits();
        for (uint bits = through & strip.Live; bits != 0; bits &= bits - 1)
        {
            int at = strip.First + BitOperations.TrailingZeroCount(bits);
            (int ax, int ay, int bx, int by) = (tile.X[at], tile.Y[at], tile.X[at + 1], tile.Y[at + 1]);
            bool endsLeft = Perturbation.IsCornerLeft(ax, ay, bx, by, toX, y);
            if (endsLeft != Perturbation.IsCornerLeft(ax, ay, bx, by, x, y))
                corner.Add(strip.Owner, endsLeft ? 1 : -1);
        }
    }

    /// <summary>From the low corner of a row's first cell to the one above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void StepUp(TileEdges tile, ReadOnlySpan<int> inside, int y, int toY)
    {
        foreach (int index in inside)
        {
            ref readonly EdgeStrip strip = ref tile.Strips[index];
            if (strip.MinX >= 0 || strip.MaxX < 0)
                continue;
            for (uint live = strip.Live; live != 0; live &= live - 1)
            {
                int at = strip.First + BitOperations.TrailingZeroCount(live);
                (int ax, int ay, int bx, int by) = (tile.X[at], tile.Y[at], tile.X[at + 1], tile.Y[at + 1]);
                if (ax >= 0 == bx >= 0)
                    continue;
                bool endsLeft = Perturbation.IsCornerLeft(ax, ay, bx, by, 0, toY);
                if (endsLeft != Perturbation.IsCornerLeft(ax, ay, bx, by, 0, y))
                    rowStart.Add(strip.Owner, endsLeft ? 1 : -1);
            }
        }
    }

    /// <summary>Goes from the cell's corner to the chain's first vertex, then to the ground just right of its first edge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddChain(TileEdges tile, CellContents cell, in Chain chain)
    {
        int x = cell.LowX, y = cell.LowY, v = chain.FirstVertex;
        int vx = tile.X[chain.FirstEdge], vy = tile.Y[chain.FirstEdge];
        bool found = false;
        TileEdge entering = default;
        start.Set(corner.Entries);
        Vector256<int> lowX = Vector256.Create(x), highX = Vector256.Create(vx), lowY = Vector256.Create(y), highY = Vector256.Create(vy);
        foreach (int index in cell.Indices)
        {
            ref readonly EdgeStrip strip = ref tile.Strips[index];
            if (strip.MinX > vx || strip.MaxX < x || strip.MinY > vy || strip.MaxY < y)
                continue;
            Vector256<int> x0 = Vector256.LoadUnsafe(ref tile.X[strip.First]), x1 = Vector256.LoadUnsafe(ref tile.X[strip.First + 1]);
            Vector256<int> y0 = Vector256.LoadUnsafe(ref tile.Y[strip.First]), y1 = Vector256.LoadUnsafe(ref tile.Y[strip.First + 1]);
            Vector256<int> apart = Vector256.GreaterThan(lowX, Vector256.Max(x0, x1)) | Vector256.GreaterThan(Vector256.Min(x0, x1), highX)
                | Vector256.GreaterThan(lowY, Vector256.Max(y0, y1)) | Vector256.GreaterThan(Vector256.Min(y0, y1), highY);
            for (uint near = ~apart.ExtractMostSignificantBits() & strip.Live; near != 0; near &= near - 1)
            {
                TileEdge edge = tile.EdgeOf(strip, BitOperations.TrailingZeroCount(near));
                if (edge.V1 == v)
                    (entering, found) = (edge, true);
                else if (edge.V0 != v)
                    Pass(edge, x, y, vx, vy, v);
            }
        }

        if (!found)
            throw new InvalidOperationException("A chain's first vertex has no edge that leads to it.");
        if (ArrivesInside(entering, chain, tile, x, y))
            start.Add(chain.Owner, -1);
        Save(chain);
    }

    /// <summary>Changes the windings where the way from the corner to vertex v crosses an edge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pass(in TileEdge edge, int x, int y, int vx, int vy, int v)
    {
        bool fromLeft = Perturbation.IsLeftOfCornerPath(x, y, vx, vy, v, edge.X0, edge.Y0, edge.V0);
        if (fromLeft == Perturbation.IsLeftOfCornerPath(x, y, vx, vy, v, edge.X1, edge.Y1, edge.V1))
            return;
        long side = Perturbation.Determinant(edge.X0, edge.Y0, edge.X1, edge.Y1, vx, vy);
        bool endsLeft = side != 0 ? side > 0 : Perturbation.IsLeftOnTie(edge.X0, edge.Y0, edge.V0, edge.X1, edge.Y1, edge.V1, vx, vy, v);
        if (endsLeft != IsCornerLeft(edge, x, y))
            start.Add(edge.Owner, endsLeft ? 1 : -1);
    }

    /// <summary>Whether the way from the corner meets the chain's first vertex on the ring's inner side.</summary>
    private static bool ArrivesInside(in TileEdge entering, in Chain leaving, TileEdges tile, int x, int y)
    {
        int x0 = entering.X1, y0 = entering.Y1, x1 = tile.X[leaving.FirstEdge + 1], y1 = tile.Y[leaving.FirstEdge + 1];
        bool leftOfEntering = IsCornerLeft(entering, x, y);
        bool leftOfLeaving = Perturbation.IsCornerLeft(x0, y0, x1, y1, x, y);
        long turn = Perturbation.Determinant(entering.X0, entering.Y0, x0, y0, x1, y1);
        bool turnsLeft = turn != 0
            ? turn > 0
            : Perturbation.IsLeftOnTie(entering.X0, entering.Y0, entering.V0, x0, y0, entering.V1, x1, y1, leaving.SecondVertex);
        return turnsLeft ? leftOfEntering && leftOfLeaving : leftOfEntering || leftOfLeaving;
    }

    /// <summary>Whether the corner half a unit left of and below (x, y) lies left of an edge, or of a joint.</summary>
    private static bool IsCornerLeft(in TileEdge edge, int x, int y) => edge.X0 == edge.X1 && edge.Y0 == edge.Y1
        ? Perturbation.IsCornerLeftOfJoint(edge.X0, edge.V0, edge.V1, x)
        : Perturbation.IsCornerLeft(edge.X0, edge.Y0, edge.X1, edge.Y1, x, y);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Save(in Chain chain)
    {
        ReadOnlySpan<FeatureWinding> entries = start.Entries;
        while (states.Length < stateCount + entries.Length)
            Array.Resize(ref states, 2 * states.Length);
        entries.CopyTo(states.AsSpan(stateCount));
        started.Add(new StartedChain(chain, stateCount, stateCount + entries.Length));
        stateCount += entries.Length;
    }
}

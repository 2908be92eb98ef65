using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ZoneComp.Overlay.Tiles;

/// <summary>Does whole tiles, one after another, with buffers of its own: gather, grid, crossings, start states, walk.</summary>
internal sealed class TileWorker(OverlayInput input, TileIndex index, CornerWindings corners, WindingOwners owners, IChainWalk walk)
{
    private readonly TileEdges edges = new();
    private readonly CellGrid grid = new();
    private readonly CellContents cell = new();
    private readonly FarEdges far = new();
    private readonly CrossingList crossings = new();
    private readonly FeatureWindings lowCorner = new();
    private readonly StartStates starts = new();
    private long mark;

    public StageTimes Times { get; } = new();

    public long EdgesWalked { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Measure(int tile)
    {
        mark = Stopwatch.GetTimestamp();
        if (index.Tiles[tile].Own.IsEmpty)
            return;
        edges.Gather(input, owners, index.Tiles[tile]);
        Lap(Stage.Gather);
        if (edges.OwnCount == 0)
            return;
        grid.Fill(edges);
        Lap(Stage.Grid);
        corners.At(tile, edges.OriginX, edges.OriginY, lowCorner);
        starts.Begin(edges, grid, lowCorner);
        Lap(Stage.Starts);
        crossings.Clear();
        CrossingFinder.FindInStrips(edges, crossings);
        VisitCells();
        far.Find(input, index, owners, edges, crossings);
        Lap(Stage.Cells);
        crossings.Sort(edges.PointCount);
        Lap(Stage.Sort);
        foreach (StartedChain chain in starts.Started)
            walk.Walk(edges, crossings, chain.Chain, starts.StateOf(chain));
        Lap(Stage.Walk);
        EdgesWalked += edges.OwnCount;
    }

    /// <summary>Goes through the cells once: crossings, and the windings from corner to corner.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void VisitCells()
    {
        for (int row = 0; row < grid.Rows; row++)
        {
            starts.BeginRow();
            for (int column = 0; column < grid.Columns; column++)
            {
                int number = (row * grid.Columns) + column;
                ReadOnlySpan<int> inside = grid.Cell(number);
                if (inside.IsEmpty)
                    continue;
                cell.Load(inside, edges.Strips, column << grid.ShiftX, row << grid.ShiftY);
                CrossingFinder.Find(cell, edges, crossings);
                starts.Visit(number, cell, edges, (column + 1) << grid.ShiftX);
            }

            starts.StepUp(edges, grid.Cell(row * grid.Columns), row << grid.ShiftY, (row + 1) << grid.ShiftY);
        }
    }

    private void Lap(Stage stage)
    {
        long now = Stopwatch.GetTimestamp();
        Times.Add(stage, now - mark);
        mark = now;
    }
}

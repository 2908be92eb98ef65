using System.Diagnostics;

namespace ZoneComp.Overlay;

/// <summary>Does whole tiles, one after another, with buffers of its own: gather, grid, crossings, start states, walk.</summary>
internal sealed class TileWorker<TSet>(OverlayInput input, TileIndex index, CornerWindings corners, bool trace, long areaOriginX)
    where TSet : struct, IClassBits<TSet>
{
    private readonly TileEdges edges = new();
    private readonly CellGrid grid = new();
    private readonly CrossingFinder finder = new();
    private readonly FarEdges far = new();
    private readonly CrossingList crossings = new();
    private readonly FeatureWindings lowCorner = new();
    private readonly StartStates starts = new();
    private readonly RingWalk<TSet> walk = new(input, trace, areaOriginX);
    private long mark;

    public TileSums<TSet> Sums => walk.Sums;

    public StageTimes Times { get; } = new();

    public long EdgesWalked { get; private set; }

    public long CrossingsFound { get; private set; }

    public void Measure(int tile)
    {
        mark = Stopwatch.GetTimestamp();
        edges.Gather(input, index.Tiles[tile]);
        Lap(Stage.Gather);
        if (edges.OwnCount == 0)
            return;
        grid.Fill(edges);
        Lap(Stage.Grid);
        crossings.Clear();
        finder.Find(edges, grid, crossings);
        far.Find(input, index, edges, crossings);
        Lap(Stage.Crossings);
        crossings.Sort(edges.Count);
        Lap(Stage.Sort);
        corners.At(tile, edges.OriginX, edges.OriginY, lowCorner);
        starts.Find(edges, grid, lowCorner);
        Lap(Stage.Starts);
        foreach (Chain chain in starts.Chains)
            walk.Walk(edges, crossings, chain, starts.StateOf(chain));
        Lap(Stage.Walk);
        EdgesWalked += edges.OwnCount;
        CrossingsFound += crossings.Count;
    }

    private void Lap(Stage stage)
    {
        long now = Stopwatch.GetTimestamp();
        Times.Add(stage, now - mark);
        mark = now;
    }
}

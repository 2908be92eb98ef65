using BenchmarkDotNet.Attributes;

namespace ZoneComp.Benchmarks;

/// <summary>The inner steps on one tile: 130 wavy parcels of 64 edges that share their borders, and 20 zones across them.</summary>
public class TileSteps
{
    private readonly TileEdges edges = new();
    private readonly CellGrid grid = new();
    private readonly CellContents cell = new();
    private readonly CrossingList crossings = new();
    private OverlayInput input = new(2);
    private WindingOwners owners = null!;
    private TileIndex index = null!;

    [GlobalSetup]
    public void Prepare()
    {
        input = new OverlayInput(2);
        for (int parcel = 0; parcel < 130; parcel++)
        {
            _ = input.AddZone(0);
            input.AddRing(Parcel(parcel % 13 * 500_000L, parcel / 13 * 500_000L, 500_000));
        }

        for (int zone = 0; zone < 20; zone++)
        {
            _ = input.AddZone(1);
            input.AddRing(Parcel((zone % 5 * 1_300_000L) + 170_000, (zone / 5 * 1_200_000L) + 210_000, 900_000));
        }

        index = TileIndex.Build(input, int.MaxValue);
        input.JudgeShapes(1);
        owners = WindingOwners.Of(input, byFeature: false);
        Gather();
        Grid();
    }

    [Benchmark]
    public int Gather()
    {
        edges.Gather(input, owners, index.Tiles[0]);
        return edges.OwnCount;
    }

    [Benchmark]
    public int Grid()
    {
        grid.Fill(edges);
        return grid.Columns;
    }

    [Benchmark]
    public int Cells()
    {
        crossings.Clear();
        for (int number = 0; number < grid.Columns * grid.Rows; number++)
        {
            cell.Load(grid.Cell(number), edges.Strips, number % grid.Columns << grid.ShiftX, number / grid.Columns << grid.ShiftY);
            CrossingFinder.Find(cell, edges, crossings);
        }

        return crossings.Count;
    }

    [Benchmark]
    public int Whole() => ZoneOverlay.Measure(input, new OverlayOptions()).Areas.Count;

    /// <summary>A square whose sides wave; the wave depends on the place, so neighbours have the same border.</summary>
    private static LatticePoint[] Parcel(long x, long y, long side)
    {
        var ring = new List<LatticePoint>();
        for (int step = 0; step < 64; step++)
        {
            long along = side * (step % 16) / 16;
            (long px, long py) = (step / 16) switch
            {
                0 => (x + along, y),
                1 => (x + side, y + along),
                2 => (x + side - along, y + side),
                _ => (x, y + side - along),
            };
            long wave = side / 40;
            ring.Add(new LatticePoint(px + (long)(wave * Math.Sin(py * 1e-4)), py + (long)(wave * Math.Sin(px * 1e-4))));
        }

        return [.. ring];
    }
}

namespace ZoneComp.Tests.Overlay;

/// <summary>
/// Squares of very different sizes side by side, several such mosaics on one another: borders that meet in the middle of others, holes
/// that another feature fills,
/// features that are there twice, edges far longer than a tile. Everything lies on grid lines, so counting squares tells every area as an
/// integer.
/// </summary>
public class QuadtreeOracleTests
{
    private const int Side = 32;
    private const int Classes = 2;

    [Fact]
    public void Mosaics_of_squares_of_all_sizes_are_counted_to_the_last_unit()
    {
        for (int trial = 0; trial < 20; trial++)
        {
            var mosaic = new Mosaic(new Random(trial));
            HashSet<OverlayArea> areas = [.. mosaic.Areas()];
            HashSet<(int, int, Int128)> excess = [.. mosaic.Excess()];
            // Without pieces shared borders are taken out; with them every edge stays.
            foreach ((bool trace, int tileEdges) in new[] { (false, 30), (false, 400), (true, 60) })
            {
                OverlayResult result = ZoneOverlay.Measure(
                    mosaic.Input,
                    new OverlayOptions(Threads: 2, Trace: trace) { TileEdges = tileEdges });

                string label = $"trial {trial}, pieces {trace}, {tileEdges} edges a tile";
                Assert.True(result.Faults.Count == 0, label);
                Assert.True(areas.SetEquals(result.Areas), $"{label}: areas");
                Assert.True(
                    excess.SetEquals(result.Repeats.Where(repeat => repeat.Excess2 != 0)
                        .Select(repeat => (repeat.Region, repeat.Class, repeat.Excess2))),
                    $"{label}: repeats");
            }
        }
    }

    private sealed class Mosaic
    {
        // A square of the grid becomes a parallelogram of area Determinant x Unit².
        private const long Unit = 10_007;
        private readonly Random random;
        private readonly int shear;
        private readonly int[,,] times = new int[Classes, Side, Side];
        private readonly int[,] regions = new int[Side, Side];

        public Mosaic(Random random)
        {
            this.random = random;
            shear = random.Next(-2, 3);
            foreach ((int x, int y, int size) in Leaves(deep: 0.5))
            {
                int region = random.Next(8) == 0 ? -1 : Input.AddRegion();
                for (int row = y; row < y + size; row++)
                {
                    for (int column = x; column < x + size; column++)
                        regions[column, row] = region;
                }

                if (region >= 0)
                    Input.AddRing(Ring(x, y, size, left: true));
            }

            foreach (double deep in new[] { 0.85, 0.6, 0.9 })
                AddZones(deep);
            Add(0, 0, 0, Side, hole: 0);
        }

        public OverlayInput Input { get; } = new(Classes);

        public IEnumerable<OverlayArea> Areas() =>
            from cell in Cells()
            where cell.Region >= 0 || !cell.Set.IsEmpty
            group cell by (cell.Region, cell.Set) into same
            select new OverlayArea(same.Key.Region, same.Key.Set, same.Count() * 2 * Unit * Unit);

        /// <summary>Ground covered again, as often as it is.</summary>
        public IEnumerable<(int Region, int Class, Int128 Excess2)> Excess() =>
            from @class in Enumerable.Range(0, Classes)
            from cell in Cells()
            where times[@class, cell.X, cell.Y] > 1
            group times[@class, cell.X, cell.Y] - 1 by (cell.Region, @class) into same
            select (same.Key.Region, same.Key.@class, same.Sum() * 2 * (Int128)(Unit * Unit));

        private IEnumerable<(int X, int Y, int Region, ClassSet Set)> Cells() =>
            from x in Enumerable.Range(0, Side)
            from y in Enumerable.Range(0, Side)
            select (x, y, regions[x, y], ClassSet.Of([.. Enumerable.Range(0, Classes).Where(@class => times[@class, x, y] > 0)]));

        private void AddZones(double deep)
        {
            foreach ((int x, int y, int size) in Leaves(deep))
            {
                if (random.Next(10) == 0)
                    continue;
                int @class = random.Next(4) == 0 ? 1 : 0, hole = size >= 4 && random.Next(3) == 0 ? size / 2 : 0;
                Add(@class, x, y, size, hole);
                if (random.Next(30) == 0)
                    Add(@class, x, y, size, hole);
                if (hole > 0 && random.Next(2) == 0)
                    Add(random.Next(Classes), x + (size / 4), y + (size / 4), hole, 0);
            }
        }

        private void Add(int @class, int x, int y, int size, int hole)
        {
            _ = Input.AddZone(@class);
            Input.AddRing(Ring(x, y, size, left: true));
            int edge = size / 4;
            if (hole > 0)
                Input.AddRing(Ring(x + edge, y + edge, hole, left: false));
            for (int column = 0; column < size; column++)
            {
                for (int row = 0; row < size; row++)
                {
                    bool inHole = hole > 0 && column >= edge && column < edge + hole && row >= edge && row < edge + hole;
                    times[@class, x + column, y + row] += inHole ? 0 : 1;
                }
            }
        }

        private List<(int X, int Y, int Size)> Leaves(double deep)
        {
            var leaves = new List<(int, int, int)>();
            Divide(0, 0, Side);
            return leaves;

            void Divide(int x, int y, int size)
            {
                if (size == 1 || (size < Side && random.NextDouble() > deep))
                {
                    leaves.Add((x, y, size));
                    return;
                }

                int half = size / 2;
                Divide(x, y, half);
                Divide(x + half, y, half);
                Divide(x, y + half, half);
                Divide(x + half, y + half, half);
            }
        }

        /// <summary>A square's ring from any of its points on, with some points on its sides.</summary>
        private LatticePoint[] Ring(int x, int y, int size, bool left)
        {
            var points = new List<LatticePoint>();
            bool dense = random.Next(3) == 0;
            for (int step = 0; step < 4 * size; step++)
            {
                int side = step / size, along = step % size;
                if (along != 0 && !(dense && random.Next(2) == 0))
                    continue;
                (int column, int row) = side switch
                {
                    0 => (along, 0),
                    1 => (size, along),
                    2 => (size - along, size),
                    _ => (0, size - along),
                };
                points.Add(new LatticePoint((x + column + (shear * (y + row))) * Unit, (y + row) * Unit));
            }

            int first = random.Next(points.Count);
            IEnumerable<LatticePoint> ring = points.Skip(first).Concat(points.Take(first));
            return [.. left ? ring : ring.Reverse()];
        }
    }
}

namespace ZoneComp.Tests.Overlay;

/// <summary>Polygons along grid lines, also sheared: areas are known as integers by counting squares.</summary>
public class ExactOracleTests
{
    // Integer matrices x' = a x + b y, y' = c x + d y of determinant above zero: 1, 1, 1, 5, 1.
    private static readonly (int A, int B, int C, int D)[] Shears =
    [
        (1, 0, 0, 1), (1, 1, 0, 1), (2, 1, 1, 1), (3, -2, 1, 1), (-2, -5, 1, 2),
    ];

    [Fact]
    public void Every_combination_repeat_and_piece_is_the_count_of_squares_as_an_integer()
    {
        for (int trial = 0; trial < 2000; trial++)
        {
            var random = new Random(trial);
            // Edges are at most 6 * 5 * 30,000 long, so none is split, and squares are far larger than a ghost.
            (int a, int b, int c, int d) = Shears[random.Next(Shears.Length)];
            long scale = random.Next(1000, 30_000), unit2 = 2 * ((a * d) - (b * c)) * scale * scale;
            CellPolygon[] regions = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => CellPolygon.Random(random))];
            CellPolygon[] zones = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => CellPolygon.Random(random))];
            var input = new OverlayInput(70);
            int[] classes = [.. zones.Select(_ => random.Next(2) == 0 ? random.Next(3) : 69)]; // 69: beyond one word
            foreach (CellPolygon region in regions)
            {
                _ = input.AddRegion();
                AddRings(region);
            }

            for (int zone = 0; zone < zones.Length; zone++)
            {
                _ = input.AddZone(classes[zone]);
                AddRings(zones[zone]);
            }

            var areas = new SortedDictionary<(int Order, ClassSet), Int128>();
            var repeats = new SortedDictionary<(int Order, int), (Int128 Repeated, Int128 Excess)>();
            var pieces = new SortedDictionary<(int Order, int, ClassSet), Int128>();
            Int128 overlap = 0;
            for (int x = 0; x < CellPolygon.Side; x++)
            {
                for (int y = 0; y < CellPolygon.Side; y++)
                    Count(x, y);
            }

            OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions(Trace: true));

            string label = $"trial {trial}";
            Assert.True(result.Faults.Count == 0, label);
            AssertSame(label, areas.Select(pair => new OverlayArea(Region(pair.Key.Order), pair.Key.Item2, pair.Value)), result.Areas);
            AssertSame(
                label,
                repeats.Select(pair => new OverlayRepeat(Region(pair.Key.Order), pair.Key.Item2, pair.Value.Repeated, pair.Value.Excess)),
                result.Repeats);
            AssertSame(
                label,
                pieces.Select(pair => new OverlayPiece(Region(pair.Key.Order), pair.Key.Item2, pair.Key.Item3, pair.Value)),
                result.Pieces);
            Assert.True(result.RegionOverlaps.Sum(row => (long)row.Area2) == overlap, label + ": overlaps");
            OverlayResult withoutPieces = ZoneOverlay.Measure(input, new OverlayOptions()); // opposed edges are taken out
            AssertSame(label + ", no pieces", result.Areas, withoutPieces.Areas);
            AssertSame(label + ", no pieces", result.Repeats, withoutPieces.Repeats);

            void AddRings(CellPolygon polygon)
            {
                foreach (LatticePoint[] ring in polygon.Rings(random))
                    input.AddRing([
                        .. ring.Select(point =>
                            new LatticePoint(scale * ((a * point.X) + (b * point.Y)), scale * ((c * point.X) + (d * point.Y)))),
                    ]);
            }

            void Count(int x, int y)
            {
                int[] over = [.. Enumerable.Range(0, regions.Length).Where(region => regions[region][x, y])];
                int[] covering = [.. Enumerable.Range(0, zones.Length).Where(zone => zones[zone][x, y])];
                var set = ClassSet.Of([.. covering.Select(zone => classes[zone]).Distinct()]);
                overlap += over.Length == 2 ? unit2 : 0;
                foreach (int order in over.Length == 0 ? [int.MaxValue] : over)
                {
                    if (order != int.MaxValue || !set.IsEmpty)
                        areas[(order, set)] = areas.GetValueOrDefault((order, set)) + unit2;
                    foreach (int zone in covering)
                        pieces[(order, zone, set)] = pieces.GetValueOrDefault((order, zone, set)) + unit2;
                    foreach (IGrouping<int, int> group in covering.GroupBy(zone => classes[zone]).Where(group => group.Count() > 1))
                    {
                        (Int128 repeated, Int128 excess) = repeats.GetValueOrDefault((order, group.Key));
                        repeats[(order, group.Key)] = (repeated + unit2, excess + (unit2 * (group.Count() - 1)));
                    }
                }
            }
        }
    }

    private static void AssertSame<T>(string label, IEnumerable<T> expected, IReadOnlyList<T> found)
    {
        T[] wanted = [.. expected];
        Assert.True(
            wanted.SequenceEqual(found),
            $"{label}: missing {string.Join(", ", wanted.Except(found).Take(4))}; too much "
                + $"{string.Join(", ", found.Except(wanted).Take(4))}");
    }

    private static int Region(int order) => order == int.MaxValue ? -1 : order;
}

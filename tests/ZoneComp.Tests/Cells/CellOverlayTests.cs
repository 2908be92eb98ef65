namespace ZoneComp.Tests.Cells;

/// <summary>The overlay of a ground on disk gives what the overlay in memory gives, to the last integer.</summary>
public sealed class CellOverlayTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("zonecomp-cells-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Random_ground_with_faulty_features_comes_out_the_same_in_cells()
    {
        int repaired = 0, overlaps = 0, cells = 0;
        for (int trial = 0; trial < 80; trial++)
        {
            // Up to 8 * 1.9 million units wide: about 8 by 8 of the smallest cells; corners shared and edges overlapping everywhere.
            List<Shape> shapes = RandomShapes(new Random(trial), grid: 8, scale: 1_900_000 + trial);
            OverlayResult whole = ZoneOverlay.Measure(Fill(new OverlayInput(5), shapes), new OverlayOptions(Trace: trial % 2 == 0));
            OverlayResult inCells = MeasureInCells(
                shapes,
                classes: 5,
                new OverlayOptions(Threads: 1 + (trial % 3), Trace: trial % 2 == 0),
                out int count);
            RequireSame(whole, inCells, $"trial {trial}");
            repaired += whole.Faults.Count;
            overlaps += whole.RegionOverlaps.Count;
            cells += count;
        }

        Assert.True(
            repaired > 30 && overlaps > 5 && cells > 500,
            $"{repaired} repaired, {overlaps} overlaps, {cells} cells: the trials must meet them");
    }

    [Fact]
    public void Small_features_inside_one_cell_and_on_its_border_are_repaired_alike()
    {
        int repaired = 0;
        for (int trial = 0; trial < 12; trial++)
        {
            var random = new Random(1000 + trial);
            var shapes = new List<Shape>
            {
                new(true, 0, [[new(-100, -100), new(6_000_000, 0), new(6_000_000, 6_000_000), new(0, 6_000_000)]]),
            };
            for (int zone = 0; zone < 150; zone++)
            {
                // About 3 by 3 cells of 2,097,152; a third of the features lies within a kilometre of a cell's border.
                long x = random.Next(5_500_000), y = random.Next(5_500_000);
                shapes.Add(new Shape(
                    false,
                    random.Next(3),
                    [[.. Enumerable.Range(0, 5).Select(_ => new LatticePoint(x + random.Next(300_000), y + random.Next(300_000)))]]));
            }

            OverlayResult whole = ZoneOverlay.Measure(Fill(new OverlayInput(3), shapes), new OverlayOptions(Trace: true));
            RequireSame(whole, MeasureInCells(shapes, 3, new OverlayOptions(2, Trace: true), out int _), $"trial {trial}");
            repaired += whole.Faults.Count;
        }

        Assert.True(repaired > 200, $"{repaired} repaired");
    }

    [Fact]
    public void More_than_64_classes_come_out_the_same_in_cells()
    {
        List<Shape> shapes = [.. RandomShapes(new Random(5), 8, 1_500_000).Select((shape, index) => shape with { Class = index * 3 })];
        OverlayResult whole = ZoneOverlay.Measure(Fill(new OverlayInput(100), shapes), new OverlayOptions());
        RequireSame(whole, MeasureInCells(shapes, 100, new OverlayOptions(2), out int _), "100 classes");
    }

    [Fact]
    public void Sources_sorted_in_any_order_and_measured_while_others_are_read_come_out_the_same()
    {
        int early = 0, repaired = 0, disturbed = 0;
        for (int trial = 0; trial < 15; trial++)
        {
            var random = new Random(trial);
            List<Shape> shapes = RandomShapes(random, grid: 8, scale: 6_000_000 + trial); // about 48 km, so 2 by 2 of the largest cells
            shapes.AddRange(RandomShapes(random, grid: 8, scale: 1_900_000).Where(shape => !shape.IsRegion));
            OverlayResult whole = ZoneOverlay.Measure(Fill(new OverlayInput(5), shapes), new OverlayOptions(Trace: trial % 2 == 0));

            List<Shape> regions = [.. shapes.Where(shape => shape.IsRegion)], zones = [.. shapes.Where(shape => !shape.IsRegion)];
            Shape[][] sources = [.. zones.Chunk(1 + (zones.Count / 4))];
            LatticeBox?[] boxes = [.. sources.Select(source => (LatticeBox?)BoxOf(source))];
            if (trial % 5 == 0)
                boxes[0] = null;
            if (trial % 5 == 1)
                boxes[^1] = LatticeBox.Empty; // says that it has nothing
            int[] order = [.. Enumerable.Range(0, sources.Length).OrderBy(source => trial % 5 == 1 ? source : random.Next())];
            var options = new OverlayOptions(Threads: 1 + (trial % 3), Trace: trial % 2 == 0);

            using GroundFile file = GroundFile.CreateScratch(folder);
            using var sorting = new GroundSorting(file, maxCellEdges: trial % 4 == 3 ? 150 : 1_000, options.Threads);
            using var streamed = new StreamedOverlay(file, sorting, options, null, options.Threads - 1, default);
            var rings = new OverlayInput(5);
            var numbers = new ZoneOrder(sources.Length);
            rings.HandOverZones(30, (held, first) => streamed.Take(new HandedOver(held, numbers.Source, first - numbers.FirstZone, first)));
            Fill(rings, regions).HandOverRest();
            streamed.Expect(boxes, rings);
            foreach (int source in order)
            {
                numbers.Begin(source, rings.ZoneCount);
                Fill(rings, [.. sources[source]]).HandOverRest();
                numbers.End(rings.ZoneCount);
                streamed.Done(source);
            }

            if (!numbers.IsAsRead)
                rings.OrderZones(numbers.Sources);
            RequireSame(whole, streamed.Complete(rings, numbers, null), $"trial {trial}");
            early += streamed.CellsBeforeTheEnd;
            disturbed += sorting.IsDisturbed ? 1 : 0;
            repaired += whole.Faults.Count;
        }

        Assert.True(
            early > 20 && disturbed > 0 && repaired > 30,
            $"{early} cells begun before all was read, {disturbed} times for nothing, {repaired} repaired: the trials must meet them");
    }

    [Fact]
    public void Pieces_sorted_apart_and_joined_come_out_the_same()
    {
        int repaired = 0, coarse = 0, cells = 0;
        for (int trial = 0; trial < 14; trial++)
        {
            var random = new Random(trial);
            List<Shape> shapes = RandomShapes(random, grid: 8, scale: (trial % 3 == 0 ? 9_000_000 : 1_900_000) + trial);
            shapes.AddRange(RandomShapes(random, grid: 8, scale: 1_900_000).Where(shape => !shape.IsRegion));
            var options = new OverlayOptions(Threads: 1 + (trial % 2), Trace: trial % 2 == 0);
            OverlayResult whole = ZoneOverlay.Measure(Fill(new OverlayInput(5), shapes), options);

            // Pieces cut their cells by their own edges, the join by those of all: so parts of cells are taken out of larger ones on
            // loading.
            List<Shape> regions = [.. shapes.Where(shape => shape.IsRegion)], zones = [.. shapes.Where(shape => !shape.IsRegion)];
            string work = Directory.CreateDirectory(Path.Combine(folder, FormattableString.Invariant($"{trial}"))).FullName;
            Shape[][] chunks = [.. zones.Chunk(1 + (zones.Count / (1 + (trial % 4))))];
            SortPiece[] pieces =
            [
                .. chunks.Select((chunk, index) =>
                    Sorted(
                        Path.Combine(work, FormattableString.Invariant($"{index + 1}")),
                        [.. chunk],
                        index + 1,
                        chunks.Length,
                        maxCellEdges: random.Next(2) == 0 ? 100 : 1_000)),
            ];
            var rings = new OverlayInput(5);
            var edges = new FineEdges();
            GroundManifest own;
            string path = Path.Combine(work, "0");
            using (GroundFile file = GroundFile.Create(path))
            using (var sorting = new GroundSorting(file, long.MaxValue))
            {
                rings.HandOverZones(30, (held, first) =>
                {
                    edges.Add(held, 0);
                    sorting.Take(held, 0, first);
                });
                Fill(rings, regions).HandOverRest();
                own = sorting.Finish(rings, []);
            }

            rings.AddReleased([.. zones.Select(zone => (ushort)zone.Class)], 0, 0, BoxOf(zones));
            GroundManifest manifest = GroundJoin.Manifest(rings, own, pieces, edges, maxCellEdges: 100);
            using GroundFile ground = GroundFile.Open([
                path,
                .. pieces.Select(piece => Path.Combine(work, FormattableString.Invariant($"{piece.Piece}"))),
            ]);
            RequireSame(whole, CellOverlay.Measure(rings, ground, manifest, options), $"trial {trial}");
            repaired += whole.Faults.Count;
            coarse += manifest.Cells.Sum(cell => cell.Segments.Count(segment => segment.Shift > cell.Key.Shift));
            cells += manifest.Cells.Count;
        }

        Assert.True(
            repaired > 15 && coarse > 500 && cells > 200,
            $"{repaired} repaired, {coarse} parts taken out of larger cells, {cells} cells: the trials must meet them");
    }

    private static SortPiece Sorted(string path, List<Shape> zones, int piece, int of, long maxCellEdges)
    {
        using GroundFile file = GroundFile.Create(path);
        using var sorting = new GroundSorting(file, maxCellEdges);
        var edges = new FineEdges();
        var rings = new OverlayInput(5);
        rings.HandOverZones(30, (held, first) =>
        {
            edges.Add(held, 0);
            sorting.Take(held, 0, first);
        });
        Fill(rings, zones).HandOverRest();
        GroundManifest sorted = sorting.Finish(rings, []);
        return new SortPiece
        {
            Program = "",
            PolicySha256 = "",
            FromLongitudeDeg = -180,
            Piece = piece,
            Of = of,
            Stretches =
            [
                new StoredStretch
                {
                    Source = piece - 1, File = "", From = 0, To = 1, Records = 1, Files = [], Tally = StoredTally.Of(new SourceTally()),
                    Findings = [], Waiting = [],
                    Zones = zones.Count, Vertices = rings.VertexCount, FlatRings = 0, Bounds = rings.Bounds, ByZone = [],
                },
            ],
            Cells = sorted.Cells,
            Shared = sorted.Shared,
            Polygons2 = sorted.Polygons2,
            FineEdges = edges.Packed(),
        };
    }

    private static LatticeBox BoxOf(IEnumerable<Shape> shapes) =>
        shapes.SelectMany(shape => shape.Rings)
            .SelectMany(ring => ring)
            .Aggregate(LatticeBox.Empty, (box, point) => box.Including(new LatticeBox(point.X, point.Y, point.X, point.Y)));

    private OverlayResult MeasureInCells(List<Shape> shapes, int classes, OverlayOptions options, out int cells)
    {
        using GroundFile file = GroundFile.CreateScratch(folder);
        // One cell of 33 km at first, cut in four until the cells are the smallest; every batch holds a few features.
        using var sorting = new GroundSorting(file, maxCellEdges: 4, options.Threads);
        var rings = new OverlayInput(classes);
        rings.HandOverZones(30, (held, first) => sorting.Take(held, 0, first));
        Fill(rings, shapes).HandOverRest();
        GroundManifest manifest = sorting.Finish(rings, [rings.RegionCount]);
        cells = manifest.Cells.Count;
        return CellOverlay.Measure(rings, file, manifest, options);
    }

    private static void RequireSame(OverlayResult whole, OverlayResult inCells, string trial)
    {
        Same(whole.Areas, inCells.Areas);
        Same(whole.Repeats, inCells.Repeats);
        Same(whole.Borders, inCells.Borders);
        Same(whole.Pieces, inCells.Pieces);
        Same(whole.Faults, inCells.Faults);
        Same(whole.RegionOverlaps, inCells.RegionOverlaps);
        Assert.Equal(
            (whole.Statistics.Edges, whole.Statistics.Ghosts, whole.Statistics.GhostArea2),
            (inCells.Statistics.Edges, inCells.Statistics.Ghosts, inCells.Statistics.GhostArea2));
        Assert.Equal(whole.Statistics.Crossings, inCells.Statistics.Crossings);

        void Same<T>(IReadOnlyList<T> expected, IReadOnlyList<T> found)
        {
            Assert.True(
                expected.SequenceEqual(found),
                $"{trial}: {typeof(T).Name}\n{string.Join('\n', expected.Except(found))}\nfound\n{string.Join('\n', found.Except(expected))}");
        }
    }

    private static OverlayInput Fill(OverlayInput input, List<Shape> shapes)
    {
        foreach (Shape shape in shapes)
        {
            _ = shape.IsRegion ? input.AddRegion() : input.AddZone(shape.Class);
            foreach (LatticePoint[] ring in shape.Rings)
                input.AddRing(ring);
        }

        return input;
    }

    /// <summary>Rings through random grid points: half of the features with more than one ring or more than three corners cross
    /// themselves.</summary>
    private static List<Shape> RandomShapes(Random random, int grid, long scale)
    {
        int regions = random.Next(1, 4), zones = random.Next(2, 12);
        return [.. Enumerable.Range(0, regions + zones).Select(index => new Shape(
            index < regions,
            random.Next(5),
            [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Enumerable.Range(0, random.Next(3, 6)).Select(_ => new LatticePoint(
                (random.Next(grid + 1) - (grid / 2)) * scale,
                (random.Next(grid + 1) - (grid / 2)) * scale)).ToArray())]))];
    }

    private sealed record Shape(bool IsRegion, int Class, LatticePoint[][] Rings);
}

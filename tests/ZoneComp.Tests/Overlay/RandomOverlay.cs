using NetTopologySuite.Geometries;

namespace ZoneComp.Tests.Overlay;

/// <summary>Random inputs on a tiny grid scaled up, so that shared corners, overlapping edges and corners on edges are
/// everywhere.</summary>
internal static class RandomOverlay
{
    /// <summary>Regions and zones with corners on a grid of 0..<paramref name="grid"/> times <paramref name="scale"/>; all features
    /// valid.</summary>
    public static OverlayInput Create(Random random, int grid, long scale, int classes, LatticePoint offset = default)
    {
        var input = new OverlayInput(classes);
        int regions = random.Next(1, 3), zones = random.Next(1, 5);
        for (int region = 0; region < regions; region++)
        {
            input.AddRegion();
            AddFeature(input, random, grid, scale, offset);
        }

        for (int zone = 0; zone < zones; zone++)
        {
            input.AddZone(random.Next(classes));
            AddFeature(input, random, grid, scale, offset);
        }

        return input;
    }

    /// <summary>
    /// Features of few classes that mostly share their borders, on a grid: triangles, squares, rectangles over several squares (so that
    /// borders meet in the
    /// middle of others), some there twice, in any order and starting anywhere; over them two regions, which cut squares.
    /// </summary>
    public static OverlayInput CreateMosaic(Random random, int grid, long scale, int classes, LatticePoint offset = default)
    {
        var input = new OverlayInput(classes);
        for (int region = 0; region < random.Next(1, 3); region++)
        {
            input.AddRegion();
            AddFeature(input, random, grid, scale, offset);
        }

        var shapes = new List<LatticePoint[]>();
        for (int row = 0; row < grid; row++)
        {
            for (int column = 0; column < grid; column++)
                AddMosaic(shapes, random, column, row, Math.Min(random.Next(1, 4), grid - column), Math.Min(random.Next(1, 4), grid - row));
        }

        foreach (LatticePoint[] shape in shapes.OrderBy(_ => random.Next()).ToArray())
        {
            input.AddZone(random.Next(classes));
            int start = random.Next(shape.Length);
            input.AddRing([.. Enumerable.Range(0, shape.Length).Select(at => shape[(at + start) % shape.Length])
                .Select(point => new LatticePoint((point.X * scale) + offset.X, (point.Y * scale) + offset.Y))]);
        }

        return input;
    }

    /// <summary>Regions and zones whose edges lead in eight directions: at an even scale they cross on the lattice only.</summary>
    public static OverlayInput CreateEightWays(Random random, int grid, long scale, int classes, LatticePoint offset = default)
    {
        var input = new OverlayInput(classes);
        for (int region = random.Next(1, 3); region > 0; region--)
        {
            input.AddRegion();
            AddEightWays(input, random, grid, scale, offset);
        }

        for (int zone = random.Next(1, 9); zone > 0; zone--)
        {
            input.AddZone(random.Next(classes));
            AddEightWays(input, random, grid, scale, offset);
        }

        return input;
    }

    /// <summary>Half squares of any size, turned any way, squares, and squares with a diamond taken out that may touch their
    /// sides.</summary>
    private static void AddEightWays(OverlayInput input, Random random, int grid, long scale, LatticePoint offset)
    {
        int size = random.Next(1, grid + 1), x = random.Next(grid + 1 - size), y = random.Next(grid + 1 - size);
        LatticePoint[] square = [new(x, y), new(x + size, y), new(x + size, y + size), new(x, y + size)];
        int turn = random.Next(8);
        Add(turn < 4 ? [square[turn], square[(turn + 1) % 4], square[(turn + 2) % 4]] : square);
        if (turn < 6 || size < 2)
            return;
        // A diamond within the square: its corners may lie on the sides.
        int half = random.Next(1, (size / 2) + 1),
            middleX = x + random.Next(half, size + 1 - half),
            middleY = y + random.Next(half, size + 1 - half);
        Add([new(middleX, middleY - half), new(middleX - half, middleY), new(middleX, middleY + half), new(middleX + half, middleY)]);

        void Add(LatticePoint[] ring) =>
            input.AddRing([.. ring.Select(point => new LatticePoint((point.X * scale) + offset.X, (point.Y * scale) + offset.Y))]);
    }

    private static void AddMosaic(List<LatticePoint[]> shapes, Random random, int x, int y, int width, int height)
    {
        LatticePoint a = new(x, y), b = new(x + width, y), c = new(x + width, y + height), d = new(x, y + height);
        LatticePoint[][] made = random.Next(6) switch
        {
            0 => [],
            1 => [[a, b, c, d]],
            2 => [[a, b, c], [c, d, a]],
            3 => [[a, b, d], [b, c, d], [a, b, d]],
            4 => [[a, b, c, new(x + width, y + height), d], [a, b, c, d]],
            _ => [[a, new(x + 1, y), new(x + 1, y + 1), new(x, y + 1)]],
        };
        shapes.AddRange(made);
    }

    private static void AddFeature(OverlayInput input, Random random, int grid, long scale, LatticePoint offset)
    {
        foreach (LatticePoint[] ring in ValidRings(random, grid))
        {
            int start = random.Next(ring.Length); // any vertex may come first
            input.AddRing([.. Enumerable.Range(0, ring.Length).Select(at => ring[(at + start) % ring.Length])
                .Select(point => new LatticePoint((point.X * scale) + offset.X, (point.Y * scale) + offset.Y))]);
        }
    }

    private static List<LatticePoint[]> ValidRings(Random random, int grid)
    {
        while (true)
        {
            var rings = new List<LatticePoint[]>();
            int count = random.Next(5) == 0 ? 2 : 1;
            for (int ring = 0; ring < count; ring++)
            {
                LatticePoint[] points =
                [
                    .. Enumerable.Range(0, random.Next(3, 7)).Select(_ => new LatticePoint(random.Next(grid + 1), random.Next(grid + 1))),
                ];
                Int128 area2 = RingGeometry.SignedArea2(points);
                if (area2 == 0)
                    continue;
                if (area2 < 0)
                    Array.Reverse(points);
                if (ring == 1 && random.Next(2) == 0)
                    Array.Reverse(points); // perhaps a hole
                rings.Add(points);
            }

            if (rings.Count == 0 || RingGeometry.SignedArea2(rings[0]) < 0)
                continue;
            Geometry geometry = RingGeometry.ToGeometry(rings, default);
            Int128 signed = rings.Aggregate((Int128)0, (sum, ring) => sum + RingGeometry.SignedArea2(ring));
            if (geometry.IsValid && geometry.Area * 2 == (double)signed)
                return rings;
        }
    }
}

namespace ZoneComp.Tests.Overlay;

public class LargeFeatureTests
{
    [Fact] // the whole equal-area plane, 40,075 km by 12,713 km, and a region of 1,200 km by 1,000 km in it
    public void A_zone_round_the_world_and_a_region_as_large_as_a_province_are_exact()
    {
        const long HalfWorld = 20_037_508_343, Pole = 6_356_752_314, Km = 1_000_000;
        var input = new OverlayInput(1);
        _ = input.AddRegion();
        input.AddRing(Box(1000 * Km, 3000 * Km, 2200 * Km, 4000 * Km));
        _ = input.AddZone(0);
        input.AddRing(Box(-HalfWorld, -Pole, HalfWorld, Pole));

        OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions());

        Int128 region2 = 2 * (Int128)(1200 * Km) * (1000 * Km), zone2 = 2 * (Int128)(2 * HalfWorld) * (2 * Pole);
        Assert.Equal([new OverlayArea(0, ClassSet.Of(0), region2), new OverlayArea(-1, ClassSet.Of(0), zone2 - region2)], result.Areas);
    }

    [Fact] // slanting edges of 3,000 km that cross: cut at 2^20 units, so each corner of a cut may be 0.71 units off
    public void Triangles_that_cross_across_a_continent_keep_their_areas()
    {
        const long Km = 1_000_000;
        var input = new OverlayInput(2);
        _ = input.AddZone(0);
        input.AddRing([new(-1500 * Km, 0), new(1500 * Km, 0), new(0, 2000 * Km)]);
        _ = input.AddZone(1);
        input.AddRing([new(-1500 * Km, 1000 * Km), new(0, -1000 * Km), new(1500 * Km, 1000 * Km)]);

        OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions(Threads: 2));

        // The upper triangle is 3,000,000 km2. The common hexagon: both widths at height y are 3000 - 1.5 y and 1500 + 1.5 y (km), the
        // smaller
        // counts from y = 0 to 1000: they meet at y = 500 (2,250), so 2 * (1500 + 2250) / 2 * 500 = 1,875,000 km2.
        double common = (double)result.Areas.Single(row => row.Classes == ClassSet.Of(0, 1)).Area2 / 2 / Km / Km;
        Assert.Equal(1_875_000, common, tolerance: 0.01); // 0.71e-6 km x 10,000 km of edges
    }

    [Fact] // blocks of a large feature are sorted by height where many tiles' corners ask for it, and are not where there is one tile
    public void A_feature_of_thousands_of_edges_is_measured_alike_however_it_is_cut()
    {
        for (int trial = 0; trial < 4; trial++)
        {
            var random = new Random(trial);
            var input = new OverlayInput(2);
            _ = input.AddRegion();
            input.AddRing(Box(-300_000, -200_000, 800_000, 900_000));
            _ = input.AddZone(0);
            input.AddRing(Star(random, 20_000, 397_000, 400_000));
            input.AddRing([.. Star(random, 8_000, 387_000, 390_000).Reverse()]); // a hole
            _ = input.AddZone(1);
            input.AddRing(Star(random, 9_000, 396_000, 401_000));

            OverlayResult whole = ZoneOverlay.Measure(input, new OverlayOptions { TileEdges = 1_000_000 });
            OverlayResult cut = ZoneOverlay.Measure(input, new OverlayOptions(Threads: 1 + (trial % 2)) { TileEdges = 200 + (trial * 50) });

            Assert.Equal(whole.Areas, cut.Areas);
            Assert.Equal(7, whole.Areas.Count);
        }
    }

    /// <summary>A ring round the origin, its corners at any distance between two.</summary>
    private static LatticePoint[] Star(Random random, int corners, int least, int most) =>
    [
        .. Enumerable.Range(0, corners).Select(corner => (Angle: corner * 2 * Math.PI / corners, Distance: random.Next(least, most)))
            .Select(place =>
                new LatticePoint((long)(place.Distance * Math.Cos(place.Angle)), (long)(place.Distance * Math.Sin(place.Angle)))),
    ];

    [Fact]
    public void A_coordinate_beyond_the_lattice_is_refused()
    {
        var input = new OverlayInput(1);
        _ = input.AddRegion();

        Assert.Throws<ArgumentOutOfRangeException>(() => input.AddRing([new(0, 0), new(1L << 41, 0), new(0, 10)]));
    }

    [Fact] // 300 squares of 10 x 10 side by side, each of its own class, all under one square of class 1023
    public void A_thousand_classes_are_kept_apart()
    {
        var input = new OverlayInput(1024);
        _ = input.AddRegion();
        input.AddRing(Box(0, 0, 3000, 10));
        for (int square = 0; square < 300; square++)
        {
            _ = input.AddZone(3 * square);
            input.AddRing(Box(10 * square, 0, (10 * square) + 10, 10));
        }

        _ = input.AddZone(1023);
        input.AddRing(Box(0, 0, 3000, 10));

        OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions());

        Assert.Equal(
            Enumerable.Range(0, 300).Select(square => new OverlayArea(0, ClassSet.Of(3 * square, 1023), 200)),
            result.Areas);
    }

    /// <summary>3,600 plots of whole numbers, each of its own class, under three regions and two more zones: every area by counting
    /// rectangles.</summary>
    [Fact]
    public void Thousands_of_classes_have_the_areas_of_their_rectangles()
    {
        var random = new Random(461);
        int[] xs = Cuts(60), ys = Cuts(60);
        (int Class, long[] Box)[] plots =
        [
            .. Enumerable.Range(0, 3600).Select(plot => (
                plot, (long[])[xs[plot % 60], ys[plot / 60], xs[(plot % 60) + 1], ys[(plot / 60) + 1]])),
            (3600, [10_000, 5_000, 61_003, 70_001]), (3601, [40_007, 30_000, 90_000, 99_000]),
        ];
        random.Shuffle(plots);
        long[][] regions = [[-5, 1_000, 30_000, 80_003], [30_000, 1_000, 77_777, 80_003], [80_000, 50_000, 120_000, 99_001]];
        var input = new OverlayInput(OverlayInput.MaxClasses);
        foreach (long[] region in regions)
        {
            _ = input.AddRegion();
            input.AddRing(Box(region[0], region[1], region[2], region[3]));
        }

        foreach ((int index, long[] box) in plots)
        {
            // Classes lie far apart, the last is the last there is.
            _ = input.AddZone(index == 3601 ? OverlayInput.MaxClasses - 1 : 17 * index);
            input.AddRing(Box(box[0], box[1], box[2], box[3]));
        }

        OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions { Threads = 2 });

        Dictionary<(int, int), Int128> measured = [];
        foreach (OverlayArea area in result.Areas)
        {
            foreach (int index in area.Classes.Indices())
                measured[(area.Region, index)] = measured.GetValueOrDefault((area.Region, index)) + area.Area2;
        }

        foreach ((int index, long[] box) in plots)
        {
            int number = index == 3601 ? OverlayInput.MaxClasses - 1 : 17 * index;
            Int128 outside = 2 * Common(box, box);
            for (int region = 0; region < regions.Length; region++)
            {
                Int128 inside = 2 * Common(box, regions[region]);
                outside -= inside;
                Assert.Equal(inside, measured.GetValueOrDefault((region, number)));
            }

            Assert.Equal(outside, measured.GetValueOrDefault((-1, number)));
        }

        int[] Cuts(int parts)
        {
            HashSet<int> cuts = [0, 100_000];
            while (cuts.Count <= parts)
                _ = cuts.Add(random.Next(100_000));
            return [.. cuts.Order()];
        }

        static Int128 Common(long[] one, long[] other) =>
            (Int128)Math.Max(0, Math.Min(one[2], other[2]) - Math.Max(one[0], other[0]))
            * Math.Max(0, Math.Min(one[3], other[3]) - Math.Max(one[1], other[1]));
    }

    private static LatticePoint[] Box(long x0, long y0, long x1, long y1) => [new(x0, y0), new(x1, y0), new(x1, y1), new(x0, y1)];
}

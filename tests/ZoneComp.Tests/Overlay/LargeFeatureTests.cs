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

    private static LatticePoint[] Box(long x0, long y0, long x1, long y1) => [new(x0, y0), new(x1, y0), new(x1, y1), new(x0, y1)];
}

namespace ZoneComp.Tests.Overlay;

public class RegionFitTests
{
    private static readonly LatticePoint[] West = Box(0, 0, 10, 10), East = Box(10, 0, 20, 10);

    [Fact]
    public void Neighbours_with_one_border_and_an_island_fit() => Assert.True(Fit(West, East, Box(30, 0, 40, 10)));

    /// <summary>The neighbour's border may have a vertex of its own only where it does not leave the line; as edges they are not the same,
    /// so nothing is certain.</summary>
    [Fact]
    public void Borders_that_are_cut_elsewhere_are_left_to_a_closer_look() => Assert.False(Fit(West, [.. East, At(10, 5)]));

    [Fact]
    public void An_overlap_is_never_certain() => Assert.False(Fit(West, Box(9, 0, 20, 10)));

    [Fact]
    public void One_in_another_is_never_certain() => Assert.False(Fit(West, Box(2, 2, 8, 8)));

    [Fact]
    public void The_same_ground_twice_is_never_certain() => Assert.False(Fit(West, West));

    /// <summary>Four regions round a hole: every border but the hole's and the outer one is shared.</summary>
    [Fact]
    public void A_gap_is_never_certain() => Assert.False(Fit(
        [At(0, 0), At(30, 0), At(20, 10), At(10, 10)], [At(30, 0), At(30, 30), At(20, 20), At(20, 10)],
        [At(30, 30), At(0, 30), At(10, 20), At(20, 20)], [At(0, 30), At(0, 0), At(10, 10), At(10, 20)]));

    [Fact]
    public void Regions_that_meet_in_a_point_are_left_to_a_closer_look() => Assert.False(Fit(West, Box(10, 10, 20, 20)));

    [Fact]
    public void A_region_that_crosses_itself_is_never_certain() => Assert.False(Fit([At(0, 0), At(10, 10), At(10, 0), At(0, 10)]));

    /// <summary>As wide as a large province, with more vertices than the walk looks at of a zone; the last millimetre counts.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)] // an open strip is no gap: it lies outside both
    [InlineData(-1, false)]
    public void A_province_of_1000_km_is_looked_at_too(int shiftMm, bool fits)
    {
        const int StepM = 100, HalfM = 500_000, WholeM = 1_000_000;
        LatticePoint[] west = Cut(0, HalfM), east = [.. Cut(HalfM, WholeM).Select(point => new LatticePoint(point.X + shiftMm, point.Y))];
        Assert.Equal(fits, Fit(west, east));

        static LatticePoint[] Cut(int x0, int x1) =>
        [
            .. Steps(x0, x1).Select(x => At(x, 0)), .. Steps(0, WholeM).Select(y => At(x1, y)),
            .. Steps(x0, x1).Select(x => At(x0 + x1 - x, WholeM)), .. Steps(0, WholeM).Select(y => At(x0, WholeM - y)),
        ];

        static IEnumerable<int> Steps(int from, int end) => Enumerable.Range(0, (end - from) / StepM).Select(step => from + (StepM * step));
    }

    /// <summary>Boxes on a coarse grid often share borders, overlap, touch or leave gaps; whatever is certain must be so for the slow ways
    /// too.</summary>
    [Fact]
    public void What_is_certain_has_no_gap_and_no_claim()
    {
        var random = new Random(20261122);
        int certain = 0;
        for (int trial = 0; trial < 2000; trial++)
        {
            // Cuts of a rectangle by a vertical and two horizontal lines, one of the boxes moved now and then.
            int x = random.Next(1, 6),
                yWest = random.Next(1, 6),
                yEast = random.Next(5) == 0 ? random.Next(1, 6) : yWest,
                moved = random.Next(8);
            LatticePoint[][] boxes = [CutBox(0, 0, x, yWest), CutBox(0, yWest, x, 6), CutBox(x, 0, 6, yEast), CutBox(x, yEast, 6, 6)];
            if (moved < boxes.Length)
                boxes[moved] = [.. boxes[moved].Select(point => new LatticePoint(point.X + (1000 * random.Next(-1, 2)), point.Y))];
            OverlayInput regions = Regions(boxes);
            IReadOnlyList<LooseBorder> loose = RegionBorders.Loose(regions);
            if (!RegionFit.IsCertain(regions, loose))
                continue;
            certain++;
            Assert.Empty(BorderFaces.Find(loose, [], _ => 1));
            Assert.All(RegionClaims.Find(regions, loose, 0, 1), Assert.Empty);
        }

        Assert.InRange(certain, 100, 1900);
    }

    private static bool Fit(params LatticePoint[][] rings)
    {
        OverlayInput regions = Regions(rings);
        return RegionFit.IsCertain(regions, RegionBorders.Loose(regions));
    }

    private static OverlayInput Regions(params LatticePoint[][] rings)
    {
        var regions = new OverlayInput(0);
        foreach (LatticePoint[] ring in rings)
        {
            _ = regions.AddRegion();
            regions.AddRing(ring);
        }

        return regions;
    }

    /// <summary>Metres to the lattice of a millimetre.</summary>
    private static LatticePoint At(int xM, int yM) => new(1000L * xM, 1000L * yM);

    private static LatticePoint[] Box(int x0M, int y0M, int x1M, int y1M) => [At(x0M, y0M), At(x1M, y0M), At(x1M, y1M), At(x0M, y1M)];

    /// <summary>A box with a vertex every metre, so that neighbours' borders have the same edges.</summary>
    private static LatticePoint[] CutBox(int x0M, int y0M, int x1M, int y1M) =>
    [
        .. Enumerable.Range(x0M, x1M - x0M).Select(x => At(x, y0M)), .. Enumerable.Range(y0M, y1M - y0M).Select(y => At(x1M, y)),
        .. Enumerable.Range(0, x1M - x0M).Select(step => At(x1M - step, y1M)), .. Enumerable.Range(0, y1M - y0M)
            .Select(step => At(x0M, y1M - step)),
    ];
}

namespace ZoneComp.Tests.Overlay;

public class FaultTests
{
    [Fact] // two triangles of 100 x 100 / 4 that meet in (50, 50); the one on the right turns the wrong way
    public void A_bow_tie_keeps_both_lobes_and_says_where_it_crosses()
    {
        FeatureFault fault = Fault([new(0, 0), new(100, 100), new(100, 0), new(0, 100)], out OverlayResult result);

        Assert.Equal("its rings cross themselves or one another", fault.What.En);
        Assert.Equal(new LatticePoint(50, 50), fault.At);
        Assert.Equal((Int128)0, fault.Before2);
        Assert.Equal((Int128)10_000, fault.After2);
        Assert.Equal((Int128)10_000, fault.EvenOdd2);
        Assert.Equal((Int128)10_000, Covered(result));
    }

    [Fact]
    public void A_ring_that_turns_the_wrong_way_covers_its_inside()
    {
        FeatureFault fault = Fault([new(0, 0), new(0, 10), new(10, 10), new(10, 0)], out OverlayResult result);

        Assert.Equal("its rings turn the wrong way", fault.What.En);
        Assert.Equal((Int128)(-200), fault.Before2);
        Assert.Equal((Int128)200, fault.After2);
        Assert.Equal((Int128)200, Covered(result));
    }

    /// <remarks>
    /// Corners of a regular pentagon of radius 10 joined by its diagonals, at 0.1 mm per lattice unit. The star with its middle has
    /// 10 triangles between centre, tip and inner corner: 10 * sin(36°) / 2 * 10 * r with r = 10 * cos(72°)/cos(36°), 112.257; the
    /// middle pentagon alone 5/2 * r² * sin(72°), 34.690, is wound round twice, so even-odd has 77.567.
    /// </remarks>
    [Fact]
    public void A_pentagram_counts_its_middle_once_and_the_finding_says_what_even_odd_would_give()
    {
        const double Unit = 1e5;
        LatticePoint[] star = [.. Enumerable.Range(0, 5).Select(corner => 2 * corner * 2 * Math.PI / 5)
            .Select(angle => new LatticePoint((long)Math.Round(10 * Unit * Math.Sin(angle)), (long)Math.Round(10 * Unit * Math.Cos(angle))))
                .Reverse()];

        FeatureFault fault = Fault(star, out OverlayResult result);

        // Corners and crossings rounded to 1e-5 along edges of 19 move the area by less than 5 * 19 * 1e-5 = 0.001.
        Assert.Equal(112.257, (double)Covered(result) / 2 / Unit / Unit, tolerance: 0.002);
        Assert.Equal(112.257, (double)fault.After2 / 2 / Unit / Unit, tolerance: 0.002);
        Assert.Equal(77.567, (double)fault.EvenOdd2 / 2 / Unit / Unit, tolerance: 0.002);
    }

    /// <remarks>
    /// A pentagram that is not regular: tips (0, 10), (6, -8), (-9.5, 3), (9.5, 3), (-6, -8). Its edges cross in fractions; with them
    /// worked out exactly the star with
    /// its middle has 111.928424 and without it 77.356849: the figures 111.93 and 77.36 that are sometimes given for "a pentagram of
    /// radius 10", whose tips are
    /// these before rounding, and which has 112.26 and 77.57 (above). Both are right, each for its own star.
    /// </remarks>
    [Fact]
    public void A_pentagram_with_rounded_tips_is_as_exact_as_its_fractions()
    {
        const int Unit = 100_000;
        LatticePoint[] star =
        [
            .. new (double X, double Y)[] { (0, 10), (6, -8), (-9.5, 3), (9.5, 3), (-6, -8) }.Select(tip => new LatticePoint(
                (long)(tip.X * Unit),
                (long)(tip.Y * Unit))),
        ];

        FeatureFault fault = Fault([.. star.Reverse()], out OverlayResult result);

        Assert.Equal(111.928424, (double)Covered(result) / 2 / Unit / Unit, tolerance: 0.001);
        Assert.Equal(111.928424, (double)fault.After2 / 2 / Unit / Unit, tolerance: 0.001);
        Assert.Equal(77.356849, (double)fault.EvenOdd2 / 2 / Unit / Unit, tolerance: 0.001);
    }

    [Fact]
    public void A_hole_outside_its_shell_becomes_ground_of_its_own()
    {
        var input = new OverlayInput(1);
        _ = input.AddZone(0);
        input.AddRing([new(0, 0), new(100, 0), new(100, 100), new(0, 100)]);
        input.AddRing([new(200, 0), new(200, 50), new(250, 50), new(250, 0)]);

        OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions());

        FeatureFault fault = Assert.Single(result.Faults);
        Assert.Equal("a hole lies outside its shell", fault.What.En);
        Assert.Equal((Int128)(2 * (10_000 + 2_500)), Covered(result));
    }

    [Fact]
    public void A_ring_that_is_there_twice_counts_once()
    {
        LatticePoint[] square = [new(0, 0), new(100, 0), new(100, 100), new(0, 100)];
        var input = new OverlayInput(1);
        _ = input.AddZone(0);
        input.AddRing(square);
        input.AddRing(square);

        OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions());

        Assert.Equal((Int128)40_000, Assert.Single(result.Faults).Before2);
        Assert.Equal((Int128)20_000, Covered(result));
    }

    [Fact]
    public void Only_the_faulty_feature_is_touched()
    {
        var input = new OverlayInput(2);
        _ = input.AddRegion();
        input.AddRing([new(-1000, -1000), new(1000, -1000), new(1000, 1000), new(-1000, 1000)]);
        _ = input.AddZone(0);
        input.AddRing([new(0, 0), new(0, 100), new(100, 100), new(100, 0)]); // turns the wrong way
        _ = input.AddZone(1);
        input.AddRing([new(50, 0), new(150, 0), new(150, 100), new(50, 100)]);

        OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions(Trace: true));

        FeatureFault fault = Assert.Single(result.Faults);
        Assert.Equal((false, 0), (fault.IsRegion, fault.Feature));
        Assert.Equal(input.ZoneRings(1).Single(), result.Ground.ZoneRings(1).Single());
        Assert.Equal((Int128)10_000, result.Areas.Single(row => row.Classes == ClassSet.Of(0, 1)).Area2);
    }

    [Fact] // repeated points, a spike out and back, a ring of two points, a ring without area, shells that touch in a corner
    public void Points_repeated_spikes_and_rings_without_area_are_no_trouble()
    {
        var input = new OverlayInput(1);
        _ = input.AddZone(0);
        input.AddRing([new(0, 0), new(0, 0), new(100, 0), new(200, 0), new(100, 0), new(100, 100), new(100, 100), new(0, 100), new(0, 0)]);
        input.AddRing([new(100, 100), new(200, 100), new(200, 200), new(100, 200)]);
        input.AddRing([new(300, 0), new(400, 0)]);
        input.AddRing([new(300, 0), new(400, 0), new(350, 0)]);
        input.AddRing([new(7, 7)]);
        input.AddRing([]);

        OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions());

        Assert.Empty(result.Faults);
        Assert.Equal((Int128)40_000, Covered(result));
        Assert.Equal(2, input.FlatRingCount);
    }

    [Fact] // two unit squares that share more than rounding can explain, but less than a square millimetre would
    public void A_fault_that_only_the_rounding_to_the_lattice_made_is_left_alone()
    {
        // Neighbouring parts overlap by one unit along 1,000: rounding can do that.
        var input = new OverlayInput(1);
        _ = input.AddZone(0);
        input.AddRing([new(0, 0), new(500, 0), new(500, 1000), new(0, 1000)]);
        input.AddRing([new(499, 0), new(900, 0), new(900, 1000), new(499, 1000)]);

        OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions());

        Assert.Empty(result.Faults);
        Assert.Equal((Int128)(2 * 900 * 1000), Covered(result));
    }

    private static FeatureFault Fault(LatticePoint[] ring, out OverlayResult result)
    {
        var input = new OverlayInput(1);
        _ = input.AddZone(0);
        input.AddRing(ring);
        result = ZoneOverlay.Measure(input, new OverlayOptions());
        return Assert.Single(result.Faults);
    }

    private static Int128 Covered(OverlayResult result) =>
        result.Areas.Where(row => row.Classes.Contains(0)).Aggregate((Int128)0, (sum, row) => sum + row.Area2);
}

namespace ZoneComp.Tests.Overlay;

public class ZoneBufferTests
{
    private static readonly AreaPlane Plane = AreaPlane.EqualArea(114);

    [Theory] // a circle of 1,000 m is 3.141593 km2 on the ground, however few edges draw it
    [InlineData(114, 0)]
    [InlineData(116.4, 40)]
    [InlineData(120, 53)]
    public void A_point_widened_by_a_kilometre_is_a_circle_on_the_ground_at_any_latitude(double longitude, double latitude)
    {
        IReadOnlyList<LatticePoint[]> rings = ZoneBuffer.OfLines([[At(longitude, latitude)]], 1000, Plane);

        // The plane keeps areas; transverse Mercator does so within 1e-6 this near to its meridian; millimetre rounding is less.
        Assert.Equal(3.141593, AreaKm2(rings), tolerance: 4e-6);
    }

    [Fact] // a line of 10 km northward: 2 * 10 km2 and two half circles
    public void A_line_widened_is_a_strip_with_round_ends()
    {
        LatticePoint from = At(116, 40), to = At(116, 40 + (10 / 111.0350)); // 111.0350 km is a degree of the meridian at 40.05°
        IReadOnlyList<LatticePoint[]> rings = ZoneBuffer.OfLines([[from, to]], 1000, Plane);

        Assert.Equal(20 + 3.140331, AreaKm2(rings), tolerance: 0.002); // the degree's length to 1e-4
    }

    [Fact]
    public void A_square_narrowed_by_more_than_half_its_side_is_gone()
    {
        LatticePoint[] square = [new(0, 0), new(1_000_000, 0), new(1_000_000, 1_000_000), new(0, 1_000_000)];

        Assert.Empty(ZoneBuffer.OfPolygons([square], -600, Plane));
        // at the equator the plane is metric: 600 x 600 m
        Assert.Equal(0.36, AreaKm2(ZoneBuffer.OfPolygons([square], -200, Plane)), tolerance: 1e-4);
        Assert.Equal(1 + 0.8 + (0.04 * 3.140331), AreaKm2(ZoneBuffer.OfPolygons([square], 200, Plane)), tolerance: 1e-4);
    }

    private static LatticePoint At(double longitude, double latitude)
    {
        Assert.True(Plane.ToPlane(longitude, latitude, out double x, out double y));
        return new LatticePoint((long)Math.Round(x * LatticePoint.UnitsPerMetre), (long)Math.Round(y * LatticePoint.UnitsPerMetre));
    }

    private static double AreaKm2(IReadOnlyList<LatticePoint[]> rings) =>
        (double)rings.Aggregate((Int128)0, (sum, ring) => sum + RingGeometry.SignedArea2(ring)) / 2 / 1e12;
}

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

    /// <summary>
    /// 20 degrees of the parallel of 30 degrees, far wider than one projection serves: twice the distance times the length, and two half
    /// circles. A strip's scale leaves at most 1/2,000 of the distance.
    /// </summary>
    [Fact]
    public void A_line_over_twenty_degrees_is_as_wide_as_a_short_one()
    {
        IReadOnlyList<LatticePoint[]> rings = ZoneBuffer.OfLines([Parallel(104, 124, 30)], 5000, Plane);

        double lengthKm = 20 * Degree * PrimeVerticalKm(30) * Math.Cos(30 * Degree), straight = 10 * lengthKm;
        Assert.Equal(straight + (25 * 3.140331), AreaKm2(rings), tolerance: straight / 2000);
    }

    /// <summary>
    /// A box of 24 by one degrees: by 2 km more on every side it is a box between other parallels, two strips along its meridians and four
    /// quarter circles, in closed form; narrowed it lacks twice what the strips and corners have in common.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    public void A_box_of_many_degrees_grows_and_shrinks_on_all_sides_alike(double distanceKm)
    {
        LatticePoint[] box = [.. Parallel(102, 126, 25), .. Parallel(102, 126, 26).Reverse()];

        double north = 26 + (distanceKm / MeridianKm(26) / Degree), south = 25 - (distanceKm / MeridianKm(25) / Degree),
            height = MeridianKm(25.5) * Degree, // of a degree, to 1e-6
            side = distanceKm > 0 ? height : height + (2 * distanceKm), // what is left of the sides within the narrowed box
            corners = distanceKm > 0 ? distanceKm * distanceKm * 3.140331 : 0,
            expected = (24 * Degree * 6378.137 * (Northing(north) - Northing(south))) + (2 * distanceKm * side) + corners,
            borderKm = 2 * (height + (24 * Degree * PrimeVerticalKm(25) * Math.Cos(25 * Degree)));
        Assert.Equal(expected, AreaKm2(ZoneBuffer.OfPolygons([box], distanceKm * 1000, Plane)), tolerance: borderKm * 2 / 2000);
    }

    /// <summary>What a map of the world cuts at 180 degrees is widened as what it does not cut.</summary>
    [Fact]
    public void Parts_on_both_sides_of_180_degrees_are_widened_as_one()
    {
        LatticePoint[] whole = Parallel(178, 182, -16), west = Parallel(178, 180, -16), east = Parallel(-180, -178, -16);
        double expected = AreaKm2(ZoneBuffer.OfLines([whole], 5000, Plane));

        Assert.Equal(expected, AreaKm2(ZoneBuffer.OfLines([west, east], 5000, Plane)), tolerance: 1e-3);
        LatticePoint[] box = [.. Parallel(179, 181, -17), .. Parallel(179, 181, -16).Reverse()],
            half = [.. Parallel(179, 180, -17), .. Parallel(179, 180, -16).Reverse()],
            other = [.. Parallel(-180, -179, -17), .. Parallel(-180, -179, -16).Reverse()];
        foreach (double distanceM in new[] { 5000, -5000 })
            Assert.Equal(
                AreaKm2(ZoneBuffer.OfPolygons([box], distanceM, Plane)),
                AreaKm2(ZoneBuffer.OfPolygons([half, other], distanceM, Plane)),
                tolerance: 1e-3);
    }

    private const double Degree = Math.PI / 180, E2 = (2 - (1 / 298.257222101)) / 298.257222101;

    private static double PrimeVerticalKm(double latitude) => 6378.137 / Math.Sqrt(1 - (E2 * Math.Pow(Math.Sin(latitude * Degree), 2)));

    private static double MeridianKm(double latitude) => Math.Pow(PrimeVerticalKm(latitude) / 6378.137, 3) * 6378.137 * (1 - E2);

    private static double Northing(double latitude)
    {
        double sin = Math.Sin(latitude * Degree), e = Math.Sqrt(E2);
        return 6378.137 * (1 - E2) / 2 * ((sin / (1 - (E2 * sin * sin))) + (Math.Atanh(e * sin) / e));
    }

    /// <summary>Points along a parallel, from the west, 0.005 degrees apart.</summary>
    private static LatticePoint[] Parallel(double west, double east, double latitude)
    {
        int steps = (int)Math.Round((east - west) / 0.005);
        return [.. Enumerable.Range(0, steps + 1).Select(step => At(west + ((east - west) * step / steps), latitude))];
    }

    private static LatticePoint At(double longitude, double latitude)
    {
        Assert.True(Plane.ToPlane(longitude, latitude, out double x, out double y));
        return new LatticePoint((long)Math.Round(x * LatticePoint.UnitsPerMetre), (long)Math.Round(y * LatticePoint.UnitsPerMetre));
    }

    private static double AreaKm2(IReadOnlyList<LatticePoint[]> rings) =>
        (double)rings.Aggregate((Int128)0, (sum, ring) => sum + RingGeometry.SignedArea2(ring)) / 2 / 1e12;
}

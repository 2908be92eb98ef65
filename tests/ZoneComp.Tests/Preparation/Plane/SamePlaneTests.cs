namespace ZoneComp.Tests.Preparation.Plane;

/// <summary>Rings of a planar run, which are projected two points at a time where nothing is odd about them.</summary>
public class SamePlaneTests
{
    private static readonly Crs Zone = Crs.Parse("EPSG:4547");

    [Fact]
    public void Plain_rings_of_every_length_are_their_points_in_millimetres()
    {
        var random = new Random(20261122);
        for (int count = 1; count <= 40; count++)
        {
            // Sixteenths of a metre are exact, and every other one is half a millimetre, which goes to the even neighbour. The last edge,
            // back to the first point, is below a kilometre too.
            var coordinates = new double[2 * count];
            (double x, double y) = (500_000, 3_900_000);
            for (int point = 0; point < count; point++)
            {
                (x, y) = (500_000 + (random.Next(8000) / 16.0), y + (random.Next(1, 400) / 16.0));
                (coordinates[2 * point], coordinates[(2 * point) + 1]) = (x, y);
            }

            LatticePoint[] expected =
            [
                .. Enumerable.Range(0, count)
                    .Select(point => new LatticePoint(Millimetres(coordinates[2 * point]), Millimetres(coordinates[(2 * point) + 1]))),
            ];
            Assert.Equal(expected, Project(coordinates));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_point_that_falls_together_with_the_one_before_is_left_out_wherever_it_stands(int at)
    {
        List<(double X, double Y)> points = [(0, 0), (10, 0), (20, 5), (10, 10), (5, 10)];
        LatticePoint[] expected = [.. points.Select(point => new LatticePoint((long)point.X * 1000, (long)point.Y * 1000))];
        points.Insert(at + 1, (points[at].X + 0.0004, points[at].Y)); // 0.4 mm away: the same millimetre

        Assert.Equal(expected, Project([.. points.SelectMany(point => new[] { point.X, point.Y })]));
    }

    [Theory]
    [InlineData(1048.575, 4)]
    [InlineData(1048.576, 4)] // 2^20 mm: the longest that stays whole
    [InlineData(1048.577, 6)] // two edges along x, each cut once
    public void An_edge_is_cut_from_a_millimetre_above_2_to_the_20_on(double length, int points) =>
        Assert.Equal(points, Project([0, 0, length, 0, length, 500, 0, 500]).Count);

    [Theory]
    [InlineData(double.NaN, CoordinateProblemKind.NotFinite)]
    [InlineData(double.NegativeInfinity, CoordinateProblemKind.NotFinite)]
    [InlineData(1e30, CoordinateProblemKind.OutsideLattice)]
    public void A_bad_number_is_found_at_its_point_whatever_the_number_of_points(double bad, CoordinateProblemKind kind)
    {
        for (int count = 3; count <= 9; count++)
        {
            for (int at = 0; at < count; at++)
            {
                double[] coordinates = [.. Enumerable.Range(0, count).SelectMany(point => new double[] { point, point * point })];
                coordinates[(2 * at) + 1] = bad;
                var ring = new List<LatticePoint> { new(7, 7) };
                CoordinateProblem? problem = NewProjector().Project(coordinates, ring);
                Assert.Equal((kind, at), (problem?.Kind, problem?.Point));
                Assert.Equal([new LatticePoint(7, 7)], ring);
            }
        }
    }

    private static LatticeProjector NewProjector() =>
        LatticeProjector.Create(Zone, AreaPlane.Planar(Zone), DatumStep.None);

    private static List<LatticePoint> Project(double[] coordinates)
    {
        var ring = new List<LatticePoint>();
        Assert.Null(NewProjector().Project(coordinates, ring));
        return ring;
    }

    /// <summary>By decimal arithmetic, halves to even.</summary>
    private static long Millimetres(double metres) => (long)Math.Round((decimal)(metres * 1000), MidpointRounding.ToEven);
}

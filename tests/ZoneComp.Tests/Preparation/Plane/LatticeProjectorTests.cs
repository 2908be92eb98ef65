namespace ZoneComp.Tests.Preparation.Plane;

public class LatticeProjectorTests
{
    private static readonly AreaPlane Plane105 = AreaPlane.EqualArea(105);
    private static readonly Crs Degrees = Crs.Parse("EPSG:4490");

    /// <summary>Quarter of the ellipsoid's northern half: a q(90 deg)/2 x a pi/2. CGCS2000's whole surface is 510,065,621.7 km2 (GRS 80;
    /// H. Moritz 2000).</summary>
    [Fact]
    public void Area_of_an_octant_is_an_eighth_of_the_ellipsoid()
    {
        List<LatticePoint> ring = Project(Degrees, Plane105, [60, 0, 150, 0, 150, 90, 60, 90]);

        // Known to 0.1 km2 in 510 million: 1e-9; the octant is 63,758,202.7 km2.
        Assert.Equal(510065621.7 / 8, Area2(ring) / 2 / 1e12, tolerance: 0.05);
    }

    [Fact]
    public void World_from_minus_180_to_180_keeps_its_two_ends()
    {
        List<LatticePoint> ring = Project(Degrees, Plane105, [-180, -90, 180, -90, 180, 90, -180, 90, -180, -90]);

        Assert.Equal(510065621.7, Area2(ring) / 2 / 1e12, tolerance: 0.1);
        Assert.Equal(ring[0], ring[^1]);
    }

    [Theory]
    [InlineData("EPSG:4490", 100, 30, 104.5, 41)]
    [InlineData("EPSG:4490", 100, 30, 100.001, 30.004)]
    [InlineData("EPSG:4547", 400000, 3500000, 460000, 3411111)]
    [InlineData("EPSG:4547", 400000, 3500000, 400300, 3500300)]
    [InlineData("ESRI:102025", 400000, 500000, 461000, 700000)]
    [InlineData("EPSG:3857", 11600000, 4100000, 11660000, 4200000)]
    public void Edge_and_its_reverse_have_the_same_points(string code, double x0, double y0, double x1, double y1)
    {
        List<LatticePoint> there = Project(Crs.Parse(code), Plane105, [x0, y0, x1, y1], isRing: false);
        List<LatticePoint> back = Project(Crs.Parse(code), Plane105, [x1, y1, x0, y0], isRing: false);

        back.Reverse();
        Assert.Equal(there, back);
    }

    [Theory]
    [InlineData("EPSG:4490", 100, 30, 104.5, 41)]
    [InlineData("EPSG:4490", 100, 40, 103, 40.002)]
    [InlineData("EPSG:4490", 100, -3, 101, 4)]
    [InlineData("EPSG:4547", 400000, 3500000, 460000, 3411111)]
    [InlineData("EPSG:4526", 38200000, 5500000, 38900000, 5511111)]
    [InlineData("EPSG:4547", 400000, 3500000, 400300, 3500300)]
    [InlineData("ESRI:102025", 400000, 500000, 461000, 1700000)]
    [InlineData("ESRI:102012", 400000, 2500000, 461000, 4700000)]
    [InlineData("EPSG:3857", 11600000, 4100000, 11960000, 4900000)]
    public void No_point_of_an_edge_moves_sideways_by_more_than_the_tolerance(string code, double x0, double y0, double x1, double y1)
    {
        Crs crs = Crs.Parse(code);
        List<LatticePoint> line = Project(crs, Plane105, [x0, y0, x1, y1], isRing: false);
        Projection projection = Projection.Of(crs);

        double worst = 0;
        int nearest = 0;
        const int samples = 40001;
        for (int k = 0; k <= samples; k++)
        {
            double t = (double)k / samples;
            Assert.True(projection.Inverse(x0 + ((x1 - x0) * t), y0 + ((y1 - y0) * t), out double lon, out double lat));
            Plane105.ToPlane(lon, lat, out double x, out double y);
            while (nearest + 2 < line.Count
                && Distance(x * 1000, y * 1000, line[nearest + 1], line[nearest + 2]) <= Distance(
                    x * 1000,
                    y * 1000,
                    line[nearest],
                    line[nearest + 1]))
                nearest++;
            worst = Math.Max(worst, Distance(x * 1000, y * 1000, line[nearest], line[nearest + 1]));
        }

        // 1 mm, and 0.71 mm for the rounding of the ends to the lattice in x and y, and as much for a cut by the 2^20 rule.
        Assert.InRange(worst, 0, 1 + 0.71 + 0.71);
        Assert.All(
            line.Zip(line.Skip(1)),
            pair => Assert.True(Math.Max(Math.Abs(pair.First.X - pair.Second.X), Math.Abs(pair.First.Y - pair.Second.Y)) <= 1 << 20));
    }

    /// <summary>Short edges are let through unmeasured by a bound on the bend; here the bound is held against what they really do, all
    /// over China and beyond the zone.</summary>
    [Theory]
    [InlineData("EPSG:4526", 8)]
    [InlineData("ESRI:102025", 30)]
    [InlineData("ESRI:102012", 30)]
    [InlineData("EPSG:3857", 30)]
    public void Edges_that_are_not_split_really_stay_within_the_tolerance(string code, double halfWidthDeg)
    {
        Crs crs = Crs.Parse(code);
        Projection projection = Projection.Of(crs);
        double middle = code == "EPSG:3857" ? 105 : crs.CentralMeridianDeg;
        Random random = new(20251122);
        int unsplit = 0;
        for (int k = 0; k < 20000; k++)
        {
            Assert.True(projection.Forward(
                middle + (halfWidthDeg * ((2 * random.NextDouble()) - 1)),
                3 + (51 * random.NextDouble()),
                out double x0,
                out double y0));
            double length = 20 + (200 * random.NextDouble()), direction = 2 * Math.PI * random.NextDouble();
            double x1 = x0 + (length * Math.Cos(direction)), y1 = y0 + (length * Math.Sin(direction));
            if (Project(crs, Plane105, [x0, y0, x1, y1], isRing: false).Count > 2)
                continue;
            unsplit++;
            (double ax, double ay) = InPlane(projection, x0, y0);
            (double bx, double by) = InPlane(projection, x1, y1);
            (double mx, double my) = InPlane(projection, (x0 + x1) / 2, (y0 + y1) / 2);
            double off = Math.Abs(((bx - ax) * (my - ay)) - ((by - ay) * (mx - ax))) / Math.Sqrt(
                Math.Pow(bx - ax, 2) + Math.Pow(by - ay, 2));
            Assert.InRange(off, 0, 0.001);
        }

        Assert.InRange(unsplit, 5000, 20000);
    }

    private static (double X, double Y) InPlane(Projection projection, double x, double y)
    {
        Assert.True(projection.Inverse(x, y, out double lon, out double lat));
        Plane105.ToPlane(lon, lat, out double planeX, out double planeY);
        return (planeX, planeY);
    }

    [Fact]
    public void Edge_along_a_meridian_is_split_only_by_length()
    {
        // 1 degree at 30 N is about 110,852 m of meridian, in the plane cos(30)-fold of that: 96,0xx m, 92 pieces of at most 1,048.576 m.
        List<LatticePoint> line = Project(Degrees, Plane105, [105, 30, 105, 31], isRing: false);

        Assert.InRange(line.Count, 92, 94);
        Assert.All(line, point => Assert.Equal(0, point.X));
    }

    [Fact]
    public void Closing_edge_of_an_open_ring_is_split_too()
    {
        List<LatticePoint> open = Project(Degrees, Plane105, [100, 30, 101, 30, 101, 31]);
        List<LatticePoint> closed = Project(Degrees, Plane105, [100, 30, 101, 30, 101, 31, 100, 30]);

        Assert.Equal(closed, [.. open, open[0]]);
    }

    [Fact]
    public void Planar_run_in_the_layers_own_CRS_only_scales_to_millimetres()
    {
        Crs crs = Crs.Parse("EPSG:4547");

        List<LatticePoint> ring = Project(crs, AreaPlane.Planar(crs), [500000.1234, 3500000, 500100, 3500000, 500100, 3500100]);

        Assert.Equal([new(500000123, 3500000000), new(500100000, 3500000000), new(500100000, 3500100000)], ring);
    }

    [Fact]
    public void Planar_run_in_another_CRS_lands_where_that_CRS_has_the_point()
    {
        // EPSG:4527 is EPSG:4548 with 39 million metres added, so the two must agree to the lattice.
        List<LatticePoint> ring = Project(
            Crs.Parse("EPSG:4527"),
            AreaPlane.Planar(Crs.Parse("EPSG:4548")),
            [39500100, 3500000, 39500200, 3500000, 39500200, 3500100]);

        Assert.Equal([new(500100000, 3500000000), new(500200000, 3500000000), new(500200000, 3500100000)], ring);
    }

    [Theory]
    [InlineData("EPSG:4490", double.NaN, 30, CoordinateProblemKind.NotFinite)]
    [InlineData("EPSG:4490", 105, double.PositiveInfinity, CoordinateProblemKind.NotFinite)]
    [InlineData("EPSG:4490", 105, 90.5, CoordinateProblemKind.LatitudeBeyondPole)]
    [InlineData("EPSG:4490", 500000, 30, CoordinateProblemKind.LongitudeBeyondTurn)]
    [InlineData("EPSG:4547", double.NaN, 3500000, CoordinateProblemKind.NotFinite)]
    [InlineData("EPSG:4547", 38500000, 3500000, CoordinateProblemKind.OutsideProjection)]
    [InlineData("EPSG:4547", 5500000, 3500000, CoordinateProblemKind.FarOutsideZone)]
    public void Impossible_coordinate_is_reported_with_its_place_and_leaves_the_ring_as_it_was(
        string code,
        double x,
        double y,
        CoordinateProblemKind kind)
    {
        List<LatticePoint> ring = [new(1, 2)];
        double[] coordinates = code == "EPSG:4490" ? [105, 30, 106, 30, x, y] : [500000, 3500000, 500100, 3500000, x, y];

        CoordinateProblem? problem = LatticeProjector.Create(Crs.Parse(code), Plane105, DatumStep.None).Project(coordinates, ring, part: 3);

        Assert.Equal(new CoordinateProblem(kind, 3, 2, x, y), problem);
        Assert.Equal([new(1, 2)], ring);
    }

    [Fact]
    public void A_file_cannot_ask_for_memory_without_end()
    {
        double[] coordinates = new double[20000];
        for (int i = 0; i < 10000; i++)
            (coordinates[2 * i], coordinates[(2 * i) + 1]) = (i % 2 == 0 ? -180 : 180, i % 2 == 0 ? -89 : 89);

        CoordinateProblem? problem = LatticeProjector.Create(Degrees, Plane105, DatumStep.None).Project(coordinates, []);

        Assert.Equal(CoordinateProblemKind.EdgesTooLong, problem?.Kind);
    }

    [Theory]
    [InlineData(105, 0)]
    [InlineData(91.234567891, 31.987654321)]
    [InlineData(-120, -45)]
    [InlineData(105, 90)]
    public void Place_of_a_lattice_point_is_where_it_came_from(double longitude, double latitude)
    {
        Plane105.ToPlane(longitude, latitude, out double x, out double y);

        FindingPlace place = Plane105.Place(new LatticePoint((long)Math.Round(x * 1000), (long)Math.Round(y * 1000)));

        // Half a millimetre is 4.5e-9 degrees of longitude, of latitude 1/cos times that in this plane: 1e-8; at the pole the square root
        // of it.
        Assert.Equal(longitude, place.X, tolerance: 1e-8);
        Assert.Equal(latitude, place.Y, tolerance: latitude == 90 ? 1e-3 : 1e-8);
    }

    internal static List<LatticePoint> Project(Crs crs, AreaPlane plane, double[] coordinates, bool isRing = true)
    {
        List<LatticePoint> ring = [];
        Assert.Null(LatticeProjector.Create(crs, plane, DatumStep.None).Project(coordinates, ring, isRing: isRing));
        return ring;
    }

    /// <summary>Twice the area, lattice units squared, by the shoelace formula.</summary>
    internal static double Area2(List<LatticePoint> ring)
    {
        Int128 sum = 0;
        for (int i = 0; i < ring.Count; i++)
        {
            LatticePoint a = ring[i], b = ring[(i + 1) % ring.Count];
            sum += ((Int128)(a.X + b.X) * (b.Y - a.Y));
        }

        return (double)sum;
    }

    private static double Distance(double x, double y, LatticePoint a, LatticePoint b)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y;
        double t = Math.Clamp((((x - a.X) * dx) + ((y - a.Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
        return Math.Sqrt(Math.Pow(x - a.X - (t * dx), 2) + Math.Pow(y - a.Y - (t * dy), 2));
    }
}

namespace ZoneComp.Tests.Preparation.Plane;

/// <summary>Polygons of long edges keep their areas on the lattice, held against sums over very many chords that meet no lattice.</summary>
public class KeptAreaTests
{
    private static readonly AreaPlane Plane105 = AreaPlane.EqualArea(105);

    /// <summary>
    /// A triangle leaning one way and a box each: what one chord leaves at 1 mm is a third of a millimetre to a millimetre times the
    /// length of the edge, 5 to 60 m2 here, and one rounded row
    /// of the lattice up to 0.5 mm times it. What is left is 0.002 m2 an edge (<see cref="BalancedEdge.Settled2"/>), and the sum of chords
    /// itself.
    /// </summary>
    [Theory]
    [InlineData("EPSG:4490", 100, 31, 0.5, 0.4)]
    [InlineData("EPSG:4490", 104.123, 5.4, 0.21, 0.3)]
    [InlineData("EPSG:4490", 120.7, 52.3, 0.61, 0.2)]
    [InlineData("EPSG:4490", 104.9, -1.1, 0.3, 2.4)]
    [InlineData("EPSG:4547", 430000, 3310000, 41000, 37000)]
    [InlineData("EPSG:32650", 430000, 4710000, 11000, 17000)]
    [InlineData("EPSG:3857", 11600000, 4100000, 61000, 37000)]
    [InlineData("ESRI:102025", 200000, 3500000, 91000, 57000)]
    [InlineData("ESRI:102012", -300000, 3100000, 41000, 67000)]
    [InlineData("EPSG:4547", 430000, 3310000, 410, 370)]
    [InlineData("EPSG:4490", 100, 31, 0.004, 0.0033)]
    public void Long_edges_keep_the_area_of_the_polygon(string code, double x, double y, double width, double height)
    {
        double[] triangle = [x, y, x + width, y + (0.37 * height), x + (0.3 * width), y + height],
            box = [x, y, x + width, y, x + width, y + height, x, y + height];
        foreach (double[] ring in new[] { triangle, box })
        {
            double ours = LatticeProjectorTests.Area2(LatticeProjectorTests.Project(Crs.Parse(code), Plane105, ring)) / 2e6;

            double expected = OfVeryManyChords(Crs.Parse(code), ring);
            Assert.InRange(Math.Abs(ours - expected), 0, 0.01 + (1e-12 * expected));
        }
    }

    /// <summary>One edge, and the same line with a vertex in it: the ground between them is within the tolerance and the lattice, along a
    /// parallel but for the cells of the ends nothing.</summary>
    [Theory]
    [InlineData(100, 31, 100.4, 31.3, 0.0025)]
    [InlineData(100, 31.234567, 100.4, 31.234567, 0.00003)]
    [InlineData(100.1234567, 31, 100.1234567, 31.4, 0.00003)]
    public void A_vertex_more_in_one_of_two_neighbours_parts_their_border_by_little(
        double x0, double y0, double x1, double y1, double meanWidthM)
    {
        (double x, double y) = (x0 + (0.4 * (x1 - x0)), y0 + (0.4 * (y1 - y0)));
        List<LatticePoint> whole = Line(x0, y0, x1, y1), cut = [.. Line(x0, y0, x, y), .. Line(x, y, x1, y1).Skip(1)];

        double lengthM = Math.Sqrt(Math.Pow(whole[^1].X - whole[0].X, 2) + Math.Pow(whole[^1].Y - whole[0].Y, 2)) / 1000;
        Assert.InRange(GroundBetweenM2(whole, cut), 0, meanWidthM * lengthM);
        // Overlap and gap are alike: the net of them is what either is off.
        Assert.InRange(Math.Abs(LatticeProjectorTests.Area2([.. whole, .. cut.AsEnumerable().Reverse()])) / 2e6, 0, 0.01);
    }

    /// <summary>
    /// Neighbours as exports leave them: the same vertices but for the last digits of a double, 2e-8 m. Twice the area beside an edge of
    /// 300 m moves by up to 2 x 2e-5 x 3e5 = 12 lattice units, so that one edge in 512 / 12 = 43 at most is settled otherwise.
    /// </summary>
    [Theory]
    [InlineData("EPSG:4490", 108, 34, 0.003, 1.9e-13)]
    [InlineData("EPSG:4547", 430000, 3310000, 300, 2e-8)]
    public void A_border_in_common_but_for_the_last_digits_stays_one_line(string code, double x, double y, double step, double noise)
    {
        var random = new Random(7);
        double Off(double by) => (random.NextDouble() - 0.5) * 2 * by;
        int parted = 0;
        const int edges = 2000;
        for (int edge = 0; edge < edges; edge++)
        {
            double[] line = [x + Off(1000 * step), y + Off(1000 * step), 0, 0];
            (line[2], line[3]) = (line[0] + Off(step), line[1] + Off(step));
            double[] other = [line[2] + Off(noise), line[3] + Off(noise), line[0] + Off(noise), line[1] + Off(noise)];
            List<LatticePoint> back = LatticeProjectorTests.Project(Crs.Parse(code), Plane105, other, isRing: false);
            back.Reverse();
            parted += LatticeProjectorTests.Project(Crs.Parse(code), Plane105, line, isRing: false).SequenceEqual(back) ? 0 : 1;
        }

        Assert.InRange(parted, 0, edges / 43);
    }

    /// <summary>x of the plane along the parallel changes with longitude alone, y with latitude: areas of boxes are known in closed
    /// form.</summary>
    [Fact]
    public void A_sheet_of_a_degree_grid_has_its_closed_area()
    {
        const double a = 6378137, f = 1 / 298.257222101, e2 = f * (2 - f);
        double e = Math.Sqrt(e2), ratio = Math.PI / 180;
        double Northing(double latitude)
        {
            double sin = Math.Sin(latitude * ratio);
            return a * (1 - e2) / 2 * ((sin / (1 - (e2 * sin * sin))) + (Math.Atanh(e * sin) / e));
        }

        for (int sheet = 0; sheet < 20; sheet++)
        {
            double west = 100 + (0.25 * sheet),
                south = 20 + (sheet / 6.0),
                ours = LatticeProjectorTests.Area2(LatticeProjectorTests.Project(
                Crs.Parse("EPSG:4490"), Plane105, [
                    west, south, west + 0.25, south, west + 0.25, south + (1 / 6.0), west, south + (1 / 6.0),
                ])) / 2e6;

            Assert.Equal(a * 0.25 * ratio * (Northing(south + (1 / 6.0)) - Northing(south)), ours, tolerance: 0.01);
        }
    }

    private static List<LatticePoint> Line(double x0, double y0, double x1, double y1) =>
        LatticeProjectorTests.Project(Crs.Parse("EPSG:4490"), Plane105, [x0, y0, x1, y1], isRing: false);

    /// <summary>Area between two lines of the same ends, however often they cross: the sum over steps of their distances, both as
    /// functions of the way along the line between the ends.</summary>
    private static double GroundBetweenM2(List<LatticePoint> first, List<LatticePoint> second)
    {
        const int steps = 200_000;
        double sum = 0, length = 0;
        (int i, int j) = (0, 0);
        for (int step = 0; step < steps; step++)
        {
            double along = (step + 0.5) / steps;
            (double a, length) = Aside(first, along, ref i);
            (double b, _) = Aside(second, along, ref j);
            sum += Math.Abs(a - b);
        }

        return sum / steps * length / 1e6;
    }

    private static (double Aside, double Length) Aside(List<LatticePoint> line, double along, ref int at)
    {
        double dx = line[^1].X - line[0].X, dy = line[^1].Y - line[0].Y, length = Math.Sqrt((dx * dx) + (dy * dy));
        (double Along, double Aside) Of(LatticePoint point)
        {
            double x = point.X - line[0].X, y = point.Y - line[0].Y;
            return (((x * dx) + (y * dy)) / length / length, ((x * dy) - (y * dx)) / length);
        }

        while (at + 2 < line.Count && Of(line[at + 1]).Along < along)
            at++;
        ((double from, double a), (double to, double b)) = (Of(line[at]), Of(line[at + 1]));
        return (a + ((b - a) * ((along - from) / (to - from))), length);
    }

    /// <summary>Shoelace sums over 2^15 and 2^16 chords an edge, whose error goes with the number squared, and so what they lead
    /// to.</summary>
    private static double OfVeryManyChords(Crs crs, double[] ring) =>
        ((4 * OfChords(crs, ring, 1 << 16)) - OfChords(crs, ring, 1 << 15)) / 3;

    private static double OfChords(Crs crs, double[] ring, int chords)
    {
        Projection projection = Projection.Of(crs);
        (double X, double Y) origin = At(ring[0], ring[1]);
        double sum = 0;
        (double X, double Y) before = (0, 0);
        for (int edge = 0; edge < ring.Length; edge += 2)
        {
            double x0 = ring[edge], y0 = ring[edge + 1], x1 = ring[(edge + 2) % ring.Length], y1 = ring[(edge + 3) % ring.Length];
            for (int k = 1; k <= chords; k++)
            {
                double t = (double)k / chords;
                (double x, double y) = k == chords ? At(x1, y1) : At(x0 + ((x1 - x0) * t), y0 + ((y1 - y0) * t));
                (x, y) = (x - origin.X, y - origin.Y);
                sum += (before.X * y) - (before.Y * x);
                before = (x, y);
            }
        }

        return sum / 2;

        (double X, double Y) At(double x, double y)
        {
            Assert.True(projection.Inverse(x, y, out double longitude, out double latitude));
            Assert.True(Plane105.ToPlane(longitude, latitude, out double xM, out double yM));
            return (xM, yM);
        }
    }
}

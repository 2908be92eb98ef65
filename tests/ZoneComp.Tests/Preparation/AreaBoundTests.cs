using System.Globalization;
using System.Text;

namespace ZoneComp.Tests.Preparation;

/// <summary>Areas with their bounds, through a whole run: what the reference says lies within, for regular data too.</summary>
public sealed class AreaBoundTests : IDisposable
{
    private readonly InputRun run = new();

    public void Dispose() => run.Dispose();

    /// <summary>Hexagons of one size on a degree grid, apart from one another: what each is off by rounding is alike from row to row, and
    /// adds up.</summary>
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.0004)]
    public void Many_hexagons_on_a_degree_grid_lie_within_the_bound_together(double side)
    {
        const int across = 40;
        var text = new StringBuilder("wkt\n");
        double expected = 0;
        for (int i = 0; i < across; i++)
        {
            for (int j = 0; j < across; j++)
            {
                (double x, double y) = (105 + (2 * side * (i + 0.75)), 30 + (2 * side * (j + 0.75)));
                double[] ring = [.. Enumerable.Range(0, 6).SelectMany(corner => new[]
                {
                    Math.Round(x + (side * Math.Cos(corner * Math.PI / 3)), 9), Math.Round(y + (side * Math.Sin(corner * Math.PI / 3)), 9),
                })];
                expected += OfDegrees(ring);
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"\"SRID=4490;POLYGON(({string.Join(
                        ",",
                        Enumerable.Range(0, 7)
                            .Select(k => string.Create(
                                CultureInfo.InvariantCulture,
                                $"{ring[2 * (k % 6)]} {ring[(2 * (k % 6)) + 1]}")))}))\"\n");
            }
        }

        _ = run.Zone();
        run.Folder.Write("zone.csv", text.ToString());

        CombinationTable table = run.Run().Results!.Combinations;

        double bound = (double)table.Bounds.Single(row => row is { Region: 0, Class: 0 }).BoundM2;
        double ours = (double)table.Rows.Where(row => row.Classes.Contains(0)).Sum(row => row.AreaM2);
        Assert.InRange(Math.Abs(ours - expected), 0, bound);
        Assert.InRange(bound, 0.01, 2e-5 * expected); // and it says something; 40 m edges on rows of the lattice count in full
    }

    /// <summary>The region is a box of 0.1 degrees: four long edges, whose areas are kept.</summary>
    [Fact]
    public void Polygons_of_long_edges_have_bounds_far_below_a_square_metre()
    {
        CombinationTable table =
            run.Zone("POLYGON((105.012345 30.01,105.0813 30.0212,105.0555 30.08,105.012345 30.01))").Run().Results!.Combinations;

        // What counts are pieces of less than 65 m beside the points that settle an edge, two or three to an edge: 0.5 mm times 65 m each,
        // along a row, or five times 0.29 mm times the root of their sum of squares.
        Assert.InRange(table.Bounds.Single(row => row is { Region: 0, Class: AreaBoundRow.WholeRegion }).BoundM2, 0.01m, 0.4m);
        Assert.InRange(table.Bounds.Single(row => row is { Region: 0, Class: 0 }).BoundM2, 0.01m, 0.4m);
        Assert.InRange(Math.Abs(InputRun.ZoneM2(run.Run()) - OfDegrees([105.012345, 30.01, 105.0813, 30.0212, 105.0555, 30.08])), 0, 0.01);
    }

    /// <summary>Shoelace over (longitude, authalic northing), 64 chords an edge, and 128 to take their error off.</summary>
    private static double OfDegrees(double[] ring) => ((4 * OfDegrees(ring, 128)) - OfDegrees(ring, 64)) / 3;

    private static double OfDegrees(double[] ring, int chords)
    {
        const double a = 6378137, f = 1 / 298.257222101, e2 = f * (2 - f), degree = Math.PI / 180;
        double e = Math.Sqrt(e2), sum = 0;
        (double X, double Y) At(double longitude, double latitude)
        {
            double sin = Math.Sin(latitude * degree);
            return (
                a * (longitude - 105) * degree,
                (a * (1 - e2) / 2 * ((sin / (1 - (e2 * sin * sin))) + (Math.Atanh(e * sin) / e))) - 3_160_000);
        }

        (double X, double Y) before = At(ring[0], ring[1]);
        for (int edge = 0; edge < ring.Length; edge += 2)
        {
            double x0 = ring[edge], y0 = ring[edge + 1], x1 = ring[(edge + 2) % ring.Length], y1 = ring[(edge + 3) % ring.Length];
            for (int k = 1; k <= chords; k++)
            {
                (double x, double y) = At(x0 + ((x1 - x0) * k / chords), y0 + ((y1 - y0) * k / chords));
                sum += (before.X * y) - (before.Y * x);
                before = (x, y);
            }
        }

        return Math.Abs(sum) / 2;
    }
}

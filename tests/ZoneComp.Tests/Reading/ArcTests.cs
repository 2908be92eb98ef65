using ZoneComp.Reading;

namespace ZoneComp.Tests.Reading;

/// <summary>Curves of WKB: straight ones exactly, arcs with their area.</summary>
public class ArcTests
{
    private const string CurvePolygon = "010A000000" + "01000000";

    [Theory] // a circle of radius 100 about (500000, 3000000) in the three ways that arcs write it; half of it, closed by a line
    [InlineData("500100 3000000, 499900 3000000, 500100 3000000", Math.PI * 1e4)]
    [InlineData("500100 3000000, 500000 3000100, 499900 3000000, 500000 2999900, 500100 3000000", Math.PI * 1e4)]
    [InlineData("500100 3000000, 500000 2999900, 499900 3000000, 500000 3000100, 500100 3000000", Math.PI * 1e4)]
    public void Arcs_keep_their_area(string points, double expectedM2)
    {
        FeatureShape shape = Read(CurvePolygon + Sequence(8, points), out GeometryOutcome outcome);

        // Coordinates of 3e6 in doubles: 5e-10 m along 628 m.
        Assert.Equal(expectedM2, AreaOf(shape), tolerance: 1e-5);
        // Ground between circle and edges: length 628.3 m, sagitta of a quarter degree 100 d²/8 = 0.000238 m, of which 0.26: 0.039 m².
        Assert.InRange(outcome.ArcsOff, 0.030, 0.045);
    }

    [Fact]
    public void A_half_circle_closed_by_a_line_is_half_of_it()
    {
        string compound = "0109000000" + "02000000" + Sequence(8, "100 0, 0 100, -100 0") + Sequence(2, "-100 0, 100 0");

        FeatureShape shape = Read(CurvePolygon + compound, out _);

        Assert.Equal(Math.PI * 5000, AreaOf(shape), tolerance: 1e-8);
        Assert.Equal((100, 0, 100, 0), (shape.Part(0)[0], shape.Part(0)[1], shape.Part(0)[^2], shape.Part(0)[^1]));
    }

    [Fact]
    public void Straight_curves_are_read_exactly_and_without_a_word()
    {
        string ring = "0109000000" + "02000000" + Sequence(2, "0 0, 4 0, 4 3") + Sequence(8, "4 3, 2 1.5, 0 0");

        FeatureShape shape = Read("010C000000" + "01000000" + CurvePolygon + ring, out GeometryOutcome outcome);

        Assert.Equal([0, 0, 4, 0, 4, 3, 2, 1.5, 0, 0], shape.Part(0).ToArray());
        Assert.Equal((GeometryOutcome.Fine, GeometryKind.Polygon), (outcome, shape.Kind));
    }

    [Fact]
    public void An_arc_has_the_same_points_whichever_way_it_runs()
    {
        double[] there = Read(Sequence(8, "100 0, 60 80, 0 100"), out _).Part(0).ToArray();
        double[] back = Read(Sequence(8, "0 100, 60 80, 100 0"), out _).Part(0).ToArray();

        Assert.Equal(there.Chunk(2).Reverse().SelectMany(point => point), back);
    }

    [Theory]
    [InlineData("0 0, 1 1", "a circular string of 2 points")]
    [InlineData("0 0, 1 1, 2 0, 3 1", "a circular string of 4 points")]
    public void Half_arcs_are_damage(string points, string why)
    {
        Assert.Contains(why, Wkb.Read(Convert.FromHexString(Sequence(8, points)), new FeatureShape()).Detail, StringComparison.Ordinal);
    }

    private static FeatureShape Read(string hex, out GeometryOutcome outcome)
    {
        var shape = new FeatureShape();
        outcome = Wkb.Read(Convert.FromHexString(hex), shape);
        Assert.Equal(GeometryFault.None, outcome.Fault);
        return shape;
    }

    private static string Sequence(byte type, string points)
    {
        double[] numbers = [.. points.Split(", ").SelectMany(point => point.Split(' ')).Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
        return "01" + Convert.ToHexString(BitConverter.GetBytes((int)type)) + Convert.ToHexString(BitConverter.GetBytes(numbers.Length / 2))
            + string.Concat(numbers.Select(number => Convert.ToHexString(BitConverter.GetBytes(number))));
    }

    private static double AreaOf(FeatureShape shape)
    {
        Span<double> ring = shape.Part(0);
        double twice = 0;
        for (int at = 2; at + 3 < ring.Length; at += 2)
            twice += ((ring[at] - ring[0]) * (ring[at + 3] - ring[1])) - ((ring[at + 2] - ring[0]) * (ring[at + 1] - ring[1]));
        return twice / 2;
    }
}

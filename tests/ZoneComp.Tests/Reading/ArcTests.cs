namespace ZoneComp.Tests.Reading;

/// <summary>Curves of WKB and WKT: straight ones exactly, arcs with their area.</summary>
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

    [Theory] // a quarter of a disc of radius 100; a disc with a triangle of 50 cut out, and a triangle of 5000 beside
    [InlineData("CURVEPOLYGON(COMPOUNDCURVE(CIRCULARSTRING(100 0, 70.71067811865476 70.71067811865476, 0 100), (0 100, 0 0, 100 0)))", 2500 * Math.PI, 1)]
    [InlineData("CurvePolygon Z (CompoundCurve Z (CircularString Z (100 0 5, 70.71067811865476 70.71067811865476 5, 0 100 5), (0 100 5, "
        + "0 0 5, 100 0 5)))", 2500 * Math.PI, 1)]
    [InlineData("MULTISURFACE(CURVEPOLYGON(CIRCULARSTRING(100 0, -100 0, 100 0), (10 0, 0 10, 0 0, 10 0)), ((200 0, 300 0, 300 100, 200 "
        + "0)))", 10000 * Math.PI - 50 + 5000, 3)]
    [InlineData("MULTISURFACE EMPTY", 0, 0)]
    [InlineData("CURVEPOLYGON((0 0, 4 0, 4 3, 0 0))", 6, 1)]
    public void Curves_of_text_are_those_of_bytes(string wkt, double area, int parts)
    {
        var shape = new FeatureShape();

        Assert.Equal(GeometryFault.None, Wkt.Read(wkt, shape).Fault);

        Assert.Equal(parts, shape.PartCount);
        // Lengths of some hundreds in doubles, 360 edges a quarter: far below 1e-8.
        Assert.Equal(area, Enumerable.Range(0, parts).Sum(part => AreaOf(shape, part)), tolerance: 1e-8);
    }

    [Theory]
    [InlineData("CIRCULARSTRING(0 0, 1 1, 2 0)", 719)] // half a circle: 720 edges of a quarter of a degree
    [InlineData("MULTICURVE((5 5, 6 6), CIRCULARSTRING(0 0, 1 1, 2 0))", 719)]
    [InlineData("COMPOUNDCURVE((0 0, 1 1), (1 1, 2 0))", 2)]
    public void A_curve_of_text_is_a_line(string wkt, int atLeast)
    {
        var shape = new FeatureShape();

        Assert.Equal((GeometryFault.None, GeometryKind.Line), (Wkt.Read(wkt, shape).Fault, shape.Kind));
        Assert.InRange(shape.Part(shape.PartCount - 1).Length / 2 - 1, atLeast, 721);
    }

    [Theory]
    [InlineData("CURVEPOLYGON(CIRCULARSTRING(0 0, 1 1))", "a circular string of 2 points; expected an odd number, three or more")]
    [InlineData("CURVEPOLYGON(POINT(0 0))", "at character 14 of the WKT: expected a line, CIRCULARSTRING or COMPOUNDCURVE, found "
        + "'POINT(0 0))'")]
    [InlineData("COMPOUNDCURVE(COMPOUNDCURVE((0 0, 1 1)))", "at character 15 of the WKT: expected a line, CIRCULARSTRING or "
        + "COMPOUNDCURVE, found 'COMPOUNDCURV'")]
    public void Curves_of_text_that_are_none_are_damage(string wkt, string why)
    {
        Assert.Equal(why, Wkt.Read(wkt, new FeatureShape()).Detail);
    }

    [Fact]
    public void Surfaces_without_end_are_refused()
    {
        string text = string.Concat(Enumerable.Repeat("MULTISURFACE(", 100_000));

        Assert.Equal("collections are nested more than 16 deep", Wkt.Read(text, new FeatureShape()).Detail);
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
        double[] numbers =
        [
            .. points.Split(", ")
                .SelectMany(point => point.Split(' '))
                .Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
        ];
        return "01" + Convert.ToHexString(BitConverter.GetBytes((int)type)) + Convert.ToHexString(BitConverter.GetBytes(numbers.Length / 2))
            + string.Concat(numbers.Select(number => Convert.ToHexString(BitConverter.GetBytes(number))));
    }

    private static double AreaOf(FeatureShape shape, int part = 0)
    {
        Span<double> ring = shape.Part(part);
        double twice = 0;
        for (int at = 2; at + 3 < ring.Length; at += 2)
            twice += ((ring[at] - ring[0]) * (ring[at + 3] - ring[1])) - ((ring[at + 2] - ring[0]) * (ring[at + 1] - ring[1]));
        return twice / 2;
    }
}

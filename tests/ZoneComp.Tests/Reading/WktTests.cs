namespace ZoneComp.Tests.Reading;

public class WktTests
{
    [Theory]
    [InlineData("POINT (1 2)", GeometryKind.Point, "1 2")]
    [InlineData("point z(1 2 3)", GeometryKind.Point, "1 2")]
    [InlineData("POINTZM(1 2 3 4)", GeometryKind.Point, "1 2")]
    [InlineData("SRID=4490;POINT(1e2 -2.5)", GeometryKind.Point, "100 -2.5")]
    [InlineData("LINESTRING(0 0,1 1)", GeometryKind.Line, "0 0 1 1")]
    [InlineData("MULTILINESTRING((0 0,1 1),(2 2,3 3))", GeometryKind.Line, "0 0 1 1;2 2 3 3")]
    [InlineData("MULTIPOINT((0 0),(1 1))", GeometryKind.Point, "0 0;1 1")]
    [InlineData("MULTIPOINT(0 0, 1 1)", GeometryKind.Point, "0 0;1 1")]
    [InlineData("POLYGON((0 0,0 9,9 9,0 0),(2 3,3 5,2 5,2 3))", GeometryKind.Polygon, "0 0 9 9 0 9 0 0;2 3 2 5 3 5 2 3")]
    [InlineData("MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))", GeometryKind.Polygon, "0 0 1 0 1 1 0 0;5 5 6 5 6 6 5 5")]
    [InlineData("GEOMETRYCOLLECTION(POINT(1 1), MULTIPOINT(2 2))", GeometryKind.Point, "1 1;2 2")]
    [InlineData("POLYGON EMPTY", GeometryKind.None, "")]
    [InlineData("MULTIPOLYGON Z EMPTY", GeometryKind.None, "")]
    public void Geometries_are_read(string text, GeometryKind kind, string expected)
    {
        var shape = new FeatureShape();

        Assert.Equal(GeometryOutcome.Fine, Wkt.Read(text, shape));
        Assert.Equal(kind, shape.Kind);
        Assert.Equal(
            expected,
            string.Join(';', Enumerable.Range(0, shape.PartCount).Select(part => string.Join(' ', shape.Part(part).ToArray()))));
    }

    [Theory]
    [InlineData("", "at character 1 of the WKT: expected POINT, LINESTRING, POLYGON, MULTIPOLYGON, ..., found the end")]
    [InlineData("BOX(1 2)", "at character 1 of the WKT: expected POINT, LINESTRING, POLYGON, MULTIPOLYGON, ..., found 'BOX(1 2)'")]
    [InlineData("POINT(1)", "at character 8 of the WKT: expected a number, found ')'")]
    [InlineData("POINT(1 x)", "at character 9 of the WKT: expected a number, found 'x)'")]
    [InlineData("LINESTRING(0 0, 1 1", "at character 20 of the WKT: expected , or ), found the end")]
    [InlineData("POLYGON((0 0, 1 1, 1 0, 0 0)", "at character 29 of the WKT: expected , or ), found the end")]
    [InlineData("POINT(1 2) POINT(3 4)", "at character 12 of the WKT: expected the end, found 'POINT(3 4)'")]
    [InlineData("POINT(1 2, 3 4)", "a POINT has one position")]
    public void Damage_is_named_with_its_place(string text, string expected)
    {
        Assert.Equal(GeometryOutcome.Damaged(expected), Wkt.Read(text, new FeatureShape()) with { At = null });
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        string text = string.Concat(Enumerable.Repeat("GEOMETRYCOLLECTION(", 100_000));

        Assert.Equal("collections are nested more than 16 deep", Wkt.Read(text, new FeatureShape()).Detail);
    }

    [Fact]
    public void A_surface_of_faces_is_named()
    {
        Assert.Equal(
            GeometryOutcome.OfKind("TIN") with { At = new LayerPoint(0, 0) },
            Wkt.Read("TIN(((0 0, 1 1, 0 1, 0 0)))", new FeatureShape()));
    }

    [Theory] // the first two numbers after a bracket that are a coordinate
    [InlineData("TRIANGLE((105.5 30.25 7, 1 1, 0 0))", 105.5, 30.25)]
    [InlineData("POLYGON((105.5 -30.25, 1 x", 105.5, -30.25)]
    [InlineData("POLYGON((x y", double.NaN, double.NaN)]
    [InlineData("nothing", double.NaN, double.NaN)]
    public void What_is_not_used_still_says_where_it_lies(string text, double x, double y)
    {
        Assert.Equal(new LayerPoint(x, y), Wkt.Read(text, new FeatureShape()).At);
    }
}

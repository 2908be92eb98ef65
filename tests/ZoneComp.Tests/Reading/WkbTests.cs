namespace ZoneComp.Tests.Reading;

public class WkbTests
{
    // POINT (1 2), little-endian: order, type 1, x, y.
    private const string Point12 = "01" + "01000000" + "000000000000F03F" + "0000000000000040";

    // POLYGON ((0 0, 0 2, 2 2, 2 0, 0 0)), clockwise, little-endian.
    private const string Square =
        "01" + "03000000" + "01000000" + "05000000"
        + "0000000000000000" + "0000000000000000" + "0000000000000000" + "0000000000000040"
        + "0000000000000040" + "0000000000000040" + "0000000000000040" + "0000000000000000"
        + "0000000000000000" + "0000000000000000";

    [Fact]
    public void A_shell_is_turned_counter_clockwise()
    {
        var shape = Read(Square);

        Assert.Equal(GeometryKind.Polygon, shape.Kind);
        Assert.Equal([0, 0, 2, 0, 2, 2, 0, 2, 0, 0], shape.Part(0).ToArray());
    }

    [Theory]
    [InlineData(Point12)]
    [InlineData("00" + "00000001" + "3FF0000000000000" + "4000000000000000")] // big-endian
    [InlineData("01" + "E9030000" + "000000000000F03F" + "0000000000000040" + "0000000000001440")] // ISO Z: 1001
    [InlineData("01" + "01000080" + "000000000000F03F" + "0000000000000040" + "0000000000001440")] // EWKB Z
    [InlineData("01" + "01000020" + "8A110000" + "000000000000F03F" + "0000000000000040")] // EWKB with SRID 4490
    [InlineData("01" + "04000000" + "01000000" + Point12)] // MULTIPOINT
    [InlineData("01" + "07000000" + "01000000" + Point12)] // GEOMETRYCOLLECTION
    public void A_point_is_read_in_every_dialect(string hex)
    {
        var shape = Read(hex);

        Assert.Equal([1, 2], shape.Part(0).ToArray());
    }

    [Theory]
    [InlineData("", "a geometry's head does not fit the 0 bytes left of 0")]
    [InlineData("02" + "01000000", "byte order 2 at byte 0 of the WKB; expected 0 or 1")]
    [InlineData("01" + "01000000" + "000000000000F03F", "a point does not fit the 8 bytes left of 13")]
    [InlineData("01" + "03000000" + "FFFFFFFF", "a polygon of 4294967295 rings does not fit the 0 bytes left of 9")]
    [InlineData("01" + "03000000" + "01000000" + "FFFFFF7F", "a sequence of 2147483647 points does not fit the 0 bytes left of 13")]
    [InlineData("01" + "06000000" + "FFFFFF0F", "a collection of 268435455 members does not fit the 0 bytes left of 9")]
    [InlineData("01" + "63000000", "geometry type 99 is unknown")]
    [InlineData("01" + "04000000" + "01000000" + Point12 + Point12, "21 bytes are left behind it: a count is too small")]
    public void Damage_is_named_and_costs_no_memory(string hex, string expected)
    {
        GeometryOutcome outcome = Wkb.Read(Convert.FromHexString(hex), new FeatureShape());

        Assert.Equal(GeometryOutcome.Damaged(expected), outcome);
    }

    [Fact]
    public void Collections_nested_without_end_are_refused()
    {
        string nested = string.Concat(Enumerable.Repeat("01" + "07000000" + "01000000", 1000)) + Point12;

        Assert.Equal("collections are nested more than 16 deep", Wkb.Read(Convert.FromHexString(nested), new FeatureShape()).Detail);
    }

    [Theory]
    [InlineData("01" + "10000000" + "00000000", "TIN")]
    [InlineData("01" + "07000000" + "02000000" + Point12 + Square, "collection of several kinds")]
    public void Kinds_without_area_are_named(string hex, string kind)
    {
        Assert.Equal(GeometryOutcome.OfKind(kind), Wkb.Read(Convert.FromHexString(hex), new FeatureShape()));
    }

    [Fact]
    public void An_empty_point_is_no_geometry_and_half_a_coordinate_is_a_fault()
    {
        const string NaN = "000000000000F87F";
        var shape = new FeatureShape();

        Assert.Equal(GeometryOutcome.Fine, Wkb.Read(Convert.FromHexString("01" + "01000000" + NaN + NaN), shape));
        Assert.Equal(GeometryKind.None, shape.Kind);
        Assert.Equal(GeometryFault.Coordinate, Wkb.Read(Convert.FromHexString("01" + "01000000" + NaN + "000000000000F03F"), shape).Fault);
    }

    private static FeatureShape Read(string hex)
    {
        var shape = new FeatureShape();
        Assert.Equal(GeometryOutcome.Fine, Wkb.Read(Convert.FromHexString(hex), shape));
        return shape;
    }
}

namespace ZoneComp.Tests.Preparation.Plane;

public class PlanePatchTests
{
    private static readonly AreaPlane Plane105 = AreaPlane.EqualArea(105);

    [Theory]
    [InlineData("EPSG:4547", 300000, 2000000, 700000, 5900000)]
    [InlineData("EPSG:4526", 38200000, 2000000, 38800000, 5900000)]
    [InlineData("EPSG:32650", 200000, 200000, 800000, 5900000)]
    [InlineData("ESRI:102025", -2000000, -1000000, 2000000, 2500000)]
    [InlineData("EPSG:3857", 8000000, 2000000, 15000000, 7000000)]
    public void Patch_and_formula_agree_to_a_hundredth_of_a_micrometre(string code, double minX, double minY, double maxX, double maxY)
    {
        Func<double, double, PlanePoint?> formula = Formula(Crs.Parse(code));
        var patches = new PlanePatches(16384, formula);
        var random = new Random(20251122);
        double worst = 0;

        for (int i = 0; i < 4000; i++)
        {
            double x = minX + ((maxX - minX) * random.NextDouble()), y = minY + ((maxY - minY) * random.NextDouble());
            Assert.True(patches.TryLocate(x, y, out PlanePoint point), $"{x} {y}");
            PlanePoint exact = formula(x, y)!.Value;
            worst = Math.Max(worst, Math.Max(Math.Abs(point.XM - exact.XM), Math.Abs(point.YM - exact.YM)));
        }

        // The remainder of the interpolation is 1e-10 m; coordinates up to 1.5e7 m have their last bit at 2e-9 m, and the formulas lose a
        // few of them.
        Assert.InRange(worst, 0, 1e-8);
    }

    [Fact]
    public void Square_about_a_pole_is_left_to_the_formula()
    {
        // The pole of the transverse Mercator plane lies about 10,001,966 m north; longitude turns about it.
        var patches = new PlanePatches(16384, Formula(Crs.Parse("EPSG:4547")));

        Assert.False(patches.TryLocate(500001, 10001966, out _));
        Assert.True(patches.TryLocate(500001, 4000000, out _));
    }

    [Theory]
    [InlineData(double.NaN, 4000000)]
    [InlineData(500000, double.PositiveInfinity)]
    [InlineData(1e18, 4000000)]
    [InlineData(-1e300, 1e300)]
    public void Wild_coordinates_are_left_to_the_formula(double x, double y) =>
        Assert.False(new PlanePatches(16384, Formula(Crs.Parse("EPSG:4547"))).TryLocate(x, y, out _));

    [Fact]
    public void Patch_does_not_depend_on_what_was_asked_before()
    {
        Func<double, double, PlanePoint?> formula = Formula(Crs.Parse("EPSG:4547"));
        var used = new PlanePatches(16384, formula);
        // 64 squares further lies the next one of the same slot.
        for (int i = 0; i < 5; i++)
        {
            used.TryLocate(400000 + (i % 2 * 64 * 16384), 3000000, out _);
            Assert.True(used.TryLocate(400000, 3000000, out PlanePoint again));
            Assert.True(new PlanePatches(16384, formula).TryLocate(400000, 3000000, out PlanePoint first));
            Assert.Equal(first, again);
        }
    }

    private static Func<double, double, PlanePoint?> Formula(Crs crs)
    {
        Projection projection = Projection.Of(crs);
        return (x, y) =>
            projection.Inverse(x, y, out double lon, out double lat) && Plane105.ToPlane(lon, lat, out double xM, out double yM)
            ? new PlanePoint(xM, yM, 0)
            : null;
    }
}

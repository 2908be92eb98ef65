namespace ZoneComp.Tests.Overlay;

/// <summary>Two regions of 100 x 100 side by side; class 0 covers a square of 50 x 50 round the middle of their common border.</summary>
public class PlaceQueryTests
{
    private static readonly PlaceQuery Query = new(TwoRegions());

    [Theory]
    [InlineData(10, 10, 0, false)]
    [InlineData(90, 50, 0, true)]
    [InlineData(110, 50, 1, true)]
    [InlineData(199, 99, 1, false)]
    [InlineData(250, 50, -1, false)]
    public void A_point_lies_in_one_region_and_the_classes_that_cover_it(long x, long y, int region, bool covered)
    {
        Place place = Assert.Single(Query.At(new LatticePoint(x, y)));

        Assert.Equal(new Place(region, covered ? ClassSet.Of(0) : ClassSet.Of()), place);
    }

    [Fact]
    public void Points_on_borders_lie_in_one_region_each()
    {
        for (long y = 0; y < 100; y++)
            Assert.Single(Query.At(new LatticePoint(100, y)));
    }

    [Fact] // 20 outside on the left, 75 and 25 in region 0, 25 and 75 in region 1, 30 outside; an edge of the line is 2 m a unit
    public void A_line_is_shared_out_by_region_and_combination()
    {
        IReadOnlyList<LinePart> parts = Query.Along([new(-20, 50), new(100, 50), new(230, 50)], [240, 260]);

        Assert.Equal(
            [
                new LinePart(0, ClassSet.Of(), 150_000_000),
                new LinePart(0, ClassSet.Of(0), 50_000_000),
                new LinePart(1, ClassSet.Of(), 150_000_000),
                new LinePart(1, ClassSet.Of(0), 50_000_000),
                new LinePart(-1, ClassSet.Of(), 100_000_000),
            ],
            parts);
    }

    [Fact]
    public void A_line_along_the_border_of_two_regions_counts_once()
    {
        IReadOnlyList<LinePart> parts = Query.Along([new(100, 10), new(100, 40), new(100, 90)], [30, 50]);

        Assert.Equal(80_000_000, parts.Sum(part => part.LengthUm));
        Assert.Single(parts.Select(part => part.Region).Distinct());
    }

    [Fact] // 3,000 km along a parallel through regions of 1,000 km each: cut at 2^20 units, the parts still add up
    public void A_line_across_a_continent_adds_up()
    {
        const long Thousand = 1_000_000_000;
        var input = new OverlayInput(1);
        for (int region = 0; region < 3; region++)
        {
            _ = input.AddRegion();
            input.AddRing(Box(region * Thousand, 0, (region + 1) * Thousand, Thousand));
        }

        IReadOnlyList<LinePart> parts = new PlaceQuery(input).Along([new(0, 500_000_123), new(3 * Thousand, 500_000_123)], [2_700_000]);

        Assert.Equal([900_000_000_000, 900_000_000_000, 900_000_000_000], parts.Select(part => part.LengthUm));
    }

    private static OverlayInput TwoRegions()
    {
        var input = new OverlayInput(1);
        _ = input.AddRegion();
        input.AddRing(Box(0, 0, 100, 100));
        _ = input.AddRegion();
        input.AddRing(Box(100, 0, 200, 100));
        _ = input.AddZone(0);
        input.AddRing(Box(75, 25, 125, 75));
        return input;
    }

    private static LatticePoint[] Box(long x0, long y0, long x1, long y1) => [new(x0, y0), new(x1, y0), new(x1, y1), new(x0, y1)];
}

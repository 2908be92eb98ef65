namespace ZoneComp.Tests.Overlay;

public class ZoneOverlayTests
{
    [Fact] // region 10 x 10; class 0 covers its left half and reaches out by 2; class 1 a square of 4 x 4 in the middle
    public void Combinations_of_a_region_are_a_partition_of_it_and_ground_outside_is_a_row_of_its_own()
    {
        var input = new OverlayInput(2);
        input.AddRegion();
        input.AddRing(Box(0, 0, 10, 10));
        input.AddZone(0);
        input.AddRing(Box(-2, 0, 5, 10));
        input.AddZone(1);
        input.AddRing(Box(3, 3, 7, 7));

        OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions(Trace: true));

        Assert.Equal(
            [
                new OverlayArea(0, ClassSet.Of(), 2 * (50 - 8)),
                new OverlayArea(0, ClassSet.Of(0), 2 * (50 - 8)),
                new OverlayArea(0, ClassSet.Of(1), 2 * 8),
                new OverlayArea(0, ClassSet.Of(0, 1), 2 * 8),
                new OverlayArea(-1, ClassSet.Of(0), 2 * 20),
            ],
            result.Areas);
        Assert.Equal(
            [
                new OverlayPiece(0, 0, ClassSet.Of(0), 2 * 42),
                new OverlayPiece(0, 0, ClassSet.Of(0, 1), 2 * 8),
                new OverlayPiece(0, 1, ClassSet.Of(1), 2 * 8),
                new OverlayPiece(0, 1, ClassSet.Of(0, 1), 2 * 8),
                new OverlayPiece(-1, 0, ClassSet.Of(0), 2 * 20),
            ],
            result.Pieces);
        Assert.Empty(result.Faults);
        Assert.Empty(result.Repeats);
        Assert.Empty(result.RegionOverlaps);
    }

    [Fact] // two squares of 6 x 4 of one class, 2 x 4 in common
    public void Ground_that_two_features_of_a_class_cover_counts_once_and_is_reported()
    {
        var input = new OverlayInput(1);
        input.AddRegion();
        input.AddRing(Box(0, 0, 20, 20));
        input.AddZone(0);
        input.AddRing(Box(1, 1, 7, 5));
        input.AddZone(0);
        input.AddRing(Box(5, 1, 11, 5));

        OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions());

        Assert.Equal(2 * 40, result.Areas.Single(row => row.Classes == ClassSet.Of(0)).Area2);
        Assert.Equal([new OverlayRepeat(0, 0, 2 * 8, 2 * 8)], result.Repeats);
    }

    private static LatticePoint[] Box(long x0, long y0, long x1, long y1) => [new(x0, y0), new(x1, y0), new(x1, y1), new(x0, y1)];
}

using System.Globalization;

namespace ZoneComp.Tests.Comparison;

public sealed class MapChangesTests
{
    [Fact]
    public void Polygons_that_appeared_vanished_and_moved_are_told_with_their_area_in_each_county()
    {
        // Red line, km²: feature 0 grows from 0..4 to 0..5 (40 to 50, all in the west); feature 1, 14..15, goes (10); 9..11 comes (10 in
        // each county);
        // 18..19 stays, though its number changes.
        ComparisonResults results = TwoYears.Between(
            new Year { Redline = [[0, 0, 4, 10], [14, 0, 15, 10], [18, 0, 19, 10]] },
            new Year { Redline = [[0, 0, 5, 10], [18, 0, 19, 10], [9, 0, 11, 10]] });

        Assert.Equal(
            """
            redline Moved 0>0 610101 40 50
            redline Vanished 1> 610102 10 0
            redline Appeared >2 610101 0 10
            redline Appeared >2 610102 0 10
            """.ReplaceLineEndings("\n"),
            Shown(results));
        Assert.Empty(results.Maps.Ground);
    }

    [Fact]
    public void Ground_that_changes_its_county_is_told_from_and_to()
    {
        // The border moves 1 km east, and the east gives up its last kilometre: 10 km² each.
        ComparisonResults results = TwoYears.Between(
            new Year(),
            new Year { Counties = [("610101", [0, 0, 11, 10]), ("610102", [11, 0, 19, 10])] });

        Assert.Equal("regions Moved > 610101 100 110\nregions Moved > 610102 100 80", Shown(results));
        Assert.Equal(
            [("610102", "610101", 10_000_000m), ("610102", "outside", 10_000_000m)],
            results.Maps.Ground.Select(ground => (ground.From, ground.To, ground.AreaM2)));
    }

    private static string Shown(ComparisonResults results) => string.Join('\n', results.Maps.Features.Select(feature => string.Create(
        CultureInfo.InvariantCulture,
        $"{feature.Layer} {feature.Change} {feature.OldFeature}>{feature.NewFeature} {feature.RegionCode} "
            + $"{feature.OldAreaM2 / 1_000_000m:0.##} {feature.NewAreaM2 / 1_000_000m:0.##}")));
}

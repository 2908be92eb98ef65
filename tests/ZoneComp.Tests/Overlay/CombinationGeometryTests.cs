namespace ZoneComp.Tests.Overlay;

public class CombinationGeometryTests
{
    [Fact]
    public void Polygons_of_every_combination_have_the_areas_that_were_measured()
    {
        for (int trial = 0; trial < 100; trial++)
        {
            OverlayInput input = RandomOverlay.Create(new Random(trial), grid: 6, scale: 99_991, classes: 3);
            OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions());
            for (int region = 0; region < input.RegionCount; region++)
            {
                for (ulong bits = 0; bits < 8; bits++)
                {
                    var set = new ClassSet(bits);
                    Int128 measured = result.Areas.FirstOrDefault(row => row.Region == region && row.Classes == set).Area2;
                    Int128 drawn = CombinationGeometry.Rings(result.Ground, region, set)
                        .Aggregate((Int128)0, (sum, ring) => sum + RingGeometry.SignedArea2(ring));

                    // Crossings are rounded to the lattice, 0.71 units at most, at the ends of edges that are at most 850,000 long:
                    // twice the area moves by 2 * 0.71 * 850,000 = 1.2e6 for each of some twenty edges.
                    Assert.True(
                        Int128.Abs(measured - drawn) <= 25_000_000,
                        $"trial {trial}, region {region}, set {bits}: {measured} and {drawn}");
                }
            }
        }
    }
}

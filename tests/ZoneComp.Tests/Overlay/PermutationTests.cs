using ZoneComp.Model;
using ZoneComp.Overlay;

namespace ZoneComp.Tests.Overlay;

public class PermutationTests
{
    [Fact]
    public void The_order_of_features_rings_and_vertices_changes_no_region_total_and_combinations_by_rounding_only()
    {
        for (int trial = 0; trial < 500; trial++)
        {
            var random = new Random(trial);
            OverlayInput input = RandomOverlay.Create(random, grid: 6, scale: 99_991, classes: 3);
            int[] regions = [.. Enumerable.Range(0, input.RegionCount)], zones = [.. Enumerable.Range(0, input.ZoneCount)];
            random.Shuffle(regions);
            random.Shuffle(zones);
            var shuffled = new OverlayInput(3);
            foreach (int zone in zones) // zones before regions, too
            {
                _ = shuffled.AddZone(input.ClassOf(zone));
                AddShuffled(shuffled, input.ZoneRings(zone), random);
            }

            foreach (int region in regions)
            {
                _ = shuffled.AddRegion();
                AddShuffled(shuffled, input.RegionRings(region), random);
            }

            OverlayResult expected = ZoneOverlay.Measure(input, new OverlayOptions());
            OverlayResult found = ZoneOverlay.Measure(shuffled, new OverlayOptions());

            for (int place = 0; place < regions.Length; place++)
            {
                Assert.Equal(
                    expected.Areas.Where(row => row.Region == regions[place]).Sum(row => (long)row.Area2),
                    found.Areas.Where(row => row.Region == place).Sum(row => (long)row.Area2));
            }

            Dictionary<(int, ClassSet), Int128> before = expected.Areas.ToDictionary(row => (row.Region, row.Classes), row => row.Area2);
            Dictionary<(int, ClassSet), Int128> after = found.Areas.ToDictionary(row => (row.Region < 0 ? -1 : regions[row.Region], row.Classes), row => row.Area2);
            foreach ((int, ClassSet) key in before.Keys.Union(after.Keys))
            {
                // A unit per crossing that bounds the combination, and its ghosts: see RandomTrialTests.
                Int128 difference = before.GetValueOrDefault(key) - after.GetValueOrDefault(key);
                Assert.True(Int128.Abs(difference) <= 0, $"trial {trial} {key}: {difference}");
            }
        }
    }

    private static void AddShuffled(OverlayInput to, IReadOnlyList<LatticePoint[]> rings, Random random)
    {
        LatticePoint[][] order = [.. rings];
        random.Shuffle(order);
        foreach (LatticePoint[] ring in order)
        {
            int start = random.Next(ring.Length);
            to.AddRing([.. ring[start..], .. ring[..start]]);
        }
    }
}

namespace ZoneComp.Tests.Overlay;

public class PermutationTests
{
    [Fact]
    public void The_order_of_features_rings_and_vertices_changes_no_integer()
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

            Assert.Equal(
                expected.Areas.OrderBy(row => row.Region).ThenBy(row => row.Classes),
                found.Areas.Select(row => row with { Region = row.Region < 0 ? row.Region : regions[row.Region] })
                    .OrderBy(row => row.Region)
                    .ThenBy(row => row.Classes));
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

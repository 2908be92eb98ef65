using NetTopologySuite.Geometries.Utilities;

namespace ZoneComp.Tests.Overlay;

public class FuzzTests
{
    /// <remarks>
    /// Each measurement checks conservation itself and throws where it is broken. A feature alone must cover what its fault says, or, where
    /// it is no fault, what GeometryFixer makes of it: corners of a repair are rounded to the lattice, 0.71 units along edges of at
    /// most 850,000, some fifty of them with the crossings.
    /// </remarks>
    [Fact]
    public void Whatever_the_rings_are_nothing_throws_and_a_feature_covers_what_its_fault_says_or_all_agree_on()
    {
        for (int trial = 0; trial < 2000; trial++)
        {
            var random = new Random(trial);
            var input = new OverlayInput(4);
            _ = input.AddRegion();
            AddWildRings(input, random);
            int zones = random.Next(1, 4);
            for (int zone = 0; zone < zones; zone++)
            {
                _ = input.AddZone(zone);
                AddWildRings(input, random);
            }

            OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions(Trace: true) { TileEdges = random.Next(2, 30) });

            Assert.All(result.Areas, row => Assert.True(row.Area2 > 0));
            for (int zone = 0; zone < zones; zone++)
            {
                var alone = new OverlayInput(1);
                _ = alone.AddZone(0);
                foreach (LatticePoint[] ring in input.ZoneRings(zone))
                    alone.AddRing(ring);
                OverlayResult measured = ZoneOverlay.Measure(alone, new OverlayOptions());
                Int128 covered2 = measured.Areas.Aggregate((Int128)0, (sum, row) => sum + row.Area2);
                double expected = measured.Faults.Count > 0
                    ? (double)measured.Faults[0].After2 / 2
                    : GeometryFixer.Fix(RingGeometry.ToGeometry(input.ZoneRings(zone), default)).Area;
                Assert.True(
                    Math.Abs(((double)covered2 / 2) - expected) <= 0.71 * 850_000 * 50,
                    $"trial {trial}, zone {zone}: {(double)covered2 / 2}, expected {expected}");
            }
        }
    }

    private static void AddWildRings(OverlayInput input, Random random)
    {
        int rings = random.Next(1, 4);
        for (int ring = 0; ring < rings; ring++)
            input.AddRing([
                .. Enumerable.Range(0, random.Next(0, 8)).Select(_ => new LatticePoint(99_991L * random.Next(7), 99_991L * random.Next(7))),
            ]);
    }
}

namespace ZoneComp.Tests.Overlay;

/// <summary>Zones of one class deep over one another: edges of those that lie inside ground covered twice by others are not held against
/// other zones.</summary>
public class BuriedZonesTests
{
    private static readonly int Trials = int.Parse(
        Environment.GetEnvironmentVariable("ZONECOMP_OVERLAY_TRIALS") ?? "5000", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void Burying_zones_changes_no_integer()
    {
        long crossings = 0, left = 0;
        for (int trial = 0; trial < Trials / 100; trial++)
        {
            OverlayInput input = Deep(trial, zones: 40 + (trial % 160), faulty: trial % 5 == 0);
            // With pieces every feature is followed by itself and none is buried.
            OverlayResult all = ZoneOverlay.Measure(input, new OverlayOptions(Trace: true));
            OverlayResult less = ZoneOverlay.Measure(input, new OverlayOptions());
            OverlayResult cut = ZoneOverlay.Measure(input, new OverlayOptions(Threads: 1 + (trial % 3)) { TileEdges = 16 + (trial % 300) });

            Assert.True(all.Areas.SequenceEqual(less.Areas), $"trial {trial}: areas");
            Assert.True(all.Repeats.SequenceEqual(less.Repeats), $"trial {trial}: repeats");
            Assert.True(all.RegionOverlaps.SequenceEqual(less.RegionOverlaps), $"trial {trial}: overlaps");
            Assert.True(all.Faults.SequenceEqual(less.Faults), $"trial {trial}: faults");
            Assert.True(all.Statistics.Edges == less.Statistics.Edges, $"trial {trial}: edges");
            Assert.True(less.Areas.SequenceEqual(cut.Areas), $"trial {trial}: areas, cut");
            Assert.True(less.Repeats.SequenceEqual(cut.Repeats), $"trial {trial}: repeats, cut");
            Assert.True(less.Borders.SequenceEqual(cut.Borders), $"trial {trial}: borders, cut");
            crossings += all.Statistics.Crossings;
            left += less.Statistics.Crossings;
        }

        Assert.True(2 * left < crossings, $"{left} of {crossings} crossings are left, though most zones are buried");
    }

    [Fact]
    public void Deep_ground_agrees_with_NTS()
    {
        for (int trial = 0; trial < Math.Max(4, Trials / 1000); trial++)
        {
            OverlayInput input = Deep(trial, zones: 60, faulty: false);
            OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions());
            OverlayResult expected = NtsOracle.Measure(input, new OverlayOptions());
            foreach (OverlayArea row in expected.Areas)
            {
                Int128 found = result.Areas.Single(other => (other.Region, other.Classes) == (row.Region, row.Classes)).Area2;
                Assert.True(Int128.Abs(found - row.Area2) < 100_000, $"trial {trial}: {row}: {found}");
            }

            Assert.Equal(expected.Areas.Count, result.Areas.Count);
            foreach (OverlayRepeat row in expected.Repeats)
            {
                Int128 found = result.Repeats.Single(other => (other.Region, other.Class) == (row.Region, row.Class)).Excess2;
                Assert.True(Int128.Abs(found - row.Excess2) < 100_000, $"trial {trial}: {row}: {found}");
            }
        }
    }

    /// <summary>Ten squares of sides 100 to 1,000 round one middle, in a region of 1,000: worked out by hand.</summary>
    [Fact]
    public void Squares_over_one_another_are_counted()
    {
        var input = new OverlayInput(1);
        input.AddRegion();
        Square(input, 0, 0, 1000);
        for (int size = 100; size <= 1000; size += 100)
        {
            input.AddZone(0);
            Square(input, 500 - (size / 2), 500 - (size / 2), size);
        }

        OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions());
        Assert.Equal((Int128)2 * 1000 * 1000, Assert.Single(result.Areas).Area2);
        OverlayRepeat repeat = Assert.Single(result.Repeats);
        Assert.Equal((Int128)2 * 900 * 900, repeat.Repeated2);
        // 100² + 200² + ... + 900²
        Assert.Equal((Int128)2 * 2_850_000, repeat.Excess2);
    }

    private static void Square(OverlayInput input, long x, long y, long side) =>
        input.AddRing([new(x, y), new(x + side, y), new(x + side, y + side), new(x, y + side)]);

    /// <summary>Rings of up to 40 corners, round or wavy, of two classes and several sizes, over two regions that share a border.</summary>
    private static OverlayInput Deep(int trial, int zones, bool faulty)
    {
        var random = new Random(trial);
        const long Side = 1_000_000;
        var input = new OverlayInput(2);
        for (long region = 0; region < 2; region++)
        {
            input.AddRegion();
            input.AddRing([new(region * Side, 0), new((region + 1) * Side, 0), new((region + 1) * Side, Side), new(region * Side, Side)]);
        }

        for (int zone = 0; zone < zones; zone++)
        {
            input.AddZone(zone % 4 == 3 ? 1 : 0);
            double x = random.NextDouble() * 2.2 * Side, y = random.NextDouble() * Side, radius = random.Next(5, 60) / 100.0 * Side;
            int corners = random.Next(4, 41), waves = random.Next(0, 4);
            var ring = new LatticePoint[corners];
            for (int at = 0; at < corners; at++)
            {
                double turn = 2 * Math.PI * at / corners, far = radius * (1 + (0.2 * Math.Sin(waves * turn)));
                ring[at] = new((long)(x + (far * Math.Cos(turn))), (long)(y + (far * Math.Sin(turn))));
            }

            if (faulty && zone % 17 == 3)
                Array.Reverse(ring);
            else if (faulty && zone % 17 == 9)
                (ring[1], ring[2]) = (ring[2], ring[1]);
            input.AddRing(ring);
        }

        return input;
    }
}

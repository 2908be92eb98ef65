namespace ZoneComp.Tests.Overlay;

public class OpposedEdgesTests
{
    // Trials in one test run; scripts/overlay-trials.sh sets more.
    private static readonly int Trials = int.Parse(
        Environment.GetEnvironmentVariable("ZONECOMP_OVERLAY_TRIALS") ?? "5000", System.Globalization.CultureInfo.InvariantCulture);

    // As in RandomTrialTests: half a unit of area for each of two terms at a crossing; a mosaic has at most 75 features of at most 5
    // edges, of which
    // an edge of one combination can meet each other edge: 400 * 400 in theory; on a grid of 5 by 5 no line is crossed by more than 60
    // others.
    private const int Bound2 = 2 * 60 * 60;

    [Fact]
    public void Neighbours_of_one_class_agree_with_NTS()
    {
        for (int trial = 0; trial < Trials / 5; trial++)
        {
            OverlayInput input = Mosaic(trial, 99_991);
            OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions());
            OverlayResult expected = NtsOracle.Measure(input, new OverlayOptions());
            Assert.True(result.Faults.Count == 0, $"trial {trial}");
            Compare(
                $"trial {trial} area",
                expected.Areas.ToDictionary(row => (row.Region, row.Classes), row => row.Area2),
                result.Areas.ToDictionary(row => (row.Region, row.Classes), row => row.Area2));
            Compare(
                $"trial {trial} repeats",
                expected.Repeats.ToDictionary(row => (row.Region, row.Class), row => row.Excess2),
                result.Repeats.ToDictionary(row => (row.Region, row.Class), row => row.Excess2));
        }
    }

    [Fact]
    public void Taking_edges_out_changes_no_integer()
    {
        long crossings = 0, left = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            OverlayInput input = trial % 2 == 0
                ? Mosaic(trial, trial % 3 == 0 ? 40_009 : 99_991)
                : RandomOverlay.Create(new Random(trial), grid: 5, scale: 99_991, classes: 2);
            // With pieces every feature is followed by itself, so no edge is taken out. Three lines through corners of a grid of 5 have
            // determinants of at most 50, so they
            // bound at least 1 / (2 * 50^3) of a square: 12,000 halves of a unit at the smaller scale. No combination is a ghost, which
            // may differ.
            OverlayResult all = ZoneOverlay.Measure(input, new OverlayOptions(Trace: true));
            OverlayResult less = ZoneOverlay.Measure(input, new OverlayOptions());

            Assert.True(all.Areas.SequenceEqual(less.Areas), $"trial {trial}: areas");
            Assert.True(all.Repeats.SequenceEqual(less.Repeats), $"trial {trial}: repeats");
            Assert.True(all.RegionOverlaps.SequenceEqual(less.RegionOverlaps), $"trial {trial}: overlaps");
            Assert.True(all.Statistics.Edges == less.Statistics.Edges, $"trial {trial}: edges");
            crossings += all.Statistics.Crossings;
            left += less.Statistics.Crossings;
        }

        Assert.True(10 * left < 8 * crossings, $"{left} of {crossings} crossings are left, though many borders are shared");
    }

    [Fact]
    public void The_cutting_into_jobs_changes_no_integer()
    {
        for (int trial = 0; trial < Trials / 4; trial++)
        {
            OverlayInput input = Mosaic(trial, 99_991);
            OverlayResult whole = ZoneOverlay.Measure(input, new OverlayOptions());
            OverlayResult cut = ZoneOverlay.Measure(input, new OverlayOptions(Threads: 1 + (trial % 3)) { TileEdges = 1 + (trial % 37) });

            Assert.True(whole.Areas.SequenceEqual(cut.Areas), $"trial {trial}: areas");
            Assert.True(whole.Repeats.SequenceEqual(cut.Repeats), $"trial {trial}: repeats");
            Assert.True(whole.Statistics.Crossings == cut.Statistics.Crossings, $"trial {trial}: crossings");
        }
    }

    private static OverlayInput Mosaic(int trial, long scale)
    {
        var random = new Random(trial);
        return RandomOverlay.CreateMosaic(
            random, grid: random.Next(2, 6), scale, classes: 2, new LatticePoint(random.Next(-1000, 1000), 7));
    }

    private static void Compare<TKey>(string label, Dictionary<TKey, Int128> expected, Dictionary<TKey, Int128> found)
        where TKey : notnull
    {
        foreach (TKey key in expected.Keys.Union(found.Keys))
        {
            Int128 difference = found.GetValueOrDefault(key) - expected.GetValueOrDefault(key);
            Assert.True(
                Int128.Abs(difference) <= Bound2,
                $"{label}: {key}: {found.GetValueOrDefault(key)}, NTS {expected.GetValueOrDefault(key)}");
        }
    }
}

namespace ZoneComp.Tests.Overlay;

public class RandomTrialTests
{
    // Trials in one test run; scripts/overlay-trials.sh sets more.
    private static readonly int Trials = int.Parse(
        Environment.GetEnvironmentVariable("ZONECOMP_OVERLAY_TRIALS") ?? "5000", System.Globalization.CultureInfo.InvariantCulture);

    // Crossings are not rounded to the lattice, but each of the two area terms that end there is rounded by at most 1/2. Features here
    // have at
    // most 12 edges, 6 features at most: fewer than 72 * 72 terms could meet in one combination, in fact far fewer. NTS rounds crossing
    // points to doubles: relative 1e-16 of coordinates of 6e5, times lengths of 1e6, is nothing beside it.
    private const int Bound2 = 150;

    [Fact]
    public void Every_combination_agrees_with_NTS_where_everything_touches_everything()
    {
        for (int trial = 0; trial < Trials; trial++)
        {
            var random = new Random(trial);
            OverlayInput input = RandomOverlay.Create(
                random, grid: random.Next(3, 7), scale: random.Next(3) == 0 ? 1 : 99_991, classes: 3,
                new LatticePoint(random.Next(-1000, 1000), 7));
            OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions(Trace: true));
            OverlayResult expected = NtsOracle.Measure(input, new OverlayOptions(Trace: true));
            string label = $"trial {trial}";
            Assert.True(result.Faults.Count == 0, label);
            Compare(
                label,
                expected.Areas.ToDictionary(row => (row.Region, row.Classes), row => row.Area2),
                result.Areas.ToDictionary(row => (row.Region, row.Classes), row => row.Area2));
            Compare(
                label,
                expected.Repeats.ToDictionary(row => (row.Region, row.Class), row => row.Repeated2),
                result.Repeats.ToDictionary(row => (row.Region, row.Class), row => row.Repeated2));
            Compare(
                label,
                expected.Repeats.ToDictionary(row => (row.Region, row.Class), row => row.Excess2),
                result.Repeats.ToDictionary(row => (row.Region, row.Class), row => row.Excess2));
            Compare(
                label,
                expected.Pieces.ToDictionary(row => (row.Region, row.Zone, row.Classes), row => row.Area2),
                result.Pieces.ToDictionary(row => (row.Region, row.Zone, row.Classes), row => row.Area2));
            Compare(
                label,
                expected.RegionOverlaps.ToDictionary(row => (row.First, row.Second), row => row.Area2),
                result.RegionOverlaps.ToDictionary(row => (row.First, row.Second), row => row.Area2));
        }
    }

    [Fact]
    public void Threads_and_the_cutting_into_jobs_change_no_integer()
    {
        for (int trial = 0; trial < Trials / 4; trial++)
        {
            var random = new Random(~trial);
            OverlayInput input = RandomOverlay.Create(random, grid: 6, scale: 99_991, classes: 3);
            bool trace = trial % 2 == 0;
            OverlayResult whole = ZoneOverlay.Measure(input, new OverlayOptions(Trace: trace));
            OverlayResult cut = ZoneOverlay.Measure(
                input,
                new OverlayOptions(Threads: 1 + (trial % 3), Trace: trace) { TileEdges = random.Next(1, 20) });

            Assert.True(whole.Areas.SequenceEqual(cut.Areas), $"trial {trial}: areas");
            Assert.True(whole.Repeats.SequenceEqual(cut.Repeats), $"trial {trial}: repeats");
            Assert.True(whole.Pieces.SequenceEqual(cut.Pieces), $"trial {trial}: pieces");
            Assert.True(whole.RegionOverlaps.SequenceEqual(cut.RegionOverlaps), $"trial {trial}: overlaps");
        }
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

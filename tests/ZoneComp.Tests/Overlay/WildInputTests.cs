using System.Diagnostics;
using System.Globalization;

namespace ZoneComp.Tests.Overlay;

/// <summary>Inputs of every kind that a file could hold: no crash, no broken law, and the same integers however the work is cut.</summary>
/// <remarks>Conservation is checked inside every measurement, which throws where it is broken.</remarks>
public class WildInputTests
{
    // 100 trials in one test run; scripts/fuzz-overlay.sh goes on for minutes.
    private static readonly int Seconds = int.Parse(
        Environment.GetEnvironmentVariable("ZONECOMP_FUZZ_SECONDS") ?? "0",
        CultureInfo.InvariantCulture);
    private static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("ZONECOMP_FUZZ_SEED") ?? "1",
        CultureInfo.InvariantCulture);

    [Fact]
    public void Wild_inputs_neither_crash_nor_break_a_law_and_their_integers_do_not_depend_on_the_cutting()
    {
        long start = Stopwatch.GetTimestamp();
        for (int trial = 0; trial < 100 || Stopwatch.GetElapsedTime(start).TotalSeconds < Seconds; trial++)
        {
            int seed = unchecked((Seed * 1_000_003) + trial);
            var random = new Random(seed);
            try
            {
                OverlayInput input = Wild(random);
                bool trace = random.Next(2) == 0;
                OverlayResult whole = ZoneOverlay.Measure(input, new OverlayOptions(Trace: trace));
                OverlayResult cut = ZoneOverlay.Measure(
                    input,
                    new OverlayOptions(Threads: random.Next(1, 4), Trace: trace) { TileEdges = random.Next(2, 2000) });
                OverlayResult other = ZoneOverlay.Measure(input, new OverlayOptions(Trace: !trace));
                Assert.True(whole.Areas.SequenceEqual(cut.Areas), "areas");
                Assert.True(whole.Repeats.SequenceEqual(cut.Repeats), "repeats");
                Assert.True(whole.Pieces.SequenceEqual(cut.Pieces), "pieces");
                Assert.Equal(
                    whole.Faults.Select(fault => (fault.IsRegion, fault.Feature, fault.After2)),
                    cut.Faults.Select(fault => (fault.IsRegion, fault.Feature, fault.After2)));
                Assert.Equal(
                    whole.Faults.Select(fault => (fault.IsRegion, fault.Feature, fault.After2)),
                    other.Faults.Select(fault => (fault.IsRegion, fault.Feature, fault.After2)));
                // Ground that a region winds round the wrong way, too little to be a fault (FaultSums.Bound2), can outweigh what else it
                // has.
                Assert.All(
                    whole.Areas,
                    row =>
                        Assert.True(
                            row.Area2 > 0 || (row.Region >= 0 && row.Area2 >= -FaultBound2(whole, row.Region)),
                            "an area below zero"));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException(
                    FormattableString.Invariant($"ZONECOMP_FUZZ_SEED={Seed}, trial {trial} (seed {seed})"),
                    exception);
            }
        }
    }

    /// <summary>Two units for each unit of length in x and in y, and for each of the area terms rounded, two at a crossing.</summary>
    private static Int128 FaultBound2(OverlayResult result, int region) =>
        result.Ground.RegionRings(region).Aggregate(2 + (4 * (Int128)result.Statistics.Crossings), (sum, ring) =>
        sum
            + (2 * (Int128)ring.Select((point, at) =>
                Math.Abs(point.X - ring[(at + 1) % ring.Length].X) + Math.Abs(point.Y - ring[(at + 1) % ring.Length].Y))
                .Sum()));

    private static OverlayInput Wild(Random random)
    {
        // From single lattice units to 30 km, near the origin or far from it, on a coarse grid (everything touches) or none.
        long size = 1L << random.Next(1, 26);
        long step = random.Next(2) == 0 ? Math.Max(1, size / random.Next(2, 9)) : 1;
        var origin = new LatticePoint(random.NextInt64(-(1L << 36), 1L << 36), random.NextInt64(-(1L << 34), 1L << 34));
        var input = new OverlayInput(random.Next(20) == 0 ? 100 : 3);
        int regions = random.Next(0, 4), zones = random.Next(0, 6);
        List<LatticePoint[]> seen = [];
        for (int feature = 0; feature < regions + zones; feature++)
        {
            _ = feature < regions ? input.AddRegion() : input.AddZone(random.Next(input.ClassCount));
            for (int ring = random.Next(0, 4); ring > 0; ring--)
            {
                LatticePoint[] points = seen.Count > 0 && random.Next(4) == 0
                    ? Changed(seen[random.Next(seen.Count)], random)
                    : Ring(random, origin, size, step);
                seen.Add(points);
                input.AddRing(points);
            }
        }

        return input;
    }

    private static LatticePoint[] Ring(Random random, LatticePoint origin, long size, long step)
    {
        int count = random.Next(5) switch { 0 => random.Next(0, 4), 1 => random.Next(60, 120), _ => random.Next(3, 20) };
        // Points all over the place, or a walk in small steps.
        bool walks = random.Next(2) == 0;
        var points = new LatticePoint[count];
        long x = Coordinate(random, size, step), y = Coordinate(random, size, step);
        for (int at = 0; at < count; at++)
        {
            points[at] = new LatticePoint(origin.X + x, origin.Y + y);
            x = walks ? x + (step * random.Next(-1, 2)) : Coordinate(random, size, step);
            y = walks ? y + (step * random.Next(-1, 2)) : Coordinate(random, size, step);
        }

        return points;
    }

    private static long Coordinate(Random random, long size, long step) => random.NextInt64(size) / step * step;

    /// <summary>The same outline once more: turned round, begun elsewhere, or with one vertex moved by a unit.</summary>
    private static LatticePoint[] Changed(LatticePoint[] ring, Random random)
    {
        LatticePoint[] copy = [.. ring];
        if (copy.Length == 0)
            return copy;
        if (random.Next(2) == 0)
            Array.Reverse(copy);
        int first = random.Next(copy.Length);
        copy = [.. copy[first..], .. copy[..first]];
        if (random.Next(3) == 0)
            copy[0] = new LatticePoint(copy[0].X + random.Next(-1, 2), copy[0].Y + random.Next(-1, 2));
        return copy;
    }
}

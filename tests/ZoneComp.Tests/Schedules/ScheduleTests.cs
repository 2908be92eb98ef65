using System.Globalization;
using Xunit.Abstractions;

namespace ZoneComp.Tests.Schedules;

/// <summary>Nothing that a run tells depends on which thread comes first: small runs with findings of every stage, under many orders of
/// their threads.</summary>
public sealed class ScheduleTests(ITestOutputHelper output)
{
    // Schedules in one test run; scripts/schedule-trials.sh sets more.
    private static readonly int Schedules = int.Parse(
        Environment.GetEnvironmentVariable("ZONECOMP_SCHEDULES") ?? "16",
        CultureInfo.InvariantCulture);

    private static readonly int First = int.Parse(
        Environment.GetEnvironmentVariable("ZONECOMP_FIRST_SCHEDULE") ?? "1",
        CultureInfo.InvariantCulture);

    private static readonly string? Only = Environment.GetEnvironmentVariable("ZONECOMP_SCHEDULED_CASE");

    [Fact]
    public void Findings_bytes_and_exit_codes_are_the_same_in_every_order_of_threads()
    {
        using var cases = new ScheduledCases();
        var seams = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (ScheduledCase one in cases.All.Where(one => Only is null ? !one.IsLarge || Schedules >= 100 : one.Name == Only))
        {
            IReadOnlyList<string> expected = one.Outcome(threads: 1);
            int tried = 0;
            for (int seed = First; seed < First + Schedules; seed += Only is null ? one.Every : 1, tried++)
            {
                using var schedule = new Schedule(seed);
                int threads = 1 + ((tried + First) % 8);
                IReadOnlyList<string> found = one.Outcome(threads);
                Assert.True(
                    expected.SequenceEqual(found),
                    $"{one}: schedule {tried + 1}, seed {seed}, {threads} "
                        + $"threads:\n{string.Join('\n', expected.Except(found))}\nbecame\n{string.Join('\n', found.Except(expected))}");
                foreach ((string seam, int times) in schedule.Visits)
                    seams[seam] = seams.GetValueOrDefault(seam) + times;
            }

            int findings = expected.Count(line => line.StartsWith('{')),
                files = expected.Count(line => line.StartsWith("out", StringComparison.Ordinal));
            output.WriteLine($"{one}: {tried} schedules, {expected[0]}, {findings} findings, {files} files");
        }

        output.WriteLine($"seams come to: {string.Join(", ", seams.Select(seam => $"{seam.Key} {seam.Value}"))}");
    }
}

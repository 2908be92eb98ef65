using System.Diagnostics;
using System.Globalization;

namespace ZoneComp.Benchmarks;

/// <summary>How long factors take over many regions: share, rank and a group mean in every one of them.</summary>
internal static class ExpressionTiming
{
    public static void Run(int regionCount, int expressionCount)
    {
        PolicyFile policy = PolicyFile.Parse("timing.yaml", PolicyText(expressionCount));
        CombinationTable table = new()
        {
            Classes = ExpressionScope.ZoneClasses(policy),
            Regions =
            [
                .. Enumerable.Range(0, regionCount).Select(index =>
                    new Region(
                        index.ToString("D6", CultureInfo.InvariantCulture),
                        "",
                        new Dictionary<string, string> { ["city"] = (index / 10).ToString(CultureInfo.InvariantCulture) })),
            ],
            Rows =
            [
                .. Enumerable.Range(0, regionCount)
                    .SelectMany(region =>
                        Enumerable.Range(0, 8)
                            .Select(set => new CombinationRow(region, new ClassSet((ulong)set), 1000m + (region * 7 % 13) + set))),
            ],
            Repeats = [],
        };
        for (int round = 1; round <= 5; round++)
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            _ = FactorStage.Evaluate(
                policy,
                ExpressionScope.Create(policy, new ExpressionInputs { Combinations = table }),
                new DiagnosticLog());
            watch.Stop();
            TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime - before;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round}: {watch.ElapsedMilliseconds} ms, {cpu.TotalMilliseconds:F0} ms of CPU"));
        }
    }

    private static string PolicyText(int expressionCount) => """
        zonecomp: 1
        title: timing
        year: 2025
        regions: {source: none.shp, code: code, parents: {city: {prefix: 2}}}
        layers:
          redline: {source: none.shp}
          forest: {source: none.shp, class: grade, classes: {I: '1', II: '2'}}
        factors:

        """.ReplaceLineEndings("\n") + string.Concat(Enumerable.Range(0, expressionCount).Select(index =>
            $"  f{index}: '{index} * share(area(forest - redline, mu)) + clamp(ratio(forest.I & redline) / mean(ratio(redline)) by city, "
                + $"0, 2) + max(0, 2 - rank(ratio(forest), descending, ties: average) / 3000)'\n"));
}

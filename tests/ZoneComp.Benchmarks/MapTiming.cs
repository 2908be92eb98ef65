using System.Diagnostics;
using System.Globalization;

namespace ZoneComp.Benchmarks;

/// <summary>What maps cost over the results of a finished run, step by step: shapes, what all maps share, one SVG, one PNG.</summary>
internal static class MapTiming
{
    public static void Run(string policy, string earlier, int rounds)
    {
        RunSettings settings = new() { PolicyPath = policy, OutputPath = null, CombinationsFrom = earlier };
        RunFacts facts = new(new ToolVersion("benchmark", "0", ""), [], new MachineRecord("", "", "", 1));
        RunResults results = Pipeline.Run(settings, facts, TimeProvider.System, new Progress<StageProgress>(),
            CancellationToken.None).Results!;
        results = results with { Shapes = EarlierShapes.Read(earlier, results.Combinations.Regions) };
        for (int round = 1; round <= rounds; round++)
        {
            MapShapes shapes = Lap("shapes", 1, () => MapShapes.Of(results));
            IReadOnlyList<FigureClasses> mapped = Lap("classes of all figures", 1, () => MappedFigures.Of(results));
            MapSheet sheet = Lap("sheet", 1, () => MapSheet.Of(results, shapes, Language.Chinese));
            ChoroplethSvg svg = Lap("what SVGs share", 1, () => new ChoroplethSvg(results, shapes, sheet));
            MapBackdrop backdrop = Lap("what PNGs share", 1, () => MapBackdrop.Of(shapes, sheet));
            _ = Lap("an SVG", mapped.Count, () => mapped.Sum(classes => svg.Document(sheet.Page(new FigureMap("", classes, null))).Length));
            _ = Lap("a PNG", mapped.Count, () => mapped.Sum(classes =>
                ChoroplethPng.Draw(backdrop, sheet.Page(new FigureMap("", classes, null))).Length));
        }
    }

    private static T Lap<T>(string step, int times, Func<T> work)
    {
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        T result = work();
        double cpu = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{step,-24} {cpu / times,8:F1} ms of CPU{(times > 1 ? $" each, {times} of them, {result} bytes" : "")}"));
        return result;
    }
}

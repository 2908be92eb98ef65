using System.Diagnostics;
using System.Globalization;
using ZoneComp.Diagnostics;
using ZoneComp.Reading;

namespace ZoneComp.Benchmarks;

/// <summary>Reads a layer, geometry and one field, three times: the first is what a run pays, the others show the pages in memory.</summary>
internal static class LayerReading
{
    public static void Run(string path, string layer, string field)
    {
        using var process = Process.GetCurrentProcess();
        using var source = FeatureSources.Open(new SourceRequest(path, layer.Length == 0 ? null : layer), new DiagnosticLog());
        for (int walk = 0; walk < 3; walk++)
        {
            process.Refresh();
            TimeSpan before = process.TotalProcessorTime;
            long allocatedBefore = GC.GetTotalAllocatedBytes();
            var watch = Stopwatch.StartNew();
            long features = 0, vertices = 0, values = 0;
            using (IFeatureCursor cursor = source.Read(field.Length == 0 ? [] : [field]))
            {
                while (cursor.MoveNext())
                {
                    features++;
                    vertices += cursor.Shape.PointCount;
                    values += field.Length > 0 && cursor.Value(0) is not null ? 1 : 0;
                }
            }

            process.Refresh();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{features} features, {vertices} vertices, {values} values: {(process.TotalProcessorTime - before).TotalSeconds:F3} s of CPU, {watch.Elapsed.TotalSeconds:F3} s, {(GC.GetTotalAllocatedBytes() - allocatedBefore) / 1e6:F1} MB allocated"));
        }
    }
}

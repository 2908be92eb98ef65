using System.Diagnostics;
using System.Globalization;

namespace ZoneComp.Benchmarks;

/// <summary>Reads a layer, geometry and one field, three times: the first is what a run pays, the others show the pages in memory. Planar
/// areas are summed, so that the work is that of another program that does so.</summary>
internal static class ReadingTime
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
            double area = 0;
            using (IFeatureCursor cursor = source.Read(field.Length == 0 ? [] : [field]))
            {
                while (cursor.MoveNext())
                {
                    features++;
                    vertices += cursor.Shape.PointCount;
                    area += AreaOf(cursor.Shape);
                    values += field.Length > 0 && cursor.Value(0) is not null ? 1 : 0;
                }
            }

            process.Refresh();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{features} features, {vertices} vertices, {values} values, area {area:G12}: "
                    + $"{(process.TotalProcessorTime - before).TotalSeconds:F3} s of CPU, {watch.Elapsed.TotalSeconds:F3} s, "
                        + $"{(GC.GetTotalAllocatedBytes() - allocatedBefore) / 1e6:F1} MB allocated{Anonymous()}"));
        }
    }

    private static double AreaOf(FeatureShape shape)
    {
        double twice = 0;
        for (int part = 0; part < shape.PartCount && shape.Kind == GeometryKind.Polygon; part++)
        {
            Span<double> ring = shape.Part(part);
            double x0 = ring[0], y0 = ring[1];
            for (int at = 2; at < ring.Length; at += 2)
                twice += ((ring[at - 2] - x0) * (ring[at + 1] - y0)) - ((ring[at] - x0) * (ring[at - 1] - y0));
        }

        return twice / 2;
    }

    /// <summary>Memory that is the process's own, where Linux tells it: the pages of a mapped file are not.</summary>
    private static string Anonymous()
    {
        const string Status = "/proc/self/status";
        string? line = File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(each => each.StartsWith("RssAnon:", StringComparison.Ordinal))
            : null;
        return line is null ? "" : ", own memory " + line["RssAnon:".Length..].Trim();
    }
}

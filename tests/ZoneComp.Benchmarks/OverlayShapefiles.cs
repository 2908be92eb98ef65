using System.Diagnostics;
using System.Globalization;
using ZoneComp.Model;
using ZoneComp.Overlay;
using ZoneComp.Shapefile;

namespace ZoneComp.Benchmarks;

/// <summary>The peers' job: five shapefiles in, areas per county out, in the plane of the data's own CRS, on a lattice of 0.1 mm.</summary>
/// <remarks>
/// Ten times finer than the product's lattice: with 1 mm the worst county is 4.6 m2 off the peers, who keep all digits of the
/// coordinates, since the rounding of n vertices at edges of length l moves an area by about 0.3 mm x l x sqrt(n).
/// </remarks>
internal static class OverlayShapefiles
{
    private const int UnitsPerMetre = 10_000;

    private static readonly string[] Layers = ["forest", "redline", "wetland", "funczone"];

    public static void Run(string folder, int threads, string csv)
    {
        long start = Stopwatch.GetTimestamp();
        var input = new OverlayInput(Layers.Length);
        var counties = new List<string>();
        AddLayer(input, Path.Combine(folder, "counties.shp"), -1, counties);
        for (int layer = 0; layer < Layers.Length; layer++)
            AddLayer(input, Path.Combine(folder, Layers[layer] + ".shp"), layer, null);
        TimeSpan read = Stopwatch.GetElapsedTime(start);
        OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions(threads));
        TimeSpan measured = Stopwatch.GetElapsedTime(start) - read;
        Write(csv, counties, result);

        Process self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"edges {result.Statistics.Edges}, crossings {result.Statistics.Crossings}, tiles {result.Statistics.Jobs}, ghosts {result.Statistics.Ghosts}, faults {result.Faults.Count}, overlaps {result.RegionOverlaps.Count}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"read {read.TotalMilliseconds:F0} ms, overlay {measured.TotalMilliseconds:F0} ms wall; process CPU {self.TotalProcessorTime.TotalMilliseconds:F0} ms, peak {self.PeakWorkingSet64 >> 20} MB, managed {GC.GetTotalMemory(false) >> 20} MB"));
        foreach ((string stage, double milliseconds) in result.Statistics.StageMilliseconds)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {stage,-10} {milliseconds,8:F0} ms {milliseconds * 1e6 / Math.Max(result.Statistics.Edges, 1),7:F1} ns per edge"));
        }
    }

    private static void AddLayer(OverlayInput input, string path, int layer, List<string>? codes)
    {
        using ShapefileLayer file = ShapefileLayer.Open(path);
        ShapefileReader reader = codes is null ? file.Read() : file.Read(0);
        var ring = new LatticePoint[1 << 12];
        while (reader.MoveNext())
        {
            ShapeRecord shape = reader.Shape();
            if (layer < 0)
            {
                _ = input.AddRegion();
                codes!.Add((string)reader.Value(0)!);
            }
            else
            {
                _ = input.AddZone(layer);
            }

            for (int part = 0; part < shape.PartCount; part++)
            {
                ReadOnlySpan<ShapePoint> points = shape.Part(part);
                if (ring.Length < points.Length)
                    ring = new LatticePoint[2 * points.Length];
                ToLattice(points, ring);
                input.AddRing(ring.AsSpan(0, points.Length));
            }
        }
    }

    /// <summary>Metres to millimetres, and the inside from the right to the left.</summary>
    private static void ToLattice(ReadOnlySpan<ShapePoint> points, Span<LatticePoint> ring)
    {
        unchecked
        {
            for (int index = 0; index < points.Length; index++)
            {
                ShapePoint point = points[points.Length - 1 - index];
                ring[index] = new LatticePoint(
                    (long)Math.Round(point.X * UnitsPerMetre), (long)Math.Round(point.Y * UnitsPerMetre));
            }
        }
    }

    private static void Write(string path, List<string> counties, OverlayResult result)
    {
        var sums = new Int128[counties.Count, 6];
        foreach (OverlayArea row in result.Areas)
        {
            if (row.Region < 0)
                continue;
            for (int layer = 0; layer < 4; layer++)
                sums[row.Region, layer] += row.Classes.Contains(layer) ? row.Area2 : 0;
            sums[row.Region, 4] += row.Classes.Contains(0) && row.Classes.Contains(1) ? row.Area2 : 0;
            sums[row.Region, 5] += row.Classes.IsEmpty ? 0 : row.Area2;
        }

        using var writer = new StreamWriter(path);
        writer.WriteLine("county,forest,redline,wetland,funczone,forest_redline,all");
        for (int county = 0; county < counties.Count; county++)
        {
            IEnumerable<string> cells = Enumerable.Range(0, 6)
                .Select(column => ((decimal)sums[county, column] / (2m * UnitsPerMetre * UnitsPerMetre)).ToString("F6", CultureInfo.InvariantCulture));
            writer.WriteLine(counties[county].Trim() + "," + string.Join(',', cells));
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZoneComp.Benchmarks;

/// <summary>The peers' job: five shapefiles in, areas per county out, in the plane of the data's own CRS, on a lattice of 0.1 mm.</summary>
/// <remarks>
/// Ten times finer than the product's lattice: with 1 mm the worst county is 4.6 m2 off the peers, who keep all digits of the
/// coordinates, since the rounding of n vertices at edges of length l moves an area by about 0.3 mm x l x sqrt(n).
/// </remarks>
internal static class OverlayShapefiles
{
    private const int UnitsPerMetre = 10_000;

    private const int StretchRecords = 4000;

    private static readonly string[] Layers = ["forest", "redline", "wetland", "funczone"];

    /// <param name="repeats">How often the overlay is measured; times are those of the last, which finds everything compiled.</param>
    public static void Run(string folder, int threads, string csv, int repeats)
    {
        long start = Stopwatch.GetTimestamp();
        var input = new OverlayInput(Layers.Length);
        var counties = new List<string>();
        AddCounties(input, Path.Combine(folder, "counties.shp"), counties);
        for (int layer = 0; layer < Layers.Length; layer++)
            AddLayer(input, Path.Combine(folder, Layers[layer] + ".shp"), layer, threads);
        TimeSpan read = Stopwatch.GetElapsedTime(start);
        for (int repeat = 1; repeat < repeats; repeat++)
            _ = ZoneOverlay.Measure(input, new OverlayOptions(threads));
        TimeSpan before = Stopwatch.GetElapsedTime(start);
        OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions(threads));
        TimeSpan measured = Stopwatch.GetElapsedTime(start) - before;
        Write(csv, counties, result);

        Process self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"edges {result.Statistics.Edges}, crossings {result.Statistics.Crossings}, tiles {result.Statistics.Jobs}, ghosts "
                + $"{result.Statistics.Ghosts}, faults {result.Faults.Count}, overlaps {result.RegionOverlaps.Count}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"read {read.TotalMilliseconds:F0} ms, overlay {measured.TotalMilliseconds:F0} ms wall; process CPU "
                + $"{self.TotalProcessorTime.TotalMilliseconds:F0} ms, peak {self.PeakWorkingSet64 >> 20} MB, managed "
                    + $"{GC.GetTotalMemory(false) >> 20} MB"));
        foreach ((string stage, double milliseconds) in result.Statistics.StageMilliseconds)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {stage,-10} {milliseconds,8:F0} ms {milliseconds * 1e6 / Math.Max(result.Statistics.Edges, 1),7:F1} ns per edge"));
        }
    }

    private static void AddCounties(OverlayInput input, string path, List<string> codes)
    {
        using ShapefileLayer file = ShapefileLayer.Open(path);
        ShapefileReader reader = file.Read(0);
        var ring = new LatticePoint[1 << 12];
        while (reader.MoveNext())
        {
            _ = input.AddRegion();
            codes.Add((string)reader.Value(0)!);
            AddRings(input, reader.Shape(), ref ring);
        }
    }

    /// <summary>Stretches of the file are read by any thread and added in their order.</summary>
    private static void AddLayer(OverlayInput input, string path, int layer, int threads)
    {
        using ShapefileLayer file = ShapefileLayer.Open(path);
        var stretches = new OverlayInput[(file.RecordCount + StretchRecords - 1) / StretchRecords];
        int next = -1;
        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(_ => new Thread(Read))];
        foreach (Thread thread in others)
            thread.Start();
        Read();
        foreach (Thread thread in others)
            thread.Join();
        foreach (OverlayInput stretch in stretches)
            input.Append(stretch);

        void Read()
        {
            ShapefileReader reader = file.Read();
            var ring = new LatticePoint[1 << 12];
            byte[] room = GC.AllocateUninitializedArray<byte>(1 << 20);
            bool any = reader.MoveNext();
            for (int mine = Interlocked.Increment(ref next); mine < stretches.Length; mine = Interlocked.Increment(ref next))
            {
                long from = (long)mine * StretchRecords;
                var zones = new OverlayInput(input.ClassCount, room);
                for (; any && reader.Record < from + StretchRecords; any = reader.MoveNext())
                {
                    if (reader.Record < from)
                        continue;
                    _ = zones.AddZone(layer);
                    AddRings(zones, reader.Shape(), ref ring);
                }

                zones.Seal();
                stretches[mine] = zones;
            }
        }
    }

    private static void AddRings(OverlayInput input, ShapeRecord shape, ref LatticePoint[] ring)
    {
        for (int part = 0; part < shape.PartCount; part++)
        {
            ReadOnlySpan<ShapePoint> points = shape.Part(part);
            if (ring.Length < points.Length)
                ring = new LatticePoint[2 * points.Length];
            ToLattice(points, ring);
            input.AddRing(ring.AsSpan(0, points.Length));
        }
    }

    /// <summary>Metres to tenths of a millimetre, two points at a time, and the inside from the right to the left.</summary>
    private static void ToLattice(ReadOnlySpan<ShapePoint> points, Span<LatticePoint> ring)
    {
        unchecked
        {
            // 1.5 x 2^52 rounds what is added to it to the nearest integer, halves to even.
            Vector256<double> units = Vector256.Create((double)UnitsPerMetre), rounder = Vector256.Create(6755399441055744.0);
            ref double from = ref Unsafe.As<ShapePoint, double>(ref MemoryMarshal.GetReference(points));
            ref long to = ref Unsafe.As<LatticePoint, long>(ref MemoryMarshal.GetReference(ring));
            for (int at = 0; at < points.Length && points.Length > 1; at += 2)
            {
                int pair = Math.Min(at, points.Length - 2); // the last two may overlap those before
                Vector256<long> two = ((Vector256.LoadUnsafe(ref from, (nuint)(2 * pair)) * units) + rounder).AsInt64() - rounder.AsInt64();
                Vector256.Create(two.GetUpper(), two.GetLower()).StoreUnsafe(ref to, (nuint)(2 * (points.Length - 2 - pair)));
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
                .Select(column =>
                    ((decimal)sums[county, column] / (2m * UnitsPerMetre * UnitsPerMetre)).ToString("F6", CultureInfo.InvariantCulture));
            writer.WriteLine(counties[county].Trim() + "," + string.Join(',', cells));
        }
    }
}

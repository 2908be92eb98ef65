using System.Diagnostics;
using System.Globalization;
using System.Text;
using ZoneComp.Diagnostics;
using ZoneComp.Reading;
using ZoneComp.Shapefile;

namespace ZoneComp.Tests.Reading;

/// <summary>
/// Damaged files: reading ends in a layer with findings or in a refusal, in bounded time and memory, never in another exception.
/// </summary>
/// <remarks>ZONECOMP_FUZZ_ROUNDS and ZONECOMP_FUZZ_SEED widen it; scripts/fuzz-readers.sh does.</remarks>
public sealed class ReaderFuzzTests : IDisposable
{
    private static readonly int Rounds = Setting("ZONECOMP_FUZZ_ROUNDS", 200);
    private static readonly int Seed = Setting("ZONECOMP_FUZZ_SEED", 20251122);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(".shp")]
    [InlineData(".shx")]
    [InlineData(".dbf")]
    public void Shapefile(string ending)
    {
        WriteShapefile();
        var parts = new[] { ".shp", ".shx", ".dbf", ".cpg" }.ToDictionary(part => part, part => File.ReadAllBytes(folder["a" + part]), StringComparer.Ordinal);
        Fuzz(parts[ending], damaged =>
        {
            File.WriteAllBytes(folder["a" + ending], damaged);
            ReadFile(folder["a.shp"]);
        });
    }

    [Fact]
    public void Shapefile_without_shx()
    {
        WriteShapefile();
        File.Delete(folder["a.shx"]);
        Fuzz(File.ReadAllBytes(folder["a.shp"]), damaged =>
        {
            File.WriteAllBytes(folder["a.shp"], damaged);
            ReadFile(folder["a.shp"]);
        });
    }

    [Fact]
    public void GeoPackage_geometry()
    {
        static byte[] doubles(params double[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
        byte[] polygon = [1, 3, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, .. doubles(0, 0, 9, 0, 0, 9, 0, 0), 4, 0, 0, 0, .. doubles(1, 1, 1, 2, 2, 1, 1, 1)];
        byte[] collection = [1, 7, 0, 0, 0, 2, 0, 0, 0, 1, 6, 0, 0, 0, 2, 0, 0, 0, .. polygon, .. polygon, .. polygon];
        byte[] blob = [(byte)'G', (byte)'P', 0, 3, 0x8A, 0x11, 0, 0, .. doubles(0, 9, 0, 9), .. collection];
        var shape = new FeatureShape();
        Assert.Equal(GeometryOutcome.Fine, GeoPackageBinary.Read(blob, shape));
        Fuzz(blob, damaged => Check(GeoPackageBinary.Read(damaged, shape), shape));
    }

    [Fact]
    public void Text_of_WKT()
    {
        byte[] text = Encoding.UTF8.GetBytes("SRID=4490;GEOMETRYCOLLECTION Z (MULTIPOLYGON (((0 0 1, 9 0 1, 0 9 1, 0 0 1), (1 1 1, 1 2 1, 2 1 1, 1 1 1))), POLYGON EMPTY, POLYGON ((0 0, 1e3 -0.5, 1 1, 0 0)))");
        var shape = new FeatureShape();
        Assert.Equal(GeometryOutcome.Fine, Wkt.Read(Encoding.Latin1.GetString(text), shape));
        Fuzz(text, damaged => Check(Wkt.Read(Encoding.Latin1.GetString(damaged), shape), shape));
    }

    [Theory]
    [InlineData("a.geojson", """{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4490"}},"features":[{"type":"Feature","id":7,"properties":{"代码":"110105","n":1.5,"b":true,"o":{"x":[1,2]}},"geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[0,9],[0,0]],[[1,1],[1,2],[2,1],[1,1]]]]}},{"type":"Feature","properties":null,"geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2,3]}]}}]}""")]
    [InlineData("a.geojsonl", "{\"type\":\"Feature\",\"properties\":{\"a\":1},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}}\n{\"type\":\"Point\",\"coordinates\":[1,2]}\n")]
    [InlineData("a.csv", "code,wkt,名称\n1,\"POLYGON((0 0,2 0,2 2,0 0))\",\"a, \"\"b\"\"\"\n2,POINT(1 2),x\n")]
    public void Text_files(string name, string text)
    {
        Fuzz(Encoding.UTF8.GetBytes(text), damaged =>
        {
            File.WriteAllBytes(folder[name], damaged);
            ReadFile(folder[name]);
        });
    }

    private static void Fuzz(byte[] original, Action<byte[]> read)
    {
        for (int round = 0; round < Rounds; round++)
        {
            int seed = unchecked(Seed + round);
            byte[] damaged = Mutation.Of(original, new Random(seed));
            long before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            try
            {
                read(damaged);
            }
            catch (UserErrorException refusal)
            {
                Assert.NotEmpty(refusal.Text.Zh);
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail(FormattableString.Invariant($"seed {seed}: {exception}"));
            }

            // The first buffers of the readers are below 2 MB; beyond them, what is made of a small file stays small.
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 8 << 20, FormattableString.Invariant($"seed {seed}: {allocated} bytes allocated for {damaged.Length}"));
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), FormattableString.Invariant($"seed {seed}: {watch.Elapsed}"));
        }
    }

    private static void ReadFile(string path)
    {
        using var source = FeatureSources.Open(new SourceRequest(path), new DiagnosticLog());
        string[] fields = [.. source.Info.Fields.Select(field => field.Name)];
        using var cursor = source.Read(fields);
        long count = 0;
        while (cursor.MoveNext())
        {
            count++;
            Check(GeometryOutcome.Fine, cursor.Shape);
            for (int field = 0; field < fields.Length; field++)
                _ = cursor.Value(field);
        }

        if (source.Info.FeatureCount is long stated)
            Assert.Equal(stated, count);
    }

    /// <summary>Whatever came in, what comes out can be counted with.</summary>
    private static void Check(GeometryOutcome outcome, FeatureShape shape)
    {
        if (outcome.Fault != GeometryFault.None)
            return;
        Assert.True(Rings.AreUsable(shape.Coordinates));
        Assert.Equal(shape.PartCount > 0, shape.PointCount > 0);
        for (int part = 0; part < shape.PartCount; part++)
            Assert.NotEqual(0, shape.Part(part).Length);
    }

    private void WriteShapefile()
    {
        using var writer = new ShapefileWriter(folder["a.shp"], ShapeType.Polygon, [new("代码", 'C', 6), new("N", 'N', 8), new("AREA", 'N', 12, 2), new("DAY", 'D', 8), new("OLD", 'L', 1)], CodePages.Gbk);
        for (int index = 0; index < 5; index++)
        {
            ShapePoint[] shell = [new(index, 0), new(index, 10), new(index + 10, 10), new(index, 0)];
            ShapePoint[] hole = [new(index + 1, 2), new(index + 3, 4), new(index + 1, 4), new(index + 1, 2)];
            writer.Add([.. shell, .. hole], [0, 4], "公益林", index, index / 4.0, new DateOnly(2025, 1, 1), true);
        }

        writer.Add([], [], null, null, null, null, null);
    }

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}

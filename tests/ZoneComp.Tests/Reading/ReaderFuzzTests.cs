using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace ZoneComp.Tests.Reading;

/// <summary>
/// Damaged files: reading ends in a layer with findings or in a refusal, in bounded time and memory, never in another exception.
/// </summary>
/// <remarks>ZONECOMP_FUZZ_ROUNDS and ZONECOMP_FUZZ_SEED widen it; scripts/fuzz-readers.sh does.</remarks>
public sealed class ReaderFuzzTests(ITestOutputHelper output) : IDisposable
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
        var parts = new[] { ".shp", ".shx", ".dbf", ".cpg" }.ToDictionary(
            part => part,
            part => File.ReadAllBytes(folder["a" + part]),
            StringComparer.Ordinal);
        Fuzz(ending, parts[ending], damaged =>
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
        Fuzz(".shp without .shx", File.ReadAllBytes(folder["a.shp"]), damaged =>
        {
            File.WriteAllBytes(folder["a.shp"], damaged);
            ReadFile(folder["a.shp"]);
        });
    }

    [Fact]
    public void GeoPackage_geometry()
    {
        static byte[] doubles(params double[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
        byte[] polygon =
        [
            1, 3, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, .. doubles(0, 0, 9, 0, 0, 9, 0, 0), 4, 0, 0, 0, .. doubles(1, 1, 1, 2, 2, 1, 1, 1),
        ];
        byte[] collection = [1, 7, 0, 0, 0, 2, 0, 0, 0, 1, 6, 0, 0, 0, 2, 0, 0, 0, .. polygon, .. polygon, .. polygon];
        byte[] blob = [(byte)'G', (byte)'P', 0, 3, 0x8A, 0x11, 0, 0, .. doubles(0, 9, 0, 9), .. collection];
        var shape = new FeatureShape();
        Assert.Equal(GeometryOutcome.Fine, GeoPackageBinary.Read(blob, shape));
        Fuzz("gpkg geometry", blob, damaged => Check(GeoPackageBinary.Read(damaged, shape), shape));
    }

    [Fact]
    public void Text_of_WKT()
    {
        byte[] text = Encoding.UTF8.GetBytes(
            "SRID=4490;GEOMETRYCOLLECTION Z (MULTIPOLYGON (((0 0 1, 9 0 1, 0 9 1, 0 0 1), (1 1 1, 1 2 1, 2 1 1, 1 1 1))), POLYGON EMPTY, "
                + "POLYGON ((0 0 1, 1e3 -0.5 1, 1 1 1, 0 0 1)))");
        var shape = new FeatureShape();
        Assert.Equal(GeometryOutcome.Fine, Wkt.Read(Encoding.Latin1.GetString(text), shape));
        Fuzz("wkt", text, damaged => Check(Wkt.Read(Encoding.Latin1.GetString(damaged), shape), shape));
    }

    [Theory]
    [InlineData("a.geojson", """{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4490"}},"features":[{"type":"Feature","id":7,"properties":{"代码":"110105","n":1.5,"b":true,"o":{"x":[1,2]}},"geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[0,9],[0,0]],[[1,1],[1,2],[2,1],[1,1]]]]}},{"type":"Feature","properties":null,"geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2,3]}]}}]}""")]
    [InlineData("a.geojsonl", "{\"type\":\"Feature\",\"properties\":{\"a\":1},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}}\n{\"type\":\"Point\",\"coordinates\":[1,2]}\n")]
    [InlineData("a.csv", "code,wkt,名称\n1,\"POLYGON((0 0,2 0,2 2,0 0))\",\"a, \"\"b\"\"\"\n2,POINT(1 2),x\n")]
    public void Text_files(string name, string text)
    {
        Fuzz(Path.GetExtension(name), Encoding.UTF8.GetBytes(text), damaged =>
        {
            File.WriteAllBytes(folder[name], damaged);
            ReadFile(folder[name]);
        });
    }

    [Fact]
    public void Prj_files()
    {
        const string Wkt =
            """PROJCS["CGCS2000_3_Degree_GK_Zone_37",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101],TOWGS84[1,2,3,0.1,0.2,0.3,4]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",37500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""";
        const string Json =
            """{"type":"ProjectedCRS","name":"p","base_crs":{"name":"g","datum":{"type":"GeodeticReferenceFrame","name":"D_China_2000","ellipsoid":{"name":"CGCS2000","semi_major_axis":6378137,"inverse_flattening":298.257222101}}},"conversion":{"name":"c","method":{"name":"Transverse Mercator"},"parameters":[{"name":"Longitude of natural origin","value":111,"unit":"degree"},{"name":"False easting","value":500000,"unit":"metre"},{"name":"Scale factor at natural origin","value":1,"unit":"unity"}]},"coordinate_system":{"subtype":"Cartesian","axis":[{"name":"E","unit":"metre"}]}}""";
        foreach (string text in new[] { Wkt, Json })
        {
            Assert.True(Crs.TryParse(text, out _, out _));
            Fuzz("prj", Encoding.UTF8.GetBytes(text), damaged =>
            {
                if (!Crs.TryParse(Encoding.UTF8.GetString(damaged), out Crs? crs, out LocalText? problem))
                    throw new UserErrorException(problem);
                foreach (Diagnostic finding in CrsCheck.Examine(
                    crs,
                    new LayerExtent(37_400_000, 3_000_000, 37_600_000, 4_000_000),
                    "a.shp"))
                    Assert.NotEmpty(finding.Message.Zh);
                _ = Projection.Of(crs).Inverse(37_400_000, 3_000_000, out _, out _);
            });
        }
    }

    [Fact]
    public void GeoPackage_file()
    {
        string path = folder["a.gpkg"];
        using (SqliteConnection made = new($"Data Source={path};Pooling=False"))
        {
            made.Open();
            using SqliteCommand command = made.CreateCommand();
            command.CommandText = """
                PRAGMA page_size = 512;
                CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
                CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);
                CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
                CREATE TABLE zones (fid INTEGER PRIMARY KEY, geom MULTIPOLYGON, "代码" TEXT(6), area DOUBLE, old BOOLEAN, day DATE);
                INSERT INTO gpkg_spatial_ref_sys VALUES ('CGCS2000', 4490, 'EPSG', 4490, 'GEOGCS[...]');
                INSERT INTO gpkg_contents VALUES ('zones', 'features');
                INSERT INTO gpkg_geometry_columns VALUES ('zones', 'geom', 'GEOMETRY', 4490);
                WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) INSERT INTO zones SELECT i, X'475000018A110000010300000001000000040000000000000000000000000000000000000000000000000022400000000000000000000000000000000000000000000022400000000000000000000000000000', 'code' || i, i / 4.0, i % 2, '2024-02-29' FROM n;
                """;
            command.ExecuteNonQuery();
        }

        ReadFile(path);
        Fuzz("gpkg", File.ReadAllBytes(path), damaged =>
        {
            File.WriteAllBytes(path, damaged);
            ReadFile(path);
        });
    }

    [Fact]
    public void Zip_files()
    {
        WriteShapefile();
        string path = folder["a.zip"];
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            foreach (string ending in new[] { ".shp", ".shx", ".dbf", ".cpg" })
                archive.CreateEntryFromFile(folder["a" + ending], "2025/a" + ending);
        }

        Fuzz("zip", File.ReadAllBytes(path), damaged =>
        {
            File.WriteAllBytes(path, damaged);
            ReadFile(path);
        });
    }

    [Theory]
    [InlineData("alltypes_plain.parquet")]
    [InlineData("duckdb-zstd.parquet")]
    [InlineData("duckdb-v2-gzip.parquet")]
    [InlineData("fixed_length_decimal.parquet")]
    public void Parquet_files(string name)
    {
        byte[] original = File.ReadAllBytes(Path.Combine(SharedMaterial.RepositoryRoot, "tests", "ZoneComp.Parquet.Tests", "files", name));
        string path = folder["a.parquet"];
        Fuzz("parquet", original, damaged =>
        {
            File.WriteAllBytes(path, damaged);
            ReadFile(path);
        });
    }

    [Fact]
    public void Policies_and_their_formulas()
    {
        byte[] sample = File.ReadAllBytes(Path.Combine(SharedMaterial.RepositoryRoot, "sample-data", "policy.yaml"));
        Fuzz("policy", sample, damaged =>
        {
            PolicyFile policy = PolicyFile.Parse("p.yaml", Encoding.UTF8.GetString(damaged));
            AllocationStage.Check(policy, ExpressionScope.Check(policy));
        });
    }

    [Fact]
    public void A_whole_inspection_of_damaged_shapefiles()
    {
        WriteShapefile();
        File.WriteAllText(
            folder["a.prj"],
            """GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""");
        foreach (string ending in new[] { ".shp", ".prj" })
        {
            byte[] original = File.ReadAllBytes(folder["a" + ending]);
            Fuzz("inspect", original, damaged =>
            {
                File.WriteAllBytes(folder["a" + ending], damaged);
                _ = Inspection.Inspect(folder["a.shp"], null, CancellationToken.None);
            }, Math.Max(1, Rounds / 20), freeBytes: 512 << 20); // a layer may grow by four million points, and the overlay of their edges
            File.WriteAllBytes(folder["a" + ending], original);
        }
    }

    [Theory] // What a million damaged inputs found; each once more.
    [InlineData(20265381)]
    [InlineData(20295772)]
    public void A_record_of_type_minus_one_is_no_record(int seed)
    {
        WriteShapefile();
        File.Delete(folder["a.shx"]);
        File.WriteAllBytes(folder["a.shp"], Mutation.Of(File.ReadAllBytes(folder["a.shp"]), new Random(seed)));

        ReadFile(folder["a.shp"]);
    }

    private void Fuzz(string kind, byte[] original, Action<byte[]> read, int? rounds = null, long freeBytes = 8 << 20)
    {
        long refused = 0, worstBytes = 0;
        TimeSpan worstTime = TimeSpan.Zero;
        List<string> crashes = [];
        int tried = rounds ?? Rounds;
        for (int round = 0; round < tried && crashes.Count < 20; round++)
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
                refused++;
                Assert.NotEmpty(refusal.Text.Zh);
            }
            catch (Exception exception)
            {
                crashes.Add(FormattableString.Invariant($"seed {seed}: {exception}"));
            }

            TimeSpan took = watch.Elapsed;
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            (worstBytes, worstTime) = (Math.Max(worstBytes, allocated), took > worstTime ? took : worstTime);
            // The first buffers of the readers are below 2 MB; beyond them, what is made of a small file stays small.
            long allowed = freeBytes + (64L * original.Length);
            if (allocated > allowed || took > TimeSpan.FromMinutes(2)) // another test may hold the machine
                crashes.Add(FormattableString.Invariant($"seed {seed}: {allocated} bytes allocated for {damaged.Length}, {took}"));
        }

        output.WriteLine(
            FormattableString.Invariant(
                $"FUZZ {kind} tried {tried} refused {refused} read {tried - refused - crashes.Count} failed {crashes.Count} worst ")
                + FormattableString.Invariant($"{worstTime.TotalMilliseconds:0} ms {worstBytes / 1024} KiB"));
        Assert.True(crashes.Count == 0, string.Join("\n", crashes));
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
        using var writer = new ShapefileWriter(
            folder["a.shp"],
            ShapeType.Polygon,
            [new("代码", 'C', 6), new("N", 'N', 8), new("AREA", 'N', 12, 2), new("DAY", 'D', 8), new("OLD", 'L', 1)],
            CodePages.Gbk);
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

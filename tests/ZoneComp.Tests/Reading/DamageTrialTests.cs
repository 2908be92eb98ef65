using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace ZoneComp.Tests.Reading;

/// <summary>
/// Every format cut at places spread over the file and with single bytes changed: what is read is as before, or a finding or a refusal
/// says that it is not, or only values differ,
/// which a format without checksums cannot tell. Features, fields, kinds of geometry or a CRS that are others without a word are counted
/// apart.
/// </summary>
/// <remarks>scripts/damage-trials.sh runs 50 cuts and 500 bytes and prints the table of docs/formats-suite.md.</remarks>
public sealed class DamageTrialTests(ITestOutputHelper output) : IDisposable
{
    private const int Features = 40;

    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("ZONECOMP_DAMAGE") == "1";
    private static readonly int Cuts = IsWhole ? 50 : 8;
    private static readonly int Flips = IsWhole ? 500 : 40;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.shp", ".shp")]
    [InlineData("a.shp", ".shx")]
    [InlineData("a.shp", ".dbf")]
    [InlineData("a.shp", ".prj")]
    [InlineData("a.shp", ".cpg")]
    [InlineData("a.dbf", ".dbf")]
    public void Shapefile(string opened, string damaged)
    {
        WriteShapefile();
        if (opened == "a.dbf")
            File.Delete(folder["a.shp"]);
        Try(opened == "a.dbf" ? ".dbf alone" : damaged, folder["a" + damaged], () => Layer(folder[opened]), 0, 0);
    }

    [Fact]
    public void Zip()
    {
        WriteShapefile();
        using (ZipArchive archive = ZipFile.Open(folder["a.zip"], ZipArchiveMode.Create))
        {
            foreach (string ending in new[] { ".shp", ".shx", ".dbf", ".prj", ".cpg" })
                archive.CreateEntryFromFile(folder["a" + ending], "a" + ending);
        }

        Try(".zip of a shapefile", folder["a.zip"], () => Layer(folder["a.zip"]), 0, 0);
    }

    [Fact]
    public void GeoPackage()
    {
        using (SqliteConnection made = new($"Data Source={folder["a.gpkg"]};Pooling=False"))
        {
            made.Open();
            using SqliteCommand command = made.CreateCommand();
            command.CommandText = """
                PRAGMA page_size = 1024; PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
                CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
                CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, identifier TEXT, srs_id INTEGER);
                CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);
                CREATE TABLE zones (fid INTEGER PRIMARY KEY, geom POLYGON, "代码" TEXT(6), area DOUBLE, old BOOLEAN, day DATE);
                INSERT INTO gpkg_spatial_ref_sys VALUES ('CGCS2000', 4490, 'EPSG', 4490, 'undefined');
                INSERT INTO gpkg_contents VALUES ('zones', 'features', 'zones', 4490);
                INSERT INTO gpkg_geometry_columns VALUES ('zones', 'geom', 'POLYGON', 4490, 0, 0);
                WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) INSERT INTO zones SELECT i, X'475000018A1100000103000000010000000400000000000000000000000000000000000000000000000000224000000000000000000000000000000000000000000000224000000000000000000000000000000000', 'code' || i, i / 4.0, i % 2, '2024-02-29' FROM n;
                """;
            command.ExecuteNonQuery();
        }

        Try(".gpkg", folder["a.gpkg"], () => Layer(folder["a.gpkg"]), 0, 0);
    }

    [Theory]
    [InlineData("a.geojson")]
    [InlineData("a.geojsonl")]
    [InlineData("a.csv")]
    public void Text(string name)
    {
        folder.Write(name, name switch
        {
            "a.csv" =>
                "code,名称,area,wkt\n"
                    + Rows(
                        "",
                        (id, ring) =>
                            FormattableString.Invariant(
                                $"{id},乡{id},{id}.5,\"POLYGON(({string.Join(',', ring.Select(point => $"{point.X} {point.Y}"))}))\"\n")),
            "a.geojson" => "{\"type\":\"FeatureCollection\",\"features\":[" + Rows(",", Feature) + "]}\n",
            _ => Rows("\n", Feature) + "\n",
        });
        // A CSV that was cut between two rows is a shorter CSV.
        Try(name[1..], folder[name], () => Layer(folder[name]), name == "a.csv" ? null : 0, 0);

        static string Feature(int id, (double X, double Y)[] ring) => FormattableString.Invariant(
            $"{{\"type\":\"Feature\",\"id\":{id},\"properties\":{{\"code\":\"{id}\",\"名称\":\"乡{id}\",\"area\":{id}.5}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{string.Join(
                ',',
                ring.Select(point => $"[{point.X},{point.Y}]"))}]]}}}}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Parquet(bool own)
    {
        byte[][] shapes = [.. Enumerable.Range(0, Features).Select(id => Wkb(Ring(id)))];
        string geo =
            """{"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Polygon"]} } }""";
        if (own)
        {
            ParquetWriter.Write(
                folder["a.parquet"],
                [
                    ParquetColumn.Text("代码", [.. Enumerable.Range(0, Features).Select(id => id % 7 == 0 ? null : $"{id}")]),
                    ParquetColumn.Decimal("area", 18, 2, [.. Enumerable.Range(0, Features).Select(id => id * 1.25m)]),
                    ParquetColumn.Bytes("geometry", shapes),
                ],
                new ParquetWriteOptions { Metadata = new Dictionary<string, string> { ["geo"] = geo } });
            Try("GeoParquet with checksums (ours)", folder["a.parquet"], () => Layer(folder["a.parquet"]), 0, null);
            return;
        }

        File.Copy(
            Path.Combine(SharedMaterial.RepositoryRoot, "tests", "ZoneComp.Parquet.Tests", "files", "duckdb-v1.parquet"),
            folder["a.parquet"]);
        Try("Parquet without checksums (DuckDB)", folder["a.parquet"], () => Layer(folder["a.parquet"]), 0, null);
    }

    [SkippableTheory]
    [InlineData("FlatGeobuf", "a.fgb", "")]
    [InlineData("OpenFileGDB", "a.gdb", "*9.gdbtable")]
    [InlineData("KML", "a.kml", "")]
    [InlineData("MapInfo File", "a.mif", "")]
    [InlineData("GML", "a.gml", "")]
    public void Through_GDAL(string driver, string name, string part)
    {
        Skip.If(GdalFinder.Description is null, "libgdal is not installed");
        folder.Write(
            "made.csv",
            "WKT,code\n"
                + Rows(
                    "",
                    (id, ring) =>
                        FormattableString.Invariant(
                            $"\"POLYGON(({string.Join(',', ring.Select(point => $"{point.X} {point.Y}"))}))\",text{id}\n")));
        Ogr2Ogr("-f", driver, folder[name], folder["made.csv"], "-a_srs", "EPSG:4490", "-nln", "a", "-nlt", "POLYGON");
        string damaged = part.Length == 0 ? folder[name] : new DirectoryInfo(folder[name]).EnumerateFiles(part).Single().FullName;
        // GDAL closes a ring whose last point was changed.
        Try($"{driver} (GDAL)", damaged, () => Layer(folder[name]), 0, driver == "MapInfo File" ? 1 : 0);
    }

    [Theory]
    [InlineData("fiscal.csv")]
    [InlineData("formats.xlsx")]
    public void Tables(string name)
    {
        if (name == "fiscal.csv")
            folder.Write(
                name,
                "代码,数额\n"
                    + string.Concat(
                        Enumerable.Range(0, Features).Select(id => FormattableString.Invariant($"3201{id:00},{id * 1000}.25\n"))));
        else
            File.Copy(Path.Combine(SharedMaterial.RepositoryRoot, "tests", "ZoneComp.Tests", "Tables", name), folder[name]);
        SourceSettings source = PolicyFile.Parse(
            folder["p.yaml"],
            "zonecomp: 1\ntitle: t\nyear: 2025\nregions: {source: r.shp, code: c}\nlayers:\n  z: {source: z.shp}\n").Regions.Sources[0];
        Try($"table {Path.GetExtension(name)}", folder[name], () =>
        {
            var log = new DiagnosticLog();
            RawTable table = RawTables.Read(folder[name], source, 1, log);
            return new Seen(
                FormattableString.Invariant($"{table.Headings.Count} columns") + FormattableString.Invariant($" {table.Rows.Count} rows"),
                string.Join(" | ", table.Headings) + string.Join('\n', table.Rows.Select(row => string.Join('|', row.Cells))), Told(log));
        }, 0, name == "fiscal.csv" ? null : 0); // a byte that became a line end
    }

    /// <summary>What a reading gave.</summary>
    /// <param name="Structure">What the CRS means, number of fields, and of each feature its number, kind, parts and vertices.</param>
    private sealed record Seen(string Structure, string Values, IReadOnlySet<string> Told);

    private void Try(string format, string file, Func<Seen> read, int? mayCut, int? mayFlip)
    {
        byte[] whole = File.ReadAllBytes(file);
        Seen intact = read();
        var cuts = new Outcomes();
        for (int cut = 0; cut < Cuts; cut++)
        {
            int at = (int)((long)whole.Length * cut / Cuts);
            cuts.Count(file, whole[..at], intact, read, $"cut at byte {at} of {whole.Length}");
        }

        var flips = new Outcomes();
        var random = new Random(20261130);
        for (int flip = 0; flip < Flips; flip++)
        {
            byte[] damaged = [.. whole];
            int at = random.Next(whole.Length), mask = random.Next(1, 256);
            damaged[at] ^= (byte)mask;
            flips.Count(
                file,
                damaged,
                intact,
                read,
                FormattableString.Invariant($"byte {at} of {whole.Length} {whole[at]:X2} to {damaged[at]:X2}"));
        }

        output.WriteLine($"DAMAGE | {format} | {cuts} | {flips} |");
        foreach (string silent in cuts.Silent.Concat(flips.Silent).Take(IsWhole ? 40 : 10))
            output.WriteLine("SILENT " + format + ": " + silent);
        Assert.Empty(cuts.Crashes.Concat(flips.Crashes));
        if (mayCut is { } most)
            Assert.True(cuts.Silent.Count <= most, string.Join('\n', cuts.Silent));
        if (mayFlip is { } mostFlips)
            Assert.True(flips.Silent.Count <= mostFlips, string.Join('\n', flips.Silent));
    }

    private sealed class Outcomes
    {
        private int same, told, refused, values;

        public List<string> Silent { get; } = [];

        public List<string> Crashes { get; } = [];

        public void Count(string file, byte[] damaged, Seen intact, Func<Seen> read, string what)
        {
            File.WriteAllBytes(file, damaged);
            try
            {
                Seen seen = read();
                if (seen.Told.Except(intact.Told).Any())
                    told++;
                else if (seen.Structure != intact.Structure)
                    Silent.Add(what + ": " + Difference(intact.Structure, seen.Structure));
                else if (seen.Values != intact.Values)
                    values++;
                else
                    same++;
            }
            catch (UserErrorException)
            {
                refused++;
            }
            catch (Exception exception)
            {
                Crashes.Add(what + ": " + exception);
            }
        }

        public override string ToString() => FormattableString.Invariant($"{same} | {told} | {refused} | {values} | {Silent.Count}");

        private static string Difference(string before, string after)
        {
            string[] first = before.Split('\n'), second = after.Split('\n');
            int at = Enumerable.Range(0, Math.Min(first.Length, second.Length))
                .FirstOrDefault(line => first[line] != second[line], Math.Min(first.Length, second.Length));
            return $"\"{first.ElementAtOrDefault(at)}\" became \"{second.ElementAtOrDefault(at)}\" ({first.Length} and {second.Length} "
                + $"lines)";
        }
    }

    private static Seen Layer(string path)
    {
        var log = new DiagnosticLog();
        using IFeatureSource source = FeatureSources.Open(new SourceRequest(path), log);
        string[] fields = [.. source.Info.Fields.Where(field => field.Type != FieldType.Other).Select(field => field.Name)];
        var told = new DiagnosticLog();
        Crs? crs = null;
        // What a run and `inspect` say besides: of the CRS, of features without geometry and of a layer without features.
        if (source.Info.CrsDefinition is { } definition && !Crs.TryParse(definition, out crs, out LocalText? problem))
            throw new UserErrorException(problem);
        foreach (Diagnostic finding in crs is null ? [CrsCheck.Missing(null, path)] : CrsCheck.Examine(crs, null, path))
            told.Add(finding);
        var structure = new StringBuilder(
            FormattableString.Invariant(
                $"{source.Info.Kind} {crs?.Datum} {crs?.Ellipsoid} {crs?.PrimeMeridianDeg} {crs?.AngularUnitDeg} {source.Info.Encoding} ")
                + FormattableString.Invariant($"{source.Info.Fields.Count} fields"));
        var values = new StringBuilder(string.Join(", ", source.Info.Fields));
        int without = 0;
        using (IFeatureCursor cursor = source.Read(fields))
        {
            while (cursor.MoveNext())
            {
                FeatureShape shape = cursor.Shape;
                without += shape.Kind == GeometryKind.None ? 1 : 0;
                structure.Append(CultureInfo.InvariantCulture, $"\n{cursor.FeatureId} {shape.Kind} {shape.PartCount}/{shape.PointCount} ");
                foreach (double number in shape.Coordinates)
                    values.Append(CultureInfo.InvariantCulture, $"{number:R} ");
                for (int field = 0; field < fields.Length; field++)
                {
                    object? value = cursor.Value(field);
                    values.Append(CultureInfo.InvariantCulture, $"|{value}");
                }

                values.Append('\n');
            }
        }

        return new Seen(
            structure.ToString(),
            values.ToString(),
            new HashSet<string>(Told(log).Concat(Told(told))
                .Append($"{without} without geometry")
                .Append(source.Info.FeatureCount == 0 ? "no features" : "features")));
    }

    private static HashSet<string> Told(DiagnosticLog log) => [.. log.Sorted()
        .Select(finding => $"{finding.Code} {finding.Subject} {finding.Message.En}")];

    private static (double X, double Y)[] Ring(int id) =>
    [
        (100 + (id / 8.0), 30),
        (100.5 + (id / 8.0), 30),
        (100.25 + (id / 8.0), 30.5),
        (100 + (id / 8.0), 30),
    ];

    private static string Rows(string between, Func<int, (double X, double Y)[], string> row) =>
        string.Join(between, Enumerable.Range(0, Features).Select(id => row(id, Ring(id))));

    private static byte[] Wkb((double X, double Y)[] ring) =>
        [
            1,
            3,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            (byte)ring.Length,
            0,
            0,
            0,
            .. ring.SelectMany(point => (byte[])[.. BitConverter.GetBytes(point.X), .. BitConverter.GetBytes(point.Y)]),
        ];

    private void WriteShapefile()
    {
        using (var writer = new ShapefileWriter(
            folder["a.shp"],
            ShapeType.Polygon,
            [new("代码", 'C', 12), new("N", 'N', 8), new("AREA", 'N', 12, 2), new("DAY", 'D', 8)],
            CodePages.Gbk))
        {
            for (int id = 0; id < Features; id++)
                writer.Add(
                    [.. Ring(id).Reverse().Select(point => new ShapePoint(point.X, point.Y))],
                    [0],
                    $"公益林{id}",
                    id,
                    id / 4.0,
                    new DateOnly(2025, 1, 1 + (id % 28)));
        }

        File.WriteAllText(
            folder["a.prj"],
            """GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""");
    }

    private static void Ogr2Ogr(params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("ogr2ogr", arguments)
        {
            RedirectStandardError = true,
        })!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
    }
}

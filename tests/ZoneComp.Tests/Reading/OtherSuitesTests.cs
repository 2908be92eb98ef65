using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ZoneComp.Tests.Reading;

/// <summary>The shared GeoPackages against GDAL's own reading, and Parquet's damaged files; the tables are
/// docs/formats-suite-others.md.</summary>
/// <remarks>To write the tables anew after a wanted change, run the test with ZONECOMP_WRITE_DOCS=1 and read the difference.</remarks>
public class OtherSuitesTests
{
    // What we read otherwise than GDAL, and why that is meant.
    private const string Collections =
        "GDAL adds up the polygons inside collections of several kinds; here such features are named (ZC117), and an error in a layer of "
            + "polygons (ZC248)";

    private static readonly Dictionary<string, string> Meant = new(StringComparer.Ordinal)
    {
        ["ets-gpkg12/gdal_sample_view.gpkg|geomcollection2d"] = Collections,
        ["ets-gpkg12/gdal_sample_view.gpkg|geometry2d"] = Collections,
        ["ets-gpkg12/gdal_sample_view.gpkg|geomcollection3d"] = Collections,
        ["ets-gpkg12/gdal_sample_view.gpkg|geometry3d"] = Collections,
        ["ets-gpkg12/gdal_sample_view.gpkg|sample_view"] = Collections
            + "; its column fid is a field, GDAL takes it as the feature's number",
        ["ets-gpkg12/uint16.gpkg|ogr_empty_table"] = "GDAL knows a raster file only; its empty marker table has no feature",
    };

    [SkippableFact]
    public void Every_GeoPackage_layer_reads_as_GDAL_reads_it_or_differs_for_a_stated_reason()
    {
        string suite = SharedMaterial.PathOrSkip("suites/gpkg");
        Skip.If(!GdalIsThere(), "ogrinfo or libgdal is not installed");
        var text = new StringBuilder("""
            # GeoPackages and damaged Parquet files of other projects

            Written by the test `OtherSuitesTests`, which fails when a line changes.

            ## GeoPackage
            GDAL is 3.6.2: features counted by walking over them, area as `ogrinfo` sums it (OGR_GEOM_AREA), planar, in the layer's own units squared, attributes of the first three features. "same": all three as GDAL has them.

            | case | features GDAL | ours | area GDAL | ours | findings | result |
            |---|---:|---:|---:|---:|---|---|

            """.ReplaceLineEndings("\n"));
        List<string> different = [];
        foreach (string path in Directory.EnumerateFiles(suite, "*.gpkg*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".gpkg", StringComparison.Ordinal) || file.EndsWith(".zip", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            string file = Path.GetRelativePath(suite, path).Replace('\\', '/');
            string? refusal = null;
            IReadOnlyList<string> layers = [];
            try
            {
                layers = FeatureSources.Layers(path);
            }
            catch (UserErrorException refused)
            {
                refusal = refused.Message.Replace(path, Path.GetFileName(path), StringComparison.Ordinal);
            }

            if (layers.Count == 0)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {file} | - | - | - | - | | {(refusal is null ? "no vector layer" : "refused: " + Short(refusal))}; GDAL: "
                        + $"{GdalSays(path)} |\n");
            foreach (string layer in layers)
            {
                Row row = Compare(path, layer);
                string id = $"{file}|{layer}";
                if (!row.Same)
                    different.Add(id);
                string result = row.Same ? "same" : Meant.GetValueOrDefault(id, string.Join("; ", row.Differences));
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {id.Replace("|", " ", StringComparison.Ordinal)} | "
                        + $"{row.Gdal?.Count.ToString(CultureInfo.InvariantCulture) ?? "-"} | {row.Count} | {Number(row.Gdal?.Area)} | "
                            + $"{Number(row.Area)} | {string.Join(' ', row.Codes)} | {result} |\n");
            }
        }

        BadParquet(text);
        string document = Path.Combine(SharedMaterial.RepositoryRoot, "docs", "formats-suite-others.md");
        if (Environment.GetEnvironmentVariable("ZONECOMP_WRITE_DOCS") == "1")
            File.WriteAllText(document, text.ToString());
        Assert.Equal(Meant.Keys.Order(StringComparer.Ordinal), different.Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllText(document), text.ToString());
    }

    private sealed record Row(
        long Count, double Area, IReadOnlyList<string> Codes, (long Count, double Area)? Gdal, IReadOnlyList<string> Differences)
    {
        public bool Same => Differences.Count == 0;
    }

    private static Row Compare(string path, string layer)
    {
        var log = new DiagnosticLog();
        List<string> differences = [];
        (long count, double area, List<string> rows) = Read(FeatureSources.Open(new SourceRequest(path, layer), log));
        string forGdal = path.EndsWith(".zip", StringComparison.Ordinal) ? Unzipped(path) : path;
        (long Count, double Area)? gdal = null;
        try
        {
            string name = path.EndsWith(".zip", StringComparison.Ordinal) ? FeatureSources.Layers(forGdal)[0] : layer;
            (long theirCount, _, List<string> theirRows) = Read(GdalSource.Open(new SourceRequest(forGdal, name), new DiagnosticLog()));
            gdal = (theirCount, GdalArea(forGdal, name));
            if (theirCount != count)
                differences.Add($"{count} features, GDAL {theirCount}");
            if (Math.Abs(area - gdal.Value.Area) > 1e-9 * Math.Abs(gdal.Value.Area))
                differences.Add("other area");
            if (!rows.SequenceEqual(theirRows))
                differences.Add($"attributes: {rows.Except(theirRows).FirstOrDefault()}, GDAL {theirRows.Except(rows).FirstOrDefault()}");
        }
        catch (UserErrorException refused)
        {
            differences.Add("GDAL refuses: " + Short(refused.Message));
        }

        return new Row(
            count,
            area,
            [.. log.Sorted().Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal)],
            gdal,
            differences);
    }

    private static (long Count, double Area, List<string> Rows) Read(IFeatureSource source)
    {
        using (source)
        {
            string[] fields =
            [
                .. source.Info.Fields.Where(field => field.Type != FieldType.Other)
                    .Select(field => field.Name)
                    .Order(StringComparer.Ordinal),
            ];
            using IFeatureCursor cursor = source.Read(fields);
            long count = 0;
            double area = 0;
            List<string> rows = [];
            while (cursor.MoveNext())
            {
                area += Math.Abs(RingArea.OfRings(cursor.Shape));
                if (count++ < 3)
                    rows.Add(string.Join(", ", fields.Select((name, index) => $"{name}={Text(cursor.Value(index))}")));
            }

            return (count, area, rows);
        }
    }

    /// <summary>GDAL gives date-times with a zone and cuts them to seconds or not; the day and the minute are compared.</summary>
    private static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "1" : "0",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double or decimal or long => Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("G12", CultureInfo.InvariantCulture),
        string text when text.Length >= 16 && text[4] == '-' && text[10] is 'T' or ' ' => text[..16].Replace(' ', 'T'),
        _ => value.ToString()!.Trim(),
    };

    private static void BadParquet(StringBuilder text)
    {
        string folder = SharedMaterial.PathOrSkip("suites/parquet/parquet-testing-bad_data");
        text.Append("""

            ## Parquet: parquet-testing/bad_data
            Expected is what the suite's notes record of other readers (DuckDB, hyparquet, parquet-wasm). How all other Parquet files of the suites are read: `tests/ZoneComp.Parquet.Tests/Readers/suites.verified.txt`.

            | case | expected | ours |
            |---|---|---|

            """.ReplaceLineEndings("\n"));
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "cases.json")));
        foreach (JsonElement one in cases.RootElement.EnumerateArray()
            .OrderBy(one => one.GetProperty("file").GetString(), StringComparer.Ordinal))
        {
            string file = one.GetProperty("file").GetString()!, note = one.GetProperty("note").GetString()!;
            string ours;
            try
            {
                IFeatureSource source = FeatureSources.Open(new SourceRequest(Path.Combine(folder, file)), new DiagnosticLog());
                int not = source.Info.Fields.Count(field => field.Type == FieldType.Other), all = source.Info.Fields.Count;
                ours = $"read, {Read(source).Count} "
                    + $"rows{(not == 0 ? "" : $"; {not} of {all} columns are of kinds that are named and not read")}";
            }
            catch (UserErrorException refused)
            {
                ours = "refused: " + Short(refused.Message.Replace(Path.Combine(folder, file) + ": ", "", StringComparison.Ordinal));
            }

            text.Append(CultureInfo.InvariantCulture, $"| {file} | {(note.Length == 0 ? "read" : Cell(note))} | {ours} |\n");
        }
    }

    private static string GdalSays(string path)
    {
        try
        {
            return string.Join(", ", GdalSource.Layers(path)) is { Length: > 0 } layers ? layers : "no vector layer";
        }
        catch (UserErrorException)
        {
            return "refused";
        }
    }

    private static double GdalArea(string path, string layer)
    {
        var start = new ProcessStartInfo(
            "ogrinfo",
            ["-ro", "-q", path, "-sql", $"SELECT SUM(OGR_GEOM_AREA) AS area FROM \"{layer}\"", "-dialect", "OGRSQL"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync();
        string line = process.StandardOutput.ReadToEnd()
            .Split('\n')
            .FirstOrDefault(each => each.Contains("area (Real) = ", StringComparison.Ordinal))
            ?? "";
        process.WaitForExit();
        return double.TryParse(line.Split("= ")[^1], CultureInfo.InvariantCulture, out double area) ? area : 0;
    }

    private static bool GdalIsThere()
    {
        try
        {
            using Process? process = Process.Start(new ProcessStartInfo("ogrinfo", ["--version"]) { RedirectStandardOutput = true });
            process!.WaitForExit();
            return GdalFinder.Description is not null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Unzipped(string path)
    {
        string folder = Path.Combine(Path.GetTempPath(), "zonecomp-suite-zip");
        Directory.CreateDirectory(folder);
        System.IO.Compression.ZipFile.ExtractToDirectory(path, folder, overwriteFiles: true);
        return Directory.EnumerateFiles(folder, "*.gpkg").Single();
    }

    private static string Short(string message) => Cell(message.Split("; ")[0].Split(". ")[0]);

    private static string Cell(string text) =>
        text.Replace("|", "/", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal).Trim();

    private static string Number(double? value) => value is null ? "-" : value.Value.ToString("G9", CultureInfo.InvariantCulture);
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ZoneComp.EndToEndTests;

/// <summary>The sample's results in other people's programs; each test skips, visibly, where its program is not installed.</summary>
public sealed class OtherProgramsTests(SampleTests.SampleRun sample) : IClassFixture<SampleTests.SampleRun>
{
    private static readonly string Readers = Path.Combine(SharedMaterial.RepositoryRoot, "tests", "readers");

    [SkippableFact]
    public void DuckDB_hyparquet_and_parquet_wasm_see_the_same_columns_and_as_many_rows_in_every_table()
    {
        RequireReaders();
        string[] files = [.. Directory.GetFiles(sample.Out, "*.parquet").Order(StringComparer.Ordinal)];
        string[] answers = Start("node", [Path.Combine(Readers, "read.mjs"), .. files]).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(3 * files.Length, answers.Length);
        foreach (var byFile in answers.Select(answer => JsonDocument.Parse(answer).RootElement)
            .GroupBy(answer => answer.GetProperty("file").GetString()))
        {
            string[] seen =
            [
                .. byFile.Select(answer => $"{answer.GetProperty("columns")} {answer.GetProperty("rows").GetArrayLength()}").Distinct(),
            ];
            Assert.True(seen.Length == 1, $"{byFile.Key}: {string.Join(" / ", seen)}");
        }
    }

    [SkippableFact]
    public void DuckDB_finds_that_regions_and_funds_add_up_and_runs_the_join_of_the_README()
    {
        RequireReaders();
        string join = string.Join(' ', File.ReadLines(Path.Combine(SharedMaterial.RepositoryRoot, "README.md"))
            .SkipWhile(line => line != "```sql").Skip(1).TakeWhile(line => line != "```"))
                .TrimEnd(';')
                .Replace("out/sample", sample.Out, StringComparison.Ordinal);

        Assert.Equal(
            "1200000000.00",
            DuckDb($"SELECT sum(amount_yuan)::VARCHAR FROM '{sample.Out}/allocation.parquet' WHERE scheme = 'comprehensive'"));
        Assert.Equal(
            "0",
            DuckDb(
                $"SELECT count(*)::VARCHAR FROM (SELECT region_code, sum(area_m2) AS parts FROM '{sample.Out}/combinations.parquet' "
                    + $"GROUP BY region_code) JOIN '{sample.Out}/coverage.parquet' USING (region_code) WHERE parts <> region_area_m2"));
        Assert.Equal("450", DuckDb($"SELECT count(*)::VARCHAR FROM ({join})")); // 225 regions x 2 schemes
    }

    [SkippableFact]
    public void GDAL_reads_the_GeoPackage_and_finds_it_valid()
    {
        string package = Path.Combine(sample.Out, "zonecomp.gpkg");
        Skip.IfNot(Exists("ogrinfo"), "ogrinfo (gdal-bin) is not installed");

        string regions = Start("ogrinfo", ["-so", package, "regions"]);
        Assert.Contains("Geometry: Multi Polygon", regions, StringComparison.Ordinal);
        Assert.Contains("Feature Count: 225", regions, StringComparison.Ordinal);
        Assert.Contains("China Geodetic Coordinate System 2000", regions, StringComparison.Ordinal);
        Skip.IfNot(File.Exists("/usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py"), "python3-gdal is not installed");
        Assert.Equal("", Start("/usr/bin/python3", ["-m", "osgeo_utils.samples.validate_gpkg", package]).Trim());
    }

    [SkippableFact]
    public void Chromium_opens_the_report_clicks_switches_prints_and_axe_finds_no_serious_barrier_at_both_widths()
    {
        string tools = Path.Combine(SharedMaterial.RepositoryRoot, "scripts", "verify-outputs");
        Skip.IfNot(Exists("chromium"), "chromium is not installed: scripts/setup-tests.sh");
        Skip.IfNot(
            Directory.Exists(Path.Combine(tools, "node_modules", "axe-core")),
            "playwright-core and axe-core are not installed: scripts/setup-tests.sh");
        using TemporaryFolder pictures = new();

        string said = Start(
            "node",
            [Path.Combine(tools, "open_report.mjs"), Path.Combine(sample.Out, "report.html"), pictures.Path, Which("chromium")]);

        Assert.DoesNotContain("WRONG", said, StringComparison.Ordinal);
        foreach (string width in new[] { "1366", "390" })
        {
            Assert.Contains($"ok    {width} px: regions drawn", said, StringComparison.Ordinal);
            Assert.Contains($"ok    {width} px: no console error", said, StringComparison.Ordinal);
            Assert.Contains($"ok    {width} px, light: axe-core finds no serious barrier", said, StringComparison.Ordinal);
            Assert.Contains($"ok    {width} px, dark: axe-core finds no serious barrier", said, StringComparison.Ordinal);
        }

        Assert.Contains("printed on A4", said, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_workbench_is_used_in_Chromium_as_a_person_would_strangers_are_refused_and_kills_leave_files_whole()
    {
        string said = InWorkbench("try_workbench.mjs", "--dose", "small", "--policy",
            Path.Combine(SharedMaterial.RepositoryRoot, "sample-data", "policy.yaml"), "--from", sample.Out);

        foreach (string held in new[]
        {
            "the total follows the fund", "the variant lies beside the policy", "keyboard alone changes the fund", "six layers are drawn",
            "the policy that was saved passes check", "accepted, the run writes its results", "the two are compared",
            "a page of another origin reads nothing", "links that lead out are refused", "killed (kill -9) 3 times",
        })
            Assert.Contains(held, said, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Amounts_that_the_workbench_hands_over_of_random_edits_are_those_of_the_Parquet_files()
    {
        RequireReaders();

        string said = InWorkbench("random_edits.mjs", "--edits", "6", "--policies", "hainan,xinjiang,sample", "--from", sample.Out);

        Assert.Contains("6 random edits", said, StringComparison.Ordinal);
    }

    // Each line begins with "ok" or "WRONG"; the script ends with 1 after one of these.
    private static string InWorkbench(string script, params string[] arguments)
    {
        string tools = Path.Combine(SharedMaterial.RepositoryRoot, "scripts", "verify-outputs");
        Skip.IfNot(Exists("chromium") && Exists("node"), "chromium or node is not installed: scripts/setup-tests.sh");
        Skip.IfNot(
            Directory.Exists(Path.Combine(tools, "node_modules", "playwright-core")),
            "playwright-core is not installed: scripts/setup-tests.sh");
        ProgramRun run = ProgramRun.Of(
            Which("node"), tools, new Dictionary<string, string>(),
            [Path.Combine(tools, script), "--program", ProgramRun.Program[^1], "--chromium", Which("chromium"), .. arguments]);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        return run.Output;
    }

    // GeographicLib joins points by geodesics; a county's edges are straight in degrees, and in the deserts over 100 km long, where the two
    // differ by up to 5.6e-4 of a county. So edges are cut in degrees first, every 0.01 degrees: what is left between the chords and
    // our edges is below 1e-5 of any county, the bound that the project states (docs/areas.md names the edge models).
    [SkippableFact]
    public void GeographicLib_finds_the_same_county_areas_where_edges_are_straight_in_degrees()
    {
        Skip.IfNot(Exists("Planimeter"), "Planimeter (geographiclib-tools) is not installed");
        CombinationTable table = ParquetOutputs.ReadCombinations(sample.Out);
        var byCode = table.Rows.Where(row => row.Region >= 0)
            .GroupBy(row => table.Regions[row.Region].Code)
            .ToDictionary(rows => rows.Key, rows => rows.Sum(row => row.AreaM2));
        using IFeatureSource counties = FeatureSources.Open(
            new SourceRequest(Path.Combine(SharedMaterial.RepositoryRoot, "sample-data", "counties.shp")),
            new DiagnosticLog());
        using IFeatureCursor cursor = counties.Read(["XZQDM"]);
        int seen = 0;
        while (cursor.MoveNext())
        {
            var rings = new StringBuilder();
            for (int part = 0; part < cursor.Shape.PartCount; part++)
            {
                ReadOnlySpan<double> ring = cursor.Shape.Part(part);
                for (int at = 0; at + 3 < ring.Length; at += 2)
                {
                    double dLon = ring[at + 2] - ring[at], dLat = ring[at + 3] - ring[at + 1];
                    int pieces = Math.Max(1, (int)Math.Ceiling(Math.Max(Math.Abs(dLon), Math.Abs(dLat)) / 0.01));
                    for (int piece = 0; piece < pieces; piece++)
                        rings.Append(
                            CultureInfo.InvariantCulture,
                            $"{ring[at + 1] + (dLat * piece / pieces):R} {ring[at] + (dLon * piece / pieces):R}\n");
                }

                rings.Append("end\n");
            }

            // Counter-clockwise rings count as positive, clockwise ones as negative: holes take themselves away.
            double geodesic = Start("Planimeter", ["-e", "6378137", "1/298.257222101", "-p", "10"], rings.ToString())
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Sum(line => double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture));
            double ours = (double)byCode[(string)cursor.Value(0)!];
            Assert.InRange(Math.Abs(ours - geodesic) / geodesic, 0, 1e-5);
            seen++;
        }

        Assert.Equal(225, seen);
    }

    private static void RequireReaders() => Skip.IfNot(
        Directory.Exists(Path.Combine(Readers, "node_modules", "@duckdb")),
        "the Parquet readers are not installed: scripts/setup-tests.sh");

    private static string DuckDb(string sql) =>
        JsonSerializer.Deserialize<string[][]>(Start("node", [Path.Combine(Readers, "duckdb-run.mjs"), sql]))![0][0];

    private static bool Exists(string program) => Which(program).Length > 0;

    private static string Which(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists)
        ?? "";

    private static string Start(string program, IEnumerable<string> arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: exit code {process.ExitCode}: {errors.Result}");
        return output.Result;
    }
}

using System.Text.Json;

namespace ZoneComp.EndToEndTests;

/// <summary>The shipped sample through the real program, once for all tests here.</summary>
public sealed class SampleTests(SampleTests.SampleRun sample) : IClassFixture<SampleTests.SampleRun>
{
    private static readonly string Policy = Path.Combine(SharedMaterial.RepositoryRoot, "sample-data", "policy.yaml");

    [Fact]
    public void The_sample_runs_and_says_what_it_measured_and_paid()
    {
        Assert.Equal(0, sample.Run.ExitCode);
        Golden.Compare("sample-output.verified.txt", sample.Run.Output.Replace(sample.Out, "OUT", StringComparison.Ordinal));
        Golden.Compare("sample-findings.verified.txt", sample.Run.Errors);
    }

    // Area by the authalic formula, written out here once more in double, from the shapefile's own vertices; edges straight in longitude
    // and
    // latitude, cut into 16. Tolerance: the lattice moves a vertex by up to 0.71 mm and the splitting an edge by up to 1 mm, so the
    // area by up to 1.71 mm x perimeter; 16 parts of a 5 km edge lie within 1 mm of it as well: 3 mm x perimeter in all.
    [Fact]
    public void The_combinations_of_every_region_add_up_to_its_area_on_the_ellipsoid()
    {
        CombinationTable table = ParquetOutputs.ReadCombinations(sample.Out);
        using IFeatureSource counties = FeatureSources.Open(
            new SourceRequest(Path.Combine(SharedMaterial.RepositoryRoot, "sample-data", "counties.shp")),
            new DiagnosticLog());
        using IFeatureCursor cursor = counties.Read(["XZQDM"]);
        int seen = 0;
        while (cursor.MoveNext())
        {
            int region = table.Regions.ToList().FindIndex(each => each.Code == (string)cursor.Value(0)!);
            (double areaM2, double perimeterM) = Ellipsoid.Measure(cursor.Shape);
            decimal sum = table.Rows.Where(row => row.Region == region).Sum(row => row.AreaM2);
            Assert.Equal(areaM2, (double)sum, tolerance: 0.003 * perimeterM);
            seen++;
        }

        Assert.Equal((225, 225), (seen, table.Regions.Count));
    }

    [Fact]
    public void The_amounts_of_the_pool_add_up_to_its_fund_to_the_fen()
    {
        AllocationTable allocation = AllocationParquet.Read(Path.Combine(sample.Out, AllocationParquet.FileName));
        AllocationRow[] rows = [.. allocation.Rows.Where(row => row.Scheme == "comprehensive")];

        Assert.Equal(225, rows.Length);
        Assert.Equal(1_200_000_000.00m, rows.Sum(row => row.AmountYuan));
        Assert.All(rows, row => Assert.Equal(decimal.Round(row.AmountYuan, 2), row.AmountYuan));
        // The corridor of 90 to 120 per cent of last year holds after rounding.
        Assert.All(
            rows,
            row => Assert.InRange(row.AmountYuan, (0.9m * row.LastYearYuan!.Value) - 0.01m, (1.2m * row.LastYearYuan.Value) + 0.01m));
    }

    [Fact]
    public void Threads_folder_language_and_time_zone_change_no_byte_of_the_results()
    {
        using var folder = new TemporaryFolder();
        ProgramRun run = ProgramRun.In(
            folder.Path,
            new Dictionary<string, string> { ["TZ"] = "Asia/Shanghai", ["LC_ALL"] = "de_DE.UTF-8" },
            ["run", Path.GetRelativePath(folder.Path, Policy), "-o", "again", "--threads", "1", "--quiet"]);

        Assert.Equal(0, run.ExitCode);
        string[] files = [.. Files(sample.Out)];
        Assert.Equal(files, Files(folder["again"]));
        foreach (string file in files.Where(file => file is not ("run.json" or "SHA256SUMS")))
            Assert.True(
                File.ReadAllBytes(Path.Combine(sample.Out, file))
                    .AsSpan()
                    .SequenceEqual(File.ReadAllBytes(Path.Combine(folder["again"], file))),
                $"{file} differs");
    }

    [Fact]
    public void Allocate_computes_the_same_amounts_from_the_combinations_alone()
    {
        using var folder = new TemporaryFolder();
        ProgramRun run = ProgramRun.Of("allocate", Policy, "--from", sample.Out, "-o", folder["what-if"], "--quiet");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(
            AllocationParquet.Read(Path.Combine(sample.Out, AllocationParquet.FileName)).Rows,
            AllocationParquet.Read(Path.Combine(folder["what-if"], AllocationParquet.FileName)).Rows);
    }

    [Fact]
    public void Run_json_names_every_input_with_its_hash_and_every_output()
    {
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(sample.Out, "run.json")));
        string[] inputs = [.. manifest.RootElement.GetProperty("inputs").EnumerateArray()
            .SelectMany(input => input.GetProperty("files").EnumerateArray())
            .Select(file => file.GetProperty("path").GetString()!)];

        Assert.Contains("counties.dbf", inputs);
        Assert.Contains("fiscal.csv", inputs);
        foreach (JsonElement output in manifest.RootElement.GetProperty("outputs").EnumerateArray())
        {
            byte[] content = File.ReadAllBytes(Path.Combine(sample.Out, output.GetProperty("path").GetString()!));
            Assert.Equal(
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)),
                output.GetProperty("sha256").GetString());
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path))
            .Order(StringComparer.Ordinal);

    /// <summary>One run of the program for all tests of the class.</summary>
    public sealed class SampleRun : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public SampleRun()
        {
            Out = folder["out"];
            Run = ProgramRun.Of("run", Policy, "-o", Out);
        }

        public string Out { get; }

        internal ProgramRun Run { get; }

        public void Dispose() => folder.Dispose();
    }
}

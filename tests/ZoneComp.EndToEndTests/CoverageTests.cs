using System.Text.Json;

namespace ZoneComp.EndToEndTests;

/// <summary><c>zonecomp coverage</c> on rectangles in whole kilometres of a plane, worked out by hand.</summary>
public sealed class CoverageTests : IDisposable
{
    private static readonly string[] Plane = ["--crs", "EPSG:4545", "--area", "planar", "--lang", "en"];
    private readonly TemporaryFolder folder = new();

    /// <summary>Regions A, 0 to 2 km, and B, 2 to 4 km; red line 0.5 to 2.5; forest I 1 to 3 and once more 1 to 1.5, II 3 to 5. All are 1
    /// km high.</summary>
    public CoverageTests()
    {
        Write("counties.csv", "XZQDM,XZQMC", ("610101,甲县", 0, 2000), ("610102,乙县", 2000, 4000));
        Write("redline.csv", "id", ("1", 500, 2500));
        Write("forest.csv", "grade", ("I", 1000, 3000), ("I", 1000, 1500), ("II", 3000, 5000));
    }

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// A, 200 ha: red line 1.5 of 2, I 1 of 2, any 1.5 of 2; both on 100 ha, and I twice on 50 ha: 150 ha counted twice.
    /// B, 200 ha: red line 0.5 of 2, I and II 1 of 2 each, any all of it; red line and I on 50 ha. II goes on for 100 ha beyond.
    /// </summary>
    [Fact]
    public void The_table_is_as_worked_out_by_hand()
    {
        ProgramRun run = Coverage("counties.csv", "redline.csv", "forest.csv:grade");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(
            [
                "610101 甲县 200.00 75.0000 50.0000 0.0000 75.0000 150.00",
                "610102 乙县 200.00 25.0000 50.0000 50.0000 100.0000 50.00",
                "all 2 400.00 50.0000 50.0000 25.0000 87.5000 200.00",
            ],
            Rows(run));
        Assert.Contains("outside all regions: forest II 100.00 ha\n", run.Output, StringComparison.Ordinal);
        Assert.Empty(
            Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Except(["counties.csv", "redline.csv", "forest.csv"]));
    }

    [Fact]
    public void The_policy_that_it_writes_gives_the_same_files_and_passes_check()
    {
        ProgramRun run = Coverage("counties.csv", "redline.csv", "forest.csv:grade", "-o", "out");
        Assert.True(run.ExitCode == 0, run.Errors);

        ProgramRun check = ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["check", "out.policy.yaml"]);
        ProgramRun again = ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["run", "out.policy.yaml", "-o", "again"]);
        Assert.Equal((0, 0), (check.ExitCode, again.ExitCode));
        string[] files = [.. Files("out").Except(["run.json", "SHA256SUMS"])];
        Assert.Equal(files, Files("again").Except(["run.json", "SHA256SUMS"]));
        foreach (string name in (string[])[
            "coverage.parquet", "combinations.parquet", "zonecomp.gpkg", "report.html", "csv/coverage.csv", "maps/any_ratio.png",
        ])
            Assert.Contains(name, files);
        Assert.All(
            files,
            file =>
                Assert.Equal(File.ReadAllBytes(folder[Path.Combine("out", file)]), File.ReadAllBytes(folder[Path.Combine("again", file)])));
    }

    /// <summary>Areas of a policy that a person wrote for the same layers, in other words and other order of keys.</summary>
    [Fact]
    public void The_numbers_are_those_of_a_policy_written_by_hand()
    {
        File.WriteAllText(folder["own.yaml"], """
            zonecomp: 1
            title: own
            year: 2025
            area: {method: planar}
            regions: {source: {path: counties.csv, crs: 'EPSG:4545'}, code: XZQDM}
            layers:
              hx: {source: {path: redline.csv, crs: 'EPSG:4545'}}
              gyl: {source: {path: forest.csv, crs: 'EPSG:4545'}, class: grade, classes: {one: [I], two: [II]}}
            """);
        Assert.Equal(0, ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["overlay", "own.yaml", "-o", "own"]).ExitCode);
        Assert.Equal(0, Coverage("counties.csv", "redline.csv", "forest.csv:grade", "-o", "out").ExitCode);

        Assert.Equal(Numbers("own"), Numbers("out"));

        // Region, then one column of hectares a class; names of regions and headings are the policy's.
        string[] Numbers(string results) =>
        [
            .. File.ReadLines(folder[Path.Combine(results, "csv", "coverage.csv")])
                .Skip(1)
                .Select(line => string.Join(',', line.Split(',').Where((_, at) => at != 1))),
        ];
    }

    [Fact]
    public void Json_holds_the_same_exact_figures_for_programs()
    {
        ProgramRun run = Coverage("counties.csv", "redline.csv", "forest.csv:grade", "--json");

        using JsonDocument reply = JsonDocument.Parse(run.Output);
        Assert.Equal("XZQDM", reply.RootElement.GetProperty("code_field").GetString());
        JsonElement second = reply.RootElement.GetProperty("regions")[1];
        Assert.Equal(
            ("610102", 2_000_000m, 2_000_000m, 500_000m),
            (
                second.GetProperty("code").GetString(),
                second.GetProperty("area_m2").GetDecimal(),
                second.GetProperty("any_m2").GetDecimal(),
                second.GetProperty("twice_m2").GetDecimal()));
        Assert.Equal(
            [500_000m, 1_000_000m, 1_000_000m],
            second.GetProperty("covered_m2").EnumerateArray().Select(each => each.GetDecimal()));
        Assert.Equal([0m, 0m, 1_000_000m], reply.RootElement.GetProperty("outside_m2").EnumerateArray().Select(each => each.GetDecimal()));
    }

    [Fact]
    public void Values_that_are_missing_or_differ_in_blanks_and_zeros_are_classes_of_their_own_and_told()
    {
        Write("forest.csv", "grade", ("1", 0, 400), ("01", 400, 800), (" 1 ", 800, 1000), ("", 1000, 2000));

        ProgramRun run = Coverage("counties.csv", "forest.csv:grade", "-o", "out");

        // '1' with blanks around is '1': 0.4 + 0.2 of 2 km; 01 0.4 of 2 km; no value 1 of 2 km.
        Assert.Equal("610101 甲县 200.00 20.0000 30.0000 50.0000 100.0000 0.00", Rows(run)[0]);
        Assert.Contains(
            "forest.csv: warning ZC150: values of grade differ in blanks, width, case or leading zeros alone and count as classes of "
                + "their own: '01' (1) / '1' (2)",
            run.Errors,
            StringComparison.Ordinal);
        Assert.Contains("forest.csv: warning ZC151: 1 of 4 features have no value in grade", run.Errors, StringComparison.Ordinal);
        Assert.Equal(0, ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["check", "out.policy.yaml"]).ExitCode);
    }

    [Fact]
    public void A_class_that_lies_in_no_region_is_named_and_is_no_column()
    {
        Write("forest.csv", "grade", ("I", 1000, 3000), ("far", 9000, 9500));

        ProgramRun run = Coverage("counties.csv", "forest.csv:grade");

        Assert.Equal("610101 甲县 200.00 50.0000 50.0000 0.00", Rows(run)[0]);
        Assert.Contains("in no region: forest far\noutside all regions: forest far 50.00 ha\n", run.Output, StringComparison.Ordinal);
    }

    /// <summary>As shells of Windows leave it: counties in two files are one layer of regions, zones that match are a layer
    /// each.</summary>
    [Fact]
    public void A_pattern_names_several_files()
    {
        _ = Directory.CreateDirectory(folder["各 市"]);
        Write("各 市/甲.csv", "XZQDM,XZQMC", ("610101,甲县", 0, 2000));
        Write("各 市/乙.csv", "XZQDM,XZQMC", ("610102,乙县", 2000, 4000));
        File.WriteAllText(folder["各 市/说明.docx"], "");

        ProgramRun run = Coverage("各 市/*.csv", "?e*line.csv", "forest.csv:grade", "-o", "out");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal("610101 甲县 200.00 75.0000 50.0000 0.0000 75.0000 150.00", Rows(run)[0]);
        Assert.Contains(
            "  source: ['各 市/乙.csv', '各 市/甲.csv']\n", File.ReadAllText(folder["out.policy.yaml"]), StringComparison.Ordinal);
        Assert.Equal(0, ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["check", "out.policy.yaml"]).ExitCode);
    }

    [Fact]
    public void A_layer_without_crs_stops_with_the_option_that_states_it()
    {
        ProgramRun run = ProgramRun.In(
            folder.Path,
            new Dictionary<string, string>(),
            ["coverage", "counties.csv", "redline.csv", "--lang", "en"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ZC201", run.Errors, StringComparison.Ordinal);
        Assert.Contains("a layer without CRS: --crs CODE, or --crs FILE=CODE for one", run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    /// <summary>By coverage (findings), run (findings) and check (a policy that is no YAML): programs read one document, which says what
    /// stopped the job.</summary>
    [Theory]
    [InlineData(1, "coverage", "counties.csv", "redline.csv")]
    [InlineData(1, "run", "stops.yaml", "-o", "out")]
    [InlineData(1, "check", "stops.yaml")]
    [InlineData(1, "overlay", "stops.yaml", "--shard", "1/1", "-o", "parts")]
    [InlineData(2, "check", "none.yaml")]
    public void Json_is_one_document_also_where_the_command_stops(int exitCode, params string[] command)
    {
        File.WriteAllText(
            folder["stops.yaml"],
            "{zonecomp: 1, title: t, year: 2025, regions: {source: counties.csv, code: XZQDM}, layers: {hx: {source: redline.csv}}}");

        ProgramRun run = ProgramRun.In(folder.Path, new Dictionary<string, string>(), [.. command, "--json", "--lang", "en"]);

        Assert.Equal(exitCode, run.ExitCode);
        using JsonDocument reply = JsonDocument.Parse(run.Output);
        string error = reply.RootElement.GetProperty("error").GetString()!;
        Assert.StartsWith("zonecomp: " + error.Split('\n')[0], run.Errors, StringComparison.Ordinal);
        Assert.Equal(
            exitCode == 1,
            reply.RootElement.TryGetProperty("findings", out JsonElement findings) && findings.GetArrayLength() > 0);
    }

    [Theory]
    [InlineData("there is no such file; did you mean 'redline.csv'?", "counties.csv", "redlin.csv")]
    [InlineData("no layer's file matches it", "counties.csv", "red*.shp")]
    [InlineData("forest.csv has no field 'grad'; did you mean 'grade'?", "counties.csv", "forest.csv:grad")]
    [InlineData("redline.csv is named twice", "counties.csv", "redline.csv", "./redline.csv")]
    [InlineData("the field of their code is said with --code XZQDM", "counties.csv:XZQDM", "redline.csv")]
    [InlineData("say which with --code. Fields in which every value is different: id (1)", "redline.csv", "forest.csv")]
    [InlineData("many.csv: kind has 65537 different values", "counties.csv", "many.csv:kind")]
    [InlineData("roads.csv: the layer holds lines; coverage needs polygons. A policy measures it: geometry: lines", "counties.csv", "roads.csv")]
    [InlineData("counties.csv has no field 'XZQD'; did you mean 'XZQDM'?", "counties.csv", "redline.csv", "--code", "XZQD")]
    [InlineData("is a folder; name the layer's file", "counties.csv", ".")]
    [InlineData("there is no layer \"lakes\"", "counties.csv", "redline.csv#lakes")]
    [InlineData("--accept ZC243: expected CODE=REASON", "counties.csv", "redline.csv", "--accept", "ZC243")]
    public void What_is_not_decided_is_refused_with_the_candidates(string told, params string[] arguments)
    {
        Write("many.csv", "kind", [.. Enumerable.Range(0, 65537).Select(at => ($"k{at}", at, at + 1))]);
        File.WriteAllText(folder["roads.csv"], "id,wkt\n1,\"LINESTRING(0 0,2000 0)\"\n");

        ProgramRun run = Coverage(arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
    }

    /// <summary>Two layers of one name in folders with blanks, Chinese, colons and hashes, with values that YAML could take for something
    /// else.</summary>
    [Fact]
    public void Any_path_and_any_value_come_through_the_policy()
    {
        _ = Directory.CreateDirectory(folder["资料 2025"]);
        _ = Directory.CreateDirectory(folder["a#b"]);
        Write(
            Path.Combine("资料 2025", "zone:1.csv"), "类 型", ("null", 0, 500), ("it's: #1", 500, 1000), ("\"\"[a], {b}\"\"", 1000, 1500),
            ("true\t\\n", 1500, 2000));
        Write(Path.Combine("a#b", "zone:1.csv"), "id", ("1", 0, 1000));

        ProgramRun run = Coverage("counties.csv", "资料 2025/zone:1.csv:类 型", "a#b/zone:1.csv", "-o", "果 实/out");

        // The first four classes cover a quarter of 甲县 each, the other layer half of it.
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal("610101 甲县 200.00 25.0000 25.0000 25.0000 25.0000 50.0000 100.0000 100.00", Rows(run)[0]);
        Assert.Equal(0, ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["check", "果 实/out.policy.yaml"]).ExitCode);
    }

    [Fact]
    public void A_policy_that_somebody_changed_is_not_overwritten()
    {
        Assert.Equal(0, Coverage("counties.csv", "redline.csv", "-o", "out").ExitCode);
        Assert.Equal(0, Coverage("counties.csv", "forest.csv", "-o", "out").ExitCode);
        File.AppendAllText(folder["out.policy.yaml"], "# mine\n");

        ProgramRun run = Coverage("counties.csv", "redline.csv", "-o", "out");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("was changed since zonecomp coverage wrote it", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith("# mine\n", File.ReadAllText(folder["out.policy.yaml"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_a_region_and_ground_of_two_need_a_word()
    {
        Write("counties.csv", "XZQDM,XZQMC", ("610101,甲县", 0, 1000), ("610101,甲县", 1000, 2000), ("610102,乙县", 1500, 4000));

        ProgramRun refused = Coverage("counties.csv", "redline.csv");
        ProgramRun joined = Coverage("counties.csv", "redline.csv", "--join-parts", "--overlaps", "first_by_code");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--join-parts", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(["610101 甲县 200.00 75.0000 75.0000 0.00", "610102 乙县 200.00 25.0000 25.0000 0.00"], Rows(joined)[..2]);
    }

    [Theory]
    [InlineData("README.md", "en")]
    [InlineData("README.zh-CN.md", "zh")]
    public void The_first_command_of_the_readme_prints_what_is_shown_there(string page, string language)
    {
        string root = SharedMaterial.RepositoryRoot;
        string[] lines = File.ReadAllLines(Path.Combine(root, page));
        int at = Array.FindIndex(lines, line => line.StartsWith("zonecomp coverage ", StringComparison.Ordinal));
        int shown = Array.FindIndex(lines, at, line => line == "```text") + 1;

        ProgramRun run = ProgramRun.In(root, new Dictionary<string, string>(), [.. lines[at].Split(' ')[1..], "--lang", language]);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(lines[shown..Array.IndexOf(lines, "```", shown)], Lines(run.Output));
    }

    private ProgramRun Coverage(params string[] arguments) =>
        ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["coverage", .. arguments, .. Plane]);

    private void Write(string name, string fields, params (string Values, int West, int East)[] rectangles) => File.WriteAllLines(
        folder[name],
        [
            fields + ",wkt",
            .. rectangles.Select(each =>
                $"{(each.Values.Contains(',', StringComparison.Ordinal) && !fields.Contains(',', StringComparison.Ordinal)
                    ? $"\"{each.Values}\""
                    : each.Values)},\"POLYGON(({each.West} 0,{each.East} 0,{each.East} 1000,{each.West} 1000,{each.West} 0))\""),
        ]);

    private string[] Files(string results) =>
    [
        .. Directory.GetFiles(folder[results], "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder[results], file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Rows of the printed table, blanks between the cells to one.</summary>
    private static string[] Rows(ProgramRun run) =>
        [
            .. Lines(run.Output).SkipWhile(line => !line.StartsWith('─'))
                .Skip(1)
                .TakeWhile(line => line.Trim().Length > 0)
                .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))),
        ];

    private static string[] Lines(string output) => [.. output.ReplaceLineEndings("\n").Trim().Split('\n').Select(line => line.TrimEnd())];
}

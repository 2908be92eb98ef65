namespace ZoneComp.EndToEndTests;

/// <summary><c>zonecomp init DIR --from FOLDER</c> on a folder as an office has it: layers by schema and by name, tables, and what cannot
/// be used.</summary>
public sealed class FolderStarterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public FolderStarterTests()
    {
        _ = Directory.CreateDirectory(folder["data"]);
        Write("县界.geojson", ("\"XZQDM\":\"610101\",\"XZQMC\":\"甲县\"", 0, 2), ("\"XZQDM\":\"610102\",\"XZQMC\":\"乙县\"", 2, 4));
        Write("生态保护红线2024.geojson", ("\"ID\":1", 0, 1));
        Write("林业.geojson", ("\"SEN_LIN_LB\":\"1\",\"GJGYL_BHDJ\":\"1\"", 1, 2), ("\"SEN_LIN_LB\":\"1\",\"GJGYL_BHDJ\":\"2\"", 2, 3));
        Write("zones.geojson", ("\"kind\":\"a\"", 3, 4), ("\"kind\":\"b\"", 3, 4));
        Write("elsewhere.geojson", ("\"ID\":1", 40, 41));
        File.WriteAllText(folder["data/fiscal.csv"], "code,人口,note\n610101,100,x\n610102,200.5,y\n");
        File.WriteAllText(folder["data/other.csv"], "code,人口\n999999,100\n");
        File.WriteAllText(folder["data/broken.geojson"], "{");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_policy_passes_check_and_marks_what_was_guessed_and_what_is_open()
    {
        ProgramRun init = Program("init", "job", "--from", "data", "--yes", "--lang", "en");

        Assert.True(init.ExitCode == 0, init.Errors);
        string policy = File.ReadAllText(folder["job/policy.yaml"]);
        Assert.Contains("it passes zonecomp check", init.Output, StringComparison.Ordinal);
        Assert.Equal(0, Program("check", "job/policy.yaml").ExitCode);
        Assert.Contains("code: XZQDM\n  name: XZQMC\n  parents:\n    city: {title: 'city', prefix: 4}", policy, StringComparison.Ordinal);
        Assert.Contains("# GUESS 生态保护红线2024.geojson is ecological red line, by its name\n  redline:\n", policy, StringComparison.Ordinal);
        Assert.Contains("is public-welfare forest, by its fields", policy, StringComparison.Ordinal);
        Assert.Contains(
            "    class: GJGYL_BHDJ\n    classes:\n      c1: {title: '1', values: ['1']}\n      c2: {title: '2', values: ['2']}\n",
            policy,
            StringComparison.Ordinal);
        Assert.Contains(
            "# QUESTION class: are there classes? Fields with few values: kind (a, b)\n  zones:\n",
            policy,
            StringComparison.Ordinal);
        Assert.Contains(
            "  fiscal:\n    title: fiscal\n    source: '../data/fiscal.csv'\n    key: code\n    columns:\n      column_1: {title: '人口', "
                + "field: '人口', type: number}\n",
            policy,
            StringComparison.Ordinal);
        Assert.Contains("# QUESTION elsewhere.geojson: ZC243", policy, StringComparison.Ordinal);
        Assert.Contains("# QUESTION other.csv: no column holds codes of the regions", policy, StringComparison.Ordinal);
        Assert.Contains("# QUESTION broken.geojson: ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere:", policy, StringComparison.Ordinal);
    }

    /// <summary>A province as a file for each city, and shapefiles without .prj: one layer of regions, and the CRS that their numbers look
    /// like, both marked as guesses.</summary>
    [Fact]
    public void Regions_in_several_files_are_one_layer_and_a_crs_that_is_missing_is_guessed_aloud()
    {
        foreach ((string name, string keep) in (ReadOnlySpan<(string, string)>)[("甲市", "610101"), ("乙市", "610102")])
        {
            File.WriteAllText(folder["p.yaml"], $$"""
                zonecomp: 1
                title: t
                year: 2025
                regions: {source: {path: data/县界.geojson, where: XZQDM = '{{keep}}'}, code: XZQDM, name: XZQMC}
                layers: {zones: {source: data/生态保护红线2024.geojson} }
                accept: [{code: ZC243, reason: the zone lies in the other county}]
                outputs: {shapefile: utf8}
                """);
            ProgramRun run = Program("run", "p.yaml", "-o", "made");
            Assert.True(run.ExitCode == 0, run.Errors);
            foreach (string ending in (ReadOnlySpan<string>)["shp", "shx", "dbf", "cpg"])
                File.Copy(folder[$"made/shapefile/regions.{ending}"], folder[$"data/{name}.{ending}"]);
        }

        File.Delete(folder["data/县界.geojson"]);
        ProgramRun init = Program("init", "job", "--from", "data", "--yes", "--lang", "en");

        Assert.True(init.ExitCode == 0, init.Errors);
        Assert.Contains("it passes zonecomp check", init.Output, StringComparison.Ordinal);
        string policy = File.ReadAllText(folder["job/policy.yaml"]);
        Assert.Contains("# GUESS regions: 乙市.shp; 甲市.shp together, since", policy, StringComparison.Ordinal);
        Assert.Contains("# GUESS crs: EPSG:4490: 乙市.shp states none", policy, StringComparison.Ordinal);
        Assert.Contains(
            "  source: ['../data/乙市.shp', '../data/甲市.shp']\n  crs: 'EPSG:4490'\n", policy, StringComparison.Ordinal);
        Assert.Contains("  fiscal:\n", policy, StringComparison.Ordinal); // its rows are both cities' counties
    }

    [Fact]
    public void Without_anything_like_regions_it_asks_for_them_and_writes_nothing()
    {
        File.Delete(folder["data/县界.geojson"]);

        ProgramRun init = Program("init", "job", "--from", "data", "--yes", "--lang", "en");
        ProgramRun named = Program(
            "init", "job", "--from", "data", "--yes", "--lang", "en", "--regions", "zones.geojson", "--code", "kind");

        Assert.Equal((2, false), (init.ExitCode, init.Errors.Contains("ZC", StringComparison.Ordinal)));
        Assert.Contains("say --regions FILE and --code FIELD. Polygon layers: ", init.Errors, StringComparison.Ordinal);
        Assert.Equal(0, named.ExitCode); // its two regions overlap, which only a person can decide
        Assert.Contains("it does not pass zonecomp check yet", named.Output, StringComparison.Ordinal);
        Assert.Contains("ZC302", named.Errors, StringComparison.Ordinal);
    }

    /// <summary>
    /// A border of 11.1 km drawn twice: 乙县 begins west of 甲县's end by 1e-7 degrees (9 mm, 100 m2), which the draft gives to one; by 2e-4
    /// degrees
    /// (18 m, 20 ha) a person decides.
    /// </summary>
    [Theory]
    [InlineData(1e-7, true)]
    [InlineData(2e-4, false)]
    public void Slivers_between_regions_get_a_rule_and_more_than_that_stays_an_error(double overlap, bool passes)
    {
        Write(
            "县界.geojson",
            ("\"XZQDM\":\"610101\",\"XZQMC\":\"甲县\"", 0, 2),
            ("\"XZQDM\":\"610102\",\"XZQMC\":\"乙县\"", 2 - (100 * overlap), 4));

        ProgramRun init = Program("init", "job", "--from", "data", "--yes", "--lang", "en");

        Assert.Equal(0, init.ExitCode);
        Assert.Equal(passes, init.Output.Contains("it passes zonecomp check", StringComparison.Ordinal));
        string policy = File.ReadAllText(folder["job/policy.yaml"]);
        Assert.Equal(passes, policy.Contains("\n  overlaps: first_by_code\n", StringComparison.Ordinal));
        Assert.Equal(passes, policy.Contains("# GUESS overlaps: 1 pair(s) of regions share ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_policy_that_is_there_is_left_alone()
    {
        _ = Directory.CreateDirectory(folder["job"]);
        File.WriteAllText(folder["job/policy.yaml"], "mine");

        Assert.Equal(2, Program("init", "job", "--from", "data", "--yes").ExitCode);
        Assert.Equal("mine", File.ReadAllText(folder["job/policy.yaml"]));
    }

    private ProgramRun Program(params string[] arguments) => ProgramRun.In(folder.Path, new Dictionary<string, string>(), arguments);

    /// <summary>Rectangles a tenth of a degree high, from and to hundredths of a degree east of 108° E.</summary>
    private void Write(string name, params (string Properties, double West, double East)[] rectangles)
    {
        IEnumerable<string> features = rectangles.Select(each =>
        {
            string west = FormattableString.Invariant($"{108 + (each.West / 100):0.000000000}"),
                east = FormattableString.Invariant($"{108 + (each.East / 100):0.00}");
            return
                $"{{\"type\":\"Feature\",\"properties\":{{{each.Properties}}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[[{west},34],[{east},34],[{east},34.1],[{west},34.1],[{west},34]]]}}}}";
        });
        File.WriteAllText(
            folder[Path.Combine("data", name)],
            $"{{\"type\":\"FeatureCollection\",\"features\":[{string.Join(',', features)}]}}");
    }
}

namespace ZoneComp.EndToEndTests;

/// <summary>What a technician is told when something is wrong: the whole message, the exit code, and that nothing was written.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public BadInputTests() => folder.Take(Path.Combine(SharedMaterial.RepositoryRoot, "sample-data"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_misspelt_key_is_shown_with_its_place_and_the_nearest_key()
    {
        Edit("policy.yaml", text => text.Replace("indicators:", "indicatros:", StringComparison.Ordinal));

        Refused(
            2,
            """
            zonecomp: policy.yaml:59:1: unknown key 'indicatros'; did you mean 'indicators'?
                indicatros:
                ^^^^^^^^^^
            """);
    }

    [Fact]
    public void A_layer_without_prj_stops_the_run_and_says_what_its_numbers_look_like()
    {
        File.Delete(folder["redline.prj"]);

        Refused(
            1,
            "redline.shp: error ZC201: the layer states no CRS; its coordinates (x 71.2048 to 102.9596, y 26.8598 to 52.3049) look like "
            + "degrees: perhaps EPSG:4490. State it in the file (of a shapefile the .prj) or name it in the policy (crs:)\n"
            + Stopped(1));
    }

    [Fact]
    public void A_layer_without_prj_runs_when_the_policy_names_its_crs()
    {
        File.Delete(folder["redline.prj"]);
        Edit(
            "policy.yaml",
            text => text.Replace("source: redline.shp", "source: {path: redline.shp, crs: 'EPSG:4490'}", StringComparison.Ordinal));

        Assert.Equal((0, ""), (Run(out ProgramRun run), run.Errors));
    }

    [Fact]
    public void A_truncated_shp_is_told_with_every_feature()
    {
        File.WriteAllBytes(folder["redline.shp"], File.ReadAllBytes(folder["redline.shp"])[..9000]);

        Refused(
            1,
            """
            redline.shp#9: error ZC101: the shape cannot be read; the feature has no geometry. Repair or replace the file (need 1392 bytes, have 244: 1 part, 84 points) (and 2 more: redline.shp#10, redline.shp#11)

            """ + Stopped(3));
    }

    [Fact]
    public void A_dbf_in_GBK_that_says_nothing_of_it_is_detected()
    {
        byte[] dbf = File.ReadAllBytes(folder["counties.dbf"]);
        dbf[29] = 0; // the language byte was all that named the encoding
        File.WriteAllBytes(folder["counties.dbf"], dbf);

        Assert.Equal((0, ""), (Run(out ProgramRun run), run.Errors));
        string manifest = File.ReadAllText(folder["out/run.json"]);
        Assert.Contains("\"encoding\": \"GB18030\",\n      \"encoding_origin\": \"detected\"", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void A_county_code_twice_names_both_features()
    {
        byte[] dbf = File.ReadAllBytes(folder["counties.dbf"]);
        int at = dbf.AsSpan().IndexOf("540103"u8);
        "540102"u8.CopyTo(dbf.AsSpan(at));
        File.WriteAllBytes(folder["counties.dbf"], dbf);

        ProgramRun run = Refused(1, null);
        Assert.Contains(
            "counties.shp#1: error ZC230: region code 540102 is also that of counties.shp#0 (城关区); a code must stand for one region: "
                + "correct the code, or join the parts into one multipart feature\n",
            run.Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_good_results_stay_where_a_later_run_is_refused()
    {
        Assert.Equal(0, Run(out _));
        byte[] before = File.ReadAllBytes(folder["out/run.json"]);
        File.Delete(folder["redline.prj"]);

        Assert.Equal(1, Run(out _));
        Assert.Equal(before, File.ReadAllBytes(folder["out/run.json"]));
    }

    [Fact]
    public void Messages_are_Chinese_when_asked_for()
    {
        File.Delete(folder["redline.prj"]);

        ProgramRun run = ProgramRun.In(
            folder.Path,
            new Dictionary<string, string>(),
            ["run", "policy.yaml", "-o", "out", "--quiet", "--lang", "zh"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("redline.shp: 错误 ZC201:", run.Errors, StringComparison.Ordinal);
        Assert.Contains("有 1 条错误级问题，未写出结果", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-2")]
    public void A_number_of_threads_below_one_is_wrong_usage(string threads)
    {
        ProgramRun run = ProgramRun.In(
            folder.Path,
            new Dictionary<string, string>(),
            ["run", "policy.yaml", "-o", "out", "--threads", threads, "--lang", "en"]);

        Assert.Equal((2, "zonecomp: --threads: 1 or more is expected\nSee zonecomp --help.\n"), (run.ExitCode, run.Errors));
        Assert.False(Directory.Exists(folder["out"]));
    }

    private string Stopped(int errors) =>
        $"zonecomp: {errors} finding(s) of severity error; no results were written (see {folder["out.findings.gpkg"]})\n";

    private void Edit(string file, Func<string, string> change) => File.WriteAllText(folder[file], change(File.ReadAllText(folder[file])));

    private int Run(out ProgramRun run)
    {
        run = ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["run", "policy.yaml", "-o", "out", "--quiet"]);
        return run.ExitCode;
    }

    private ProgramRun Refused(int exitCode, string? errors)
    {
        Assert.Equal(exitCode, Run(out ProgramRun run));
        if (errors is not null)
            Assert.Equal(errors.ReplaceLineEndings("\n").TrimEnd(), run.Errors.ReplaceLineEndings("\n").TrimEnd());
        Assert.False(Directory.Exists(folder["out"]));
        return run;
    }
}

namespace ZoneComp.EndToEndTests;

/// <summary><c>slivers</c> of a layer, on shapes whose width is plain to see, in metres of a plane.</summary>
public sealed class SliverTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// Left out: a strip of 0.4 m by 1,000 (400 m2), and a frame 0.4 m wide round a square of 99.2 m (100 * 100 - 99.2 * 99.2 = 159.36
    /// m2), which is
    /// as wide as the square for a box. Kept: a strip of 0.6 m by 1,000 (600 m2), and a square of 10 m with a tail of 0.1 m by 1,000 (200
    /// m2).
    /// </summary>
    [Theory]
    [InlineData("")]
    [InlineData(" --threads 1")]
    [InlineData(" --memory 1GiB")]
    public void Polygons_without_room_for_the_circle_are_left_out_and_their_ground_is_told(string options)
    {
        Write("counties.csv", "610101,\"POLYGON ((0 0, 2000 0, 2000 2000, 0 2000, 0 0))\"");
        Write(
            "redline.csv",
            "1,\"POLYGON ((0 0, 1000 0, 1000 0.4, 0 0.4, 0 0))\"",
            "2,\"POLYGON ((0 100, 100 100, 100 200, 0 200, 0 100), (0.4 100.4, 0.4 199.6, 99.6 199.6, 99.6 100.4, 0.4 100.4))\"",
            "3,\"POLYGON ((0 300, 1000 300, 1000 300.6, 0 300.6, 0 300))\"",
            "4,\"POLYGON ((0 400, 10 400, 10 409.9, 1010 409.9, 1010 410, 0 410, 0 400))\"");
        File.WriteAllText(folder["policy.yaml"], """
            zonecomp: 1
            title: t
            year: 2025
            area: {method: planar}
            regions: {source: {path: counties.csv, crs: 'EPSG:4545'}, code: code}
            layers: {redline: {source: {path: redline.csv, crs: 'EPSG:4545'}, slivers: {narrower_than: 0.5 m}}}
            indicators: {redline_m2: 'area(redline, m2)'}
            """);

        ProgramRun run = ProgramRun.In(
            folder.Path,
            new Dictionary<string, string>(),
            [.. $"run policy.yaml -o out --lang en{options}".Split(' ')]);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains(
            "redline.csv#1: warning ZC320: 2 feature(s) narrower than 0.5 m, 559.36 m² in all, this the first",
            run.Errors,
            StringComparison.Ordinal);
        Assert.Contains(
            "\"narrower than 0.5 m left out: redline.csv#1: 2 feature(s) narrower than 0.5 m, 559.36 m² in all, this the first",
            File.ReadAllText(folder["out/run.json"]),
            StringComparison.Ordinal);
        string[] row = File.ReadLines(folder["out/csv/factors.csv"])
            .Single(line => line.Contains("610101", StringComparison.Ordinal))
            .Split(',');
        Assert.Equal(800m, decimal.Parse(row[^1], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("slivers: {narrower_than: 0 m}")]
    [InlineData("slivers: {}")]
    [InlineData("geometry: lines, slivers: {narrower_than: 1 m}")]
    public void A_width_that_means_nothing_is_an_error(string keys)
    {
        File.WriteAllText(folder["policy.yaml"], $$$"""
            zonecomp: 1
            title: t
            year: 2025
            regions: {source: a.csv, code: code}
            layers: {redline: {source: b.csv, {{{keys}}}}}
            """);

        ProgramRun run = ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["check", "policy.yaml", "--lang", "en"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'slivers' takes 'narrower_than', above 0 and at most 100 m", run.Errors, StringComparison.Ordinal);
    }

    /// <summary>
    /// Squares of classes I (west) and II (east) with a seam of 0.4 m between them from y 0 to 1,000: the seam's east side lies wholly on
    /// II, its west side on I only from 100 on, for the I south of it is a square of class III that a seam of 1 mm lies before. So it goes
    /// to II, 400 m2, whichever way the rings turn and with a vertex of II in the middle of the seam's edge. A strip of class II on the
    /// north side of I, 0.3 m by 500 (150 m2), goes to I. One that touches nobody keeps its class III, 0.2 m by 100 (20 m2).
    /// I: 1000 x 900 + 150; II: 1000 x 1000 + 400; III: 999.999 x 100 + 20, shown as whole metres.
    /// </summary>
    [Theory]
    [InlineData("")]
    [InlineData(" --threads 1")]
    [InlineData(" --memory 1GiB")]
    public void Slivers_take_the_class_of_the_neighbour_with_most_border(string options)
    {
        Write("counties.csv", "610101,\"POLYGON ((0 0, 3000 0, 3000 2000, 0 2000, 0 0))\"");
        WriteZones(
            "1,I,\"POLYGON ((0 100, 1000 100, 1000 1000, 0 1000, 0 100))\"",
            "2,II,\"POLYGON ((1000.4 0, 1000.4 500, 1000.4 1000, 2000.4 1000, 2000.4 0, 1000.4 0))\"",
            "3,III,\"POLYGON ((0 0, 999.999 0, 999.999 100, 0 100, 0 0))\"",
            "4,I,\"POLYGON ((1000 0, 1000.4 0, 1000.4 1000, 1000 1000, 1000 0))\"",
            "5,II,\"POLYGON ((100 1000, 100 1000.3, 600 1000.3, 600 1000, 100 1000))\"",
            "6,III,\"POLYGON ((2500 100, 2500.2 100, 2500.2 200, 2500 200, 2500 100))\"");
        File.WriteAllText(folder["policy.yaml"], JoinPolicy);

        ProgramRun run = ProgramRun.In(
            folder.Path,
            new Dictionary<string, string>(),
            [.. $"run policy.yaml -o out --lang en{options}".Split(' ')]);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains(
            "zones.csv#4: warning ZC330: 3 feature(s) narrower than 0.5 m, 570.00 m² in all, this the first, count in the class of the "
                + "neighbour with which they share most border, as 'slivers' says: 2 change their class, 550.00 m² (zones.I → zones.II: 1, "
                + "400.00 m²; zones.II → zones.I: 1, 150.00 m²); 1 have no neighbour and keep theirs, 20.00 m²",
            run.Errors,
            StringComparison.Ordinal);
        Assert.Contains(
            "\"narrower than 0.5 m joined: zones.csv#4: 3 feature(s)",
            File.ReadAllText(folder["out/run.json"]),
            StringComparison.Ordinal);
        Assert.Equal([900_150m, 1_000_400m, 100_020m, 2_000_570m], Factors());
    }

    /// <summary>The same file without the rule: what joins is what the whole keeps.</summary>
    [Fact]
    public void Joining_does_not_change_the_whole()
    {
        string square = "POLYGON ((0 0, 100 0, 100 100, 0 100, 0 0))", sliver = "POLYGON ((100 0, 100.2 0, 100.2 100, 100 100, 100 0))";
        Write("counties.csv", "610101,\"POLYGON ((0 0, 3000 0, 3000 2000, 0 2000, 0 0))\"");
        WriteZones($"1,I,\"{square}\"", $"2,II,\"{sliver}\"", "3,II,\"POLYGON ((500 0, 600 0, 600 100, 500 100, 500 0))\"");
        File.WriteAllText(folder["policy.yaml"], JoinPolicy.Replace(", method: join", "").Replace("0.5 m", "0.1 m"));
        Run();
        Assert.Equal([10_000m, 10_020m, 0m, 20_020m], Factors());

        File.WriteAllText(folder["policy.yaml"], JoinPolicy);
        Run();

        Assert.Equal([10_020m, 10_000m, 0m, 20_020m], Factors());

        void Run()
        {
            ProgramRun run = ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["run", "policy.yaml", "-o", "out"]);
            Assert.True(run.ExitCode == 0, run.Errors);
        }
    }

    [Theory]
    [InlineData("slivers: {narrower_than: 1 m, method: join}", "this layer has no 'classes'")]
    [InlineData("buffer: -2 m, class: c, classes: {I: a}, slivers: {narrower_than: 1 m, method: join}", "with a buffer below 0")]
    public void Joining_that_means_nothing_is_an_error(string keys, string said)
    {
        File.WriteAllText(folder["policy.yaml"], $$$"""
            zonecomp: 1
            title: t
            year: 2025
            regions: {source: a.csv, code: code}
            layers: {redline: {source: b.csv, {{{keys}}}}}
            """);

        ProgramRun run = ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["check", "policy.yaml", "--lang", "en"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
    }

    private const string JoinPolicy = """
        zonecomp: 1
        title: t
        year: 2025
        area: {method: planar}
        regions: {source: {path: counties.csv, crs: 'EPSG:4545'}, code: code}
        layers:
          zones:
            source: {path: zones.csv, crs: 'EPSG:4545'}
            slivers: {narrower_than: 0.5 m, method: join}
            class: kind
            classes: {I: I, II: II, III: III}
        indicators:
          i_m2: area(zones.I, m2)
          ii_m2: area(zones.II, m2)
          iii_m2: area(zones.III, m2)
          all_m2: area(zones, m2)
        """;

    private decimal[] Factors() =>
    [
        .. File.ReadLines(folder["out/csv/factors.csv"]).Single(line => line.Contains("610101", StringComparison.Ordinal)).Split(',')[^4..]
            .Select(value => decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)),
    ];

    private void WriteZones(params string[] rows) => File.WriteAllLines(folder["zones.csv"], ["code,kind,shape", .. rows]);

    private void Write(string name, params string[] rows) => File.WriteAllLines(folder[name], ["code,shape", .. rows]);
}

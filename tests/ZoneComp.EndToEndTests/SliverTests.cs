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

    private void Write(string name, params string[] rows) => File.WriteAllLines(folder[name], ["code,shape", .. rows]);
}

using System.Text.Json;

namespace ZoneComp.EndToEndTests;

/// <summary><c>--progress json</c>, as the program that reads it meets it: docs/how-to.md, "Follow a job from another program".</summary>
public sealed class ProgressTests : IDisposable
{
    private static readonly Dictionary<string, string> Plain = [];
    private readonly TemporaryFolder folder = new();

    /// <summary>A square of 2 km, half of it red line; the second layer's field is misspelt in <c>wrong.yaml</c>.</summary>
    public ProgressTests()
    {
        Write("counties.csv", "code,shape", "610101,\"POLYGON ((0 0, 2000 0, 2000 2000, 0 2000, 0 0))\"");
        Write("redline.csv", "id,shape", "1,\"POLYGON ((0 0, 1000 0, 1000 2000, 0 2000, 0 0))\"");
        Write(
            "policy.yaml",
            "zonecomp: 1", "title: t", "year: 2025", "area: {method: planar}",
            "regions: {source: {path: counties.csv, crs: 'EPSG:4545'}, code: code}",
            "layers: {redline: {source: {path: redline.csv, crs: 'EPSG:4545'}}}",
            "indicators: {redline_ratio: ratio(redline)}",
            "schemes: {pay: {kind: rate, items: {line: {ground: redline, rate: 15 yuan / mu}}}}");
        File.WriteAllText(
            folder["dark.yaml"],
            File.ReadAllText(folder["policy.yaml"]).Replace("redline.csv, crs: 'EPSG:4545'", "redline.csv", StringComparison.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("run policy.yaml -o out", "out", "reading layers|overlay|indicators and factors|allocation|how the amounts came "
        + "about|writing and checking results")]
    [InlineData("overlay policy.yaml -o areas", "areas", "reading layers|overlay|writing and checking results")]
    [InlineData("check policy.yaml", null, "reading layers|overlay|indicators and factors|allocation")]
    [InlineData("coverage counties.csv redline.csv --code code --crs EPSG:4545 --area planar -o cover", "cover", "reading layers|overlay|indicators and factors|writing and checking results")]
    public void Every_line_is_an_object_and_the_share_never_falls(string command, string? results, string stages)
    {
        JsonElement[] lines = Lines(command, 0);

        Assert.Equal(
            stages.Split('|'),
            lines[..^1].Where(IsProgress).Select(line => line.GetProperty("stage").GetString()!).Distinct().Intersect(stages.Split('|')));
        double[] shares = [.. lines.Where(IsProgress).Select(line => line.GetProperty("share").GetDouble())];
        Assert.Equal(shares.Order(), shares);
        Assert.InRange(shares[^1], 0.9, 1);
        Assert.Equal("end", lines[^1].GetProperty("event").GetString());
        Assert.Equal(
            results is null ? null : Path.Combine(Path.GetFullPath(folder.Path), results),
            lines[^1].GetProperty("results").GetString());
    }

    [Fact]
    public void Allocate_and_compare_tell_their_way_too()
    {
        _ = Lines("run policy.yaml -o first", 0);

        Assert.EndsWith(
            "again",
            Lines("allocate policy.yaml --from first -o again", 0)[^1].GetProperty("results").GetString(),
            StringComparison.Ordinal);
        JsonElement[] lines = Lines("compare first again -o diff", 0);
        Assert.Contains(lines, line => IsProgress(line) && line.GetProperty("stage").GetString() == "causes");
        Assert.EndsWith("diff", lines[^1].GetProperty("results").GetString(), StringComparison.Ordinal);
    }

    /// <summary>The red line without a CRS: one error, told as a line, counted in the last, and no results.</summary>
    [Fact]
    public void Findings_are_lines_and_the_last_says_what_stood_in_the_way()
    {
        JsonElement[] lines = Lines("run dark.yaml -o out", 1);

        JsonElement finding = lines.Single(line =>
            line.GetProperty("event").GetString() == "finding" && line.GetProperty("severity").GetString() == "error");
        Assert.Equal(("ZC201", "redline"), (finding.GetProperty("code").GetString(), finding.GetProperty("layer").GetString()));
        JsonElement end = lines[^1];
        Assert.Equal((1, 1L), (end.GetProperty("exit_code").GetInt32(), end.GetProperty("findings").GetProperty("errors").GetInt64()));
        Assert.Equal(JsonValueKind.Null, end.GetProperty("results").ValueKind);
        Assert.StartsWith("1 finding(s) of severity error", end.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_path_and_a_wrong_option_end_in_a_line_as_well()
    {
        JsonElement end = Assert.Single(Lines("run nowhere.yaml -o out", 2));
        Assert.Contains("nowhere.yaml", end.GetProperty("error").GetString(), StringComparison.Ordinal);

        end = Assert.Single(Lines("run policy.yaml -o out --threads none", 2));
        Assert.Contains("--threads", end.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private JsonElement[] Lines(string command, int exitCode)
    {
        ProgramRun run = ProgramRun.In(folder.Path, Plain, [.. command.Split(' '), "--progress", "json", "--lang", "en"]);
        Assert.True(run.ExitCode == exitCode, run.Errors);
        JsonElement[] lines =
        [
            .. run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement),
        ];
        Assert.Equal(exitCode, lines[^1].GetProperty("exit_code").GetInt32());
        return lines;
    }

    private static bool IsProgress(JsonElement line) => line.GetProperty("event").GetString() == "progress";

    private void Write(string name, params string[] lines) => File.WriteAllLines(folder[name], lines);
}

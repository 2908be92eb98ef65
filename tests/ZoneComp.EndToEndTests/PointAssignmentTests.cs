namespace ZoneComp.EndToEndTests;

/// <summary><c>assign: {nearest: ...}</c> of a layer of points, in metres of a plane.</summary>
public sealed class PointAssignmentTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// Two counties of 1,000 m side by side. North of them, at y 1400 to 1500.001: 400 m from 610101; 500 m from 610102, exactly the
    /// limit; 500.001 m, beyond it. Beside the corner of 610102, (2300, 1400) is 300 and 400 m away, so 500 m. On the prolongation of
    /// their border 610101 has it, the first by code. One point lies in 610102 itself.
    /// </summary>
    [Theory]
    [InlineData("")]
    [InlineData(" --threads 1")]
    [InlineData(" --memory 1GiB")]
    public void Points_outside_count_for_the_nearest_region_within_the_distance(string options)
    {
        ProgramRun run = Run("assign: {nearest: 500 m}", options);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(["610101,2", "610102,3"], Counts());
        Assert.Contains("ZC333: 1 point(s) in no region are farther than 500 m from every one", run.Errors, StringComparison.Ordinal);
        Assert.Contains(
            "ZC332: 4 point(s) in no region counted for the nearest one within 500 m, by 'assign' of the layer: 610101 2, 610102 2",
            run.Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_key_they_count_nowhere()
    {
        Assert.Equal(0, Run("", "").ExitCode);
        Assert.Equal(["610101,0", "610102,1"], Counts());
    }

    /// <summary>On the ellipsoid: a point 0.004 degrees north of a county that ends at 34 degrees is 443.7 m away (meridian of CGCS2000
    /// there: 110,926 m a degree), so a limit of 443 m leaves it out and one of 444 m does not.</summary>
    [Theory]
    [InlineData("443 m", "610101,1")]
    [InlineData("444 m", "610101,2")]
    public void The_distance_is_one_of_the_ground(string within, string expected)
    {
        File.WriteAllLines(folder["counties.csv"], ["code,shape", "610101,\"POLYGON ((108 33, 109 33, 109 34, 108 34, 108 33))\""]);
        File.WriteAllLines(folder["villages.csv"], ["code,shape", "1,POINT (108.5 34.004)", "2,POINT (108.5 33.5)"]);
        File.WriteAllText(folder["policy.yaml"], $$$"""
            zonecomp: 1
            title: t
            year: 2025
            regions: {source: {path: counties.csv, crs: 'EPSG:4490'}, code: code}
            layers: {villages: {source: {path: villages.csv, crs: 'EPSG:4490'}, geometry: points, assign: {nearest: {{{within}}} } } }
            indicators: {villages: count(villages)}
            """);

        ProgramRun run = ProgramRun.In(folder.Path, new Dictionary<string, string>(), ["run", "policy.yaml", "-o", "out", "--lang", "en"]);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal([expected], Counts());
    }

    [Theory]
    [InlineData("assign: nearest")]
    [InlineData("assign: largest_share")]
    [InlineData("assign: {nearest: 0 m}")]
    [InlineData("buffer: 10 m, assign: {nearest: 5 m}")]
    public void A_rule_that_means_nothing_is_an_error(string keys)
    {
        ProgramRun run = Run(keys, "");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(
            "'assign' of a layer takes 'nearest' with a distance above 0 and at most 100 km", run.Errors, StringComparison.Ordinal);
    }

    private ProgramRun Run(string keys, string options)
    {
        File.WriteAllLines(
            folder["counties.csv"],
            [
                "code,shape", "610101,\"POLYGON ((0 0, 1000 0, 1000 1000, 0 1000, 0 0))\"",
                "610102,\"POLYGON ((1000 0, 2000 0, 2000 1000, 1000 1000, 1000 0))\"",
            ]);
        File.WriteAllLines(
            folder["villages.csv"],
            [
                "code,shape", "1,POINT (500 1400)", "2,POINT (1500 1500)", "3,POINT (1500 1500.001)", "4,POINT (2300 1400)",
                "5,POINT (1000 1200)", "6,POINT (1500 500)",
            ]);
        File.WriteAllText(folder["policy.yaml"], $$$"""
            zonecomp: 1
            title: t
            year: 2025
            area: {method: planar}
            regions: {source: {path: counties.csv, crs: 'EPSG:4545'}, code: code}
            layers: {villages: {source: {path: villages.csv, crs: 'EPSG:4545'}, geometry: points, {{{keys}}} }}
            indicators: {villages: count(villages)}
            """.Replace(",  }", " }", StringComparison.Ordinal));
        return ProgramRun.In(
            folder.Path, new Dictionary<string, string>(), [.. $"run policy.yaml -o out --verbose --lang en{options}".Split(' ')]);
    }

    private string[] Counts() =>
    [
        .. File.ReadLines(folder["out/csv/factors.csv"]).Where(line => line.Contains("6101", StringComparison.Ordinal))
            .Select(line => line.Split(','))
            .Select(cells => $"{cells.First(cell => cell.StartsWith("6101", StringComparison.Ordinal))},{cells[^1]}"),
    ];
}

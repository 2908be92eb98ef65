using ZoneComp.Diagnostics;
using ZoneComp.Policy;
using ZoneComp.Tests.Indicators;

namespace ZoneComp.Tests.Preparation;

/// <summary>A file named twice, a copy of a file, a feature that is there twice.</summary>
public sealed class SameThingTwiceTests : IDisposable
{
    private const string Head = "zonecomp: 1\ntitle: t\nyear: 2025\nregions: {source: regions.shp, code: code}\n";

    private readonly MapFolder maps = new();

    public SameThingTwiceTests() => maps.Boxes("regions.shp", ["code"], (["1"], [0, 0, 10, 10]), (["2"], [10, 0, 20, 10]));

    public void Dispose() => maps.Dispose();

    [Theory]
    [InlineData("[p.shp, p.shp]")]
    [InlineData("[p.shp, './p.shp']")]
    [InlineData("[p.shp, '*.shp']")]
    [InlineData("[p.shp, link.shp]")]
    [InlineData("[p.shp, there/p.shp]")]
    public void A_file_is_read_once_however_often_it_is_named(string source)
    {
        maps.Points("p.shp", ["pop"], (["100"], [3, 3]));
        Directory.CreateDirectory(At("sub"));
        if (source.Contains("link", StringComparison.Ordinal))
            File.CreateSymbolicLink(At("link.shp"), At("p.shp"));
        if (source.Contains("there", StringComparison.Ordinal))
            Directory.CreateSymbolicLink(At("there"), maps.Path);
        if (source.Contains('*'))
            source = source.Replace("*.shp", "p*.shp", StringComparison.Ordinal);

        RunOutcome outcome = maps.Run(Head + $"layers: {{v: {{source: {source}, geometry: points}}}}\nindicators: {{n: count(v), s: sum(v.pop)}}\n");

        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal([1m, 0m], outcome.Results!.Indicators[0].Values);
        Assert.Equal([100m, 0m], outcome.Results!.Indicators[1].Values);
        Diagnostic told = Assert.Single(outcome.Findings, finding => finding.Code == "ZC286");
        Assert.Equal((Severity.Note, "v"), (told.Severity, told.Layer));
        Assert.Equal(1, outcome.Results.Manifest.Inputs.Count(input => input.Role == "layer v"));
    }

    [Fact] // the same file with two filters is no file twice
    public void A_file_is_read_again_for_other_features()
    {
        maps.Points("p.shp", ["pop"], (["100"], [3, 3]), (["200"], [3, 3]));
        RunOutcome outcome = maps.Run(Head + "layers: {v: {source: [{path: p.shp, where: pop = '100'}, {path: p.shp, where: pop = '200'}], geometry: points}}\nindicators: {n: count(v)}\n");
        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal([2m, 0m], outcome.Results!.Indicators[0].Values);
        Assert.DoesNotContain(outcome.Findings, finding => finding.Code is "ZC286" or "ZC288");
    }

    [Theory]
    [InlineData("a: {source: z.shp}, b: {source: z.shp}", "b")]
    [InlineData("a: {source: z.shp}, b: {source: copy.shp}", "b")]
    [InlineData("a: {source: z.shp, where: pop = '100'}, b: {source: z.shp, where: pop = '200'}", "")]
    [InlineData("a: {source: z.shp}, b: {source: z.shp, buffer: 10 m}", "")]
    public void One_layer_under_two_names_is_told(string layers, string told)
    {
        maps.Boxes("z.shp", ["pop"], (["100"], [3, 3, 4, 4]), (["200"], [5, 5, 6, 6]));
        foreach (string part in (string[])["shp", "dbf", "shx", "prj"])
            File.Copy(At($"z.{part}"), At($"copy.{part}"));
        RunOutcome outcome = maps.Run(Head + $"layers: {{{layers}}}\n");
        Assert.Equal("", MapFolder.Errors(outcome));
        Diagnostic[] found = [.. outcome.Findings.Where(finding => finding.Code == "ZC289")];
        Assert.Equal(told.Length == 0 ? [] : [told], found.Select(finding => finding.Layer!));
        Assert.All(found, finding => Assert.Equal((Severity.Warning, 2m), (finding.Severity, finding.Weight!.Amount)));
    }

    [Theory] // results that lie where next year's pattern reaches are no maps
    [InlineData("**/*.parquet", "out")]
    [InlineData("*/*.gpkg", "out")]
    [InlineData("*.gpkg", "out.findings.gpkg")]
    public void A_pattern_that_reaches_results_is_refused(string pattern, string named)
    {
        maps.Boxes("z.shp", ["pop"], (["100"], [3, 3, 4, 4]));
        Assert.Equal("", MapFolder.Errors(maps.Run(Head + "layers: {z: {source: z.shp}}\n", output: "out")));
        File.WriteAllText(At("out.findings.gpkg"), "");

        UserErrorException refused = Assert.ThrowsAny<UserErrorException>(() => maps.Run(Head + $"layers: {{z: {{source: '{pattern}'}}}}\n"));
        Assert.Contains($"matches files that a run of zonecomp wrote ({named})", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("points")]
    [InlineData("polygons")]
    public void A_copy_stops_the_run_unless_it_is_accepted_by_name(string geometry)
    {
        if (geometry == "points")
            maps.Points("r.shp", ["pop"], (["100"], [3, 3]));
        else
            maps.Boxes("r.shp", ["pop"], (["100"], [3, 3, 4, 4]));
        foreach (string part in (string[])["shp", "dbf", "shx", "prj"])
            File.Copy(At($"r.{part}"), At($"r - 副本.{part}"));
        string policy = Head + $"layers: {{r: {{source: ['r *.shp', r.shp], geometry: {geometry}, where: pop = '100'}}}}\n";

        RunOutcome stopped = maps.Run(policy);
        Assert.Equal("ZC287 is the same as r.shp, byte for byte, and both are read as 'layer r': its 1 features would count twice; take the copy away", MapFolder.Errors(stopped));
        Assert.Equal("r - 副本.shp", stopped.Findings.Single(finding => finding.Code == "ZC287").Subject);

        RunOutcome accepted = maps.Run(policy + "accept: [{code: ZC287, layer: r, reason: two villages}]\n");
        Assert.Equal("", MapFolder.Errors(accepted));
    }

    [Fact] // a point written by another program, with fields cut to 10 characters and numbers written otherwise; a line drawn from its other end
    public void A_line_or_point_that_is_there_twice_is_told_wherever_it_is()
    {
        maps.Points("a.shp", ["population", "name"], (["100", "x"], [3, 3]), (["7", "y"], [4, 4]), (["8", "z"], [4, 4]), (["7", "y"], [4, 4]));
        maps.Points("b.shp", ["objectid", "POPULATION"], (["77", "100.0"], [3, 3]), (["78", "101"], [4, 4]));
        maps.Lines("l.shp", ["name"], (["s"], [1, 1, 2, 2, 3, 1]), (["s"], [3, 1, 2, 2, 1, 1]), (["t"], [1, 1, 2, 2, 3, 1]));

        RunOutcome outcome = maps.Run(Head + "layers:\n  v: {source: [a.shp, b.shp], geometry: points}\n  l: {source: l.shp, geometry: lines}\n");

        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal(
            [("l", "l.shp#1", "l.shp#0"), ("v", "a.shp#3", "a.shp#1"), ("v", "b.shp#0", "a.shp#0")],
            outcome.Findings.Where(finding => finding.Code == "ZC288").Select(finding => (finding.Layer!, finding.Subject, finding.Message.En.Split(' ', ':')[7])));
        Assert.All(outcome.Findings.Where(finding => finding.Code == "ZC288"), finding => Assert.NotNull(finding.Place));
    }

    [Fact]
    public void A_table_is_one_file()
    {
        maps.File("f1.csv", "code,x\n1,1\n2,2\n");
        maps.File("f2.csv", "code,x\n1,3\n2,4\n");
        var refused = Assert.Throws<PolicyException>(() => maps.Run(Head + "tables: {f: {source: 'f*.csv', key: code, columns: {x: number}}}\n"));
        Assert.Contains("a table is one file, and 2 match 'f*.csv'", refused.Text.En, StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(maps.Path, name);
}

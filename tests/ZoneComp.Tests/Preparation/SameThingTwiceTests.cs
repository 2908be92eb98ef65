using System.IO.Compression;

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

        RunOutcome outcome = maps.Run(
            Head + $"layers: {{v: {{source: {source}, geometry: points}}}}\nindicators: {{n: count(v), s: sum(v.pop)}}\n");

        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal([1m, 0m], outcome.Results!.Indicators[0].Values);
        Assert.Equal([100m, 0m], outcome.Results!.Indicators[1].Values);
        Diagnostic told = Assert.Single(outcome.Findings, finding => finding.Code == "ZC286");
        Assert.Equal((Severity.Note, "v"), (told.Severity, told.Layer));
        Assert.Equal(1, outcome.Results.Manifest.Inputs.Count(input => input.Role == "layer v"));
    }

    [Theory] // a copy a centimetre off, as seven decimals of a degree make it, and what is none
    [InlineData(0.00001, "a", "q.shp#0", "l2.shp#0")]
    [InlineData(0.00001, "b")] // another name
    [InlineData(0.001, "a")] // a metre off
    public void The_same_lines_and_points_from_two_files_are_told_though_they_are_rounded(double off, string name, params string[] told)
    {
        maps.Points("p.shp", ["pop"], (["a"], [3, 3]), (["a"], [4, 4]));
        maps.Points("q.shp", ["pop"], ([name], [3 + off, 3 - off]), (["a"], [7, 7]));
        maps.Lines("l1.shp", ["pop"], (["a"], [1, 1, 5, 5, 9, 1]));
        maps.Lines("l2.shp", ["pop"], ([name], [9 - off, 1, 7, 3, 5, 5, 1, 1 + off])); // from its other end, with one vertex more

        RunOutcome outcome = maps.Run(
            Head
                + "layers: {v: {source: [p.shp, q.shp], geometry: points}, w: {source: [l1.shp, l2.shp], geometry: lines}}\n"
                + "indicators: {n: count(v), l: length(w) / km}\n");

        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal(
            told.Order(StringComparer.Ordinal),
            outcome.Findings.Where(finding => finding.Code == "ZC291").Select(finding => finding.Subject).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(outcome.Findings, finding => finding.Code == "ZC288");
    }

    [Fact] // the same file with two filters is no file twice
    public void A_file_is_read_again_for_other_features()
    {
        maps.Points("p.shp", ["pop"], (["100"], [3, 3]), (["200"], [3, 3]));
        RunOutcome outcome = maps.Run(
            Head
                + "layers: {v: {source: [{path: p.shp, where: pop = '100'}, {path: p.shp, where: pop = '200'}], geometry: "
                    + "points}}\nindicators: {n: count(v)}\n");
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

        UserErrorException refused = Assert.ThrowsAny<UserErrorException>(() => maps.Run(
            Head + $"layers: {{z: {{source: '{pattern}'}}}}\n"));
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
        Assert.Equal(
            "ZC287 is the same as r.shp, byte for byte, and both are read as 'layer r': its 1 feature would count twice; take the copy "
                + "away",
            MapFolder.Errors(stopped));
        Assert.Equal("r - 副本.shp", stopped.Findings.Single(finding => finding.Code == "ZC287").Subject);

        RunOutcome accepted = maps.Run(policy + "accept: [{code: ZC287, layer: r, reason: two villages}]\n");
        Assert.Equal("", MapFolder.Errors(accepted));
    }

    // a point written by another program, with fields cut to 10 characters and numbers written otherwise; a line drawn from its other end
    [Fact]
    public void A_line_or_point_that_is_there_twice_is_told_wherever_it_is()
    {
        maps.Points(
            "a.shp", ["population", "name"], (["100", "x"], [3, 3]), (["7", "y"], [4, 4]), (["8", "z"], [4, 4]), (["7", "y"], [4, 4]));
        maps.Points("b.shp", ["objectid", "POPULATION"], (["77", "100.0"], [3, 3]), (["78", "101"], [4, 4]));
        maps.Lines("l.shp", ["name"], (["s"], [1, 1, 2, 2, 3, 1]), (["s"], [3, 1, 2, 2, 1, 1]), (["t"], [1, 1, 2, 2, 3, 1]));

        RunOutcome outcome = maps.Run(
            Head + "layers:\n  v: {source: [a.shp, b.shp], geometry: points}\n  l: {source: l.shp, geometry: lines}\n");

        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal(
            [("l", "l.shp#1", "l.shp#0"), ("v", "a.shp#3", "a.shp#1"), ("v", "b.shp#0", "a.shp#0")],
            outcome.Findings.Where(finding => finding.Code == "ZC288")
                .Select(finding => (finding.Layer!, finding.Subject, finding.Message.En.Split(' ', ':')[7])));
        const string Named = "has the geometry and the attributes of a.shp#1 ('y'): it counts twice";
        Assert.Contains(outcome.Findings, finding => finding.Message.En.StartsWith(Named, StringComparison.Ordinal));
        Assert.All(outcome.Findings.Where(finding => finding.Code == "ZC288"), finding => Assert.NotNull(finding.Place));
    }

    /// <summary>
    /// b.shp#0 begins at another corner; #1 has another name, #2 joins the corners of a.shp#2 in another way. Squares of 1 km: 1 km2 on
    /// the ellipsoid within
    /// 0.3 % (on the meridian of a Gauss-Krueger zone lengths are true, 20 km beside it longer by 5e-6, and heights do not count).
    /// </summary>
    [Theory]
    [InlineData("", 1, false)]
    [InlineData("", 4, false)]
    [InlineData("", 1, true)]
    [InlineData(", buffer: 10 m", 1, false)]
    public void A_polygon_that_is_there_twice_is_told_wherever_it_is(string buffer, int threads, bool byCells)
    {
        maps.Rings(
            "a.shp",
            ["name", "kind"],
            (["x", "1"], [3, 3, 3, 4, 4, 4, 4, 3, 3, 3]),
            (["y", "1"], [5, 5, 5, 6, 6, 6, 6, 5, 5, 5]),
            (["z", "1"], [7, 7, 7, 9, 9, 9, 8, 8, 9, 7, 7, 7]),
            (["x", "1"], [3, 3, 3, 4, 4, 4, 4, 3, 3, 3]));
        maps.Rings(
            "b.shp",
            ["objectid", "NAME"],
            (["7", "x"], [4, 4, 4, 3, 3, 3, 3, 4, 4, 4]),
            (["8", "other"], [5, 5, 5, 6, 6, 6, 6, 5, 5, 5]),
            (["9", "z"], [7, 7, 8, 8, 7, 9, 9, 9, 9, 7, 7, 7]));

        CellSettings? cells = byCells ? new CellSettings { MemoryBytes = 1L << 30, WorkFolder = At("work") } : null;
        RunOutcome outcome = maps.Run(
            Head + $"layers: {{v: {{source: [a.shp, b.shp]{buffer}}}, other: {{source: a.shp}}}}\n",
            cells: cells,
            threads: threads);

        Assert.Equal("", MapFolder.Errors(outcome));
        ILookup<string, Diagnostic> byLayer = outcome.Findings.Where(finding => finding.Code == "ZC279")
            .ToLookup(finding => finding.Layer!);
        Diagnostic[] told = [.. byLayer["v"].OrderBy(finding => finding.Subject, StringComparer.Ordinal)];
        Assert.Equal(["a.shp#3", "b.shp#0"], told.Select(finding => finding.Subject));
        Assert.Equal(["a.shp#3"], byLayer["other"].Select(finding => finding.Subject));
        const string En = "has the geometry and the attributes of a.shp#0 ('x'): its ground counts once here",
            Zh = "与 a.shp#0（“x”）的图形和属性相同：其地面在此只计一次";
        Assert.All(told, finding => Assert.StartsWith(En, finding.Message.En, StringComparison.Ordinal));
        Assert.All(told, finding => Assert.StartsWith(Zh, finding.Message.Zh, StringComparison.Ordinal));
        Assert.All(told, finding => Assert.True(finding.Severity == Severity.Warning && finding.Place is not null));
        if (buffer.Length > 0)
            Assert.All(told, finding => Assert.Equal(FindingWeight.Features(1), finding.Weight));
        else
            Assert.All(told, finding => Assert.InRange(finding.Weight!.Amount, 997_000m, 1_003_000m));
    }

    [Fact] // the digests of sort pieces, and the limit
    public void Digests_are_looked_at_up_to_a_limit()
    {
        var piece = new ShapeDigests(2);
        foreach (ulong digest in (ulong[])[5, 6, 7])
            piece.Add(digest);
        var stored = new MemoryStream();
        using (var writer = new BinaryWriter(stored))
            piece.Write(writer);
        using var reader = new BinaryReader(new MemoryStream(stored.ToArray()));

        var all = new ShapeDigests();
        all.Add(6);
        all.Append(ShapeDigests.Read(reader), zones: 3);
        all.Add(7);
        all.Add(5);

        Assert.True(all.IsCut); // zone 3 was not kept, so nobody knows that 4 is like it
        Assert.Equal(["0,2", "1,5"], all.Alike().Select(zones => string.Join(',', zones)).Order());
    }

    [Fact] // all parts under a second name of the same files; of the table alone a copy, it may hold other values
    public void Hard_links_are_one_file()
    {
        maps.Points("p.shp", ["pop"], (["100"], [3, 3]));
        foreach (string part in (string[])["shp", "dbf", "shx", "prj"])
            Link(At($"p.{part}"), At($"q.{part}"));
        string policy = Head + "layers: {v: {source: [p.shp, q.shp], geometry: points}}\nindicators: {n: count(v)}\n";

        RunOutcome outcome = maps.Run(policy);
        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal([1m, 0m], outcome.Results!.Indicators[0].Values);
        Assert.Contains(outcome.Findings, finding => finding.Code == "ZC286");

        File.Delete(At("q.dbf"));
        File.Copy(At("p.dbf"), At("q.dbf"));
        Assert.StartsWith("ZC287 is the same as p.shp", MapFolder.Errors(maps.Run(policy)), StringComparison.Ordinal);
    }

    [Theory] // the archive's layer is the one beside it, or one in another archive, or a second one in the same
    [InlineData("[p.shp, a.zip]", "p")]
    [InlineData("['*.zip']", "p")]
    [InlineData("[{path: c.zip, layer: p}, {path: c.zip, layer: q}]", "p,q")]
    public void A_layer_in_an_archive_is_the_one_beside_it(string source, string names)
    {
        maps.Points("p.shp", ["pop"], (["100"], [3, 3]));
        string[] archives = source.Contains("c.zip", StringComparison.Ordinal)
            ? ["c.zip"]
            : source.Contains('*') ? ["a.zip", "b.zip"] : ["a.zip"];
        foreach (string archive in archives)
        {
            using ZipArchive zip = ZipFile.Open(At(archive), ZipArchiveMode.Create);
            foreach (string name in names.Split(','))
            {
                foreach (string part in (string[])["shp", "dbf", "shx", "prj"])
                    zip.CreateEntryFromFile(At($"p.{part}"), $"{name}.{part}");
            }

            _ = zip.CreateEntry(archive); // so that the archives themselves differ
        }

        string errors = MapFolder.Errors(maps.Run(Head + $"layers: {{v: {{source: {source}, geometry: points}}}}\n"));
        Assert.StartsWith("ZC287 is the same as ", errors, StringComparison.Ordinal);
    }

    [Fact] // a package of one layer needs no name for it, so that both mean one thing
    public void A_layer_is_one_with_or_without_its_name()
    {
        maps.Points("p.shp", ["pop"], (["100"], [3, 3]));
        RunOutcome outcome = maps.Run(
            Head + "layers: {v: {source: [p.shp, {path: p.shp, layer: p}], geometry: points}}\nindicators: {n: count(v)}\n");
        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal([1m, 0m], outcome.Results!.Indicators[0].Values);
        Assert.Contains(outcome.Findings, finding => finding.Code == "ZC286");
    }

    [Fact]
    public void Fields_whose_names_begin_alike_are_all_compared()
    {
        maps.File("p.csv", "population_2020,population_2021,wkt\n1,5,POINT(105 30)\n2,5,POINT(105 30)\n");
        maps.File("r.csv", "code,wkt\n1,\"POLYGON((104 29,106 29,106 31,104 31,104 29))\"\n");
        RunOutcome outcome = maps.Run(
            "zonecomp: 1\ntitle: t\nyear: 2025\nregions: {source: {path: r.csv, crs: 'EPSG:4490'}, code: code}\nlayers: {v: {source: "
                + "{path: p.csv, crs: 'EPSG:4490'}, geometry: points}}\n");
        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.DoesNotContain(outcome.Findings, finding => finding.Code == "ZC288");
    }

    [Theory] // under a pattern what a Mac leaves is passed over; named, it is what it is
    [InlineData("'*p.shp'", "")]
    [InlineData("[p.shp, ._p.shp]", "begins with 333319, a shapefile with 9994")]
    public void What_a_Mac_keeps_beside_a_file_is_no_layer(string source, string refused)
    {
        maps.Points("p.shp", ["pop"], (["100"], [3, 3]));
        foreach (string part in (string[])["shp", "dbf", "shx", "prj"])
            File.WriteAllBytes(At($"._p.{part}"), [0x00, 0x05, 0x16, 0x07, .. new byte[120]]);
        string policy = Head + $"layers: {{v: {{source: {source}, geometry: points}}}}\nindicators: {{n: count(v)}}\n";
        if (refused.Length > 0)
        {
            Assert.Contains(refused, Assert.Throws<UserErrorException>(() => maps.Run(policy)).Message, StringComparison.Ordinal);
            return;
        }

        RunOutcome outcome = maps.Run(policy);
        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal([1m, 0m], outcome.Results!.Indicators[0].Values);
        Diagnostic told = Assert.Single(outcome.Findings, finding => finding.Code == "ZC278");
        Assert.Equal((Severity.Note, "v", "._p.shp"), (told.Severity, told.Layer, told.Subject));
    }

    [Fact]
    public void A_pattern_that_finds_only_what_a_Mac_keeps_is_an_error()
    {
        File.WriteAllBytes(At("._p.shp"), [0x00, 0x05, 0x16, 0x07, .. new byte[120]]);
        var refused = Assert.Throws<PolicyException>(() => maps.Run(Head + "layers: {v: {source: '*p.shp'}}\n"));
        Assert.Contains("'*p.shp' finds nothing but what a Mac keeps beside files", refused.Text.En, StringComparison.Ordinal);
    }

    private static void Link(string file, string name)
    {
        using var linked = System.Diagnostics.Process.Start("ln", [file, name]);
        linked.WaitForExit();
    }

    [Fact]
    public void A_table_is_one_file()
    {
        maps.File("f1.csv", "code,x\n1,1\n2,2\n");
        maps.File("f2.csv", "code,x\n1,3\n2,4\n");
        var refused = Assert.Throws<PolicyException>(() =>
            maps.Run(Head + "tables: {f: {source: 'f*.csv', key: code, columns: {x: number}}}\n"));
        Assert.Contains("a table is one file, and 2 match 'f*.csv'", refused.Text.En, StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(maps.Path, name);
}

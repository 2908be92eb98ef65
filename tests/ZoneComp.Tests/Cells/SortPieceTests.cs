namespace ZoneComp.Tests.Cells;

/// <summary>Layers sorted in pieces on several machines: the bytes and the findings of a plain run, and no set of pieces that is not
/// whole.</summary>
public sealed class SortPieceTests : IDisposable
{
    private const string Policy = """
        zonecomp: 1
        title: 分块排序
        year: 2025
        regions:
          source: regions.shp
          code: code
          overlaps: half_each
          mask: {source: mask.shp}
        layers:
          forest: {source: forest.shp, where: 'name != "no"', class: kind, classes: {I: ['01'], II: ['02'], III: ['03']}}
          banks: {source: rivers.shp, geometry: lines, buffer: 500 m}
          farm: {source: farm.geojson}
          lots: {source: 'lots_*.shp', class: kind, classes: {A: ['A'], B: ['B']}, other: B}
        accept:
          - {code: ZC116, layer: lots, reason: the survey lost them}
          - {code: ZC240, layer: forest, reason: of another inventory}
        indicators:
          forest_area: {expr: 'area(forest.I | forest.II, ha)'}
          lots_area: {expr: 'area(lots.A & forest.I, ha)'}

        """;

    private readonly MapFolder maps = new();

    public SortPieceTests()
    {
        maps.Rings("regions.shp", ["code"],
            (["610101"], [0, 0, 0, 60, 60, 60, 60, 0, 0, 0]),
            (["610102"], [55, 0, 55, 60, 120, 60, 120, 0, 55, 0]));
        maps.Boxes("mask.shp", ["id"], (["1"], [2, 2, 119, 70]));
        maps.Lines("rivers.shp", ["id"], (["1"], [-3, 5, 50, 33, 118, 12, 140, 12]), (["2"], [11, 50, 13, 58]));
        maps.File(
            "farm.geojson",
            """{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"id": 1}, "geometry": {"type": "Polygon", "coordinates": [[[111.1, 37.1], [111.4, 37.1], [111.4, 37.3], [111.1, 37.3], [111.1, 37.1]]]}}]}""");

        // Forest: of each hundred features some of a class spelt otherwise, some of no class, some left out, some that cross themselves (a
        // large one over several cells), some without geometry.
        var random = new Random(7);
        maps.Rings("forest.shp", ["kind", "name"], [.. Enumerable.Range(0, 300).Select(index =>
        {
            double x = random.Next(-20, 1150) / 10.0,
                y = random.Next(0, 560) / 10.0,
                size = index % 50 == 3 ? 40 : 2 + (random.Next(20) / 10.0);
            double[] ring = index % 40 == 7 ? []
                : index % 10 == 3 ? [x, y, x + size, y + size, x + size, y, x, y + size, x, y] // a bow tie
                : [x, y, x, y + size, x + size, y + size, x + size, y, x, y];
            string kind = index % 9 == 2
                ? "1"
                : index % 13 == 5 ? "77" : index % 31 == 6 ? "78" : index % 3 == 0 ? "01" : index % 3 == 1 ? "02" : "03";
            return ((object?[])[kind, index % 17 == 4 ? "no" : "yes"], ring);
        })]);
        for (int part = 0; part < 2; part++)
        {
            maps.Boxes($"lots_{part}.shp", ["kind"], [.. Enumerable.Range(0, 150).Select(index =>
            {
                double x = (index * 37 % 1100) / 10.0, y = (index * 53 % 550) / 10.0;
                return ((object?[])[index % 4 == 0 ? "A" : index % 4 == 1 ? "B" : "C"], (double[])[x + part, y, x + part + 3, y + 2]);
            })]);
        }

        File.Delete(Path.Combine(maps.Path, "lots_1.shx")); // its records are found by walking
        // Coordinates that are none, in more features than a page lists, on both sides of every cut.
        byte[] shp = File.ReadAllBytes(Path.Combine(maps.Path, "lots_0.shp"));
        for (int record = 0; record < 150; record += 4)
            // a record: 8 + 44 + 4 + 5 points of 16 bytes
            BitConverter.GetBytes(double.NaN).CopyTo(shp, 100 + (record * 136) + 8 + 44 + 4 + 32);
        File.WriteAllBytes(Path.Combine(maps.Path, "lots_0.shp"), shp);
    }

    public void Dispose() => maps.Dispose();

    [Theory]
    [InlineData(3, true)]
    [InlineData(7, false)]
    public void Whatever_the_number_of_pieces_bytes_and_findings_are_those_of_a_plain_run(int pieces, bool lost)
    {
        RunOutcome plain = maps.Run(Policy, "plain");
        Assert.Equal(("", true), (MapFolder.Errors(plain), plain.WrittenTo is not null));
        string[] codes = [.. plain.Findings.Select(finding => finding.Code).Distinct()];
        Assert.True(codes.Length >= 7 && plain.Findings.Count(finding => finding.Code == "ZC116") > 20, string.Join('\n', plain.Findings));

        for (int piece = pieces; piece >= 1; piece--)
            Sort(piece, pieces);
        for (int shard = 1; shard <= 2; shard++)
            Assert.False(Shard(shard, 2).HasErrors);
        RequireSame(plain, "merged");
        if (!lost)
            return;

        Directory.Delete(Path.Combine(Parts, "ground"), recursive: true); // joined again from its pieces
        RequireSame(plain, "joined");
        Directory.Delete(Path.Combine(Parts, "ground"), recursive: true);
        foreach (string rows in Directory.EnumerateFiles(Parts, "*.rows"))
            File.Delete(rows); // as where the parts were gathered from machines that share no disk
        RequireSame(plain, "sorted");
        Assert.Empty(Directory.EnumerateDirectories(maps.Path, ".zonecomp-*"));
    }

    [Fact]
    public void Errors_in_the_layers_are_those_of_a_plain_run()
    {
        string strict = Policy.Replace("other: B", "other: error", StringComparison.Ordinal)
            .Replace("where: 'name != \"no\"', ", "", StringComparison.Ordinal);
        RunOutcome plain = maps.Run(strict, "plain");
        Assert.True(plain.HasErrors);
        ShardOutcome shard = Shard(1, 2);
        Assert.Equal(
            plain.Findings.Where(finding => finding.Severity == Severity.Error).Select(Said),
            shard.Findings.Where(finding => finding.Severity == Severity.Error).Select(Said));
        Assert.Null(shard.Part);
    }

    [Fact]
    public void A_piece_that_is_there_is_left_as_it_is_until_its_input_changes()
    {
        maps.File("policy.yaml", Policy);
        SortOutcome first = Sort(2, 3);
        DateTime written = File.GetLastWriteTimeUtc(first.Path!);
        SortOutcome again = Sort(2, 3);
        Assert.Equal((false, true, written), (first.WasThere, again.WasThere, File.GetLastWriteTimeUtc(again.Path!)));
        Assert.Equal((first.Zones, first.Vertices), (again.Zones, again.Vertices));

        string path = Path.Combine(maps.Path, "forest.shp");
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(5));
        Assert.False(Sort(2, 3).WasThere);
    }

    [Fact]
    public void A_set_that_is_incomplete_damaged_mixed_or_of_other_inputs_is_refused_by_name()
    {
        maps.File("policy.yaml", Policy);
        Sort(1, 3);
        Sort(3, 3);
        Assert.Contains("of 3 pieces of the sorting these are missing: 2", Refused(() => Shard(1, 2)), StringComparison.Ordinal);
        SortOutcome second = Sort(2, 3);

        byte[] good = File.ReadAllBytes(second.Path!);
        File.WriteAllBytes(second.Path!, good[..^1]);
        Assert.Contains(
            "sort-0002-of-0003.rows is damaged: delete it and sort its piece again",
            Refused(() => Shard(1, 2)),
            StringComparison.Ordinal);
        File.WriteAllBytes(second.Path!, good);

        SortOutcome other = Sort(1, 1);
        Assert.Contains(
            "sort-0001-of-0003.rows is one of 3 pieces, sort-0001-of-0001.rows one of 1",
            Refused(() => Shard(1, 2)),
            StringComparison.Ordinal);
        File.Delete(other.Path!);

        // Rows are held against their checksums when they are read.
        Assert.False(Shard(1, 2).HasErrors);
        byte[] bad = [.. good];
        bad[bad.Length / 8] ^= 1;
        File.WriteAllBytes(second.Path!, bad);
        Assert.Contains("is damaged at byte", Refused(() => { _ = Shard(2, 2); _ = Shard(1, 1); }), StringComparison.Ordinal);
        File.WriteAllBytes(second.Path!, good);
        Assert.False(Shard(2, 2).HasErrors);

        // Pieces of one file that read different files: the digest is made by one of them only.
        string forest = Path.Combine(maps.Path, "forest.shp");
        DateTime was = File.GetLastWriteTimeUtc(forest);
        File.SetLastWriteTimeUtc(forest, was.AddSeconds(5));
        Directory.Delete(Path.Combine(Parts, "ground"), recursive: true);
        Sort(2, 3);
        Assert.Contains("forest.shp was not the same file for piece 1 and piece 2", Refused(() => Shard(1, 2)), StringComparison.Ordinal);
        File.SetLastWriteTimeUtc(forest, was);
        Sort(2, 3);
        File.AppendAllText(Path.Combine(maps.Path, "farm.geojson"), " ");
        Assert.Contains("farm.geojson has changed since its pieces were sorted", Refused(() => Shard(1, 2)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(64)]
    public void Pieces_follow_one_another_without_gap_or_overlap(int of)
    {
        maps.File("policy.yaml", Policy);
        PolicyFile policy = PolicyFile.Load(Path.Combine(maps.Path, "policy.yaml"));
        var reached = new Dictionary<string, long>(StringComparer.Ordinal);
        int divided = 0;
        for (int piece = 1; piece <= of; piece++)
        {
            foreach (SourceStretch stretch in SortPlan.StretchesOf(policy, piece, of))
            {
                string file = Path.GetFileName(stretch.File.Path);
                long length = new FileInfo(stretch.File.Path).Length;
                Assert.Equal((reached.GetValueOrDefault(file), stretch.IsFirst), (stretch.FromByte, !reached.ContainsKey(file)));
                if (file is "rivers.shp" or "farm.geojson")
                    Assert.False(stretch.IsDivided); // of a layer with a buffer, of a format without records
                reached[file] = stretch.ToByte ?? length;
                divided += stretch.IsDivided ? 1 : 0;
            }
        }

        Assert.Equal(["farm.geojson", "forest.shp", "lots_0.shp", "lots_1.shp", "rivers.shp"], reached.Keys.Order(StringComparer.Ordinal));
        Assert.All(reached, file => Assert.Equal(new FileInfo(Path.Combine(maps.Path, file.Key)).Length, file.Value));
        Assert.True(of < 5 || divided > 2);
    }

    private string Parts => Path.Combine(maps.Path, "parts");

    private static string Refused(Action action) => Assert.Throws<UserErrorException>(action).Message;

    private static (string, string, string, FindingPlace?) Said(Diagnostic finding) =>
        (finding.Code, finding.Subject, finding.Message.En, finding.Place);

    private SortOutcome Sort(int piece, int of)
    {
        SortOutcome outcome = SortRun.Run(
            new SortSettings
            {
                PolicyPath = Path.Combine(maps.Path, "policy.yaml"),
                PartsFolder = Parts,
                Piece = piece,
                Of = of,
                Threads = 1 + (piece % 2),
            },
            TimeProvider.System, new Progress<StageProgress>(), CancellationToken.None);
        Assert.False(outcome.HasErrors, string.Join('\n', outcome.Findings));
        return outcome;
    }

    private ShardOutcome Shard(int shard, int of) => ShardRun.Run(
        new ShardSettings { PolicyPath = Path.Combine(maps.Path, "policy.yaml"), PartsFolder = Parts, Shard = shard, Of = of, Threads = 1 },
        TimeProvider.System, new Progress<StageProgress>(), CancellationToken.None);

    private void RequireSame(RunOutcome expected, string output)
    {
        RunOutcome found = maps.Run(Policy, output, cells: new CellSettings { PartsFolder = Parts, WorkFolder = maps.Path });
        Assert.Equal(expected.Findings.Select(Said), found.Findings.Select(Said));
        string one = Path.Combine(maps.Path, "plain"), other = Path.Combine(maps.Path, output);
        string[] files =
        [
            .. Directory.EnumerateFiles(one, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(one, path))
                .Order(StringComparer.Ordinal),
        ];
        Assert.True(files.Length > 5);
        foreach (string file in files.Where(file => file is not ("run.json" or "SHA256SUMS")))
            Assert.True(
                File.ReadAllBytes(Path.Combine(one, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(other, file))),
                $"{file} differs");
        Assert.Equal(
            expected.Results!.Manifest.Inputs.Select(input => input.ToString()),
            found.Results!.Manifest.Inputs.Select(input => input.ToString()));
    }
}

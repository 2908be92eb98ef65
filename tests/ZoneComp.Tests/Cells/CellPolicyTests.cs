namespace ZoneComp.Tests.Cells;

/// <summary>Policies that ask for zones once their areas are known write the same bytes in bounded memory, in shards and with the
/// cache.</summary>
public sealed class CellPolicyTests : IDisposable
{
    private const string Policy = """
        zonecomp: 1
        title: 分块
        year: 2025
        regions:
          source: regions.shp
          code: code
          overlaps: half_each
          mask: {source: mask.shp}
        region_sets:
          sea: {source: sea.shp, code: code, assign: nearest}
        layers:
          forest: {source: forest.shp, class: kind, classes: {I: ['1'], II: ['2']}}
          banks: {source: rivers.shp, geometry: lines, buffer: 500 m}
          rivers: {source: rivers.shp, geometry: lines}
          villages: {source: villages.shp, geometry: points}
        indicators:
          forest_area: {expr: 'area(forest.I | forest.II, ha)'}
          sea_forest: {expr: 'area(forest.I | forest.II, ha)', regions: sea}
          river: {expr: 'length(rivers, km)'}
          people: {expr: count(villages)}
        outputs:
          zones: clipped
          ground: {inside: forest.I - banks}

        """;

    private readonly MapFolder maps = new();

    /// <summary>120 km of ground, so several cells of 33.5 km; regions that overlap, one crossing itself inside a single cell; zones over
    /// many cells and broken ones.</summary>
    public CellPolicyTests()
    {
        maps.Rings("regions.shp", ["code"],
            (["610101"], [0, 0, 0, 60, 60, 60, 60, 0, 0, 0]),
            (["610102"], [55, 0, 55, 60, 120, 60, 120, 0, 55, 0]),
            (["610103"], [10, 62, 14, 66, 14, 62, 10, 66, 10, 62])); // a bow tie, 4 km wide
        maps.Boxes("mask.shp", ["id"], (["1"], [2, 2, 119, 70]));
        maps.Boxes("sea.shp", ["code"], (["610101"], [0, -20, 60, 0]), (["610102"], [60, -20, 120, 0]));
        maps.Rings("forest.shp", ["kind"],
            (["1"], [-5, -10, -5, 30, 110, 30, 110, -10, -5, -10]),
            (["2"], [12, 61, 12, 67, 40, 67, 40, 61, 12, 61]),
            (["1"], [20, 40, 24, 44, 24, 40, 20, 44, 20, 40]), // a bow tie inside one cell
            (["2"], [30, 20, 90, 50, 90, 20, 30, 50, 30, 20]), // a bow tie over several
            (["1"], [130, -30, 130, -28, 132, -28, 132, -30, 130, -30])); // outside everything
        maps.Lines("rivers.shp", ["id"], (["1"], [-3, 5, 50, 33, 118, 12, 140, 12]), (["2"], [11, 60, 13, 68]));
        maps.Points("villages.shp", ["id"], (["1"], [20, 20]), (["2"], [57, 30]), (["3"], [13.5, 63]), (["4"], [200, 0]));
    }

    public void Dispose() => maps.Dispose();

    [Fact]
    public void Bounded_memory_the_cache_and_shards_write_the_bytes_of_a_plain_run() => RequireTheSameEveryWay(Policy);

    /// <summary>Two towns, 10 m and 5 m apart from each other and their county's border over 60 km, and 4 km of the county in no
    /// town.</summary>
    [Fact]
    public void Slivers_that_a_neighbour_gets_are_the_same_every_way()
    {
        maps.Boxes("county.shp", ["code"], (["6101"], [0, 0, 120, 70]));
        maps.Boxes("regions.shp", ["code"], (["610101"], [0.005, 0, 60, 66]), (["610102"], [60.01, 0, 120, 66]));
        string policy = Policy.Replace(
            "  overlaps: half_each",
            "  overlaps: half_each\n  parents: {county: {prefix: 4, layer: {source: county.shp, code: code}}}",
            StringComparison.Ordinal);
        RunOutcome plain = RequireTheSameEveryWay(policy);
        Assert.Equal(["6101-rest", "610101", "610102"], plain.Results!.Combinations.Regions.Select(region => region.Code));
        // 66 km by 10 m and by 5 m, half of the ends outside the mask; the grid's scale, and 260 km of edges bent within 1 mm
        Diagnostic told = Assert.Single(plain.Findings, finding => finding.Code == "ZC307");
        Assert.InRange(told.Weight!.Amount, (990_000m * 0.998m) - 260, (990_000m * 1.002m) + 260);
    }

    /// <summary>Sixty columns of twenty lots, each of its own kind, in two towns; parts of two lie twice, and a wood lies over
    /// some.</summary>
    [Fact]
    public void More_classes_than_columns_are_the_same_every_way()
    {
        maps.Boxes("forest.shp", ["kind"],
            [
                .. Enumerable.Range(0, 1200).Select(lot => (
                    (string[])[$"k{lot:0000}"],
                    (double[])[lot / 20 * 2, lot % 20 * 3, (lot / 20 * 2) + 2, (lot % 20 * 3) + 3])),
                (["k0007"], [0, 21, 2, 23]), (["k0605"], [60, 15, 62, 18]),
            ]);
        maps.Boxes("wood.shp", ["id"], (["1"], [7, 10, 70, 45]));
        RunOutcome plain = RequireTheSameEveryWay("""
            zonecomp: 1
            title: 千类
            year: 2025
            regions: {source: regions.shp, code: code, overlaps: half_each, parents: {city: {prefix: 4}}}
            layers:
              lot: {source: forest.shp, class: kind, classes: all}
              wood: {source: wood.shp}
            indicators:
              one_lot: area(lot.k0605, ha)
              wooded_lot: area(lot.k0605 & wood, ha)
              every_lot: area(lot, ha)
            outputs: {zones: clipped}

            """);

        // 2 km by 3 km, but for the grid's scale; its side is the first town's border but for the lattice
        decimal[] lots = [.. plain.Results!.Indicators[0].Values.Cast<decimal>()];
        Assert.InRange(lots[0], 0m, 0.001m);
        Assert.InRange(lots[1], 600m * 0.998m, 600m * 1.002m);
        Assert.Equal(0m, lots[2]);
        Assert.Equal(plain.Results.Indicators[0].Values, plain.Results.Indicators[1].Values);
        Assert.Contains(plain.Findings, finding => finding.Code == "ZC461" && finding.Subject == "lot");
        CombinationTable table = plain.Results.Combinations;
        Assert.Equal(["lot", "wood"], CoverageTable.Of(table).Shown.Select(shown => shown.Name));
        foreach (string folder in (string[])["plain", "merged"])
        {
            CombinationTable read = CombinationsParquet.Read(Path.Combine(maps.Path, folder, CombinationsParquet.FileName));
            Assert.Equal(table.Rows, read.Rows);
            Assert.Equal(
                table.Bounds.ToHashSet(),
                CoverageParquet.ReadBounds(Path.Combine(maps.Path, folder, CoverageParquet.FileName), read).ToHashSet());
        }

        // Levels are the sums of their regions, whichever of them a class meets.
        Assert.All(
            LevelSums.Coverage(table).Where(row => row.Class is not null),
            row => Assert.Equal(
                CoverageRows.Of(table).Where(one => one.Region is not null && one.Class == row.Class).Sum(one => one.AreaM2), row.AreaM2));
    }

    /// <summary>Numbers of what the shards share that no row's checksum covers: where areas count from, sums of polygons.</summary>
    [Theory]
    [InlineData("\"OriginX\":", 1)]
    [InlineData("\"FirstNumbers\":[", 0)]
    [InlineData("\"Polygons2\":[", 2)]
    public void A_ground_that_is_not_as_it_was_written_is_refused(string before, int at)
    {
        maps.File("policy.yaml", Policy);
        string parts = Path.Combine(maps.Path, "parts"), record = Path.Combine(parts, "ground", "ground.json");
        var settings = new ShardSettings
        {
            PolicyPath = Path.Combine(maps.Path, "policy.yaml"),
            PartsFolder = parts,
            Shard = 1,
            Of = 1,
            Threads = 1,
            WithPieces = true,
        };
        Assert.False(ShardRun.Run(settings, TimeProvider.System, new Progress<StageProgress>(), CancellationToken.None).HasErrors);
        char[] text = File.ReadAllText(record).ToCharArray();
        int digit = new string(text).IndexOf(before, StringComparison.Ordinal) + before.Length + at;
        Assert.True(char.IsDigit(text[digit]));
        text[digit] = text[digit] == '7' ? '8' : '7';
        File.WriteAllText(record, new string(text));

        UserErrorException refused = Assert.Throws<UserErrorException>(
            () => maps.Run(Policy, "merged", cells: new CellSettings { PartsFolder = parts }));
        Assert.Contains("ground.json is not as it was written", refused.Text.En, StringComparison.Ordinal);
    }

    private RunOutcome RequireTheSameEveryWay(string policy)
    {
        RunOutcome plain = maps.Run(policy, "plain");
        RequireWritten(plain);
        RequireWritten(maps.Run(policy, "bounded", cells: new CellSettings { MemoryBytes = 1L << 30 }));
        RequireSame("plain", "bounded");

        var cells = new CellSettings { CacheFolder = Path.Combine(maps.Path, "cache") };
        RequireWritten(maps.Run(policy, "first", cells: cells));
        RequireSame("plain", "first");
        RunOutcome again = maps.Run(policy, "second", cells: cells);
        RequireWritten(again);
        Assert.Equal((0, true), (again.Cache!.Measured, again.Cache.Reused > 4));
        RequireSame("plain", "second");

        string parts = Path.Combine(maps.Path, "parts");
        for (int shard = 1; shard <= 3; shard++)
        {
            var settings = new ShardSettings
            {
                PolicyPath = Path.Combine(maps.Path, "policy.yaml"),
                PartsFolder = parts,
                Shard = shard,
                Of = 3,
                Threads = 1,
                WithPieces = true,
            };
            Assert.False(ShardRun.Run(settings, TimeProvider.System, new Progress<StageProgress>(), CancellationToken.None).HasErrors);
        }

        RequireWritten(maps.Run(policy, "merged", cells: new CellSettings { PartsFolder = parts }));
        RequireSame("plain", "merged");
        // as where the parts were gathered from machines that share no disk
        Directory.Delete(Path.Combine(parts, "ground"), recursive: true);
        RequireWritten(maps.Run(policy, "apart", cells: new CellSettings { PartsFolder = parts }));
        RequireSame("plain", "apart");
        return plain;
    }

    [Theory]
    [InlineData(null)]
    [InlineData(20.0)] // the first file's box ends 20 km west of its last feature: what was measured too early is measured again
    public void Files_of_one_layer_are_read_by_place_and_give_the_bytes_of_a_plain_run(double? boxEndsKm)
    {
        // Four provinces of 50 km, named from east to west, so that the order of their places is not that of their names; a bow tie in
        // each, one over two cells.
        string[] names = ["d", "c", "b", "a"];
        for (int province = 0; province < 4; province++)
        {
            double west = province * 50;
            maps.Boxes($"lots_{names[province]}.shp", ["kind"],
                (["1"], [west + 1, 5, west + 30, 50]), (["2"], [west + 20, 20, west + 49, 40]), (["1"], [west + 5, 1, west + 48, 7]));
            maps.Rings($"lakes_{names[province]}.shp", ["kind"],
                (["1"], [west + 10, 10, west + 30, 30, west + 30, 10, west + 10, 30, west + 10, 10]), (["1"], [
                    west - 2, 2, west - 2, 3, west + 2, 3, west + 2, 2, west - 2, 2,
                ]));
        }

        if (boxEndsKm is { } ends)
        {
            using FileStream header = File.OpenWrite(Path.Combine(maps.Path, "lots_d.shp"));
            header.Position = 52; // Xmax
            header.Write(BitConverter.GetBytes(37_500_000 + (ends * 1000)));
        }

        maps.Boxes("towns.shp", ["code"], (["610101"], [0, 0, 90, 60]), (["610102"], [90, 0, 200, 60]));
        const string policy = """
            zonecomp: 1
            title: 分省
            year: 2025
            regions: {source: towns.shp, code: code, mask: {source: mask.shp}}
            layers:
              lots: {source: 'lots_*.shp', class: kind, classes: {I: ['1'], II: ['2']}}
              lakes: {source: 'lakes_*.shp'}
              banks: {source: rivers.shp, geometry: lines, buffer: 500 m}
              rivers: {source: rivers.shp, geometry: lines}
            indicators:
              lots_area: {expr: 'area(lots.I | lots.II, ha)'}
              river: {expr: 'length(rivers, km)'}
            outputs:
              zones: clipped

            """;
        RequireWritten(maps.Run(policy, "plain"));
        foreach (int threads in (int[])[1, 3])
        {
            string bounded = $"bounded{threads}";
            RequireWritten(maps.Run(policy, bounded, cells: new CellSettings { MemoryBytes = 3L << 30 }, threads: threads));
            RequireSame("plain", bounded);
        }
    }

    [Fact]
    public void Zones_that_do_not_fit_the_memory_are_refused_with_what_they_need()
    {
        // 440 MiB leave 40 MiB besides the program, half of it for zones: 20 MiB at 120 bytes a vertex are 175 thousand vertices; here are
        // 300 thousand.
        maps.Rings("forest.shp", ["kind"], (["1"], [.. Enumerable.Range(0, 300_001).SelectMany(point => Around(point / 300_000.0))]));

        UserErrorException refused = Assert.Throws<UserErrorException>(() =>
            maps.Run(Policy, "bounded", cells: new CellSettings { MemoryBytes = 440L << 20 }));

        Assert.Contains("the policy has zones or ground drawn (outputs)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("MiB in all", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(maps.Path, "bounded")));
    }

    [Fact]
    public void A_feature_that_cannot_be_cut_while_it_is_read_says_what_memory_it_needs()
    {
        var handed = new HandedZones(1, _ => { }, 1L << 30);
        handed.RequireRoom(new LocalText("line.shp#0", "line.shp#0"), 1_500_000, 400); // 300 MiB for the program and 573: fits

        // 300 MiB and 4,000,000 * 400 bytes, 1,525.9 MiB.
        UserErrorException refused = Assert.Throws<UserErrorException>(() => handed.RequireRoom(
            new LocalText("line.shp#0", "line.shp#0"),
            4_000_000,
            400));
        Assert.Equal(
            "--memory: line.shp#0 with 4,000,000 vertices cannot be cut while they are read: give --memory 1826MiB or more",
            refused.Message);
    }

    /// <summary>A place on a circle, clockwise.</summary>
    private static double[] Around(double turn) => [40 + (20 * Math.Sin(2 * Math.PI * turn)), 30 + (20 * Math.Cos(2 * Math.PI * turn))];

    private static void RequireWritten(RunOutcome outcome) =>
        Assert.Equal(("", true), (MapFolder.Errors(outcome), outcome.WrittenTo is not null));

    private void RequireSame(string expected, string found)
    {
        string[] files = Files(expected);
        Assert.Equal(files, Files(found));
        Assert.Contains("zonecomp.gpkg", files);
        foreach (string file in files.Where(file => file is not ("run.json" or "SHA256SUMS")))
            Assert.True(
                File.ReadAllBytes(Path.Combine(maps.Path, expected, file))
                    .AsSpan()
                    .SequenceEqual(File.ReadAllBytes(Path.Combine(maps.Path, found, file))),
                $"{file} differs");
    }

    private string[] Files(string folder) =>
        [
            .. Directory.EnumerateFiles(Path.Combine(maps.Path, folder), "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Path.Combine(maps.Path, folder), path))
                .Order(StringComparer.Ordinal),
        ];
}

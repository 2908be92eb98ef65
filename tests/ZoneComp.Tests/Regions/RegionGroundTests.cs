using System.Globalization;
using NetTopologySuite.Geometries;

namespace ZoneComp.Tests.Regions;

/// <summary>Overlaps, masks, levels, gaps and outlines, by the whole program on rectangles of whole square kilometres.</summary>
public sealed class RegionGroundTests : IDisposable
{
    private readonly MapFolder maps = new();

    public void Dispose() => maps.Dispose();

    private static string Policy(string regions, string more = "") => $$"""
        zonecomp: 1
        title: t
        year: 2025
        area: {method: planar}
        regions:
          source: regions.shp
          code: code
          name: name
          code_list: none
        {{string.Join('\n', regions.Split('\n').Select(line => "  " + line))}}
        layers:
          forest: {source: forest.shp}
        {{more}}
        """;

    /// <summary>"code combination km²" of each row, and the ground outside.</summary>
    private static string[] Rows(RunOutcome outcome)
    {
        Assert.Equal("", MapFolder.Errors(outcome));
        CombinationTable table = outcome.Results!.Combinations;
        return
        [
            .. table.Rows.Select(row => string.Create(CultureInfo.InvariantCulture,
                $"{(row.Region < 0 ? "outside" : table.Regions[row.Region].Code)} {row.Classes.NameIn(table.Classes)} "
                    + $"{row.AreaM2 / 1_000_000m:0.########}")),
        ];
    }

    /// <summary>甲 and 乙 overlap on the square from 1 to 2 km; the forest's one half lies there, the other in 乙 alone.</summary>
    private void TwoThatOverlap(double overlapKm = 1)
    {
        maps.Boxes("regions.shp", ["code", "name"], (["610101", "甲"], [0, 0, 1 + overlapKm, 1]), (["610102", "乙"], [1, 0, 3, 1]));
        maps.Boxes("forest.shp", ["id"], (["1"], [1.5, 0, 2.5, 1]));
    }

    [Fact]
    public void Overlapping_regions_stop_the_run_and_no_acceptance_pays_them_twice()
    {
        TwoThatOverlap();

        string accepted = Policy("overlaps: error").Replace(
            "year: 2025",
            "year: 2025\naccept: [{code: ZC302, reason: known}]",
            StringComparison.Ordinal);
        Assert.StartsWith(
            "ZC302 甲 (610101) and 乙 (610102) overlap by 1,000,000.00 m²; nothing may be paid in two regions",
            MapFolder.Errors(maps.Run(accepted)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("overlaps: first_by_code", "610101  1.5", "610101 forest 0.5", "610102  0.5", "610102 forest 0.5")]
    [InlineData("overlaps: half_each", "610101  1.25", "610101 forest 0.25", "610102  0.75", "610102 forest 0.75")]
    [InlineData("overlaps: {table: owners.csv}", "610101  1", "610102  1", "610102 forest 1")]
    public void Disputed_ground_goes_to_whom_the_policy_names(string rule, params string[] rows)
    {
        // 甲 alone has 1 km², both claim 1 km² (half of it forest), 乙 alone has 1 km² (half of it forest).
        TwoThatOverlap();
        maps.File("owners.csv", "first,second,owner\n610102,610101,610102\n");

        RunOutcome outcome = maps.Run(Policy(rule), "out");

        Assert.Equal(rows, Rows(outcome));
        Diagnostic told = Assert.Single(outcome.Findings, finding => finding.Code == "ZC302");
        Assert.Equal(Severity.Warning, told.Severity);
        // 4 km² were drawn over 3 km² of ground, in rows that add up to 3; what was given away is told.
        IReadOnlyList<RegionGround> ground = outcome.Results!.Combinations.Ground;
        Assert.Equal(4_000_000m, ground.Sum(each => each.DrawnM2));
        Assert.Equal(1_000_000m, ground.Sum(each => each.GivenM2));
    }

    /// <summary>
    /// Two boxes of 10 m by 100 m and 10 m by 100.05 m lap over each other by 0.05 m times 10 m, 0.5 m²; the forest covers 50 to 150 m,
    /// 1,000 m². The union
    /// is 2,000 m², the forest in it 1,000 m²: the first by code has 1,000.5 m² (500.5 of it forest), the other 999.5 m² (499.5).
    /// </summary>
    [Fact]
    public void A_sliver_of_disputed_ground_counts_once_without_any_rule()
    {
        maps.Boxes("regions.shp", ["code", "name"], (["610102", "乙"], [0.1, 0, 0.2, 0.01]), (["610101", "甲"], [0, 0, 0.10005, 0.01]));
        maps.Boxes("forest.shp", ["id"], (["1"], [0.05, 0, 0.15, 0.01]));

        RunOutcome outcome = maps.Run(Policy("overlaps: error"), "out");

        Assert.Equal(["610101  0.0005", "610101 forest 0.0005005", "610102  0.0005", "610102 forest 0.0004995"], Rows(outcome));
        Assert.Equal(2000m, outcome.Results!.Combinations.Rows.Sum(row => row.AreaM2));
        Assert.Equal([0m, 0.5m], outcome.Results.Combinations.Ground.Select(ground => ground.GivenM2));
        Assert.Contains(
            "1 pair(s) of neighbouring regions overlap by less than 1 m² each, 0.5000 m² in all: rounding of their shared borders; each "
                + "goes to the region with the lower code",
            Assert.Single(outcome.Findings, finding => finding.Code == "ZC303").Message.En, StringComparison.Ordinal);
    }

    /// <summary>Three boxes claim the same 0.05 m times 10 m: of 0.5 m² in each pair one third stays drawn once, by the first by
    /// code.</summary>
    [Fact]
    public void Counties_add_up_to_the_ground_that_they_cover_together_however_many_claim_it()
    {
        maps.Boxes(
            "regions.shp", ["code", "name"], (["610103", "丙"], [0.1, 0, 0.2, 0.01]), (["610101", "甲"], [0, 0, 0.10005, 0.01]),
            (["610102", "乙"], [0.1, -0.01, 0.10005, 0.01]));
        maps.Boxes("forest.shp", ["id"], (["1"], [-1, -1, 1, 1])); // all of it and far beyond: 4 km²

        RunOutcome outcome = maps.Run(Policy("overlaps: error"), "out");

        // 甲 1000.5, 乙 half of its 1 m², 丙 1000 less 0.5.
        Assert.Equal(
            ["610101 forest 0.0010005", "610102 forest 0.0000005", "610103 forest 0.0009995", "outside forest 3.9979995"],
            Rows(outcome));
        Assert.Equal(4_000_000m, outcome.Results!.Combinations.Rows.Sum(row => row.AreaM2));
    }

    /// <summary>The counties' polygons lap over each other by 0.5 m² where no town is: it is left by the first by code alone.</summary>
    [Fact]
    public void What_towns_leave_counts_once_too_where_their_counties_lap_over_each_other()
    {
        maps.Boxes("regions.shp", ["code", "name"], (["610101001", "甲镇"], [0, 0, 0.05, 0.01]));
        maps.Boxes("counties.shp", ["xian"], (["610101"], [0, 0, 0.10005, 0.01]), (["610102"], [0.1, 0, 0.2, 0.01]));
        maps.Boxes("forest.shp", ["id"], (["1"], [0, 0, 0.2, 0.01]));

        RunOutcome outcome = maps.Run(
            Policy(
                "parents: {county: {prefix: 6, layer: {source: counties.shp, code: xian, no_unit: {narrower_than: 0 m, smaller_than: 0 "
                    + "m2}}}}"),
            "out");

        Assert.Equal(["610101-rest forest 0.0005005", "610101001 forest 0.0005", "610102-rest forest 0.0009995"], Rows(outcome));
    }

    [Fact]
    public void A_table_that_is_silent_about_disputed_ground_stops_the_run()
    {
        TwoThatOverlap();
        maps.File("owners.csv", "first,second,owner\n");
        Assert.Contains(
            "ZC319 the table of owners does not say who gets the ground that 甲 (610101) and 乙 (610102) both claim",
            MapFolder.Errors(maps.Run(Policy("overlaps: {table: owners.csv}"))),
            StringComparison.Ordinal);

        maps.File("owners.csv", "first,second,owner\n610101,610102,610103\n");
        Assert.StartsWith("ZC252", MapFolder.Errors(maps.Run(Policy("overlaps: {table: owners.csv}"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Counting_in_each_cannot_go_with_schemes()
    {
        TwoThatOverlap();

        Policy_error(
            "'count_in_each' would pay ground in two regions twice",
            Policy("overlaps: count_in_each", "schemes: {pay: {kind: rate, items: {forest: {ground: forest, rate: 10 yuan/ha}}}}"));
        Assert.Equal(
            ["610101  1.5", "610101 forest 0.5", "610102  1", "610102 forest 1"],
            Rows(maps.Run(Policy("overlaps: count_in_each"))));
    }

    [Fact]
    public void Only_ground_inside_the_mask_counts_and_the_rest_is_outside()
    {
        // 2 km² drawn, the western half in the mask; the forest lies half in it.
        maps.Boxes(
            "regions.shp",
            ["code", "name", "kzmj"],
            (["610101", "甲", "200.01"], [0, 0, 2, 1]),
            (["610102", "乙", "100"], [2, 0, 3, 1]));
        maps.Boxes("forest.shp", ["id"], (["1"], [0.5, 0, 1.5, 1]));
        maps.Boxes("mountain.shp", ["kind"], (["hill"], [0, 0, 1, 1]), (["plain"], [2, 0, 3, 1]));

        RunOutcome outcome = maps.Run(
            Policy(
                "mask: {source: mountain.shp, where: kind = 'hill'}\nofficial_area: {field: kzmj, unit: ha, adjust: {method: "
                    + "largest_remainder, unit: 0.01 ha}}"), "out");

        Assert.Equal(["610101  0.5", "610101 forest 0.5", "outside forest 0.5"], Rows(outcome));
        RegionTotal county = RegionTotals.Of(outcome.Results!.Combinations)[0];
        Assert.Equal((2_000_000m, 1_000_000m, 1_000_000m), (county.DrawnM2, county.AreaM2, county.OutsideMaskM2));
        // 20,001 units of 0.01 ha: 5,000.25 for each combination, 10,000.5 for the ground outside the mask, which gets the unit left over.
        Assert.Equal((1_000_000m, 1_000_100m), (county.AdjustedM2, county.OutsideMaskAdjustedM2));
        Diagnostic told = Assert.Single(outcome.Findings, finding => finding.Code == "ZC267");
        Assert.Equal(Severity.Warning, told.Severity);
        Assert.Contains("Without any ground left: 610102 乙", told.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void What_towns_leave_of_their_county_is_a_row_of_its_own_and_levels_add_up()
    {
        // County 610101 has 3 km², its two towns 2 km²; the forest lies in all three. Town 610102001 reaches 0.5 km² beyond its county.
        maps.Boxes(
            "regions.shp", ["code", "name"], (["610101001", "甲镇"], [0, 0, 1, 1]), (["610101002", "乙镇"], [1, 0, 2, 1]),
            (["610102001", "丙镇"], [3, 0, 4.5, 1]));
        maps.Boxes("counties.shp", ["xian", "mc"], (["610101", "东县"], [0, 0, 3, 1]), (["610102", "西县"], [3, 0, 4, 1]));
        maps.Boxes("forest.shp", ["id"], (["1"], [0.5, 0, 2.5, 1]));

        RunOutcome outcome = maps.Run(
            Policy("parents: {county: {prefix: 6, title: 县, layer: {source: counties.shp, code: xian, name: mc}}, city: {prefix: 4}}"),
            "out");

        Assert.Equal(
            [
                "610101-rest  0.5", "610101-rest forest 0.5", "610101001  0.5", "610101001 forest 0.5", "610101002 forest 1",
                "610102001  1.5",
            ],
            Rows(outcome));
        CombinationTable table = outcome.Results!.Combinations;
        Assert.Equal(
            ("东县（余部）", "610101", "6101"),
            (table.Regions[0].Name, table.Regions[0].Parents["county"], table.Regions[0].Parents["city"]));
        Assert.Equal(
            ["county 610101 东县 3 3000000", "county 610102 西县 1 1500000", "city 6101  4 4500000"],
            RegionTotals.Of(table)
                .Where(total => total.Kind == "sum")
                .Select(total =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{total.Level} {total.Code} {total.Name} {total.Members} {total.AreaM2:0}")));
        Assert.Equal([2_000_000m, 0m, 2_000_000m], LevelSums.Coverage(table).Select(row => row.AreaM2));
        Assert.All(LevelSums.Coverage(table), level =>
        {
            // Regions can all be off one way: a level's bound is the sum of theirs.
            CoverageRow[] members =
            [
                .. CoverageRows.Of(table).Where(row =>
                    row.Region?.Parents[level.Region.Level.Name] == level.Region.Code
                        && row.Layer == level.Layer && row.Class == level.Class),
            ];
            Assert.Equal(members.Sum(row => row.BoundM2!.Value), level.BoundM2);
            Assert.Equal(members.Sum(row => row.RegionBoundM2!.Value), level.RegionBoundM2);
            Assert.True(level.RegionBoundM2 > 0);
        });
        CombinationTable geodesic = new()
        {
            Regions = table.Regions,
            Classes = table.Classes,
            Rows = table.Rows,
            Repeats = table.Repeats,
            Levels = table.Levels,
        };
        Assert.All(LevelSums.Coverage(geodesic), level => Assert.True(level is { BoundM2: null, RegionBoundM2: null }));
        Assert.Contains(
            outcome.Findings,
            finding =>
                finding.Code == "ZC268"
                    && finding.Message.En.StartsWith(
                        "1 region(s) of level county have ground in none of their regions, 1,000,000.00 m² in all",
                        StringComparison.Ordinal));
        Assert.Contains(
            outcome.Findings,
            finding => finding.Code == "ZC269" && finding.Message.En.StartsWith("丙镇: 500,000.00 m² lie outside", StringComparison.Ordinal));
        Assert.DoesNotContain(outcome.Findings, finding => finding.Code is "ZC302" or "ZC315");
    }

    [Fact]
    public void A_county_that_a_town_names_must_have_a_polygon()
    {
        maps.Boxes("regions.shp", ["code", "name"], (["610101001", "甲镇"], [0, 0, 1, 1]), (["610102001", "乙镇"], [1, 0, 2, 1]));
        maps.Boxes("counties.shp", ["xian"], (["610101",], [0, 0, 1, 1]), (["610103"], [1, 0, 2, 1]));
        maps.Boxes("forest.shp", ["id"], (["1"], [0.5, 0, 1, 1]));

        RunOutcome outcome = maps.Run(Policy("parents: {county: {prefix: 6, layer: {source: counties.shp, code: xian}}}"));

        Assert.StartsWith(
            "ZC264 1 code(s) of level county have no polygon in its layer: 610102",
            MapFolder.Errors(outcome),
            StringComparison.Ordinal);
        Assert.Contains(
            outcome.Findings,
            finding => finding.Code == "ZC265" && finding.Message.En.Contains("610103", StringComparison.Ordinal));
    }

    [Fact]
    public void Gaps_are_found_where_they_are_and_an_enclave_is_none()
    {
        // Four counties round the square from 1 to 2 km, which a fifth fills but for a strip of 1 m along its east side.
        maps.Boxes(
            "regions.shp", ["code", "name"],
            (["610101", "南"], [0, 0, 3, 1]), (["610102", "西"], [0, 1, 1, 2]), (["610103", "东"], [2, 1, 3, 2]), (["610104", "北"], [
                0,
                2,
                3,
                3,
            ]), (["610105", "中"], [1, 1, 1.999, 2]));
        maps.Boxes("forest.shp", ["id"], (["1"], [0, 0, 1, 1]));

        RunOutcome outcome = maps.Run(Policy("overlaps: first_by_code"));

        Diagnostic gap = Assert.Single(outcome.Findings, finding => finding.Code == "ZC315");
        Assert.StartsWith("1,000.00 m² between regions belong to none, a sliver 1 m wide", gap.Message.En, StringComparison.Ordinal);
        Assert.InRange(gap.Place!.Value.X - 37_500_000, 1999, 2000);
        Assert.InRange(gap.Place!.Value.Y - 4_100_000, 1000, 2000);
    }

    [Fact]
    public void Ground_that_does_not_fit_the_outline_is_an_error_with_its_place()
    {
        maps.Boxes("regions.shp", ["code", "name"], (["610101", "甲"], [0, 0, 1, 1]), (["610102", "乙"], [1, 0, 2, 1.5]));
        maps.Boxes("outline.shp", ["id"], (["1"], [0, 0, 3, 1]));
        maps.Boxes("forest.shp", ["id"], (["1"], [0, 0, 1, 1]));

        RunOutcome strict = maps.Run(Policy("outline: {source: outline.shp}"));
        Assert.Equal(
            "ZC317 100.00 ha of the outline lie in no region: a missing region, a gap, or a border that was drawn twice\n"
            + "ZC318 50.00 ha of the regions lie outside the outline: a region too many, or a border that was drawn twice",
            MapFolder.Errors(strict));
        Diagnostic missing = strict.Findings.First(finding => finding.Code == "ZC317");
        Assert.InRange(missing.Place!.Value.X - 37_500_000, 2000, 3000);

        RunOutcome loose = maps.Run(Policy("outline: {source: outline.shp, tolerance: 0.5}"));
        Assert.Equal("", MapFolder.Errors(loose));
        Assert.Equal(2, loose.Findings.Count(finding => finding.Code is "ZC317" or "ZC318" && finding.Severity == Severity.Warning));
    }

    [Fact]
    public void Parts_with_one_code_are_joined_only_when_the_policy_says_so()
    {
        maps.Boxes(
            "regions.shp", ["code", "name"], (["610101", "甲"], [0, 0, 1, 1]), (["610102", "乙"], [1, 0, 2, 1]),
            (["610101", "甲"], [2, 0, 3, 1]));
        maps.Boxes("forest.shp", ["id"], (["1"], [0.5, 0, 2.5, 1]));

        Assert.StartsWith("ZC230", MapFolder.Errors(maps.Run(Policy(""))), StringComparison.Ordinal);
        Assert.Equal(["610101  1", "610101 forest 1", "610102 forest 1"], Rows(maps.Run(Policy("parts: join"))));

        maps.Boxes("regions.shp", ["code", "name"], (["610101", "甲"], [0, 0, 1, 1]), (["610101", "丁"], [2, 0, 3, 1]));
        Assert.StartsWith("ZC261", MapFolder.Errors(maps.Run(Policy("parts: join"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_whose_missing_geometry_is_accepted_keeps_its_share()
    {
        // Two halves of one fund by people; before, the second county vanished and the first got all of it.
        maps.File(
            "regions.geojson",
            """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"610101"},"geometry":{"type":"Polygon","coordinates":[[[111,37],[111.1,37],[111.1,37.1],[111,37.1],[111,37]]]}},{"type":"Feature","properties":{"code":"610102"},"geometry":null}]}""");
        maps.File(
            "forest.geojson",
            """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[111,37],[111.05,37],[111.05,37.1],[111,37.1],[111,37]]]}}]}""");
        maps.File("people.csv", "code,n\n610101,1\n610102,1\n");
        const string Text = """
            zonecomp: 1
            title: t
            year: 2025
            accept: [{code: ZC234, reason: 图形待补}]
            regions: {source: regions.geojson, code: code, code_list: none}
            layers: {forest: {source: forest.geojson}}
            tables: {people: {source: people.csv, key: code, columns: {n: number}}}
            schemes: {pay: {kind: pool, fund: 100 yuan, share: people.n}}
            """;

        RunOutcome outcome = maps.Run(Text);

        Assert.Equal("", MapFolder.Errors(outcome));
        Assert.Equal([50m, 50m], outcome.Results!.Allocation!.Rows.Select(row => row.AmountYuan));
    }

    /// <summary>Random rectangles on a grid of 6 x 6 km, against whole cells counted one by one.</summary>
    [Theory]
    [InlineData("first_by_code", false)]
    [InlineData("first_by_code", true)]
    [InlineData("half_each", false)]
    [InlineData("half_each", true)]
    public void Random_grounds_agree_with_counting_cells(string rule, bool masked)
    {
        var random = new Random(20251122);
        for (int trial = 0; trial < 12; trial++)
        {
            double[][] regions = [.. Enumerable.Range(0, 4).Select(_ => Box(random))],
                forest = [.. Enumerable.Range(0, 3).Select(_ => Box(random))],
                mask = [Box(random), Box(random)];
            maps.Boxes("regions.shp", ["code", "name"], [.. regions.Select((box, index) => ((object?[])[$"61010{index + 1}", "x"], box))]);
            maps.Boxes("forest.shp", ["id"], [.. forest.Select(box => ((object?[])["1"], box))]);
            maps.Boxes("mask.shp", ["id"], [.. mask.Select(box => ((object?[])["1"], box))]);
            SortedDictionary<string, decimal> expected = new(StringComparer.Ordinal);
            decimal excess = 0;
            // cells in the woods' drawing of each region, and in all features cut to it
            double[] woods = new double[4], cut = new double[4];
            for (int x = 0; x < 6; x++)
            {
                for (int y = 0; y < 6; y++)
                {
                    int[] claim = [.. Enumerable.Range(0, regions.Length).Where(index => Holds(regions[index], x, y))];
                    int trees = forest.Count(box => Holds(box, x, y));
                    bool inside = !masked || mask.Any(box => Holds(box, x, y));
                    string[] owners = claim.Length == 0 || !inside
                        ? ["outside"]
                        : rule == "half_each" ? [.. claim.Select(index => $"61010{index + 1}")] : [$"61010{claim[0] + 1}"];
                    foreach (string owner in owners.Where(owner => owner != "outside" || trees > 0))
                        expected[$"{owner} {(trees > 0 ? "forest" : "")}"] = expected.GetValueOrDefault(
                            $"{owner} {(trees > 0 ? "forest" : "")}")
                            + (1m / owners.Length);
                    excess += Math.Max(0, trees - 1);
                    foreach (int owner in inside && claim.Length > 0 ? rule == "half_each" ? claim : [claim[0]] : [])
                    {
                        woods[owner] += Math.Min(trees, 1);
                        cut[owner] += trees;
                    }
                }
            }

            string policy = Policy(
                masked ? $"overlaps: {rule}\nmask: {{source: mask.shp}}" : $"overlaps: {rule}", "outputs: {zones: clipped, ground: "
                    + "{woods: forest}}");
            RunOutcome outcome = maps.Run(policy, trial < 2 ? $"out{trial}" : null); // only what is written is drawn

            Assert.Equal("", MapFolder.Errors(outcome));
            if (outcome.Results!.Drawn is { Ground.Count: > 0 } drawn)
            {
                Assert.Equal(woods, Cells(region => drawn.Ground.Where(ground => ground.Region == region).Select(ground => ground.Shape)));
                Assert.Equal(cut, Cells(region => drawn.Zones.Where(zone => zone.Region == region).Select(zone => zone.Shape)));
                Assert.All(drawn.Ground, ground => Assert.True(ground.Shape.IsValid));
                Assert.DoesNotContain(outcome.Findings, finding => finding.Code == "ZC701");
            }

            CombinationTable table = outcome.Results!.Combinations;
            Assert.Equal(
                expected.Select(pair => $"{pair.Key} {Math.Round(pair.Value, 6):0.000000}"),
                table.Rows.Select(row =>
                    (
                        Name: $"{(row.Region < 0 ? "outside" : table.Regions[row.Region].Code)} {row.Classes.NameIn(table.Classes)}",
                        row.AreaM2))
                    .OrderBy(row => row.Name, StringComparer.Ordinal)
                        .Select(row => $"{row.Name} {Math.Round(row.AreaM2 / 1_000_000m, 6):0.000000}"));
            Assert.Equal(excess, Math.Round(table.Repeats.Sum(repeat => repeat.ExcessM2) / 1_000_000m, 6));
            // Nothing is lost: what was drawn counts, lies outside the mask or was given to others, to the last half of a square
            // millimetre.
            decimal[] counted =
            [
                .. table.Regions.Select((_, index) => table.Rows.Where(row => row.Region == index).Sum(row => row.AreaM2)),
            ];
            Assert.All(
                table.Ground,
                (ground, index) => Assert.Equal(ground.DrawnM2, counted[index] + ground.OutsideMaskM2 + ground.GivenM2));
            Assert.All(table.Ground, (ground, index) => Assert.Equal((decimal)(Area(regions[index]) * 1_000_000), ground.DrawnM2));
        }
    }

    /// <summary>Square kilometres drawn, by region.</summary>
    private static IEnumerable<double> Cells(Func<int, IEnumerable<Geometry>> shapes) =>
        Enumerable.Range(0, 4).Select(region => Math.Round(shapes(region).Sum(shape => shape.Area) / 1e6, 6));

    private static double Area(double[] box) => (box[2] - box[0]) * (box[3] - box[1]);

    private static bool Holds(double[] box, int x, int y) => x >= box[0] && x < box[2] && y >= box[1] && y < box[3];

    private static double[] Box(Random random)
    {
        int west = random.Next(0, 5), south = random.Next(0, 5);
        return [west, south, random.Next(west + 1, 7), random.Next(south + 1, 7)];
    }

    private void Policy_error(string expected, string policy) =>
        Assert.Contains(expected, Assert.Throws<PolicyException>(() => maps.Run(policy)).Message, StringComparison.Ordinal);
}

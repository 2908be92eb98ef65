using FsCheck;
using FsCheck.Fluent;

namespace ZoneComp.Tests.Regions;

/// <summary>Official areas, by the whole program on rectangles of whole square kilometres, so that every figure can be worked out on
/// paper.</summary>
public sealed class AreaLevellingTests : IDisposable
{
    private const string Head = """
        zonecomp: 1
        title: t
        year: 2025
        area: {method: planar}
        """;

    private readonly MapFolder maps = new();

    public void Dispose() => maps.Dispose();

    /// <summary>One county of 3 km²: forest on the first, redline on the second, nothing on the third.</summary>
    private void ThreeSquareKilometres(string officialHa)
    {
        maps.Boxes("counties.shp", ["code", "name", "kzmj"], (["610101", "甲", officialHa], [0, 0, 3, 1]));
        maps.Boxes("forest.shp", ["id"], (["1"], [0, 0, 1, 1]));
        maps.Boxes("redline.shp", ["id"], (["1"], [1, 0, 2, 1]));
    }

    private static string Policy(string official, string more = "") => Head + $$"""

        regions:
          source: counties.shp
          code: code
          name: name
          code_list: none
          official_area: {{official}}
        layers:
          forest: forest.shp
          redline: redline.shp
        {{more}}
        """.Replace("forest: forest.shp", "forest: {source: forest.shp}", StringComparison.Ordinal)
            .Replace("redline: redline.shp", "redline: {source: redline.shp}", StringComparison.Ordinal);

    private string[] Adjusted(RunOutcome outcome)
    {
        Assert.Equal("", MapFolder.Errors(outcome));
        CombinationTable table = ParquetOutputs.ReadCombinations(Path.Combine(maps.Path, "out"));
        return [.. table.Rows.Where(row => row.Region >= 0).Select(row => FormattableString.Invariant(
            $"{row.Classes.NameIn(table.Classes)}: {row.AreaM2:0.##} {row.AdjustedM2:0.##} {row.AdjustmentM2:+0.##;-0.##;0}"))];
    }

    [Fact]
    public void The_largest_remainder_gets_the_unit_left_over()
    {
        // 300.01 ha are 30,001 units of 0.01 ha; a third each is 10,000.33 units. Whole units: 30,000; the one left over goes, remainders
        // and
        // areas being equal, to the first combination: ground in no zone.
        ThreeSquareKilometres("300.01");

        RunOutcome outcome = maps.Run(Policy("{field: kzmj, unit: ha, adjust: {method: largest_remainder, unit: 0.01 ha}}"), "out");

        Assert.Equal([": 1000000 1000100 +100", "forest: 1000000 1000000 0", "redline: 1000000 1000000 0"], Adjusted(outcome));
    }

    [Fact]
    public void The_survey_rounds_each_row_and_takes_what_is_too_much_from_the_largest()
    {
        // 300.02 ha are 30,002 units, 10,000.67 each: rounded 10,001 each, 30,003 in all, one too many. d = -1 over 3 rows: quotient 0,
        // remainder 1,
        // so one row, the largest (all are equal: the first), gives one unit. The largest remainder would give the first two one unit each.
        ThreeSquareKilometres("300.02");

        RunOutcome outcome = maps.Run(Policy("{field: kzmj, unit: ha, adjust: {method: survey, unit: 0.01 ha}}"), "out");

        Assert.Equal([": 1000000 1000000 0", "forest: 1000000 1000100 +100", "redline: 1000000 1000100 +100"], Adjusted(outcome));
    }

    /// <summary>The survey's last step (domain reference 1.2, step 5) by hand: classes from the highest code downward in m², the row's
    /// total in units of 0.01 ha.</summary>
    [Theory]
    // rounded 100, 200, 300, 51: one missing; 100 and 51 are at most 1 ha; of the others the highest code gets it
    [InlineData("10044,20044,30044,5068", 652, "100,201,300,51")]
    [InlineData("12049,22049,32049,42049,1804", 1100, "121,221,320,420,18")] // two missing, four above 1 ha: quotient 0, remainder 2
    [InlineData("12051,22051,32051,42051,1796", 1100, "120,220,321,421,18")] // two too many
    [InlineData("50000,40,40,40,40,40", 502, "502,0,0,0,0,0")] // two missing, one class above 1 ha: quotient 2
    [InlineData("5033,5033,5034", 151, "51,50,50")] // none above 1 ha: all take part
    [InlineData("5066,0,5067,5067", 152, "50,0,51,51")] // rounded 51 each: one too many, and the empty class has none to give
    public void Land_classes_are_levelled_across_the_row_as_the_survey_does(string measuredM2, int units, string expected)
    {
        Int128[] weights = [.. measuredM2.Split(',').Select(area => Int128.Parse(area, System.Globalization.CultureInfo.InvariantCulture))];

        Assert.Equal(expected, string.Join(',', UnitShares.SurveyClasses(weights, units, 100)));
    }

    /// <summary>
    /// One county of 3 km², official 300.05 ha: 30,005 units over paddy (01) and forest (03) of 1 km² each and ground in neither,
    /// 10,001.67 units each, rounded 10,002,
    /// one too many: the highest code, forest, gives it. Forest's 10,001 units halve into the redline and the rest of it: 5,000.5 each,
    /// rounded up to 5,001;
    /// the one too many is the first's. By the rule for records forest and redline would have been rows of their own.
    /// </summary>
    [Fact]
    public void Land_classes_control_their_combinations()
    {
        maps.Boxes("counties.shp", ["code", "name", "kzmj"], (["610101", "甲", "300.05"], [0, 0, 3, 1]));
        maps.Boxes("land.shp", ["dlbm"], (["01"], [0, 0, 1, 1]), (["03"], [1, 0, 2, 1]));
        maps.Boxes("redline.shp", ["id"], (["1"], [1.5, 0, 2, 1]));
        string policy = Head + """

            regions:
              source: counties.shp
              code: code
              name: name
              code_list: none
              official_area: {field: kzmj, unit: ha, adjust: {method: survey, unit: 0.01 ha, land_classes: land}}
            layers:
              land: {source: land.shp, class: dlbm, classes: {forest: '03', paddy: '01'}}
              redline: {source: redline.shp}
            """;

        Assert.Equal(
            [
                ": 1000000 1000200 +200",
                "land.forest: 500000 500000 0",
                "land.forest|redline: 500000 500100 +100",
                "land.paddy: 1000000 1000200 +200",
            ],
            Adjusted(maps.Run(policy, "out")).Order(StringComparer.Ordinal));

        // Land classes that overlap cannot add up.
        maps.Boxes("land.shp", ["dlbm"], (["01"], [0, 0, 1.5, 1]), (["03"], [1, 0, 2, 1]));
        Assert.StartsWith("ZC255", MapFolder.Errors(maps.Run(policy)), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_pieces_come_to_their_own_figures_and_the_rest_to_what_is_left()
    {
        // Official 3,000,003.00 m²; forest is given with 1,000,200.00, so the other two share 1,999,803.00: 999,901.50 each.
        ThreeSquareKilometres("300.0003");
        maps.File("pieces.csv", "code,class,area\n610101,forest,100.02\n");

        RunOutcome outcome = maps.Run(
            Policy(
                "{field: kzmj, unit: ha, adjust: {method: pieces, unit: 0.01 m2, pieces: {table: pieces.csv, key: code, class: class, "
                    + "field: area, unit: ha}}}"), "out");

        Assert.Equal([": 1000000 999901.5 -98.5", "forest: 1000000 1000200 +200", "redline: 1000000 999901.5 -98.5"], Adjusted(outcome));
    }

    [Fact]
    public void Areas_and_ratios_are_the_measured_ones_unless_the_policy_says_otherwise()
    {
        ThreeSquareKilometres("300.3");
        const string Columns = "indicators: {a: 'area(forest, ha)', r: ratio(forest), whole: region_area / ha}";

        // 30,030 units of 0.01 ha: 10,010 each, without remainder: forest 100.1 ha of 300.3 ha.
        RunOutcome raw = maps.Run(
            Policy("{field: kzmj, unit: ha, tolerance: 0.01, adjust: {method: largest_remainder, unit: 0.01 ha}}", Columns));
        Assert.Equal(
            [100m, 1m / 3m, 300m],
            raw.Results!.Indicators.Select(column =>
                Math.Round((decimal)column.Values[0]!, 20) is { } value && value == Math.Round(1m / 3m, 20) ? 1m / 3m : value));

        RunOutcome adjusted = maps.Run(Policy(
            "{field: kzmj, unit: ha, tolerance: 0.01, adjust: {method: largest_remainder, unit: 0.01 ha, area: adjusted}}",
            Columns));
        Assert.Equal(100.1m, adjusted.Results!.Indicators[0].Values[0]);
        Assert.Equal(300.3m, adjusted.Results!.Indicators[2].Values[0]);
        Assert.Equal(raw.Results!.Indicators[1].Values[0], adjusted.Results!.Indicators[1].Values[0]);
    }

    [Fact]
    public void Money_starts_from_the_same_adjusted_areas_when_it_is_allocated_from_a_finished_run()
    {
        ThreeSquareKilometres("300.3");
        string policy = Policy(
            "{field: kzmj, unit: ha, tolerance: 0.01, adjust: {method: largest_remainder, unit: 0.01 ha, area: adjusted}}",
            "schemes: {pay: {kind: rate, items: {forest: {ground: forest, rate: 10 yuan/ha}}}}");

        RunOutcome first = maps.Run(policy, "out");
        RunOutcome second = maps.Run(policy, "again", from: "out");

        // 100.1 ha at 10 yuan.
        Assert.Equal(1001.00m, Assert.Single(first.Results!.Allocation!.Rows).AmountYuan);
        Assert.Equal(1001.00m, Assert.Single(second.Results!.Allocation!.Rows).AmountYuan);
        Assert.Equal(File.ReadAllBytes(Path.Combine(maps.Path, "out/regions.parquet"))[..4], "PAR1"u8.ToArray());
        Assert.Equal(first.Results.Combinations.OfficialAreas, second.Results.Combinations.OfficialAreas);
        Assert.Equal(first.Results.Combinations.Rows, second.Results.Combinations.Rows);
    }

    [Fact]
    public void Figures_may_come_from_a_table_and_for_a_level_above()
    {
        // Two towns of 1 km² in county 610101, 2,000,000.00 m² measured, 2,000,100.00 official: 20,001 units of 100 m², 10,000.5 each. The
        // survey rounds
        // both up to 10,001, one too many, and takes it from the largest town, which is the first.
        maps.Boxes("counties.shp", ["code", "name"], (["610101001", "甲镇"], [0, 0, 1, 1]), (["610101002", "乙镇"], [1, 0, 2, 1]));
        maps.Boxes("forest.shp", ["id"], (["1"], [0, 0, 0.5, 1]));
        maps.File("official.csv", "xian,mj\n610101,200.01\n610102,3\n");
        string policy = Head + """

            regions:
              source: counties.shp
              code: code
              name: name
              code_list: none
              parents: {county: {prefix: 6}}
              official_area: {table: official.csv, key: xian, field: mj, unit: ha, level: county, adjust: {method: survey, unit: 0.01 ha}}
            layers: {forest: {source: forest.shp}}
            """;

        RunOutcome outcome = maps.Run(policy, "out");

        // The first town's 10,000 units halve; the second has one combination.
        Assert.Equal([": 500000 500000 0", "forest: 500000 500000 0", ": 1000000 1000100 +100"], Adjusted(outcome));
        Assert.Contains(
            outcome.Findings,
            finding => finding.Code == "ZC251" && finding.Message.En.Contains("610102", StringComparison.Ordinal));
        OfficialAreaRow row = Assert.Single(outcome.Results!.Combinations.OfficialAreas);
        Assert.Equal(("county", "610101", 2_000_100m, 2_000_000m), (row.Level, row.Code, row.AreaM2, row.MeasuredM2));
    }

    [Theory]
    [InlineData("{field: kzmj, unit: ha}", "300.4", "ZC237")] // 0.13 % off, tolerance 0.1 %
    [InlineData("{field: kzmj, unit: ha, adjust: {method: survey, unit: 0.01 ha}}", "300.001", "ZC254")] // a tenth of a unit
    // 3,000,000.666... m²
    [InlineData("{field: kzmj, unit: mu, tolerance: 1, adjust: {method: survey, unit: 0.01 m2}}", "4500.001", "ZC254")]
    [InlineData("{field: kzmj, unit: ha, tolerance: 1}", "", "ZC236")]
    public void A_figure_that_cannot_be_met_stops_the_run(string official, string figure, string code)
    {
        ThreeSquareKilometres(figure);

        Assert.StartsWith(code, MapFolder.Errors(maps.Run(Policy(official))), StringComparison.Ordinal);
    }

    [Fact]
    public void Pieces_that_meet_or_exceed_the_region_are_refused()
    {
        ThreeSquareKilometres("300");
        const string Official =
            "{field: kzmj, unit: ha, tolerance: 1, adjust: {method: pieces, unit: 0.01 m2, pieces: {table: pieces.csv, key: code, class: "
                + "class, field: area, unit: ha}}}";

        maps.File("pieces.csv", "code,class,area\n610101,forest,200\n610101,redline,101\n");
        Assert.Contains("the given pieces leave -10,000.00 m²", MapFolder.Errors(maps.Run(Policy(Official))), StringComparison.Ordinal);

        maps.File("pieces.csv", "code,class,area\n610101,forrest,100\n");
        Assert.Contains(
            "ZC262 row 2: 'forrest' is no class of the policy; did you mean 'forest'?",
            MapFolder.Errors(maps.Run(Policy(Official))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_add_up_to_any_figure_and_none_is_off_by_a_unit()
    {
        Gen<(int[] Weights, int Units)> cases =
            from weights in Gen.Choose(0, 1_000_000).NonEmptyListOf()
            from units in Gen.Choose(0, 2_000_000_000)
            where weights.Sum(weight => (long)weight) > 0
            select (weights.ToArray(), units);
        Prop.ForAll(cases.ToArbitrary(), given =>
        {
            Int128[] weights = [.. given.Weights.Select(weight => (Int128)weight * 1_000_000_007)];
            Int128 sum = weights.Aggregate((Int128)0, (total, weight) => total + weight);
            foreach (Int128[] shares in (Int128[][])[
                UnitShares.LargestRemainder(weights, given.Units),
                UnitShares.Survey(weights, given.Units),
            ])
            {
                Assert.Equal(given.Units, (long)shares.Aggregate((Int128)0, (total, share) => total + share));
                // Largest remainder: less than a unit off; survey: half a unit by rounding, and one more.
                Assert.All(
                    shares,
                    (share, index) => Assert.True(Int128.Abs((share * sum) - (weights[index] * given.Units)) * 2 <= 3 * sum));
                Assert.All(shares, share => Assert.True(share >= 0));
            }
        }).QuickCheckThrowOnFailure();
    }
}

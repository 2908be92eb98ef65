namespace ZoneComp.Tests.Outputs;

public sealed class MapClassTests
{
    // Two groups, 3..12 and 40..52, whose natural break is between 12 and 40; the roundest number there is 20, the nearest multiple of 20
    // to their middle, 26.
    private static readonly decimal[] TwoGroups = [3, 5, 8, 12, 40, 45, 52];

    [Theory]
    [InlineData(ClassMethod.Rounded, 2, "20")]
    [InlineData(ClassMethod.Jenks, 2, "12")]
    [InlineData(ClassMethod.Equal, 2, "27.5")] // (3 + 52) / 2
    [InlineData(ClassMethod.Quantile, 2, "12")] // four of seven below
    [InlineData(ClassMethod.Pretty, 3, "20 40")] // a step of 10 would make six classes
    public void Each_method_cuts_where_it_says(ClassMethod method, int classes, string breaks) =>
        Assert.Equal(breaks, string.Join(' ', ClassBreaks.Between(TwoGroups, method, classes)
            .Select(at => FormattableString.Invariant($"{at / 1.000000m}"))));

    [Fact]
    public void Where_few_values_stand_far_above_the_others_the_logarithms_are_cut()
    {
        // Three groups a hundredfold apart. By deviation 1..400 would be one class and the two largest one each.
        decimal[] values = [1, 2, 2, 3, 3, 3, 4, 5, 300, 400, 60_000, 80_000];

        Assert.Equal([400m, 60_000m], ClassBreaks.Between(values, ClassMethod.Jenks, 3));
        // The roundest between 5 and 300, and between 400 and 60,000.
        Assert.Equal([200m, 50_000m], ClassBreaks.Between(values, ClassMethod.Rounded, 3));
    }

    [Fact]
    public void Zero_and_missing_values_are_classes_of_their_own_and_every_class_says_how_many_it_holds()
    {
        var classes = FigureClasses.Of(Indicator([0m, 0m, 3m, 5m, 8m, 12m, 40m, 45m, 52m, null]),
            new MapClassSettings(ClassMethod.Rounded, 2, [], false));

        Assert.Equal([("0", 2), ("0 – 20", 4), ("> 20", 3)], classes.Classes.Select(one => (one.Label, one.Count)));
        Assert.Equal(1, classes.Missing);
        Assert.Equal(ColourRamp.NoChange, classes.Colour(0));
        Assert.Equal(ColourRamp.Missing, classes.Colour(9));
    }

    // Of three that are paid 0 the first is not eligible: the zero class holds the two others alone.
    [Fact]
    public void Who_is_not_eligible_is_a_class_of_its_own_whatever_the_values()
    {
        Figure figure = Indicator([0m, 0m, 0m, -7m, 5m]) with { Excluded = new Dictionary<int, string> { [0] = "110101" } };

        FigureClasses classes = FigureClasses.Of(figure);

        Assert.Equal(["不符合条件 1", "-7.00 1", "0 2", "5.00 1"], classes.Classes.Select(one => $"{one.Label} {one.Count}"));
        Assert.Equal([ColourRamp.NotEligible, ColourRamp.NoChange, ColourRamp.NoChange], Enumerable.Range(0, 3).Select(classes.Colour));
        Assert.Equal([0, 2, 2, 1, 3], Enumerable.Range(0, 5).Select(classes.ClassOf));
        string style = string.Concat(QgisStyle.Graduated(classes, []).Select(element => element.ToString()));
        Assert.Contains("if(&quot;region_code&quot; in ('110101'), -1e18, &quot;", style, StringComparison.Ordinal);
    }

    // 甲县 is none of the key counties of the policy, which its 'eligible' asks for.
    [Fact]
    public void A_run_s_map_tells_who_is_not_eligible_from_who_gets_nothing()
    {
        using FolderRun run = new("national");

        string svg = File.ReadAllText(Path.Combine(run.Out, "maps", "key_counties_yuan.svg"));

        Assert.Contains($"fill=\"{ColourRamp.NotEligible}\"><title>甲县 0.00</title>", svg, StringComparison.Ordinal);
        Assert.Contains(">不符合条件</text>", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_speak_the_language_that_the_policy_states()
    {
        using FolderRun run = new("hainan", pieces: false, copyInputs: true);
        File.AppendAllText(run.PolicyPath, "\noutputs: {language: en}\n");

        _ = FolderRun.Run(new RunSettings { PolicyPath = run.PolicyPath, OutputPath = run.Out });

        string[] maps = [.. Directory.EnumerateFiles(Path.Combine(run.Out, "maps"), "*.svg").Select(File.ReadAllText)];
        Assert.All(maps, svg => Assert.Contains(">Legend", svg, StringComparison.Ordinal));
        Assert.Contains(
            "\"language\",\n      \"value\": \"en\"", File.ReadAllText(Path.Combine(run.Out, "run.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Breaks_of_the_policy_are_in_the_unit_of_the_map_and_empty_classes_stay()
    {
        // 万元 on the map, yuan in the figure: 100 is 1,000,000 yuan.
        object?[] values = [999_999m, 1_000_000m, 4_999_999.99m, 5_000_000m];
        Figure amount = new(FigureKind.Amount, "x_yuan", new LocalText("x", "x"), Quantity.Money, "yuan", 2, values, null);

        var left = FigureClasses.Of(amount, new MapClassSettings(ClassMethod.Breaks, 5, [100, 500, 900], LowerIn: true));
        var right = FigureClasses.Of(amount, new MapClassSettings(ClassMethod.Breaks, 5, [100, 500, 900], LowerIn: false));

        Assert.Equal([("< 100", 1), ("100 – 500", 2), ("500 – 900", 1), ("≥ 900", 0)], left.Classes.Select(one => (one.Label, one.Count)));
        Assert.Equal([("≤ 100", 2), ("100 – 500", 2), ("500 – 900", 0), ("> 900", 0)], right.Classes.Select(one => (one.Label, one.Count)));
        Assert.Equal([0, 1, 1, 2], values.Select(value => left.IndexOf((decimal)value!)));
        Assert.Equal([0, 0, 1, 1], values.Select(value => right.IndexOf((decimal)value!)));
    }

    [Fact]
    public void Values_of_both_signs_are_coloured_to_both_sides_whatever_they_are()
    {
        var classes = FigureClasses.Of(Indicator([-4m, -1m, 2m, 3m]));

        Assert.Equal(["#8c510a", "#d8b365", "#5ab4ac", "#01665e"], classes.Classes.Select(one => one.Colour));
    }

    [Fact]
    public void A_figure_that_a_factor_cuts_into_bands_shows_these_bands()
    {
        PolicyFile policy = PolicyFile.Parse("policy.yaml", """
            zonecomp: 1
            title: t
            year: 2025
            regions: {source: none.shp, code: code}
            layers: {redline: {source: none.shp}}
            indicators: {share_of_redline: ratio(redline)}
            factors:
              plain: 2 * share_of_redline
              bonus: 'if(share_of_redline > 0.5, 2, 1 + band(share_of_redline, [0: 0.5, 0.1: 1, 0.3: 1.5], closed: left))'
            """.ReplaceLineEndings("\n"));

        MapClassSettings bands = Assert.Single(BandThresholds.Of(policy)).Value;

        Assert.Equal((ClassMethod.Bands, true), (bands.Method, bands.LowerIn));
        Assert.Equal([0m, 0.1m, 0.3m], bands.Breaks);
        Assert.Equal([("0 – 0.1", 2), ("0.1 – 0.3", 1), ("≥ 0.3", 1)],
            FigureClasses.Of(Indicator([0m, 0.05m, 0.1m, 0.3m]), bands).Classes.Select(one => (one.Label, one.Count)));
    }

    [Fact]
    public void What_the_policy_says_of_maps_is_read_and_a_figure_that_is_none_is_refused()
    {
        MapSettings maps = Read("figures: {redline_coverage_ratio: {breaks: [10, 50], closed: left}}, classes: 4, method: equal, "
            + "prepared_by: 厅, approval: 号, secrecy: 公开, date: 2025-11-30").Outputs.Maps;

        Assert.Equal(("厅", "号", "公开", new DateOnly(2025, 11, 30)), (maps.PreparedBy, maps.Approval, maps.Secrecy, maps.Date!.Value));
        Assert.Equal((ClassMethod.Equal, 4), (maps.Of("other").Method, maps.Of("other").Count));
        Assert.Equal([10m, 50m], maps.Of("redline_coverage_ratio").Breaks);
        Assert.Contains("ascending", Assert.Throws<PolicyException>(() =>
            Read("figures: {redline_coverage_ratio: {breaks: [50, 10]}}")).Message, StringComparison.Ordinal);
        PolicyException unknown = Assert.Throws<PolicyException>(() =>
            MapFigureNames.Check(Read("figures: {redline_coverage_ration: {method: equal}}")));
        Assert.Contains("did you mean 'redline_coverage_ratio'?", unknown.Message, StringComparison.Ordinal);
    }

    private static PolicyFile Read(string maps) => PolicyFile.Parse("policy.yaml", $$"""
        zonecomp: 1
        title: t
        year: 2025
        regions: {source: none.shp, code: code}
        layers:
          redline: {source: none.shp}
        outputs:
          maps: { {{maps}} }
        """.ReplaceLineEndings("\n"));

    private static Figure Indicator(object?[] values) => new(FigureKind.Indicator, "x", new LocalText("x", "x"), Quantity.Number, "", 2,
        values, null);
}

namespace ZoneComp.Tests.Comparison;

/// <summary>
/// Two counties of 100 km², side by side. Red line 40 km² in the western one, wetland 20 km² in the eastern one; a pool of 600 yuan is
/// shared
/// by the sum of both in km²: 40 to 20, so 400 and 200 yuan.
/// </summary>
public sealed class AttributionTests
{
    private static readonly Year Base = new();

    [Fact]
    public void A_moved_red_line_alone_is_the_whole_change()
    {
        // 10 km² of the red line are given up: 30 to 20, so 360 and 240.
        ComparisonResults results = TwoYears.Between(Base, Base with { Number = 2025, Redline = [[0, 0, 3, 10]] });

        Assert.Equal("610101 zones redline -40.00\n610102 zones redline 40.00", TwoYears.Shown(results));
        Assert.Empty(results.Findings);
    }

    [Fact]
    public void A_moved_boundary_alone_is_the_whole_change()
    {
        // The border moves from 10 to 11 km: half of the wetland comes to the west: 50 to 10, so 500 and 100.
        ComparisonResults results = TwoYears.Between(
            Base,
            Base with { Counties = [("610101", [0, 0, 11, 10]), ("610102", [11, 0, 20, 10])] });

        Assert.Equal("610101 boundary 100.00\n610102 boundary -100.00", TwoYears.Shown(results));
    }

    [Fact]
    public void A_changed_table_alone_is_the_whole_change()
    {
        // By people 300 to 100: 450 and 150; then 100 to 100: 300 each.
        Year byPeople = Base with { Score = "census.people" };

        ComparisonResults results = TwoYears.Between(byPeople, byPeople with { People = [("610101", 100), ("610102", 100)] });

        Assert.Equal("610101 table census -150.00\n610102 table census 150.00", TwoYears.Shown(results));
    }

    [Fact]
    public void A_changed_weight_alone_is_the_whole_change()
    {
        // Wetland counts twice: 40 to 40, so 300 each.
        ComparisonResults results = TwoYears.Between(Base, Base with { Score = "area(redline, km2) + 2 * area(wetland, km2)" });

        Assert.Equal("610101 policy -100.00\n610102 policy 100.00", TwoYears.Shown(results));
    }

    [Theory]
    [InlineData("fund")]
    [InlineData("资金")]
    public void A_larger_fund_alone_is_the_whole_change(string key)
    {
        // 900 yuan, 40 to 20: 600 and 300.
        ComparisonResults results = TwoYears.Between(Base with { FundKey = key }, Base with { FundKey = key, Fund = "900 yuan" });

        Assert.Equal("610101 fund 200.00\n610102 fund 100.00", TwoYears.Shown(results));
    }

    [Theory]
    [InlineData("    bounds: [{cap: 350 yuan}]\n    over_run: rescale\n    rest: rescale")]
    [InlineData("    上下限: [{上限: 350 yuan}]\n    超出资金总额: rescale\n    调减后余额: rescale")]
    public void A_new_cap_alone_is_the_whole_change(string bounds)
    {
        // At most 350 yuan; what the cap takes goes to the other: 350 and 250.
        ComparisonResults results = TwoYears.Between(Base, Base with { Bounds = bounds });

        Assert.Equal("610101 bounds -50.00\n610102 bounds 50.00", TwoYears.Shown(results));
    }

    private const string Beside = "\n  money: {kind: pool, fund: 60 yuan, share: score}";

    // 601 m3 by 40 to 20 in whole cubic metres: 401 (400.67) and 200; 902: 601 (601.33) and 301 (300.67). The money beside stays.
    [Fact]
    public void Quotas_are_split_in_their_own_unit_beside_money_that_is_not_added_to_them()
    {
        Year water = Base with { Fund = "601 m3", Bounds = "    unit: 1 m3" + Beside };
        using TwoYears years = new();
        years.Make("a", water);
        years.Make("b", water with { Number = 2025, Fund = "902 m3", Redline = [[0, 0, 3, 10]] });

        ComparisonResults results = years.Compare("a", "b", "diff");

        // Red line 30 km2: 361 (360.6) and 240 (240.4) of 601; 541 (541.2) and 361 (360.8) of 902. The red line's part is
        // ((361 - 401) + (541 - 601)) / 2 = -50 in the west and ((240 - 200) + (361 - 301)) / 2 = 50 in the east.
        Assert.Equal(
            ["610101 pool 401 541 -50 0 190", "610102 pool 200 361 50 0 111", "610101 money 40 36 -4 0 0", "610102 money 20 24 4 0 0"],
            results.Attribution.Parts.OrderByDescending(change => change.Scheme, StringComparer.Ordinal).Select(change => string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{change.Unit.Code} {change.Scheme} {change.OldYuan:0.##} {change.NewYuan:0.##} {string.Join(
                    ' ', change.PartsYuan.Select(part => part.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)))}")));
        Assert.Equal([("money", "yuan", 0m), ("pool", "m3", 301m)],
            results.Schemes.Select(scheme => (scheme.Name, scheme.Measure, scheme.ChangeYuan)));
        Assert.All(results.Rows.Where(row => row.Kind == "quota"), row => Assert.Equal(("m3", "pool"), (row.Unit, row.Column[..4])));
        Assert.Null(ComparisonLaws.PartsAddUp(years["diff"]).Breach);
        using ParquetFile parts = ParquetFile.Open(years["diff/attribution.parquet"]),
            quotas = ParquetFile.Open(years["diff/quota_attribution.parquet"]);
        Assert.Equal(["money"], parts.Column("scheme").Texts().Distinct());
        Assert.Equal([-50m, 190m, 50m, 111m], quotas.Column("part").Decimals().Select(part => part!.Value));
        string page = File.ReadAllText(years["diff/comparison.html"]);
        Assert.Contains("变化（立方米）", page, StringComparison.Ordinal);
        Assert.Contains("pool（立方米）变化", page, StringComparison.Ordinal);
    }

    // Money in one year, water in the other: no change is taken from one to the other.
    [Fact]
    public void A_scheme_that_became_a_quota_is_two_schemes()
    {
        ComparisonResults results = TwoYears.Between(Base, Base with { Fund = "600 m3", Bounds = "    unit: 1 m3" });

        Assert.Equal([("pool (yuan)", -600m), ("pool (m3)", 600m)], results.Schemes.Select(scheme => (scheme.Name, scheme.ChangeYuan)));
        // The rules are one cause: a fund in yuan has no whole cubic metres.
        Assert.Equal(["ZC796", "ZC796", "ZC793"], results.Findings.Select(finding => finding.Code));
        Assert.Equal(
            [("pool (m3)", 400m), ("pool (yuan)", -400m), ("pool (m3)", 200m), ("pool (yuan)", -200m)],
            results.Attribution.Parts.Select(change => (change.Scheme, change.ChangeYuan)));
    }

    [Fact]
    public void An_official_area_that_changed_is_the_boundarys()
    {
        // Areas are levelled to official figures. Red line 40 km² of an official 100, then of 110: 44 to 20, so 600 * 44 / 64 = 412.50 and
        // 187.50.
        ComparisonResults results = TwoYears.Between(Base with { OfficialKm2 = 100 }, Base with { OfficialKm2 = 110 });

        Assert.Equal("610101 boundary 12.50\n610102 boundary -12.50", TwoYears.Shown(results));
    }

    [Fact]
    public void A_layer_whose_filter_asks_for_the_year_changes_with_the_year()
    {
        // The same file: until 2024 both polygons count, 40 km², from 2025 on only the first, 30: 360 and 240.
        Year filtered = Base with { Redline = [[0, 0, 3, 10], [3, 0, 4, 10]], RedlineKeys = ", where: \"id = '0' or year < 2025\"" };

        ComparisonResults results = TwoYears.Between(filtered, filtered with { Number = 2025 });

        Assert.Equal("610101 zones redline -40.00\n610102 zones redline 40.00", TwoYears.Shown(results));
    }

    [Fact]
    public void Two_causes_share_what_they_change_together()
    {
        // Fund F from 600 to 900, red line R from 40 to 20 km² (so 20 to 20). West: v() = 400, v(F) = 600, v(R) = 300, v(FR) = 450.
        // F: (200 + 150) / 2 = 175. R: (-100 - 150) / 2 = -125. Together 50. East: 200, 300, 300, 450: F (100 + 150) / 2 = 125, R (100 +
        // 150) / 2 = 125.
        ComparisonResults results = TwoYears.Between(Base, Base with { Fund = "900 yuan", Redline = [[0, 0, 2, 10]] });

        Assert.Equal(
            "610101 zones redline -125.00\n610101 fund 175.00\n610102 zones redline 125.00\n610102 fund 125.00",
            TwoYears.Shown(results));
    }

    [Fact]
    public void With_all_causes_at_once_the_parts_add_up_by_county_and_by_cause_and_back_is_the_negative_of_forth()
    {
        using TwoYears years = new();
        years.Make("a", Base with { Score = "share(area(redline, km2) + area(wetland, km2)) + share(census.people) / 7" });
        years.Make("b", new Year
        {
            Number = 2025,
            Counties = [("610101", [0, 0, 11, 10]), ("610102", [11, 0, 20, 10])],
            Redline = [[0.3, 0, 3.7, 10]],
            Wetland = [[9, 1, 12, 9]],
            People = [("610101", 277), ("610102", 113)],
            Score = "share(1.3 * area(redline, km2) + area(wetland, km2)) + share(census.people) / 9",
            Fund = "711.11 yuan",
            Bounds = "    bounds: [{cap: 500 yuan}]\n    over_run: rescale\n    rest: rescale",
        });

        ComparisonResults forth = years.Compare("a", "b"), back = years.Compare("b", "a");

        Assert.Equal(
            ["boundary", "zones redline", "zones wetland", "table census", "policy", "fund", "bounds"],
            forth.Attribution.Causes.Select(cause => cause.Key));
        Assert.Equal(2, forth.Attribution.Parts.Count);
        Assert.All(forth.Attribution.Parts, change => Assert.Equal(change.ChangeYuan, change.PartsYuan.Sum()));
        // Over both counties only the fund changes anything: it is always handed out whole.
        Assert.Equal(
            [0m, 0m, 0m, 0m, 0m, 111.11m, 0m],
            Enumerable.Range(0, 7).Select(cause => forth.Attribution.Parts.Sum(change => change.PartsYuan[cause])));
        Assert.Equal(
            forth.Attribution.Parts.Select(change =>
                (change.Unit.Code, -change.ChangeYuan, string.Join(' ', change.PartsYuan.Select(part => -part)))),
            back.Attribution.Parts.Select(change => (change.Unit.Code, change.ChangeYuan, string.Join(' ', change.PartsYuan))));
        Assert.Equal(
            forth.Rows.Select(row => (row.Code, row.Column, -row.Change)),
            back.Rows.Select(row => (row.Code, row.Column, row.Change)));
    }
}

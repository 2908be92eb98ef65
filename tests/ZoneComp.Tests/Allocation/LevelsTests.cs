namespace ZoneComp.Tests.Allocation;

/// <summary>What is paid to a city is the city's, not once more for each of its counties. Counties 1101, 1102 in city 11; 1201, 1202 in
/// city 12; last year 10, none, 40, 20 wan yuan.</summary>
public class LevelsTests
{
    private const string Cities = "cities: {kind: pool, fund: 100 wan_yuan, share: data.score, to: city, members: sum}\n";

    private readonly SchemeBench bench = new();

    [Fact] // scores 3 and 7 of 10: 30 and 70 wan yuan; 160 - 100 = 60 are left for the four counties by 1 : 2 : 3 : 4
    public void The_total_of_what_cities_were_paid_counts_each_city_once()
    {
        Assert.Equal(
            "6 12 18 24",
            bench.Amounts(Cities + "rest: {kind: pool, fund: \"160 wan_yuan - sum(paid.cities, each: city)\", share: data.score}"));
    }

    [Theory] // cities get 30 and 70 wan yuan
    [InlineData("paid.cities", "11 30, 12 70", 100)]
    [InlineData("paid.cities * 0.8", "11 24, 12 56", 100)] // the cities keep 20
    [InlineData("paid.cities * 80%", "11 24, 12 56", 100)]
    [InlineData("paid.cities / 2 else 0 yuan", "11 15, 12 35", 100)]
    [InlineData("paid.cities - 5 wan_yuan", "11 25, 12 65", 100)]
    [InlineData("paid.cities + 5 wan_yuan", "11 30, 12 70", 110)] // and add 5 each of their own
    [InlineData("5 wan_yuan + (1 - 0.2) * paid.cities", "11 24, 12 56", 110)] // keep 6 and 14, add 5 each
    [InlineData("paid.cities * max_of(data.harm)", "11 18, 12 42", 100)] // 0.6: the fund itself says how much
    public void What_a_city_hands_on_counts_once_in_the_total(string fund, string handedOn, int totalWanYuan)
    {
        AllocationTable table = bench.Run($"{Cities}counties: {{kind: pool, fund: {fund}, within: city, share: data.score}}");

        Assert.Equal(handedOn, string.Join(", ", table.HandedOn.Select(row => $"{row.Unit} {row.AmountYuan / 10_000m:0.##}")));
        Assert.All(table.HandedOn, row => Assert.Equal(("counties", "cities"), (row.Scheme, row.From)));
        Assert.Equal(totalWanYuan * 10_000m, table.TotalYuan);
        Assert.StartsWith("ZC652 ", bench.Findings(), StringComparison.Ordinal);
        Assert.Contains("yuan are what 'cities' paid to the units above", bench.Findings(), StringComparison.Ordinal);
    }

    [Theory] // cities get 30 and 70 wan yuan; here it is the cities' own money, or not known to be theirs
    [InlineData("within: city, fund: 'if(paid.cities > 0 yuan, 5 wan_yuan, 0 yuan)'", 110, "ZC653")]
    [InlineData("within: city, fund: 'min(10 wan_yuan, 0.1 * paid.cities)'", 110, "ZC653")] // 3 and 7
    // 18 + 5 and 42 + 5: the sum does not say how much of it is theirs
    [InlineData("within: city, fund: paid.cities * max_of(data.harm) + 5 wan_yuan", 170, "ZC653")]
    [InlineData("fund: 'sum(paid.cities, each: city)'", 200, "ZC653")]
    [InlineData("fund: '160 wan_yuan - sum(paid.cities, each: city)'", 160, "")]
    [InlineData("within: city, fund: 100 wan_yuan - paid.cities", 200, "")] // 70 and 30
    public void A_fund_that_names_what_was_paid_otherwise_leaves_the_total_and_is_told(string fund, int totalWanYuan, string code)
    {
        AllocationTable table = bench.Run($"{Cities}counties: {{kind: pool, {fund}, share: data.score}}");

        Assert.Empty(table.HandedOn);
        Assert.Equal(totalWanYuan * 10_000m, table.TotalYuan);
        Assert.Equal(code, string.Join(' ', bench.Log.Sorted().Select(finding => finding.Code)));
    }

    [Theory]
    // gaps only in 1101 and 1201
    [InlineData("{kind: gap, expenditure: data.spend, revenue: data.income, coefficient: 1, fund: paid.cities, within: city}")]
    [InlineData("{kind: points, points: data.score, fund: paid.cities, within: city}")]
    [InlineData("{kind: increment, base: 1 wan_yuan, share: data.score, fund: paid.cities, within: city}")]
    public void Every_kind_with_a_fund_of_units_hands_on(string scheme)
    {
        AllocationTable table = bench.Run($"{Cities}counties: {scheme}");

        Assert.Equal(1_000_000m, table.HandedOn.Sum(row => row.AmountYuan));
        Assert.Equal(1_000_000m, table.TotalYuan);
    }

    [Fact] // Two schemes hand on half of it each: the total is the cities' 100 wan yuan. A fund of its own within cities hands on nothing.
    public void Each_yuan_is_handed_on_once()
    {
        AllocationTable table = bench.Run(Cities + """
            first: {kind: pool, fund: paid.cities / 2, within: city, share: data.score}
            second: {kind: pool, fund: paid.cities / 2, within: city, share: data.harm + 1}
            own: {kind: pool, fund: 10 wan_yuan, within: city, share: data.score}
            """);

        Assert.Equal(4, table.HandedOn.Count);
        Assert.Equal(1_200_000m, table.TotalYuan);
    }

    [Theory]
    [InlineData("sum(paid.cities)", "paid.cities is one value for a whole city")]
    [InlineData("sum(0.5 * paid.cities)", "0.5 * paid.cities is one value for a whole city")]
    [InlineData("sum(paid.cities) by city", "sum() would count it once for every region")]
    public void A_plain_sum_over_them_is_an_error(string fund, string expected)
    {
        PolicyException wrong = Assert.Throws<PolicyException>(() => bench.Run(
            $"{Cities}rest: {{kind: pool, fund: {fund}, share: data.score}}"));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    // harm 0.2 and 0.6: 25 and 75 wan yuan; 1102 is new, so city 11 had 10 and city 12 60; hold-harmless 1 means that, not twice that; the
    // floor of 30 is a city's, not a county's
    [Fact]
    public void One_value_for_all_is_not_added_up()
    {
        Assert.Equal(
            "30 70",
            bench.Amounts(
                "p: {kind: pool, fund: 100 wan_yuan, share: data.harm, to: city, members: sum, last_year: data.last else 0, bounds: "
                    + "[hold_harmless: 1, floor: 30 wan_yuan], over_run: rescale}"));
    }

    [Fact] // city 11 would have had 10 wan yuan last year although nobody knows what 1102 had
    public void A_sum_that_lacks_a_member_is_told()
    {
        _ = bench.Run(
            "p: {kind: pool, fund: 100 wan_yuan, share: data.score, to: city, members: sum, last_year: data.last, bounds: "
                + "[hold_harmless: 1], over_run: rescale}");

        Assert.Equal(
            "ZC640 11: data.last has no value for 1 of 2 members (1102 乙县), so 'members: sum' would fall short of them; complete the "
                + "data, or write 'data.last else 0' if they have none",
            bench.Findings());
    }

    [Fact] // city 11 is new as a whole: no value, no bound; scores 3 and 7
    public void A_unit_none_of_whose_members_has_a_value_has_none()
    {
        bench.With("data", """
            code,score,last,spend,income,poor,harm,prepaid,grade
            1101,1,,100,40,true,0.2,5,A
            1102,2,,50,80,false,0,10,B
            1201,3,40,40,20,true,0.6,20,A
            1202,4,20,60,60,false,0,60,C
            """);

        AllocationTable table = bench.Run(
            "p: {kind: pool, fund: 100 wan_yuan, share: data.score, to: city, members: sum, last_year: data.last, bounds: "
                + "[hold_harmless: 1], over_run: rescale}");

        Assert.Equal("", bench.Findings());
        Assert.Equal([null, 600_000m], table.Rows.Select(row => row.LastYearYuan));
    }

    [Fact] // expenditure 150 and 100, revenue 120 and 80: gaps 30 and 20, each x 0.5
    public void A_coefficient_is_not_added_up()
    {
        Assert.Equal(
            "15 10",
            bench.Amounts("gap: {kind: gap, expenditure: data.spend, revenue: data.income, coefficient: 0.5, to: city, members: sum}"));
    }

    [Fact]
    public void A_citys_value_under_members_sum_is_told()
    {
        _ = bench.Run("p: {kind: pool, fund: 100 wan_yuan, share: sum(data.score) by city, to: city, members: sum}");

        Assert.Contains(
            "ZC620 'members: sum' would add up sum(data.score) by city once for every region, but it is one value for a whole city; use "
                + "'members: same'",
            bench.Findings(),
            StringComparison.Ordinal);
    }

    [Fact] // counties 10, 20, 30, 40 wan yuan; the cities lose a tenth of 30 and of 70, although members are "same"
    public void A_citys_penalty_is_of_all_that_its_counties_were_paid()
    {
        Assert.Equal(
            "-3 -7",
            bench.Amounts(
                "p: {kind: pool, fund: 100 wan_yuan, share: data.score}\nr: {kind: reward, of: [p], ratio: -0.1, to: city, members: same}"));
    }

    [Fact]
    public void A_countys_part_of_what_its_city_was_paid_is_not_known()
    {
        _ = bench.Run(Cities + "r: {kind: reward, of: [cities], ratio: -0.1}");

        Assert.Contains(
            "ZC619 'cities' paid city 11 as a whole, and no part of that is known for the units that this scheme pays",
            bench.Findings(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bounds: [corridor: {low: 90, high: 120}], over_run: report, rest: keep", "ZC611 1101 甲县: the bound 'corridor' is 90 = "
        + "90 times last year's amount; expected 0 to 10: a percentage is written 90% or 0.9")]
    [InlineData("bounds: [exit_share: 50], over_run: report, rest: keep", "ZC611 1101 甲县: the bound 'exit share' is 50 = 50 times last "
        + "year's amount; expected 0 to 1")]
    public void A_percentage_without_its_sign_is_told(string bounds, string expected)
    {
        _ = bench.Run($"p: {{kind: pool, fund: 100 wan_yuan, share: data.score, last_year: data.last, {bounds}}}");

        Assert.Contains(expected, bench.Findings(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reward_of_five_times_the_amount_is_told()
    {
        _ = bench.Run("p: {kind: pool, fund: 100 wan_yuan, share: data.score}\nr: {kind: reward, of: [p], ratio: 5}");

        Assert.Contains(
            "ZC611 1101 甲县: 5 is 5; expected -1 to 1 (a percentage is written 5% or 0.05)",
            bench.Findings(),
            StringComparison.Ordinal);
    }

    [Fact] // readings by section; a table of another level has the city's code and its value in every county
    public void Tables_of_a_level_count_each_unit_once()
    {
        const string Level = """
            zonecomp: 1
            title: t
            year: 2025
            regions: {source: c.shp, code: code, parents: {city: {prefix: 2}}}
            tables: {city: {source: city.csv, key: code, level: city, columns: {people: {type: number, adds: true}}}}
            factors: {x: SUM(city.people)}
            """;

        foreach (string function in new[] { "sum", "mean", "median", "share" })
            Assert.Contains(
                "each: city",
                Assert.Throws<PolicyException>(() =>
                    ExpressionScope.Check(PolicyFile.Parse("p.yaml", Level.Replace("SUM", function, StringComparison.Ordinal)))).Message,
                StringComparison.Ordinal);
        _ = ExpressionScope.Check(PolicyFile.Parse("p.yaml", Level.Replace("SUM", "max_of", StringComparison.Ordinal)));
    }
}

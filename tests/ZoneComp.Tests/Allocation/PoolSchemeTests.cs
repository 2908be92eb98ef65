namespace ZoneComp.Tests.Allocation;

public class PoolSchemeTests
{
    private readonly SchemeBench bench = new();

    [Fact] // Scores 1, 2, 3, 4 of 1,000 wan yuan.
    public void A_pool_is_shared_in_proportion()
    {
        Assert.Equal("100 200 300 400", bench.Amounts("p: {kind: pool, fund: 1000 wan_yuan, share: data.score}"));
        Assert.Equal("", bench.Findings());
    }

    [Fact] // Forest in mu: 90, 60, 0, 0.
    public void Ground_is_a_share_too()
    {
        Assert.Equal("600 400 0 0", bench.Amounts("p: {kind: pool, fund: 1000 wan_yuan, share: area(forest)}"));
    }

    // 100 yuan in fen by 1:1:1 in the first three would be thirds; here by score of 1, 2, 3, 4 of 0.07 yuan: 0.7, 1.4, 2.1, 2.8 fen -> 0,
    // 1, 2, 2 and two left, for remainders 0.8 and 0.7.
    [Fact]
    public void Amounts_are_whole_units_and_add_up()
    {
        AllocationTable table = bench.Run("p: {kind: pool, fund: 0.07 yuan, share: data.score}");

        Assert.Equal([0.01m, 0.01m, 0.02m, 0.03m], table.Rows.Select(row => row.AmountYuan));
        Assert.Equal((0.07m, 0.07m, 0m), (table.Schemes[0].FundYuan, table.Schemes[0].TotalYuan, table.Schemes[0].UnallocatedYuan));
        Assert.Equal(0.007m, table.Rows[0].ComputedYuan);
    }

    // Last year 10, none, 40, 20; hold-harmless on 100 wan yuan by 1:2:3:4 = 10, 20, 30, 40. 1201 keeps 40; the others share 60 by 1:2:4,
    // but 1101 may not
    // fall below 10 and 1202 not below 20: 60 x 1/7 = 8.57 -> 10; then 50 x 2/6 = 16.666667 and 33.333333.
    [Fact]
    public void Hold_harmless_is_paid_by_those_above_it()
    {
        AllocationTable table = bench.Run(
            """
            p:
              kind: pool
              fund: 100 wan_yuan
              share: data.score
              last_year: data.last
              bounds: [hold_harmless: 1]
              over_run: rescale
            """);

        Assert.Equal([100_000m, 166_666.67m, 400_000m, 333_333.33m], table.Rows.Select(row => row.AmountYuan));
        Assert.Equal(["hold-harmless", "", "hold-harmless", ""], table.Rows.Select(row => row.Bound));
        Assert.Equal([0m, null, 0m, 133_333.33m], table.Rows.Select(row => row.ChangeYuan));
    }

    [Fact] // Floor 15 lifts 1101 from 10 by 5 (wan yuan): nothing says who pays.
    public void An_over_run_that_nobody_funds_is_an_error_that_says_by_how_much()
    {
        AllocationTable table = bench.Run("p: {kind: pool, fund: 100 wan_yuan, share: data.score, bounds: [floor: 15 wan_yuan]}");

        Assert.Empty(table.Rows);
        Assert.Equal(
            "ZC602 the bounds add 50,000.00 yuan to the fund and nothing says who pays them; state 'over_run': rescale, reserve or report",
            bench.Findings());
    }

    [Fact]
    public void A_reserve_or_a_report_may_fund_it()
    {
        Assert.Equal(
            "15 20 30 40",
            bench.Amounts(
                "p: {kind: pool, fund: 100 wan_yuan, share: data.score, bounds: [floor: 15 wan_yuan], over_run: reserve, reserve: 8 "
                    + "wan_yuan}"));
        Assert.Equal("", bench.Findings());
        Assert.Equal(
            "15 20 30 40",
            bench.Amounts("p: {kind: pool, fund: 100 wan_yuan, share: data.score, bounds: [floor: 15 wan_yuan], over_run: report}"));
        Assert.Equal("ZC613 the bounds make the amounts exceed the fund by 50,000.00 yuan, as 'over_run: report' allows", bench.Findings());
    }

    [Fact] // Cap 25: 1201 and 1202 are cut by 5 and 15; 1101 and 1102 share the 20: 50 by 1:2 = 16.67 and 33.33 -> cap 25, so 1101 has 25.
    public void A_cap_gives_the_rest_to_the_others_or_keeps_it()
    {
        Assert.Equal(
            "25 25 25 25",
            bench.Amounts("p: {kind: pool, fund: 100 wan_yuan, share: data.score, bounds: [cap: 25 wan_yuan], rest: rescale}"));
        Assert.Equal(
            "10 20 25 25",
            bench.Amounts("p: {kind: pool, fund: 100 wan_yuan, share: data.score, bounds: [cap: 25 wan_yuan], rest: keep}"));
        Assert.Equal("ZC613 200,000.00 yuan of the fund are not allocated", bench.Findings());
    }

    [Fact] // Who is not eligible has no share and no floor. 1102 and 1202 share 100 by 2:4, then 1102's floor 40.
    public void Only_the_eligible_take_part()
    {
        Assert.Equal(
            "0 40 0 60",
            bench.Amounts(
                "p: {kind: pool, fund: 100 wan_yuan, share: data.score, eligible: not data.poor, bounds: [floor: 40 wan_yuan], over_run: "
                    + "rescale}"));
    }

    [Fact] // Flagged counties (1101, 1201) have at least 35: 30 left for 1102 and 1202 by 2:4.
    public void A_minimum_is_for_the_flagged()
    {
        Assert.Equal(
            "35 10 35 20",
            bench.Amounts(
                "p: {kind: pool, fund: 100 wan_yuan, share: data.score, bounds: [{minimum: 35 wan_yuan, when: data.poor}], over_run: "
                    + "rescale}"));
    }

    [Fact] // Hainan 2015: half basic, half incentive. Basic 50 by forest 3:2, incentive 50 by score.
    public void Parts_of_a_pool_add_up()
    {
        Assert.Equal(
            "35 30 15 20",
            bench.Amounts(
                "p: {kind: pool, fund: 100 wan_yuan, parts: {basic: {portion: 0.5, share: area(forest)}, incentive: {portion: 0.5, "
                    + "share: data.score}}}"));
    }

    [Fact] // Basic 50 by forest 3:2 with at most 28 each: 28 and 22.
    public void A_part_may_cap_what_one_payee_has_of_it()
    {
        Assert.Equal(
            "33 32 15 20",
            bench.Amounts(
                "p: {kind: pool, fund: 100 wan_yuan, parts: {basic: {portion: 0.5, share: area(forest), cap: 28 wan_yuan}, incentive: "
                    + "{portion: 0.5, share: data.score}}}"));
    }

    [Fact] // Cities: scores 3 and 7. Then each city's amount to its counties: 30 by 1:2, 70 by 3:4.
    public void A_pool_may_be_what_another_scheme_gave_the_city()
    {
        AllocationTable table = bench.Run(
            """
            cities: {kind: pool, fund: 100 wan_yuan, share: data.score, to: city, members: sum}
            counties: {kind: pool, fund: paid.cities, within: city, share: data.score}
            """);

        Assert.Equal(
            [("11", 300_000m), ("12", 700_000m)],
            table.Rows.Where(row => row.Scheme == "cities").Select(row => (row.Unit, row.AmountYuan)));
        Assert.Equal(
            [100_000m, 200_000m, 300_000m, 400_000m],
            table.Rows.Where(row => row.Scheme == "counties").Select(row => row.AmountYuan));
        Assert.Equal(1_000_000m, table.Schemes[1].FundYuan);
    }

    [Fact] // Class payments first: forest 150 mu x 1,000 yuan = 15 wan yuan in all; the rest of 100 is pooled: 85 by score.
    public void What_class_payments_leave_is_pooled()
    {
        Assert.Equal("8.5 17 25.5 34", bench.Amounts(
            """
            forest: {kind: rate, items: {forest: {ground: forest, rate: 1000 yuan / mu}}}
            rest: {kind: pool, fund: 100 wan_yuan - sum(paid.forest), share: data.score}
            """));
    }

    [Fact] // 70 central and 30 provincial: each county's amount and each source's budget come out whole.
    public void Sources_of_a_fund_are_told_apart()
    {
        AllocationTable table = bench.Run("p: {kind: pool, fund: {central: 0.07 yuan, province: 0.03 yuan}, share: data.score}");

        Assert.Equal(0.07m, table.Rows.Where(row => row.Source == "central").Sum(row => row.AmountYuan));
        Assert.Equal(0.03m, table.Rows.Where(row => row.Source == "province").Sum(row => row.AmountYuan));
        Assert.Equal([0.01m, 0.02m, 0.03m, 0.04m], table.Rows.GroupBy(row => row.Unit).Select(unit => unit.Sum(row => row.AmountYuan)));
    }

    [Fact]
    public void A_fund_that_nobody_shares_is_told()
    {
        Assert.Empty(bench.Run("p: {kind: pool, fund: 100 wan_yuan, share: data.score * 0}").Rows);
        Assert.Equal(
            "ZC603 nobody shares the 1,000,000.00 yuan of p: the share column is 0 everywhere; check the column and who is eligible",
            bench.Findings());
    }

    [Fact] // 150 mu of forest x 10,000 yuan are 150 wan yuan of a fund of 100.
    public void A_fund_below_zero_is_told()
    {
        _ = bench.Run(
            "f: {kind: rate, items: {f: {ground: forest, rate: 10000 yuan / mu}}}\np: {kind: pool, fund: 100 wan_yuan - sum(paid.f), "
                + "share: data.score, bounds: [floor: 1 yuan], over_run: rescale}");

        Assert.StartsWith(
            "ZC602 the fund is 500,000.00 yuan below zero: what is taken from it is more than it holds",
            bench.Findings(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_share_is_told()
    {
        _ = bench.Run("p: {kind: pool, fund: 100 wan_yuan, share: data.score - 2}");

        Assert.Equal(
            "ZC604 1101 甲县: a share of -1 is below zero; a fund is shared by values of zero or more, so clamp the column",
            bench.Findings());
    }

    [Theory]
    [InlineData("p: {kind: pool, fund: 100 wan_yuan, share: data.score, floor: 3}", "unknown key 'floor'")]
    [InlineData("p: {kind: pol, fund: 100 wan_yuan, share: data.score}", "'kind' is 'pol'; expected pool or ")]
    [InlineData("p: {kind: pool, fund: 100, share: data.score}", "found a number; expected an amount of money")]
    [InlineData("p: {kind: pool, fund: 100 wan_yuan, share: data.scor}", "table 'data' has no column 'scor'; did you mean 'score'?")]
    [InlineData("p: {kind: pool, fund: 100 wan_yuan}", "a pool has either 'share' or 'parts'")]
    [InlineData("p: {kind: pool, fund: 1 yuan, parts: {a: {portion: 0.5, share: '1'}, b: {portion: 0.4, share: '1'}}}", "the portions of the parts add up to 0.9, not to 1")]
    [InlineData("p: {kind: pool, fund: 1 yuan, share: '1', bounds: [hold_harmless: 1]}", "the scheme needs 'last_year'")]
    [InlineData("p: {kind: pool, fund: 1 yuan, share: '1', to: province}", "'province' is no level of the regions' 'parents'")]
    [InlineData("p: {kind: pool, fund: data.spend, share: data.score}", "'data.spend' differs by region and one value is expected")]
    [InlineData("p: {kind: pool, fund: 1 yuan, share: '1', payers: {a: 1.5, b: -0.5}}", "a payer's portion is 0 to 1")]
    [InlineData("p: {kind: pool, fund: paid.q, share: '1'}\nq: {kind: pool, fund: 1 yuan, share: '1'}", "unknown name 'paid.q'")]
    public void What_is_wrong_in_the_policy_is_told_before_any_data(string schemes, string message) =>
        Assert.Contains(message, SchemeBench.Errors(schemes), StringComparison.Ordinal);
}

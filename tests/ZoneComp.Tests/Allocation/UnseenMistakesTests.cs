namespace ZoneComp.Tests.Allocation;

/// <summary>Slips that add up to the fund all the same.</summary>
public class UnseenMistakesTests
{
    private readonly SchemeBench bench = new();

    [Fact]
    public void Sources_of_a_fund_that_are_all_empty_pay_nothing()
    {
        Assert.All(
            bench.Run("p: {kind: pool, fund: {a: 0 yuan, b: 0 yuan}, share: data.score}").Rows,
            row => Assert.Equal(0m, row.AmountYuan));
        Assert.StartsWith("ZC628 the fund is 0.00 yuan", bench.Findings(), StringComparison.Ordinal);
    }

    [Fact] // 1 + 2 + 3 + 4 parts of 80 wan yuan: a pays 100, b takes 20
    public void A_source_below_zero_is_told()
    {
        _ = bench.Run("p: {kind: pool, fund: {a: 100 wan_yuan, b: -20 wan_yuan}, share: data.score}");

        Assert.StartsWith("ZC641 the source 'b' of the fund is -200,000.00 yuan", bench.Findings(), StringComparison.Ordinal);
    }

    [Theory] // scores 1 to 4: two counties are below zero
    [InlineData("{ground: everywhere, rate: 15 yuan / mu, coefficient: data.score - 2.5}")]
    [InlineData("{amount: (data.score - 2.5) * 1 yuan}")]
    public void An_item_that_takes_money_is_told(string item)
    {
        _ = bench.Run($"p: {{kind: rate, items: {{a: {item}}}}}");

        Assert.Contains(
            "ZC642 'a' is below zero for 2 payees (1101 甲县, 1102 乙县): money is taken from them",
            bench.Findings(),
            StringComparison.Ordinal);
    }

    [Fact] // forest and wetland meet on 30 mu of 1101 = 2 ha
    public void Ground_that_two_schemes_pay_is_told()
    {
        _ = bench.Run(
            "a: {kind: rate, items: {f: {ground: forest, rate: 1 yuan / mu}}}\nb: {kind: rate, items: {w: {ground: wetland, rate: 1 yuan "
                + "/ mu}}}");

        Assert.Contains("ZC643 2.00 ha in 1 region are paid by 'a' and by 'b'", bench.Findings(), StringComparison.Ordinal);
    }

    // all forest is paid for; city 11 alone takes part, so 60 + 30 + 30 mu of 1101's and 1102's forest are paid and 1202's reserve, 30 mu
    // = 2 ha, is not
    [Fact]
    public void Ground_of_regions_that_take_no_part_is_unpaid()
    {
        AllocationTable table = bench.Run(
            "a: {kind: rate, overlap: sum, eligible: \"starts_with(region_code, '11')\", items: {f: {ground: forest | wetland, rate: 1 "
                + "yuan / mu}, r: {ground: reserve, rate: 1 yuan / mu}}}");

        Assert.Equal(
            ["1201 wetland 20000", "1202 reserve 20000"],
            table.UnpaidGround.Select(each => $"{each.Region} {each.Combination} {each.AreaM2:0}"));
    }

    [Fact]
    public void A_party_that_pays_itself_is_told()
    {
        _ = bench.With("readings", "section,month,factor,up,down,over,late\nA,1,COD,1101,1101,5,false").Run(Ledger(""));

        Assert.Equal("ZC644 readings row 1: '1101' pays itself; correct payer or payee", bench.Findings());
    }

    [Theory]
    [InlineData("A,2025Q1,COD,1101,1102,5,false\nA,3,COD,1101,1102,5,false", "ZC455 readings row 2 is of 2025-03, which lies in the 2025Q1 of readings row 1")]
    [InlineData("A,2025,COD,1101,1102,5,false\nA,2025H2,COD,1101,1102,5,false", "ZC455 readings row 2 is of 2025H2, which lies in the 2025 of")]
    [InlineData("A,2025-03-01,COD,1101,1102,5,false\nA,3,COD,1101,1102,5,false", "ZC455 readings row 1 is of 2025-03-01")]
    [InlineData("A,2025Q1,COD,1101,1102,5,false\nA,4,COD,1101,1102,5,false", "")]
    [InlineData("A,2025Q1,COD,1101,1102,5,false\nA,3,NH3,1101,1102,5,false", "")]
    [InlineData("A,2025Q1,COD,1101,1102,5,false\nB,3,COD,1101,1102,5,false", "")]
    [InlineData("A,2025Q1,COD,1101,1102,5,false\nA,3,COD,1102,1101,5,false", "")]
    [InlineData("A,3,COD,1101,1102,5,false\nA,3,COD,1101,1102,6,false", "")]
    public void A_period_within_another_that_is_paid_too_is_told(string rows, string expected)
    {
        _ = bench.With("readings", $"section,month,factor,up,down,over,late\n{rows}").Run(Ledger(""));

        string[] told = [.. bench.Log.Sorted().Where(finding => finding.Code == "ZC455").Select(finding => $"ZC455 {finding.Message.En}")];
        Assert.Equal(expected.Length == 0 ? 0 : 1, told.Length);
        Assert.StartsWith(expected, string.Concat(told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{'1101': 50%, '1102': 50}", "1: '50' beside '50%': with and without the percent sign, a hundredfold apart; write all alike")]
    [InlineData("{'1101': 50%, '1102': 0.5}", "")]
    [InlineData("{'1101': 50%, '1102': 50%}", "")]
    [InlineData("{'1101': 3, '1102': 2}", "")]
    public void Ratios_with_and_without_percent_are_an_error(string ratios, string expected) => Assert.Equal(
        expected,
        SchemeBench.Errors($"g: {{kind: agreement, fund: 100 wan_yuan, pays_in: {ratios}, draws: {{'1201': 1}}}}"));

    [Fact] // 200 + 200 wan yuan of one factor in one month, and the cap is 300
    public void Two_rows_under_one_cap_are_told()
    {
        _ = bench.With(
            "readings",
            "section,month,factor,up,down,over,late\nA,1,COD,1101,1102,200,false\nA,1,NH3,1101,1102,200,false\nA,1,COD,1101,1102,200,false")
            .Run(Ledger(", cap_per_item: 300 wan_yuan"));

        Assert.StartsWith(
            "ZC645 readings row 1 and readings row 3 are of one section, period and item",
            bench.Findings(),
            StringComparison.Ordinal);
    }

    private static string Ledger(string more) =>
        $"l: {{kind: ledger, table: readings, section: section, period: month, item: factor, payer: up, payee: down, amount: over * "
            + $"wan_yuan{more}}}";
}

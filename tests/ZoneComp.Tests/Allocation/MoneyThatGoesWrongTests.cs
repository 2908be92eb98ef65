namespace ZoneComp.Tests.Allocation;

/// <summary>What schemes do to one another, periods, and amounts that no one means: told, or refused.</summary>
public class MoneyThatGoesWrongTests
{
    [Theory]
    // Scores 1 to 4, so a pays -20, -10, 0, 10 wan yuan; a tenth of what is below zero is nothing, of 10 it is 1.
    [InlineData("l: {kind: linkage, of: [a], deduction: 0.1, least: 0.5, reason: \"'x'\"}", "0 0 0 -1")]
    [InlineData("l: {kind: reward, of: [a], ratio: -0.1}", "0 0 0 -1")]
    [InlineData("l: {kind: reward, of: [a], excluded: true}", "0 0 0 -10")]
    public void A_deduction_never_pays_whom_it_punishes(string deduction, string expected)
    {
        SchemeBench bench = new();

        Assert.Equal(expected, bench.Amounts("a: {kind: rate, items: {x: {amount: (data.score - 3) * 10 wan_yuan}}}\n" + deduction));
        Assert.Contains("ZC621 a paid less than nothing to 2 payees (1101 甲县, 1102 乙县)", bench.Findings(), StringComparison.Ordinal);
        Assert.Contains("ZC623 1101 甲县: all schemes together give -200,000.00 yuan", bench.Findings(), StringComparison.Ordinal);
    }

    [Fact]
    public void Deductions_that_take_more_than_all_and_bounds_that_they_undercut_are_told_by_payee()
    {
        SchemeBench bench = new();

        // 10, 20, 30, 40 of 100 wan yuan; each loses 80 % twice.
        _ = bench.Run(
            "a: {kind: pool, fund: 100 wan_yuan, share: data.score, bounds: [floor: 5 wan_yuan]}\nr1: {kind: reward, of: [a], ratio: "
                + "-0.8}\nr2: {kind: linkage, of: [a], deduction: 0.8, least: 0.1, reason: \"'x'\"}");

        Assert.Contains(
            "ZC623 1101 甲县: all schemes together give -60,000.00 yuan, below zero (a 100,000.00, r1 -80,000.00, r2 -80,000.00, in this "
                + "order)",
            bench.Findings(),
            StringComparison.Ordinal);
        Assert.Contains(
            "ZC624 1202 丁县: paid 400,000.00 yuan, at least 50,000.00 by its bounds",
            bench.Findings(),
            StringComparison.Ordinal);
        Assert.Contains(
            "ZC625 1102 乙县: r1 -160,000.00, r2 -160,000.00 take 320,000.00 yuan together of the 200,000.00 that were paid",
            bench.Findings(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p: {kind: reward, change: 2 - data.score, better: 50 wan_yuan, worse: -1 wan_yuan}", "ZC611 1101 甲县: worse is -10000; expected 0 to more")]
    [InlineData("p: {kind: pool, fund: 10.5 wan_yuan, share: data.score, unit: wan_yuan}", "ZC622 5,000.00 yuan of the fund are less "
        + "than the smallest unit of 10,000.00 yuan")]
    [InlineData("p: {kind: rate, items: {a: {ground: forest, rate: 0.01 yuan / mu}}}", "ZC626 'a' has rates from 0.01 to 0.01 yuan/mu")]
    [InlineData("p: {kind: rate, items: {a: {ground: forest, rate: 15 wan_yuan / mu}}}", "ZC626 'a' has rates from 150000 to 150000 "
        + "yuan/mu")]
    [InlineData("p: {kind: rate, items: {a: {ground: forest, rate: 15 yuan / mu, coefficient: data.score * 0}}}", "ZC627 10.00 ha of ground are paid for by this scheme, and every amount is 0")]
    [InlineData("p: {kind: pool, fund: 100 yuan, share: data.score}", "ZC628 the fund is 100.00 yuan")]
    public void What_nobody_means_is_told(string scheme, string expected)
    {
        SchemeBench bench = new();
        _ = bench.Run(scheme);

        Assert.Contains(expected, bench.Findings(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plausible_policy_has_no_such_finding()
    {
        SchemeBench bench = new();
        _ = bench.Run(
            "a: {kind: pool, fund: 100 wan_yuan, share: data.score}\nb: {kind: rate, items: {a: {ground: forest, rate: 15 yuan / "
                + "mu}}}\nr: {kind: reward, of: [a], ratio: -0.1}");

        Assert.DoesNotContain("ZC62", bench.Findings(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r: {kind: reward, of: [a, a], ratio: -0.1}", "2: 'a' stands here twice, and what it paid would count twice")]
    [InlineData("r: {kind: rate, items: {x: {ground: forest, started: 2052, instalments: {1: 5 yuan / mu}}}}", "2: 'started' is 2052; expected a year from 1949 to the policy's, 2025")]
    [InlineData("r: {kind: rate, items: {mu: {ground: forest, rate: 5 yuan / mu}}}", "2: 'mu' is a unit and cannot be a name, which "
        + "would hide it; take another, such as mu_")]
    public void What_the_policy_writes_wrong_is_told_at_its_place(string scheme, string expected) =>
        Assert.Equal(expected, SchemeBench.Errors("a: {kind: pool, fund: 100 wan_yuan, share: data.score}\n" + scheme));

    [Theory]
    [InlineData("2025-13", "ZC629 readings row 1: '2025-13' is no period")]
    [InlineData("2025-02-30", "ZC629 readings row 1: '2025-02-30' is no period")]
    [InlineData("2025Q5", "ZC629")]
    [InlineData("三月", "ZC629")]
    [InlineData("2024-03", "ZC630 readings row 1: the period 2024-03 lies outside 2025")]
    public void A_period_that_is_none_or_of_another_year_is_an_error(string period, string expected)
    {
        SchemeBench bench = new();
        _ = bench.With("readings", $"section,month,factor,up,down,over,late\nA,{period},COD,1101,1102,5,false")
            .Run("l: {kind: ledger, table: readings, section: section, period: month, payer: up, payee: down, amount: over * wan_yuan}");

        Assert.Contains(expected, bench.Findings(), StringComparison.Ordinal);
        if (expected.StartsWith("ZC630", StringComparison.Ordinal))
        {
            SchemeBench stated = new();
            _ = stated.With("readings", $"section,month,factor,up,down,over,late\nA,{period},COD,1101,1102,5,false")
                .Run(
                    "l: {kind: ledger, table: readings, section: section, period: month, period_years: [2024, 2025], payer: up, payee: "
                        + "down, amount: over * wan_yuan}");
            Assert.StartsWith("ZC632 1 payee (1101 甲县)", stated.Findings(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2025-02", "2025/2")]
    [InlineData("2025-02", "2025年2月")]
    [InlineData("2025.02", "２０２５－０２")]
    [InlineData("202502", "2月")]
    [InlineData("2025Q1", "2025年第一季度")]
    [InlineData("2025H2", "2025下半年")]
    [InlineData("2025", "2025年度")]
    [InlineData("2025-03-01", "2025年3月1日")]
    public void Spellings_of_one_period_are_one_period(string one, string other)
    {
        SchemeBench bench = new();
        _ = bench.With(
            "readings",
            $"section,month,factor,up,down,over,late\nA,{one},COD,1101,1102,5,false\nＡ,{other},COD,1101,1102,5,false")
            .Run(
                "l: {kind: ledger, table: readings, section: section, period: month, item: factor, payer: up, payee: down, amount: over "
                    + "* wan_yuan, cap_per_item: 3 wan_yuan}");

        Assert.StartsWith(
            "ZC645 readings row 1 and readings row 2 are of one section, period and item",
            bench.Findings(),
            StringComparison.Ordinal);
    }
}

namespace ZoneComp.Tests.Allocation;

public class FormulaTests
{
    [Fact] // French DSR shape: 1,000 in sub-pools 30/30/30/10; scores 1:3, 1:1, 3:1, 0:1 -> 75+150+225+0 and 225+150+75+100.
    public void Sub_pools_are_shared_out_apart_and_added_up()
    {
        Assert.Equal([450m, 550m], PoolFormula.Share([(300m, [1m, 3m]), (300m, [2m, 2m]), (300m, [3m, 1m]), (100m, [0m, 5m])]));
        Assert.Equal(75m, PoolFormula.PointValue(300m, [1m, 3m]));
    }

    [Fact]
    public void A_fund_without_anybody_to_share_it_is_an_error() =>
        Assert.Throws<ArgumentException>(() => PoolFormula.Share(100m, [0m, 0m]));

    // Gaps 60, 0 (revenue exceeds expenditure), 20; fund 40: level 0.5. Weights 0.8 and 0.2: 0.4 + 0.2 x (0.5, 0, -0.5) = 0.5, 0.4, 0.3 ->
    // 30, 0, 6.
    [Fact]
    public void Gap_times_coefficient()
    {
        decimal[] coefficients = GapFormula.Coefficients(40m, [60m, 0m, 20m], [0.5m, 0m, -0.5m], 0.8m, 0.2m);

        Assert.Equal([0.5m, 0.4m, 0.3m], coefficients);
        Assert.Equal([30m, 0m, 6m], GapFormula.Compute([100m, 50m, 40m], [40m, 80m, 20m], coefficients));
    }

    [Fact] // Two payees share rank 2 and 3 at the edge of a tier of two: better -> both 100; average -> (100 + 40) / 2 = 70.
    public void Equal_scores_at_the_edge_of_a_tier_follow_the_stated_rule()
    {
        decimal?[] scores = [9m, 8m, 8m, null, 1m];
        RankTier[] tiers = [new(2, 100m), new(4, 40m)];

        Assert.Equal([100m, 100m, 100m, 0m, 40m], RankTiers.Compute(scores, tiers, TieRule.Better));
        Assert.Equal([100m, 70m, 70m, 0m, 40m], RankTiers.Compute(scores, tiers, TieRule.Average));
        Assert.Equal([1, 2], Assert.Throws<TieException>(() => RankTiers.Compute(scores, tiers, TieRule.Error)).Payees);
    }

    [Theory] // 90 points reach the tier from 90; a multiple of 0.5 does not exceed 0.5.
    [InlineData(90, false, 100)]
    [InlineData(90, true, 50)]
    [InlineData(59, false, 0)]
    public void The_closed_side_of_a_tier_is_stated(int score, bool closedAbove, int amount) =>
        Assert.Equal(amount, ScoreTiers.AmountAt(score, [new(60m, 50m), new(90m, 100m)], closedAbove));

    [Fact] // Fund 1,000, bases 300 and 500: only 200 are shared 1:3.
    public void Only_the_increment_is_shared_out()
    {
        Assert.Equal([350m, 650m], IncrementFormula.Compute(1000m, [300m, 500m], [1m, 3m]));
        Assert.Equal(50m, Assert.Throws<InfeasibleBoundsException>(() => IncrementFormula.Compute(750m, [300m, 500m], [1m, 3m])).ByYuan);
    }

    // Beijing mountain forest: 40 = 24 compensation + 16 management; city and district 5:5. 0.05 yuan in halves: the tie's fen goes to the
    // smaller name.
    [Fact]
    public void Payers_parts_add_up_to_each_amount()
    {
        Assert.Equal([[24m, 16m]], PayerSplit.Split([40m], [0.6m, 0.4m], ["compensation", "management"], MoneyUnit.Fen));
        Assert.Equal([[0.03m, 0.02m]], PayerSplit.Split([0.05m], [0.5m, 0.5m], ["city", "district"], MoneyUnit.Fen));
        Assert.Throws<ArgumentException>(() => PayerSplit.Split([1m], [0.5m, 0.4m], ["a", "b"], MoneyUnit.Fen));
    }

    [Fact]
    public void Payers_budgets_are_paid_out_in_full_and_payees_amounts_too()
    {
        decimal[] amounts = [33.34m, 33.33m, 33.33m];

        decimal[][] split = PayerSplit.SplitBudgets(amounts, [70.01m, 29.99m], ["1", "2", "3"], MoneyUnit.Fen);

        Assert.Equal(amounts, split.Select(parts => parts.Sum()));
        Assert.Equal([70.01m, 29.99m], new[] { split.Sum(parts => parts[0]), split.Sum(parts => parts[1]) });
    }

    // Hefei: at most 300 (wan yuan here) per factor; Chongqing: better water, downstream pays (below zero, the other way).
    [Fact]
    public void A_ledger_caps_turns_round_and_nets_to_zero()
    {
        IReadOnlyList<LedgerRow> rows = Ledger.Settle(
            "rivers",
            [
                new("S1", "2025-01", "COD", "up", "down", 450m, false, ""),
                new("S1", "2025-01", "TP", "up", "down", 120m, true, "over"),
                new("S1", "2025-02", "COD", "up", "down", -100m, false, ""),
                new("S1", "2025-03", "COD", "up", "down", 0m, false, ""),
            ],
            capPerItemYuan: 300m,
            lateSurcharge: 0.1m,
            MoneyUnit.Fen);

        Assert.Equal(
            [("up", 300m, "cap 300 of 450"), ("up", 132.0m, "over; late, x 1.1"), ("down", 100m, "")],
            rows.Select(row => (row.Payer, row.AmountYuan, row.Note)));
        Assert.Equal([("down", 332m), ("up", -332m)], Ledger.Net(rows).Select(net => (net.Key, net.Value)));
    }

    [Fact] // Chishui 2018-20: 200 m yuan; Yunnan, Guizhou, Sichuan pay in 1:5:4 and draw 3:4:3.
    public void Chishui_fund_is_paid_in_and_drawn_by_two_ratios()
    {
        IReadOnlyList<LedgerRow> rows = Agreement.Settle(
            "chishui",
            "fund",
            "2018",
            200_000_000m,
            new Dictionary<string, decimal> { ["YN"] = 1, ["GZ"] = 5, ["SC"] = 4 },
            new Dictionary<string, decimal> { ["YN"] = 3, ["GZ"] = 4, ["SC"] = 3 },
            MoneyUnit.Fen);

        Assert.Equal(
            [("GZ", -20_000_000m), ("SC", -20_000_000m), ("YN", 40_000_000m), ("fund", 0m)],
            Ledger.Net(rows).Select(net => (net.Key, net.Value)));
    }

    [Fact] // 5 % of 2,000 off; one point better than last year at 0.5 m, two points worse at 1 m.
    public void Rewards_and_penalties()
    {
        Assert.Equal([-100m, 40m], RewardFormula.OfTotal([2000m, 400m], [-0.05m, 0.1m]));
        Assert.Equal([500_000m, -2_000_000m], RewardFormula.PerUnit([1m, -2m], 500_000m, 1_000_000m));
        Assert.Throws<ArgumentException>(() => RewardFormula.OfTotal([100m], [-1.1m]));
    }

    [Fact] // Deduct 20 % of 1,000; 60 % of 1,000 but at least 0.5 stays.
    public void Damaging_industries_cost_a_part_but_never_more_than_the_floor_leaves() =>
        Assert.Equal([(-200m, false), (-500m, true)], DamageLinkage.Compute([1000m, 1000m], [0.2m, 0.6m], 0.5m));

    [Fact] // Due 100: 70 prepaid, 30 now. Due 100: 130 prepaid, 30 too much: next year, or back now.
    public void Settlement_pays_the_rest_or_carries_what_was_too_much()
    {
        Assert.Equal([(30m, 0m), (0m, -30m)], Settlement.Compute([100m, 100m], [70m, 130m], recover: false));
        Assert.Equal([(30m, 0m), (-30m, 0m)], Settlement.Compute([100m, 100m], [70m, 130m], recover: true));
    }
}

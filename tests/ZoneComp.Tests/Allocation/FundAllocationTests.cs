namespace ZoneComp.Tests.Allocation;

public class FundAllocationTests
{
    private static readonly string[][] Abc = [["a"], ["b"], ["c"]];

    // Fund 1,000: computed 500, 300, 200. c may not fall below 320: the over-run of 120 is paid by a and b, 500:300, so 680 x 5/8 = 425
    // and 680 x 3/8 = 255.
    [Fact]
    public void The_free_ones_pay_for_a_floor_in_proportion()
    {
        FundOutcome outcome = Allocate([500m, 300m, 200m], Bounds((null, null), (null, null), (320m, null)), OverRun.Rescale);

        Assert.Equal([425m, 255m, 320m], outcome.AmountYuan);
        Assert.Equal(["", "", "floor"], outcome.Held);
        Assert.Equal(0.85m, outcome.Factor);
    }

    // As above, but b may not fall below 280. Scaled by 0.85 it would (255): then a alone pays: 1,000 - 280 - 320 = 400.
    [Fact]
    public void A_bound_that_scaling_breaks_holds_too()
    {
        FundOutcome outcome = Allocate([500m, 300m, 200m], Bounds((null, null), (280m, null), (320m, null)), OverRun.Rescale);

        Assert.Equal([400m, 280m, 320m], outcome.AmountYuan);
        Assert.Equal(["", "floor", "floor"], outcome.Held);
    }

    // a is capped at 260, 240 are left over: b and c would be 740 x 3/5 = 444 and 296; b's cap 400 leaves 340 for c.
    [Fact]
    public void What_a_cap_leaves_goes_to_the_free_ones()
    {
        FundOutcome outcome = Allocate([500m, 300m, 200m], Bounds((null, 260m), (null, 400m), (null, null)), OverRun.Rescale);

        Assert.Equal([260m, 400m, 340m], outcome.AmountYuan);
        Assert.Equal(["cap", "cap", ""], outcome.Held);
    }

    [Fact]
    public void Or_stays_in_the_fund_where_the_policy_keeps_it()
    {
        FundOutcome outcome = FundAllocation.Allocate(
            1000m, [500m, 300m, 200m], Bounds((null, 260m), (null, null), (null, null)), OverRun.Rescale, Rest.Keep, 0, MoneyUnit.Fen, Abc);

        Assert.Equal([260m, 300m, 200m], outcome.AmountYuan);
        Assert.Equal(240m, outcome.UnallocatedYuan);
    }

    [Fact] // 120 over: a reserve of 200 pays it, a reserve of 100 lacks 20.
    public void A_reserve_pays_the_over_run_as_far_as_it_goes()
    {
        BoundInterval[] bounds = Bounds((null, null), (null, null), (320m, null));

        FundOutcome outcome = FundAllocation.Allocate(
            1000m, [500m, 300m, 200m], bounds, OverRun.Reserve, Rest.Rescale, 200m, MoneyUnit.Fen, Abc);
        var tooSmall = Assert.Throws<InfeasibleBoundsException>(
            () => FundAllocation.Allocate(1000m, [500m, 300m, 200m], bounds, OverRun.Reserve, Rest.Rescale, 100m, MoneyUnit.Fen, Abc));

        Assert.Equal([500m, 300m, 320m], outcome.AmountYuan);
        Assert.Equal((120m, 0m), (outcome.ReserveYuan, outcome.UnallocatedYuan));
        Assert.Equal((20m, InfeasibleKind.ReserveTooSmall), (tooSmall.ByYuan, tooSmall.Kind));
    }

    [Fact]
    public void A_reported_over_run_is_a_negative_rest()
    {
        FundOutcome outcome = Allocate([500m, 300m, 200m], Bounds((null, null), (null, null), (320m, null)), OverRun.Report);

        Assert.Equal([500m, 300m, 320m], outcome.AmountYuan);
        Assert.Equal(-120m, outcome.UnallocatedYuan);
    }

    [Fact] // Floors 400 + 400 + 400 in a fund of 1,000: 200 too much. Caps 300 each: 100 left that nobody may have.
    public void Infeasible_bounds_say_by_how_much()
    {
        var floors = Assert.Throws<InfeasibleBoundsException>(() =>
            Allocate([500m, 300m, 200m], Bounds((400m, null), (400m, null), (400m, null)), OverRun.Rescale));
        var caps = Assert.Throws<InfeasibleBoundsException>(() =>
            Allocate([500m, 300m, 200m], Bounds((null, 300m), (null, 300m), (null, 300m)), OverRun.Rescale));
        var unfunded = Assert.Throws<InfeasibleBoundsException>(() =>
            Allocate([500m, 300m, 200m], Bounds((null, null), (null, null), (320m, null)), OverRun.Error));

        Assert.Equal((200m, InfeasibleKind.FloorsExceedFund), (floors.ByYuan, floors.Kind));
        Assert.Equal((100m, InfeasibleKind.CapsLeaveMoney), (caps.ByYuan, caps.Kind));
        Assert.Equal((120m, InfeasibleKind.NobodyFunds), (unfunded.ByYuan, unfunded.Kind));
    }

    [Fact] // In wan yuan a floor of 15,000 is 20,000 and a cap of 19,000 is 10,000: 10,000 apart.
    public void A_floor_and_a_cap_without_a_whole_unit_between_are_infeasible()
    {
        var error = Assert.Throws<InfeasibleBoundsException>(() => FundAllocation.Allocate(
            30_000m, [15_000m, 15_000m, 0m], Bounds((15_000m, 19_000m), (null, null), (null, null)), OverRun.Rescale, Rest.Rescale, 0,
            MoneyUnit.WanYuan, Abc));

        Assert.Equal((10_000m, "a"), (error.ByYuan, error.PayeeCode));
    }

    [Fact] // 1,000.005 yuan in fen: 1,000 are paid, half a fen stays.
    public void What_is_smaller_than_a_unit_stays_in_the_fund()
    {
        FundOutcome outcome = FundAllocation.Allocate(
            1000.005m, [500.0025m, 300.0015m, 200.001m], Bounds((null, null), (null, null), (null, null)), OverRun.Rescale, Rest.Rescale, 0,
            MoneyUnit.Fen, Abc);

        Assert.Equal((1000m, 0.005m), (outcome.AmountYuan.Sum(), outcome.UnallocatedYuan));
    }

    private static FundOutcome Allocate(decimal[] computed, BoundInterval[] bounds, OverRun overRun) =>
        FundAllocation.Allocate(1000m, computed, bounds, overRun, Rest.Rescale, 0, MoneyUnit.Fen, Abc);

    private static BoundInterval[] Bounds(params (decimal? Floor, decimal? Cap)[] bounds) =>
        [.. bounds.Select(bound => BoundInterval.None.Then("floor", bound.Floor, null).Then("cap", null, bound.Cap))];
}

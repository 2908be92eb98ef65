namespace ZoneComp.Tests.Allocation;

public class BoundsTests
{
    // France, DSCAR 2024: cap 100,000 and not below last year. 8,921 communes, up to 234,058 seen: the guarantee comes after the cap.
    [Fact]
    public void A_later_bound_beats_an_earlier_one()
    {
        BoundInterval capThenLastYear = BoundInterval.None.Then("cap", null, 100_000m).Then("hold-harmless", 234_058m, null);
        BoundInterval lastYearThenCap = BoundInterval.None.Then("hold-harmless", 234_058m, null).Then("cap", null, 100_000m);

        Assert.Equal(234_058m, capThenLastYear.Clamp(150_000m));
        Assert.Equal("hold-harmless", capThenLastYear.RuleHolding(150_000m));
        Assert.Equal(100_000m, lastYearThenCap.Clamp(150_000m));
        Assert.Equal("cap", lastYearThenCap.RuleHolding(150_000m));
    }

    [Theory] // Last year 100: corridor 90 to 120 %, one half for who leaves, at least 40 for flagged payees.
    [InlineData(50, 90, "corridor")]
    [InlineData(150, 120, "corridor")]
    [InlineData(100, 100, "")]
    [InlineData(0, 50, "exit")]
    public void Corridor_holds_who_stays_and_the_exit_share_who_leaves(int computed, int expected, string rule)
    {
        BoundRule[] rules =
        [
            new(BoundKind.Corridor, "corridor", [0.9m], [1.2m]),
            new(BoundKind.ExitShare, "exit", [0.5m], [null]),
        ];

        BoundInterval interval = Assert.Single(BoundRule.Compose(rules, [computed], [100m]));

        Assert.Equal(expected, interval.Clamp(computed));
        Assert.Equal(rule, interval.RuleHolding(computed));
    }

    [Fact]
    public void Without_last_year_only_amounts_bind()
    {
        BoundRule[] rules =
        [
            new(BoundKind.Corridor, "corridor", [0.9m], [1.2m]),
            new(BoundKind.HoldHarmless, "hold-harmless", [1m], [null]),
            new(BoundKind.FlaggedMinimum, "minimum", [40m], [null]),
        ];

        Assert.Equal(40m, Assert.Single(BoundRule.Compose(rules, [10m], [null])).Clamp(10m));
    }

    [Fact] // A floor of 10.004 in fen is 10.01, a cap of 10.019 is 10.01.
    public void In_whole_units_the_floor_rises_and_the_cap_falls()
    {
        BoundInterval whole = BoundInterval.None.Then("floor", 10.004m, null).Then("cap", null, 10.019m).InUnits(MoneyUnit.Fen);

        Assert.Equal((10.01m, 10.01m), (whole.Floor, whole.Cap));
    }
}

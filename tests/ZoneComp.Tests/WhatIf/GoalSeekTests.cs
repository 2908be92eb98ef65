namespace ZoneComp.Tests.WhatIf;

/// <summary>Seeking on functions whose answer can be worked out by hand.</summary>
public class GoalSeekTests
{
    [Fact]
    public void The_largest_cap_that_leaves_enough_for_all()
    {
        // A has min(900, cap), B the rest of 1,000 yuan; last year 500 each. B has 0.6 of it, 300 yuan, as long as the cap is at most 700.
        GoalResult found = GoalSeek.Find(
            500m, 1000m, 0.5m, new Goal(GoalKind.RatioOfLastYear, "", 0.6m, ""), number => Two(Math.Min(900m, Yuan(number))));

        Assert.Equal(("700", "700.5", 0.6m), (found.Number, found.Next, found.Reached));
        Assert.Equal("met up to 700, missed at 700.5", found.Text.En);
        Assert.True(found.Runs < 25, $"{found.Runs} runs");
    }

    [Fact]
    public void The_least_value_that_is_enough()
    {
        GoalResult found = GoalSeek.Find(0m, 1000m, 1m, new Goal(GoalKind.AmountOfPayee, "", 123.5m, "A"), number => Two(Yuan(number)));

        Assert.Equal(("124", "123"), (found.Number, found.Next));
    }

    [Fact]
    public void What_a_knob_cannot_bring_about_is_said()
    {
        GoalResult found = GoalSeek.Find(0m, 1000m, 1m, new Goal(GoalKind.TotalAtMost, "", 999m, ""), number => Two(Yuan(number)));

        Assert.Null(found.Number);
        Assert.Equal("met at no value looked at (0: 1000; 1000: 1000); this knob alone does not bring it about", found.Text.En);
    }

    [Fact]
    public void A_goal_that_is_met_in_several_stretches_is_told_so()
    {
        // A and B have 500 each at 500 and only there: nobody is below last year.
        GoalResult found = GoalSeek.Find(0m, 1000m, 125m, new Goal(GoalKind.FewerBelowLastYear, "", 0m, ""), number => Two(Yuan(number)));

        Assert.Equal("500", found.Number);
        Assert.Contains("2 times over the range", found.Text.En);
    }

    [Fact]
    public void The_goal_is_found_where_it_is_met_only_just_before_nothing_can_be_paid()
    {
        // A has the number; above 960 the policy cannot be paid. 950 and more is asked for: met from 950 to 960 alone, between two of the
        // places looked at first.
        GoalResult found = GoalSeek.Find(
            0m, 1000m, 1m, new Goal(GoalKind.AmountOfPayee, "", 950m, "A"), number => Yuan(number) > 960m ? null : Two(Yuan(number)));

        Assert.Equal(("950", "949"), (found.Number, found.Next));
    }

    private static decimal Yuan(string number) => decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);

    private static AllocationTable Two(decimal first) => new()
    {
        Schemes = [],
        Rows = [Row("A", first), Row("B", 1000m - first)],
    };

    private static AllocationRow Row(string unit, decimal yuan) => new(unit, unit, "pool", "", yuan, yuan, yuan, 500m, "", "");
}

namespace ZoneComp.Tests.Allocation;

public class LargestRemainderTests
{
    [Fact] // 100 yuan in thirds: 33.33 each leaves one fen; all remainders and sizes are equal, so the smallest code has it.
    public void A_tie_goes_to_the_smaller_code()
    {
        decimal third = 100m / 3;

        Assert.Equal([33.33m, 33.34m, 33.33m], LargestRemainder.Round([third, third, third], 100m, MoneyUnit.Fen, ["b", "a", "c"]));
    }

    [Fact] // Remainders in yuan: 0.5, 0.5, 0.0; one unit left; the larger part (7.5) has it, though its code is larger.
    public void Of_equal_remainders_the_larger_part_has_the_unit()
    {
        Assert.Equal([2m, 8m, 3m], LargestRemainder.Round([2.5m, 7.5m, 3m], 13m, MoneyUnit.Yuan, ["a", "z", "m"]));
    }

    [Fact] // -1.3 + 1.5 + 0.8 = 1. Down: -2 + 1 + 0 = -1, remainders 0.7, 0.5, 0.8; two units left, for 0.8 and 0.7.
    public void Negative_parts_add_up_too()
    {
        Assert.Equal([-1m, 1m, 1m], LargestRemainder.Round([-1.3m, 1.5m, 0.8m], 1m, MoneyUnit.Yuan, ["a", "b", "c"]));
    }

    [Theory]
    [InlineData("0.01", "33.33", "33.34", "33.33")]
    [InlineData("1", "33", "34", "33")]
    public void The_unit_is_the_policys(string unit, string first, string second, string third)
    {
        decimal part = 100m / 3;

        Assert.Equal([Of(first), Of(second), Of(third)], LargestRemainder.Round([part, part, part], 100m, Of(unit), ["2", "1", "3"]));
    }

    [Fact] // 1 million yuan at 0.01 wan yuan (100 yuan): 333,333.33 down to 333,300; 100 yuan left for code 1. At wan yuan: 33 + 33 + 34.
    public void Units_of_wan_yuan()
    {
        decimal part = 1_000_000m / 3;

        Assert.Equal(
            [333_400m, 333_300m, 333_300m],
            LargestRemainder.Round([part, part, part], 1_000_000m, MoneyUnit.HundredthWanYuan, ["1", "2", "3"]));
        Assert.Equal(
            [340_000m, 330_000m, 330_000m],
            LargestRemainder.Round([part, part, part], 1_000_000m, MoneyUnit.WanYuan, ["1", "2", "3"]));
    }

    [Fact]
    public void A_total_that_rounding_cannot_reach_is_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => LargestRemainder.Round([1m, 2m], 4m, MoneyUnit.Yuan, ["a", "b"]));
        Assert.Throws<ArgumentException>(() => LargestRemainder.Round([1m, 2m], 3.005m, MoneyUnit.Fen, ["a", "b"]));
    }

    private static decimal Of(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

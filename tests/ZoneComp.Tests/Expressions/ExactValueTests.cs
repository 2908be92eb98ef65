namespace ZoneComp.Tests.Expressions;

/// <summary>No step of a formula rounds, rounding works in a unit that is written, conditions are three-valued, and no arithmetic ends a
/// run.</summary>
public class ExactValueTests
{
    [Theory]
    // A third, and a rate per hectare, which is no whole number of any smaller unit's rate.
    [InlineData("1 / 3 * 3 = 1", "true true true")]
    [InlineData("1 / 3 + 1 / 3 + 1 / 3 >= 1", "true true true")]
    [InlineData("(1 yuan/m2) * (1 m2) = 1 yuan", "true true true")]
    [InlineData("1000 yuan/ha / 3 * (3 ha) = 1000 yuan", "true true true")]
    [InlineData("1000 yuan/ha = 0.1 yuan/m2 and 1 yuan/mu = 15 yuan/ha", "true true true")]
    [InlineData("(15 yuan/mu) / (1 yuan/ha) = 225", "true true true")]
    [InlineData("15 ha / (1 mu) = 225 and 15 mu >= 1 ha and 15 mu <= 1 ha", "true true true")]
    [InlineData("1 wan_yuan / (225 mu) * 15 ha = 1 wan_yuan", "true true true")]
    // Thresholds that are met exactly: A has 100 of 1000 people, B 300, C 600.
    [InlineData("band(share(fiscal.people) / 3 * 30, [1: 1, 3: 2, 6: 3], closed: left)", "1 2 3")]
    [InlineData("lookup(1 / 3 * 3, [1: 5, 2: 6], exact)", "5 5 5")]
    [InlineData("lookup(1 / 3 * 3, [1: 5, 2: 6], step)", "5 5 5")]
    [InlineData("member(redline, min: 0.35)", "true false false")]
    [InlineData("1 / 3 * 3 in (1)", "true true true")]
    [InlineData("rank(fiscal.people / 3 * 0 + 1 / 3, descending, ties: min)", "1 1 1")]
    [InlineData("sum(share(fiscal.people / 7)) = 1", "true true true")]
    [InlineData("mean(1 / 3 + 0 * fiscal.people) * 3 = 1", "true true true")]
    [InlineData("round(1 / 3 * 1.5, 0)", "1 1 1")]
    [InlineData("round(0.5 / 3 * 3 + 0.005 / 7 * 7, 2)", "0.51 0.51 0.51")]
    [InlineData("round(2.675, 2) + round(-0.125, 2)", "2.55 2.55 2.55")]
    [InlineData("floor(1 / 3 * 3) + ceil(1 / 3 * 3) + floor(-1 / 3) + ceil(-1 / 3)", "1 1 1")]
    // Below the last digit of a decimal, and back.
    [InlineData("0.00000000000000000001 * 0.00000000000000000001 * 10000000000000000000000000000 * 1000000000000", "1 1 1")]
    public void No_step_rounds(string expression, string expected) => Assert.Equal(expected, Sample.Values(expression));

    [Theory]
    [InlineData("round(12.34 yuan/mu, 1) * (1 mu)", "12.3 12.3 12.3 yuan")]
    [InlineData("floor(18.9 yuan/mu) * (10 mu)", "180 180 180 yuan")]
    [InlineData("ceil(18.1 wan_yuan/km2) * (1 km2)", "19 19 19 wan_yuan")]
    [InlineData("round(20155 yuan/km, 0) * (1 km)", "20155 20155 20155 yuan")]
    [InlineData("round(1234.56 yuan/ha, 0) * (1 ha)", "1235 1235 1235 yuan")]
    [InlineData("round(area(forest.I) * 1.0001, 1, ha)", "2500000 200000 0 m2")]
    [InlineData("round(2 wan_yuan + 3456 yuan, 0, wan_yuan)", "2 2 2 wan_yuan")]
    [InlineData("round(3456 yuan + 2 wan_yuan, 1, wan_yuan)", "2.3 2.3 2.3 wan_yuan")]
    [InlineData("round(max(0, fiscal.people * 1.26 yuan), -1)", "130 380 760 yuan")]
    [InlineData("floor(1 mu + 1 ha, 100 m2)", "1.06 1.06 1.06 ha")]
    public void Rounding_works_in_the_unit_that_is_written(string expression, string expected) =>
        Assert.Equal(expected, Sample.Values(expression));

    [Theory]
    [InlineData("round(2 wan_yuan + 3456 yuan, 0)", "7: round() of money works in a unit, and 2 wan_yuan + 3456 yuan is put together in "
        + "several or in none; say which: round(x, digits, yuan)")]
    [InlineData("round(3456 yuan + 2 wan_yuan, 0)", "7: round() of money works in a unit, and 3456 yuan + 2 wan_yuan is put together in "
        + "several or in none; say which: round(x, digits, yuan)")]
    [InlineData("floor(region_area)", "7: floor() of an area works in a unit, and region_area is written in none; say which: floor(x, m2)")]
    [InlineData("ceil(region_area * 2 yuan/mu)", "6: ceil() of money works in a unit, and region_area * 2 yuan/mu is put together in "
        + "several or in none; say which: ceil(x, yuan)")]
    [InlineData("round(1.5, 0, mu)", "15: 1.5 is a number and is rounded without a unit")]
    [InlineData("round(15 yuan/mu, 0, mu)", "22: expected a unit of money per area, such as yuan/mu")]
    public void Where_none_is_written_it_is_asked_for(string expression, string expected) =>
        Assert.Equal(expected, Sample.Error(expression).Split('\n')[0]);

    [Theory]
    [InlineData("1 mu + 1 ha", "1 ha + 1 mu")]
    [InlineData("2 wan_yuan + 3456 yuan", "3456 yuan + 2 wan_yuan")]
    [InlineData("max(0 yuan, fiscal.last_year else 0)", "max(fiscal.last_year else 0, 0 yuan)")]
    [InlineData("area(redline) + area(forest, mu)", "area(forest, mu) + area(redline)")]
    public void The_order_of_a_sum_decides_nothing(string one, string other) => Assert.Equal(Sample.Values(one), Sample.Values(other));

    [Theory]
    // C has no last_year.
    [InlineData("fiscal.last_year > 5 wan_yuan or fiscal.last_year is null", "true true true")]
    [InlineData("fiscal.last_year is null or fiscal.last_year > 5 wan_yuan", "true true true")]
    [InlineData("fiscal.last_year > 5 wan_yuan and fiscal.last_year is not null", "true true false")]
    [InlineData("not (fiscal.last_year <= 5 wan_yuan and fiscal.last_year is not null)", "true true true")]
    [InlineData("1 / (fiscal.people - 300) > 0 or true", "true true true")]
    [InlineData("if(1 / (fiscal.people - 300) > 0 and false, 1, 2)", "2 2 2")]
    public void A_side_that_decides_decides_in_either_order(string expression, string expected) =>
        Assert.Equal(expected, Sample.Values(expression));

    [Theory]
    [InlineData("pow(0.00000000000001, -3)", "the result has more than 28 digits")]
    [InlineData("pow(10, 64)", "the result has more than 28 digits")]
    [InlineData("pow(0.5, -100)", "the result has more than 28 digits")]
    [InlineData("exp(1000)", "the result has more than 28 digits")]
    [InlineData("ln(0)", "the logarithm of a number not above 0")]
    [InlineData("sqrt(0 - 1)", "the square root of a number below 0")]
    [InlineData("70000000000000000000000000000 + 70000000000000000000000000000", "the result has more than 28 digits")]
    [InlineData("round(70000000000000000000000000000 * 1, -12) * 10", "the result has more than 28 digits")]
    [InlineData("sum(70000000000000000000000000000 + 0 * fiscal.people)", "the result has more than 28 digits")]
    [InlineData("stddev(10000000000000000000 * fiscal.people, sample)", "the result has more than 28 digits")]
    [InlineData("lookup(fiscal.people, [0: 1, 1000: 70000000000000000000000000000], interpolate) * 100", "the result has more than 28 digits")]
    public void Arithmetic_ends_no_run_and_else_serves_it(string expression, string reason)
    {
        Assert.Contains(reason, Sample.Values(expression), StringComparison.Ordinal);
        Assert.Contains("(p.yaml:2:3)", Sample.Values(expression), StringComparison.Ordinal);
        Assert.Equal("-1 -1 -1", Sample.Values($"({expression}) else -1"));
    }
}

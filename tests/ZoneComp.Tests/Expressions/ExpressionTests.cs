namespace ZoneComp.Tests.Expressions;

public class ExpressionTests
{
    [Theory]
    // Sets, in hectares of the sample: forest.I is 100 + 150 in A, 20 in B.
    [InlineData("area(forest.I, ha)", "250 20 0 ha")]
    [InlineData("area(forest, ha)", "300 20 0 ha")]
    [InlineData("area(forest & redline, ha)", "150 0 0 ha")]
    [InlineData("area(forest | redline, ha)", "500 20 0 ha")]
    [InlineData("area(forest - redline, mu)", "2250 300 0 mu")]
    [InlineData("area(!redline & !forest, ha)", "500 80 100 ha")]
    [InlineData("area(~(redline | forest), km2)", "5 0.8 1 km2")]
    [InlineData("area(everywhere, ha)", "1000 100 100 ha")]
    [InlineData("area(redline)", "3500000 0 0 m2")]
    [InlineData("ratio(redline)", "0.35 0 0")]
    [InlineData("ratio(redline, of: forest) else 0", "0.5 0 0")]
    [InlineData("member(forest, min: 20 ha)", "true true false")]
    [InlineData("member(forest, min: 0.25)", "true false false")]
    [InlineData("member(forest, min: 25%)", "true false false")]
    [InlineData("excess(forest, ha)", "15 0 0 ha")]
    [InlineData("region_area", "10000000 1000000 1000000 m2")]
    [InlineData("region_code", "6101 6102 6201")]
    [InlineData("parent(city)", "61 61 62")]
    [InlineData("starts_with(region_code, '61')", "true true false")]
    // weighted: A has red 200, I 100, I + red 150, II 50 ha; B has I 20 ha. In mu 3000, 1500, 2250, 750; 300.
    [InlineData("weighted([forest.I: 1, forest.II: 0.5], overlap: error, unit: ha)", "275 20 0 ha")]
    [InlineData("weighted([redline: 2 yuan/mu, forest: 3 yuan/mu], overlap: best)", "19500 900 0 yuan")]
    [InlineData("weighted([redline: 2 yuan/mu, forest: 3 yuan/mu], overlap: lowest)", "17250 900 0 yuan")]
    [InlineData("weighted([redline: 2 yuan/mu, forest: 3 yuan/mu], overlap: first)", "17250 900 0 yuan")]
    [InlineData("weighted([redline: 2 yuan/mu, forest: 3 yuan/mu], overlap: sum)", "24000 900 0 yuan")]
    [InlineData("weighted([forest & redline: 20 yuan/mu, forest - redline: fiscal.people * 0.1 yuan/mu], overlap: error)", "67500 9000 0 yuan")]
    // Units: 250 ha = 3750 mu, at 15 yuan a mu.
    [InlineData("area(forest.I) * 15 yuan/mu", "56250 4500 0 yuan")]
    [InlineData("area(forest.I) / mu", "3750 300 0")]
    [InlineData("fiscal.last_year else 0", "10 20 0 wan_yuan")]
    [InlineData("(fiscal.last_year else 0) + 5000 yuan", "10.5 20.5 0.5 wan_yuan")]
    [InlineData("area(redline, ha) + 15 mu", "351 1 1 ha")]
    [InlineData("area(redline, ha) > 0", "true false false")]
    [InlineData("max(0, area(redline, ha) - 100 ha)", "250 0 0 ha")]
    // Arithmetic and its order.
    [InlineData("2 + 3 * 4 - 6 / 2", "11 11 11")]
    [InlineData("-2 * -(3 - 5)", "-4 -4 -4")]
    [InlineData("10 - 4 - 3", "3 3 3")]
    [InlineData("1 < 2 and not 2 < 1 or false", "true true true")]
    [InlineData("fiscal.kind = 'mountain' and fiscal.people <> 600", "true false false")]
    [InlineData("fiscal.people in (100, 600)", "true false true")]
    [InlineData("fiscal.kind not in ('plain')", "true false true")]
    [InlineData("fiscal.last_year is null", "false false true")]
    [InlineData("if(fiscal.poor, 1.2, 1)", "1.2 1 1.2")]
    [InlineData("if(fiscal.people = 100, 1, 1 / (fiscal.people - 100))", "1 0.005 0.002")]
    [InlineData("round(2.5, 0) + round(-2.345, 2)", "0.65 0.65 0.65")]
    [InlineData("round(area(forest.I, mu) / 7, -1)", "540 40 0 mu")]
    [InlineData("floor(2.7) * 10 + ceil(2.1)", "23 23 23")]
    [InlineData("sqrt(2)", "1.4142135624 1.4142135624 1.4142135624")]
    [InlineData("sqrt(0.09)", "0.3 0.3 0.3")]
    [InlineData("pow(2, 10) + pow(2, -1)", "1024.5 1024.5 1024.5")]
    [InlineData("ln(exp(1))", "1 1 1")]
    [InlineData("clamp(fiscal.people, 200, 500)", "200 300 500")]
    [InlineData("abs(-3) + min(1, 2, 3) + max(4, 5)", "9 9 9")]
    [InlineData("year", "2025 2025 2025")]
    // Bands and tables of values.
    [InlineData("band(fiscal.people, [0: 1, 300: 2, 500: 3], closed: left)", "1 2 3")]
    [InlineData("band(fiscal.people, [100: 1, 300: 2, 500: 3], closed: right, below: 0)", "0 1 3")]
    [InlineData("lookup(fiscal.people, [100: 0, 500: 1], interpolate, outside: hold)", "0 0.5 1")]
    [InlineData("lookup(fiscal.people, [100: 1, 400: 2], step)", "1 1 2")]
    [InlineData("lookup(fiscal.kind, ['mountain': 10 yuan, 'plain': 5 yuan])", "10 5 10 yuan")]
    [InlineData("lookup(fiscal.kind, ['mountain': 2], other: 1)", "2 1 2")]
    // Columns: people 100, 300, 600; city 61 holds the first two.
    [InlineData("sum(fiscal.people)", "1000 1000 1000")]
    [InlineData("sum(fiscal.people) by city", "400 400 600")]
    [InlineData("mean(fiscal.people) by city", "200 200 600")]
    [InlineData("median(fiscal.people)", "300 300 300")]
    [InlineData("min_of(fiscal.people) + max_of(fiscal.people)", "700 700 700")]
    [InlineData("share(fiscal.people)", "0.1 0.3 0.6")]
    [InlineData("share(fiscal.people) by city", "0.25 0.75 1")]
    [InlineData("share(fiscal.people, where: fiscal.poor)", "0.1428571429 0 0.8571428571")]
    [InlineData("minmax(fiscal.people)", "0 0.4 1")]
    [InlineData("max(0, 2 - fiscal.people / mean(fiscal.people))", "1.7 1.1 0.2")]
    [InlineData("count_of(fiscal.poor)", "2 2 2")]
    [InlineData("rank(fiscal.people, descending, ties: min)", "3 2 1")]
    [InlineData("rank(if(fiscal.poor, 1, 0), descending, ties: min)", "1 3 1")]
    [InlineData("rank(if(fiscal.poor, 1, 0), descending, ties: max)", "2 3 2")]
    [InlineData("rank(if(fiscal.poor, 1, 0), descending, ties: average)", "1.5 3 1.5")]
    [InlineData("rank(if(fiscal.poor, 1, 0), ascending, ties: dense)", "2 1 2")]
    // Deviations of 100, 300, 600: squares of -700/3, -100/3, 800/3 add to 380,000/3 (1,140,000/9); by n = 3 the root is 205.4805,
    // by n - 1 = 2 it is 251.6611.
    [InlineData("stddev(fiscal.people, population)", "205.4804667656 205.4804667656 205.4804667656")]
    [InlineData("stddev(fiscal.people, sample)", "251.6611478424 251.6611478424 251.6611478424")]
    [InlineData("zscore(fiscal.people, population)", "-1.1355499479 -0.1622214211 1.297771369")]
    [InlineData("`region_code` = '6101'", "true false false")]
    public void An_expression_has_its_value_for_each_county(string expression, string expected) =>
        Assert.Equal(expected, Sample.Values(expression));

    [Theory]
    [InlineData("area(redline) + 5 yuan", "15: an area plus money: both sides must be of one kind")]
    [InlineData("area(redline) > fiscal.last_year", "15: an area compared with money: both sides must be of one kind")]
    [InlineData("area(redlin)", "6: 'redlin' is no layer or class; did you mean 'redline'?")]
    [InlineData("合计(fiscal.people)", "1: unknown function '合计'; write 求和")]
    [InlineData("aera(redline)", "1: unknown function 'aera'; did you mean 'area'?")]
    [InlineData("fiscal.peopel", "1: table 'fiscal' has no column 'peopel'; did you mean 'people'?")]
    [InlineData("forest * 2", "1: 'forest' is a layer or class; say what of it: area(forest), ratio(forest) or member(forest, min: ...)")]
    [InlineData("share(fiscal.people) by town", "25: 'town' is no level of the regions' parents and no column of texts; known: city")]
    [InlineData("zscore(fiscal.people)", "1: zscore() needs 'of': population or sample")]
    [InlineData("rank(fiscal.people, descending)", "1: rank() needs 'ties': min or max or average or dense")]
    [InlineData("band(fiscal.people, [0: 1, 300: 2])", "1: band() needs 'closed': left or right")]
    [InlineData("band(fiscal.people, [5: 1, 3: 2], closed: left)", "28: 3 is not above 5: thresholds must ascend")]
    [InlineData("round(1.25, digits: 1, places: 2)", "24: round() has no 'places'; known: x, digits, unit")]
    [InlineData("member(redline, min: 0)", "22: expected an area above 0, such as 10 ha, or a ratio above 0 and at most 1")]
    [InlineData("area(forest and redline)", "13: 'and' between sets; expected &")]
    [InlineData("fiscal.poor & true", "13: '&' joins sets inside area(), ratio() and the like; for conditions write and")]
    [InlineData("area(redline) * area(forest) + 1", "30: a mixed quantity (money^0 area^2 length^0) plus a number: both sides must be of "
        + "one kind")]
    [InlineData("1 + (2 * 3", "11: found the end of the expression; expected ')' for the '(' at 5")]
    [InlineData("1 + * 3", "5: found '*'; expected a number, a name, a function or '('")]
    [InlineData("1 2", "3: found '2'; expected an operator or the end of the expression")]
    [InlineData("max(1；2)", "6: '；' is no sign of the expression language; write ,")]
    [InlineData("'abc", "1: the quote ' is not closed")]
    [InlineData("1 < 2 < 3", "7: found '<'; expected 'and' or the end: comparisons do not chain (a < b and b < c)")]
    [InlineData("if(1, 2, 3)", "4: found a number; expected a condition")]
    [InlineData("if(true, 2, 'a')", "13: found text; expected a number like the others")]
    [InlineData("weighted([redline: 1])", "1: weighted() needs 'overlap': best or lowest or sum or first or error")]
    [InlineData("max(fiscal.people)", "1: max() needs two values or more; over all regions it is max_of()")]
    public void A_wrong_expression_is_told_with_its_column_and_what_was_expected(string expression, string expected) =>
        Assert.Equal(expected, Sample.Error(expression).Split('\n')[0]);

    [Theory]
    [InlineData(
        "1 / (fiscal.people - 300)",
        "no value for 6102 乙县: division by zero: (fiscal.people - 300) is 0 in 1 / (fiscal.people - 300) (p.yaml:2:3) of '1 / "
            + "(fiscal.people - 300)'; 'x else y' says what holds then")]
    [InlineData(
        "fiscal.last_year * 2",
        "no value for 6201 丙县: fiscal.last_year is missing in fiscal.last_year (p.yaml:2:3) of 'fiscal.last_year * 2'; 'x else y' says "
            + "what holds then")]
    [InlineData(
        "share(0 * fiscal.people)",
        "no value for all regions: the total is 0, so there are no shares in share(0 * fiscal.people) (p.yaml:2:3) of 'share(0 * "
            + "fiscal.people)'; 'x else y' says what holds then")]
    [InlineData(
        "share(area(redline)) by city",
        "no value for all regions: the total is 0, so there are no shares (in city 62) in share(area(redline)) by city (p.yaml:2:3) of "
            + "'share(area(redline)) by city'; 'x else y' says what holds then")]
    [InlineData(
        "minmax(fiscal.people * 0 + 7)",
        "no value for all regions: all values are equal, so there is no min-max scale in minmax(fiscal.people * 0 + 7) (p.yaml:2:3) of "
            + "'minmax(fiscal.people * 0 + 7)'; 'x else y' says what holds then")]
    [InlineData(
        "zscore(fiscal.people * 0, population)",
        "no value for all regions: all values are equal, so there is no z-score in zscore(fiscal.people * 0, population) (p.yaml:2:3) of "
            + "'zscore(fiscal.people * 0, population)'; 'x else y' says what holds then")]
    [InlineData(
        "weighted([redline: 1, forest: 2], overlap: error)",
        "no value for 6101 甲县: ground lies in redline and in forest; say which counts by 'overlap' in weighted([redline: 1, forest: 2], "
            + "overlap: error) (p.yaml:2:3) of 'weighted([redline: 1, forest: 2], overlap: error)'; 'x else y' says what holds then")]
    [InlineData(
        "band(fiscal.people, [200: 1], closed: left)",
        "no value for 6101 甲县: fiscal.people is 100, below the first band; say 'below:' what holds there in band(fiscal.people, [200: "
            + "1], closed: left) (p.yaml:2:3) of 'band(fiscal.people, [200: 1], closed: left)'; 'x else y' says what holds then")]
    public void What_cannot_be_computed_is_a_finding_that_names_region_and_expression(string expression, string expected) =>
        Assert.Equal(expected, Sample.Values(expression));

    [Theory]
    [InlineData("(1 / (fiscal.people - 300)) else -1", "-0.005 -1 0.0033333333")]
    [InlineData("share(0 * fiscal.people) else 0", "0 0 0")]
    [InlineData("fiscal.last_year else null", "10 20 null wan_yuan")]
    [InlineData("previous(score) else 5", "5 5 5")]
    public void Else_says_what_holds_instead(string expression, string expected) =>
        Assert.Equal(expected, Sample.Values(expression));

    [Fact]
    public void A_deep_expression_is_refused_and_does_not_overflow_the_stack()
    {
        Assert.Contains("nests deeper", Sample.Error(new string('(', 5000)), StringComparison.Ordinal);
        Assert.Contains("nests deeper", Sample.Error("1" + string.Concat(Enumerable.Repeat(" + 1", 3000))), StringComparison.Ordinal);
        Assert.Contains("nests deeper", Sample.Error(string.Concat(Enumerable.Repeat("not ", 4000)) + "true"), StringComparison.Ordinal);
    }
}

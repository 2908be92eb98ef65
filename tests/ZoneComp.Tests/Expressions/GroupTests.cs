namespace ZoneComp.Tests.Expressions;

/// <summary>Functions over the regions of one text: kind is mountain, plain, mountain; people 100, 300, 600.</summary>
public class GroupTests
{
    [Theory]
    [InlineData("sum(fiscal.people) by fiscal.kind", "700 300 700")]
    [InlineData("share(fiscal.people) by fiscal.kind * 7", "1 7 6")]
    [InlineData("rank(fiscal.people, ascending, ties: min) by fiscal.kind", "1 1 2")]
    [InlineData("sum(fiscal.people, where: fiscal.poor) by fiscal.kind", "700 0 700")]
    [InlineData("count_of(fiscal.poor) by region_name", "1 0 1")]
    // One value a group: 700 and 300.
    [InlineData("sum(sum(fiscal.people) by fiscal.kind, each: fiscal.kind)", "1000 1000 1000")]
    [InlineData("fiscal.people / (mean(fiscal.people) by fiscal.kind)", "0.2857142857 1 1.7142857143")]
    public void Regions_of_one_text_are_a_group(string expression, string expected) => Assert.Equal(expected, Sample.Values(expression));

    [Theory]
    [InlineData("share(fiscal.people) by fiscal.kin", "25: table 'fiscal' has no column 'kin'; did you mean 'kind'?")]
    [InlineData("share(fiscal.people) by fiscal.people", "25: found a number; expected a level or a column of texts, whose equal texts "
        + "are a group")]
    [InlineData("share(fiscal.people) by fiscal.", "32: found the end of the expression; expected the name of a column behind '.'")]
    [InlineData("share(fiscal.people) by citty", "25: 'citty' is no level of the regions' parents and no column of texts; did you mean "
        + "'city'?")]
    [InlineData("share(sum(fiscal.people) by fiscal.kind)", "7: sum(fiscal.people) by fiscal.kind is one value for a whole fiscal.kind, "
        + "which each of its regions shows, so share() would count it once for every region; write 'each: fiscal.kind' to count each "
            + "fiscal.kind once, or 'each: region' if that is meant")]
    [InlineData("sum(fiscal.people, each: 1)", "26: expected city, region or a column of texts")]
    public void A_wrong_group_is_named(string expression, string expected) =>
        Assert.Equal(expected, Sample.Error(expression).Split('\n')[0]);
}

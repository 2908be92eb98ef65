namespace ZoneComp.Tests.Preparation;

public sealed class OneOfTests
{
    [Theory]
    [InlineData("1 rows have no date", "1 row has no date")]
    [InlineData("21 rows have no date", "21 rows have no date")]
    [InlineData("0.1 rows are left", "0.1 rows are left")]
    [InlineData("1 payees (1101 甲县) belong to no city", "1 payee (1101 甲县) belongs to no city")]
    [InlineData("2.00 ha in 1 regions are paid", "2.00 ha in 1 region are paid")]
    [InlineData("1 zone classes, 1 parties", "1 zone class, 1 party")]
    [InlineData("layer '1 rows' has 1 features", "layer '1 rows' has 1 feature")]
    public void What_there_is_one_of_is_told_in_the_singular(string text, string expected) =>
        Assert.Equal(expected, new UserErrorException(text, "").Text.En);
}

namespace ZoneComp.Tests.Expressions;

public class UnitWordTests
{
    [Theory]
    [InlineData("100 万元", "5: the unit '万元' is written wan_yuan")]
    [InlineData("100万元", "4: the unit '万元' is written wan_yuan")]
    [InlineData("15 yuan / 亩", "11: the unit '亩' is written mu")]
    [InlineData("１００", "1: '１' is no sign of the expression language; write 1")]
    [InlineData("5％", "2: '％' is no sign of the expression language; write %")]
    public void A_chinese_unit_or_full_width_sign_is_named_with_what_to_write(string expression, string expected) =>
        Assert.Equal(expected, Sample.Error(expression).Split('\n')[0]);
}

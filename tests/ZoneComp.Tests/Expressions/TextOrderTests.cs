namespace ZoneComp.Tests.Expressions;

/// <summary>Texts in filters: dates in any spelling are dates; where no order can be meant, the filter says so.</summary>
public class TextOrderTests
{
    [Theory]
    [InlineData("d >= '2025-03-01'", "2025/3/1", true)]
    [InlineData("d >= '2025-03-01'", "2025/2/28", false)]
    [InlineData("d >= '2025-03-01'", "2025年10月2日", true)]
    [InlineData("d < '2025-10-02'", "2025/9/30", true)]
    [InlineData("d < '2025-10-02'", "20250930", true)]
    [InlineData("d < '2025-10-02'", "２０２５．９．３０", true)]
    [InlineData("d = '2025-03-01'", "2025/3/1", true)]
    [InlineData("d <> '2025-03-01'", "2025年3月1日", false)]
    [InlineData("d in ('2024-12-31', '2025-03-01')", "2025/03/01", true)]
    [InlineData("d = '2025-03-01'", "2025-03-01T00:00:00Z", true)]
    [InlineData("d > '2025-03'", "2025年4月", true)]
    [InlineData("d > '2024'", "2025-04-01", true)]
    [InlineData("d < '2025-03-01 09:00'", "2025/3/1 8:30:15", true)]
    // Codes of one length stand in one order as texts and as numbers; other texts stand sign by sign.
    [InlineData("d < '330000'", "320102", true)]
    [InlineData("d < 'b'", "a", true)]
    public void Texts_compare_as_what_they_say(string filter, string value, bool expected)
    {
        Assert.Equal(expected, Matches(filter, value, out LocalText? reason));
        Assert.Null(reason);
    }

    [Theory]
    [InlineData("d <= '2024-12-31'", "待定", "'待定' is no date, and '2024-12-31' is")]
    [InlineData("d <= '2024-12-31'", "2024-13-01", "'2024-13-01' is no date")]
    [InlineData("d <= '2024-12-31'", "3/1/2024", "'3/1/2024' is no date")]
    [InlineData("d <= '2024'", "2024-05-01", "one lies within the other")]
    [InlineData("d <= '2024-12-31'", "2024-12-31T23:30:00Z", "one lies within the other")]
    [InlineData("d = '2024-12-31'", "2024-12-31 23:30", "one lies within the other")]
    [InlineData("d in ('2024')", "2024年5月", "one lies within the other")]
    [InlineData("d = 2024", "2024年", "'2024年' is a date and 2024 is a number")]
    [InlineData("d < '9'", "10", "as numbers they stand in another order")]
    [InlineData("d < '3300'", "320102", "as numbers they stand in another order")]
    public void What_has_no_order_that_is_meant_decides_nothing(string filter, string value, string expected)
    {
        Assert.Null(Matches(filter, value, out LocalText? reason));
        Assert.Contains(expected, reason!.En, StringComparison.Ordinal);
    }

    private static bool? Matches(string filter, string value, out LocalText? reason) =>
        FeatureFilter.Compile(Sample.Node(filter), ["d"], new PolicyErrors())!.Matches(_ => value, out reason);
}

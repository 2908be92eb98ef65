namespace ZoneComp.Tests.Allocation;

/// <summary>County 1102 has no last year's amount.</summary>
public class MissingValueTests
{
    private readonly SchemeBench bench = new();

    [Theory] // were nothing simply unequal to everything, 1102 would be left out without a word
    [InlineData("data.last = 10 wan_yuan")]
    [InlineData("data.last <> 10 wan_yuan")]
    [InlineData("\"data.last in (10 wan_yuan, 40 wan_yuan)\"")]
    [InlineData("\"data.last not in (10 wan_yuan, 40 wan_yuan)\"")]
    public void A_missing_value_that_is_compared_is_told(string condition)
    {
        _ = bench.Run($"p: {{kind: pool, fund: 100 wan_yuan, share: data.score, eligible: {condition}}}");

        Assert.StartsWith("ZC601 no value for 1102 乙县: data.last is missing", bench.Findings(), StringComparison.Ordinal);
    }

    [Fact] // asked for by the shares and by the bounds
    public void Who_is_eligible_is_told_once_where_it_is_not_known()
    {
        _ = bench.Run(
            "p: {kind: pool, fund: 100 wan_yuan, share: data.score, eligible: data.last > 0 yuan, bounds: [floor: 1 wan_yuan], over_run: "
                + "rescale}");

        Assert.Equal(
            bench.Findings().IndexOf("ZC601", StringComparison.Ordinal),
            bench.Findings().LastIndexOf("ZC601", StringComparison.Ordinal));
        Assert.Contains("ZC601 no value for 1102 乙县", bench.Findings(), StringComparison.Ordinal);
    }

    [Theory] // scores 1 to 4; of those with a last year 1101, 1201 and 1202 have 10, 40 and 20 wan yuan
    [InlineData("data.last is not null and data.last <> 10 wan_yuan", "0 0 30 40")]
    [InlineData("data.last = null", "0 70 0 0")]
    [InlineData("\"data.last in (null, 10 wan_yuan)\"", "20 50 0 0")]
    public void Who_asks_for_missing_values_gets_them(string condition, string expected)
    {
        string share = expected.StartsWith("20", StringComparison.Ordinal) ? "if(data.score = 1, 2, 5)" : "data.score";

        Assert.Equal(expected, bench.Amounts($"p: {{kind: pool, fund: 70 wan_yuan, share: \"{share}\", eligible: {condition}}}"));
        Assert.Equal("", bench.Findings());
    }
}

namespace ZoneComp.Tests.Expressions;

/// <summary>A filter leaves no feature out because a number or code is written otherwise than the policy writes it.</summary>
public class OtherWritingTests
{
    [Theory] // value in the file, filter; what is right: taken, left out, or asked
    [InlineData("\"1,000\"", "v = 1000", "asked")]
    [InlineData("１０００", "v = 1000", "asked")]
    [InlineData("1e3", "v = 1000", "asked")]
    [InlineData("1000.0", "v = 1000", "taken")]
    [InlineData("\"2,000\"", "v = 1000", "left")]
    [InlineData("abc", "v = 1000", "left")]
    [InlineData("30%", "v <> 0.3", "asked")]
    [InlineData("３２０１０２", "v = '320102'", "asked")]
    [InlineData("320102.0", "v in ('320104', '320102')", "asked")]
    [InlineData("320102.0", "v in ('320102', '320102.0')", "taken")]
    [InlineData("320102.0", "v = '320102' or v = '320102.0'", "taken")]
    [InlineData("320102.0", "v not in ('320102', '320104')", "asked")]
    [InlineData("320103.0", "v not in ('320102', '320104')", "taken")]
    [InlineData("010", "v = '10'", "left")]
    public void A_value_written_otherwise_is_asked_about(string value, string filter, string right)
    {
        using InputRun run = new();
        run.Layers = $"{{zone: {{source: {{path: zone.csv, where: \"{filter}\"}}}}}}";
        RunOutcome outcome = run.Zone(fields: "v", values: value).Run();

        Assert.Equal(right == "asked", InputRun.Codes(outcome).Contains("ZC247 error"));
        if (right == "asked")
            Assert.Contains("differ only in how they are written", InputRun.Message(outcome, "ZC247"), StringComparison.Ordinal);
        else
            Assert.Equal(right == "left", InputRun.Codes(outcome).Contains("ZC242 error"));
    }
}

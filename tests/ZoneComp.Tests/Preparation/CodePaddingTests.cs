namespace ZoneComp.Tests.Preparation;

public sealed class CodePaddingTests : IDisposable
{
    private readonly InputRun run = new();

    public void Dispose() => run.Dispose();

    [Theory] // Domain reference 1.6: converters write "0" + SEN_LIN_LB and SHI_QUAN_D + "0"; Excel writes 1.0.
    [InlineData("SEN_LIN_LB", "01", "1")]
    [InlineData("SENLINLB", "1", "01")]
    [InlineData("SHI_QUAN_D", "10", "1")]
    [InlineData("SHI_QUAN_D", "1", "10")]
    [InlineData("SHI_QUAN_D", "01", "10")]
    [InlineData("DLBM", "0301.0", "0301")]
    [InlineData("DLBM", "０３０１", "0301")]
    public void One_code_in_another_padding_is_found_and_told(string field, string found, string written)
    {
        run.Zone(fields: field, values: found).Layers = $"{{zone: {{source: zone.csv, class: {field}, classes: {{one: ['{written}'], "
            + $"two: ['2']}}}}}}";

        RunOutcome outcome = run.Run();

        Assert.Contains("ZC270 warning", InputRun.Codes(outcome));
        Assert.StartsWith(
            $"1 feature(s) have {field} '{found}', this the first; taken as '{written}' of class one",
            InputRun.Message(outcome, "ZC270"),
            StringComparison.Ordinal);
        Assert.Equal(InputRun.RegionsM2(outcome) / 2, InputRun.ZoneM2(outcome), tolerance: 20); // 11 km of border, rounded to 1 mm
    }

    [Theory]
    [InlineData("DLBM", "10", "1", "")] // a land class code is not padded: 10 is no 1
    [InlineData("SHI_QUAN_D", "10", "1", ", padding: none")]
    public void A_field_that_is_not_padded_keeps_its_codes_apart(string field, string found, string written, string padding)
    {
        run.Zone(fields: field, values: found).Layers = $"{{zone: {{source: zone.csv, class: {field}{padding}, classes: {{one: "
            + $"['{written}']}}}}}}";

        Assert.Contains("ZC240 error", InputRun.Codes(run.Run()));
    }

    [Fact]
    public void A_value_that_two_classes_might_mean_is_nobodys()
    {
        run.Zone(fields: "SHI_QUAN_D", values: "01").Layers = "{zone: {source: zone.csv, class: SHI_QUAN_D, classes: {one: ['1'], ten: "
            + "['10']}}}";

        Assert.Contains("ZC240 error", InputRun.Codes(run.Run()));
    }

    [Fact]
    public void Region_codes_lose_what_programs_add_and_a_warning_says_so()
    {
        run.Zone().Folder.Write("regions.csv", InputRun.Square.Replace("\nA,", "\n110101.0,", StringComparison.Ordinal));

        RunOutcome outcome = run.Run();

        Assert.Equal("110101", outcome.Results!.Combinations.Regions[0].Code);
        Assert.Equal(
            "1 code(s) carry blanks, full-width digits or empty decimals, such as '110101.0'; they are taken without, as '110101'",
            InputRun.Message(outcome, "ZC271"));
    }
}

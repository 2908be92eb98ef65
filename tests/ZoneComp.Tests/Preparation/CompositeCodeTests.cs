namespace ZoneComp.Tests.Preparation;

/// <summary>Codes that stand in several fields, of regions and of tables.</summary>
public sealed class CompositeCodeTests : IDisposable
{
    private const string Two = """
        ISO,ID_1,ID_2,wkt
        CHN,1,2,"SRID=4490;POLYGON((105 30,105.1 30,105.1 30.1,105 30.1,105 30))"
        CHN,12,,"SRID=4490;POLYGON((106 30,106.1 30,106.1 30.1,106 30.1,106 30))"

        """;

    private readonly InputRun run = new();

    public void Dispose() => run.Dispose();

    [Fact]
    public void Several_fields_make_the_code_and_the_key_of_a_table()
    {
        run.Zone().Folder.Write("regions.csv", Two.Replace("12,,", "12,3,", StringComparison.Ordinal));
        run.Folder.Write("data.csv", "id,iso,two,people\n3,CHN,12.0,7\n2,CHN,1,5\n");
        run.Regions = "{source: regions.csv, code: [ISO, ID_1, ID_2], parents: {country: {prefix: 3}}}";
        run.Layers = "{zone: {source: zone.csv}}\ntables: {d: {source: data.csv, key: [iso, two, id], columns: {people: number}}}\n"
            + "factors: {n: d.people}";

        RunOutcome outcome = run.Run();

        Assert.DoesNotContain(outcome.Findings, finding => finding.Severity == Severity.Error);
        Assert.Equal(["CHN-1-2", "CHN-12-3"], outcome.Results!.Combinations.Regions.Select(region => region.Code));
        Assert.Equal([5m, 7m], outcome.Results.Factors[0].Values);
    }

    [Fact]
    public void A_part_that_is_missing_is_an_error()
    {
        run.Zone().Folder.Write("regions.csv", Two);
        run.Regions = "{source: regions.csv, code: [ISO, ID_1, ID_2]}";

        Assert.Contains("ZC233 error", InputRun.Codes(run.Run()));
    }

    [Theory]
    [InlineData("[ISO, ISO]", "'code' names a field twice, or none")]
    [InlineData("[]", "'code' names a field twice, or none")]
    [InlineData("[ISO, ID_9]", "regions.csv has no field 'ID_9'; did you mean 'ID_1'?")]
    public void Fields_are_named_once_and_must_be_there(string code, string message)
    {
        run.Zone().Folder.Write("regions.csv", Two);
        run.Regions = $"{{source: regions.csv, code: {code}}}";

        PolicyException error = Assert.Throws<PolicyException>(() => run.Run());

        Assert.Contains(message, error.Errors[0].Message.En, StringComparison.Ordinal);
    }
}

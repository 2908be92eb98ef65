namespace ZoneComp.Tests.Preparation;

/// <summary><c>classes: all</c>: a class of every value of a field.</summary>
public sealed class ClassesOfValuesTests : IDisposable
{
    private const string Land = """
        DLBM,DLMC,wkt
        0301,乔木林地,"SRID=4490;POLYGON((105 30,105.05 30,105.05 30.05,105 30.05,105 30))"
        12,,"SRID=4490;POLYGON((105.05 30,105.1 30,105.1 30.05,105.05 30.05,105.05 30))"
        0301,乔木林地,"SRID=4490;POLYGON((105 30.05,105.05 30.05,105.05 30.1,105 30.1,105 30.05))"
        a b,其他,"SRID=4490;POLYGON((105.05 30.05,105.1 30.05,105.1 30.1,105.05 30.1,105.05 30.05))"
        a-b,其他二,"SRID=4490;POLYGON((106 30.05,106.1 30.05,106.1 30.1,106 30.1,106 30.05))"

        """;

    private readonly InputRun run = new();

    public void Dispose() => run.Dispose();

    [Fact]
    public void Every_value_is_a_class_named_by_it_and_titled_by_a_field()
    {
        RunOutcome outcome = Run(
            "class: DLBM, classes: all, titles: DLMC",
            "\nindicators: {wood: 'ratio(land._0301)', rest: 'ratio(land - land._0301)'}");

        Assert.Equal(
            ["land._0301 land 乔木林地", "land._12 land 12", "land.a_b land 其他", "land.a_b_2 land 其他二"],
            outcome.Results!.Combinations.Classes.Select(one => $"{one.Name} {one.Title}"));
        Assert.StartsWith(
            "4 classes, one for each value of DLBM: land._0301 乔木林地, ",
            InputRun.Message(outcome, "ZC460"), StringComparison.Ordinal);
        // Half of the square, and the two other quarters; corners lie on the lattice to a millimetre of 11 km.
        Assert.Equal(0.5, (double)(decimal)outcome.Results.Indicators[0].Values[0]!, tolerance: 1e-3);
        Assert.Equal(0.5, (double)(decimal)outcome.Results.Indicators[1].Values[0]!, tolerance: 1e-3);
    }

    [Fact]
    public void A_feature_without_a_value_is_in_no_class() =>
        Assert.Contains("ZC240 error", InputRun.Codes(Run("class: DLMC, classes: all")));

    [Fact]
    public void Spellings_of_one_code_are_one_class()
    {
        run.Zone().Folder.Write("land.csv", Land.Replace("DLBM", "SHI_QUAN_D", StringComparison.Ordinal)
            .Replace("\n12,", "\n301,", StringComparison.Ordinal));
        run.Layers = "{land: {source: land.csv, class: SHI_QUAN_D, classes: all, padding: leading}}";

        Assert.Equal(["land._0301", "land.a_b", "land.a_b_2"], run.Run().Results!.Combinations.Classes.Select(one => one.Name));
    }

    [Theory]
    [InlineData("classes: all", "'classes: all' makes a class of every value of a field: name it by 'class'")]
    [InlineData("class: DLBN, classes: all", "land.csv has no field 'DLBN'; did you mean 'DLBM'?")]
    [InlineData("class: DLBM, classes: all, titles: NAME", "land.csv has no field 'NAME'")]
    [InlineData("class: DLBM, classes: {a: '12'}, titles: DLMC", "'titles' (the field of the classes' titles) belongs to 'classes: all'")]
    public void What_is_missing_is_named(string keys, string message) =>
        Assert.StartsWith(message, Assert.Throws<PolicyException>(() => Run(keys)).Errors[0].Message.En, StringComparison.Ordinal);

    private RunOutcome Run(string keys, string more = "")
    {
        run.Zone().Folder.Write("land.csv", Land);
        run.Layers = $"{{land: {{source: land.csv, {keys}}}}}{more}";
        return run.Run();
    }
}

namespace ZoneComp.Tests.Comparison;

public sealed class CodeChangeTests
{
    private static readonly Year Old = new()
    {
        Counties = [("610101", [0, 0, 10, 10]), ("610102", [10, 0, 15, 10]), ("610103", [15, 0, 20, 10])],
        People = [("610101", 300), ("610102", 60), ("610103", 40)],
        Score = "census.people",
        Fund = "800 yuan",
    };

    // 610103 is merged into 610102; 610101 is called 610111 now.
    private static readonly Year New = Old with
    {
        Number = 2025,
        Counties = [("610111", [0, 0, 10, 10]), ("610102", [10, 0, 20, 10])],
        People = [("610111", 300), ("610102", 100)],
    };

    [Fact]
    public void Merged_and_renamed_counties_are_matched_by_the_code_change_table()
    {
        // 800 yuan for 400 people: 600, 120, 80; then 600 and 200: nothing changes for anyone.
        using TwoYears years = new();
        years.Make("a", Old);
        years.Make("b", New);
        File.WriteAllText(years["changes.csv"], "old,new\n610103,610102\n610101,610111\n");

        ComparisonResults results = years.Compare("a", "b", codes: "changes.csv");

        Assert.Equal(
            [("610102", MatchKind.Merged, 200m, 200m, 0m), ("610111", MatchKind.Renamed, 600m, 600m, 0m)],
            results.Rows.Where(row => row.Column == "pool.amount")
                .Select(row => (row.Code, row.Match, (decimal)row.Old!, (decimal)row.New!, row.Change!.Value)));
        Assert.Equal(
            [("610102", 100_000_000m, 100_000_000m), ("610111", 100_000_000m, 100_000_000m)],
            results.Rows.Where(row => row.Column == "region_area").Select(row => (row.Code, (decimal)row.Old!, (decimal)row.New!)));
        // A factor of merged counties is no sum: each code's own value stands alone.
        Assert.Equal(
            [("610102", 60m, null, null), ("610103", 40m, null, null), ("610102", null, 100m, null), ("610111", 300m, 300m, 0m)],
            results.Rows.Where(row => row.Kind == "factor").Select(row => (row.Code, (decimal?)row.Old, (decimal?)row.New, row.Change)));
        Assert.Empty(results.Attribution.Parts);
        Assert.DoesNotContain(results.Findings, finding => finding.Severity != Severity.Note);
    }

    [Fact]
    public void Without_the_table_what_has_no_counterpart_is_told()
    {
        using TwoYears years = new();
        years.Make("a", Old);
        years.Make("b", New);

        ComparisonResults results = years.Compare("a", "b");

        Assert.Equal(
            ["ZC792 new: 1 region or payees of the second run have no counterpart in the first: 610111; if their codes changed, name "
                + "them in a code-change table (--codes)",
             "ZC792 old: 2 regions or payees of the first run have no counterpart in the second: 610101, 610103; if their codes changed, "
                 + "name them in a code-change table (--codes)"],
            results.Findings.Select(finding => $"{finding.Code} {finding.Subject}: {finding.Message.En}"));
        // What is not in a year counts as nothing paid: the whole change is the boundary's and the table's, and adds up.
        Assert.Equal(0m, results.Attribution.Parts.Sum(change => change.ChangeYuan));
        Assert.All(results.Attribution.Parts, change => Assert.Equal(change.ChangeYuan, change.PartsYuan.Sum()));
    }

    [Fact]
    public void A_code_that_no_run_has_is_told()
    {
        using TwoYears years = new();
        years.Make("a", new Year());
        years.Make("b", new Year());
        File.WriteAllText(years["changes.csv"], "旧代码,新代码\n999999,610102\n");

        ComparisonResults results = years.Compare("a", "b", codes: "changes.csv");

        Assert.Equal(["ZC791 999999"], results.Findings.Select(finding => $"{finding.Code} {finding.Subject}"));
    }
}

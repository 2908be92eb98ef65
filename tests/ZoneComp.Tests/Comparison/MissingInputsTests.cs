namespace ZoneComp.Tests.Comparison;

public sealed class MissingInputsTests
{
    private static readonly Year Old = new();
    private static readonly Year New = new()
    {
        Number = 2025,
        Redline = [[0, 0, 2, 10]],
        Counties = [("610101", [0, 0, 11, 10]), ("610102", [11, 0, 20, 10])],
        Fund = "900 yuan",
    };

    [Fact]
    public void Without_the_old_maps_boundary_and_zones_are_one_cause()
    {
        // 600 yuan: 40 to 20, so 400 and 200. New: red line 20, wetland 20 of which 10 are the west's: 30 to 10 of 900: 675 and 225.
        // West: v() = 400, v(F) = 600, v(M) = 600 * 3/4 = 450, v(FM) = 675: F (200 + 225) / 2 = 212.5, M (50 + 75) / 2 = 62.5; together
        // 275.
        using TwoYears years = new();
        years.Make("a", Old);
        years.Make("b", New);
        File.Delete(years["a/redline.shp"]);

        ComparisonResults results = years.Compare("a", "b");

        Assert.Equal("610101 maps 62.50\n610101 fund 212.50\n610102 maps -62.50\n610102 fund 87.50", TwoYears.Shown(results));
        Assert.Equal(["ZC790", "ZC798", "ZC793"], results.Findings.Select(finding => finding.Code));
        Assert.Contains("a/redline.shp is not there".Split('/')[1], results.Findings[0].Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_table_nothing_is_split_and_the_figures_are_given_all_the_same()
    {
        using TwoYears years = new();
        years.Make("a", Old);
        years.Make("b", New);
        File.AppendAllText(years["a/people.csv"], "\n");

        ComparisonResults results = years.Compare("a", "b");

        Assert.Empty(results.Attribution.Parts);
        Assert.Contains(results.Findings, finding => finding.Code == "ZC794");
        Assert.Contains(
            results.Findings,
            finding => finding.Code == "ZC790" && finding.Message.En.Contains("people.csv changed", StringComparison.Ordinal));
        Assert.Equal([275m, 25m], results.Rows.Where(row => row.Column == "pool.amount").Select(row => row.Change!.Value));
    }

    [Fact]
    public void Amounts_that_cannot_be_computed_again_as_they_are_on_file_are_not_split()
    {
        // The old run's table of amounts is exchanged for that of the new one.
        using TwoYears years = new();
        years.Make("a", Old);
        years.Make("b", New);
        File.Copy(years["out-b/allocation.parquet"], years["out-a/allocation.parquet"], overwrite: true);
        Provenance.Sealed.Write(years["out-a"]);

        ComparisonResults results = years.Compare("a", "b");

        Assert.Empty(results.Attribution.Parts);
        Assert.Equal(["ZC794", "ZC795"], results.Findings.Select(finding => finding.Code));
    }
}

using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace ZoneComp.Tests.Comparison;

public sealed class ComparisonFilesTests
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
    public void The_folder_is_whole_read_back_and_the_same_bytes_again()
    {
        using TwoYears years = new();
        years.Make("a", Old);
        years.Make("b", New);

        _ = years.Compare("a", "b", "diff");
        Dictionary<string, byte[]> first = Files(years["diff"]);
        _ = years.Compare("a", "b", "diff");

        Assert.Equal(
            [
                "SHA256SUMS", "attribution.parquet", "changed_features.parquet", "comparison.gpkg", "comparison.html",
                "comparison.parquet", "comparison.xlsx", "findings.parquet", "maps/pool_beside.png", "maps/pool_beside.svg",
                "maps/pool_change.png", "maps/pool_change.svg",
                "moved_ground.parquet", "run.json",
            ],
            first.Keys.Order(StringComparer.Ordinal));
        Dictionary<string, byte[]> again = Files(years["diff"]);
        Assert.All(
            first.Where(file => file.Key is not ("run.json" or "SHA256SUMS")),
            file => Assert.True(file.Value.AsSpan().SequenceEqual(again[file.Key]), file.Key));
    }

    [Fact]
    public void The_parts_on_file_add_up_to_the_changes_on_file()
    {
        using TwoYears years = new();
        years.Make("a", Old);
        years.Make("b", New);

        _ = years.Compare("a", "b", "diff");

        using ParquetFile changes = ParquetFile.Open(years["diff/comparison.parquet"]),
            parts = ParquetFile.Open(years["diff/attribution.parquet"]);
        string?[] columns = changes.Column("column").Texts(),
            codes = changes.Column("region_code").Texts(),
            partCodes = parts.Column("region_code").Texts();
        decimal?[] change = changes.Column("change").Decimals(), part = parts.Column("part_yuan").Decimals();
        int[] amounts = [.. Enumerable.Range(0, columns.Length).Where(row => columns[row] == "pool.amount")];
        // West from 400 to 675 yuan, east from 200 to 225: see MissingInputsTests.
        Assert.Equal([("610101", 275m), ("610102", 25m)], amounts.Select(row => (codes[row]!, change[row]!.Value)));
        Assert.All(
            amounts,
            row => Assert.Equal(
                change[row],
                Enumerable.Range(0, part.Length).Where(at => partCodes[at] == codes[row]).Sum(at => part[at])));
    }

    // Two drafts of one year have one heading each: the titles of their policies, else their folders, else what they are called.
    [Fact]
    public void Heads_say_which_run_is_which_and_the_changed_lines_of_the_policy_stand_beside()
    {
        using TwoYears years = new();
        years.Make("draft", Old with { Title = "征求意见稿" });
        years.Make("final", Old with { Title = "送审稿", Fund = "900 yuan" });
        years.Make("again", Old with { Title = "送审稿", Fund = "900 yuan", Score = "area(redline, km2) + 2 * area(wetland, km2)" });

        ComparisonResults titled = years.Compare("draft", "final", "diff"), foldered = years.Compare("final", "again");

        Assert.Equal(("征求意见稿", "送审稿"), (titled.Labels.Old.Zh, titled.Labels.New.Zh));
        Assert.Equal(("out-final", "out-again"), (foldered.Labels.Old.En, foldered.Labels.New.En));
        Assert.Contains("资金|征求意见稿|送审稿|变化|其中：资金总额", Rows(years["diff/comparison.xlsx"], "变化原因汇总"));
        Assert.Contains(
            "pool 的 fund：由 600 yuan 改为 900 yuan（第 16 行）|600 yuan|900 yuan|16|16",
            Rows(years["diff/comparison.xlsx"], "测算方案的改动"));
        string page = File.ReadAllText(years["diff/comparison.html"]);
        Assert.Contains("<small>征求意见稿 → 送审稿</small>", page, StringComparison.Ordinal);
        Assert.Contains("fund of pool: 600 to 900 yuan (line 16)", page, StringComparison.Ordinal);
        Assert.Contains("征求意见稿 → 送审稿", File.ReadAllText(years["diff/maps/pool_change.svg"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_does_not_replace_a_run()
    {
        using TwoYears years = new();
        years.Make("a", Old);
        Dictionary<string, byte[]> before = Files(years["out-a"]);

        UserErrorException refused = Assert.Throws<UserErrorException>(() => years.Compare("a", "a", "out-a"));

        Assert.EndsWith(
            "holds the results of a run, which a comparison would replace; name another folder with -o",
            refused.Message,
            StringComparison.Ordinal);
        Assert.Equal(before, Files(years["out-a"]));
    }

    [Fact]
    public void A_run_compared_with_itself_has_no_change_and_no_cause()
    {
        using TwoYears years = new();
        years.Make("a", Old);

        ComparisonResults results = years.Compare("a", "a");

        Assert.All(results.Rows, row => Assert.Equal(0m, row.Change));
        Assert.Empty(results.Attribution.Causes);
        Assert.Empty(results.Maps.Features);
        Assert.Empty(results.Findings);
    }

    [Fact]
    public void Verify_knows_a_comparison_and_its_law()
    {
        using TwoYears years = new();
        years.Make("a", Old);
        years.Make("b", New);
        _ = years.Compare("a", "b", "diff");

        VerificationReport whole = RunVerification.Of(years["diff"]);
        File.Copy(years["out-a/findings.parquet"], years["diff/findings.parquet"], overwrite: true);
        VerificationReport touched = RunVerification.Of(years["diff"]);

        Assert.Empty(whole.Touched);
        Assert.Equal([(2, (string?)null)], whole.Laws.Select(law => (law.Checked, law.Breach?.En)));
        Assert.Contains(touched.Touched, file => file.Path == "findings.parquet");
    }

    [Fact]
    public void Names_cannot_put_markup_into_the_page()
    {
        using TwoYears years = new();
        years.Make("a", Old with { Title = "<script>alert(1)</script>" });
        years.Make("b", New with { Title = "</script><img src=x onerror=alert(1)>" });

        _ = years.Compare("a", "b", "diff");

        string page = File.ReadAllText(years["diff/comparison.html"]);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script>alert", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, page.Split("</script>").Length - 1); // the data and the page's own
    }

    [Fact]
    public void Every_column_is_documented_with_its_type_nulls_and_unit()
    {
        using TwoYears years = new();
        years.Make("a", Old);
        years.Make("b", New);
        ComparisonResults results = years.Compare("a", "b");
        Dictionary<string, string[]> documented = Documented();

        IEnumerable<ParquetTable> own = ComparisonParquet.Tables(results).Where(table => table.FileName != "findings.parquet");

        Assert.Equal(own.Select(table => table.FileName), documented.Keys);
        Assert.All(own, table => Assert.Equal(
            table.DocumentedColumns.Select(field => $"`{field.Name}` | {field.Type} | {(field.Nullable ? "yes" : "")}"),
            documented[table.FileName]));
    }

    private static string[] Rows(string workbook, string sheet)
    {
        using SpreadsheetDocument document = SpreadsheetDocument.Open(workbook, isEditable: false);
        string id = document.WorkbookPart!.Workbook.Descendants<Sheet>().Single(one => one.Name == sheet).Id!.Value!;
        return [.. ((WorksheetPart)document.WorkbookPart.GetPartById(id)).Worksheet.Descendants<Row>()
            .Select(row => string.Join('|', row.ChildElements.Select(cell => cell.InnerText)))];
    }

    private static Dictionary<string, byte[]> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes, StringComparer.Ordinal);

    private static Dictionary<string, string[]> Documented()
    {
        var sections = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string>? rows = null;
        foreach (string line in File.ReadLines(Path.Combine(SharedMaterial.RepositoryRoot, "docs", "compare.md")))
        {
            if (line.StartsWith('#'))
                rows = line.EndsWith(".parquet", StringComparison.Ordinal) ? sections[line.TrimStart('#', ' ')] = [] : null;
            else if (line.StartsWith("| `", StringComparison.Ordinal))
                rows?.Add(string.Join(" | ", line.Split('|')[1..4].Select(cell => cell.Trim())));
        }

        return sections.ToDictionary(section => section.Key, section => section.Value.ToArray());
    }
}

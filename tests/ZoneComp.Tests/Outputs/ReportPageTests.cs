using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Outputs;

public sealed class ReportPageTests
{
    private const string Hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&";

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void A_table_wider_than_paper_is_left_out_in_print_with_a_word(int columns, bool isWide)
    {
        string[] cells = [.. Enumerable.Repeat("1,234,567.89", columns)];
        string table = Html.Table("表", cells, [cells]);

        Assert.Equal(isWide, table.Contains("class=\"scroll wide\"", StringComparison.Ordinal));
        Assert.Equal(isWide, table.Contains("<p class=\"note paper\">", StringComparison.Ordinal));
        Assert.Matches(
            @"(?s)@media print \{.*\.wide \{ display: none; \}", PageParts.Resource(PageModules.Folder + "page.css"));
    }

    [Fact]
    public void Names_put_no_markup_in()
    {
        RunResults run = SampleRun.Make(hostileName: Hostile);
        run = run with
        {
            Title = Hostile,
            Manifest = run.Manifest with { Policy = run.Manifest.Policy with { Text = Hostile } },
            Findings = [run.Findings[0] with { Subject = Hostile, Message = new LocalText(Hostile, Hostile) }],
        };

        string html = Page(run);

        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(html, "<script")); // the data and the page's own
        Assert.Equal(2, Regex.Count(html, "</script>"));
    }

    [Fact]
    public void Only_the_page_s_own_script_may_run()
    {
        string html = Page(SampleRun.Make());
        string script = Regex.Match(html, "<script>(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));

        Assert.Contains($"script-src 'sha256-{hash}'", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere() =>
        Assert.DoesNotMatch("""(src|href)="(https?:)?//|url\(|@import""", Page(SampleRun.Make()));

    [Fact]
    public void Data_hold_what_people_read()
    {
        using JsonDocument data = JsonDocument.Parse(
            Regex.Match(Page(SampleRun.Make()), "id=\"data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value);
        JsonElement[] figures = [.. data.RootElement.GetProperty("figures").EnumerateArray()];
        JsonElement amount = figures.Single(figure => figure.GetProperty("name").GetString() == "redline_fund_yuan");
        JsonElement factor = figures.Single(figure => figure.GetProperty("name").GetString() == "eco_factor");

        Assert.Equal("493.83", amount.GetProperty("shown")[0].GetString()); // 123,456,789.01 / 20 x 0.8 = 4,938,271.56 yuan
        Assert.Equal(JsonValueKind.Null, factor.GetProperty("shown")[3].ValueKind);
        Assert.Equal('-', factor.GetProperty("of").GetString()![3]);
        // 37 x 8 mod 100 = 96, the highest share of k = 0..19
        Assert.StartsWith("1.46", factor.GetProperty("shown")[8].GetString(), StringComparison.Ordinal);
        JsonElement paid = data.RootElement.GetProperty("paid")[0];
        Assert.Equal("4,938,271.56", paid[5].GetString() ?? paid[4].GetString() ?? paid[3].GetString());
    }

    // Shown as 5.0000, 7.0000, 5.0000, nothing and 5.0000: the exact fives are both third, the third of them stands before.
    [Fact]
    public void Regions_stand_as_exact_values_order_them_and_equal_ones_share_a_rank()
    {
        RunResults run = SampleRun.Make(5, 1);
        run = run with { Factors = [new Column("tied", "并列", Quantity.Number, "", [5m, 7m, 5.0m, null, 5.00001m])] };

        using JsonDocument data = JsonDocument.Parse(
            Regex.Match(Page(run), "id=\"data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value);
        JsonElement figure = data.RootElement.GetProperty("figures")
            .EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == "tied");

        // As sorted by what is shown: 1, 0, 2, 4. As they stand: 1, 4, 0, 2.
        Assert.Equal([1, 4, 0, 2], figure.GetProperty("order").EnumerateArray().Select(number => number.GetInt32()));
        Assert.Equal([2, 2], figure.GetProperty("ties").EnumerateArray().Select(number => number.GetInt32()));
    }

    // The last two of twelve are shown alike, the later one is higher: two of twelve places are told.
    [Fact]
    public void Few_regions_that_stand_otherwise_than_shown_are_told_alone()
    {
        RunResults run = SampleRun.Make(4, 3);
        run = run with
        {
            Factors = [new Column("near", "相近", Quantity.Number, "", [1m, 1.00001m, 12m, 11m, 10m, 9m, 8m, 7m, 6m, 5m, 4m, 3m])],
        };

        using JsonDocument data = JsonDocument.Parse(
            Regex.Match(Page(run), "id=\"data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value);
        JsonElement figure = data.RootElement.GetProperty("figures")
            .EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == "near");

        Assert.Equal([10, 1, 11, 0], figure.GetProperty("moved").EnumerateArray().Select(number => number.GetInt32()));
    }

    [Fact]
    public void Overlaps_are_summed_over_regions()
    {
        CombinationTable table = SampleRun.Make(2, 1).Combinations;

        decimal[][] shared = OverlapMatrix.SharedM2(table, table.Classes.Count);

        Assert.Equal(10_000_000m, shared[2][3]); // 5 km² of forest II on wetland in each of two counties
        Assert.Equal(shared[2][3], shared[3][2]);
        Assert.Equal(0m, shared[0][3]);
        Assert.Equal(10_000_000m, shared[3][3]); // what lies outside every region is not counted
    }

    [Fact]
    public void A_page_cut_short_does_not_read_back()
    {
        using TemporaryFolder place = new();
        RunResults run = SampleRun.Make();
        string path = place.File("report.html");
        ReportPage.Write(path, run, MapShapes.Of(run), Language.Chinese);
        ReportPage.Verify(path, run);
        File.WriteAllText(path, File.ReadAllText(path)[..^20]);

        Assert.Throws<InvalidDataException>(() => ReportPage.Verify(path, run));
    }

    [Fact]
    public void Three_thousand_counties_make_a_page_below_five_megabytes()
    {
        RunResults run = SampleRun.Make(60, 50, pointsPerBorder: 40);

        int bytes = Encoding.UTF8.GetByteCount(Page(run));

        Assert.InRange(bytes, 500_000, 5_000_000);
    }

    private static string Page(RunResults run) => ReportPage.Document(run, MapShapes.Of(run), Language.Chinese);
}

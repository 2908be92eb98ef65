namespace ZoneComp.Tests.Reading;

public class DiagnosticLogTests
{
    [Fact]
    public void All_are_kept_in_one_order_whatever_order_they_come_in()
    {
        int[] forwards = [.. Enumerable.Range(1, 25)];

        string[] one = Lines(forwards), other = Lines([.. forwards.Reverse()]);

        Assert.Equal(25, one.Length);
        Assert.Equal("a.shp#1: error ZC999: bad 1", one[0]);
        Assert.Equal("a.shp#2: error ZC999: bad 2", one[1]); // by number, not by digit
        Assert.Equal("a.shp#25: error ZC999: bad 25", one[24]);
        Assert.Equal(one, other);
    }

    [Fact]
    public void Printed_are_the_largest_twenty_and_what_the_others_come_to()
    {
        var log = new DiagnosticLog();
        for (int feature = 1; feature <= 31; feature++)
            log.Add(Of("ZC999", Severity.Warning, feature) with { Weight = FindingWeight.M2(10_000 * feature * feature) });

        IReadOnlyList<Diagnostic> all = log.Sorted(), listed = ListedFindings.Of(all);

        Assert.Equal(
            [31, 30, 29],
            all.Take(3).Select(finding => int.Parse(
                finding.Subject["a.shp#".Length..],
                System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(31, all.Count);
        Assert.Equal(21, listed.Count);
        // 1 + 4 + ... + 121 = 506; 1 + 4 + ... + 961 = 10,416 ha
        Assert.Equal("11 more of this kind, 506.00 ha; the largest 20 are listed; 31 in all, 104.16 km²", listed[20].Message.En);
        Assert.Equal((11, 5_060_000m), (listed[20].Further, listed[20].Weight!.Amount));
    }

    [Theory] // 1 + 4 + ... + 400 = 2,870
    [InlineData(1, true, "bad 1", "坏 1")]
    [InlineData(3, true, "bad 1 (3 of this kind in all, 14.00 ha)", "坏 1（同类共 3 条，计 14.00 公顷）")]
    [InlineData(20, true, "bad 1 (20 of this kind in all, 2,870.00 ha)", "坏 1（同类共 20 条，计 2,870.00 公顷）")]
    [InlineData(2, false, "bad 2 (2 of this kind in all)", "坏 2（同类共 2 条）")]
    public void Of_twenty_or_fewer_the_last_says_what_all_come_to(int count, bool weighed, string en, string zh)
    {
        var log = new DiagnosticLog();
        for (int feature = 1; feature <= count; feature++)
            log.Add(Of("ZC999", Severity.Warning, feature) with { Weight = weighed ? FindingWeight.M2(10_000 * feature * feature) : null });

        IReadOnlyList<Diagnostic> listed = ListedFindings.Of(log.Sorted());

        Assert.Equal(count, listed.Count);
        Assert.Equal((en, zh), (listed[^1].Message.En, listed[^1].Message.Zh));
        Assert.All(listed.SkipLast(1), finding => Assert.DoesNotContain("in all", finding.Message.En, StringComparison.Ordinal));
        // rows of findings.parquet are sums' parts
        Assert.DoesNotContain(log.Sorted(), finding => finding.Message.En.Contains("in all", StringComparison.Ordinal));
    }

    [Fact]
    public void Kinds_and_layers_are_counted_apart_graver_ones_come_first_and_of_a_code_the_layer_with_most()
    {
        var log = new DiagnosticLog();
        for (int feature = 0; feature < 22; feature++)
        {
            log.About("a").Add(Of("ZC998", Severity.Warning, feature) with { Weight = FindingWeight.M2(1) });
            log.About("b").Add(Of("ZC998", Severity.Warning, feature) with { Weight = FindingWeight.M2(2) });
        }

        log.Add(Of("ZC999", Severity.Error, 1));

        Assert.Equal([null, .. Enumerable.Repeat("b", 22), .. Enumerable.Repeat("a", 22)], log.Sorted().Select(finding => finding.Layer));
        Assert.Equal([2L, 2L], ListedFindings.Of(log.Sorted()).Select(finding => finding.Further).Where(further => further > 0));
        Assert.Equal(45, ListedFindings.Of(log.Sorted()).Sum(finding => finding.Count));
    }

    [Fact]
    public void What_was_summed_up_before_is_counted_with_the_rest()
    {
        var log = new DiagnosticLog();
        for (int feature = 0; feature < 21; feature++)
            log.Add(Of("ZC998", Severity.Note, feature));
        log.Add(Of("ZC998", Severity.Note, 7) with { Further = 1000 });

        Assert.Equal(1001, ListedFindings.Of(log.Sorted())[^1].Further);
        Assert.Equal(1021, log.Sorted().Sum(finding => finding.Count));
    }

    [Fact]
    public void Memory_has_a_bound_and_what_is_not_kept_is_counted_and_summed()
    {
        var log = new DiagnosticLog();
        for (int feature = 1; feature <= 250_000; feature++)
            log.Add(Of("ZC999", Severity.Note, feature) with { Weight = FindingWeight.M2(feature) });

        IReadOnlyList<Diagnostic> all = log.Sorted();

        Assert.Equal(100_001, all.Count);
        Assert.Equal(("a.shp#250000", "a.shp#150001"), (all[0].Subject, all[99_999].Subject));
        Assert.Equal((150_000, 150_000m * 150_001m / 2), (all[^1].Further, all[^1].Weight!.Amount));
    }

    private static string[] Lines(int[] features)
    {
        var log = new DiagnosticLog();
        foreach (int feature in features)
            log.Add(Of("ZC999", Severity.Error, feature));
        return [.. log.Sorted().Select(finding => finding.ToString())];
    }

    private static Diagnostic Of(string code, Severity severity, int feature) =>
        new(code, severity, $"a.shp#{feature}", new LocalText($"bad {feature}", $"坏 {feature}"));
}

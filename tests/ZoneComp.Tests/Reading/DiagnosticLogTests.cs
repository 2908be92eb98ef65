using ZoneComp.Diagnostics;

namespace ZoneComp.Tests.Reading;

public class DiagnosticLogTests
{
    [Fact]
    public void Beyond_twenty_alike_the_rest_is_one_line_whatever_order_they_come_in()
    {
        int[] forwards = [.. Enumerable.Range(1, 25)];

        string[] one = Lines(forwards), other = Lines([.. forwards.Reverse()]);

        Assert.Equal(21, one.Length);
        Assert.Equal("a.shp#1: error ZC999: bad 1", one[0]);
        Assert.Equal("a.shp#2: error ZC999: bad 2", one[1]); // by number, not by digit
        Assert.Equal("a.shp#20: error ZC999: bad 20", one[19]);
        Assert.Equal("a.shp: error ZC999: 5 more of this kind; the first 20 are listed", one[20]);
        Assert.Equal(one, other);
    }

    [Fact]
    public void Kinds_and_layers_are_counted_apart_and_graver_ones_come_first()
    {
        var log = new DiagnosticLog();
        for (int feature = 0; feature < 22; feature++)
        {
            log.About("a").Add(Of("ZC998", Severity.Warning, feature));
            log.About("b").Add(Of("ZC998", Severity.Warning, feature));
        }

        log.Add(Of("ZC999", Severity.Error, 1));

        Assert.Equal(["ZC999", .. Enumerable.Repeat("ZC998", 42)], log.Sorted().Select(finding => finding.Code));
        Assert.Equal([2L, 2L], log.Sorted().Select(finding => finding.Further).Where(further => further > 0));
        Assert.Equal(45, log.Sorted().Sum(finding => finding.Count));
    }

    [Fact]
    public void What_was_summed_up_before_is_counted_with_the_rest()
    {
        var log = new DiagnosticLog();
        for (int feature = 0; feature < 21; feature++)
            log.Add(Of("ZC998", Severity.Note, feature));
        log.Add(Of("ZC998", Severity.Note, 7) with { Further = 1000 });

        Assert.Equal(1001, log.Sorted()[^1].Further);
    }

    private static string[] Lines(int[] features)
    {
        var log = new DiagnosticLog();
        foreach (int feature in features)
            log.Add(Of("ZC999", Severity.Error, feature));
        return [.. log.Sorted().Select(finding => finding.ToString())];
    }

    private static Diagnostic Of(string code, Severity severity, int feature) => new(code, severity, $"a.shp#{feature}", new LocalText($"bad {feature}", $"坏 {feature}"));
}

namespace ZoneComp.Tests.Reading.Gdal;

/// <summary>MapInfo, KML and GML as text: what GDAL passes over without an error is told.</summary>
public sealed class TextNotWholeTests : IDisposable
{
    private const string Head = "Version 300\nCharset \"Neutral\"\nDelimiter \",\"\nColumns 2\n  code Char(9)\n  n Integer\nData\n\n";
    private const string Objects = """
        Region 2
          4
        0 0
        0 3
        3 0
        0 0
          4
        1 1
        1 1.5
        1.5 1
        1 1
            Pen (1,2,0)
            Brush (1,0,16777215)
        Pline Multiple 2
          2
        0 0
        1 1
        2
        2 2
        3 3
        Line 1 2 3 4
        Point 5 6
            Symbol (35,0,12)
        Arc 0 0 2 2
        0 90
        Text "a ""b"" c"
            1 1 2 2
            Font ("Arial",0,0,0)
            Label Line 3 4
        Roundrect 0 0 1 1 0.2
        Multipoint 2
        1 1
        2 2
        NONE

        """;

    private const string Rows = "\"a\",1\n\"b, c\",2\nd,3\ne,4\nf,5\ng,6\nh,7\ni,8\n,\n";

    private readonly TempFolder folder = new();
    private readonly DiagnosticLog log = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("", "", "", "", "")]
    [InlineData("Pline Multiple 2", "Pline multiple\t2", "", "", "")] // signs between are any blanks
    [InlineData("", "", "h,7\n", "", "a.mif: it holds 9 objects, a.mid beside it 8 rows")]
    [InlineData("NONE\n", "", "", "", "a.mif: it holds 8 objects, a.mid beside it 9 rows")]
    [InlineData("1 1.5", "1 x.5", "", "", "line 17 is \"1 x.5\" where the whole of object 1 was expected")]
    [InlineData("1.5 1\n", "", "", "", "line 19 is \"Pen (1,2,0)\" where the whole of object 1 was expected")]
    [InlineData("Line 1", "Lime 1", "", "", "line 29 is \"Lime 1 2 3 4\" where the whole of object 3 was expected")]
    [InlineData("2 2\nNONE\n", "", "", "", "it ends where the whole of object 8 was expected")]
    [InlineData("Data\n", "", "", "", "the line \"Data\" after the header is missing")]
    [InlineData("", "", "e,4", "e", "a.mid: line 4 has 1 value, or a quote that is not closed, where a.mif states 2 columns")]
    public void MapInfo(string from, string to, string row, string rowTo, string expected)
    {
        Skip.If(GdalFinder.Description is null, "libgdal is not installed");
        string mif = Head + Objects;
        folder.Write("a.mif", from.Length == 0 ? mif : Replaced(mif, from, to));
        folder.Write("a.mid", row.Length == 0 ? Rows : Replaced(Rows, row, rowTo));

        try
        {
            FeatureSources.Open(new SourceRequest(folder["a.mif"]), log).Dispose();
        }
        catch (UserErrorException) when (from == "Data\n")
        {
            return; // GDAL refuses it by itself
        }

        string[] told = [.. log.Sorted().Where(finding => finding.Code != "ZC125")
            .Select(finding => $"{finding.Code} {finding.Subject}: {finding.Message.En}")];
        if (expected.Length == 0)
        {
            Assert.Empty(told);
            return;
        }

        Assert.StartsWith("ZC138", Assert.Single(told), StringComparison.Ordinal);
        Assert.Contains(expected, told[0], StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Rows_of_a_mid_that_end_without_a_line_end_are_told()
    {
        Skip.If(GdalFinder.Description is null, "libgdal is not installed");
        folder.Write("a.mif", Head + "Point 1 2\nPoint 3 4\n");
        folder.Write("a.mid", "a,1\nb,23");

        FeatureSources.Open(new SourceRequest(folder["a.mif"]), log).Dispose();

        Diagnostic told = Assert.Single(log.Sorted(), finding => finding.Code == "ZC436");
        Assert.Contains("ends in row 2 without a line end", told.Message.En, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("100,30 101,30 100,31 100,30", "")]
    [InlineData("100,30,0\n\t101,30,0 100,31,0 100,30,0", "")]
    [InlineData("100,30 101k30 100,31 100,30", "hold \"101k30\", which is no position")]
    [InlineData("100,30 101 30 100,31 100,30", "hold \"101\", which is no position")]
    public void Kml(string coordinates, string expected)
    {
        Skip.If(GdalFinder.Description is null, "libgdal is not installed");
        folder.Write("a.kml", $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>甲</name><Polygon><outerBoundaryIs><LinearRing>
            <coordinates>{coordinates}</coordinates>
            </LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>
            """);

        FeatureSources.Open(new SourceRequest(folder["a.kml"]), log).Dispose();

        string told = string.Join('\n', log.Sorted().Where(finding => finding.Code == "ZC138").Select(finding => finding.Message.En));
        if (expected.Length == 0)
            Assert.Empty(told);
        else
            Assert.Contains("line 3 " + expected, told, StringComparison.Ordinal);
    }

    private static string Replaced(string text, string from, string to)
    {
        Assert.Contains(from, text, StringComparison.Ordinal);
        return text.Replace(from, to, StringComparison.Ordinal);
    }
}

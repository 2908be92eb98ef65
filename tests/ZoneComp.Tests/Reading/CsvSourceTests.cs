namespace ZoneComp.Tests.Reading;

public sealed class CsvSourceTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly DiagnosticLog log = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_column_of_WKT_makes_a_layer()
    {
        string path = folder.Write(
            "a.csv",
            "code,WKT,名称\r\n010,\"POLYGON((0 0,2 0,2 2,0 0))\",\"公益林, \"\"一级\"\"\"\r\n\r\n020,,\n",
            new System.Text.UTF8Encoding(true));

        using (var source = FeatureSources.Open(new SourceRequest(path), log))
        {
            Assert.Equal([new FieldInfo("code", FieldType.Text), new FieldInfo("名称", FieldType.Text)], source.Info.Fields);
            Assert.Equal(
                (null, "UTF-8", "byte order mark", GeometryKind.Polygon),
                (source.Info.CrsDefinition, source.Info.Encoding, source.Info.EncodingOrigin, source.Info.Kind));
        }

        Assert.Equal(
            ["1: Polygon 1/4 2 | 公益林, \"一级\" | 010", "2: None 0/0 0 | null | 020"],
            Features.Read(new SourceRequest(path), log, "名称", "code"));
        Assert.Empty(log.Sorted());
    }

    [Theory]
    [InlineData("wkt,n\nPOINT(1 2),1\nPOINT(3 4),23", "row 3 without a line end, as a file does that was cut short; is '23'")]
    [InlineData("wkt,n\nPOINT(1 2),1\nPOINT(3 4),23\n", "")]
    [InlineData("n,wkt\n1,POINT(1 2)\n23,POINT(3 4)", "")] // the bracket that closes it says that it is whole
    public void A_layer_that_ends_without_a_line_end_is_told(string text, string expected)
    {
        _ = Features.Read(new SourceRequest(folder.Write("a.csv", text)), log, "n");

        if (expected.Length == 0)
            Assert.Empty(log.Sorted());
        else
            Assert.Contains(expected, Assert.Single(log.Sorted(), finding => finding.Code == "ZC436").Message.En, StringComparison.Ordinal);
    }

    [Theory] // a triangle (0 0, 2 0, 2 2) of area 2 in EWKB with SRID 4490, as PostGIS gives it; bare WKB as a bytea
    [InlineData("01030000208A110000", 4490)]
    [InlineData("\\x0103000000", null)]
    public void WKB_in_hexadecimal_is_read(string head, int? srid)
    {
        double[] points = [0, 0, 2, 0, 2, 2, 0, 0];
        string path = folder.Write(
            "a.csv",
            $"k,geom\na,{head}0100000004000000{string.Concat(points.Select(number => Convert.ToHexString(BitConverter.GetBytes(number))))}\n");

        using (var source = FeatureSources.Open(new SourceRequest(path), log))
            Assert.Equal(srid is null ? null : $"EPSG:{srid}", source.Info.CrsDefinition);
        Assert.Equal(["1: Polygon 1/4 2 | a"], Features.Read(new SourceRequest(path), log, "k"));
        Assert.Empty(log.Sorted());
    }

    [Fact]
    public void GBK_semicolons_and_a_SRID_are_found_out()
    {
        string path = folder.Write("a.csv", "名称;geom\n国家级公益林;SRID=4490;POINT(1 2)\n", CodePages.Gbk);

        using var source = FeatureSources.Open(new SourceRequest(path), log);

        Assert.Equal(("GB18030", "detected"), (source.Info.Encoding, source.Info.EncodingOrigin));
        Assert.Equal("名称", source.Info.Fields[0].Name);
    }

    [Fact]
    public void A_SRID_names_the_CRS()
    {
        string path = folder.Write("a.csv", "wkt\n\"SRID=4490;POINT(1 2)\"\n");

        using var source = FeatureSources.Open(new SourceRequest(path), log);

        Assert.Equal(("EPSG:4490", "SRID in the WKT"), (source.Info.CrsDefinition, source.Info.CrsOrigin));
    }

    [Fact]
    public void Rows_of_another_length_and_bad_WKT_are_told()
    {
        string path = folder.Write("a.csv", "wkt,a,b\nPOINT(1 2),x\nPOINT(1,x,y\n");

        Assert.Equal(["1: Point 1/1 0 | null", "2: None 0/0 0 | y"], Features.Read(new SourceRequest(path), log, "b"));
        Assert.Equal(
            [
                "a.csv#2: error ZC120: the geometry cannot be read (at character 8 of the WKT: expected a number, found the end); the "
                    + "feature has no geometry. Repair it in the source layer",
                "a.csv#1: warning ZC121: the row has 2 values, the header 3 names; it has none under b, which is read as empty. A "
                    + "value that holds the delimiter must stand in double quotes",
            ],
            log.Sorted().Select(finding => finding.ToString()));
    }

    [Fact]
    public void Repeated_column_names_are_numbered_and_told()
    {
        string path = folder.Write("a.csv", "wkt,a,a,wkt\nPOINT(1 2),x,y,z\n");

        Assert.Equal(["1: Point 1/1 0 | x | y | z"], Features.Read(new SourceRequest(path), log, "a", "a_2", "wkt_2"));
        Assert.Equal(["ZC109", "ZC109", "ZC273"], log.Sorted().Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "no column holds WKT")]
    [InlineData("", "is empty; expected a line of column names")]
    [InlineData("wkt,a\n\"POINT(1 2)\"x,1\n", "line 2: something follows a closing quote")]
    [InlineData("wkt,a\nPOINT(1 2),\"x\n", "line 2: a quote is not closed")]
    public void What_is_no_such_CSV_is_refused(string text, string expected)
    {
        string path = folder.Write("a.csv", text);

        Assert.Contains(
            expected,
            Assert.Throws<UserErrorException>(() => Features.Read(new SourceRequest(path), log)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_in_another_CRS_than_the_first_is_an_error()
    {
        string path = folder.Write("a.csv", "wkt\n\"SRID=4490;POINT(105 30)\"\n\"SRID=4610;POINT(105 30)\"\nPOINT(105 30)\n");

        Assert.Equal(3, Features.Read(new SourceRequest(path), log).Count);
        Assert.Equal(
            "a.csv#2: error ZC123: the geometry states SRID 4610, the layer's is 4490; its coordinates would be taken in the wrong CRS: "
                + "bring all of the layer's features into one CRS",
            Assert.Single(log.Sorted()).ToString());
    }
}

using System.Text;

namespace ZoneComp.Shapefile.Tests;

public class EncodingTests
{
    private const string Text = "国家级公益林区";

    [Theory]
    [InlineData("UTF-8", 65001)]
    [InlineData("utf8", 65001)]
    [InlineData("65001", 65001)]
    [InlineData("936", 54936)]
    [InlineData("CP936", 54936)]
    [InlineData("ANSI 936", 54936)]
    [InlineData("gbk", 54936)]
    [InlineData("GB2312", 54936)]
    [InlineData("GB18030", 54936)]
    [InlineData("Big5", 950)]
    [InlineData("big5-hkscs", 950)]
    [InlineData("ANSI 1250", 1250)]
    [InlineData("windows-1252", 1252)]
    [InlineData("ISO-8859-1", 28591)]
    [InlineData("ISO 8859-15", 28605)]
    [InlineData("88591", 28591)]
    [InlineData("shiftjis", 932)]
    public void Spellings_are_known(string name, int page)
    {
        Assert.True(CodePages.TryResolve(name, out Encoding encoding));
        Assert.Equal(page, encoding.CodePage);
    }

    [Theory]
    [InlineData("OEM")]
    [InlineData("ANSI")]
    [InlineData("")]
    [InlineData("<!DOCTYPE html>")]
    [InlineData("1200")] // UTF-16 cannot be the text of a .dbf
    [InlineData("99999999999")]
    public void Names_that_say_nothing_are_not_guessed(string name) => Assert.False(CodePages.TryResolve(name, out _));

    [Theory] // text in, .cpg ("-": none), LDID, override -> encoding, origin, problem
    [InlineData("GB18030", "GBK", 0x00, null, "GB18030", EncodingOrigin.Cpg, null)]
    [InlineData("UTF-8", "UTF-8", 0x4D, null, "UTF-8", EncodingOrigin.Cpg, null)]
    [InlineData("GB18030", "-", 0x4D, null, "GB18030", EncodingOrigin.Ldid, null)]
    [InlineData("GB18030", "-", 0x00, null, "GB18030", EncodingOrigin.Detected, ProblemKind.EncodingDetected)]
    [InlineData("UTF-8", "-", 0x00, null, "UTF-8", EncodingOrigin.Detected, ProblemKind.EncodingDetected)]
    [InlineData("Big5", "-", 0x00, null, "Big5", EncodingOrigin.Detected, ProblemKind.EncodingDetected)]
    [InlineData("GB18030", "OEM", 0x00, null, "GB18030", EncodingOrigin.Detected, ProblemKind.CpgUnknown)]
    [InlineData("GB18030", "UTF-8", 0x00, null, "GB18030", EncodingOrigin.Detected, ProblemKind.EncodingContradicted)]
    [InlineData("UTF-8", "-", 0x4D, null, "UTF-8", EncodingOrigin.Detected, ProblemKind.EncodingContradicted)]
    [InlineData("GB18030", "UTF-8", 0x00, "GBK", "GB18030", EncodingOrigin.Override, null)]
    public void Override_cpg_LDID_and_text_decide_in_this_order(
        string written, string cpg, byte ldid, string? byCaller, string expected, EncodingOrigin origin, ProblemKind? problem)
    {
        using var folder = new Folder();
        CodePages.TryResolve(written, out Encoding encoding);
        string text = written == "Big5" ? "國家級公益林區" : Text;
        using (var writer = new ShapefileWriter(folder["a.shp"], ShapeType.Point, [new("NAME", 'C', 40)], encoding))
            writer.Add([new(1, 2)], [], text);
        File.Delete(folder["a.cpg"]);
        if (cpg != "-")
            File.WriteAllText(folder["a.cpg"], cpg + "\r\n");
        folder.Patch("a.dbf", 29, ldid);
        Encoding? forced = byCaller is not null && CodePages.TryResolve(byCaller, out Encoding found) ? found : null;

        using var layer = ShapefileLayer.Open(folder["a.shp"], forced);
        var reader = layer.Read(0);

        Assert.True(reader.MoveNext());
        Assert.Equal(text, reader.Value(0));
        Assert.Equal(expected, layer.Text!.Name);
        Assert.Equal(origin, layer.Text.Origin);
        if (problem is null)
            Assert.Empty(layer.Problems);
        else
            Assert.Equal(problem, layer.Problems[0].Kind);
    }

    [Fact]
    public void A_caller_who_is_wrong_gets_what_he_asked_for_and_is_told()
    {
        using var folder = new Folder();
        Sample.Squares(folder["a.shp"], CodePages.Gbk, "红线", "湿地");
        using var layer = ShapefileLayer.Open(folder["a.shp"], CodePages.Utf8);
        var reader = layer.Read(0);
        while (reader.MoveNext())
            reader.Value(0);

        var problem = Assert.Single(reader.Problems);
        Assert.Equal(new ShapefileProblem(ProblemKind.TextUndecodable, folder["a.dbf"], 0, "field NAME: bytes BAECCFDF are not UTF-8", 2) { Field = "NAME" }, problem);
    }

    [Fact]
    public void Text_cut_inside_a_character_loses_that_character_and_says_so()
    {
        // 12 bytes of width: 2 + 9 + the first byte of the next character, as a careless writer leaves it.
        using var folder = new Folder();
        Sample.Squares(folder["a.shp"], CodePages.Utf8, "ab公益林");
        folder.Patch("a.dbf", 97 + 1 + 11, 0xE5);
        using var layer = ShapefileLayer.Open(folder["a.shp"]);
        var reader = layer.Read(0);

        Assert.True(reader.MoveNext());
        Assert.Equal("ab公益林", reader.Value(0));
        Assert.Equal(ProblemKind.TextCut, Assert.Single(reader.Problems).Kind);
    }

    [Fact]
    public void A_field_name_cut_inside_a_character_loses_that_character()
    {
        // Ten bytes: three characters of three bytes and the first byte of a fourth.
        using var folder = new Folder();
        using (var writer = new ShapefileWriter(folder["a.shp"], ShapeType.Point, [new("公益林", 'C', 10)]))
            writer.Add([new(1, 2)], [], "I");
        folder.Patch("a.dbf", 32 + 9, 0xE7);

        using var layer = ShapefileLayer.Open(folder["a.shp"]);

        Assert.Equal("公益林", Assert.Single(layer.Fields).Name);
    }
}

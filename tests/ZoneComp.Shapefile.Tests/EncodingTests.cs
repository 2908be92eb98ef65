using System.Text;

namespace ZoneComp.Shapefile.Tests;

public sealed class EncodingTests : IDisposable
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
    [InlineData("SJIS", 932)]
    [InlineData("OEM 936", 54936)]
    [InlineData("LDID/77", 54936)]
    [InlineData("LDID/3", 1252)]
    [InlineData("936 (ANSI/OEM - Simplified Chinese GBK)", 54936)]
    [InlineData("EUC-CN", 54936)]
    [InlineData("latin2", 28592)]
    [InlineData("8859-1", 28591)]
    [InlineData("Latin5", 28599)]
    [InlineData("UTF-8-SIG", 65001)]
    [InlineData("DOS 850", 850)]
    public void Spellings_are_known(string name, int page)
    {
        Assert.True(CodePages.TryResolve(name, out Encoding encoding));
        Assert.Equal(page, encoding.CodePage);
    }

    [Theory]
    [InlineData("OEM")]
    [InlineData("LDID/87")]
    [InlineData("UTF-16")]
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
    [InlineData("Big5", "-", 0x00, null, "Big5", EncodingOrigin.Detected, ProblemKind.EncodingGuessed)]
    [InlineData("GB18030", "ISO-8859-1", 0x00, null, "GB18030", EncodingOrigin.Detected, ProblemKind.EncodingContradicted)]
    [InlineData("GB18030", "8859-15", 0x00, null, "GB18030", EncodingOrigin.Detected, ProblemKind.EncodingContradicted)]
    [InlineData("GB18030", "latin2", 0x00, null, "GB18030", EncodingOrigin.Detected, ProblemKind.EncodingContradicted)]
    [InlineData("GB18030", "ANSI 1252", 0x57, null, "GB18030", EncodingOrigin.Detected, ProblemKind.EncodingContradicted)]
    [InlineData("GB18030", "-", 0x03, null, "GB18030", EncodingOrigin.Detected, ProblemKind.EncodingContradicted)]
    [InlineData("GB18030", "UTF-16", 0x00, null, "GB18030", EncodingOrigin.Detected, ProblemKind.CpgUnknown)]
    [InlineData("GB18030", "936", 0x4F, null, "GB18030", EncodingOrigin.Cpg, ProblemKind.EncodingDoubtful)]
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

    [Theory] // real words of the page's own language: pairs of letters beyond ASCII do occur in them
    [InlineData("ISO-8859-1", "São João Ação Coração CÂMARA DE AÇÃO")]
    [InlineData("windows-1252", "Größe Übermäßig Öffnung Straße Äußere ÖL")]
    [InlineData("ISO-8859-2", "Żółć Łódź Kraków Śląsk Gdańsk Święty")]
    [InlineData("windows-1252", "Forêt créée près de la Vallée à Nîmes")]
    public void Latin_text_is_not_taken_for_Chinese(string page, string text)
    {
        Assert.True(CodePages.TryResolve(page, out Encoding encoding));
        using ShapefileLayer layer = Written(text, encoding, page);

        Assert.Equal((EncodingOrigin.Cpg, 0), (layer.Text!.Origin, layer.Problems.Count));
    }

    [Fact]
    public void Capitals_of_another_script_are_followed_and_told()
    {
        Assert.True(CodePages.TryResolve("1251", out Encoding encoding));
        using ShapefileLayer layer = Written("МОСКВА ЛЕНИНГРАД", encoding, "1251");

        Assert.Equal(EncodingOrigin.Cpg, layer.Text!.Origin);
        Assert.Equal(ProblemKind.EncodingDoubtful, Assert.Single(layer.Problems).Kind);
    }

    [Theory]
    [InlineData("甲", ProblemKind.EncodingGuessed)] // one character is little to go by
    [InlineData("甲镇乙镇", ProblemKind.EncodingDetected)]
    public void A_guess_from_little_text_is_a_warning(string text, ProblemKind expected)
    {
        using ShapefileLayer layer = Written(text, CodePages.Gbk, null);

        Assert.Equal(expected, Assert.Single(layer.Problems).Kind);
    }

    [Theory]
    [InlineData("utf-16le")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public void A_prj_in_any_Unicode_is_read(string name)
    {
        using var folder = new Folder();
        Sample.Squares(folder["a.shp"], CodePages.Utf8, "a");
        Encoding encoding = Encoding.GetEncoding(name);
        byte[] mark = name == "utf-16le" ? [] : encoding.GetPreamble();
        File.WriteAllBytes(folder["a.prj"], [.. mark, .. encoding.GetBytes("GEOGCS[\"甲\"]")]);

        using var layer = ShapefileLayer.Open(folder["a.shp"]);

        Assert.Equal("GEOGCS[\"甲\"]", layer.Projection);
    }

    private readonly Folder written = new();

    private ShapefileLayer Written(string text, Encoding encoding, string? cpg)
    {
        using (var writer = new ShapefileWriter(written["a.shp"], ShapeType.Point, [new("NAME", 'C', 80)], encoding))
            writer.Add([new(1, 2)], [], text);
        File.Delete(written["a.cpg"]);
        if (cpg is not null)
            File.WriteAllText(written["a.cpg"], cpg);
        written.Patch("a.dbf", 29, 0);
        return ShapefileLayer.Open(written["a.shp"]);
    }

    public void Dispose() => written.Dispose();

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
        Assert.Equal(
            new ShapefileProblem(ProblemKind.TextUndecodable, folder["a.dbf"], 0, "field NAME: bytes BAECCFDF are not UTF-8", 2)
            {
                Field = "NAME",
            },
            problem);
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

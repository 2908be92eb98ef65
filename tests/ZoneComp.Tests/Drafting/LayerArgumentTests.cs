namespace ZoneComp.Tests.Drafting;

public sealed class LayerArgumentTests : IDisposable
{
    private static readonly string[] Texts = ["1", "01", "1 ", "I", "i", "一级", "二级", "and", "any", "a-b"];
    private readonly string folder = Directory.CreateTempSubdirectory("zonecomp-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A drive's colon, colons, hashes, blanks and Chinese belong to the path as long as a file is called so.</summary>
    [Theory]
    [InlineData("a.shp", "a.shp", null, null)]
    [InlineData("a.shp:GJGYL_BHDJ", "a.shp", null, "GJGYL_BHDJ")]
    [InlineData("C:/资料 1/林 地.shp:类 型", "C:/资料 1/林 地.shp", null, "类 型")]
    [InlineData("C:/资料 1/林 地.shp", "C:/资料 1/林 地.shp", null, null)]
    [InlineData("a#1.shp", "a#1.shp", null, null)]
    [InlineData("a#1.shp:x:y", "a#1.shp", null, "x:y")]
    [InlineData("a.shp#a", "a.shp", "a", null)]
    [InlineData("a.shp#A:f", "a.shp", "A", "f")]
    [InlineData("b:c.shp", "b:c.shp", null, null)]
    [InlineData("b:c.shp#b:c:f", "b:c.shp", "b:c", "f")]
    public void The_longest_beginning_that_is_a_file_is_the_path(string typed, string file, string? layer, string? field)
    {
        string path = Path.Combine(folder, file);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");

        Assert.Equal(new LayerArgument(path, layer, field), LayerArgument.Parse(Path.Combine(folder, typed)));
    }

    [Theory]
    [InlineData("a.shp:", "a name is missing after the last sign")]
    [InlineData("a.shp#", "a name is missing after the last sign")]
    [InlineData("b.shp:f", "b.shp: there is no such file; did you mean 'a.shp'?")]
    [InlineData("C:/x/y.shp:f", "C:/x/y.shp: there is no such file")]
    [InlineData("a?.shp", "reads as a pattern")]
    public void What_names_nothing_is_refused(string typed, string told)
    {
        File.WriteAllText(Path.Combine(folder, "a.shp"), "");
        File.WriteAllText(Path.Combine(folder, "a?.shp"), "");

        Assert.Contains(
            told,
            Assert.Throws<UserErrorException>(() => LayerArgument.Parse(Path.Combine(folder, typed))).Text.En,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("it's: #1")]
    [InlineData("- [x], {y}")]
    [InlineData("tab\tand \u2028 more")]
    [InlineData("𠮷野 🌲")]
    [InlineData("县域")]
    [InlineData("No")]
    [InlineData("")]
    public void Any_text_reads_back_from_the_policy(string text)
    {
        foreach (string written in (string[])[DraftText.Scalar(text), DraftText.Quoted(text)])
        {
            var errors = new PolicyErrors();
            Assert.Equal(text, YamlTree.Read(PolicyDocument.FromText("p", $"key: {written}\n"), errors)!.Entries[0].Value.Text);
        }
    }

    [Fact]
    public void Names_are_ascii_differ_in_any_case_and_are_no_words_of_the_language()
    {
        var names = new DraftNames();

        Assert.Equal(
            ["c1", "c01", "c1_2", "I", "i_2", "class_1", "class_2", "and_", "any_2", "a_b"],
            Texts.Select(text => names.Of(text, "class")));
    }
}

using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ZoneComp.Tests.Security;

/// <summary>Names from data and policy that some program computes, runs or draws otherwise: in every output they are text.</summary>
public sealed class HostileNamesTests
{
    /// <summary>What each program looks for: QGIS, spreadsheets, browsers, XML, addresses, templates, right-to-left writing.</summary>
    private const string Names = "[% 6*7 %]=1+1{{6*7}}${6*7}<b>b</b>&lt;]]>%20\"'\u202Egnp.\u202C|x";

    [Theory]
    [InlineData("=1+1", true)]
    [InlineData("  =1+1", true)]
    [InlineData("\u00A0=1+1", true)]
    [InlineData("\u3000=1+1", true)]
    [InlineData("\u200E=1+1", true)]
    [InlineData("\u202E@SUM(A1)", true)]
    [InlineData("\uFEFF+1", true)]
    [InlineData("\t1", true)]
    [InlineData("\r=1", true)]
    [InlineData("＝1", true)]
    [InlineData("-1", true)]
    [InlineData("甲=1", false)]
    [InlineData("《甲》", false)]
    [InlineData(" 甲-乙", false)]
    public void What_a_spreadsheet_would_compute_is_marked_as_text_also_behind_what_it_drops(string text, bool marked)
    {
        Assert.Equal(marked, FormulaGuard.LooksLikeFormula(text));
        Assert.Equal(marked ? "'" + text : text, FormulaGuard.ForCsv(text));
    }

    [Fact]
    public void A_project_holds_no_expression_but_the_program_s_own()
    {
        RunResults run = Hostile();

        XDocument project = XDocument.Parse(QgisProject.Document(run, MapShapes.Of(run)).Split('\n', 2)[1]);

        string[] texts =
        [
            .. project.Descendants().Attributes().Select(attribute => attribute.Value),
            .. project.DescendantNodes().OfType<XText>().Select(text => text.Value),
        ];
        // A tip holds titles too, as text with the brackets parted; what QGIS computes stands between "[%" and "%]".
        string[] expressions =
        [
            .. texts.SelectMany(text => Regex.Matches(text, @"\[%(.*?)%\]", RegexOptions.Singleline)).Select(each => each.Value).Distinct(),
        ];
        Assert.All(expressions, text => Assert.DoesNotContain("6*7", text, StringComparison.Ordinal));
        // The map's scale in the notes, and the tips.
        Assert.Equal(
            ["map_scale", "message_zh", "region_name"],
            new[] { "map_scale", "message_zh", "region_name" }.Where(own => expressions.Any(text => text.Contains(own,
                StringComparison.Ordinal))));
        Assert.Contains(texts, text => text.Contains("[\u2060% 6*7 %]", StringComparison.Ordinal));
    }

    [Fact]
    public void A_map_tip_shows_a_name_as_text_and_not_as_HTML()
    {
        RunResults run = Hostile();

        foreach (XElement layer in XDocument.Parse(QgisProject.Document(run, MapShapes.Of(run)).Split('\n', 2)[1])
            .Descendants("maplayer")
            .Where(layer => layer.Attribute("geometry")!.Value != "No geometry"))
            Assert.Contains("replace(", layer.Element("mapTip")!.Value, StringComparison.Ordinal);
    }

    /// <summary>For scripts/verify-outputs.sh, which sets ZONECOMP_HOSTILE_TO and opens what this leaves there in QGIS, LibreOffice and
    /// Chromium.</summary>
    [SkippableFact]
    public void Outputs_with_hostile_names_are_left_for_other_programs_to_open()
    {
        string? target = Environment.GetEnvironmentVariable("ZONECOMP_HOSTILE_TO");
        Skip.If(target is null, "ZONECOMP_HOSTILE_TO names no folder");
        RunResults run = Hostile();

        Directory.CreateDirectory(target!);
        PeopleOutputs.Write(target!, run, Language.Chinese);
        File.WriteAllText(Path.Combine(target!, "names.txt"), Names, Encoding.UTF8);

        Assert.All(
            FolderContents.Describe(target!).Where(file => file.Path != "names.txt"),
            file => Assert.True(PeopleOutputs.Verify(Path.Combine(target!, file.Path), run), file.Path));
    }

    /// <summary>Programs end a text at a zero, so that two names would be one; U+FFFD stands for it in all that people open.</summary>
    [Fact]
    public void Control_characters_are_in_no_file_that_people_open()
    {
        using var folder = new TemporaryFolder();
        byte[] raw = "\0\u0001end"u8.ToArray(), shown = "\uFFFD\uFFFDend"u8.ToArray();

        PeopleOutputs.Write(folder.FullPath, Hostile("\0\u0001end"), Language.Chinese);

        string[] files = [.. Directory.EnumerateFiles(folder.FullPath, "*", SearchOption.AllDirectories)];
        Assert.All(files, file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(raw) < 0, file));
        Assert.All(
            ["allocation.csv", "zonecomp.gpkg"],
            name => Assert.True(File.ReadAllBytes(files.Single(file => Path.GetFileName(file) == name)).AsSpan().IndexOf(shown) > 0, name));
    }

    /// <summary>Each title and name is the whole list of tricks; each county's begins with another of them.</summary>
    private static RunResults Hostile(string more = "")
    {
        RunResults run = SampleRun.Make(5, 2);
        string[] first = ["=1+1", "@SUM(1)", "+1", "-1", "\t=1", "[% 6*7 %]", "<img src=http://127.0.0.1:9/>", " =1", "\u202E=1", "甲\n=1"];
        Region[] regions = [.. run.Combinations.Regions.Select((region, index) => region with { Name = first[index] + Names + more })];
        return run with
        {
            Title = Names,
            Combinations = new CombinationTable
            {
                Classes = [.. run.Combinations.Classes.Select(one => one with { Title = Names })],
                Regions = regions,
                Rows = run.Combinations.Rows,
                Repeats = run.Combinations.Repeats,
            },
            Indicators = [.. run.Indicators.Select(column => column with { Title = Names })],
            Factors = [.. run.Factors.Select(column => column with { Title = Names })],
            Allocation = new AllocationTable
            {
                Schemes = [.. run.Allocation!.Schemes.Select(scheme => scheme with { Title = Names })],
                Rows =
                [
                    .. run.Allocation.Rows.Select((row, index) =>
                    row with { UnitName = regions[index].Name, Source = Names, Note = Names }),
                ],
            },
            Findings = [run.Findings[0] with { Subject = Names, Message = new LocalText(Names, Names) }],
            Issue = run.Issue with { PreparedBy = Names, ReviewedBy = Names, Notes = [Names] },
        };
    }
}

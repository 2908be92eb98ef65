using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ZoneComp.Tests.Outputs;

/// <summary>What maps, page and workbook show of one run, against its own areas and amounts: each of these was altered once, and nothing
/// had told.</summary>
public sealed class DrawnAndToldTests : IDisposable
{
    private readonly MapFolder maps = new();

    public void Dispose() => maps.Dispose();

    // Zones of 80 and 20 km² in counties of 100 km²: four times the amount, a circle twice as wide.
    [Fact]
    public void Circles_are_as_large_as_amounts_and_fills_are_by_square_kilometre()
    {
        RunResults run = Run().Results!;
        FigureMap map = FigureMap.Of(run, MappedFigures.Of(run)).Single(each => each.Name == "pay_yuan_per_km2");
        IReadOnlyList<decimal> m2 = CoverageTable.Of(run.Combinations).RegionAreaM2;

        double[] radii = [.. MapSheet.Of(run, MapShapes.Of(run), Language.Chinese).Page(map).Circles.Select(circle => circle.Radius)];

        Assert.Equal(2, radii[0] / radii[1], 0.02);
        Assert.Equal((decimal)map.Sized!.Values[0]! / (m2[0] / 1_000_000m), map.Classes.Figure.Values[0]);
    }

    [Fact] // three cities in two provinces
    public void Borders_are_heavier_the_higher_the_level_and_the_outline_is_the_highest_ones()
    {
        RunResults run = Run().Results!;

        double[] widths = [.. ParentBorders.Of(MapShapes.Of(run), run.Combinations).Select(level => level.Width)];
        Assert.Equal(2, widths.Length);
        Assert.True(widths[0] < widths[1]);
        Assert.Equal(["city", "province"], LevelBorders.Levels(run).Select(level => level.Name));
        double[] lengths = [.. LevelBorders.Of(run).Select(lines => lines.Length)];
        Assert.True(lengths[1] > 3 * lengths[0]); // 110 km beside 20
    }

    [Fact]
    public void Numbers_on_the_map_are_those_of_the_key_and_the_legend_counts_the_regions()
    {
        RunResults run = Run().Results!;
        MapShapes shapes = MapShapes.Of(run);
        var sheet = MapSheet.Of(run, shapes, Language.Chinese);
        TextMark number = Assert.Single(sheet.Names, name => name.Text.All(char.IsAsciiDigit));
        string key = Assert.Single(sheet.Marks.OfType<TextMark>(), mark => mark.Text.Contains('\u00a0')).Text;

        Assert.Equal($"{number.Text}\u00a0极长名称自治县", key);
        int region = run.Combinations.Regions.ToList().FindIndex(each => each.Name == "极长名称自治县");
        Assert.Equal(sheet.Places[region]!.Value.X, number.X, 1);
        FigureClasses classes = MappedFigures.Of(run).Single(each => each.Figure.Name == "redline_coverage_ratio");
        int[] counts =
        [
            .. sheet.Page(new FigureMap("m", classes, null)).Marks.OfType<TextMark>().Where(mark => Regex.IsMatch(mark.Text, "^[0-9]+ 个$"))
                .Select(mark => int.Parse(mark.Text.Split(' ')[0], CultureInfo.InvariantCulture)),
        ];
        Assert.Equal(run.Combinations.Regions.Count, counts.Sum());
        Assert.Equal(classes.Classes.Reverse().Select(each => each.Count), counts);
    }

    [Fact]
    public void What_an_office_wants_on_its_maps_is_the_same_in_every_program()
    {
        RunResults run = Run().Results!;
        string[] marks = [.. MapSheet.Of(run, MapShapes.Of(run), Language.Chinese).Marks.OfType<TextMark>().Select(mark => mark.Text)];
        XElement variables = QgisVariables.Of(run.Maps);

        Assert.Contains("密级：内部", marks);
        Assert.Contains("审图号：藏S(2025)012号", marks);
        Assert.Contains("制图单位：省财政厅  2025年11月3日", marks);
        Assert.Equal(
            ["zonecomp_prepared_by=省财政厅", "zonecomp_approval=藏S(2025)012号", "zonecomp_secrecy=内部", "zonecomp_date=2025年11月3日"],
            variables.Element("variableNames")!.Elements().Zip(variables.Element("variableValues")!.Elements())
                .Select(pair => $"{pair.First.Value}={pair.Second.Value}"));
    }

    [Fact]
    public void Areas_of_regions_and_levels_are_the_same_on_page_and_in_workbook()
    {
        RunOutcome outcome = Run();
        RunResults run = outcome.Results!;
        IReadOnlyList<decimal> m2 = CoverageTable.Of(run.Combinations).RegionAreaM2;
        string html = File.ReadAllText(Path.Combine(outcome.WrittenTo!, "report.html"));

        for (int region = 0; region < m2.Count; region++)
            Assert.Contains(
                $"[\"{run.Combinations.Regions[region].Code}\",\"{run.Combinations.Regions[region].Name}\",\"{Km2(m2[region])}\"]", html,
                StringComparison.Ordinal);
        string levels = html[html.IndexOf("id=\"levels\"", StringComparison.Ordinal)..];
        Assert.Contains($">{Km2(m2[0] + m2[1])}<", levels, StringComparison.Ordinal); // 3701
        PeopleTable table = PeopleTables.Of(run).Single(each => each.Name == "coverage_levels");
        IReadOnlyList<object?> city = table.Rows.Single(row => (string)row[1]! == "3701");
        Assert.Equal((m2[0] + m2[1]) / 10_000m, (decimal)city[3]!);
        IReadOnlyList<decimal> red = CoverageTable.Of(run.Combinations).CoveredM2[0];
        Assert.Equal((red[0] + red[1]) / 10_000m, (decimal)city[4]!);
        Assert.Contains("图层：红线", html, StringComparison.Ordinal);
        Assert.DoesNotContain("layer redline", html[..html.IndexOf("id=\"data\"", StringComparison.Ordinal)]
            .Replace("<span class=\"en\" lang=\"en\">layer redline</span>", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact] // grepped in every part, cached values and defined names too
    public void An_office_s_file_holds_no_code_of_another()
    {
        RunOutcome outcome = Run();
        string[] files = Directory.GetFiles(Path.Combine(outcome.WrittenTo!, "offices"));

        Assert.Equal(3, files.Length);
        foreach (string file in files)
        {
            string own = Path.GetFileName(file).Split('-')[1];
            using ZipArchive archive = ZipFile.OpenRead(file);
            string all = string.Concat(archive.Entries.Select(entry => new StreamReader(entry.Open()).ReadToEnd()));
            Assert.All(
                outcome.Results!.Combinations.Regions,
                region => Assert.Equal(
                    region.Code.StartsWith(own, StringComparison.Ordinal), all.Contains(region.Code, StringComparison.Ordinal)));
        }
    }

    // The total, a city, its 37 counties: the next city would be the fortieth row, the last of the page.
    [Fact]
    public void No_page_of_the_sheet_that_is_issued_ends_with_an_office()
    {
        maps.Boxes("county.shp", ["CODE", "NAME"],
            [
                .. Enumerable.Range(0, 45).Select(index => (
                    (object?[])[index < 37 ? $"3701{index + 1:00}" : $"3702{index - 36:00}", $"县{index}"],
                    new double[] { index, 0, index + 1, 10 })),
            ]);
        maps.Boxes("zones.shp", ["KIND"], (["x"], [0, 0, 45, 5]));
        RunOutcome outcome = maps.Run(Policy("", "{city: {prefix: 4}}"), "out");
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(outcome.WrittenTo!, "zonecomp.xlsx"));
        XElement sheet = XElement.Load(archive.GetEntry("xl/worksheets/sheet2.xml")!.Open());
        XNamespace x = sheet.Name.Namespace;

        string[] ends =
        [
            .. sheet.Descendants(x + "brk").Select(page => page.Attribute("id")!.Value)
                .Select(row => sheet.Descendants(x + "c").Single(cell => cell.Attribute("r")!.Value == $"A{row}").Value),
        ];
        Assert.NotEmpty(ends);
        Assert.All(ends, end => Assert.Matches("^[0-9]+$", end)); // a county's 序号, not 二
    }

    private static string Km2(decimal m2) => FigureText.Number(m2 / 1_000_000m, 2);

    private RunOutcome Run()
    {
        maps.Boxes("county.shp", ["CODE", "NAME"], (["370101", "甲"], [0, 0, 10, 10]), (["370102", "乙"], [10, 0, 20, 10]),
            (["370201", "丙"], [20, 0, 29.5, 10]), (["370202", "极长名称自治县"], [29.5, 0, 30, 10]), (["410101", "丁"], [30, 0, 40, 10]));
        maps.Boxes("zones.shp", ["KIND"], (["x"], [0, 0, 8, 10]), (["x"], [10, 0, 12, 10]));
        return maps.Run(
            Policy(
                """
                per: city
                  maps: {prepared_by: 省财政厅, approval: 藏S(2025)012号, secrecy: 内部, date: 2025-11-03}
                """,
                "{city: {prefix: 4}, province: {prefix: 2}}"),
            "out");
    }

    private static string Policy(string outputs, string parents) =>
        $$$"""
        zonecomp: 1
        title: 试
        year: 2025
        regions: {source: county.shp, code: CODE, name: NAME, code_list: none, parents: {{{parents}}} }
        layers:
          redline: {title: 红线, source: zones.shp}
        schemes:
          pay: {title: 红线补偿, kind: rate, items: {all: {ground: redline, rate: 15 yuan / mu} } }
        outputs:
          shapefile: none
          {{{outputs}}}
        """;
}

using System.Text;
using System.Xml.Linq;

namespace ZoneComp.Tests.Outputs;

/// <summary>What lies around the regions: read as any layer, drawn behind them everywhere, and in no number.</summary>
public sealed class NeighbourTests : IDisposable
{
    private readonly MapFolder maps = new();

    public void Dispose() => maps.Dispose();

    // Two counties of 10 by 10 km side by side; a neighbour to the west, one to the north, the province itself, and one 600 km away.
    [Fact]
    public void Neighbours_lie_behind_the_regions_in_every_picture()
    {
        RunResults run = Run("neighbours: {source: around.shp, name: NAME}", out RunOutcome outcome).Results!;

        Assert.Equal(["西邻", "北邻"], run.Neighbours.Select(each => each.Name));
        Assert.Equal("neighbours", run.Manifest.Inputs[^1].Role);
        MapShapes shapes = MapShapes.Of(run);
        var sheet = MapSheet.Of(run, shapes, Language.Chinese);
        FigureMap map = FigureMap.Of(run, MappedFigures.Of(run))[0];
        MapPage page = sheet.Page(map);
        (double X, double Y) county = sheet.Frames[0].At((shapes.Width / 4, shapes.Height * 3 / 4));
        (double X, double Y) west = (sheet.Left - 10, county.Y), south = (county.X, sheet.Top + (shapes.Height * sheet.Scale) + 15);
        Assert.Equal(Rgb.Of(NeighbourGround.Fill), Pixel(page, shapes, west));
        Assert.Equal(Rgb.Of(map.Classes.Colour(0)), Pixel(page, shapes, county));
        Assert.Equal(Rgb.White, Pixel(page, shapes, south)); // nobody lies there

        string svg = new ChoroplethSvg(run, shapes, sheet).Document(page);
        Assert.Equal(2, svg.Split($"fill=\"{NeighbourGround.Fill}\"").Length - 1);
        Assert.True(svg.IndexOf(NeighbourGround.Fill, StringComparison.Ordinal) < svg.IndexOf("<title>甲", StringComparison.Ordinal));
        Assert.Contains(">北邻</text>", svg, StringComparison.Ordinal);

        string html = File.ReadAllText(Path.Combine(outcome.WrittenTo!, "report.html"));
        Assert.True(html.IndexOf("<g id=\"around\"", StringComparison.Ordinal) is > 0 and int around
            && around < html.IndexOf("<g id=\"shapes\"", StringComparison.Ordinal));
        XElement project = XElement.Parse(Encoding.UTF8.GetString(FixedZip.Read(
            Path.Combine(outcome.WrittenTo!, "zonecomp.qgz"), QgisProject.DocumentName)));
        Assert.Equal("layer_neighbours", project.Element("layerorder")!.Elements().Last().Attribute("id")!.Value);
        Assert.All(
            project.Descendants("LayerSet"), set => Assert.Equal("layer_neighbours", set.Elements("Layer").Last().Value));
    }

    [Fact]
    public void No_number_comes_from_a_neighbour()
    {
        RunResults with = Run("neighbours: {source: around.shp}", out _).Results!, without = Run("date: 2025-01-01", out _).Results!;

        Assert.Equal(without.Combinations.Rows, with.Combinations.Rows);
        Assert.Equal(without.Indicators[0].Values, with.Indicators[0].Values);
    }

    [Theory]
    [InlineData("far.shp", "", "ZC721")]
    [InlineData("own.shp", "", "ZC722")]
    [InlineData("road.shp", "", "ZC232")]
    [InlineData("around.shp", ", where: \"NAME = '无此名'\"", "")]
    [InlineData("around.shp", ", crs: 'EPSG:4526'", "error")] // their eastings are of another zone
    public void What_is_wrong_with_neighbours_is_told(string file, string more, string code)
    {
        RunOutcome outcome = Run($"neighbours: {{source: {{path: {file}{more}}}}}", out _);

        Assert.Equal(code.Length > 0, outcome.Findings.Any(finding => finding.Layer == "neighbours"
            && (finding.Code == code || (code == "error" && finding.Severity == Severity.Error))));
        Assert.True(code is "ZC232" or "error" ? outcome.Results is null : outcome.Results!.Neighbours.Count == 0);
    }

    [Fact]
    public void A_field_of_names_that_is_not_there_stops_at_its_line() => Assert.Contains(
        "around.shp has no field 'NAMEN'",
        Assert.Throws<PolicyException>(() => Run("neighbours: {source: around.shp, name: NAMEN}", out _)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Layouts_have_the_inset_and_its_frame_and_small_maps_a_layout_of_their_own()
    {
        RunOutcome outcome = Run("inset: [甲]\n    panels: {two: {title: 两图, figures: [cover, half]}}", out _);
        XElement project = XElement.Parse(Encoding.UTF8.GetString(FixedZip.Read(
            Path.Combine(outcome.WrittenTo!, "zonecomp.qgz"), QgisProject.DocumentName)));
        XElement[] layouts = [.. project.Element("Layouts")!.Elements("Layout")];

        XElement layout = layouts.First(each => each.Attribute("name")!.Value == "A3 覆盖");
        XElement map = Item(layout, "map"), inset = Item(layout, "inset");
        Assert.Equal(inset.Attribute("uuid")!.Value, map.Element("ComposerMapOverview")!.Attribute("frameMap")!.Value);
        // 甲 is the west half of the 20 km: the inset shows its 10 km with 6 % of air on each side, the map all 20 km.
        Assert.InRange(Side(inset, "x"), 11_100, 11_300);
        Assert.True(Side(map, "x") > 20_000);
        Assert.Equal(
            Side(inset, "x") / Side(inset, "y"), Size(inset, 0) / Size(inset, 1), 1e-3); // as high as it is wide on the ground too

        XElement small = layouts.Single(each => each.Attribute("name")!.Value == "A3 两图");
        Assert.Equal(2, small.Elements("LayoutItem").Count(item => item.Attribute("type")!.Value == "65639"));
        string[][] bounds =
        [
            .. project.Descendants("maplayer").Where(layer => layer.Element("id")!.Value.StartsWith("panel_two_", StringComparison.Ordinal))
                .Select(layer => layer.Descendants("range")
                    .Select(range => $"{range.Attribute("lower")} {range.Attribute("upper")}").ToArray()),
        ];
        Assert.Equal(2, bounds.Length);
        Assert.Equal(bounds[0], bounds[1]); // a colour means one thing on both
    }

    private static XElement Item(XElement layout, string id) =>
        layout.Elements("LayoutItem").Single(item => item.Attribute("type")!.Value == "65639" && item.Attribute("id")!.Value == id);

    private static double Side(XElement map, string axis) => Number(map.Element("Extent")!.Attribute($"{axis}max")!.Value)
        - Number(map.Element("Extent")!.Attribute($"{axis}min")!.Value);

    private static double Size(XElement item, int at) => Number(item.Attribute("size")!.Value.Split(',')[at]);

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private RunOutcome Run(string outputs, out RunOutcome outcome)
    {
        if (Directory.Exists(Path.Combine(maps.Path, "out")))
            Directory.Delete(Path.Combine(maps.Path, "out"), recursive: true);
        maps.Boxes("county.shp", ["CODE", "NAME"], (["370101", "甲"], [0, 0, 10, 10]), (["370102", "乙"], [10, 0, 20, 10]));
        maps.Boxes("zones.shp", ["KIND"], (["x"], [0, 0, 5, 10]), (["x"], [10, 0, 18, 10]));
        maps.Boxes("around.shp", ["NAME"], (["西邻"], [-15, 0, 0, 10]), (["北邻"], [0, 10, 20, 25]), (["本省"], [0, 0, 20, 10]),
            (["远方"], [-100, 600, -80, 620]));
        maps.Boxes("far.shp", ["NAME"], (["远方"], [-100, 600, -80, 620]));
        maps.Boxes("own.shp", ["NAME"], (["本省"], [0, 0, 20, 10]));
        maps.Lines("road.shp", ["NAME"], (["路"], [-5, 0, -5, 10]));
        return outcome = maps.Run(
            $$"""
            zonecomp: 1
            title: 试
            year: 2025
            regions: {source: county.shp, code: CODE, name: NAME, code_list: none}
            layers:
              redline: {source: zones.shp}
            indicators:
              cover: {title: 覆盖, expr: ratio(redline)}
              half: {title: 半覆盖, expr: ratio(redline) / 2}
            outputs:
              maps:
                {{outputs}}
            """,
            "out");
    }

    private Rgb Pixel(MapPage page, MapShapes shapes, (double X, double Y) at)
    {
        string path = Path.Combine(maps.Path, "map.png");
        File.WriteAllBytes(path, ChoroplethPng.Draw(MapBackdrop.Of(shapes, page.Sheet), page));
        (int width, byte[] pixels) = Raster.PngMapTests.Read(path);
        int start = 3 * (((int)(2 * at.Y) * width) + (int)(2 * at.X));
        return new Rgb(pixels[start], pixels[start + 1], pixels[start + 2]);
    }
}

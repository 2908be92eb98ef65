using NetTopologySuite.Geometries;

namespace ZoneComp.Tests.Outputs;

/// <summary>Insets, small maps side by side, amounts per head, borders of the levels above.</summary>
public sealed class MapFrameTests : IDisposable
{
    private readonly TemporaryFolder place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void An_inset_shows_its_regions_larger_in_both_pictures()
    {
        RunResults run = SampleRun.Make() with { Maps = MapSettings.Default with { Inset = ["632007"] } };
        MapShapes shapes = MapShapes.Of(run);
        var sheet = MapSheet.Of(run, shapes, Language.Chinese);
        FigureClasses classes = Fund(run);
        MapPage page = sheet.Page(new FigureMap("map", classes, null));

        MapFrame inset = sheet.Frames[1];
        string svg = new ChoroplethSvg(run, shapes, sheet).Document(page);

        Assert.True(inset.Scale > sheet.Scale);
        Assert.Contains("<clipPath id=\"frame1\">", svg, StringComparison.Ordinal);
        // Its neighbours reach into the inset's rectangle; a county two rows away does not.
        string enlarged = svg[svg.IndexOf("url(#frame1)", StringComparison.Ordinal)..];
        Assert.Contains($"<title>{run.Combinations.Regions[7].Name} ", enlarged, StringComparison.Ordinal);
        Assert.DoesNotContain($"<title>{run.Combinations.Regions[19].Name} ", enlarged, StringComparison.Ordinal);
        // 20 px below the name's middle the county itself is met.
        (int x, int y) = shapes.Regions[7].Label!.Value;
        (double left, double top) = inset.At((x, y));
        Assert.Equal(Rgb.Of(classes.Colour(7)), Pixel(page, shapes, left, top + 20));
    }

    [Fact]
    public void An_inset_of_nobody_is_refused() => Assert.Contains(
        "'西宁市' is neither code nor name of a region",
        Assert.Throws<UserErrorException>(() => MapSheet.Of(
            SampleRun.Make() with { Maps = MapSettings.Default with { Inset = ["西宁市"] } }, MapShapes.Of(SampleRun.Make()),
            Language.Chinese)).Text.En,
        StringComparison.Ordinal);

    [Fact]
    public void Small_maps_of_one_unit_have_the_same_classes_and_one_legend()
    {
        RunResults run = SampleRun.Make();
        MapShapes shapes = MapShapes.Of(run);
        FigureClasses[] covers =
        [
            .. RegionFigures.Of(run).Where(figure => figure.Kind == FigureKind.Coverage).Take(2).Select(figure => FigureClasses.Of(figure)),
        ];
        Assert.NotEqual(covers[0].Classes.Select(one => one.Label), covers[1].Classes.Select(one => one.Label));

        MapPage page = PanelSheet.Of(run, shapes, "覆盖率", covers, null, Language.Chinese);

        Assert.Equal(page.Classes[0].Classes, page.Classes[1].Classes);
        Assert.Single(page.Marks.OfType<TextMark>(), mark => mark.Text.StartsWith("图例", StringComparison.Ordinal));
        for (int panel = 0; panel < 2; panel++)
        {
            (double left, double top) = page.Sheet.Frames[panel].At(shapes.Regions[7].Label!.Value);
            Assert.Equal(Rgb.Of(page.Classes[panel].Colour(7)), Pixel(page, shapes, left, top));
        }

        string svg = new ChoroplethSvg(run, shapes, page.Sheet).Document(page);
        Assert.Equal(20, svg.Split("<path id=\"r").Length - 1); // each outline once,
        Assert.Equal(40, svg.Split("<use href=\"#r").Length - 1); // drawn twice
    }

    [Fact]
    public void Small_maps_of_different_units_have_a_legend_each()
    {
        RunResults run = SampleRun.Make();
        FigureClasses[] mixed = [Fund(run), FigureClasses.Of(RegionFigures.Of(run).Single(figure => figure.Name == "eco_factor"))];

        MapPage page = PanelSheet.Of(run, MapShapes.Of(run), "", mixed, null, Language.English);

        Assert.Equal(mixed.Select(each => each.Classes.Count), page.Classes.Select(each => each.Classes.Count));
        Assert.All(
            mixed.SelectMany(each => each.Classes),
            one => Assert.Contains(page.Marks.OfType<TextMark>(), mark => mark.Text == one.Label));
    }

    [Fact] // The factor of the fourth county is missing: no heads, no amount per head.
    public void Amounts_per_head_go_by_the_figure_that_the_policy_names()
    {
        RunResults run = SampleRun.Make() with { Maps = MapSettings.Default with { PerHead = "eco_factor" } };
        IReadOnlyList<FigureMap> maps = FigureMap.Of(run, MappedFigures.Of(run));

        FigureMap map = maps.Single(each => each.Name == "redline_fund_yuan_per_head");

        Assert.Equal("元/人", ShownUnit.Of(map.Classes.Figure).Name.Zh);
        Assert.Equal((decimal)map.Sized!.Values[0]! / (decimal)run.Factors[0].Values[0]!, map.Classes.Figure.Values[0]);
        Assert.Null(map.Classes.Figure.Values[3]);
    }

    // Three unit squares in a row, the first two of one city; the second has a corner in the middle of the side that they share, which
    // the first has not. The city's border is 1 long, the outline 8.
    [Fact]
    public void A_border_of_a_level_stands_where_offices_differ_whatever_corners_neighbours_have()
    {
        Polygon first = Ring(0, 0, 1, 0, 1, 1, 0, 1), second = Ring(1, 0, 2, 0, 2, 1, 1, 1, 1, 0.5), third = Ring(2, 0, 3, 0, 3, 1, 2, 1);
        RunResults sample = SampleRun.Make();
        RunResults run = sample with
        {
            Shapes = [first, second, third],
            Combinations = new CombinationTable
            {
                Classes = [],
                Rows = [],
                Repeats = [],
                Regions = [.. new[] { "A", "A", "B" }.Select((city, index) => new Region(
                    $"{index}", $"{index}", new Dictionary<string, string> { ["city"] = city, ["province"] = "P" }))],
                Levels = [new RegionLevel("city", "city"), new RegionLevel("province", "province")],
            },
        };

        Assert.Equal("city", Assert.Single(LevelBorders.Levels(run)).Name); // one province has no border of its own
        MultiLineString lines = Assert.Single(LevelBorders.Of(run));
        Assert.Equal(9, lines.Length, 1e-12);
        Assert.True(lines.Covers(new LineString([new(2, 0), new(2, 1)])));
        Assert.False(lines.Intersects(new Point(1, 0.25)));
    }

    private static FigureClasses Fund(RunResults run) =>
        FigureClasses.Of(RegionFigures.Of(run).Single(figure => figure.Name == "redline_fund_yuan"));

    private static Polygon Ring(params double[] numbers) => new(new LinearRing(
        [.. numbers.Chunk(2).Append([numbers[0], numbers[1]]).Select(pair => new Coordinate(pair[0], pair[1]))]));

    private Rgb Pixel(MapPage page, MapShapes shapes, double left, double top)
    {
        File.WriteAllBytes(place.File("map.png"), ChoroplethPng.Draw(MapBackdrop.Of(shapes, page.Sheet), page));
        (int width, byte[] pixels) = Raster.PngMapTests.Read(place.File("map.png"));
        int at = 3 * (((int)(2 * top) * width) + (int)(2 * left));
        return new Rgb(pixels[at], pixels[at + 1], pixels[at + 2]);
    }
}

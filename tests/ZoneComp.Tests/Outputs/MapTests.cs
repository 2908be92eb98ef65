using System.Globalization;
using System.Xml.Linq;
using NetTopologySuite.Geometries;

namespace ZoneComp.Tests.Outputs;

public sealed class MapTests
{
    // Values of PROJ 9.1.1 (gdaltransform, +proj=aea +lat_0=33.03 +lon_0=90.73 +lat_1=28.91 +lat_2=37.15 +ellps=GRS80); a millimetre is
    // far below a pixel.
    [Theory]
    [InlineData(95, 30, 411413.087148047, -328324.818142018)]
    [InlineData(89.5, 36.25, -110432.74269779, 358597.472674306)]
    public void Projection_agrees_with_proj(double longitude, double latitude, double x, double y)
    {
        // A sixth of the height, 12.36 / 6 = 2.06, from either edge: the parallels of the reference.
        MapProjection projection = MapProjection.For(new Envelope(80.73, 100.73, 26.85, 39.21), MapCrs.Cgcs2000);

        Assert.Equal((28.91, 37.15, 33.03, 90.73), (projection.Lat1, projection.Lat2, projection.Lat0, projection.Lon0));
        (double gotX, double gotY) = projection.Project(longitude, latitude);
        Assert.Equal(x, gotX, tolerance: 1e-3);
        Assert.Equal(y, gotY, tolerance: 1e-3);
    }

    [Fact]
    public void Plane_coordinates_are_drawn_as_they_are()
    {
        MapProjection projection = MapProjection.For(new Envelope(0, 10, 0, 10), MapCrs.UnknownPlane);

        Assert.Equal((500_000.5, 4_000_000.25), projection.Project(500_000.5, 4_000_000.25));
        Assert.Null(projection.Wkt());
    }

    [Fact]
    public void Natural_breaks_fall_in_the_gaps() =>
        Assert.Equal([3m, 12m, 52m], NaturalBreaks.UpperBounds([50, 1, 11, 2, 3, 10, 51, 12, 52], 3));

    [Fact]
    public void Natural_breaks_are_the_best_of_all_cuts()
    {
        // All cuts of a small set are tried: none has a smaller sum of squared deviations.
        Random random = new(7);
        for (int round = 0; round < 40; round++)
        {
            decimal[] values = [.. Enumerable.Range(0, 14).Select(_ => (decimal)random.Next(0, 60))];
            decimal[] sorted = [.. values.Distinct().Order()];
            double least = double.PositiveInfinity;
            for (int first = 0; first < sorted.Length - 2; first++)
            {
                for (int second = first + 1; second < sorted.Length - 1; second++)
                    least = Math.Min(least, Deviation(values, [sorted[first], sorted[second], sorted[^1]]));
            }

            Assert.Equal(least, Deviation(values, NaturalBreaks.UpperBounds(values, 3)), tolerance: 1e-6);
        }
    }

    [Fact]
    public void Fewer_different_values_than_classes_are_a_class_each() =>
        Assert.Equal([0m, 7m], NaturalBreaks.UpperBounds([7, 0, 0, 7], 5));

    [Fact]
    public void No_values_make_no_class() => Assert.Empty(NaturalBreaks.UpperBounds([], 5));

    [Fact]
    public void Every_value_lies_in_the_class_that_its_label_names()
    {
        Figure figure = RegionFigures.Of(SampleRun.Make()).Single(figure => figure.Name == "redline_coverage_ratio");
        FigureClasses classes = FigureClasses.Of(figure);

        for (int region = 0; region < figure.Values.Count; region++)
        {
            MapClass own = classes.Classes[classes.IndexOf(figure.Number(region)!.Value)];
            Assert.True(figure.Number(region) <= own.Upper && figure.Number(region) >= own.Lower);
        }

        // Shares are 37 k mod 100 percent for k = 0..19: 0, 3, 7, 11, 22, 26, ... 99; zero is a class of its own.
        Assert.Equal(["0", "0 – 20"], classes.Classes.Take(2).Select(mapClass => mapClass.Label));
    }

    [Theory]
    [InlineData(FigureKind.Coverage)]
    [InlineData(FigureKind.Amount)]
    public void Colours_keep_their_order_for_colour_blind_readers(FigureKind kind)
    {
        // Simulation matrices for complete protanopia, deuteranopia, tritanopia: Machado, Oliveira and Fernandes 2009, severity 1.0.
        double[][] visions =
        [
            [1, 0, 0, 0, 1, 0, 0, 0, 1],
            [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
            [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
            [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
        ];
        foreach (double[] vision in visions)
        {
            double[] lightness = [.. ColourRamp.For(kind, 5).Select(colour => Lightness(colour, vision))];
            for (int step = 1; step < lightness.Length; step++)
                // a step of 8 L* is plainly seen
                Assert.True(lightness[step - 1] - lightness[step] > 8, $"step {step}: L* {lightness[step - 1]:F1} to {lightness[step]:F1}");
        }
    }

    [Fact]
    public void Neighbours_keep_one_border_when_it_is_simplified()
    {
        List<(int X, int Y)> border = [.. Enumerable.Range(0, 101).Select(y => (500 + (y % 2 * 3) + (y % 7), y * 10))];
        List<(int X, int Y)> left = [(0, 0), .. border, (0, 1000)];
        List<(int X, int Y)> right = [(1000, 1000), .. border.AsEnumerable().Reverse(), (1000, 0)];

        IReadOnlyList<IReadOnlyList<(int X, int Y)>> simple = BorderArcs.Of([left, right]).Simplify(400);

        List<(int, int)> fromLeft = [.. simple[0].Where(point => point.X is > 0 and < 1000)],
            fromRight = [.. simple[1].Where(point => point.X is > 0 and < 1000)];
        Assert.Equal(fromLeft.Order(), fromRight.Order());
        Assert.InRange(fromLeft.Count, 2, 60); // of 101
        Assert.Contains((500, 0), fromLeft); // ends of the shared border are nodes and stay
    }

    [Fact]
    public void An_island_keeps_its_shape_wherever_its_ring_starts()
    {
        List<(int X, int Y)> ring =
        [
            .. Enumerable.Range(0, 60)
                .Select(step => ((int)(1000 * Math.Cos(step * Math.PI / 30)), (int)(1000 * Math.Sin(step * Math.PI / 30)))),
        ];
        List<(int X, int Y)> turned = [.. ring[17..], .. ring[..17]];

        IReadOnlyList<IReadOnlyList<(int X, int Y)>> simple = BorderArcs.Of([ring]).Simplify(20_000),
            other = BorderArcs.Of([turned]).Simplify(20_000);

        Assert.Equal(simple[0].Order(), other[0].Order());
        Assert.InRange(simple[0].Count, 6, 40);
    }

    [Fact]
    public void Map_names_every_region_for_screen_readers_and_says_its_unit_and_source()
    {
        RunResults run = SampleRun.Make(hostileName: "<script>alert(1)</script>");
        FigureClasses classes = FigureClasses.Of(RegionFigures.Of(run).Single(figure => figure.Name == "redline_fund_yuan"));

        MapShapes shapes = MapShapes.Of(run);
        var sheet = MapSheet.Of(run, shapes, Language.Chinese);
        string svg = new ChoroplethSvg(run, shapes, sheet).Document(sheet.Page(new FigureMap("map", classes, null)));

        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        XElement root = XDocument.Parse(svg).Root!;
        List<string> texts =
        [
            .. root.Descendants().Where(element => element.Name.LocalName is "text" or "title").Select(element => element.Value),
        ];
        Assert.Contains("生态补偿测算（样例）：生态保护红线补助（万元）", texts);
        Assert.Contains("<script>alert(1)</script> 493.83", texts); // 123,456,789.01 / 20 x 0.8 = 4,938,271.56 yuan
        Assert.Contains("图例（万元）", texts);
        Assert.Contains("数据来源：counties.shp。测算方案：policy.yaml (SHA-256 00ff)。制图：ZoneComp 0.1.0。", texts);
        Assert.Equal(20, root.Descendants().Count(element => element.Name.LocalName == "path" && element.Elements().Any()));
    }

    [Fact]
    public void A_change_is_cut_at_zero_and_coloured_to_both_sides()
    {
        object?[] values = [-50m, -49m, -2m, 0m, 0m, 1m, 2m, 80m, null];
        var classes = FigureClasses.Of(new Figure(
            FigureKind.Change, "x_change_yuan", new LocalText("x", "x"), Quantity.Money, "yuan", 2, values, null));

        // Best cut in two below zero: {-50, -49} {-2}; above: {1, 2} {80}. Between them the roundest are -0.002 and 0.005 万元: -20 and 50
        // yuan.
        Assert.Equal([-20m, -2m, 0m, 50m, 80m], classes.Classes.Select(mapClass => mapClass.Upper));
        Assert.Equal(["#8c510a", "#d8b365", "#f5f5f5", "#5ab4ac", "#01665e"], classes.Classes.Select(mapClass => mapClass.Colour));
        Assert.Equal(
            ["#8c510a", "#8c510a", "#d8b365", "#f5f5f5", "#f5f5f5", "#5ab4ac", "#5ab4ac", "#01665e", ColourRamp.Missing],
            Enumerable.Range(0, values.Length).Select(classes.Colour));
    }

    [Fact]
    public void A_change_with_one_value_on_a_side_takes_the_light_colour_there()
    {
        var classes = FigureClasses.Of(new Figure(
            FigureKind.Change, "x_change_yuan", new LocalText("x", "x"), Quantity.Money, "yuan", 2, [-3m, 4m, 9m], null));

        Assert.Equal(["#d8b365", "#5ab4ac", "#01665e"], classes.Classes.Select(mapClass => mapClass.Colour));
    }

    [Fact]
    public void The_change_of_an_amount_is_a_figure_where_there_is_a_last_year()
    {
        Figure change = RegionFigures.Of(SampleRun.Make()).Single(figure => figure.Kind == FigureKind.Change);

        Assert.Equal("redline_fund_change_yuan", change.Name);
        Assert.Equal(1000m, change.Number(0)); // the sample's last year is the amount - 1000 + 100 x index
        Assert.Null(change.Number(2));
        Assert.Equal(600m, change.Number(4));
    }

    [Theory]
    [InlineData(999, 500)]
    [InlineData(1000, 1000)]
    [InlineData(230_000, 200_000)]
    [InlineData(0.7, 0.5)]
    public void Scale_bars_are_round(double length, double expected) =>
        Assert.Equal(expected, MapNotes.RoundLength(length), tolerance: 1e-12);

    private static double Deviation(decimal[] values, IReadOnlyList<decimal> bounds) =>
        values.GroupBy(value => bounds.First(bound => value <= bound))
            .Sum(group => group.Sum(value => Math.Pow((double)(value - group.Average()), 2)));

    private static double Lightness(string hex, double[] vision)
    {
        double[] linear = [.. new[] { 1, 3, 5 }.Select(at =>
            int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4))];
        double[] seen =
        [
            .. new[] { 0, 3, 6 }.Select(row =>
                Math.Clamp((vision[row] * linear[0]) + (vision[row + 1] * linear[1]) + (vision[row + 2] * linear[2]), 0, 1)),
        ];
        double luminance = (0.2126 * seen[0]) + (0.7152 * seen[1]) + (0.0722 * seen[2]);
        return luminance > 0.008856 ? (116 * Math.Cbrt(luminance)) - 16 : 903.3 * luminance;
    }
}

using System.Globalization;
using System.Security;
using System.Text;

namespace ZoneComp.Outputs.Maps;

/// <summary>maps/NAME.svg: one figure as a map for a Word document, with title, legend, scale bar, north arrow and source.</summary>
/// <remarks>
/// What the maps of a run share is put into words once: another figure changes the fills, the values in the tips, title and legend.
/// </remarks>
internal sealed class ChoroplethSvg
{
    private const string Fonts = "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC','Source Han Sans SC',SimHei,sans-serif";

    private readonly MapSheet sheet;

    /// <summary>Text of each region's element up to its fill, and up to its value; null where it has no shape.</summary>
    private readonly (string Path, string Name)?[] regions;

    /// <summary>Outlines that several frames use; "" where there is one frame.</summary>
    private readonly string shared;

    /// <summary>By frame, which regions reach into it.</summary>
    private readonly int[][] reaching;

    private readonly string end;
    private readonly string[] borders;
    private readonly string names;
    private readonly string marks;

    public ChoroplethSvg(RunResults results, MapShapes shapes, MapSheet sheet)
    {
        this.sheet = sheet;
        bool isShared = sheet.Frames.Count(frame => frame.Clip is null) > 1;
        regions = [.. shapes.Regions.Select((region, index) => region.Rings.Count == 0
            ? null
            : ((string, string)?)(isShared ? $"<use href=\"#r{Number(index)}\" fill=\"" : $"<path d=\"{region.Path()}\" fill=\"",
                $"\"><title>{Escaped(results.Combinations.Regions[index].Name)} "))];
        shared = !isShared ? ""
            : "<defs>"
                + string.Concat(shapes.Regions.Select((region, index) => $"<path id=\"r{Number(index)}\" d=\"{region.Path()}\"/>"))
                + "</defs>\n";
        end = isShared ? "</title></use>\n" : "</title></path>\n";
        reaching =
        [
            .. sheet.Frames.Select(frame => (int[])
            [
                .. Enumerable.Range(0, regions.Length)
                    .Where(region => frame.Clip is not { } box || Reaches(shapes.Regions[region], frame, box)),
            ]),
        ];
        borders = [.. sheet.Frames.Select(frame => string.Concat(sheet.Borders.Select(level => Border(level, frame.Scale) + "\n")))];
        names = Names(sheet);
        marks = Marks(sheet.Marks);
    }

    public string Document(MapPage page)
    {
        StringBuilder svg = new(names.Length + (sheet.Frames.Count * regions.Sum(region => region?.Path.Length + 80 ?? 0)));
        svg.Append(Start("svg",
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("viewBox", $"0 0 {Px(MapSheet.Width)} {Px(sheet.Height)}"), ("width", Px(MapSheet.Width)), ("height", Px(sheet.Height)),
                ("role", "img"), ("lang", sheet.Language == Language.Chinese ? "zh-CN" : "en"),
                ("font-family", Fonts), ("style", "font-feature-settings:'halt'")))
            .Append("\n<title>").Append(Escaped(page.Title)).Append("</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        svg.Append(shared);
        for (int frame = 0; frame < sheet.Frames.Count; frame++)
            Frame(svg, frame, page.ClassesOf(frame));
        return svg.Append(Marks(page.Circles)).Append(names).Append(marks).Append(Marks(page.Marks)).Append("</svg>\n").ToString();
    }

    private void Frame(StringBuilder svg, int index, FigureClasses classes)
    {
        MapFrame frame = sheet.Frames[index];
        string clip = $"frame{Number(index)}";
        if (frame.Clip is { } box)
        {
            (string, string?)[] place = [("x", Px(box.X)), ("y", Px(box.Y)), ("width", Px(box.Width)), ("height", Px(box.Height))];
            svg.Append(Start("clipPath", ("id", clip))).Append(Whole("rect", place)).Append("</clipPath>\n")
                .Append(Whole("rect", [.. place, ("fill", "#ffffff")])).Append('\n')
                .Append(Start("g", ("clip-path", $"url(#{clip})"))).Append('\n');
        }

        if (frame.Around is { } around)
            Neighbours(svg, around);
        svg.Append(Start("g",
                ("transform",
                    $"translate({Px(frame.Left)} {Px(frame.Top)}) scale({frame.Scale.ToString("R", CultureInfo.InvariantCulture)})"),
                ("stroke", MapSheet.BorderColour), ("stroke-width", Px(MapSheet.BorderWidth / frame.Scale)), ("stroke-linejoin", "round"),
                ("fill-rule", "evenodd")))
            .Append('\n');
        ShownUnit unit = ShownUnit.Of(classes.Figure);
        foreach (int region in reaching[index])
        {
            if (regions[region] is (string path, string name))
                svg.Append(path).Append(classes.Colour(region)).Append(name)
                    .Append(classes.Figure.Number(region) is { } value ? unit.Number(value) : "–").Append(end);
        }

        svg.Append(borders[index]).Append("</g>\n");
        if (frame.Clip is not null)
            svg.Append("</g>\n");
    }

    private static void Neighbours(StringBuilder svg, NeighbourGround around)
    {
        foreach (IReadOnlyList<IReadOnlyList<(double X, double Y)>> rings in around.Rings.Where(rings => rings.Count > 0))
        {
            svg.Append(Whole("path",
                ("d", string.Concat(rings.Select(ring => "M" + string.Join('L', ring.Select(Px)) + "Z"))),
                ("fill", NeighbourGround.Fill), ("fill-rule", "evenodd"))).Append('\n');
        }

        svg.Append(Whole("path",
            ("d", string.Concat(around.Lines.Select(line => $"M{Px(line.From)}L{Px(line.To)}"))), ("fill", "none"),
            ("stroke", NeighbourGround.Line), ("stroke-width", Px(NeighbourGround.LineWidth)), ("stroke-linecap", "round"))).Append('\n');
    }

    private static string Px((double X, double Y) point) => $"{Px(point.X)} {Px(point.Y)}";

    private static bool Reaches(RegionOutline region, MapFrame frame, MapBox box)
    {
        (double X, double Y)[] points = [.. region.Rings.SelectMany(ring => ring).Select(frame.At)];
        return points.Length > 0 && points.Min(point => point.X) <= box.X + box.Width && points.Max(point => point.X) >= box.X
            && points.Min(point => point.Y) <= box.Y + box.Height && points.Max(point => point.Y) >= box.Y;
    }

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static string Border(ParentBorders level, double scale)
    {
        StringBuilder lines = new();
        foreach (IReadOnlyList<(int X, int Y)> line in level.Lines)
            RegionOutline.Append(lines, line);
        return Whole("path",
            ("d", lines.ToString()), ("fill", "none"), ("stroke", MapSheet.ParentColour), ("stroke-width", Px(level.Width / scale)),
                ("stroke-linecap", "round"));
    }

    private static string Names(MapSheet sheet)
    {
        StringBuilder svg = new();
        svg.Append(Start("g",
            ("text-anchor", "middle"), ("fill", MapSheet.NameColour), ("stroke", "#ffffff"), ("stroke-width", Px(MapSheet.HaloWidth)),
            ("stroke-linejoin", "round"), ("paint-order", "stroke"))).Append('\n');
        foreach (TextMark name in sheet.Names)
            svg.Append(Start("text", ("x", Px(name.X)), ("y", Px(name.Y)), ("font-size", Px(name.Size)))).Append(Escaped(name.Text))
                .Append("</text>\n");
        return svg.Append("</g>\n").ToString();
    }

    private static string Marks(IEnumerable<MapMark> marks)
    {
        StringBuilder svg = new();
        foreach (MapMark mark in marks)
        {
            svg.Append(mark switch
            {
                TextMark text => Text(text),
                ShapeMark shape => Shape(shape),
                CircleMark circle => Circle(circle),
                _ => throw new InvalidOperationException($"A page holds {mark.GetType()}."),
            }).Append('\n');
        }

        return svg.ToString();
    }

    private static string Text(TextMark mark) => Start("text",
        ("x", Px(mark.X)), ("y", Px(mark.Y)), ("font-size", Px(mark.Size)),
        ("text-anchor", mark.Anchor switch { TextAnchor.Middle => "middle", TextAnchor.End => "end", _ => null }),
        ("font-weight", mark.Bold ? "bold" : null), ("fill", mark.Colour)) + Escaped(mark.Text) + "</text>";

    private static string Shape(ShapeMark mark) => Whole("path",
        ("d", "M" + string.Join('L', mark.Points.Select(point => $"{Px(point.X)} {Px(point.Y)}")) + "Z"),
        ("fill", mark.Fill), ("stroke", mark.Stroke), ("stroke-width", mark.Stroke is null ? null : Px(mark.StrokeWidth)));

    private static string Circle(CircleMark mark) => Whole("circle",
        ("cx", Px(mark.X)), ("cy", Px(mark.Y)), ("r", Px(mark.Radius)), ("fill", CircleMark.Fill), ("fill-opacity", Px(CircleMark.Opacity)),
        ("stroke", CircleMark.Stroke), ("stroke-width", Px(CircleMark.StrokeWidth)));

    private static string Whole(string name, params ReadOnlySpan<(string Name, string? Value)> attributes) => Start(name, attributes)[..^1]
        + "/>";

    /// <summary>An element's start; attributes without a value are left out. What comes from data is text, never an attribute.</summary>
    private static string Start(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        StringBuilder start = new("<" + name);
        foreach ((string attribute, string? value) in attributes)
        {
            if (value is not null)
                start.Append(' ').Append(attribute).Append("=\"").Append(value).Append('"');
        }

        return start.Append('>').ToString();
    }

    private static string Escaped(string text) => SecurityElement.Escape(XmlText.Clean(text));

    private static string Px(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

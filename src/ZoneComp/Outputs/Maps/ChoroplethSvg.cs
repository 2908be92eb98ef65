using System.Globalization;
using System.Xml.Linq;

namespace ZoneComp.Outputs.Maps;

/// <summary>maps/NAME.svg: one figure as a map for a Word document, with title, legend, scale bar, north arrow and source.</summary>
internal static class ChoroplethSvg
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static string Document(RunResults results, MapShapes shapes, FigureClasses classes, Language language)
    {
        MapPage page = MapPage.Of(results, shapes, classes, language);
        XElement root = Element("svg", ("viewBox", $"0 0 {Px(MapPage.Width)} {Px(page.Height)}"), ("width", Px(MapPage.Width)), ("height", Px(page.Height)), ("role", "img"), ("lang", language == Language.Chinese ? "zh-CN" : "en"),
            ("font-family", "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC','Source Han Sans SC',SimHei,sans-serif"));
        root.Add(
            new XElement(Svg + "title", page.Title),
            Element("rect", ("width", "100%"), ("height", "100%"), ("fill", "#ffffff")),
            Regions(results, shapes, classes, page),
            Names(page),
            page.Marks.Select(mark => mark switch
            {
                TextMark text => Text(text),
                ShapeMark shape => Shape(shape),
                _ => throw new InvalidOperationException($"A page holds {mark.GetType()}."),
            }));
        return root.ToString().ReplaceLineEndings("\n") + "\n";
    }

    private static XElement Regions(RunResults results, MapShapes shapes, FigureClasses classes, MapPage page)
    {
        XElement group = Element("g", ("transform", $"translate({Px(page.Left)} {Px(page.Top)}) scale({page.Scale.ToString("R", CultureInfo.InvariantCulture)})"),
            ("stroke", MapPage.BorderColour), ("stroke-width", Px(MapPage.BorderWidth / page.Scale)), ("stroke-linejoin", "round"), ("fill-rule", "evenodd"));
        for (int region = 0; region < shapes.Regions.Count; region++)
        {
            if (shapes.Regions[region].Rings.Count == 0)
                continue;
            XElement path = Element("path", ("d", shapes.Regions[region].Path()), ("fill", classes.Colour(region)));
            path.Add(new XElement(Svg + "title", XmlText.Clean($"{results.Combinations.Regions[region].Name} {ShownValue(classes, region)}")));
            group.Add(path);
        }

        return group;
    }

    private static string ShownValue(FigureClasses classes, int region) =>
        classes.Figure.Number(region) is { } value ? ShownUnit.Of(classes.Figure).Number(value) : "–";

    private static XElement Names(MapPage page)
    {
        XElement names = Element("g", ("text-anchor", "middle"), ("font-size", Px(MapPage.NameSize)), ("fill", "#1e1e1e"), ("stroke", "#ffffff"), ("stroke-width", Px(MapPage.HaloWidth)), ("stroke-linejoin", "round"), ("paint-order", "stroke"));
        foreach (TextMark name in page.Names)
        {
            XElement text = Element("text", ("x", Px(name.X)), ("y", Px(name.Y)));
            text.Add(name.Text);
            names.Add(text);
        }

        return names;
    }

    private static XElement Text(TextMark mark)
    {
        XElement text = Element("text", ("x", Px(mark.X)), ("y", Px(mark.Y)), ("font-size", Px(mark.Size)), ("text-anchor", mark.Anchor == TextAnchor.Middle ? "middle" : "start"), ("font-weight", mark.Bold ? "bold" : null), ("fill", mark.Colour));
        text.Add(XmlText.Clean(mark.Text));
        return text;
    }

    private static XElement Shape(ShapeMark mark) => Element("path",
        ("d", "M" + string.Join('L', mark.Points.Select(point => $"{Px(point.X)} {Px(point.Y)}")) + "Z"), ("fill", mark.Fill), ("stroke", mark.Stroke), ("stroke-width", mark.Stroke is null ? null : Px(mark.StrokeWidth)));

    private static XElement Element(string name, params (string Name, string? Value)[] attributes) =>
        new(Svg + name, attributes.Where(attribute => attribute.Value is not null).Select(attribute => new XAttribute(attribute.Name, XmlText.Clean(attribute.Value!))));

    private static string Px(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

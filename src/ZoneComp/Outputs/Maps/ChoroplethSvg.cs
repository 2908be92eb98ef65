using System.Globalization;
using System.Xml.Linq;
using ZoneComp.Diagnostics;
using ZoneComp.Model;

namespace ZoneComp.Outputs.Maps;

/// <summary>maps/NAME.svg: one figure as a map for a Word document, with title, legend, scale bar, north arrow and source.</summary>
public static class ChoroplethSvg
{
    public const string Folder = "maps";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // Sizes in px of a page 1,000 px wide.
    private const double PageWidth = 1000, Margin = 20, Head = 62, Foot = 46, LineHeight = 18, Side = 210;

    /// <summary>Writes one file per mapped figure; returns their paths.</summary>
    public static IReadOnlyList<string> WriteAll(string folder, RunResults results, MapShapes shapes, Language language)
    {
        string target = System.IO.Path.Combine(folder, Folder);
        Directory.CreateDirectory(target);
        List<string> written = [];
        foreach (FigureClasses classes in MappedFigures.Of(results))
        {
            string path = System.IO.Path.Combine(target, classes.Figure.Name + ".svg");
            Files.TextFile.Write(path, Document(results, shapes, classes, language));
            written.Add(path);
        }

        return written;
    }

    internal static string Document(RunResults results, MapShapes shapes, FigureClasses classes, Language language)
    {
        double mapWidth = PageWidth - Side - (2 * Margin);
        double scale = Math.Min(mapWidth / shapes.Width, 900.0 / shapes.Height);
        double mapHeight = Math.Max(420, shapes.Height * scale);
        IReadOnlyList<string> notes = Notes(results, shapes, language);
        double pageHeight = Head + mapHeight + Foot + (notes.Count * LineHeight) - LineHeight;
        double left = Margin + ((mapWidth - (shapes.Width * scale)) / 2), top = Head + ((mapHeight - (shapes.Height * scale)) / 2);
        string title = $"{results.Title}：{ShownUnit.Of(classes.Figure).Title(classes.Figure, language)}";
        if (language == Language.English)
            title = $"{results.Title}: {ShownUnit.Of(classes.Figure).Title(classes.Figure, language)}";

        XElement root = Element("svg", ("xmlns", null), ("viewBox", $"0 0 {PageWidth} {Px(pageHeight)}"), ("width", $"{PageWidth}"), ("height", Px(pageHeight)), ("role", "img"), ("lang", language == Language.Chinese ? "zh-CN" : "en"),
            ("font-family", "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC','Source Han Sans SC',SimHei,sans-serif"));
        root.Add(
            Text("title", title),
            Element("rect", ("width", "100%"), ("height", "100%"), ("fill", "#ffffff")),
            Label(title, PageWidth / 2, 36, 22, "middle", bold: true),
            new XElement(Svg + "g", Attribute("transform", $"translate({Px(left)} {Px(top)}) scale({scale.ToString("R", CultureInfo.InvariantCulture)})"), Attribute("stroke", "#6e6e6e"), Attribute("stroke-width", Px(0.6 / scale)), Attribute("stroke-linejoin", "round"), Attribute("fill-rule", "evenodd"),
                shapes.Regions.Select((region, index) => region.Rings.Count == 0 ? null : new XElement(Svg + "path", Attribute("d", region.Path()), Attribute("fill", classes.Colour(index)),
                    Text("title", $"{results.Combinations.Regions[index].Name} {ShownValue(classes, index)}")))),
            RegionLabels(results, shapes, left, top, scale),
            Legend(classes, language, Head + 20),
            NorthArrow(Head + mapHeight - 150),
            ScaleBar(shapes.MetresPerUnit / scale, Head + mapHeight - 40, language),
            new XElement(Svg + "g", Attribute("fill", "#444444"), notes.Select((line, index) => Label(line, Margin, Head + mapHeight + 22 + (index * LineHeight), 11, "start", bold: false))));
        return root.ToString().ReplaceLineEndings("\n") + "\n";
    }

    private static string ShownValue(FigureClasses classes, int region) =>
        classes.Figure.Number(region) is { } value ? ShownUnit.Of(classes.Figure).Number(value) : "–";

    private static XElement RegionLabels(RunResults results, MapShapes shapes, double left, double top, double scale)
    {
        const double size = 11;
        XElement labels = new(Svg + "g", Attribute("text-anchor", "middle"), Attribute("font-size", Px(size)), Attribute("fill", "#1e1e1e"), Attribute("stroke", "#ffffff"), Attribute("stroke-width", "2.4"), Attribute("stroke-linejoin", "round"), Attribute("paint-order", "stroke"));
        string[] names = [.. results.Combinations.Regions.Select(region => XmlText.Clean(region.Name))];
        foreach ((int region, double x, double y) in MapLabels.Place(shapes, names, size / scale))
            labels.Add(Text("text", names[region], Attribute("x", Px(left + (x * scale))), Attribute("y", Px(top + (y * scale)))));
        return labels;
    }

    private static XElement Legend(FigureClasses classes, Language language, double top)
    {
        double left = PageWidth - Side - Margin + 14;
        XElement legend = new(Svg + "g");
        string unit = ShownUnit.Of(classes.Figure).Name.In(language);
        legend.Add(Label(language == Language.Chinese ? $"图例{(unit.Length > 0 ? $"（{unit}）" : "")}" : $"Legend{(unit.Length > 0 ? $" ({unit})" : "")}", left, top, 14, "start", bold: true));
        IEnumerable<(string Colour, string Label)> rows = classes.Classes.Reverse().Select(mapClass => (mapClass.Colour, mapClass.Label));
        if (classes.HasMissing)
            rows = rows.Append((ColourRamp.Missing, language == Language.Chinese ? "无数据" : "no value"));
        double y = top + 14;
        foreach ((string colour, string label) in rows)
        {
            legend.Add(Element("rect", ("x", Px(left)), ("y", Px(y)), ("width", "28"), ("height", "16"), ("fill", colour), ("stroke", "#6e6e6e"), ("stroke-width", "0.6")));
            legend.Add(Label(label, left + 36, y + 12.5, 12, "start", bold: false));
            y += 23;
        }

        legend.Add(Label(FigureClasses.Method.In(language), left, y + 12, 10, "start", bold: false));
        return legend;
    }

    private static XElement NorthArrow(double top)
    {
        double x = PageWidth - Margin - 40;
        return new XElement(Svg + "g", Attribute("transform", $"translate({Px(x)} {Px(top)})"),
            Element("path", ("d", "M0 0 L12 40 L0 32 L-12 40 Z"), ("fill", "#ffffff"), ("stroke", "#222222")),
            Element("path", ("d", "M0 0 L0 32 L-12 40 Z"), ("fill", "#222222")),
            Label("N", 0, -5, 14, "middle", bold: true));
    }

    private static XElement ScaleBar(double metresPerPx, double top, Language language)
    {
        double lengthM = MapNotes.RoundLength(metresPerPx * (Side - 50)), width = lengthM / metresPerPx, left = PageWidth - Side - Margin + 14;
        string end = lengthM >= 1000
            ? (lengthM / 1000).ToString("0.###", CultureInfo.InvariantCulture) + (language == Language.Chinese ? " 千米" : " km")
            : lengthM.ToString("0.###", CultureInfo.InvariantCulture) + (language == Language.Chinese ? " 米" : " m");
        return new XElement(Svg + "g", Attribute("transform", $"translate({Px(left)} {Px(top)})"),
            Element("rect", ("width", Px(width)), ("height", "6"), ("fill", "#ffffff"), ("stroke", "#222222"), ("stroke-width", "0.8")),
            Element("rect", ("width", Px(width / 2)), ("height", "6"), ("fill", "#222222")),
            Label("0", 0, 20, 11, "middle", bold: false),
            Label(end, width, 20, 11, "middle", bold: false));
    }

    private static IReadOnlyList<string> Notes(RunResults results, MapShapes shapes, Language language)
    {
        string year = results.Year.ToString(CultureInfo.InvariantCulture);
        string first = (language == Language.Chinese ? $"数据年度：{year}。" : $"Data of {year}. ") + shapes.Projection.Description(language == Language.Chinese) + (language == Language.Chinese ? "。" : ".");
        const int halfWidths = (int)((PageWidth - (2 * Margin)) / (11 * 0.56));
        return [.. TextWidth.Lines(first, halfWidths), .. TextWidth.Lines(MapNotes.Source(results, language), halfWidths)];
    }

    private static XElement Label(string text, double x, double y, double size, string anchor, bool bold) =>
        Text("text", XmlText.Clean(text), Attribute("x", Px(x)), Attribute("y", Px(y)), Attribute("font-size", Px(size)), Attribute("text-anchor", anchor), bold ? Attribute("font-weight", "bold") : null);

    private static XElement Text(string name, string text, params XAttribute?[] attributes) => new(Svg + name, attributes, XmlText.Clean(text));

    private static XElement Element(string name, params (string Name, string? Value)[] attributes) =>
        new(Svg + name, attributes.Where(attribute => attribute.Value is not null).Select(attribute => Attribute(attribute.Name, attribute.Value!)));

    private static XAttribute Attribute(string name, string value) => new(name, XmlText.Clean(value));

    private static string Px(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

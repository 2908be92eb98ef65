using System.Globalization;
using System.Text;
using System.Xml.Linq;
using NetTopologySuite.Geometries;

namespace ZoneComp.Outputs.Qgis;

/// <summary>A print layout: A3 across, map with frame, title, legend, scale bar, scale, north arrow, year of the data, source.</summary>
internal static class QgisLayout
{
    internal const double MapLeftMm = 12, MapTopMm = 26, MapWidthMm = 316, MapHeightMm = 246;
    internal const double SideLeftMm = 334, SideWidthMm = 74;

    /// <summary>Of a label's text, as Qt counts.</summary>
    internal enum Align
    {
        Left = 1,
        Right = 2,
        Centre = 4,
    }

    public static XElement For(
        FigureClasses classes, RunResults results, MapShapes shapes, XElement figureLayer, LayoutBackdrop backdrop)
    {
        string name = classes.Figure.Name, mapId = $"{{map-{name}}}", insetId = $"{{inset-{name}}}";
        MapBox room = new(MapLeftMm, MapTopMm, MapWidthMm, MapHeightMm);
        Envelope extent = Fitted(shapes.Plane, room);
        MapFrame frame = FrameOf(shapes, room, extent);
        MapInset? inset = MapInset.Of(results, shapes, frame, room, room.Width / MapSheet.MapWidth, inside: true);
        IReadOnlyList<XElement> layers = backdrop.Under(figureLayer);
        string title = ShownUnit.Of(classes.Figure).Title(classes.Figure, Language.Chinese);
        return new XElement(
            "Layout",
            new XAttribute("name", $"A3 {QgisText.Plain(classes.Figure.Title.Zh)}"),
            new XAttribute("units", "mm"),
            new XAttribute("printResolution", "300"),
            new XAttribute("worldFileMap", ""),
            Page(name),
            Furniture(name, $"{results.Title}：{title}", results),
            Map(mapId, "map", room, extent, layers, inset is null ? null : insetId),
            inset is null ? null
                : Map(insetId, "inset", inset.Frame.Clip!.Value, Ground(frame, shapes, inset.Extent), layers, null, z: 2),
            Legend($"{{legend-{name}}}", mapId, new MapBox(SideLeftMm, MapTopMm, SideWidthMm, 90), title, figureLayer, backdrop, classes),
            ScaleBar($"{{scalebar-{name}}}", mapId, extent, room, results.Crs == MapCrs.UnknownPlane),
            NorthArrow($"{{north-{name}}}", mapId),
            Label($"{{notes-{name}}}", Notes(results, shapes, extent, room, classes.Note.Zh), SideLeftMm, 200, SideWidthMm, 72, 9,
                bold: false, Align.Left));
    }

    internal static XElement Page(string name) => new("PageCollection",
        QgisSymbols.Fill("", "255,255,255,255", "255,255,255,255"), Item(65638, $"{{page-{name}}}", "", 0, 0, 420, 297, 0, []));

    /// <summary>Title, what an office wants on its maps, source.</summary>
    internal static IEnumerable<XElement> Furniture(string name, string title, RunResults results) =>
    [
        Label($"{{title-{name}}}", QgisText.Plain(title), 12, 8, 396, 14, 20, bold: true, Align.Centre),
        Label($"{{secrecy-{name}}}", QgisVariables.Shown(QgisVariables.Secrecy, "密级："), 318, 4, 90, 8, 11, bold: true, Align.Right),
        Label($"{{approval-{name}}}", QgisVariables.Shown(QgisVariables.Approval, "审图号："), 12, 289, 190, 6, 9, bold: false, Align.Left),
        Label($"{{maker-{name}}}", QgisVariables.Shown(QgisVariables.PreparedBy, "制图单位：")
            + QgisVariables.Shown(QgisVariables.Date, "  "), 218, 289, 190, 6, 9, bold: false, Align.Right),
        Label($"{{source-{name}}}", QgisText.Plain(MapNotes.Source(results, Language.Chinese)), 12, 276, 396, 12, 8, bold: false,
            Align.Left),
    ];

    internal static string Notes(RunResults results, MapShapes shapes, Envelope extent, MapBox room, string classes) => string.Join('\n',
        $"数据年度：{results.Year.ToString(CultureInfo.InvariantCulture)}",
        // Without a CRS QGIS takes metres for degrees; the scale of the drawn extent is stated then.
        results.Crs == MapCrs.UnknownPlane
            ? "比例尺：1:" + (extent.Width / room.Width * 1000).ToString("#,##0", CultureInfo.InvariantCulture)
            : "比例尺：1:[% format_number(item_variables('map')['map_scale'], 0) %]",
        QgisText.Plain(classes),
        shapes.Projection.Description(chinese: true));

    /// <summary>Where the shapes' grid lies on the page.</summary>
    private static MapFrame FrameOf(MapShapes shapes, MapBox room, Envelope extent)
    {
        double metresPerMm = extent.Width / room.Width;
        return new MapFrame(
            room.X + ((shapes.Plane.MinX - extent.MinX) / metresPerMm), room.Y + ((extent.MaxY - shapes.Plane.MaxY) / metresPerMm),
            shapes.MetresPerUnit / metresPerMm, null);
    }

    /// <summary>What of the ground a box of the page shows.</summary>
    private static Envelope Ground(MapFrame frame, MapShapes shapes, MapBox box)
    {
        double metresPerMm = shapes.MetresPerUnit / frame.Scale, west = shapes.Plane.MinX + ((box.X - frame.Left) * metresPerMm),
            north = shapes.Plane.MaxY - ((box.Y - frame.Top) * metresPerMm);
        return new Envelope(west, west + (box.Width * metresPerMm), north - (box.Height * metresPerMm), north);
    }

    /// <param name="overviewOf">Another map of the page, whose extent is framed on this one; null for none.</param>
    internal static XElement Map(
        string id, string title, MapBox box, Envelope extent, IReadOnlyList<XElement> layers, string? overviewOf, int z = 1)
    {
        XElement map = Item(65639, id, title, box.X, box.Y, box.Width, box.Height, z,
            [
                ("frame", "true"), ("background", "true"), ("keepLayerSet", "true"), ("followPreset", "false"),
                ("drawCanvasItems", "false"), ("mapRotation", "0"), ("labelMargin", "1,mm"),
            ]);
        map.Add(
            new XElement(
                "Extent", Number("xmin", extent.MinX), Number("ymin", extent.MinY), Number("xmax", extent.MaxX),
                Number("ymax", extent.MaxY)),
            new XElement("LayerSet", layers.Select(layer => new XElement("Layer",
                new XAttribute("source", Source(layer)), new XAttribute("name", layer.Element("layername")!.Value),
                new XAttribute("provider", "ogr"), layer.Element("id")!.Value))),
            overviewOf is null ? null : new XElement("ComposerMapOverview",
                new XAttribute("name", "inset"), new XAttribute("uuid", $"{{overview-{id.Trim('{', '}')}}}"), new XAttribute("show", "1"),
                new XAttribute("position", "3"), new XAttribute("frameMap", overviewOf), new XAttribute("blendMode", "0"),
                new XAttribute("inverted", "0"), new XAttribute("centered", "0"),
                QgisSymbols.Fill("", "255,255,255,0", "34,34,34,255", "0.3")));
        return map;
    }

    internal static XElement Legend(
        string id, string mapId, MapBox box, string title, XElement figureLayer, LayoutBackdrop backdrop, FigureClasses classes,
        int size = 10)
    {
        // At 13 points a Chinese character is 4.6 mm wide: sixteen of them fill the side, and QGIS breaks no title itself.
        XElement legend = Item(65642, id, "", box.X, box.Y, box.Width, box.Height, 3,
            [
                ("title", title.Length == 0 ? "" : QgisText.Plain(string.Join('\n', TextWidth.Lines(title, 30)))),
                ("map_uuid", mapId),
                ("resizeToContents", "0"),
                ("columnCount", "1"),
                ("symbolWidth", size < 10 ? "6" : "9"),
                ("symbolHeight", size < 10 ? "3" : "5"),
                ("boxSpace", "1"),
                ("wrapChar", ""),
                ("symbolAlignment", "1"),
                ("titleAlignment", "1"),
                ("splitLayer", "0"),
                ("legendFilterByAtlas", "0"),
                ("background", "false"),
            ]);
        legend.Add(
            new XElement(
                "styles", LegendStyle("title", 13, 3), LegendStyle("group", 11, 2), LegendStyle("subgroup", 11, 2),
                LegendStyle("symbol", size, size < 10 ? 0.6 : 1.5), LegendStyle("symbolLabel", size, size < 10 ? 0.6 : 1.5)),
            new XElement("layer-tree-group",
                LegendLayer(figureLayer, "", hidden: true),
                classes.HasMissing ? LegendLayer(backdrop.Ground,
                    $"{classes.MissingLabel.Zh}（{classes.Missing.ToString(CultureInfo.InvariantCulture)} 个）", hidden: false) : null,
                backdrop.Borders is null ? null : LegendLayer(backdrop.Borders, "", hidden: true)));
        return legend;
    }

    private static XElement LegendLayer(XElement layer, string label, bool hidden)
    {
        List<XElement> options = [QgisSymbols.Option("QString", "legend/title-style", hidden ? "hidden" : "symbol")];
        if (label.Length > 0)
        {
            options.Add(QgisSymbols.Option("QString", "cached_name", label));
            options.Add(QgisSymbols.Option("QString", "legend/title-label", label));
        }

        return new XElement(
            "layer-tree-layer",
            new XAttribute("id", layer.Element("id")!.Value),
            new XAttribute("name", layer.Element("layername")!.Value),
            new XAttribute("source", Source(layer)),
            new XAttribute("providerKey", "ogr"),
            new XAttribute("checked", "Qt::Checked"),
            new XAttribute("expanded", "1"),
            new XAttribute("legend_exp", ""),
            new XAttribute("patch_size", "-1,-1"),
            new XAttribute("legend_split_behavior", "0"),
            new XElement("customproperties",
                new XElement("Option", new XAttribute("type", "Map"), options),
                options.Select(option =>
                    new XElement(
                        "property",
                        new XAttribute("key", option.Attribute("name")!.Value),
                        new XAttribute("value", option.Attribute("value")!.Value)))));
    }

    private static XElement LegendStyle(string name, int size, double marginMm) =>
        new(
            "style",
            new XAttribute("name", name),
            new XAttribute("alignment", "1"),
            new XAttribute("indent", "0"),
            Number(name == "title" ? "marginBottom" : "marginTop", marginMm),
            Number("marginLeft", name == "symbolLabel" ? 2 : 0),
            new XElement("styleFont", new XAttribute("description", Font(size, name == "title")), new XAttribute("style", "")));

    /// <param name="inMapUnits">Counts the map's own units, which are metres, where QGIS is told no CRS.</param>
    internal static XElement ScaleBar(string id, string mapId, Envelope extent, MapBox room, bool inMapUnits)
    {
        // Two segments that together take at most a fifth of the map's width.
        double segmentKm = MapNotes.RoundLength(extent.Width / 10) / 1000;
        XElement bar = Item(65646, id, "", SideLeftMm, 168, SideWidthMm, 14, 4,
            [("mapUuid", mapId), ("style", "Single Box"), ("unitType", inMapUnits ? "<unknown>" : "km"), ("unitLabel", "公里"),
             ("numUnitsPerSegment", (inMapUnits ? segmentKm * 1000 : segmentKm).ToString("R", CultureInfo.InvariantCulture)),
             ("numMapUnitsPerScaleBarUnit", inMapUnits ? "1000" : "1"),
             ("numSegments", "2"), ("numSegmentsLeft", "0"), ("segmentSizeMode", "0"),
             ("segmentMillimeters", (segmentKm * 1000 / (extent.Width / room.Width)).ToString("R", CultureInfo.InvariantCulture)),
             ("height", "2.5"), ("boxContentSpace", "1"), ("labelBarSpace", "2"), ("alignment", "0"), ("outlineWidth", "0.2"),
             ("labelVerticalPlacement", "0"), ("labelHorizontalPlacement", "0")]);
        bar.Add(
            new XElement(
                "text-style", new XAttribute("fontFamily", "Sans Serif"), new XAttribute("fontSize", "9"),
                new XAttribute("fontSizeUnit", "Point"), new XAttribute("textColor", "0,0,0,255"), new XAttribute("fontWeight", "50")),
            new XElement("fillColor", Colour(0)),
            new XElement("fillColor2", Colour(255)));
        return bar;
    }

    internal static XElement NorthArrow(string id, string mapId)
    {
        const string arrow =
            """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 60" width="40" height="60"><path d="M20 2 L32 44 L20 36 L8 44 Z" fill="#222"/><path d="M20 2 L20 36 L8 44 Z" fill="#fff" stroke="#222"/></svg>""";
        return Item(65640, id, "", 388, 140, 14, 22, 5,
            [
                ("file", "base64:" + Convert.ToBase64String(Encoding.ASCII.GetBytes(arrow))),
                ("mode", "0"),
                ("resizeMode", "0"),
                ("anchorPoint", "4"),
                ("mapUuid", mapId),
                ("northMode", "1"),
                ("northOffset", "0"),
                ("pictureRotation", "0"),
                ("svgFillColor", "0,0,0,255"),
                ("svgBorderColor", "0,0,0,255"),
                ("svgBorderWidth", "0.2"),
            ]);
    }

    internal static XElement Label(string id, string text, double left, double top, double width, double height, int size, bool bold,
        Align align)
    {
        XElement label = Item(65641, id, "", left, top, width, height, 2,
            [("labelText", XmlText.Clean(text)), ("htmlState", "0"), ("halign", ((int)align).ToString(CultureInfo.InvariantCulture)),
                ("valign", "32"), ("marginX", "0"), ("marginY", "0")]);
        label.Add(
            new XElement("LabelFont", new XAttribute("description", Font(size, bold)), new XAttribute("style", "")),
            new XElement("FontColor", Colour(0)));
        return label;
    }

    internal static XElement Item(
        int type, string uuid, string id, double left, double top, double width, double height, int z,
        IEnumerable<(string Name, string Value)> properties)
    {
        string position = string.Create(CultureInfo.InvariantCulture, $"{left},{top},mm"),
            size = string.Create(CultureInfo.InvariantCulture, $"{width},{height},mm");
        Dictionary<string, string> all = new(StringComparer.Ordinal)
        {
            ["type"] = type.ToString(CultureInfo.InvariantCulture),
            ["uuid"] = uuid,
            ["templateUuid"] = uuid,
            ["id"] = id,
            ["position"] = position,
            ["positionOnPage"] = position,
            ["size"] = size,
            ["zValue"] = z.ToString(CultureInfo.InvariantCulture),
            ["referencePoint"] = "0",
            ["itemRotation"] = "0",
            ["visibility"] = "1",
            ["opacity"] = "1",
            ["blendMode"] = "0",
            ["frame"] = "false",
            ["background"] = "false",
            ["frameJoinStyle"] = "miter",
            ["outlineWidthM"] = "0.3,mm",
            ["positionLock"] = "false",
            ["excludeFromExports"] = "0",
            ["groupUuid"] = "",
        };
        foreach ((string name, string value) in properties)
            all[name] = XmlText.Clean(value);
        return new XElement("LayoutItem", all.Select(pair => new XAttribute(pair.Key, pair.Value)),
            new XElement("FrameColor", Colour(0)), new XElement("BackgroundColor", Colour(255)));
    }

    private static object[] Colour(int grey) =>
    [
        new XAttribute("red", grey),
        new XAttribute("green", grey),
        new XAttribute("blue", grey),
        new XAttribute("alpha", 255),
    ];

    private static XAttribute Number(string name, double value) => new(name, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A font as Qt writes it: family, size, weight. A family that every system maps to one with Chinese.</summary>
    private static string Font(int size, bool bold) =>
        string.Create(CultureInfo.InvariantCulture, $"Sans Serif,{size},-1,5,{(bold ? 75 : 50)},0,0,0,0,0");

    private static string Source(XElement layer) => layer.Element("datasource")!.Value;

    /// <summary>The extent with a margin, at the next scale of two digits (1:7,600,000), which people can measure by.</summary>
    internal static Envelope Fitted(Envelope plane, MapBox room)
    {
        Envelope extent = plane.IsNull ? new Envelope(0, 1, 0, 1) : plane.Copy();
        extent.ExpandBy(Math.Max(1, Math.Max(extent.Width, extent.Height) * 0.03));
        double scale = Math.Max(extent.Width / room.Width, extent.Height / room.Height) * 1000;
        double step = Math.Pow(10, Math.Floor(Math.Log10(scale)) - 1);
        scale = Math.Ceiling(scale / step) * step;
        extent.ExpandBy(((room.Width * scale / 1000) - extent.Width) / 2, ((room.Height * scale / 1000) - extent.Height) / 2);
        return extent;
    }
}

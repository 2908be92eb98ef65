using System.Globalization;
using System.Xml.Linq;

namespace ZoneComp.Outputs.Qgis;

/// <summary>How QGIS draws a layer: the same elements go into the package's layer_styles and into the project.</summary>
internal static class QgisStyle
{
    /// <summary>What stands for "not eligible" among the values: no amount is so far below zero.</summary>
    private const string Left = "-1e18";

    public const string Version = "3.22.0-Białowieża";

    /// <summary>Regions filled by the class of one figure, labelled with their names.</summary>
    /// <param name="counted">Whether the legend says how many regions each class holds.</param>
    public static IEnumerable<XElement> Graduated(
        FigureClasses classes, IReadOnlyList<GeoPackageColumn> columns, bool counted = true) =>
    [
        new XElement(
            "renderer-v2",
            new XAttribute("type", "graduatedSymbol"),
            new XAttribute("attr", Attribute(classes.Figure)),
            new XAttribute("graduatedMethod", "GraduatedColor"),
            new XAttribute("symbollevels", "0"),
            new XAttribute("enableorderby", "0"),
            new XAttribute("forceraster", "0"),
            // QGIS takes the first range that holds a value: the highest class comes first, as in the legend of the maps, where a bound
            // belongs to the class above it.
            new XElement("ranges", InOrder(classes).Select(mapClass => new XElement("range",
                new XAttribute("lower", mapClass.IsExcluded ? Left : Bound(mapClass.Lower)),
                new XAttribute("upper", mapClass.IsExcluded ? Left : Bound(mapClass.Upper)),
                    new XAttribute("symbol", classes.Classes.ToList().IndexOf(mapClass)),
                new XAttribute(
                    "label",
                    counted ? $"{mapClass.Label}（{mapClass.Count.ToString(CultureInfo.InvariantCulture)} 个）" : mapClass.Label),
                    new XAttribute("render", "true")))),
            new XElement(
                "symbols",
                classes.Classes.Select((mapClass, index) =>
                    QgisSymbols.Fill(index.ToString(CultureInfo.InvariantCulture), QgisSymbols.Rgba(mapClass.Colour)))),
            new XElement("classificationMethod", new XAttribute("id", "Jenks"))),
        Labels("region_name"),
        Aliases(columns),
        QgisText.FigureTip(classes.Figure),
    ];

    /// <summary>All regions in the colour that says "no value": under the graduated layers it shows through where a region has
    /// none.</summary>
    private static IEnumerable<MapClass> InOrder(FigureClasses classes) =>
        (classes.Classes.Any(mapClass => !mapClass.UpperIn) ? classes.Classes.Reverse() : classes.Classes)
        .OrderBy(mapClass => mapClass.IsExcluded);

    /// <summary>Who is not eligible is paid 0 as others are; the style tells them apart by their codes.</summary>
    private static string Attribute(Figure figure)
    {
        if (figure.Excluded.Count == 0)
            return figure.Name;
        IEnumerable<string> codes = figure.Excluded.Values.Order(StringComparer.Ordinal)
            .Select(code => $"'{code.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'");
        return $"if(\"region_code\" in ({string.Join(",", codes)}), {Left}, \"{figure.Name}\")";
    }

    public static IEnumerable<XElement> Ground(IReadOnlyList<GeoPackageColumn> columns) =>
    [
        new XElement(
            "renderer-v2",
            new XAttribute("type", "singleSymbol"),
            new XAttribute("symbollevels", "0"),
            new XAttribute("enableorderby", "0"),
            new XAttribute("forceraster", "0"),
            new XElement("symbols", QgisSymbols.Fill("0", QgisSymbols.Rgba(ColourRamp.Missing)))),
        Aliases(columns),
        Tip("region_name"),
    ];

    /// <summary>What lies around the regions: light, and named.</summary>
    public static IEnumerable<XElement> Neighbours(IReadOnlyList<GeoPackageColumn> columns) =>
    [
        new XElement(
            "renderer-v2",
            new XAttribute("type", "singleSymbol"),
            new XAttribute("symbollevels", "0"),
            new XAttribute("enableorderby", "0"),
            new XAttribute("forceraster", "0"),
            new XElement("symbols", QgisSymbols.Fill(
                "0", QgisSymbols.Rgba(NeighbourGround.Fill), QgisSymbols.Rgba(NeighbourGround.Line), "0.25"))),
        Labels("name", QgisSymbols.Rgba(NeighbourGround.NameInk)),
        Aliases(columns),
        Tip("name"),
    ];

    /// <summary>Findings by severity, told apart by shape as well as by colour.</summary>
    public static IEnumerable<XElement> Findings(IReadOnlyList<GeoPackageColumn> columns)
    {
        (string Value, string Label, XElement Symbol)[] kinds =
        [
            ("error", "错误", QgisSymbols.Marker("0", "triangle", "213,94,0,255", "4")),
            ("warning", "警告", QgisSymbols.Marker("1", "diamond", "240,228,66,255", "3.4")),
            ("note", "提示", QgisSymbols.Marker("2", "circle", "86,180,233,255", "2.4")),
        ];
        return
        [
            new XElement(
                "renderer-v2",
                new XAttribute("type", "categorizedSymbol"),
                new XAttribute("attr", "severity"),
                new XAttribute("symbollevels", "0"),
                new XAttribute("enableorderby", "0"),
                new XAttribute("forceraster", "0"),
                new XElement("categories", kinds.Select((kind, index) =>
                    new XElement("category", new XAttribute("value", kind.Value), new XAttribute("type", "string"),
                    new XAttribute("symbol", index), new XAttribute("label", kind.Label),
                    new XAttribute("render", kind.Value == "note" ? "false" : "true")))),
                new XElement("symbols", kinds.Select(kind => kind.Symbol))),
            Aliases(columns),
            Tip("message_zh"),
        ];
    }

    public static XElement Aliases(IReadOnlyList<GeoPackageColumn> columns) =>
        new(
            "aliases",
            columns.Select((column, index) =>
                new XElement(
                    "alias",
                    new XAttribute("field", column.Name),
                    new XAttribute("index", index + 1),
                    new XAttribute("name", QgisText.Plain(column.Title)))));

    /// <summary>What QGIS shows over a feature: a field's value as text.</summary>
    public static XElement Tip(string field) => new("mapTip", new XAttribute("enabled", "1"), QgisText.Tip(field));

    /// <summary>A style document for the package.</summary>
    public static string Qml(IEnumerable<XElement> elements, bool labelled)
    {
        XElement root = new(
            "qgis",
            new XAttribute("version", Version),
            new XAttribute("styleCategories", "Symbology|Labeling|Fields|MapTips"),
            new XAttribute("labelsEnabled", labelled ? "1" : "0"),
            elements);
        return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + root.ToString().ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>Styles of zonecomp.gpkg: one per figure, the main figure's the default.</summary>
    public static IReadOnlyList<GeoPackageStyle> ForPackage(RunResults results)
    {
        IReadOnlyList<GeoPackageColumn> columns = RegionGeoPackage.RegionColumns(results);
        IReadOnlyList<FigureClasses> mapped = MappedFigures.Of(results);
        FigureClasses? main = MappedFigures.Main(mapped);
        return
        [
            .. mapped.Select(classes =>
                new GeoPackageStyle(
                    RegionGeoPackage.RegionTable,
                    classes.Figure.Name,
                    ShownUnit.Of(classes.Figure).Title(classes.Figure, Language.Chinese) + "；" + classes.Note.Zh,
                Qml(Graduated(classes, columns), labelled: true),
                    classes == main)),
            new GeoPackageStyle(
                FindingsGeoPackage.TableName, "severity", "按严重程度", Qml(Findings(FindingsGeoPackage.Columns), labelled: false),
                IsDefault: true),
            .. LevelBorders.Levels(results) is { Count: > 0 } levels
                ? (GeoPackageStyle[])
                [
                    new(DrawnGeoPackage.BorderTable, "level", "按级别", Qml(QgisCategories.Borders(levels), labelled: false), IsDefault: true),
                ]
                : [],
            .. results.Neighbours.Count == 0
                ? []
                : new[]
                {
                    new GeoPackageStyle(
                        DrawnGeoPackage.NeighbourTable, "neighbours", "浅色衬底",
                        Qml(Neighbours(DrawnGeoPackage.NeighbourColumns), labelled: true), IsDefault: true),
                },
            .. results.Drawn.Zones.Count == 0
                ? []
                : new[]
                {
                    new GeoPackageStyle(
                        DrawnGeoPackage.ZoneTable, "class", "按类别", Qml(QgisCategories.Zones(results), labelled: false), IsDefault: true),
                },
            .. results.Drawn.Ground.Count == 0
                ? []
                : new[]
                {
                    new GeoPackageStyle(
                        DrawnGeoPackage.GroundTable, "ground", "按名称", Qml(QgisCategories.Ground(results), labelled: false),
                        IsDefault: true),
                },
        ];
    }

    private static XElement Labels(string field, string rgba = "30,30,30,255") =>
        new("labeling", new XAttribute("type", "simple"),
            new XElement("settings", new XAttribute("calloutType", "simple"),
                new XElement(
                    "text-style",
                    new XAttribute("fieldName", field),
                    new XAttribute("isExpression", "0"),
                    new XAttribute("fontSize", "8"),
                    new XAttribute("fontSizeUnit", "Point"),
                    new XAttribute("textColor", rgba),
                    new XElement(
                        "text-buffer", new XAttribute("bufferDraw", "1"), new XAttribute("bufferSize", "0.6"),
                        new XAttribute("bufferSizeUnits", "MM"), new XAttribute("bufferColor", "255,255,255,255"),
                        new XAttribute("bufferOpacity", "0.8"))),
                new XElement("placement", new XAttribute("placement", "1"), new XAttribute("centroidInside", "1")),
                new XElement("rendering", new XAttribute("obstacle", "1"), new XAttribute("drawLabels", "1"))));

    /// <summary>The bound as the package holds it, so that a value on it falls where the map's own legend says.</summary>
    private static string Bound(decimal value) => ((double)value).ToString("R", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace ZoneComp.Outputs.Qgis;

/// <summary>zonecomp.qgz: the project that opens zonecomp.gpkg beside it, grouped, coloured, labelled and ready to print.</summary>
public static class QgisProject
{
    public const string FileName = "zonecomp.qgz";
    internal const string DocumentName = "zonecomp.qgs";

    private static readonly (FigureKind Kind, string Title)[] Groups =
    [
        (FigureKind.Amount, "资金分配"), (FigureKind.Quota, "配额分配"), (FigureKind.Change, "比上年增减"), (FigureKind.Factor, "系数"),
        (FigureKind.Indicator, "指标"), (FigureKind.Coverage, "覆盖率"),
    ];

    public static void Write(string path, RunResults results, MapShapes shapes) =>
        FixedZip.Write(path, [(DocumentName, Encoding.UTF8.GetBytes(Document(results, shapes)))]);

    internal static string Document(RunResults results, MapShapes shapes)
    {
        IReadOnlyList<GeoPackageColumn> columns = RegionGeoPackage.RegionColumns(results);
        IReadOnlyList<FigureClasses> mapped = MappedFigures.Of(results);
        FigureClasses? main = MappedFigures.Main(mapped);
        XElement ground = Layer(
            "regions_ground", "行政区界线（无数据底色）", RegionGeoPackage.RegionTable, "Polygon", results.Crs, QgisStyle.Ground(columns),
            labelled: false);
        XElement findings = Layer(
            "layer_findings", "检查发现", FindingsGeoPackage.TableName, "Point", results.Crs, QgisStyle.Findings(FindingsGeoPackage.Columns),
            labelled: false);
        XElement? allocation = results.Allocation is null ? null
            : Layer("layer_allocation", "分配结果表", RegionGeoPackage.AllocationTableName, "No geometry", null,
            [QgisStyle.Aliases(RegionGeoPackage.AllocationColumns)], labelled: false);
        XElement? borders = LevelBorders.Levels(results) is { Count: > 0 } levels
            ? Layer(
                "layer_level_borders", "上级界线", DrawnGeoPackage.BorderTable, "Line", results.Crs, QgisCategories.Borders(levels),
                labelled: false)
            : null;
        XElement? around = results.Neighbours.Count == 0 ? null
            : Layer(
                "layer_neighbours", "邻区", DrawnGeoPackage.NeighbourTable, "Polygon", results.Crs,
                QgisStyle.Neighbours(DrawnGeoPackage.NeighbourColumns), labelled: true);
        List<XElement> drawn = [];
        if (results.Drawn.Ground.Count > 0)
            drawn.Add(Layer(
                "layer_ground", "指定地块", DrawnGeoPackage.GroundTable, "Polygon", results.Crs, QgisCategories.Ground(results),
                labelled: false));
        if (results.Drawn.Zones.Count > 0)
            drawn.Add(Layer(
                "layer_zones", "分区图斑", DrawnGeoPackage.ZoneTable, "Polygon", results.Crs, QgisCategories.Zones(results), labelled: false));
        List<(FigureClasses Classes, XElement Layer)> figures = [.. mapped.Select(classes => (classes,
            Layer(
                $"figure_of_{classes.Figure.Name}",
                ShownUnit.Of(classes.Figure).Title(classes.Figure, Language.Chinese),
                RegionGeoPackage.RegionTable,
                "Polygon",
                results.Crs,
                QgisStyle.Graduated(classes, columns),
                labelled: true)))];

        LayoutBackdrop backdrop = new(borders, ground, around);
        IReadOnlyList<QgisPanels> panels = QgisPanels.Of(results, (classes, id, counted) => Layer(
            id, ShownUnit.Of(classes.Figure).Title(classes.Figure, Language.Chinese), RegionGeoPackage.RegionTable, "Polygon", results.Crs,
            QgisStyle.Graduated(classes, columns, counted), labelled: false));
        XElement? thin = panels.Count == 0 || borders is null ? null
            : Layer(
                "panel_level_borders", "上级界线", DrawnGeoPackage.BorderTable, "Line", results.Crs,
                QgisCategories.Borders(LevelBorders.Levels(results), QgisPanels.ThinnerBorders), labelled: false);
        XElement[] small = [.. thin is null ? [] : (XElement[])[thin], .. panels.SelectMany(sheet => sheet.Layers)];
        XElement root = new(
            "qgis",
            new XAttribute("version", QgisStyle.Version),
            new XAttribute("projectname", QgisText.Plain(results.Title)),
            new XElement("title", QgisText.Plain($"{results.Title} {results.Year.ToString(CultureInfo.InvariantCulture)}")),
            new XElement("projectCrs", ProjectCrs(results.Crs, shapes.Projection)),
            new XElement("layer-tree-group",
                TreeLayer(findings, isChecked: true, expanded: false),
                borders is null ? null : TreeLayer(borders, isChecked: true, expanded: false),
                drawn.Count == 0
                    ? null
                    : new XElement(
                        "layer-tree-group",
                        new XAttribute("name", "分区与指定地块"),
                        new XAttribute("checked", "Qt::Checked"),
                        new XAttribute("expanded", "1"),
                    drawn.Select(layer => TreeLayer(layer, isChecked: false, expanded: true))),
                Groups.Where(group => figures.Exists(figure => figure.Classes.Figure.Kind == group.Kind))
                    .Select(group => new XElement("layer-tree-group",
                    new XAttribute("name", group.Title), new XAttribute("checked", "Qt::Checked"), new XAttribute(
                        "expanded",
                        main?.Figure.Kind == group.Kind ? "1" : "0"), new XAttribute("mutually-exclusive", "1"),
                    new XAttribute(
                        "mutually-exclusive-child",
                        figures.Where(figure => figure.Classes.Figure.Kind == group.Kind)
                            .ToList()
                            .FindIndex(figure => figure.Classes == main)),
                    figures.Where(figure => figure.Classes.Figure.Kind == group.Kind)
                        .Select(figure => TreeLayer(figure.Layer, figure.Classes == main, expanded: figure.Classes == main)))),
                panels.Count == 0
                    ? null
                    : new XElement("layer-tree-group",
                        new XAttribute("name", "组图所用"), new XAttribute("checked", "Qt::Unchecked"), new XAttribute("expanded", "0"),
                        small.Select(layer => TreeLayer(layer, isChecked: true, expanded: false))),
                TreeLayer(ground, isChecked: true, expanded: false),
                around is null ? null : TreeLayer(around, isChecked: true, expanded: false),
                allocation is null ? null : TreeLayer(allocation, isChecked: false, expanded: false)),
            new XElement("projectlayers", findings, borders, drawn, figures.Select(figure => figure.Layer),
                small, ground, around, allocation),
            new XElement(
                "layerorder",
                new[] { findings, borders }.OfType<XElement>().Concat(drawn)
                    .Concat(figures.Select(figure => figure.Layer))
                    .Concat(small)
                    .Append(ground)
                    .Concat(around is null ? [] : [around])
                    .Select(layer => new XElement("layer", new XAttribute("id", layer.Element("id")!.Value)))),
            new XElement("properties",
                QgisVariables.Of(results.Maps),
                new XElement("SpatialRefSys", new XElement("ProjectionsEnabled", new XAttribute("type", "int"), 1)),
                new XElement("Paths", new XElement("Absolute", new XAttribute("type", "bool"), "false")),
                new XElement(
                    "Measure",
                    new XElement("Ellipsoid", new XAttribute("type", "QString"), results.Crs.IsGeographic ? "EPSG:1024" : "NONE"))),
            allocation is null ? null : new XElement("relations", new XElement("relation",
                new XAttribute("id", "allocation_of_region"), new XAttribute("name", "分配结果"), new XAttribute("strength", "Association"),
                new XAttribute("referencingLayer", allocation.Element("id")!.Value),
                    new XAttribute("referencedLayer", ground.Element("id")!.Value),
                new XElement("fieldRef", new XAttribute("referencingField", "unit_code"),
                    new XAttribute("referencedField", "region_code")))),
            MapCanvas(shapes, results),
            new XElement("Layouts",
                figures.Select(figure => QgisLayout.For(figure.Classes, results, shapes, figure.Layer, backdrop)),
                panels.Select(sheet => QgisPanels.Layout(sheet, results, shapes, backdrop with { Borders = thin }))));
        return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + root.ToString().ReplaceLineEndings("\n") + "\n";
    }

    /// <param name="id">Longer than ten letters: QGIS gives a layer with a shorter one another, and the tree loses it.</param>
    private static XElement Layer(
        string id, string title, string table, string geometry, MapCrs? crs, IEnumerable<XElement> style, bool labelled) =>
        new(
            "maplayer",
            new XAttribute("type", "vector"),
            new XAttribute("geometry", geometry),
            new XAttribute("labelsEnabled", labelled ? "1" : "0"),
            // Corners closer than a pixel are left out while drawing, as QGIS does by default with a layer that is added by hand.
            new XAttribute("simplifyDrawingHints", "1"), new XAttribute("simplifyDrawingTol", "1"),
            new XAttribute("simplifyMaxScale", "1"), new XAttribute("simplifyAlgorithm", "0"), new XAttribute("simplifyLocal", "1"),
            new XElement("id", id),
            new XElement("datasource", $"./{RegionGeoPackage.FileName}|layername={table}"),
            new XElement("layername", QgisText.Plain(title)),
            new XElement("provider", new XAttribute("encoding", "UTF-8"), "ogr"),
            crs is null ? null : new XElement("srs", LayerCrs(crs)),
            style);

    private static XElement TreeLayer(XElement layer, bool isChecked, bool expanded) =>
        new(
            "layer-tree-layer",
            new XAttribute("id", layer.Element("id")!.Value),
            new XAttribute("name", layer.Element("layername")!.Value),
            new XAttribute("source", layer.Element("datasource")!.Value),
            new XAttribute("providerKey", "ogr"),
            new XAttribute("checked", isChecked ? "Qt::Checked" : "Qt::Unchecked"),
            new XAttribute("expanded", expanded ? "1" : "0"));

    private static XElement LayerCrs(MapCrs crs) => new("spatialrefsys", new XAttribute("nativeFormat", "Wkt"),
        new XElement("wkt", crs.Code > 0 ? crs.Wkt : ""),
        new XElement("srid", Math.Max(0, crs.Code)),
        new XElement("authid", crs.Code > 0 ? $"{crs.Organization}:{crs.Code.ToString(CultureInfo.InvariantCulture)}" : ""),
        new XElement("description", crs.Name),
        new XElement("geographicflag", crs.IsGeographic ? "true" : "false"));

    private static XElement ProjectCrs(MapCrs crs, MapProjection projection) => projection.Wkt() is not { } wkt
        ? LayerCrs(crs)
        : new XElement("spatialrefsys", new XAttribute("nativeFormat", "Wkt"),
            new XElement("wkt", wkt), new XElement("srid", 0), new XElement("authid", ""), new XElement("description", projection.Name),
                new XElement("geographicflag", "false"));

    private static XElement MapCanvas(MapShapes shapes, RunResults results)
    {
        NetTopologySuite.Geometries.Envelope extent = shapes.Plane.IsNull ? new(0, 1, 0, 1) : shapes.Plane;
        return new XElement("mapcanvas", new XAttribute("name", "theMapCanvas"), new XAttribute("annotationsVisible", "1"),
            new XElement("units", "meters"),
            new XElement(
                "extent", Number("xmin", extent.MinX), Number("ymin", extent.MinY), Number("xmax", extent.MaxX),
                Number("ymax", extent.MaxY)),
            new XElement("rotation", 0),
            new XElement("destinationsrs", ProjectCrs(results.Crs, shapes.Projection)));

        static XElement Number(string name, double value) => new(name, value.ToString("R", CultureInfo.InvariantCulture));
    }
}

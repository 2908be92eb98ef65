using System.Xml.Linq;
using NetTopologySuite.Geometries;

namespace ZoneComp.Outputs.Qgis;

/// <summary>Small maps side by side as a print layout: the sheet that <see cref="PanelSheet"/> draws.</summary>
/// <param name="Common">Classes of all of them; null where each has its own.</param>
/// <param name="Layers">By panel.</param>
internal sealed record QgisPanels(
    MapPanels Settings, FigureClasses? Common, IReadOnlyList<FigureClasses> Figures, IReadOnlyList<XElement> Layers)
{
    private const double TopMm = 26, FootMm = 272, GapMm = 4, TitleMm = 8, OwnLegendMm = 44;

    /// <summary>Borders of the levels above, of their width on a whole sheet.</summary>
    public const double ThinnerBorders = 0.4;

    /// <param name="layer">A layer of classes under an identifier, its legend with the regions in each class or without: what all small
    /// maps share holds no one's counts.</param>
    public static IReadOnlyList<QgisPanels> Of(RunResults results, Func<FigureClasses, string, bool, XElement> layer)
    {
        List<QgisPanels> sheets = [];
        if (results.Maps.Panels.Count == 0)
            return sheets;
        IReadOnlyList<FigureMap> maps = FigureMap.Of(results, MappedFigures.Of(results));
        foreach (MapPanels settings in results.Maps.Panels)
        {
            // Amounts by area or head are in no column of the package.
            FigureClasses[] own =
            [
                .. settings.Figures.Select(name => maps.FirstOrDefault(map => map.Name == name && map.Sized is null)?.Classes)
                    .OfType<FigureClasses>(),
            ];
            if (own.Length == 0)
                continue;
            FigureClasses? common = PanelSheet.Common(own, results.Maps);
            FigureClasses[] shown = [.. own.Select(each => common is null ? each : each with { Classes = CountedAnew(common, each) })];
            sheets.Add(new QgisPanels(
                settings, common, shown,
                [.. shown.Select(each => layer(each, $"panel_{settings.Name}_{each.Figure.Name}", common is null))]));
        }

        return sheets;
    }

    public static XElement Layout(QgisPanels sheet, RunResults results, MapShapes shapes, LayoutBackdrop backdrop)
    {
        string name = sheet.Settings.Name;
        int count = sheet.Figures.Count, columns = count <= 2 ? count : count <= 4 ? 2 : count <= 9 ? 3 : 4,
            rows = (count + columns - 1) / columns;
        double width = (QgisLayout.MapWidthMm - (GapMm * (columns - 1))) / columns,
            height = ((FootMm - TopMm) / rows) - TitleMm - (sheet.Common is null ? OwnLegendMm : 0) - GapMm;
        List<XElement?> items = [];
        MapBox box = default;
        Envelope extent = new();
        for (int index = 0; index < count; index++)
        {
            FigureClasses classes = sheet.Figures[index];
            Figure figure = classes.Figure;
            string id = $"{name}-{figure.Name}", mapId = $"{{map-{id}}}";
            double left = QgisLayout.MapLeftMm + (index % columns * (width + GapMm)),
                top = TopMm + (index / columns * ((FootMm - TopMm) / rows));
            box = new MapBox(left, top + TitleMm, width, height);
            extent = QgisLayout.Fitted(shapes.Plane, box);
            items.Add(QgisLayout.Label(
                $"{{head-{id}}}",
                QgisText.Plain(sheet.Common is null ? ShownUnit.Of(figure).Title(figure, Language.Chinese) : figure.Title.Zh), left, top,
                width, TitleMm, 12, bold: true, QgisLayout.Align.Centre));
            items.Add(QgisLayout.Map(mapId, index == 0 ? "map" : "", box, extent, backdrop.Under(sheet.Layers[index]), null));
            if (sheet.Common is null)
                items.Add(QgisLayout.Legend(
                    $"{{legend-{id}}}", mapId, new MapBox(left, box.Y + height + 1, width, OwnLegendMm - 2), "", sheet.Layers[index],
                    backdrop with { Borders = null }, classes, size: 8));
        }

        string first = $"{{map-{name}-{sheet.Figures[0].Figure.Name}}}", unit = sheet.Common is null ? ""
            : ShownUnit.Of(sheet.Figures[0].Figure).Name.Zh;
        return new XElement(
            "Layout",
            new XAttribute("name", $"A3 {QgisText.Plain(sheet.Settings.Title)}"),
            new XAttribute("units", "mm"),
            new XAttribute("printResolution", "300"),
            new XAttribute("worldFileMap", ""),
            QgisLayout.Page(name),
            QgisLayout.Furniture(name, $"{results.Title}：{sheet.Settings.Title}", results),
            items,
            sheet.Common is null ? null : QgisLayout.Legend(
                $"{{legend-{name}}}", first, new MapBox(QgisLayout.SideLeftMm, TopMm, QgisLayout.SideWidthMm, 90),
                unit.Length > 0 ? $"图例（{unit}）" : "图例", sheet.Layers[0], backdrop, sheet.Figures[0]),
            QgisLayout.ScaleBar($"{{scalebar-{name}}}", first, extent, box, results.Crs == MapCrs.UnknownPlane),
            QgisLayout.NorthArrow($"{{north-{name}}}", first),
            QgisLayout.Label(
                $"{{notes-{name}}}", QgisLayout.Notes(results, shapes, extent, box, sheet.Common?.Note.Zh ?? ""), QgisLayout.SideLeftMm, 200,
                QgisLayout.SideWidthMm, 72, 9, bold: false, QgisLayout.Align.Left));
    }

    /// <summary>The common classes with the regions that a panel's own values put into them.</summary>
    private static IReadOnlyList<MapClass> CountedAnew(FigureClasses common, FigureClasses own)
    {
        FigureClasses recounted = own with { Classes = common.Classes };
        return [.. common.Classes.Select(mapClass => mapClass with
        {
            Count = Enumerable.Range(0, own.Figure.Values.Count).Count(region => recounted.Colour(region) == mapClass.Colour),
        })];
    }
}

using System.Globalization;
using System.Text;

namespace ZoneComp.Outputs.Report;

/// <summary>The map as the pages' map.js takes it: one path a region, names that fit, what is chosen, a place of a finding.</summary>
internal static class MapDrawing
{
    /// <summary>Height of names on the map, px at the width that the map has on a desktop.</summary>
    private const double NamePx = 11, MapPx = 820;

    /// <param name="main">Colours without script; null for none.</param>
    /// <param name="describedBy">An attribute more of the drawing.</param>
    public static string Of(MapShapes shapes, IReadOnlyList<Region> regions, FigureClasses? main, string describedBy = "")
    {
        string[] names = [.. regions.Select(region => region.Name)];
        double size = NamePx * shapes.Width / MapPx;
        StringBuilder html = new();
        html.Append(CultureInfo.InvariantCulture,
            $"<svg id=\"drawing\" viewBox=\"0 0 {shapes.Width} {shapes.Height}\" role=\"img\" aria-labelledby=\"caption\"{describedBy}>\n");
        if (shapes.Neighbours.Count > 0)
        {
            // The drawing's place on the page is wider or higher than the regions, and what lies around fills it.
            MapBox around = new(-shapes.Width, -shapes.Height, 3 * shapes.Width, 3 * shapes.Height);
            Append(html, NeighbourGround.Of(shapes, new MapFrame(0, 0, 1, null), around));
        }

        html.Append(CultureInfo.InvariantCulture, $"<g id=\"shapes\" stroke-width=\"{Math.Max(1, shapes.Width / 1200)}\">\n");
        for (int region = 0; region < shapes.Regions.Count; region++)
        {
            html.Append(CultureInfo.InvariantCulture,
                $"<path data-r=\"{region}\" fill=\"{main?.Colour(region) ?? ColourRamp.Missing}\" "
                    + $"d=\"{shapes.Regions[region].Path()}\"/>\n");
        }

        html.Append(
            CultureInfo.InvariantCulture,
            $"</g>\n<g id=\"names\" font-size=\"{size:0.#}\" stroke-width=\"{size * 0.22:0.#}\" aria-hidden=\"true\">\n");
        foreach ((int region, double x, double y) in MapLabels.Place(shapes, names, size))
            html.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0}\" y=\"{y:0}\">{Html.Text(names[region])}</text>\n");
        return html.Append("</g>\n<path id=\"chosen\" d=\"\" fill=\"none\"/><circle id=\"point\" r=\"0\"/></svg>").ToString();
    }

    private static void Append(StringBuilder html, NeighbourGround around)
    {
        html.Append("<g id=\"around\" aria-hidden=\"true\">");
        foreach (IReadOnlyList<IReadOnlyList<(double X, double Y)>> rings in around.Rings.Where(rings => rings.Count > 0))
            html.Append("<path d=\"").AppendJoin("", rings.Select(ring => $"M{string.Join('L', ring.Select(Point))}z")).Append("\"/>");
        html.Append("<path class=\"line\" d=\"")
            .AppendJoin("", around.Lines.Select(line => $"M{Point(line.From)}L{Point(line.To)}")).Append("\"/></g>\n");
    }

    private static string Point((double X, double Y) point) => string.Create(CultureInfo.InvariantCulture, $"{point.X:0} {point.Y:0}");
}

using System.Globalization;
using System.Text;

namespace ZoneComp.Outputs.Report;

/// <summary>report.html: one page with nothing outside itself: map, ranking, how numbers came about, findings, provenance, in Chinese and English.</summary>
/// <remarks>
/// Data and policy can put no script in: all text is encoded, the page's own script sets text and never markup, and
/// the content security policy runs that one script, by its hash, and loads nothing.
/// </remarks>
public static class ReportPage
{
    public const string FileName = "report.html";

    /// <summary>Height of names on the map, px at the width that the map has on a desktop.</summary>
    private const double NamePx = 11, MapPx = 820;

    public static void Write(string path, RunResults results, MapShapes shapes, Language language) =>
        TextFile.Write(path, Document(results, shapes, language));

    /// <summary>Reads a page back: whole, with all regions drawn and the script that the policy of the page allows.</summary>
    /// <exception cref="InvalidDataException">It does not read back as written.</exception>
    public static void Verify(string path, RunResults results)
    {
        string html = File.ReadAllText(path);
        if (!html.EndsWith("</html>\n", StringComparison.Ordinal) || !html.Contains(PageParts.Hash(PageParts.Resource("report.js")), StringComparison.Ordinal))
            throw new InvalidDataException($"{path}: is not whole.");
        int drawn = html.Split("<path data-r=").Length - 1, expected = results.Shapes.Count;
        if (drawn != expected)
            throw new InvalidDataException($"{path}: does not read back with its {expected} regions.");
    }

    internal static string Document(RunResults results, MapShapes shapes, Language language)
    {
        IReadOnlyList<FigureClasses> mapped = MappedFigures.Of(results);
        string script = PageParts.Resource("report.js"), style = PageParts.Resource("report.css");
        string year = results.Year.ToString(CultureInfo.InvariantCulture);
        StringBuilder html = new();
        html.Append(PageParts.Head($"{results.Title} {year}", script, style, language));
        html.Append("<a class=\"skip\" href=\"#map\">").Append(Html.Both("跳到地图", "Skip to the map")).Append("</a>\n<header><h1>").Append(Html.Text(results.Title)).Append(" <small>").Append(year).Append("</small></h1>")
            .Append("<button type=\"button\" id=\"language\" lang=\"").Append(language == Language.Chinese ? "en\">English" : "zh-CN\">中文").Append("</button></header>\n<main>\n");
        html.Append(Summary(results));
        html.Append("<noscript><p class=\"note\">").Append(Html.Text("脚本未启用：地图显示主要指标，不能切换。Script is off: the map shows the main figure and cannot be switched.")).Append("</p></noscript>\n");
        html.Append(MapSection(results, shapes, mapped));
        html.Append(ReportSections.Funds(results));
        html.Append(LevelSection.Of(results));
        html.Append(ReportSections.Method(RegionFigures.Of(results)));
        html.Append(ReportSections.Bounds(results.Combinations));
        html.Append(ReportSections.Overlaps(results.Combinations));
        html.Append(ReportSections.Findings(results.Findings, place => shapes.OnGrid(place.X, place.Y)));
        html.Append(ReportSections.Provenance(results.Manifest, shapes.Projection));
        html.Append("</main>\n<footer>").Append(Html.Text(new LocalText(MapNotes.Source(results, Language.English), MapNotes.Source(results, Language.Chinese)))).Append("</footer>\n")
            .Append("<div id=\"tip\" hidden></div>\n<script type=\"application/json\" id=\"data\">").Append(ReportData.Json(results, mapped)).Append("</script>\n<script>").Append(script).Append("</script>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static string Summary(RunResults results)
    {
        List<(string Label, string Value)> facts =
        [
            (Html.Both("地区", "Regions"), results.Combinations.Regions.Count.ToString(CultureInfo.InvariantCulture)),
            (Html.Both("总面积（平方千米）", "Area (km²)"), FigureText.Number(CoverageTable.Of(results.Combinations).RegionAreaM2.Sum() / 1_000_000m, 2)),
        ];
        if (results.Allocation is { } allocation)
            facts.Add((Html.Both("分配合计（万元）", "Allocated (10,000 yuan)"), FigureText.Number(allocation.TotalYuan / 10_000m, 2)));
        facts.Add((Html.Both("警告与错误", "Warnings and errors"), results.Findings.Where(finding => finding.Severity != Severity.Note).Sum(finding => finding.Count).ToString(CultureInfo.InvariantCulture)));
        return "<dl class=\"facts\">" + string.Concat(facts.Select(fact => $"<div><dt>{fact.Label}</dt><dd>{fact.Value}</dd></div>")) + "</dl>\n";
    }

    private static string MapSection(RunResults results, MapShapes shapes, IReadOnlyList<FigureClasses> mapped)
    {
        FigureClasses? main = MappedFigures.Main(mapped);
        string[] names = [.. results.Combinations.Regions.Select(region => region.Name)];
        double size = NamePx * shapes.Width / MapPx;
        StringBuilder html = new();
        html.Append("<section id=\"map\" aria-labelledby=\"map-title\"><h2 id=\"map-title\">").Append(Html.Both("地图与排名", "Map and ranking")).Append("</h2>\n<div class=\"controls\"><label for=\"figure\">").Append(Html.Both("显示", "Show")).Append("</label><select id=\"figure\"></select><label for=\"region\">").Append(Html.Both("地区", "Region")).Append("</label><select id=\"region\"></select></div>\n")
            .Append("<div class=\"columns\"><div class=\"picture\"").Append(shapes.Plane.IsNull ? " hidden" : "").Append("><div class=\"zoom\"><button type=\"button\" id=\"zoom-in\" aria-label=\"放大 Zoom in\">+</button><button type=\"button\" id=\"zoom-out\" aria-label=\"缩小 Zoom out\">−</button><button type=\"button\" id=\"zoom-all\" aria-label=\"全图 Whole map\">⤢</button></div>\n");
        html.Append(CultureInfo.InvariantCulture, $"<svg id=\"drawing\" viewBox=\"0 0 {shapes.Width} {shapes.Height}\" role=\"img\" aria-labelledby=\"caption\" aria-describedby=\"map-help\">\n<g id=\"shapes\" stroke-width=\"{Math.Max(1, shapes.Width / 1200)}\">\n");
        for (int region = 0; region < shapes.Regions.Count; region++)
            html.Append(CultureInfo.InvariantCulture, $"<path data-r=\"{region}\" fill=\"{main?.Colour(region) ?? ColourRamp.Missing}\" d=\"{shapes.Regions[region].Path()}\"/>\n");
        html.Append(CultureInfo.InvariantCulture, $"</g>\n<g id=\"names\" font-size=\"{size:0.#}\" stroke-width=\"{size * 0.22:0.#}\" aria-hidden=\"true\">\n");
        foreach ((int region, double x, double y) in MapLabels.Place(shapes, names, size))
            html.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0}\" y=\"{y:0}\">{Html.Text(names[region])}</text>\n");
        html.Append("</g>\n<path id=\"chosen\" d=\"\" fill=\"none\"/><circle id=\"point\" r=\"0\"/></svg>\n");
        html.Append(Scale(shapes));
        html.Append("<p id=\"caption\"></p><ul id=\"legend\" aria-label=\"图例 Legend\"></ul><p id=\"classes\" class=\"note\"></p><figure id=\"distribution\"></figure><p id=\"map-help\" class=\"note\">").Append(Html.Both("点击地区查看明细；键盘与读屏请用上方“地区”列表或右侧排名表，内容相同。", "Click a region for its numbers; with keyboard or screen reader use the list Region above or the ranking, which say the same.")).Append("</p></div>\n")
            .Append("<div class=\"side\"><div id=\"detail\" aria-live=\"polite\"></div><h3 id=\"rank-title\"></h3><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"rank-title\"><table id=\"ranking\"></table></div><button type=\"button\" id=\"all\"></button></div></div></section>\n");
        return html.ToString();
    }

    /// <summary>A scale bar that keeps to the drawing's own width.</summary>
    private static string Scale(MapShapes shapes)
    {
        double lengthM = MapNotes.RoundLength(shapes.MetresPerUnit * shapes.Width / 4);
        double share = lengthM / (shapes.MetresPerUnit * shapes.Width);
        // Signs in both languages: an SVG text cannot hold the spans by which the page switches.
        string text = lengthM >= 1000 ? (lengthM / 1000).ToString("0.###", CultureInfo.InvariantCulture) + " km 千米" : lengthM.ToString("0.###", CultureInfo.InvariantCulture) + " m 米";
        return string.Create(CultureInfo.InvariantCulture, $"<svg id=\"scale\" viewBox=\"0 0 1000 34\" role=\"img\" aria-label=\"{text}\"><path d=\"M2 12v10h{share * 1000:0.#}v-10\" fill=\"none\" stroke=\"#333\" stroke-width=\"2\"/><text x=\"{(share * 1000) + 12:0.#}\" y=\"24\" font-size=\"20\">{text}</text><text x=\"960\" y=\"26\" font-size=\"24\">N ↑</text></svg>\n");
    }
}

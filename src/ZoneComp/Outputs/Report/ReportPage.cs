using System.Globalization;

namespace ZoneComp.Outputs.Report;

/// <summary>report.html: one page with nothing outside itself: map, ranking, how numbers came about, findings, provenance, in Chinese and
/// English.</summary>
/// <remarks>
/// Data and policy can put no script in: all text is encoded, the page's own script sets text and never markup, and
/// the content security policy runs that one script, by its hash, and loads nothing.
/// </remarks>
public static class ReportPage
{
    public const string FileName = "report.html";

    public static void Write(string path, RunResults results, MapShapes shapes, Language language) =>
        TextFile.Write(path, Document(results, shapes, language));

    /// <summary>Reads a page back: whole, with all regions drawn and the script that the policy of the page allows.</summary>
    /// <exception cref="InvalidDataException">It does not read back as written.</exception>
    public static void Verify(string path, RunResults results)
    {
        string html = File.ReadAllText(path);
        if (!html.EndsWith("</html>\n", StringComparison.Ordinal)
            || !html.Contains(PageParts.Hash(PageModules.Bundle("report.js")), StringComparison.Ordinal))
            throw new InvalidDataException($"{path}: is not whole.");
        int drawn = html.Split("<path data-r=").Length - 1, expected = results.Shapes.Count;
        if (drawn != expected)
            throw new InvalidDataException($"{path}: does not read back with its {expected} regions.");
    }

    internal static string Document(RunResults results, MapShapes shapes, Language language)
    {
        IReadOnlyList<FigureClasses> mapped = MappedFigures.Of(results);
        string script = PageModules.Bundle("report.js"), style = PageParts.Resource(PageModules.Folder + "page.css");
        string year = results.Year.ToString(CultureInfo.InvariantCulture);
        string[] sections =
        [
            ReportSections.Funds(results), ReportSections.Quotas(results), LevelSection.Of(results),
            ReportSections.Method(RegionFigures.Of(results)),
            ReportSections.Bounds(results.Combinations), ReportSections.Overlaps(results),
            ReportSections.Findings(results.Findings, place => shapes.OnGrid(place.X, place.Y)),
            ReportSections.Provenance(results, shapes.Projection),
        ];
        return PageParts.Head($"{results.Title} {year}", script, style, language) + PageParts.Fill("report.html",
            ("title", Html.Text(results.Title)), ("year", year), (
                "other-language",
                language == Language.Chinese ? "lang=\"en\">English" : "lang=\"zh-CN\">中文"),
            ("facts", Summary(results)), ("nowhere", Nowhere(results)), ("map-hidden", shapes.Plane.IsNull ? " hidden" : ""),
            (
                "drawing",
                MapDrawing.Of(
                    shapes,
                    results.Combinations.Regions,
                    MappedFigures.Main(mapped),
                    describedBy: " aria-describedby=\"map-help\"")), ("scale", Scale(shapes)),
            ("sections", string.Concat(sections)),
            ("source", Html.Text(new LocalText(MapNotes.Source(results, Language.English), MapNotes.Source(results, Language.Chinese)))),
            ("data", ReportData.Json(results, mapped)), ("script", script));
    }

    private static string Nowhere(RunResults results) => MappedFigures.Nowhere(results) is > 0 and int count
        ? "<p class=\"note\">" + Html.Both(
            string.Create(CultureInfo.InvariantCulture, $"另有 {count} 类分区在各地区均无面积（覆盖率均为 0），本页与地图不列；工作簿与 Parquet 中有。"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count} more zone classes have no ground in any region (all coverage 0): they are in the workbook and in Parquet, not on this page or on maps."))
            + "</p>"
        : "";

    private static string Summary(RunResults results)
    {
        AreaScale scale = AreaScale.OfPages(results);
        List<(string Label, string Value)> facts =
        [
            (Html.Both("地区", "Regions"), results.Combinations.Regions.Count.ToString(CultureInfo.InvariantCulture)),
        ];
        // Regions without a map may have no areas: then none is shown, here and below.
        if (results.Combinations.Rows.Count > 0)
            facts.Add(
                (
                    Html.Both($"总面积（{scale.Name.Zh}）", $"Area ({scale.Name.En})"),
                    scale.Text(CoverageTable.RegionAreas(results.Combinations).Sum())));
        if (results.Allocation is { } allocation)
            facts.Add((Html.Both("分配合计（万元）", "Allocated (10,000 yuan)"), FigureText.Number(allocation.TotalYuan / 10_000m, 2)));
        foreach (SchemeResult quota in results.Quotas?.Schemes ?? [])
            facts.Add((Html.Text(QuotaTables.Title(quota)), FigureText.Number(quota.TotalYuan, ShownDigits.Of(quota))));
        facts.Add(
            (
                Html.Both("警告与错误", "Warnings and errors"),
                results.Findings.Where(finding => finding.Severity != Severity.Note)
                    .Sum(finding => finding.Count)
                    .ToString(CultureInfo.InvariantCulture)));
        return "<dl class=\"facts\">"
            + string.Concat(facts.Select(fact => $"<div><dt>{fact.Label}</dt><dd>{fact.Value}</dd></div>"))
            + "</dl>\n";
    }

    /// <summary>A scale bar that keeps to the drawing's own width.</summary>
    private static string Scale(MapShapes shapes)
    {
        double lengthM = MapNotes.RoundLength(shapes.MetresPerUnit * shapes.Width / 4);
        double share = lengthM / (shapes.MetresPerUnit * shapes.Width);
        // Signs in both languages: an SVG text cannot hold the spans by which the page switches.
        string text = lengthM >= 1000
            ? (lengthM / 1000).ToString("#,##0.###", CultureInfo.InvariantCulture) + " km 公里"
            : lengthM.ToString("0.###", CultureInfo.InvariantCulture) + " m 米";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<svg id=\"scale\" viewBox=\"0 0 1000 34\" role=\"img\" aria-label=\"{text}\"><path d=\"M2 12v10h{share * 1000:0.#}v-10\" "
                + $"fill=\"none\" stroke=\"#333\" stroke-width=\"2\"/><text x=\"{(share * 1000) + 12:0.#}\" y=\"24\" "
                    + $"font-size=\"20\">{text}</text><text x=\"960\" y=\"26\" font-size=\"24\">N ↑</text></svg>\n");
    }
}

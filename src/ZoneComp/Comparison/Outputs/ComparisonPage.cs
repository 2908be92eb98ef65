using System.Globalization;
using System.Text;

namespace ZoneComp.Comparison.Outputs;

/// <summary>comparison.html: one page with nothing outside itself: what each cause did, the map of changes, the amounts, the polygons,
/// findings, provenance, in Chinese and English.</summary>
/// <remarks>As safe as the report of a run: all text is encoded, and the content security policy runs the page's one script, by its hash,
/// and loads nothing.</remarks>
internal static class ComparisonPage
{
    public const string FileName = "comparison.html";

    public static void Write(string path, ComparisonResults results, MapShapes shapes, Language language) =>
        TextFile.Write(path, Document(results, shapes, language));

    /// <exception cref="InvalidDataException">It does not read back as written.</exception>
    public static void Verify(string path, ComparisonResults results)
    {
        string html = File.ReadAllText(path);
        int drawn = html.Split("<path data-r=").Length - 1, expected = results.Base.Combinations.Regions.Count;
        if (!html.EndsWith("</html>\n", StringComparison.Ordinal) || drawn != expected)
            throw new InvalidDataException($"{path}: does not read back with its {expected} regions.");
    }

    internal static string Document(ComparisonResults results, MapShapes shapes, Language language)
    {
        string script = PageModules.Bundle("comparison.js"), style = PageParts.Resource(PageModules.Folder + "page.css");
        string title = $"{results.Title} {results.Labels.Between.In(language)}";
        StringBuilder html = new();
        html.Append(PageParts.Head(title, script, style, language));
        html.Append("<header><h1>")
            .Append(Html.Text(results.Title))
            .Append(" <small>").Append(Html.Text(results.Labels.Old)).Append(" → ").Append(Html.Text(results.Labels.New))
            .Append("</small></h1>")
            .Append(
                "<span class=\"switches\"><button type=\"button\" id=\"theme\"></button><button type=\"button\" id=\"language\" lang=\"")
            .Append(language == Language.Chinese ? "en\">English" : "zh-CN\">中文").Append("</button></span></header>\n<main>\n");
        html.Append(Facts(results));
        html.Append(ComparisonSections.Causes(results));
        html.Append(ComparisonSections.PolicyLines(results));
        html.Append(Map(results, shapes));
        html.Append(ComparisonSections.Amounts(results));
        html.Append(ComparisonSections.Polygons(results));
        html.Append(ComparisonSections.Coverage(results));
        html.Append(ReportSections.Findings(results.Findings, place => shapes.OnGrid(place.X, place.Y)));
        html.Append(ReportSections.Provenance(results.Base, shapes.Projection));
        html.Append("</main>\n<footer>")
            .Append(Html.Both("各原因的份额按 Shapley 值计算，见 docs/compare.md。", "Parts are Shapley values; see docs/compare.md."))
            .Append("</footer>\n")
            .Append("<script type=\"application/json\" id=\"data\">")
                .Append(ComparisonPageData.Json(results))
                .Append("</script>\n<script>")
                .Append(script)
                .Append("</script>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static string Facts(ComparisonResults results)
    {
        decimal[] changes =
        [
            .. results.Rows.Where(row =>
                row.Kind == ComparisonRow.Allocation && row.Column.EndsWith(ComparisonRow.Amount, StringComparison.Ordinal))
                .GroupBy(row => row.Code, row => row.Change!.Value)
                .Select(unit => unit.Sum()),
        ];
        (string Label, string Value)[] facts =
        [
            .. !results.Money.Any() && results.Quotas.Any() ? [] : ((string, string)[])
            [
                (
                    Html.Both("合计变化（万元）", "Change in all (10,000 yuan)"),
                    FigureText.Number(results.Money.Sum(scheme => scheme.ChangeYuan) / 10_000m, 2)),
                (Html.Both("增加的单位", "Payees raised"), changes.Count(change => change > 0).ToString(CultureInfo.InvariantCulture)),
                (Html.Both("减少的单位", "Payees lowered"), changes.Count(change => change < 0).ToString(CultureInfo.InvariantCulture)),
            ],
            .. results.Quotas.Select(quota => (
                Html.Both($"{quota.Heading.Zh}变化", $"{quota.Heading.En}: change"), FigureText.Number(quota.ChangeYuan, quota.Decimals))),
            (
                Html.Both("变化的图斑", "Polygons changed"),
                results.Maps.Features.DistinctBy(row =>
                    (row.Layer, row.OldFile, row.OldFeature, row.OldClasses, row.NewFile, row.NewFeature, row.NewClasses))
                    .Count()
                    .ToString(CultureInfo.InvariantCulture)),
        ];
        return "<dl class=\"facts\">"
            + string.Concat(facts.Select(fact => $"<div><dt>{fact.Label}</dt><dd>{fact.Value}</dd></div>"))
            + "</dl>\n";
    }

    private static string Map(ComparisonResults results, MapShapes shapes)
    {
        FigureClasses? main = ChangeFigures.Of(results) is [[var first, ..], ..] ? DivergingClasses.Of(first) : null;
        StringBuilder html = new();
        html.Append("<section id=\"map\"")
            .Append(shapes.Plane.IsNull || main is null ? " hidden" : "")
            .Append("><h2>")
            .Append(Html.Both("变化地图", "Map of changes"))
            .Append("</h2>\n<div class=\"controls\"><label for=\"figure\">")
            .Append(Html.Both("显示", "Show"))
            .Append("</label><select id=\"figure\"></select></div>\n");
        html.Append(MapDrawing.Of(shapes, results.Base.Combinations.Regions, main)).Append('\n');
        html.Append(
            "<p id=\"caption\"></p><ul id=\"legend\" aria-label=\"图例 Legend\"></ul><p id=\"detail\" aria-live=\"polite\"></p><p "
                + "class=\"note\">")
            .Append(Html.Both(
                "橙色为减少，紫色为增加，同样深浅表示同样幅度；合并、拆分的区域显示整组的变化。",
                "Orange is lowered, purple raised, equal strength for equal size; merged, split regions show the change of their group."))
                .Append("</p></section>\n");
        return html.ToString();
    }
}

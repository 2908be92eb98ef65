using System.Globalization;
using System.Text;

namespace ZoneComp.Comparison.Outputs;

/// <summary>The tables of the comparison's page: readable, searchable and printable without its script.</summary>
internal static class ComparisonSections
{
    /// <summary>Rows listed on the page; the workbook and the Parquet files have all.</summary>
    private const int MostRows = 400;

    public static string Causes(ComparisonResults results)
    {
        if (results.Schemes.Count == 0)
            return "";
        StringBuilder html = new();
        html.Append("<section id=\"causes\"><h2>").Append(Html.Both("变化的原因", "What the change is due to")).Append("</h2>\n");
        html.Append(results.Attribution.Causes.Count == 0
            ? $"<p>{Html.Both(
                "没有原因可分解（输入与测算方案相同），或无法分解：见下方检查发现。",
                "There is nothing to split (inputs and policy are the same), or it could not be split: see the findings below.")}</p>\n"
            : $"<p>{Html.Both(
                "每项原因列出合计，以及其中调增与调减的部分；各项相加等于总变化，资金精确到分，配额精确到末位。",
                "Of each cause its sum, and what it raised and lowered; the sums add up to the whole change, to the last digit.")}</p>\n");
        // Quotas in a table of their own: nothing adds them to money.
        html.Append(CauseTable(results, [.. results.Money], "原因 Causes", Html.Both("资金、原因（元）", "Scheme, cause (yuan)")));
        html.Append(CauseTable(results, [.. results.Quotas], "配额变化原因 Causes of quotas", Html.Both("配额、原因", "Quota, cause")));
        return html.Append("</section>\n").ToString();
    }

    private static string CauseTable(ComparisonResults results, IReadOnlyList<ComparedScheme> schemes, string caption, string head) =>
        schemes.Count == 0 ? "" : Html.Table(
            caption,
            [
                head, Html.Text(results.Labels.Old), Html.Text(results.Labels.New), Html.Both("变化", "Change"),
                Html.Both("其中调增", "Raised"), Html.Both("其中调减", "Lowered"),
            ],
            schemes.SelectMany(scheme => Rows(results, scheme)), numbersFrom: 1);

    /// <summary>What the policy says otherwise, in its own words.</summary>
    public static string PolicyLines(ComparisonResults results) => results.PolicyChanges.Count == 0 ? ""
        : $"<section id=\"policy-lines\"><h2>{Html.Both("测算方案的改动", "What the policy says otherwise")}</h2>\n"
            + More(results.PolicyChanges.Count) + "<ul>"
            + string.Concat(results.PolicyChanges.Take(MostRows).Select(change => $"<li>{Html.Text(change.Words())}</li>\n"))
            + "</ul></section>\n";

    public static string Amounts(ComparisonResults results)
    {
        Dictionary<(string, string), AttributedChange> parts = results.Attribution.Parts.ToDictionary(change => (change.Unit.Code,
            change.Scheme));
        StringBuilder html = new();
        foreach (ComparedScheme scheme in results.Schemes)
        {
            ComparisonRow[] all = [.. results.AmountsOf(scheme)];
            string Shown(decimal? amount) => Number(amount, scheme);
            // Causes may cancel each other out: then there is something to show although the amount is the same.
            ComparisonRow[] rows = [.. all.Where(row => row.Change != 0 || parts.ContainsKey((row.Code, scheme.Name)))
                .OrderByDescending(row => Math.Abs(row.Change!.Value)).ThenBy(row => row.Code, StringComparer.Ordinal)];
            int[] causes =
            [
                .. Enumerable.Range(0, results.Attribution.Causes.Count)
                    .Where(cause => results.Attribution.Parts.Any(change => change.Scheme == scheme.Name && change.PartsYuan[cause] != 0)),
            ];
            html.Append("<section><h2>")
                .Append(Html.Both($"{scheme.Title}：各单位变化", $"{scheme.Title}: change by payee"))
                .Append("</h2>\n")
                .Append(More(rows.Length));
            if (rows.Length < all.Length)
                html.Append("<p>")
                    .Append(Html.Both($"另有 {all.Length - rows.Length} 个单位没有变化。", $"{all.Length - rows.Length} payees have no change."))
                    .Append("</p>\n");
            if (rows.Length == 0)
            {
                html.Append("</section>\n");
                continue;
            }

            html.Append(Html.Table(scheme.Title,
                [
                    Html.Both("单位", "Payee"),
                    Html.Text(results.Labels.Old),
                    Html.Text(results.Labels.New),
                    Html.Both($"变化（{FigureText.Unit(scheme.Measure).Zh}）", $"Change ({FigureText.Unit(scheme.Measure).En})"),
                    .. causes.Select(cause => Html.Text(results.Attribution.Causes[cause].Title)),
                ],
                rows.Take(MostRows).Select(row => (IReadOnlyList<string>)
                [
                    Html.Text($"{row.Name} {row.Code}")
                        + (row.Match == MatchKind.Same ? "" : $" <em>{Html.Text(ComparisonTables.MatchTitle(row.Match))}</em>"),
                    Shown(row.Old as decimal?), Shown(row.New as decimal?), Shown(row.Change),
                    .. causes.Select(cause => Shown(parts.GetValueOrDefault((row.Code, scheme.Name))?.PartsYuan[cause] ?? 0m)),
                ]), numbersFrom: 1));
            html.Append("</section>\n");
        }

        return html.ToString();
    }

    public static string Polygons(ComparisonResults results)
    {
        StringBuilder html = new();
        if (results.Maps.Features.Count > 0)
        {
            html.Append("<section id=\"polygons\"><h2>")
                .Append(Html.Both("变化的图斑（平方公里）", "Polygons that changed (km²)"))
                .Append("</h2>\n")
                .Append(More(results.Maps.Features.Count));
            html.Append(Html.Table("变化的图斑 Changed polygons",
                [
                    Html.Both("图层", "Layer"), Html.Both("变化", "What"), Html.Both("原要素", "Old feature"), Html.Both("现要素", "New feature"),
                    Html.Both("行政区", "Region"), Html.Text(results.Labels.Old), Html.Text(results.Labels.New),
                ],
                results.Maps.Features.Take(MostRows).Select(row => (IReadOnlyList<string>)
                [
                    Html.Text(row.Layer), Html.Text(ComparisonTables.ChangeTitle(row.Change)), Feature(
                        row.OldFile,
                        row.OldFeature,
                        row.OldClasses), Feature(row.NewFile, row.NewFeature, row.NewClasses),
                    Html.Text($"{row.RegionName} {row.RegionCode}"), Km2(row.OldAreaM2), Km2(row.NewAreaM2),
                ]), numbersFrom: 5));
            html.Append("</section>\n");
        }

        if (results.Maps.Ground.Count > 0)
        {
            html.Append("<section id=\"ground\"><h2>")
                .Append(Html.Both("划转的土地（平方公里）", "Ground with another region (km²)"))
                .Append("</h2>\n")
                .Append(More(results.Maps.Ground.Count));
            html.Append(Html.Table("划转的土地 Moved ground", [Html.Both("原属", "From"), Html.Both("现属", "To"), Html.Both("面积", "Area")],
                results.Maps.Ground.Take(MostRows)
                    .Select(row =>
                        (IReadOnlyList<string>)[
                            Html.Text($"{row.FromName} {row.From}"),
                            Html.Text($"{row.ToName} {row.To}"),
                            Km2(row.AreaM2),
                        ]), numbersFrom: 2));
            html.Append("</section>\n");
        }

        return html.ToString();
    }

    /// <summary>Areas that changed, the largest changes first.</summary>
    public static string Coverage(ComparisonResults results)
    {
        ComparisonRow[] rows = [.. results.Rows.Where(row => row.Kind == ComparisonRow.Coverage && row.Unit == "m2" && row.Change != 0)
            .OrderByDescending(row => Math.Abs(row.Change!.Value))
                .ThenBy(row => row.Code, StringComparer.Ordinal)
                .ThenBy(row => row.Column, StringComparer.Ordinal)];
        return rows.Length == 0
            ? ""
            : $"<section id=\"coverage\"><h2>{Html.Both("变化的面积（平方公里）", "Areas that changed (km²)")}</h2>\n{More(rows.Length)}"
            + Html.Table(
                "面积 Areas",
                [
                    Html.Both("行政区", "Region"), Html.Both("类别", "Zone class"), Html.Text(results.Labels.Old), Html.Text(results.Labels.New),
                    Html.Both("变化", "Change"),
                ],
                rows.Take(MostRows)
                    .Select(row =>
                        (IReadOnlyList<string>)[
                            Html.Text($"{row.Name} {row.Code}"), Html.Text(row.Title), Km2(row.Old as decimal?), Km2(row.New as decimal?),
                            Km2(row.Change),
                        ]),
                numbersFrom: 2)
            + "</section>\n";
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(ComparisonResults results, ComparedScheme scheme)
    {
        AttributedChange[] changes = [.. results.Attribution.Parts.Where(change => change.Scheme == scheme.Name)];
        string Shown(decimal? amount) => Number(amount, scheme);
        yield return [
            $"<strong>{Html.Text(scheme.Heading)}</strong>",
            Shown(scheme.OldYuan),
            Shown(scheme.NewYuan),
            Shown(scheme.ChangeYuan),
            Shown(changes.Sum(change => Math.Max(change.ChangeYuan, 0m))),
            Shown(changes.Sum(change => Math.Min(change.ChangeYuan, 0m))),
        ];
        for (int cause = 0; cause < results.Attribution.Causes.Count; cause++)
        {
            decimal[] parts = [.. changes.Select(change => change.PartsYuan[cause])];
            if (Array.Exists(parts, part => part != 0))
                yield return [
                    "　" + Html.Text(results.Attribution.Causes[cause].Title), "", "", Shown(parts.Sum()),
                    Shown(parts.Where(part => part > 0).Sum()), Shown(parts.Where(part => part < 0).Sum()),
                ];
        }
    }

    private static string More(int rows) => rows <= MostRows ? "" :
        $"<p>{Html.Both(
            $"列出变化最大的前 {MostRows} 行，共 {rows} 行；全部见 comparison.xlsx。",
            $"The first {MostRows} of {rows} rows; all are in comparison.xlsx.")}</p>\n";

    private static string Feature(string? file, long? feature, string classes) =>
        file is null
            ? Html.Text(classes.Length == 0 ? "–" : classes)
            : Html.Text(string.Create(CultureInfo.InvariantCulture, $"{file}#{feature} {classes}"));

    private static string Number(decimal? number, ComparedScheme scheme) =>
        number is { } amount ? FigureText.Number(amount, scheme.Decimals) : "–";

    private static string Km2(decimal? m2) => m2 is { } area ? FigureText.Number(area / 1_000_000m, 4) : "–";
}

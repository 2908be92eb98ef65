using System.Globalization;
using System.Text;

namespace ZoneComp.Outputs.Report;

/// <summary>The parts of the page that need no script: readable, searchable and printable as they stand.</summary>
internal static class ReportSections
{
    /// <summary>Findings listed on the page.</summary>
    private const int MostFindings = 300;

    /// <summary>Classes in the overlap matrix: more do not fit a page.</summary>
    private const int MostClasses = 24;

    /// <summary>What is given that is no money: each scheme in its own unit.</summary>
    public static string Quotas(RunResults results)
    {
        if (results.Quotas is not { } quotas)
            return "";
        bool hasFamilies = FamilyTable.Families(quotas).Count > 0;
        return "<section id=\"quotas\"><h2>" + Html.Both("配额", "Quotas") + "</h2>\n" + Html.Table("配额 Quotas",
            [
                Html.Both("项目", "Scheme"), .. hasFamilies ? (string[])[Html.Both("类别", "Family")] : [],
                Html.Both("计量单位", "Counted in"), Html.Both("总量", "Fund"), Html.Both("分配合计", "Allocated"),
                Html.Both("未分配", "Left"), Html.Both("受限单位数", "Units held by a bound"),
            ],
            quotas.Schemes.Select(scheme => (IReadOnlyList<string>)
            [
                Html.Text(scheme.Title) + (scheme.Basis is null ? "" : $"<br><small>{Html.Text(scheme.Basis)}</small>"),
                .. hasFamilies ? (string[])[Html.Text(scheme.Family ?? "–")] : [],
                Html.Text(FigureText.Unit(scheme.Measure)),
                scheme.FundYuan is { } fund ? FigureText.Number(fund, ShownDigits.Of(scheme)) : "–",
                FigureText.Number(scheme.TotalYuan, ShownDigits.Of(scheme)),
                FigureText.Number(scheme.UnallocatedYuan, ShownDigits.Of(scheme)),
                quotas.Rows.Count(row => row.Scheme == scheme.Name && row.Bound.Length > 0).ToString(CultureInfo.InvariantCulture),
            ]), numbersFrom: hasFamilies ? 3 : 2) + "</section>\n";
    }

    public static string Funds(RunResults results)
    {
        if (results.Allocation is not { } allocation)
            return "";
        HashSet<string> mapped = [.. results.Combinations.Regions.Select(region => region.Code)];
        StringBuilder html = new();
        html.Append("<section id=\"funds\"><h2>").Append(Html.Both("资金", "Funds")).Append("</h2>\n");
        html.Append(Html.Table("资金 Funds",
            [
                Html.Both("资金", "Scheme"), Html.Both("资金总额（元）", "Fund (yuan)"), Html.Both("分配合计（元）", "Allocated (yuan)"),
                Html.Both("未分配（元）", "Left (yuan)"), Html.Both("受限单位数", "Units held by a bound"),
            ],
            allocation.Schemes.Select(scheme => (IReadOnlyList<string>)
            [
                Html.Text(scheme.Title) + (scheme.Basis is null ? "" : $"<br><small>{Html.Text(scheme.Basis)}</small>")
                    + (LedgerSummary.Of(scheme, allocation, results.Combinations.Regions) is { } payments
                        ? $"<br><small>{Html.Text(payments)}</small>"
                        : ""),
                scheme.FundYuan is { } fund
                    ? FigureText.Number(fund, 2)
                    : "–", FigureText.Number(scheme.TotalYuan, 2), FigureText.Number(scheme.UnallocatedYuan, 2),
                allocation.Rows.Count(row => row.Scheme == scheme.Name && row.Bound.Length > 0).ToString(CultureInfo.InvariantCulture),
            ]), numbersFrom: 1));
        html.Append(Families(allocation));
        html.Append(YearOnYear(allocation));
        List<AllocationRow> offMap = [.. allocation.Rows.Where(row => !mapped.Contains(row.Unit))];
        if (offMap.Count > 0)
        {
            Dictionary<string, string> titles = allocation.Schemes.ToDictionary(
                scheme => scheme.Name,
                scheme => scheme.Title,
                StringComparer.Ordinal);
            html.Append("<h3>").Append(Html.Both("没有图形的单位", "Units without a polygon")).Append("</h3>\n");
            html.Append(Html.Table(
                "没有图形的单位 Units without a polygon",
                [Html.Both("单位", "Unit"), Html.Both("资金", "Scheme"), Html.Both("金额（元）", "Amount (yuan)")],
                offMap.Select(row =>
                    (IReadOnlyList<string>)[
                        Html.Text($"{row.UnitName} {row.Unit}"),
                        Html.Text(titles[row.Scheme]),
                        FigureText.Number(row.AmountYuan, 2),
                    ]),
                numbersFrom: 2));
        }

        if (results.AmountTrails is { } trails && trails.Stories.Any(story => !mapped.Contains(story.Code)))
        {
            html.Append("<h3>")
                .Append(Html.Both("其他单位金额的由来", "How amounts of other units came about"))
                .Append("</h3>\n<div class=\"controls\"><label for=\"unit\">")
                .Append(Html.Both("单位", "Unit"))
                .Append("</label><select id=\"unit\"></select></div>\n<div id=\"unit-detail\" aria-live=\"polite\"></div>\n");
        }

        return html.Append("</section>\n").ToString();
    }

    /// <summary>What all schemes of a family give together.</summary>
    private static string Families(AllocationTable allocation)
    {
        IReadOnlyList<(string? Family, LocalText Title, HashSet<string> Schemes)> families = FamilyTable.Families(allocation);
        return families.Count == 0 ? "" : "<h3>" + Html.Both("按类别合计", "Totals by family") + "</h3>\n" + Html.Table("按类别合计 Totals by family",
            [Html.Both("类别", "Family"), Html.Both("项目", "Schemes"), Html.Both("合计（元）", "Total (yuan)")],
            [
                .. families.Select(family => (IReadOnlyList<string>)
                [
                    Html.Text(family.Title), string.Join(
                        "、",
                        allocation.Schemes.Where(scheme => family.Schemes.Contains(scheme.Name)).Select(scheme => Html.Text(scheme.Title))),
                    FigureText.Number(
                        allocation.Schemes.Where(scheme => family.Schemes.Contains(scheme.Name)).Sum(scheme => scheme.TotalYuan),
                        2),
                ]),
                .. allocation.HandedOn.Count == 0
                    ? []
                    : (IReadOnlyList<string>[])[
                        [Html.Text(PeopleTables.HandedOnTitle), "", FigureText.Number(-allocation.HandedOn.Sum(row => row.AmountYuan), 2)],
                    ],
            ], numbersFrom: 2);
    }

    /// <summary>Each scheme beside last year: totals of the rows that have one, how many rose and fell, the greatest changes.</summary>
    private static string YearOnYear(AllocationTable allocation)
    {
        List<(SchemeResult Scheme, List<AllocationRow> Rows)> known =
            [
                .. allocation.Schemes.Select(scheme =>
                    (scheme, allocation.Rows.Where(row => row.Scheme == scheme.Name && row.LastYearYuan is not null).ToList()))
                    .Where(pair => pair.Item2.Count > 0),
            ];
        if (known.Count == 0)
            return "";
        return "<h3>" + Html.Both("与上年比较", "Beside last year") + "</h3>\n" + Html.Table("与上年比较 Beside last year",
            [
                Html.Both("资金", "Scheme"), Html.Both("上年（元）", "Last year (yuan)"), Html.Both("本年（元）", "This year (yuan)"),
                Html.Both("增减（元）", "Change (yuan)"),
                Html.Both("增加 / 持平 / 减少", "Up / level / down"), Html.Both("增加最多", "Greatest gain"), Html.Both("减少最多", "Greatest loss"),
                Html.Both("无上年数", "Without last year"),
            ],
            known.Select(pair => (IReadOnlyList<string>)
            [
                Html.Text(pair.Scheme.Title), FigureText.Number(pair.Rows.Sum(row => row.LastYearYuan!.Value), 2), FigureText.Number(
                    pair.Rows.Sum(row => row.AmountYuan),
                    2), FigureText.Number(pair.Rows.Sum(row => row.ChangeYuan!.Value), 2),
                string.Join(
                    " / ",
                    new[] { 1, 0, -1 }.Select(sign =>
                        pair.Rows.Count(row => Math.Sign(row.ChangeYuan!.Value) == sign).ToString(CultureInfo.InvariantCulture))),
                Extreme(pair.Rows.Where(row => row.ChangeYuan > 0)
                    .OrderByDescending(row => row.ChangeYuan)
                    .ThenBy(row => row.Unit, StringComparer.Ordinal)
                    .FirstOrDefault()),
                Extreme(pair.Rows.Where(row => row.ChangeYuan < 0)
                    .OrderBy(row => row.ChangeYuan)
                    .ThenBy(row => row.Unit, StringComparer.Ordinal)
                    .FirstOrDefault()),
                allocation.Rows.Count(row => row.Scheme == pair.Scheme.Name && row.LastYearYuan is null)
                    .ToString(CultureInfo.InvariantCulture),
            ]), numbersFrom: 1);

        static string Extreme(AllocationRow? row) =>
            row is null ? "–" : $"{Html.Text(row.UnitName)} {FigureText.Number(row.ChangeYuan!.Value, 2)}";
    }

    public static string Method(IReadOnlyList<Figure> figures)
    {
        List<Figure> written = [.. figures.Where(figure => !string.IsNullOrEmpty(figure.Formula))];
        return written.Count == 0 ? "" : $"<section id=\"method\"><h2>{Html.Both("指标与系数的算法", "How each number is made")}</h2>\n" +
            Html.Table(
                "算法 Formulas",
                [Html.Both("名称", "Name"), Html.Both("列名", "Column"), Html.Both("公式（方案原文）", "Formula (as the policy writes it)")],
                written.Select(figure =>
                    (IReadOnlyList<string>)[
                        Html.Text(new LocalText(
                            FigureText.TitleWithUnit(figure, Language.English),
                            FigureText.TitleWithUnit(figure, Language.Chinese))),
                        $"<code>{Html.Text(figure.Name)}</code>",
                        $"<code>{Html.Text(figure.Formula!)}</code>"
                            + (figure.Basis is null ? "" : $"<br>{Html.Both("依据", "Basis")}{Html.Text("：" + figure.Basis)}"),
                    ]))
                    + "</section>\n";
    }

    public static string Bounds(CombinationTable table) => FigureText.WidestBounds(table) is { } bounds
        ? $"<p>{Html.Both(
            $"面积的误差限：{bounds.Zh}；逐项见 coverage.parquet。",
            $"How far areas can be off: {bounds.En}; each in coverage.parquet.")}</p>\n"
        : "";

    public static string Overlaps(RunResults results)
    {
        CombinationTable table = results.Combinations;
        AreaScale scale = AreaScale.OfPages(results);
        if (table.Classes.Count < 2)
            return "";
        int count = Math.Min(MostClasses, table.Classes.Count);
        decimal[][] shared = OverlapMatrix.SharedM2(table, count);
        string more = table.Classes.Count > count
            ? $"<p>{Html.Both($"仅列出前 {count} 类，共 {table.Classes.Count} 类。", $"The first {count} of {table.Classes.Count} classes.")}</p>"
            : "";
        return $"<section id=\"overlaps\"><h2>{Html.Both("分区之间的重叠", "Ground that zones share")}</h2>\n<p>{Html.Both(
            $"单位：{scale.Name.Zh}。对角线为该类自身面积；其余为两类重叠的面积。",
            $"In {scale.Name.En}. On the diagonal the class itself, elsewhere what two classes share.")}</p>{more}\n"
            +
            Html.Table("重叠 Overlaps", [Html.Both("分区", "Zone class"), .. table.Classes.Take(count).Select(zone => Html.Text(zone.Title))],
                Enumerable.Range(0, count).Select(row => (IReadOnlyList<string>)
                    [
                        Html.Text(table.Classes[row].Title),
                        .. Enumerable.Range(0, count)
                            .Select(column => shared[row][column] == 0 ? "·" : scale.Text(shared[row][column])),
                    ]), numbersFrom: 1)
                        + "</section>\n";
    }

    /// <summary>Findings with their places; a place is a link to its point on the map.</summary>
    public static string Findings(
        IReadOnlyList<Diagnostic> all, Func<FindingPlace, (int X, int Y)> onMap)
    {
        IReadOnlyList<Diagnostic> findings = ListedFindings.Of(all);
        string title = $"<section id=\"findings\"><h2>{Html.Both("检查发现", "Findings")}</h2>\n";
        if (findings.Count == 0)
            return title + $"<p>{Html.Both("没有发现问题。", "None.")}</p></section>\n";
        string more = findings.Count > MostFindings
            ? $"<p>{Html.Both(
                $"列出前 {MostFindings} 条，共 {findings.Count} 条；全部见 zonecomp.gpkg 与 findings.parquet。",
                $"The first {MostFindings} of {findings.Count}; all are in zonecomp.gpkg and findings.parquet.")}</p>\n"
            : "";
        return title + more + Html.Table("检查发现 Findings",
            [
                Html.Both("代码", "Code"), Html.Both("严重程度", "Severity"), Html.Both("对象", "Subject"), Html.Both("说明", "What"),
                Html.Both("位置", "Place"),
            ],
            findings.Take(MostFindings).Select(finding => (IReadOnlyList<string>)
            [
                Html.Text(finding.Code),
                $"<span class=\"s-{finding.Severity.ToString().ToLowerInvariant()}\">{Html.Text(SeverityText.Of(finding.Severity))}</span>",
                finding.Titled is { } named ? Html.Text(named) : Html.Text(finding.Subject),
                Html.Text(finding.Message)
                    + (finding.AcceptedBecause is { } because ? $" <em>{Html.Both("接受理由：", "Accepted: ")}{Html.Text(because)}</em>" : ""),
                finding.Place is { } place ? Place(place) : "–",
            ])) + "</section>\n";

        string Place(FindingPlace place)
        {
            (int x, int y) = onMap(place);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"<button type=\"button\" class=\"place\" data-x=\"{x}\" data-y=\"{y}\">{place.X:0.#####}, {place.Y:0.#####}</button>");
        }
    }

    public static string Provenance(RunResults results, MapProjection projection)
    {
        RunManifest manifest = results.Manifest;
        StringBuilder html = new();
        html.Append("<section id=\"provenance\"><h2>").Append(Html.Both("数据来源与过程", "Provenance")).Append("</h2>\n");
        html.Append(Html.Table("输入数据 Inputs",
            [
                Html.Both("用途", "Role"), Html.Both("文件", "File"), Html.Both("记录数", "Rows"), Html.Both("编码", "Encoding"),
                Html.Both("坐标系", "CRS"), "SHA-256",
            ],
            manifest.Inputs.Select(input => (IReadOnlyList<string>)
            [
                Html.Text(NamedThings.Role(results, input)), Html.Text(input.Path + (input.Layer is null ? "" : " | " + input.Layer)),
                input.Rows.ToString(CultureInfo.InvariantCulture),
                Html.Text(input.Encoding is null ? "–" : $"{input.Encoding} ({input.EncodingOrigin})"), Html.Text(
                    input.Crs is null ? "–" : $"{input.Crs} ({input.CrsOrigin})"),
                string.Join(
                    "<br>",
                    input.Files.Select(file =>
                        $"<code title=\"{Html.Text(file.Path)}\">{Html.Text(file.Sha256[..Math.Min(16, file.Sha256.Length)])}…</code>")),
            ])));
        if (manifest.Assumptions.Count > 0)
        {
            html.Append("<h3>").Append(Html.Both("已接受的假定", "Assumptions accepted")).Append("</h3>\n");
            html.Append(Html.Table(
                "假定 Assumptions",
                [Html.Both("代码", "Code"), Html.Both("对象", "Subject"), Html.Both("理由（方案原文）", "Because (the policy's words)")],
                manifest.Assumptions.Select(assumption =>
                    (IReadOnlyList<string>)
                    [
                        Html.Text(assumption.Code), Html.Text(NamedThings.Subject(results, assumption)), Html.Text(assumption.Because),
                    ])));
        }

        html.Append("<h3>").Append(Html.Both("设置", "Settings")).Append("</h3>\n");
        html.Append(Html.Table("设置 Settings", [Html.Both("名称", "Name"), Html.Both("值", "Value")],
            manifest.Settings.Select(setting =>
                (IReadOnlyList<string>)[$"<code>{Html.Text(setting.Name)}</code>", Html.Text(setting.Value)])));
        html.Append("<p>")
            .Append(Html.Both("程序", "Program"))
            .Append('：')
            .Append(Html.Text($"{manifest.Tool.Name} {manifest.Tool.Version}"))
            .Append(" · ")
            .Append(Html.Both("方案", "Policy"))
            .Append('：')
            .Append(Html.Text(manifest.Policy.Path))
                .Append(" · SHA-256 <code class=\"long\">")
                .Append(Html.Text(manifest.Policy.Sha256))
                .Append("</code> · ")
                .Append(Html.Both("地图", "Map"))
                .Append('：')
            .Append(Html.Text(new LocalText(projection.Description(chinese: false), projection.Description(chinese: true))))
                .Append("</p>\n");
        html.Append("<details><summary>")
            .Append(Html.Both("方案全文", "The whole policy"))
            .Append("</summary><pre tabindex=\"0\">")
            .Append(Html.Text(manifest.Policy.Text))
            .Append("</pre></details></section>\n");
        return html.ToString();
    }
}

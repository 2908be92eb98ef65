using System.Text;

namespace ZoneComp.Outputs.Report;

/// <summary>The page's sums by city, province and so on: amounts where the run pays, areas where it does not.</summary>
internal static class LevelSection
{
    /// <summary>Regions of one level on the page; all of them are in the workbook.</summary>
    private const int MostRegions = 60;

    public static string Of(RunResults results)
    {
        CombinationTable table = results.Combinations;
        if (table.Levels.Count == 0 || table.Regions.Count == 0)
            return "";
        ILookup<string, RegionTotal> totals = RegionTotals.Of(table).ToLookup(total => total.Level, StringComparer.Ordinal);
        IReadOnlyList<LevelAmount> amounts = results.Allocation is { } allocation ? LevelSums.Allocation(table, allocation) : [];
        StringBuilder html = new();
        bool hasAreas = table.Rows.Count > 0;
        AreaScale scale = AreaScale.OfPages(results);
        html.Append("<section id=\"levels\"><h2>").Append(Html.Both("分级汇总", "By level")).Append("</h2>\n");
        foreach (RegionLevel level in table.Levels)
        {
            RegionTotal[] regions = [.. totals[level.Name]];
            html.Append("<h3>").Append(Html.Text(level.Titles)).Append("</h3>\n");
            html.Append(Html.Table(level.Titles.Zh == level.Title ? level.Title : $"{level.Titles.Zh} {level.Title}",
                [
                    Html.Both("地区", "Region"),
                    Html.Both("下辖", "Regions"),
                    .. hasAreas ? [Html.Both($"面积（{scale.Name.Zh}）", $"Area ({scale.Name.En})")] : Array.Empty<string>(),
                    .. (results.Allocation?.Schemes ?? []).Select(scheme => Html.Text($"{scheme.Title}（元）")),
                ],
                regions.Take(MostRegions).Select(region => (IReadOnlyList<string>)
                [
                    Html.Text($"{region.Name ?? region.Code} {region.Code}"), FigureText.Number(region.Members, 0),
                    .. hasAreas ? [scale.Text(region.AreaM2)] : Array.Empty<string>(),
                    .. (results.Allocation?.Schemes ?? []).Select(scheme => FigureText.Number(
                        amounts.Where(amount => amount.Level == level && amount.Code == region.Code && amount.Scheme == scheme.Name)
                            .Sum(amount => amount.AmountYuan), 2)),
                ]),
                numbersFrom: 1));
            if (regions.Length > MostRegions)
                html.Append("<p>")
                    .Append(Html.Both(
                        $"另有 {regions.Length - MostRegions} 个，见工作簿。",
                        $"{regions.Length - MostRegions} more are in the workbook."))
                    .Append("</p>\n");
        }

        return html.Append("</section>\n").ToString();
    }
}

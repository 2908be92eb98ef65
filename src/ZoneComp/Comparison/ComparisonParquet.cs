using ZoneComp.Outputs.ParquetTables;

namespace ZoneComp.Comparison;

/// <summary>The comparison's tables: comparison.parquet and attribution.parquet.</summary>
internal static class ComparisonParquet
{
    public const string ComparisonFile = "comparison.parquet";
    public const string AttributionFile = "attribution.parquet";

    public static IEnumerable<ParquetTable> Tables(ComparisonResults results)
    {
        yield return Comparison(results);
        if (results.Attribution.Causes.Count > 0)
            yield return Attributed(results);
        yield return FindingsParquet.Table(results.Findings, results.NewYear);
    }

    private static ParquetTable<ComparisonRow> Comparison(ComparisonResults results) => new(
        ComparisonFile,
        [
            .. Years<ComparisonRow>(results),
            new("region_code", "单位代码", null, ColumnTypes.Text, false, row => row.Code),
            new("region_name", "单位名称", null, ColumnTypes.Text, false, row => row.Name),
            new("match", "对应关系", null, ColumnTypes.Text, false, row => NameOf(row.Match)),
            new("kind", "类别", null, ColumnTypes.Text, false, row => row.Kind),
            new("column", "列", null, ColumnTypes.Text, false, row => row.Column),
            new("title", "列名称", null, ColumnTypes.Text, false, row => row.Title),
            new("unit", "计量单位", null, ColumnTypes.Text, false, row => row.Unit),
            new("old_number", "前值", null, ColumnTypes.Number, true, row => Rounded(row.Old as decimal?)),
            new("new_number", "后值", null, ColumnTypes.Number, true, row => Rounded(row.New as decimal?)),
            new("change", "变化", null, ColumnTypes.Number, true, row => Rounded(row.Change)),
            new("old_text", "前值（文字）", null, ColumnTypes.Text, true, row => TextOf(row.Old)),
            new("new_text", "后值（文字）", null, ColumnTypes.Text, true, row => TextOf(row.New)),
        ],
        results.Rows);

    private static ParquetTable<PartRow> Attributed(ComparisonResults results)
    {
        Dictionary<string, string> titles = results.Schemes.ToDictionary(scheme => scheme.Name, scheme => scheme.Title, StringComparer.Ordinal);
        return new ParquetTable<PartRow>(
            AttributionFile,
            [
                .. Years<PartRow>(results),
                new("region_code", "单位代码", null, ColumnTypes.Text, false, row => row.Change.Unit.Code),
                new("region_name", "单位名称", null, ColumnTypes.Text, false, row => row.Change.Name),
                new("match", "对应关系", null, ColumnTypes.Text, false, row => NameOf(row.Change.Unit.Kind)),
                new("scheme", "资金", null, ColumnTypes.Text, false, row => row.Change.Scheme),
                new("scheme_title", "资金名称", null, ColumnTypes.Text, true, row => titles.GetValueOrDefault(row.Change.Scheme)),
                new("cause", "原因", null, ColumnTypes.Text, false, row => row.Cause.Key),
                new("cause_title", "原因名称", null, ColumnTypes.Text, false, row => row.Cause.Title.Zh),
                new("part_yuan", "该原因引起的变化", "yuan", ColumnTypes.Amount, false, row => row.PartYuan),
            ],
            [.. results.Attribution.Parts.SelectMany(change => change.PartsYuan.Select((part, cause) => new PartRow(change, results.Attribution.Causes[cause], part))).Where(row => row.PartYuan != 0)]);
    }

    private sealed record PartRow(AttributedChange Change, CauseName Cause, decimal PartYuan);

    private static TableColumn<TRow>[] Years<TRow>(ComparisonResults results) =>
    [
        new("old_year", "前一年度", null, ColumnTypes.Int32, false, _ => results.OldYear),
        new("new_year", "后一年度", null, ColumnTypes.Int32, false, _ => results.NewYear),
    ];

    /// <summary>As the file says it: "same", "merged", ...</summary>
    internal static string NameOf(MatchKind match) => match.ToString().ToLowerInvariant();

    private static decimal? Rounded(decimal? number) => number is { } value ? decimal.Round(value, ColumnTypes.NumberScale) : null;

    private static string? TextOf(object? value) => value switch { string text => text, bool flag => flag ? "true" : "false", _ => null };
}

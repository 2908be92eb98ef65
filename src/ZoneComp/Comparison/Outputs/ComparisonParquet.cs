namespace ZoneComp.Comparison.Outputs;

/// <summary>The comparison's tables.</summary>
internal static class ComparisonParquet
{
    public const string ComparisonFile = "comparison.parquet";
    public const string AttributionFile = "attribution.parquet";
    public const string QuotaAttributionFile = "quota_attribution.parquet";
    public const string FeaturesFile = "changed_features.parquet";
    public const string GroundFile = "moved_ground.parquet";

    public static IEnumerable<ParquetTable> Tables(ComparisonResults results)
    {
        yield return Comparison(results);
        if (results.Attribution.Causes.Count > 0)
        {
            yield return Attributed(results, quotas: false);
            if (results.Quotas.Any())
                yield return Attributed(results, quotas: true);
        }

        if (results.Maps.Features.Count > 0)
            yield return Features(results);
        if (results.Maps.Ground.Count > 0)
            yield return Ground(results);
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

    private static ParquetTable<PartRow> Attributed(ComparisonResults results, bool quotas)
    {
        Dictionary<string, ComparedScheme> schemes = (quotas ? results.Quotas : results.Money)
            .ToDictionary(scheme => scheme.Name, StringComparer.Ordinal);
        return new ParquetTable<PartRow>(
            quotas ? QuotaAttributionFile : AttributionFile,
            [
                .. Years<PartRow>(results),
                new("region_code", "单位代码", null, ColumnTypes.Text, false, row => row.Change.Unit.Code),
                new("region_name", "单位名称", null, ColumnTypes.Text, false, row => row.Change.Name),
                new("match", "对应关系", null, ColumnTypes.Text, false, row => NameOf(row.Change.Unit.Kind)),
                new("scheme", "资金", null, ColumnTypes.Text, false, row => row.Change.Scheme),
                new("scheme_title", "资金名称", null, ColumnTypes.Text, true, row => schemes[row.Change.Scheme].Title),
                new("cause", "原因", null, ColumnTypes.Text, false, row => row.Cause.Key),
                new("cause_title", "原因名称", null, ColumnTypes.Text, false, row => row.Cause.Title.Zh),
                .. quotas
                    ? (TableColumn<PartRow>[])
                    [
                        new("unit", "计量单位", null, ColumnTypes.Text, false, row => schemes[row.Change.Scheme].Measure),
                        new("part", "该原因引起的变化", null, ColumnTypes.ComputedMoney, false, row => row.PartYuan),
                    ]
                    : [new("part_yuan", "该原因引起的变化", "yuan", ColumnTypes.Amount, false, row => row.PartYuan)],
            ],
            [
                .. results.Attribution.Parts.Where(change => schemes.ContainsKey(change.Scheme)).SelectMany(change =>
                    change.PartsYuan.Select((part, cause) => new PartRow(change, results.Attribution.Causes[cause], part)))
                    .Where(row => row.PartYuan != 0),
            ]);
    }

    private static ParquetTable<ChangedFeature> Features(ComparisonResults results) => new(
        FeaturesFile,
        [
            .. Years<ChangedFeature>(results),
            new("layer", "图层", null, ColumnTypes.Text, false, row => row.Layer),
            new("what", "变化", null, ColumnTypes.Text, false, row => NameOf(row.Change)),
            new("old_file", "前一年文件", null, ColumnTypes.Text, true, row => row.OldFile),
            new("old_feature", "前一年要素号", null, ColumnTypes.Int64, true, row => row.OldFeature),
            new("old_classes", "前一年类别", null, ColumnTypes.Text, false, row => row.OldClasses),
            new("new_file", "后一年文件", null, ColumnTypes.Text, true, row => row.NewFile),
            new("new_feature", "后一年要素号", null, ColumnTypes.Int64, true, row => row.NewFeature),
            new("new_classes", "后一年类别", null, ColumnTypes.Text, false, row => row.NewClasses),
            new("region_code", "行政区划代码", null, ColumnTypes.Text, false, row => row.RegionCode),
            new("region_name", "行政区名称", null, ColumnTypes.Text, false, row => row.RegionName),
            new("old_area_m2", "前一年面积", "m2", ColumnTypes.AreaM2, false, row => row.OldAreaM2),
            new("new_area_m2", "后一年面积", "m2", ColumnTypes.AreaM2, false, row => row.NewAreaM2),
        ],
        results.Maps.Features);

    private static ParquetTable<MovedGround> Ground(ComparisonResults results) => new(
        GroundFile,
        [
            .. Years<MovedGround>(results),
            new("from_code", "原属", null, ColumnTypes.Text, false, row => row.From),
            new("from_name", "原属名称", null, ColumnTypes.Text, false, row => row.FromName),
            new("to_code", "现属", null, ColumnTypes.Text, false, row => row.To),
            new("to_name", "现属名称", null, ColumnTypes.Text, false, row => row.ToName),
            new("area_m2", "面积", "m2", ColumnTypes.AreaM2, false, row => row.AreaM2),
        ],
        results.Maps.Ground);

    private sealed record PartRow(AttributedChange Change, CauseName Cause, decimal PartYuan);

    private static TableColumn<TRow>[] Years<TRow>(ComparisonResults results) =>
    [
        new("old_year", "前一年度", null, ColumnTypes.Int32, false, _ => results.OldYear),
        new("new_year", "后一年度", null, ColumnTypes.Int32, false, _ => results.NewYear),
    ];

    /// <summary>As the file says it: "same", "merged", ...</summary>
    internal static string NameOf(MatchKind match) => match.ToString().ToLowerInvariant();

    /// <summary>"appeared", "vanished", "moved", "reclassed".</summary>
    internal static string NameOf(FeatureChange change) => change.ToString().ToLowerInvariant();

    private static decimal? Rounded(decimal? number) => number is { } value ? decimal.Round(value, ColumnTypes.NumberScale) : null;

    private static string? TextOf(object? value) => value switch { string text => text, bool flag => flag ? "true" : "false", _ => null };
}

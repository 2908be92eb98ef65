namespace ZoneComp.Outputs.ParquetTables;

/// <summary>coverage_levels.parquet and allocation_levels.parquet: cities and provinces, each the exact sum of its regions.</summary>
internal static class LevelsParquet
{
    public const string CoverageFileName = "coverage_levels.parquet";
    public const string AllocationFileName = "allocation_levels.parquet";

    public static ParquetTable Coverage(CombinationTable table, int year) => new ParquetTable<LevelCoverage>(
        CoverageFileName,
        [
            .. Head<LevelCoverage>(year, row => row.Region.Level.Name, row => row.Region.Code, row => row.Region.Name),
            new("layer", "图层", null, ColumnTypes.Text, false, row => row.Layer),
            new("class", "类别", null, ColumnTypes.Text, true, row => row.Class?.Name),
            new("class_title", "类别名称", null, ColumnTypes.Text, true, row => row.Class?.Title),
            new("area_m2", "覆盖面积", "m2", ColumnTypes.AreaM2, false, row => row.AreaM2),
            new("area_bound_m2", "覆盖面积误差限", "m2", ColumnTypes.AreaM2, true, row => row.BoundM2),
            new("region_area_m2", "行政区面积", "m2", ColumnTypes.AreaM2, false, row => row.RegionAreaM2),
            new("region_area_bound_m2", "行政区面积误差限", "m2", ColumnTypes.AreaM2, true, row => row.RegionBoundM2),
            new(
                "coverage_ratio",
                "覆盖率",
                null,
                ColumnTypes.Ratio,
                true,
                row => row.RegionAreaM2 > 0 ? decimal.Round(row.AreaM2 / row.RegionAreaM2, CoverageRow.RatioScale) : null),
            new("repeated_area_m2", "重复覆盖面积", "m2", ColumnTypes.AreaM2, true, row => row.RepeatedM2),
            new("excess_area_m2", "多计面积", "m2", ColumnTypes.AreaM2, true, row => row.ExcessM2),
        ],
        LevelSums.Coverage(table));

    public static ParquetTable Allocation(CombinationTable table, AllocationTable allocation, int year)
    {
        Dictionary<string, string> titles = allocation.Schemes.ToDictionary(
            scheme => scheme.Name,
            scheme => scheme.Title,
            StringComparer.Ordinal);
        return new ParquetTable<LevelAmount>(
            AllocationFileName,
            [
                .. Head<LevelAmount>(year, row => row.Level.Name, row => row.Code, row => row.Name),
                new("scheme", "资金", null, ColumnTypes.Text, false, row => row.Scheme),
                new("scheme_title", "资金名称", null, ColumnTypes.Text, true, row => titles.GetValueOrDefault(row.Scheme)),
                new("source", "资金来源", null, ColumnTypes.Text, false, row => row.Source),
                new("payees", "单位数", null, ColumnTypes.Int32, false, row => row.Payees),
                new("amount_yuan", "下达额", "yuan", ColumnTypes.Amount, false, row => row.AmountYuan),
            ],
            LevelSums.Allocation(table, allocation));
    }

    private static TableColumn<TRow>[] Head<TRow>(int year, Func<TRow, string> level, Func<TRow, string> code, Func<TRow, string?> name) =>
    [
        new("year", "年度", null, ColumnTypes.Int32, false, _ => year),
        new("level", "级别", null, ColumnTypes.Text, false, level),
        new("region_code", "行政区划代码", null, ColumnTypes.Text, false, code),
        new("region_name", "行政区名称", null, ColumnTypes.Text, true, name),
    ];
}

namespace ZoneComp.Outputs.ParquetTables;

/// <summary>The small tables beside allocation.parquet: money carried on, ground that overlaps, what other rules would pay, ground that
/// nobody pays.</summary>
internal static class AllocationDetails
{
    public const string CarriedFileName = "carried.parquet";
    public const string OverlapsFileName = "overlaps.parquet";
    public const string OverlapRulesFileName = "overlap_rules.parquet";
    public const string UnpaidFileName = "unpaid.parquet";

    /// <summary>Those of them that have rows.</summary>
    public static IEnumerable<ParquetTable> Tables(AllocationTable allocation, IReadOnlyList<Region> regions, int year)
    {
        Dictionary<string, string> names = regions.ToDictionary(region => region.Code, region => region.Name, StringComparer.Ordinal);
        if (allocation.Carried.Count > 0)
            yield return Carried(allocation.Carried, year);
        if (allocation.Overlaps.Count > 0)
            yield return Overlaps(allocation.Overlaps, names, year);
        if (allocation.RuleComparisons.Count > 0)
            yield return OverlapRules(allocation.RuleComparisons, names, year);
        if (allocation.UnpaidGround.Count > 0)
            yield return Unpaid(allocation.UnpaidGround, names, year);
    }

    private static ParquetTable<CarriedRow> Carried(IReadOnlyList<CarriedRow> rows, int year) => new(
        CarriedFileName,
        [
            new("year", "年度", null, ColumnTypes.Int32, false, _ => year),
            new("region_code", "单位代码", null, ColumnTypes.Text, false, row => row.Unit),
            new("scheme", "资金", null, ColumnTypes.Text, false, row => row.Scheme),
            new("carried_to", "结转至", null, ColumnTypes.Text, false, row => row.To),
            new(
                "amount_yuan",
                "结转额",
                "yuan",
                ColumnTypes.ComputedMoney,
                false,
                row => decimal.Round(row.AmountYuan, ColumnTypes.ComputedMoneyScale)),
            new("note", "说明", null, ColumnTypes.Text, false, row => row.Note),
        ],
        rows);

    private static ParquetTable<OverlapRow> Overlaps(IReadOnlyList<OverlapRow> rows, Dictionary<string, string> names, int year) => new(
        OverlapsFileName,
        [
            .. Region<OverlapRow>(year, names, row => row.Region),
            new("scheme", "资金", null, ColumnTypes.Text, false, row => row.Scheme),
            new("first", "补偿项甲", null, ColumnTypes.Text, false, row => row.First),
            new("second", "补偿项乙", null, ColumnTypes.Text, false, row => row.Second),
            new("area_m2", "重叠面积", "m2", ColumnTypes.AreaM2, false, row => row.AreaM2),
        ],
        rows);

    private static ParquetTable<RuleComparison> OverlapRules(
        IReadOnlyList<RuleComparison> rows,
        Dictionary<string, string> names,
        int year) => new(
        OverlapRulesFileName,
        [
            .. Region<RuleComparison>(year, names, row => row.Region),
            new("scheme", "资金", null, ColumnTypes.Text, false, row => row.Scheme),
            new("rule", "重叠规则", null, ColumnTypes.Text, false, row => NameOf(row.Rule)),
            new(
                "amount_yuan",
                "金额",
                "yuan",
                ColumnTypes.ComputedMoney,
                false,
                row => decimal.Round(row.AmountYuan, ColumnTypes.ComputedMoneyScale)),
            new(
                "difference_yuan",
                "与现行规则之差",
                "yuan",
                ColumnTypes.ComputedMoney,
                false,
                row => decimal.Round(row.DifferenceYuan, ColumnTypes.ComputedMoneyScale)),
        ],
        rows);

    private static ParquetTable<UnpaidGround> Unpaid(IReadOnlyList<UnpaidGround> rows, Dictionary<string, string> names, int year) => new(
        UnpaidFileName,
        [
            .. Region<UnpaidGround>(year, names, row => row.Region),
            new("combination", "区类组合", null, ColumnTypes.Text, false, row => row.Combination),
            new("area_m2", "未补偿面积", "m2", ColumnTypes.AreaM2, false, row => row.AreaM2),
        ],
        rows);

    private static TableColumn<TRow>[] Region<TRow>(int year, Dictionary<string, string> names, Func<TRow, string> codeOf) =>
    [
        new("year", "年度", null, ColumnTypes.Int32, false, _ => year),
        new("region_code", "行政区划代码", null, ColumnTypes.Text, false, codeOf),
        new("region_name", "行政区名称", null, ColumnTypes.Text, true, row => names.GetValueOrDefault(codeOf(row))),
    ];

    /// <summary>As the policy writes the rule.</summary>
    private static string NameOf(OverlapRule rule) => rule switch
    {
        OverlapRule.Sum => "sum",
        OverlapRule.Union => "union",
        OverlapRule.HighestRate => "highest",
        OverlapRule.BestReturn => "best",
        OverlapRule.Priority => "priority",
        _ => "disjoint",
    };
}

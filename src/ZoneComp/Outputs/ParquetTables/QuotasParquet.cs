namespace ZoneComp.Outputs.ParquetTables;

/// <summary>quotas.parquet: what schemes give that is no money, a row per unit, scheme and source, each in its scheme's own unit.</summary>
public static class QuotasParquet
{
    public const string FileName = "quotas.parquet";

    /// <summary>The quotas of an earlier run, to ten decimals.</summary>
    /// <exception cref="UserErrorException">The file is missing, does not read, or holds no quotas.</exception>
    public static AllocationTable Read(string path) => EarlierTable.Read(path, file => AllocationParquet.Read(file, ""));

    internal static ParquetTable Table(AllocationTable quotas, int year)
    {
        Dictionary<string, SchemeResult> schemes = quotas.Schemes.ToDictionary(scheme => scheme.Name, StringComparer.Ordinal);
        return new ParquetTable<AllocationRow>(
            FileName,
            [
                .. AllocationParquet.Heads(row => schemes[row.Scheme].Title, year),
                new("unit", "计量单位", null, ColumnTypes.Text, false, row => schemes[row.Scheme].Measure),
                new("computed", "测算量", null, ColumnTypes.ComputedMoney, false, row => AllocationParquet.Rounded(row.ComputedYuan)),
                new("bounded", "调整后", null, ColumnTypes.ComputedMoney, false, row => AllocationParquet.Rounded(row.BoundedYuan)),
                new("amount", "分配量", null, ColumnTypes.ComputedMoney, false, row => row.AmountYuan),
                new("last_year", "上年量", null, ColumnTypes.ComputedMoney, true, row => AllocationParquet.Rounded(row.LastYearYuan)),
                new("change", "增减", null, ColumnTypes.ComputedMoney, true, row => AllocationParquet.Rounded(row.ChangeYuan)),
                .. AllocationParquet.Words,
            ],
            quotas.Rows)
        {
            OwnMetadata = AllocationParquet.SchemesOf(quotas),
        };
    }
}

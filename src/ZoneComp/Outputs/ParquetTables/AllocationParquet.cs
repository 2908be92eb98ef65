using System.Text.Json;

namespace ZoneComp.Outputs.ParquetTables;

/// <summary>allocation.parquet: the money, a row per unit, scheme and source.</summary>
public static class AllocationParquet
{
    public const string FileName = "allocation.parquet";

    /// <summary>Metadata key: the schemes with their funds and totals, as JSON.</summary>
    public const string SchemesKey = "zonecomp_schemes";

    public static void Write(Stream stream, AllocationTable allocation, int year, IReadOnlyDictionary<string, string> metadata) =>
        Table(allocation, year).Write(stream, metadata);

    /// <summary>The amounts of an earlier run; computed and bounded amounts to ten decimals, without the ledger.</summary>
    /// <exception cref="UserErrorException">The file is missing, does not read, or is not an allocation.</exception>
    public static AllocationTable Read(string path) => EarlierTable.Read(path, file => Read(file, "_yuan"));

    /// <param name="suffix">Of the names of columns of amounts.</param>
    internal static AllocationTable Read(ParquetFile file, string suffix)
    {
        SchemeRecord[] schemes = EarlierTable.Metadata(file, SchemesKey, TableJson.Context.SchemeRecordArray);
        var rows = new List<AllocationRow>();
        for (int group = 0; group < file.RowGroupCount; group++)
        {
            string[] Texts(string column) => EarlierTable.Texts(file, column, group);
            decimal[] Decimals(string column) => EarlierTable.Decimals(file, column, group);
            string[] units = Texts("region_code"), names = Texts("region_name"), scheme = Texts("scheme"), source = Texts("source");
            string[] bound = Texts("bound"), note = Texts("note");
            decimal[] computed = Decimals("computed" + suffix), bounded = Decimals("bounded" + suffix),
                amount = Decimals("amount" + suffix);
            decimal?[] lastYear = file.Column("last_year" + suffix).Decimals(group);
            for (int row = 0; row < units.Length; row++)
                rows.Add(new AllocationRow(
                    units[row], names[row], scheme[row], source[row], computed[row], bounded[row], amount[row], lastYear[row], bound[row],
                    note[row]));
        }

        return new AllocationTable
        {
            Schemes =
            [
                .. schemes.Select(scheme => new SchemeResult(
                    scheme.Name, scheme.Title, scheme.Kind, scheme.FundYuan, scheme.UnitYuan, scheme.TotalYuan, scheme.UnallocatedYuan)
                    {
                        ReserveYuan = scheme.ReserveYuan,
                        Measure = scheme.Measure ?? "yuan",
                    }),
            ],
            Rows = rows,
        };
    }

    internal static ParquetTable Table(AllocationTable allocation, int year)
    {
        Dictionary<string, string> titles = allocation.Schemes.ToDictionary(
            scheme => scheme.Name,
            scheme => scheme.Title,
            StringComparer.Ordinal);
        return new ParquetTable<AllocationRow>(
            FileName,
            [
                .. Heads(row => titles.GetValueOrDefault(row.Scheme), year),
                new("computed_yuan", "测算额", "yuan", ColumnTypes.ComputedMoney, false, row => Rounded(row.ComputedYuan)),
                new("bounded_yuan", "调整后", "yuan", ColumnTypes.ComputedMoney, false, row => Rounded(row.BoundedYuan)),
                new("amount_yuan", "下达额", "yuan", ColumnTypes.Amount, false, row => row.AmountYuan),
                new("last_year_yuan", "上年数", "yuan", ColumnTypes.ComputedMoney, true, row => Rounded(row.LastYearYuan)),
                new("change_yuan", "增减", "yuan", ColumnTypes.ComputedMoney, true, row => Rounded(row.ChangeYuan)),
                .. Words,
            ],
            allocation.Rows)
        {
            OwnMetadata = SchemesOf(allocation),
        };
    }

    internal static TableColumn<AllocationRow>[] Heads(Func<AllocationRow, string?> title, int year) =>
    [
        new("year", "年度", null, ColumnTypes.Int32, false, _ => year),
        new("region_code", "单位代码", null, ColumnTypes.Text, false, row => row.Unit),
        new("region_name", "单位名称", null, ColumnTypes.Text, false, row => row.UnitName),
        new("scheme", "资金", null, ColumnTypes.Text, false, row => row.Scheme),
        new("scheme_title", "资金名称", null, ColumnTypes.Text, true, title),
        new("source", "资金来源", null, ColumnTypes.Text, false, row => row.Source),
    ];

    internal static TableColumn<AllocationRow>[] Words =>
    [
        new("bound", "限制", null, ColumnTypes.Text, false, row => row.Bound),
        new("note", "说明", null, ColumnTypes.Text, false, row => row.Note),
    ];

    internal static Dictionary<string, string> SchemesOf(AllocationTable allocation) => new()
    {
        [SchemesKey] = JsonSerializer.Serialize(
            [
                .. allocation.Schemes.Select(scheme => new SchemeRecord(
                    scheme.Name, scheme.Title, scheme.Kind, scheme.FundYuan, scheme.UnitYuan, scheme.TotalYuan,
                    scheme.UnallocatedYuan, scheme.ReserveYuan, scheme.Measure == "yuan" ? null : scheme.Measure)),
            ],
            TableJson.Context.SchemeRecordArray),
    };

    internal static decimal? Rounded(decimal? amountYuan) =>
        amountYuan is { } amount ? decimal.Round(amount, ColumnTypes.ComputedMoneyScale) : null;
}

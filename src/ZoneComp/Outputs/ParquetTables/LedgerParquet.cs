namespace ZoneComp.Outputs.ParquetTables;

/// <summary>ledger.parquet: signed payments between two parties, in the order of the policy.</summary>
public static class LedgerParquet
{
    public const string FileName = "ledger.parquet";

    public static void Write(Stream stream, IReadOnlyList<LedgerRow> ledger, int year, IReadOnlyDictionary<string, string> metadata) =>
        Table(ledger, year).Write(stream, metadata);

    internal static ParquetTable Table(IReadOnlyList<LedgerRow> ledger, int year) => new ParquetTable<LedgerRow>(
        FileName,
        [
            new("year", "年度", null, ColumnTypes.Int32, false, _ => year),
            new("scheme", "资金", null, ColumnTypes.Text, false, row => row.Scheme),
            new("section", "断面", null, ColumnTypes.Text, false, row => row.Section),
            new("period", "时段", null, ColumnTypes.Text, false, row => row.Period),
            new("item", "项目", null, ColumnTypes.Text, false, row => row.Item),
            new("payer", "付款方", null, ColumnTypes.Text, false, row => row.Payer),
            new("payee", "收款方", null, ColumnTypes.Text, false, row => row.Payee),
            new("amount_yuan", "金额", "yuan", ColumnTypes.Amount, false, row => row.AmountYuan),
            new("note", "说明", null, ColumnTypes.Text, false, row => row.Note),
        ],
        ledger);
}

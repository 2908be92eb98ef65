namespace ZoneComp.Outputs.ParquetTables;

/// <summary>findings.parquet: what the run found about the data, the gravest first.</summary>
public static class FindingsParquet
{
    public const string FileName = "findings.parquet";

    public static void Write(Stream stream, IReadOnlyList<Diagnostic> findings, int year, IReadOnlyDictionary<string, string> metadata) =>
        Table(findings, year).Write(stream, metadata);

    internal static ParquetTable Table(IReadOnlyList<Diagnostic> findings, int year) => new ParquetTable<Diagnostic>(
        FileName,
        [
            new("year", "年度", null, ColumnTypes.Int32, false, _ => year),
            new("severity", "级别", null, ColumnTypes.Text, false, finding => finding.Severity.ToString().ToLowerInvariant()),
            new("code", "编号", null, ColumnTypes.Text, false, finding => finding.Code),
            new("layer", "图层", null, ColumnTypes.Text, true, finding => finding.Layer),
            new("subject", "对象", null, ColumnTypes.Text, false, finding => finding.Subject),
            new("message_zh", "说明", null, ColumnTypes.Text, false, finding => finding.Message.Zh),
            new("message_en", "英文说明", null, ColumnTypes.Text, false, finding => finding.Message.En),
            new("x", "横坐标", null, ColumnTypes.Double, true, finding => finding.Place?.X),
            new("y", "纵坐标", null, ColumnTypes.Double, true, finding => finding.Place?.Y),
            new("accepted_because", "接受理由", null, ColumnTypes.Text, true, finding => finding.AcceptedBecause),
            new("raised_because", "提高级别的理由", null, ColumnTypes.Text, true, finding => finding.RaisedBecause),
            new("weight", "涉及数量", null, ColumnTypes.Double, true, finding => (double?)finding.Weight?.Amount),
            new("weight_unit", "数量单位", null, ColumnTypes.Text, true, finding => finding.Weight?.Unit),
            new("count", "条数", null, ColumnTypes.Int64, false, finding => finding.Count),
        ],
        findings);
}

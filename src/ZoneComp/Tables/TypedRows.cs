using ZoneComp.Diagnostics;
using ZoneComp.Policy;

namespace ZoneComp.Tables;

/// <summary>Rows with typed values, before they meet the regions.</summary>
internal sealed record TypedRows(TableSettings Table, string Path, IReadOnlyList<TypedRow> Rows)
{
    public static TypedRows Read(TableSettings table, TableFields fields, string path, IReadOnlyList<RawRow> rows, DiagnosticLog log)
    {
        List<TypedRow> typed = [];
        List<int> keyless = [];
        foreach (RawRow row in rows)
        {
            string? key = fields.Key < 0 ? null : row.Cells[fields.Key];
            if (fields.Key >= 0 && key is null)
            {
                keyless.Add(row.Number);
                continue;
            }

            object?[] values = new object?[table.Columns.Count];
            for (int column = 0; column < values.Length; column++)
                values[column] = Value(table, table.Columns[column], row, row.Cells[fields.Columns[column]], path, log);
            typed.Add(new TypedRow(key ?? "", row.Number, values));
        }

        if (keyless.Count > 0)
            log.Add(TableFindings.NoKey(table.Name, path, keyless));
        return new TypedRows(table, path, typed);
    }

    private static object? Value(TableSettings table, TableColumn column, RawRow row, string? text, string path, DiagnosticLog log)
    {
        if (text is null)
            return null;
        object? value = CellReading.Read(text, column.Quantity);
        if (value is null)
        {
            bool isFlag = column.Quantity == Model.Quantity.Flag;
            log.Add(TableFindings.Unreadable(table.Name, path, column.Field, text, row.Number, isFlag ? "flag (true/false, 1/0, 是/否)" : "number", isFlag ? "是否值（true/false、1/0、是/否）" : "数"));
        }

        return value;
    }
}

/// <param name="Key">"" for rows without a key.</param>
/// <param name="Number">Row in the file.</param>
/// <param name="Values">By column: decimal, string, bool or null.</param>
internal sealed record TypedRow(string Key, int Number, object?[] Values);

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
            string? key = fields.Key < 0 ? null : KeyOf(table, row.Cells[fields.Key]);
            if (fields.Key >= 0 && key is null)
            {
                keyless.Add(row.Number);
                continue;
            }

            object?[] values = new object?[table.Columns.Count];
            List<int> unread = [];
            for (int column = 0; column < values.Length; column++)
            {
                string? text = row.Cells[fields.Columns[column]];
                values[column] = Value(table, table.Columns[column], row, text, path, log);
                if (text is not null && values[column] is null)
                    unread.Add(column);
            }

            typed.Add(new TypedRow(key ?? "", row.Number, values) { Unread = unread });
        }

        RawRow[] cleaned = [.. rows.Where(row => fields.Key >= 0 && row.Cells[fields.Key] is string cell && KeyOf(table, cell) != cell)];
        if (cleaned.Length > 0)
            log.Add(TableFindings.CodesCleaned(
                table.Name, path, cleaned.Length, cleaned[0].Cells[fields.Key]!, KeyOf(table, cleaned[0].Cells[fields.Key]) ?? ""));
        if (keyless.Count > 0)
            log.Add(TableFindings.NoKey(table.Name, path, keyless));
        ReportMixedPercent(table, fields, path, rows, log);
        for (int column = 0; column < table.Columns.Count; column++)
        {
            TypedRow[] below = table.Columns[column].Quantity is Quantity.Area or Quantity.Length
                ? [.. typed.Where(row => row.Values[column] is < 0m)]
                : [];
            if (below.Length > 0)
                log.Add(TableFindings.BelowZero(table.Name, path, table.Columns[column].Field, [.. below.Select(row => row.Number)]));
        }

        if (table.Rows is TableRows.Parameters or TableRows.Free)
            ReportAlike(table, path, typed, log);
        return new TypedRows(table, path, typed);
    }

    // Codes as spreadsheets write them are one code, as in layers; what only names a row stays as it is.
    private static string? KeyOf(TableSettings table, string? cell) =>
        cell is null || table.Rows is TableRows.Parameters or TableRows.Free
            ? cell
            : CodeText.Plain(cell) is { Length: > 0 } code ? code : null;

    /// <summary>With the codes of regions and units that stand in text columns, such as who pays whom, without what programs add to
    /// codes.</summary>
    public TypedRows WithCodes(IReadOnlySet<string> known, DiagnosticLog log)
    {
        List<(string Written, string Code)> cleaned = [];
        TypedRow[] rows = [.. Rows.Select(row => row with { Key = (string)Cleaned(row.Key)!, Values = [.. row.Values.Select(Cleaned)] })];
        if (cleaned.Count > 0)
            log.Add(TableFindings.CodesCleaned(Table.Name, Path, cleaned.Count, cleaned[0].Written, cleaned[0].Code));
        return this with { Rows = rows };

        object? Cleaned(object? value)
        {
            if (value is not string text || CodeText.Plain(text) is not string code || code == text || !known.Contains(code))
                return value;
            cleaned.Add((text, code));
            return code;
        }
    }

    // A rate under "Ａ" is not found as "A": last year's row of that name would count.
    private static void ReportAlike(TableSettings table, string path, IReadOnlyList<TypedRow> rows, DiagnosticLog log)
    {
        string[] alike =
        [
            .. rows.Select(row => row.Key).Distinct(StringComparer.Ordinal)
                .GroupBy(key => string.Concat(ChineseSigns.Narrow(key).Where(sign => !char.IsWhiteSpace(sign))).ToUpperInvariant())
                .Where(keys => keys.Count() > 1)
                .Select(keys => string.Join(" / ", keys.Select(key => $"'{key}'"))),
        ];
        if (alike.Length > 0)
            log.Add(TableFindings.KeysAlike(table.Name, path, alike));
    }

    // 30% reads as 0.3: beside a plain 30 in one column, one of the two is a hundred times too large or small.
    private static void ReportMixedPercent(
        TableSettings table, TableFields fields, string path, IReadOnlyList<RawRow> rows, DiagnosticLog log)
    {
        for (int column = 0; column < table.Columns.Count; column++)
        {
            if (table.Columns[column].Quantity != Quantity.Number)
                continue;
            (int Row, string Text)[] cells =
            [
                .. rows.Select(row => (row.Number, CodeText.Plain(row.Cells[fields.Columns[column]] ?? "")))
                    .Where(cell => cell.Item2.Length > 0),
            ];
            (int Row, string Text)[] percent = [.. cells.Where(cell => cell.Text.EndsWith('%'))];
            (int Row, string Text)[] plain = [.. cells.Where(cell => !cell.Text.EndsWith('%')
                && CellReading.Number(cell.Text) is < -1m or > 1m)];
            if (percent.Length > 0 && plain.Length > 0)
                log.Add(TableFindings.MixedPercent(table.Name, path, table.Columns[column].Field, percent[0], plain[0]));
        }
    }

    private static object? Value(TableSettings table, TableColumn column, RawRow row, string? text, string path, DiagnosticLog log)
    {
        if (text is null)
            return null;
        object? value = CellReading.Read(text, column.Quantity);
        if (value is null)
        {
            bool isFlag = column.Quantity == Quantity.Flag;
            log.Add(TableFindings.Unreadable(
                table.Name, path, column.Field, text, row.Number, isFlag ? "flag (true/false, 1/0, 是/否)" : "number",
                isFlag ? "是否值（true/false、1/0、是/否）" : "数"));
        }

        else if (column.IsRatio && (decimal)value is < 0m or > 1m)
        {
            log.Add(TableFindings.Unreadable(
                table.Name, path, column.Field, text, row.Number, "ratio from 0 to 1: a percentage is written 30% or 0.3",
                "0 至 1 之间的比例：百分比请写 30% 或 0.3"));
            return null;
        }

        return value;
    }
}

/// <param name="Key">"" for rows without a key.</param>
/// <param name="Number">Row in the file.</param>
/// <param name="Values">By column: decimal, string, bool or null.</param>
internal sealed record TypedRow(string Key, int Number, object?[] Values)
{
    /// <summary>Columns whose cell holds something that does not read, which has a finding of its own.</summary>
    public IReadOnlyList<int> Unread { get; init; } = [];
}

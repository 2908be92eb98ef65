namespace ZoneComp.Tables;

/// <summary>Holds what a table's sheet looks like against what is read of it: merged cells, hidden rows, columns and sheets.</summary>
internal static class SheetCheck
{
    /// <summary>The table with the value of merged cells in each of them, where the policy asks for it.</summary>
    public static RawTable Filled(TableSettings table, RawTable raw)
    {
        if (table.Merged != MergedRule.Fill || raw.Look.Merged.Count == 0)
            return raw;
        Dictionary<int, RawRow> byNumber = raw.Rows.ToDictionary(row => row.Number);
        Dictionary<int, string?[]> filled = [];
        foreach (MergedCells merged in raw.Look.Merged)
        {
            if (!byNumber.TryGetValue(merged.FirstRow, out RawRow? first) || merged.FirstColumn > first.Cells.Count)
                continue;
            string? value = first.Cells[merged.FirstColumn - 1];
            for (int number = merged.FirstRow; number <= Math.Min(merged.LastRow, raw.Rows[^1].Number); number++)
            {
                string?[] cells = filled.TryGetValue(number, out string?[]? known)
                    ? known
                    : filled[number] = [.. byNumber.TryGetValue(number, out RawRow? row) ? row.Cells : new string?[raw.Headings.Count]];
                for (int column = merged.FirstColumn; column <= Math.Min(merged.LastColumn, cells.Length); column++)
                    cells[column - 1] = value;
            }
        }

        IEnumerable<int> numbers = byNumber.Keys.Concat(filled.Keys).Distinct().Order();
        return raw with
        {
            Rows =
            [
                .. numbers.Select(number => filled.TryGetValue(number, out string?[]? cells)
                ? new RawRow(number, cells)
                : byNumber[number]),
            ],
        };
    }

    /// <param name="rows">Those that the table's filter takes.</param>
    public static void Report(TableSettings table, RawTable raw, TableFields fields, IReadOnlyList<RawRow> rows, DiagnosticLog log)
    {
        HashSet<int> used = [.. fields.Columns, .. fields.Key < 0 ? Array.Empty<int>() : [fields.Key]],
            taken = [.. rows.Select(row => row.Number)];
        // What is merged with a heading has no value of its own that could fill it.
        foreach (MergedCells merged in raw.Look.Merged.Where(each =>
            table.Merged == MergedRule.Error || (table.Merged == MergedRule.Fill && each.FirstRow <= table.HeaderRow)))
        {
            bool matters = rows.Any(row => row.Number >= merged.FirstRow && row.Number <= merged.LastRow
                && used.Any(column =>
                    column + 1 >= merged.FirstColumn
                        && column + 1 <= merged.LastColumn
                        && (row.Number, column + 1) != (merged.FirstRow, merged.FirstColumn)));
            if (matters)
                log.Add(TableFindings.Merged(table.Name, raw.Path, merged.Reference));
        }

        int[] hidden = [.. raw.Look.HiddenRows.Where(taken.Contains).Order()];
        if (hidden.Length > 0)
            log.Add(TableFindings.HiddenRows(table.Name, raw.Path, hidden, raw.Look.HasFilter));
        int[] struck = [.. raw.Look.Struck.Where(cell => taken.Contains(cell.Row) && used.Contains(cell.Column))
            .Select(cell => cell.Row).Distinct().Order()];
        if (struck.Length > 0)
            log.Add(TableFindings.StruckRows(table.Name, raw.Path, struck));
        string[] columns = [.. used.Order().Where(raw.Look.HiddenColumns.Contains).Select(column => raw.Headings[column])];
        if (columns.Length > 0)
            log.Add(TableFindings.HiddenColumns(table.Name, raw.Path, columns));
        if (raw.Look.IsHidden)
            log.Add(TableFindings.HiddenSheet(table.Name, raw.Path, table.Source.Layer));
    }
}

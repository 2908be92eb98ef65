namespace ZoneComp.Tables;

/// <summary>Brings a table of old codes to this year's by a code-change table: renames, merges, and splits by stated parts.</summary>
/// <remarks>
/// Codes that the change table does not name stay. Merged rows add up, split rows are multiplied by their part: money, areas, lengths, and
/// numbers with <c>adds: true</c>. Texts, flags and other numbers pass a plain rename only.
/// </remarks>
internal static class CodeChange
{
    public static TypedRows Apply(TypedRows rows, CodeChanges changes, DiagnosticLog log, ICollection<string> files)
    {
        string path = SourceFiles.Only(changes.Source);
        files.Add(path);
        Dictionary<string, List<(string New, decimal Share)>> moves = Read(rows.Table.Name, changes, path, log);
        // One row of one old code for many-row tables stays a row of its own; only rows: regions are added up.
        bool adds = rows.Table.Rows == TableRows.Regions;
        // A code twice in the file is a mistake, not a merger.
        foreach (IGrouping<string, TypedRow> twice in rows.Rows.GroupBy(row => row.Key, StringComparer.Ordinal)
            .Where(group => adds && group.Count() > 1))
            log.Add(TableFindings.KeyTwice(rows.Table.Name, rows.Path, twice.Key, twice.First().Number, twice.ElementAt(1).Number));
        Dictionary<string, TypedRow> byCode = new(StringComparer.Ordinal);
        List<TypedRow> result = [];
        foreach (TypedRow row in rows.Rows)
        {
            foreach ((string code, decimal share) in moves.GetValueOrDefault(row.Key) ?? [(row.Key, 1m)])
            {
                TypedRow part = share == 1m ? row with { Key = code } : row with { Key = code, Values = Scaled(rows, row, share, log) };
                bool changed = moves.ContainsKey(row.Key);
                if (adds
                    && byCode.TryGetValue(code, out TypedRow? there)
                    && (changed || moves.Values.Any(parts => parts.Exists(each => each.New == code))))
                    result[result.IndexOf(there)] = byCode[code] = Added(rows, there, part, log);
                else
                    result.Add(byCode[code] = part);
            }
        }

        return rows with { Rows = result };
    }

    /// <summary>By old code the codes it became, with the part that each has.</summary>
    /// <param name="subject">Whose codes they are: a table's name, in findings.</param>
    public static Dictionary<string, List<(string New, decimal Share)>> Read(
        string subject,
        CodeChanges changes,
        string path,
        DiagnosticLog log)
    {
        RawTable raw = RawTables.Read(path, changes.Source, 1, log);
        int Index(string field)
        {
            int index = raw.Headings.ToList().IndexOf(field);
            LocalText hint = NearestName.Hint(field, [.. raw.Headings]);
            return index >= 0
                ? index
                : throw RawTables.Wrong(
                    changes.Source,
                    $"{Path.GetFileName(path)} has no field '{field}'{hint.En}",
                    $"{Path.GetFileName(path)} 没有字段“{field}”{hint.Zh}");
        }

        int old = Index(changes.Old), current = Index(changes.New), share = changes.Share is null ? -1 : Index(changes.Share);
        Dictionary<string, List<(string New, decimal Share)>> moves = new(StringComparer.Ordinal);
        List<int> incomplete = [];
        foreach (RawRow row in raw.Rows)
        {
            decimal? part = share < 0 ? 1m : CellReading.Number(row.Cells[share] ?? "");
            if (Code(row.Cells[old]) is not { Length: > 0 } from || Code(row.Cells[current]) is not { Length: > 0 } to || part is null)
                incomplete.Add(row.Number);
            else if (moves.TryGetValue(from, out List<(string New, decimal Share)>? parts))
                parts.Add((to, part.Value));
            else
                moves.Add(from, [(to, part.Value)]);
        }

        if (incomplete.Count > 0)
            log.Add(TableFindings.NoKey(subject, path, incomplete));
        foreach ((string from, List<(string New, decimal Share)> parts) in moves)
        {
            decimal sum = parts.Sum(part => part.Share);
            if (sum != 1m)
                log.Add(TableFindings.ChangesDoNotAdd(subject, path, from, sum));
        }

        return moves;
    }

    private static string? Code(string? cell) => cell is null ? null : CodeText.Plain(cell);

    private static object?[] Scaled(TypedRows rows, TypedRow row, decimal share, DiagnosticLog log)
    {
        object?[] values = [.. row.Values];
        for (int column = 0; column < values.Length; column++)
        {
            if (values[column] is null)
                continue;
            if (Adds(rows.Table.Columns[column]))
                values[column] = (decimal)values[column]! * share;
            else
                log.Add(TableFindings.CannotJoin(rows.Table.Name, rows.Path, rows.Table.Columns[column].Field, row.Key));
        }

        return values;
    }

    private static TypedRow Added(TypedRows rows, TypedRow there, TypedRow more, DiagnosticLog log)
    {
        object?[] values = [.. there.Values];
        for (int column = 0; column < values.Length; column++)
        {
            if (Adds(rows.Table.Columns[column]))
                values[column] = values[column] is decimal one && more.Values[column] is decimal other ? one + other : null;
            else if (!Equals(values[column], more.Values[column]))
                log.Add(TableFindings.CannotJoin(rows.Table.Name, rows.Path, rows.Table.Columns[column].Field, there.Key));
        }

        return there with { Values = values };
    }

    private static bool Adds(TableColumn column) =>
        Unit.BaseOf(column.Quantity).Length > 0 || (column.Quantity == Quantity.Number && column.Adds);
}

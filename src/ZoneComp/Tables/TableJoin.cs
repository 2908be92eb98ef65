namespace ZoneComp.Tables;

/// <summary>Joins typed rows to the regions by code; lists what matches on neither side.</summary>
internal static class TableJoin
{
    public static PolicyTable Join(TypedRows rows, IReadOnlyList<Region> regions, DiagnosticLog log) => rows.Table.Rows switch
    {
        TableRows.Regions => OneEach(rows, regions, log),
        TableRows.Many => Many(rows, regions, log),
        _ => Free(rows, log),
    };

    private static PolicyTable OneEach(TypedRows rows, IReadOnlyList<Region> regions, DiagnosticLog log)
    {
        TableSettings table = rows.Table;
        string?[] codes = [.. regions.Select(region => CodeOf(region, table.Level))];
        HashSet<string> known = [.. codes.OfType<string>()];
        Dictionary<string, TypedRow> byCode = Unique(rows, log);
        ReportUnmatched(rows, known, log);
        string[] without =
        [
            .. Enumerable.Range(0, regions.Count)
                .Where(index => codes[index] is null || !byCode.ContainsKey(codes[index]!))
                .Select(index => Label(regions[index])),
        ];
        if (without.Length > 0)
            log.Add(TableFindings.RegionsWithoutRow(
                table.Name,
                rows.Path,
                without,
                table.Columns.Any(column => column.Missing == MissingRule.Error)));
        List<Column> columns = [];
        for (int column = 0; column < table.Columns.Count; column++)
        {
            int index = column;
            columns.Add(Typed(
                table.Columns[column],
                [.. codes.Select(code => code is not null && byCode.TryGetValue(code, out TypedRow? row) ? row.Values[index] : null)]));
        }

        ReportMissing(rows, [.. byCode.Values.Where(row => known.Contains(row.Key))], log);
        return new PolicyTable
        {
            Settings = table,
            Keys = [.. regions.Select(region => region.Code)],
            RegionOf = [.. Enumerable.Range(0, regions.Count)],
            Columns = columns,
            FileRows = [.. codes.Select(code => code is not null && byCode.TryGetValue(code, out TypedRow? row) ? row.Number : 0)],
        };
    }

    private static PolicyTable Many(TypedRows rows, IReadOnlyList<Region> regions, DiagnosticLog log)
    {
        TableSettings table = rows.Table;
        Dictionary<string, int> indices = new(StringComparer.Ordinal);
        for (int index = 0; index < regions.Count; index++)
            indices[regions[index].Code] = index;
        ReportUnmatched(rows, [.. indices.Keys], log);
        TypedRow[] taken = [.. rows.Rows.Where(row => indices.ContainsKey(row.Key))];
        ReportMissing(rows, taken, log);
        ReportAlike(rows, taken, log);
        return new PolicyTable
        {
            Settings = table,
            Keys = [.. taken.Select(row => row.Key)],
            RegionOf = [.. taken.Select(row => indices[row.Key])],
            Columns = Columns(table, taken),
            FileRows = [.. taken.Select(row => row.Number)],
        };
    }

    private static PolicyTable Free(TypedRows rows, DiagnosticLog log)
    {
        TableSettings table = rows.Table;
        IReadOnlyList<TypedRow> taken = table.Key is null ? rows.Rows : [.. Unique(rows, log).Values];
        ReportMissing(rows, taken, log);
        if (table.Key is null)
            ReportAlike(rows, taken, log);
        return new PolicyTable
        {
            Settings = table,
            Keys = table.Key is null ? null : [.. taken.Select(row => row.Key)],
            RegionOf = null,
            Columns = Columns(table, taken),
            FileRows = [.. taken.Select(row => row.Number)],
        };
    }

    // A row pasted twice is paid twice.
    private static void ReportAlike(TypedRows rows, IReadOnlyList<TypedRow> taken, DiagnosticLog log)
    {
        Dictionary<string, TypedRow> seen = new(StringComparer.Ordinal);
        foreach (TypedRow row in taken)
        {
            string content = string.Join(
                '\u001f',
                row.Values.Prepend(row.Key)
                    .Select(value =>
                        value is decimal number
                            ? number.ToString("G29", System.Globalization.CultureInfo.InvariantCulture)
                            : value?.ToString() ?? ""));
            if (!seen.TryAdd(content, row))
                log.Add(TableFindings.RowsAlike(rows.Table.Name, rows.Path, seen[content].Number, row.Number));
        }
    }

    private static Dictionary<string, TypedRow> Unique(TypedRows rows, DiagnosticLog log)
    {
        Dictionary<string, TypedRow> byKey = new(StringComparer.Ordinal);
        foreach (TypedRow row in rows.Rows)
        {
            if (!byKey.TryAdd(row.Key, row))
                log.Add(TableFindings.KeyTwice(rows.Table.Name, rows.Path, row.Key, byKey[row.Key].Number, row.Number));
        }

        return byKey;
    }

    private static void ReportUnmatched(TypedRows rows, HashSet<string> known, DiagnosticLog log)
    {
        (string, int)[] unmatched = [.. rows.Rows.Where(row => !known.Contains(row.Key)).Select(row => (row.Key, row.Number))];
        if (unmatched.Length > 0)
            log.Add(TableFindings.RowsWithoutRegion(rows.Table.Name, rows.Path, unmatched, rows.Table.Level));
    }

    private static void ReportMissing(TypedRows rows, IReadOnlyList<TypedRow> taken, DiagnosticLog log)
    {
        for (int column = 0; column < rows.Table.Columns.Count; column++)
        {
            if (rows.Table.Columns[column].Missing != MissingRule.Error)
                continue;
            string[] empty =
            [
                .. taken.Where(row => row.Values[column] is null && !row.Unread.Contains(column))
                    .Select(row => FormattableString.Invariant($"{row.Key} (row {row.Number})").TrimStart()),
            ];
            if (empty.Length > 0)
                log.Add(TableFindings.Missing(rows.Table.Name, rows.Path, rows.Table.Columns[column].Field, empty));
        }
    }

    private static IReadOnlyList<Column> Columns(TableSettings table, IReadOnlyList<TypedRow> rows) =>
        [.. table.Columns.Select((column, index) => Typed(column, [.. rows.Select(row => row.Values[index])]))];

    private static Column Typed(TableColumn column, object?[] values)
    {
        if (column.Missing == MissingRule.Zero)
        {
            object zero = column.Quantity switch { Quantity.Text => "", Quantity.Flag => false, _ => 0m };
            values = [.. values.Select(value => value ?? zero)];
        }

        return new Column(column.Name, column.Title, column.Quantity, column.Unit, values);
    }

    private static string? CodeOf(Region region, string level) => level.Length == 0 ? region.Code : region.Parents.GetValueOrDefault(level);

    private static string Label(Region region) => $"{region.Code} {region.Name}".TrimEnd();
}

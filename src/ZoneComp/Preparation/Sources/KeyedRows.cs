namespace ZoneComp.Preparation.Sources;

/// <summary>A small table about the regions (official areas, owners of disputed ground), with the columns that the policy names.</summary>
internal sealed class KeyedRows
{
    private readonly int[] columns;

    private KeyedRows(string name, IReadOnlyList<RawRow> rows, int[] columns)
    {
        Name = name;
        Rows = rows;
        this.columns = columns;
    }

    /// <summary>Path relative to the policy.</summary>
    public string Name { get; }

    public IReadOnlyList<RawRow> Rows { get; }

    /// <summary>Reads the file and records it among the run's inputs.</summary>
    /// <exception cref="PolicyException">The file or a column is not there.</exception>
    public static KeyedRows Read(SourceSettings source, IReadOnlyList<string> fields, string role, SourceOpening opening, DiagnosticLog log)
    {
        string path = SourceFiles.Only(source), name = opening.RelativePath(path);
        InputStamps stamps = new([path]);
        RawTable raw = RawTables.Read(path, source, 1, log);
        var columns = new int[fields.Count];
        for (int index = 0; index < columns.Length; index++)
        {
            columns[index] = raw.Headings.ToList().IndexOf(fields[index]);
            if (columns[index] < 0)
            {
                LocalText hint = NearestName.Hint(fields[index], [.. raw.Headings.Where(heading => heading.Length > 0)]);
                throw RawTables.Wrong(source, $"{name} has no field '{fields[index]}'{hint.En}", $"{name} 没有字段“{fields[index]}”{hint.Zh}");
            }
        }

        string format = Path.GetExtension(path).StartsWith(".xls", StringComparison.OrdinalIgnoreCase) ? "XLSX" : "CSV";
        (string? encoding, string? origin) = TableRecords.Decided(raw.Encoding);
        opening.Record(
            opening.Reserve(1),
            new InputRecord(
                role, name, source.Layer, format, raw.Rows.Count, encoding, origin, null, null, null, [stamps.Describe(path, name)]));
        return new KeyedRows(name, raw.Rows, columns);
    }

    /// <summary>A code or number without what programs add to it; null when the cell is empty.</summary>
    public string? Cell(RawRow row, int field) =>
        row.Cells[columns[field]] is string cell && CodeText.Plain(cell) is { Length: > 0 } plain ? plain : null;
}

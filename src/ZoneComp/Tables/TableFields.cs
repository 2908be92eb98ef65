namespace ZoneComp.Tables;

/// <summary>Where the policy's fields stand in the file.</summary>
/// <param name="Key">Index of the key's heading; -1 without one.</param>
/// <param name="Columns">Index of each column's heading.</param>
/// <param name="From">Index of the heading of dates; -1 without one.</param>
internal sealed record TableFields(int Key, IReadOnlyList<int> Columns, int From)
{
    /// <exception cref="PolicyException">With every field that the file does not have, and the nearest that it has.</exception>
    public static TableFields Find(TableSettings table, RawTable raw)
    {
        PolicyErrors errors = new();
        int key = table.Key is null ? -1 : Index(raw, table.Key, table.Node["key"] ?? table.Node, errors);
        TableFields fields = new(
            key,
            [.. table.Columns.Select(column => Index(raw, column.Field, column.Node, errors))],
            table.From is null ? -1 : Index(raw, table.From, table.Node["from"] ?? table.Node, errors));
        errors.ThrowIfAny();
        return fields;
    }

    /// <summary>Index of a heading; -1 after an error was added.</summary>
    public static int Index(RawTable raw, string field, PolicyNode node, PolicyErrors errors)
    {
        int index = raw.Headings.ToList().IndexOf(field);
        if (index < 0)
        {
            // Headings state units behind the name: 上年补助（万元）.
            string? longer = raw.Headings.FirstOrDefault(name => name.StartsWith(field + "（", StringComparison.Ordinal)
                || name.StartsWith(field + "(", StringComparison.Ordinal) || name.StartsWith(field + " (", StringComparison.Ordinal));
            LocalText hint = longer is not null
                ? new LocalText($"; write field: '{longer}'", $"；请写 字段: '{longer}'")
                : NearestName.Hint(field, [.. raw.Headings.Where(name => name.Length > 0)]);
            errors.Add(
                node,
                $"{Path.GetFileName(raw.Path)} has no field '{field}'{hint.En}",
                $"{Path.GetFileName(raw.Path)} 没有字段“{field}”{hint.Zh}");
        }

        return index;
    }
}

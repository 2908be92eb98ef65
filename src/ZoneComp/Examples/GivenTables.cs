namespace ZoneComp.Examples;

/// <summary>Reads the block <c>tables</c> of an example: cells as the file would hold them, by region code, key or parameter.</summary>
internal sealed class GivenTables(PolicyFile policy, IReadOnlyList<Region> regions, WrittenValue written, PolicyErrors errors)
{
    public IReadOnlyList<PolicyTable> Read(MapReader? given)
    {
        List<PolicyTable> tables = [];
        foreach ((PolicyNode name, PolicyNode rows) in given?.Node.Entries ?? [])
        {
            if (policy.Tables.FirstOrDefault(each => each.Name == name.Text) is TableSettings table)
                tables.Add(Read(table, rows));
            else
                Unknown(name, "table", "表", policy.Tables.Select(each => each.Name));
        }

        return tables;
    }

    /// <summary>A table that the example gives no row of: nothing is known of any region.</summary>
    public PolicyTable Empty(TableSettings table) => Of(table, [], []);

    private PolicyTable Read(TableSettings table, PolicyNode node)
    {
        bool isKeyed = table.Rows is TableRows.Regions or TableRows.Parameters || (table.Rows == TableRows.Free && table.Key is not null);
        List<(PolicyNode? Key, PolicyNode Row)> rows = [];
        if (table.Rows == TableRows.Free && !isKeyed)
        {
            if (node.Kind != PolicyNodeKind.List)
                errors.Add(
                    node,
                    $"rows of '{table.Name}' belong to no region and have no key: write a list, - {{{table.Columns[0].Name}: ...}}",
                    $"“{table.Name}”的行不属于区域也没有键：请写列表 - {{{table.Columns[0].Name}: ...}}");
            rows.AddRange(node.Items.Select(row => ((PolicyNode?)null, row)));
        }
        else
        {
            foreach ((PolicyNode key, PolicyNode value) in new MapReader(node, errors).Node.Entries)
            {
                if (!isKeyed && value.Kind == PolicyNodeKind.List)
                    rows.AddRange(value.Items.Select(row => ((PolicyNode?)key, row)));
                else
                    rows.Add((key, value));
            }
        }

        if (table.Rows is TableRows.Regions or TableRows.Many)
        {
            string[] codes = [.. regions.Select(region => CodeOf(region, table)).OfType<string>().Distinct()];
            foreach (PolicyNode key in rows.Select(row => row.Key!).Where(key => !codes.Contains(key.Text)))
                Unknown(key, "region of the example", "本算例的区域", codes);
        }

        return Of(table, [.. rows.Select(row => row.Key ?? row.Row)], [.. rows.Select(row => Cells(table, row.Row))]);
    }

    private object?[] Cells(TableSettings table, PolicyNode row)
    {
        if (table.Rows == TableRows.Parameters)
            return [written.Cell(row, table.Columns[0])];
        MapReader map = new(row, errors);
        object?[] cells = [.. table.Columns.Select(column => map.Own(column.Name) is PolicyNode cell ? written.Cell(cell, column) : null)];
        map.Finish();
        return cells;
    }

    private PolicyTable Of(TableSettings table, IReadOnlyList<PolicyNode?> keys, IReadOnlyList<object?[]> rows)
    {
        // One row a region, in the regions' order; a region that is not given has none.
        if (table.Rows == TableRows.Regions)
        {
            int[] at = [.. regions.Select(region => keys.ToList().FindIndex(key => key!.Text == CodeOf(region, table)))];
            (keys, rows) = ([.. at.Select(index => index < 0 ? null : keys[index])], [.. at.Select(index => index < 0
                ? new object?[table.Columns.Count]
                : rows[index])]);
        }

        string[] codes = [.. regions.Select(region => region.Code)];
        return new PolicyTable
        {
            Settings = table,
            Path = policy.Path,
            Keys = table.Rows == TableRows.Regions ? codes : table.Key is null ? null : [.. keys.Select(key => key!.Text)],
            RegionOf = table.Rows switch
            {
                TableRows.Regions => [.. Enumerable.Range(0, regions.Count)],
                TableRows.Many => [.. keys.Select(key => Math.Max(0, Array.IndexOf(codes, key!.Text)))],
                _ => null,
            },
            Columns =
            [
                .. table.Columns.Select((column, index) =>
                    new Column(
                        column.Name, column.Title, column.Quantity, column.Unit, [.. rows.Select(row => row[index] ?? Missing(column))])),
            ],
            FileRows = [.. keys.Select(key => key?.Place.Line ?? 0)],
        };
    }

    private static object? Missing(TableColumn column) => column.Missing != MissingRule.Zero ? null : column.Quantity switch
    {
        Quantity.Text => "",
        Quantity.Flag => false,
        _ => 0m,
    };

    private static string? CodeOf(Region region, TableSettings table) =>
        table.Level.Length == 0 ? region.Code : region.Parents.GetValueOrDefault(table.Level);

    private void Unknown(PolicyNode name, string en, string zh, IEnumerable<string> known)
    {
        LocalText hint = NearestName.Hint(name.Text, [.. known]);
        errors.Add(name, $"'{name.Text}' is no {en}{hint.En}", $"“{name.Text}”不是{zh}{hint.Zh}");
    }
}

namespace ZoneComp.Expressions;

/// <summary>Tells values of tables: file, row and column of each.</summary>
internal static class TableStory
{
    public static Step Cell(PolicyTable table, TableColumn column, int row)
    {
        int fileRow = row < table.FileRows.Count ? table.FileRows[row] : 0;
        List<LocalText> notes = [];
        if (fileRow == 0)
            notes.Add(new LocalText("the file has no row for it; what is missing counts as the policy says", "文件中没有对应的行；缺失值按测算方案规定处理"));
        if (table.Since.TryGetValue(fileRow, out LocalText? since))
            notes.Add(since);
        if (table.Settings.Codes is not null)
            notes.Add(new LocalText(
                "brought to this year's codes: rows may have been added up or split by the table of code changes",
                "已按代码变更表换算为本年代码，可能由多行相加或拆分而来"));
        return new Step("", "") { Cell = new CellUsed(table.Name, FileOf(table), fileRow, column.Field), Notes = notes };
    }

    /// <param name="region">Of whose rows it is; null for all rows.</param>
    public static Step Rows(string rule, TableScope rows, Formula values, Formula? where, int? region, Storyteller teller)
    {
        int[] taken = [.. Enumerable.Range(0, rows.Frame.Count).Where(row =>
            (region is null || (rows.Settings.Rows == TableRows.Regions ? row : rows.RegionOf![row]) == region)
                && (where is null || where.Value(row) is { IsValue: true, Flag: true }))];
        Fold fold = new(
            Storyteller.OneLine(values.Span.Text),
            values.Type,
            [.. taken.Select(row => rows.RowLabel(row))],
            [.. taken.Select(row => values.Value(row))]);
        return fold.Step(rule) with { Parts = values.IsLeaf || taken.Length == 0 ? [] : [teller.Part(values, taken[0])] };
    }

    /// <param name="codes">That run's codes: several where they were merged since; "6202 x 0.3" of one that was split.</param>
    public static Step Previous(int year, string column, IReadOnlyList<string> codes) => new("", "")
    {
        Notes =
        [
            new LocalText(
                $"{column} of region {string.Join(" + ", codes)} in the results of {year}",
                $"{year} 年结果中区域 {string.Join(" + ", codes)} 的 {column}"),
        ],
    };

    public static string FileOf(PolicyTable table) =>
        table.Path.Length == 0
            ? table.Name
            : Path.GetRelativePath(table.Settings.Source.Node.Place.Document.Directory, table.Path).Replace('\\', '/');
}

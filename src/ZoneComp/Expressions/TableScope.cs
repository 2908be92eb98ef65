namespace ZoneComp.Expressions;

/// <summary>Expressions over the rows of one table: its columns, by their names.</summary>
internal sealed class TableScope : NameScope
{
    private readonly PolicyTable? table;

    public TableScope(TableSettings settings, PolicyTable? table)
    {
        Settings = settings;
        this.table = table;
        Frame = new Frame(
            table?.RowCount ?? 0,
            row => $"{settings.Name} row {(table is not null && row < table.FileRows.Count ? table.FileRows[row] : row + 1)}",
            [],
            (_, _) => null);
    }

    public TableSettings Settings { get; }

    public override Frame Frame { get; }

    /// <summary>File and row behind a row, for explanations.</summary>
    public string RowLabel(int row) => table is null ? Frame.Label(row)
        : string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{TableStory.FileOf(table)} row {(row < table.FileRows.Count ? table.FileRows[row] : 0)}");

    /// <summary>Region of each row; null for rows that belong to none.</summary>
    public IReadOnlyList<int>? RegionOf => table?.RegionOf;

    public override IReadOnlyCollection<string> Names => [.. Settings.Columns.Select(column => column.Name)];

    public override Formula? Find(NameSyntax name, FormulaSpan span, PolicyErrors errors, out bool known)
    {
        TableColumn? column = Settings.Columns.FirstOrDefault(one => one.Name == name.Name);
        known = column is not null;
        if (column is null)
            return null;
        Cell[] cells = table is null
            ? []
            : TableCells.Of(table.Columns.First(one => one.Name == name.Name), $"{Settings.Name}.{name.Name}");
        return new ColumnFormula(ExpressionType.Of(column.Quantity, column.Unit), span, row => cells[row], isUniform: false)
        {
            Tale = (row, _) => TableStory.Cell(table!, column, row),
        };
    }
}

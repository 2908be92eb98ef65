namespace ZoneComp.Allocation.Parts;

/// <summary>A table that a scheme goes through row by row: titles, sections, hand adjustments.</summary>
internal sealed record SchemeTable(TableScope Scope, SchemeExpressions Expressions)
{
    public int Count => Scope.Frame!.Count;

    /// <summary>Reads the key <c>table</c>; null after an error was added.</summary>
    /// <param name="byRegion">Whether each row must belong to a region.</param>
    public static SchemeTable? Read(MapReader map, SchemeTables tables, bool byRegion, Quantity quantity = Quantity.Money)
    {
        PolicyNode? node = map.Required("table");
        if (node is null)
            return null;
        if (tables.Find(node.Text) is not TableScope scope)
        {
            LocalText hint = NearestName.Hint(node.Text, tables.Names);
            map.Errors.Add(node, $"'{node.Text}' is no table{hint.En}", $"没有名为“{node.Text}”的表{hint.Zh}");
            return null;
        }

        if (byRegion && scope.Settings.Rows is not (TableRows.Many or TableRows.Regions))
        {
            map.Errors.Add(
                node,
                $"the rows of '{node.Text}' belong to no region; expected a table with 'rows: many' or 'rows: regions'",
                $"表“{node.Text}”的行不属于区域；应为 rows: many 或 rows: regions 的表");
            return null;
        }

        return new SchemeTable(scope, tables.Expressions(scope, map.Errors).Of(quantity));
    }

    /// <summary>Region of a row.</summary>
    public int RegionOf(int row) => Scope.RegionOf?[row] ?? row;

    public decimal Number(Formula formula, int row, SchemeRun run) => Value(formula, row, run) is { IsValue: true } cell ? cell.Number : 0m;

    public bool Flag(Formula? formula, int row, SchemeRun run) =>
        formula is not null && Value(formula, row, run) is { IsValue: true, Flag: true };

    public static string Text(Formula? formula, int row) => formula?.Value(row).Text ?? "";

    public string Label(int row) => Scope.Frame!.Label(row);

    private Cell Value(Formula formula, int row, SchemeRun run)
    {
        Cell cell = formula.Value(row);
        if (!cell.IsValue)
            run.Log.Add(AllocationFindings.NoValue(run.Head.Name, Label(row), formula, cell.Failure?.What ?? cell.Absence!.What));
        return cell;
    }
}

/// <summary>Finds the policy's tables for the schemes.</summary>
internal sealed record SchemeTables(
    IReadOnlyCollection<string> Names,
    Func<string, TableScope?> Find,
    Func<NameScope, PolicyErrors, SchemeExpressions> Expressions)
{
    /// <summary>Columns over the regions.</summary>
    public required SchemeNames Columns { get; init; }
}

namespace ZoneComp.Expressions;

/// <summary>Functions over a table's rows: those of each region, or all rows of a table that belongs to no region.</summary>
internal static class RowFunctions
{
    public static Formula? Bind(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope, ColumnRule rule)
    {
        if (arguments.Required("column") is not Syntax syntax)
            return null;
        if (syntax is not NameSyntax name)
        {
            binder.Errors.Add(binder.Place(syntax), "expected TABLE.COLUMN", "应为“表.列”");
            return null;
        }

        if (scope.Rows(name, binder, out string? column) is not TableScope rows)
            return null;
        NameSyntax own = new(column ?? "", name.Start, name.End);
        Binder inside = new(rows, binder.Source, binder.Errors);
        Formula? values = inside.BindQuantity(own);
        RowFilter? where = Where(arguments, binder, rows, scope, out bool wrong);
        return values is null || wrong ? null : new RowsFormula(values.Type, binder.Span(call), scope, rows, values, where, rule);
    }

    public static Formula? Count(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope)
    {
        if (arguments.Required("table") is not Syntax syntax)
            return null;
        if (syntax is not NameSyntax name || name.Name.Contains('.', StringComparison.Ordinal))
        {
            binder.Errors.Add(binder.Place(syntax), "expected the name of a table", "应为表名");
            return null;
        }

        if (scope.Rows(name, binder, out _) is not TableScope rows)
            return null;
        RowFilter? where = Where(arguments, binder, rows, scope, out bool wrong);
        ConstantFormula each = new(ExpressionType.Number, binder.Span(syntax), 1m);
        return wrong ? null : new RowsFormula(ExpressionType.Number, binder.Span(call), scope, rows, each, where, ColumnRules.Sum);
    }

    private static RowFilter? Where(CallArguments arguments, Binder binder, TableScope rows, RegionScope regions, out bool wrong)
    {
        Syntax? syntax = arguments.Named("where");
        RegionRowScope names = new(rows, regions);
        Formula? where = syntax is null ? null : new Binder(names, binder.Source, binder.Errors) { InFilter = true }.BindFlag(syntax);
        wrong = syntax is not null && where is null;
        if (where is not null && names.AsksRegion && OverColumn(where) is Formula over)
        {
            binder.Errors.Add(
                over.Span.Place,
                "a function over all rows cannot stand beside region_code or region_name",
                "按全部行计算的函数不能与 region_code、region_name 同用");
            wrong = true;
        }

        return where is null ? null : new RowFilter(where, names);
    }

    // Its values are computed once, for whichever region asks first.
    private static Formula? OverColumn(Formula formula) =>
        formula is ColumnFunctionFormula ? formula : formula.Parts.Select(OverColumn).FirstOrDefault(found => found is not null);
}

/// <summary>Which rows count, perhaps other ones for each region.</summary>
internal sealed record RowFilter(Formula Where, RegionRowScope Names)
{
    public bool AsksRegion => Names.AsksRegion;

    public Cell Holds(int region, int row) => AsksRegion ? Names.Of(Where, region, row) : Where.Value(row);

    public Formula For(int region) => AsksRegion ? Names.For(Where, region) : Where;
}

/// <summary>An aggregate over rows, per region or for the whole table.</summary>
internal sealed class RowsFormula : Formula
{
    private readonly RegionScope scope;
    private readonly TableScope rows;
    private readonly Formula values;
    private readonly RowFilter? where;
    private readonly ColumnRule rule;
    private readonly bool isPerRegion, areOwn;
    private readonly Lazy<Cell[]> computed;

    public RowsFormula(
        ExpressionType type, FormulaSpan span, RegionScope scope, TableScope rows, Formula values, RowFilter? where, ColumnRule rule)
        : base(type, span)
    {
        this.scope = scope;
        this.rows = rows;
        this.values = values;
        this.where = where;
        this.rule = rule;
        areOwn = rows.Settings.Rows is TableRows.Many or TableRows.Regions;
        isPerRegion = areOwn || where is { AsksRegion: true };
        computed = new Lazy<Cell[]>(Compute);
    }

    public override bool IsUniform => !isPerRegion;

    internal override bool IsLeaf => true;

    internal override Step Story(int row, Storyteller teller) =>
        TableStory.Rows(rule.Name, rows, values, where?.For(row), areOwn ? row : null, teller);

    protected override Cell Compute(int row) => computed.Value[isPerRegion ? row : 0];

    private Cell[] Compute()
    {
        List<Cell>[] taken = [.. Enumerable.Range(0, isPerRegion ? scope.Frame.Count : 1).Select(_ => new List<Cell>())];
        Failure?[] failures = new Failure?[taken.Length];
        IEnumerable<(int Row, int Group)> pairs = Enumerable.Range(0, rows.Frame.Count).SelectMany(row =>
            areOwn
                ? [(row, rows.Settings.Rows == TableRows.Regions ? row : rows.RegionOf![row])]
                : Enumerable.Range(0, taken.Length).Select(region => (row, region)));
        foreach ((int row, int group) in pairs)
        {
            if (group < 0)
                continue;
            Cell holds = where?.Holds(group, row) ?? true;
            Cell value = holds.IsValue && holds.Flag ? values.Value(row) : 0m;
            foreach (Cell cell in new[] { holds, value })
            {
                if (!cell.IsValue)
                    failures[group] ??= new Failure(
                        this,
                        group,
                        new LocalText($"{rows.Frame.Label(row)}: {Reason(cell).En}", $"{rows.Frame.Label(row)}：{Reason(cell).Zh}"));
            }

            if (holds.IsValue && holds.Flag && value.IsValue)
                taken[group].Add(value);
        }

        return [.. taken.Select((numbers, group) => Aggregate(numbers, failures[group], group))];
    }

    private static LocalText Reason(Cell cell) => cell.Failure?.What ?? cell.Absence!.What;

    private Cell Aggregate(List<Cell> numbers, Failure? failure, int group)
    {
        if (failure is not null)
            return failure;
        if (numbers.Count == 0)
            return rule.Empty is decimal empty
                ? empty
                : new Absence(new LocalText(
                    $"no row of {rows.Settings.Name} counts for {Span.Text}",
                    $"表 {rows.Settings.Name} 没有可计入 {Span.Text} 的行"));
        return rule.Compute([.. numbers], out LocalText? reason) is Cell[] cells ? cells[0] : new Failure(this, group, reason!);
    }
}

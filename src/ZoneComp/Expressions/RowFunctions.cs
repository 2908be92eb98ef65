using ZoneComp.Diagnostics;
using ZoneComp.Explanation;
using ZoneComp.Policy;

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
        Formula? values = inside.BindQuantity(own), where = Where(arguments, inside, out bool wrong);
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
        Binder inside = new(rows, binder.Source, binder.Errors);
        Formula? where = Where(arguments, inside, out bool wrong);
        ConstantFormula each = new(ExpressionType.Number, binder.Span(syntax), 1m);
        return wrong ? null : new RowsFormula(ExpressionType.Number, binder.Span(call), scope, rows, each, where, ColumnRules.Sum);
    }

    private static Formula? Where(CallArguments arguments, Binder inside, out bool wrong)
    {
        Syntax? syntax = arguments.Named("where");
        Formula? where = syntax is null ? null : new Binder(inside.Scope, inside.Source, inside.Errors) { InFilter = true }.BindFlag(syntax);
        wrong = syntax is not null && where is null;
        return where;
    }
}

/// <summary>An aggregate over rows, per region or for the whole table.</summary>
internal sealed class RowsFormula : Formula
{
    private readonly RegionScope scope;
    private readonly TableScope rows;
    private readonly Formula values;
    private readonly Formula? where;
    private readonly ColumnRule rule;
    private readonly bool isPerRegion;
    private readonly Lazy<Cell[]> computed;

    public RowsFormula(ExpressionType type, FormulaSpan span, RegionScope scope, TableScope rows, Formula values, Formula? where, ColumnRule rule)
        : base(type, span)
    {
        this.scope = scope;
        this.rows = rows;
        this.values = values;
        this.where = where;
        this.rule = rule;
        isPerRegion = rows.Settings.Rows is TableRows.Many or TableRows.Regions;
        computed = new Lazy<Cell[]>(Compute);
    }

    public override bool IsUniform => !isPerRegion;

    internal override bool IsLeaf => true;

    internal override Step Story(int row, Storyteller teller) => TableStory.Rows(rule.Name, rows, values, where, isPerRegion ? row : null, teller);

    protected override Cell Compute(int row) => computed.Value[isPerRegion ? row : 0];

    private Cell[] Compute()
    {
        List<Cell>[] taken = [.. Enumerable.Range(0, isPerRegion ? scope.Frame.Count : 1).Select(_ => new List<Cell>())];
        Failure?[] failures = new Failure?[taken.Length];
        for (int row = 0; row < rows.Frame.Count; row++)
        {
            int group = !isPerRegion ? 0 : rows.Settings.Rows == TableRows.Regions ? row : rows.RegionOf![row];
            if (group < 0)
                continue;
            Cell holds = where?.Value(row) ?? true;
            Cell value = holds.IsValue && holds.Flag ? values.Value(row) : 0m;
            foreach (Cell cell in new[] { holds, value })
            {
                if (!cell.IsValue)
                    failures[group] ??= new Failure(this, group, new LocalText($"{rows.Frame.Label(row)}: {Reason(cell).En}", $"{rows.Frame.Label(row)}：{Reason(cell).Zh}"));
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
            return rule.Empty is decimal empty ? empty : new Absence(new LocalText($"no row of {rows.Settings.Name} counts for {Span.Text}", $"表 {rows.Settings.Name} 没有可计入 {Span.Text} 的行"));
        return rule.Compute([.. numbers], out LocalText? reason) is Cell[] cells ? cells[0] : new Failure(this, group, reason!);
    }
}

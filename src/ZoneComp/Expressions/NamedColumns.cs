namespace ZoneComp.Expressions;

/// <summary>Named expressions to the columns that people and files see.</summary>
internal static class NamedColumns
{
    public static IReadOnlyList<Column> Evaluate(
        IReadOnlyList<NamedExpression> expressions,
        ExpressionScope scope,
        string code,
        DiagnosticLog log) =>
        [.. expressions.Select(each => Evaluate(each, scope.Find(each.Name)!, code, log))];

    private static Column Evaluate(NamedExpression settings, CompiledExpression compiled, string code, DiagnosticLog log)
    {
        Column column = compiled.ToColumn(settings.Name, settings.Title, code, log);
        return column with { Decimals = settings.Decimals ?? ShownDigits.Of(column.Quantity, column.Unit), Basis = settings.Basis };
    }
}

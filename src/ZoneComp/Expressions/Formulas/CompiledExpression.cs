namespace ZoneComp.Expressions.Formulas;

/// <summary>An expression ready to give its values for each region.</summary>
public sealed class CompiledExpression
{
    private readonly Frame frame;

    internal CompiledExpression(string text, Formula formula, ExpressionType type, Frame frame)
    {
        Text = text;
        Formula = formula;
        Type = type;
        this.frame = frame;
    }

    /// <summary>As the policy writes it.</summary>
    public string Text { get; }

    public ExpressionType Type { get; }

    /// <summary>Null for a mixed dimension, such as yuan per mu.</summary>
    public Quantity? Quantity => Type.Quantity;

    /// <summary>The same value for all regions: a fund, a total, a parameter.</summary>
    public bool IsUniform => Formula.IsUniform;

    internal Formula Formula { get; }

    internal NamedColumn? Named { get; init; }

    /// <summary>The values as a column, in the expression's shown unit; what cannot be computed is a finding and null in the
    /// column.</summary>
    /// <param name="code">Code of the finding: ZC401 for indicators, ZC501 for factors.</param>
    public Column ToColumn(string name, string title, string code, DiagnosticLog log)
    {
        Cell[] cells = Cells();
        FormulaFindings.Report(name, Text, cells, frame, code, log, Named?.Formula);
        Unit? unit = Type.ShownUnit;
        return new Column(
            name, title, Type.Quantity ?? Model.Quantity.Number, Type.IsRate ? Type.ShownUnitText : unit?.Name ?? "",
            [.. cells.Select(cell => Shown(cell, unit))])
        { Formula = Text };
    }

    /// <summary>Numbers in m², m, yuan or none (a rate: yuan per m²), one a region; what cannot be computed or is null is a finding, and 0
    /// here.</summary>
    /// <param name="subject">What the finding is about: "scheme pool, share".</param>
    public IReadOnlyList<decimal> Decimals(string subject, string code, DiagnosticLog log)
    {
        Cell[] cells = Present(Cells());
        FormulaFindings.Report(subject, Text, cells, frame, code, log);
        return [.. cells.Select(cell => cell.IsValue ? ToBase(cell) : 0m)];
    }

    /// <summary>The one number of a uniform expression, as in <see cref="Decimals"/>.</summary>
    /// <exception cref="InvalidOperationException">The expression differs by region: ask <see cref="IsUniform"/> first.</exception>
    public decimal Scalar(string subject, string code, DiagnosticLog log)
    {
        if (!IsUniform)
            throw new InvalidOperationException($"'{Text}' differs by region.");
        Cell[] cells = Present([Formula.Value(0)]);
        FormulaFindings.Report(subject, Text, cells, frame, code, log);
        return cells[0].IsValue ? ToBase(cells[0]) : 0m;
    }

    public IReadOnlyList<bool> Flags(string subject, string code, DiagnosticLog log)
    {
        Cell[] cells = Present(Cells());
        FormulaFindings.Report(subject, Text, cells, frame, code, log);
        return [.. cells.Select(cell => cell.IsValue && cell.Flag)];
    }

    public IReadOnlyList<string> Texts(string subject, string code, DiagnosticLog log)
    {
        Cell[] cells = Present(Cells());
        FormulaFindings.Report(subject, Text, cells, frame, code, log);
        return [.. cells.Select(cell => cell.Text ?? "")];
    }

    private Cell[] Cells() => Named?.Values ?? [.. Enumerable.Range(0, frame.Count).Select(Formula.Value)];

    // Where a number must be, nothing is a failure.
    private Cell[] Present(Cell[] cells) =>
        [.. cells.Select((cell, row) => cell.Absence is Absence absence ? new Failure(Formula, row, absence.What) : cell)];

    private decimal ToBase(Cell value) => Exact.Divide(value, UnitProduct.Factor(UnitProduct.Base(Type.Dimension))).Number;

    private object? Shown(Cell cell, Unit? unit) =>
        !cell.IsValue ? null
        : Type.Kind == ValueKind.Flag ? cell.Flag
        : cell.Text is string text ? text
        : Type.IsRate ? Type.InShownUnit(cell).Number
        : unit is null ? cell.Number : Exact.Divide(cell, InternalUnits.Factor(unit)).Number;
}

namespace ZoneComp.Expressions.Formulas;

/// <summary>An indicator or factor, bound; its values are computed once, when first asked for.</summary>
internal sealed class NamedColumn
{
    private readonly Lazy<Cell[]> values;

    public NamedColumn(NamedExpression settings, bool isIndicator, Formula formula, ExpressionType type, int count)
    {
        Settings = settings;
        IsIndicator = isIndicator;
        Formula = formula;
        Type = type;
        values = new Lazy<Cell[]>(() => [.. Enumerable.Range(0, count).Select(formula.Value)]);
    }

    public NamedExpression Settings { get; }

    public bool IsIndicator { get; }

    public Formula Formula { get; }

    /// <summary>The formula's type, in the unit that the policy states.</summary>
    public ExpressionType Type { get; }

    public Cell[] Values => values.Value;

    /// <summary>Values that an example gives in place of the formula, one a region; null where none is.</summary>
    public IReadOnlyList<Cell?>? Given { get; init; }
}

/// <summary>Sum of weight x term; the weights were checked when the policy was read.</summary>
internal sealed class WeightedFormula(ExpressionType type, FormulaSpan span, IReadOnlyList<(decimal Weight, Formula Term)> terms)
    : Formula(type, span)
{
    public override bool IsUniform { get; } = terms.All(term => term.Term.IsUniform);

    public IReadOnlyList<(decimal Weight, Formula Term)> Terms => terms;

    internal override IEnumerable<Formula> Parts => terms.Select(term => term.Term);

    protected override Cell Compute(int row)
    {
        Cell sum = 0m;
        foreach ((decimal weight, Formula term) in terms)
        {
            if (!TakeNumber(term, row, out Cell value))
                return value;
            sum = Exact.Add(sum, Exact.Multiply(weight, value));
        }

        return sum;
    }
}

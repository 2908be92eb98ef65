namespace ZoneComp.Expressions;

/// <summary>The policy's indicators and factors, bound on demand, so that their order in the file does not matter; cycles are
/// errors.</summary>
internal sealed class NamedExpressions(
    IReadOnlyList<NamedExpression> indicators, IReadOnlyList<NamedExpression> factors, NameScope regions, Func<string, NameScope> ofSet,
    int count)
{
    private readonly Dictionary<string, (NamedExpression Settings, bool IsIndicator)> known =
        indicators.Select(each => (each, true)).Concat(factors.Select(each => (each, false)))
            .ToDictionary(each => each.each.Name, each => each, StringComparer.Ordinal);

    private readonly Dictionary<string, NamedColumn?> bound = new(StringComparer.Ordinal);
    private readonly List<string> path = [];

    /// <summary>Values that stand in place of formulas, by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Cell?>> Given { get; init; } = new Dictionary<string, IReadOnlyList<Cell?>>();

    public IReadOnlyCollection<string> Names => known.Keys;

    public bool IsIndicator(string name) => known[name].IsIndicator;

    /// <summary>The column; null after an error was added here or where it is defined.</summary>
    /// <param name="from">Where the name stands, for the error of a cycle.</param>
    public NamedColumn? Bind(string name, PolicyPlace from, PolicyErrors errors)
    {
        if (bound.TryGetValue(name, out NamedColumn? column))
            return column;
        if (path.Contains(name))
        {
            string cycle = string.Join(" -> ", path.SkipWhile(step => step != name).Append(name));
            errors.Add(from, $"'{name}' depends on itself: {cycle}", $"“{name}”依赖自身：{cycle}");
            return null;
        }

        (NamedExpression settings, bool isIndicator) = known[name];
        path.Add(name);
        NameScope scope = settings.RegionSet is PolicyNode set ? ofSet(set.Text) : regions;
        Formula? formula = settings.Weights is WeightedSum weights
            ? BindWeights(weights, scope, errors)
            : BindOne(settings.Expression!, scope, errors);
        path.RemoveAt(path.Count - 1);
        IReadOnlyList<Cell?>? given = Given.GetValueOrDefault(name);
        if (formula is Formula written && given is not null)
            formula = new ColumnFormula(written.Type, written.Span, row => given[Math.Max(row, 0)] ?? written.Value(row), isUniform: false);
        column = formula is not null && TypeOf(settings, formula, errors) is ExpressionType type
            ? new NamedColumn(settings, isIndicator, formula, type, count) { Given = given }
            : null;
        bound[name] = column;
        return column;
    }

    /// <summary>Whether the expression being bound belongs to an indicator, which may not look at factors.</summary>
    public bool InsideIndicator => path.Count > 0 && known[path[^1]].IsIndicator;

    private static Formula? BindOne(PolicyNode source, NameScope scope, PolicyErrors errors) =>
        Parser.Read(source, errors) is Syntax syntax ? new Binder(scope, source, errors).Bind(syntax) : null;

    private static WeightedFormula? BindWeights(WeightedSum weights, NameScope scope, PolicyErrors errors)
    {
        List<(decimal, Formula)> terms = [];
        ExpressionType type = ExpressionType.Any;
        foreach (WeightedTerm term in weights.Terms)
        {
            if (BindOne(term.Term, scope, errors) is not Formula formula)
                return null;
            ExpressionType own = Binder.AdaptableType(formula);
            if (own.Kind is ValueKind.Text or ValueKind.Flag || !type.Fits(own))
            {
                errors.Add(
                    term.Term,
                    $"found {own.Shown}; expected {(type.Kind == ValueKind.Any ? "a number or quantity" : type.Shown)}",
                    $"这里是{own.ShownZh}；应为{(type.Kind == ValueKind.Any ? "数或量" : type.ShownZh)}");
                return null;
            }

            type = type.With(own);
            terms.Add((term.Weight, formula));
        }

        return new WeightedFormula(type, new FormulaSpan(weights.Node, 0, 0), terms);
    }

    private static ExpressionType? TypeOf(NamedExpression settings, Formula formula, PolicyErrors errors)
    {
        ExpressionType type = formula.Type;
        PolicyNode at = settings.Expression ?? settings.Node;
        if (!type.IsOfColumns)
        {
            errors.Add(
                at,
                $"the result is {type.Shown}; a column holds numbers, areas, lengths, money, money per area, text or flags: divide by a "
                    + $"number of units, such as d.money / (region_area / ha)",
                $"结果是{type.ShownZh}；列只能是数、面积、长度、金额、单位面积金额、文本或是否值：请除以以单位计的数，如 d.money / (region_area / ha)");
            return null;
        }

        if (settings.Unit is not string unit || unit.Length == 0)
            return type;
        ExpressionType stated = ExpressionType.Of(Unit.Find(unit)?.Quantity ?? Quantity.Number, unit);
        if (stated.Fits(type))
            return stated;
        errors.Add(at, $"the result is {type.Shown}, but 'unit' is {unit}", $"结果是{type.ShownZh}，而 unit 写的是 {unit}");
        return null;
    }
}

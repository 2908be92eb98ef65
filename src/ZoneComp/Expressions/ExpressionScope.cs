namespace ZoneComp.Expressions;

/// <summary>All that expressions over the regions can name, for one policy and its data. Stages and schemes compile their expressions
/// here.</summary>
public sealed class ExpressionScope
{
    private readonly RegionScope scope;
    private readonly PolicyFile policy;

    private ExpressionScope(PolicyFile policy, ExpressionInputs inputs)
    {
        this.policy = policy;
        scope = new RegionScope(policy, inputs);
    }

    /// <summary>Whether an expression asks for single features: then the overlay must keep its pieces.</summary>
    public bool NeedsPieces => scope.NeedsPieces;

    /// <summary>Whether an expression asks for lines or points, which the combination table does not have.</summary>
    public bool NeedsPlaces => scope.NeedsPlaces;

    /// <summary>The names over regions, for what the schemes add to them.</summary>
    internal NameScope Columns => scope;

    /// <summary>The rows of a table; null when the policy has no such table.</summary>
    internal TableScope? Table(string name) => scope.Table(name);

    /// <summary>Labels and groups of the regions.</summary>
    public Frame Regions => scope.Frame;

    /// <summary>Binds all indicators and factors.</summary>
    /// <exception cref="PolicyException">With every error in them.</exception>
    public static ExpressionScope Create(PolicyFile policy, ExpressionInputs inputs)
    {
        PolicyErrors errors = new();
        ExpressionScope created = new(policy, inputs);
        foreach (NamedExpression each in policy.Indicators.Concat(policy.Factors))
            _ = created.scope.Named.Bind(each.Name, each.Node.Place, errors);
        errors.ThrowIfAny();
        return created;
    }

    /// <summary>Checks names and units of all indicators and factors before any data is read.</summary>
    /// <returns>A scope that compiles other expressions, to check them too, but has no regions to evaluate.</returns>
    public static ExpressionScope Check(PolicyFile policy) => Create(policy, new ExpressionInputs
    {
        Combinations = new CombinationTable { Classes = ZoneClasses(policy), Regions = [], Rows = [], Repeats = [] },
    });

    /// <summary>The zone classes of the policy's layers that cover ground, in file order: the index that the overlay's sets count
    /// by.</summary>
    public static IReadOnlyList<ZoneClass> ZoneClasses(PolicyFile policy) =>
    [
        .. policy.Layers.Where(layer => layer.CoversGround).SelectMany(layer => layer.Classes.Count == 0
            ? [new ZoneClass(layer.Name, layer.Name, layer.Title)]
            : layer.Classes.Select(one => new ZoneClass($"{layer.Name}.{one.Name}", layer.Name, $"{layer.Title} {one.Title}"))),
    ];

    /// <summary>An expression that stands elsewhere in the policy; null after an error was added.</summary>
    public CompiledExpression? Compile(PolicyNode source, PolicyErrors errors)
    {
        if (Parser.Read(source, errors) is not Syntax syntax || new Binder(scope, source, errors).Bind(syntax) is not Formula formula)
            return null;
        return new CompiledExpression(source.Text, formula, formula.Type, scope.Frame);
    }

    /// <summary>As <see cref="Compile(PolicyNode, PolicyErrors)"/>; another quantity is an error. A bare 0 fits every quantity.</summary>
    public CompiledExpression? Compile(PolicyNode source, Quantity expected, PolicyErrors errors)
    {
        if (Compile(source, errors) is not CompiledExpression compiled)
            return null;
        ExpressionType wanted = ExpressionType.Of(expected);
        if (wanted.Fits(Binder.AdaptableType(compiled.Formula)))
            return compiled;
        errors.Add(
            source,
            $"the result is {compiled.Type.Shown}; expected {wanted.Shown}",
            $"结果是{compiled.Type.ShownZh}；应为{wanted.ShownZh}");
        return null;
    }

    /// <summary>An indicator or factor by name; null when there is none.</summary>
    public CompiledExpression? Find(string name)
    {
        if (!scope.Named.Names.Contains(name))
            return null;
        NamedExpression settings = policy.Indicators.Concat(policy.Factors).First(each => each.Name == name);
        return Compiled(scope.Named.Bind(name, settings.Node.Place, new PolicyErrors())!);
    }

    /// <summary>Tells of formulas that ask for so little ground that what borders leave which do not fit decides, and of texts that no
    /// region has.</summary>
    public void ReportOdd(DiagnosticLog log)
    {
        foreach ((FormulaSpan column, FormulaSpan text, Formula has) in scope.Texts
            .Concat(scope.OfSets.SelectMany(set => set.Texts))
            .DistinctBy(each => each.Text.Place.ToString()))
        {
            Cell[] cells = [.. Enumerable.Range(0, scope.Frame.Count).Select(has.Value)];
            if (cells.Length > 0 && !Array.Exists(cells, cell => cell.IsValue && cell.Flag))
                log.Add(FormulaFindings.NoSuchText(column, text));
        }

        decimal crumbM2 = SliverRule.Usual.AreaM2;
        foreach ((FormulaSpan span, Func<int, (decimal AreaM2, decimal LeastM2)>? of) in scope.Least
            .Concat(scope.OfSets.SelectMany(set => set.Least))
            .DistinctBy(least => least.Span.Place.ToString()))
        {
            string[] crumbs = of is null ? []
                : [
                    .. Enumerable.Range(0, scope.Frame.Count)
                        .Where(row => of(row) is var (areaM2, leastM2) && areaM2 >= leastM2 && areaM2 < crumbM2 && areaM2 > 0)
                        .Select(scope.Frame.Label),
                ];
            if (of is null || crumbs.Length > 0)
                log.Add(FormulaFindings.Crumbs(span, crumbs, crumbM2));
        }
    }

    /// <summary>Why an indicator or factor has its value in a region.</summary>
    /// <param name="region">Index of the region.</param>
    internal Step Explain(string name, int region, Storyteller teller) =>
        teller.Named((Find(name) ?? throw new ArgumentException($"'{name}' is no indicator or factor.", nameof(name))).Named!, region);

    private CompiledExpression Compiled(NamedColumn column)
    {
        string text = column.Settings.Weights is null
            ? column.Settings.Expression!.Text
            : string.Join(
                " + ",
                column.Settings.Weights.Terms.Select(term => FormattableString.Invariant($"{term.Weight} * {term.Term.Text}")));
        return new CompiledExpression(text, column.Formula, column.Type, scope.Frame) { Named = column };
    }
}

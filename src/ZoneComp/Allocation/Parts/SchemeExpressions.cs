namespace ZoneComp.Allocation.Parts;

/// <summary>Binds the expressions that schemes are written with, each to what its place expects.</summary>
internal sealed class SchemeExpressions(NameScope scope, IReadOnlyList<ZoneClass> classes, PolicyErrors errors)
{
    public PolicyErrors Errors => errors;

    public NameScope Scope => scope;

    /// <summary>Yuan.</summary>
    public Formula? Money(PolicyNode? node) => Bind(node, Fits(Quantity.Money), "an amount of money", "金额");

    /// <summary>Yuan, one amount for the whole scheme: a fund, a reserve, a tier.</summary>
    public Formula? OneMoney(PolicyNode? node) => One(node, Money(node));

    public Formula? OneNumber(PolicyNode? node) => One(node, Number(node));

    /// <summary>Without unit.</summary>
    public Formula? Number(PolicyNode? node) => Bind(node, type => type.IsNumber, "a number without unit", "无单位的数");

    /// <summary>Any quantity: what is shared by it takes only its proportions.</summary>
    public Formula? Score(PolicyNode? node) =>
        Bind(node, type => type.Kind is ValueKind.Quantity or ValueKind.Any, "a number or quantity", "数或量");

    public Formula? Flag(PolicyNode? node) => Bind(node, type => type.Kind is ValueKind.Flag or ValueKind.Any, "a condition", "条件");

    public Formula? Text(PolicyNode? node) => Bind(node, type => type.Kind is ValueKind.Text or ValueKind.Any, "text", "文本");

    /// <summary>Money per area.</summary>
    public Formula? RatePerArea(PolicyNode? node) =>
        Bind(
            node,
            type => type.Kind == ValueKind.Any || type is { Kind: ValueKind.Quantity, Dimension: (1, -1, 0) },
            "money per area, such as 15 yuan / mu",
            "单位面积金额，如 15 yuan / mu");

    /// <summary>A set of ground by set algebra over layers and classes.</summary>
    public ZoneSet? Ground(PolicyNode? node) =>
        node is not null && Parser.Read(node, errors) is Syntax syntax ? new ZoneSetBinder(classes, node, errors).Bind(syntax) : null;

    private Formula? One(PolicyNode? node, Formula? formula)
    {
        if (formula is null || formula.IsUniform)
            return formula;
        errors.Add(
            node!,
            $"'{node!.Text}' differs by region and one value is expected; say which: sum(x), max_of(x), mean(x)",
            $"“{node.Text}”因区域而异，此处应为单一取值；请写明 sum(x)、max_of(x) 或 mean(x)");
        return null;
    }

    private Formula? Bind(PolicyNode? node, Predicate<ExpressionType> fits, string expected, string expectedZh)
    {
        if (node is null || Parser.Read(node, errors) is not Syntax syntax)
            return null;
        Binder binder = new(scope, node, errors);
        return syntax is NumberSyntax { Value: 0, Unit: null } ? binder.Bind(syntax) : binder.BindAs(syntax, fits, expected, expectedZh);
    }


    private static Predicate<ExpressionType> Fits(Quantity quantity) =>
        type => type.Fits(ExpressionType.Of(quantity));
}

namespace ZoneComp.Allocation.Parts;

/// <summary>Binds the expressions that schemes are written with, each to what its place expects.</summary>
/// <param name="quantity">What the scheme gives: money, or what its quota counts.</param>
internal sealed class SchemeExpressions(
    NameScope scope, IReadOnlyList<ZoneClass> classes, PolicyErrors errors, Quantity quantity = Quantity.Money)
{
    public PolicyErrors Errors => errors;

    public NameScope Scope => scope;

    /// <summary>As these, of a scheme that gives a quantity.</summary>
    public SchemeExpressions Of(Quantity given) => new(scope, classes, errors, given);

    /// <summary>Yuan, or what the scheme's quota counts.</summary>
    public Formula? Money(PolicyNode? node) => Bind(node, type => type.Fits(ExpressionType.Of(quantity)), Amount.En, Amount.Zh);

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

    /// <summary>Money per area, or a quota's quantity per area.</summary>
    public ExpressionType RateType => new(ValueKind.Quantity, Dimension.Of(quantity) - Dimension.Of(Quantity.Area));

    public Formula? RatePerArea(PolicyNode? node) => Bind(
        node,
        RateType.Fits,
        $"{RateType.Shown}, such as 15 {Unit.BaseOf(quantity)} / mu",
        $"{RateType.ShownZh}，如 15 {Unit.BaseOf(quantity)} / mu");

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
        if (syntax is NumberSyntax { Value: 0, Unit: null })
            return binder.Bind(syntax);
        Formula? formula = binder.BindAs(syntax, type => fits(type) || IsQuota(type), expected, expectedZh);
        if (formula is null || fits(formula.Type))
            return formula;
        // The scheme does not say that it gives no money: then its smallest unit is missing.
        string unit = Unit.BaseOf(formula.Type.Quantity!.Value);
        errors.Add(
            node,
            $"found {formula.Type.Shown}; expected {expected}. A scheme that gives no money but a quota says so by its smallest unit, "
                + $"'unit: 1 {unit}'",
            $"这里是{formula.Type.ShownZh}；应为{expectedZh}。分配的不是资金而是指标时，请以最小单位写明，如 unit: 1 {unit}");
        return null;
    }

    private bool IsQuota(ExpressionType type) => quantity == Quantity.Money && type.Quantity is { } own && Unit.IsQuota(own);

    private LocalText Amount => quantity == Quantity.Money
        ? new("an amount of money", "金额")
        : new(
            $"{ExpressionType.Named(quantity).En}, such as 100 {Unit.BaseOf(quantity)}",
            $"{ExpressionType.Named(quantity).Zh}，如 100 {Unit.BaseOf(quantity)}");
}

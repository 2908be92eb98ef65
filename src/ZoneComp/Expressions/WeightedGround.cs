namespace ZoneComp.Expressions;

/// <summary>
/// weighted([SET: VALUE, ...], overlap: RULE): every piece of ground by the value of the sets that it lies in, no square metre twice
/// unless the rule says sum. Values may be numbers, rates (yuan/mu), or differ by region.
/// </summary>
internal static class WeightedGround
{
    private static readonly string[] Rules = ["best", "lowest", "sum", "first", "error"];

    public static Formula? Bind(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope)
    {
        Syntax? list = arguments.Required("values");
        string? rule = arguments.Word("overlap", null, Rules);
        string? unit = arguments.Word("unit", "", [.. Unit.All.Where(one => one.Quantity == Quantity.Area).Select(one => one.Name)]);
        if (list is null || rule is null || unit is null)
            return null;
        if (list is not PairsSyntax { Pairs.Count: > 0 } pairs)
        {
            binder.Errors.Add(
                binder.Place(list),
                "expected sets with their values, such as [forest.I: 1, forest.II: 0.5]",
                "应为集合与取值的列表，如 [forest.I: 1, forest.II: 0.5]");
            return null;
        }

        List<ZoneSet> sets = [];
        List<Formula> values = [];
        ZoneSetBinder ground = new(scope.Classes, binder.Source, binder.Errors);
        foreach ((Syntax key, Syntax value) in pairs.Pairs)
        {
            if (ground.Bind(key) is not ZoneSet set || binder.BindQuantity(value) is not Formula formula)
                return null;
            sets.Add(set);
            values.Add(formula);
        }

        if (binder.Common(values) is not ExpressionType common)
            return null;
        ExpressionType type = new(ValueKind.Quantity, common.Dimension + Dimension.Of(Quantity.Area), common.IsNumber ? unit : "");
        return new WeightedGroundFormula(type, binder.Span(call), scope, sets, values, rule);
    }
}

/// <summary>Area times value, summed over a region's ground.</summary>
internal sealed class WeightedGroundFormula : Formula
{
    private readonly RegionScope scope;
    private readonly IReadOnlyList<ZoneSet> sets;
    private readonly IReadOnlyList<Formula> values;
    private readonly string rule; // for ground in several sets: best (highest value), lowest, sum, first (as written), or error
    private readonly Lazy<Cell[]> computed;

    public WeightedGroundFormula(
        ExpressionType type, FormulaSpan span, RegionScope scope, IReadOnlyList<ZoneSet> sets, IReadOnlyList<Formula> values, string rule)
        : base(type, span)
    {
        this.scope = scope;
        this.sets = sets;
        this.values = values;
        this.rule = rule;
        computed = new Lazy<Cell[]>(Compute);
    }

    public override bool IsUniform => false;

    internal override bool IsLeaf => true;

    internal override IEnumerable<Formula> Parts => values;

    internal override Step Story(int row, Storyteller teller) => GroundStory.Weighted(sets, values, rule, scope, row, teller);

    protected override Cell Compute(int row) => computed.Value[row];

    private Cell[] Compute()
    {
        int[][] holding = scope.Ground.Holding(sets);
        ILookup<int, (int Combination, decimal Area)> pieces = scope.Ground.Pieces();
        return [.. Enumerable.Range(0, scope.Frame.Count).Select(region => Sum(region, pieces[region], holding))];
    }

    private Cell Sum(int region, IEnumerable<(int Combination, decimal Area)> pieces, int[][] holding)
    {
        Cell?[] known = new Cell?[values.Count];
        Cell sum = 0m;
        foreach ((int combination, decimal area) in pieces)
        {
            int[] sharing = holding[combination];
            if (sharing.Length > 1 && rule == "error")
                return Fail(
                    region,
                    $"ground lies in {sets[sharing[0]].Text} and in {sets[sharing[1]].Text}; say which counts by 'overlap'",
                    $"有土地同时属于 {sets[sharing[0]].Text} 与 {sets[sharing[1]].Text}；请用 overlap 写明如何计");
            foreach (int index in sharing)
            {
                if (known[index] is not null)
                    continue;
                if (!TakeNumber(values[index], region, out Cell value))
                    return value;
                known[index] = value;
            }

            sum = Exact.Add(sum, Exact.Multiply(area, Chosen(sharing, known)));
        }

        return sum;
    }

    private Cell Chosen(int[] sharing, Cell?[] known) => sharing.Length == 0 ? 0m : rule switch
    {
        "best" => sharing.Select(index => known[index]!.Value).Aggregate(Exact.Greatest),
        "lowest" => sharing.Select(index => known[index]!.Value).Aggregate(Exact.Least),
        "sum" => Exact.Sum(sharing.Select(index => known[index]!.Value)),
        _ => known[sharing[0]]!.Value,
    };
}

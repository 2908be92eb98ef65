namespace ZoneComp.Allocation.Parts;

/// <summary>One thing that a rate is paid for.</summary>
/// <param name="Ground">Set of ground; null for an item by quantity.</param>
/// <param name="Rate">Money per area; null where instalments stand in its place.</param>
/// <param name="Quantity">The whole amount of an item that is not ground: money, such as posts x 8,000 yuan.</param>
internal sealed record RateItem(string Name, ZoneSet? Ground, Formula? Rate, Formula? Coefficient, Formula? Quantity)
{
    /// <summary>The document, article and date that it rests on; null where the policy states none.</summary>
    public string? Basis { get; init; }

    // Outside this band a rate's unit was mistaken.
    private const decimal LeastYuanPerMu = 0.01m;
    private const decimal LargestYuanPerMu = 100_000m;

    /// <param name="year">Of the policy: decides which instalment is due.</param>
    public static RateItem? Read(string name, MapReader map, SchemeExpressions expressions, int year)
    {
        PolicyNode? ground = map.Optional("ground"), amount = map.Optional("amount");
        Formula? coefficient = expressions.Number(map.Optional("coefficient"));
        Formula? rate = ReadRate(map, expressions, year);
        ZoneSet? set = expressions.Ground(ground);
        Formula? quantity = expressions.Money(amount);
        if (ground is null == amount is null)
            map.Errors.Add(
                map.Node,
                "an item has either 'ground' with a 'rate', or an 'amount' such as posts.number * 8000 yuan",
                "每个补偿项应写明 ground（配 rate）或 amount（如 posts.number * 8000 yuan）之一");
        else if (ground is not null && rate is null && map.Optional("rate") is null && map.Optional("instalments") is null)
            map.Errors.Add(
                map.Node,
                "an item on ground needs a 'rate', such as 15 yuan / mu, or 'instalments'",
                "按面积补偿的补偿项须写明 rate（如 15 yuan / mu）或 instalments");
        if (amount is not null && (map.Optional("coefficient") ?? map.Optional("rate") ?? map.Optional("instalments")) is PolicyNode unused)
            map.Errors.Add(
                unused,
                "this belongs to 'ground'; an 'amount' is the whole product, such as posts.number * 8000 yuan * county.coefficient",
                "此键只用于 ground；amount 应写出整个乘积，如 posts.number * 8000 yuan * county.coefficient");
        string? basis = BasisReader.Read(map);
        map.Finish();
        return (set is null || rate is null) && quantity is null
            ? null
            : new RateItem(name, set, rate, coefficient, quantity) { Basis = basis };
    }

    /// <summary>Rate and coefficient by region, for the piecewise choice.</summary>
    public PaidItem ForRegions(SchemeRun run)
    {
        Payees regions = Payees.Regions(run.Payees.Frame, run.Table.Regions, run.Levels);
        // Expressions count areas in thirds of a square metre, so that a mu is a whole number of them.
        ConstantFormula thirds = new(ExpressionType.Number, Rate!.Span, InternalUnits.ThirdsInM2);
        decimal[] rates = regions.Numbers(new ArithmeticFormula(Rate.Type, Rate.Span, '*', Rate, thirds), run.Head.Name, run.Log);
        decimal[] coefficients = Coefficient is null ? [.. rates.Select(_ => 1m)] : regions.Numbers(Coefficient, run.Head.Name, run.Log);
        if (run.Head.Quantity == Model.Quantity.Money
            && rates.Select(rate => rate * InternalUnits.MuInM2)
            .Where(rate => rate is > 0 and (<= LeastYuanPerMu or >= LargestYuanPerMu))
            .ToArray() is { Length: > 0 } odd)
            run.Log.Add(AllocationFindings.ImplausibleRate(run.Head.Name, Name, odd.Min(), odd.Max()));
        if (Enumerable.Range(0, rates.Length).Where(region => rates[region] * coefficients[region] < 0).Select(regions.Label).ToArray()
            is { Length: > 0 } below)
            run.Log.Add(AllocationFindings.BelowZero(run.Head.Name, Name, below));
        Predicate<ClassSet> holds = Ground!.Holds;
        return new PaidItem(Name, set => holds(set), rates, coefficients);
    }

    private static Formula? ReadRate(MapReader map, SchemeExpressions expressions, int year)
    {
        PolicyNode? rate = map.Optional("rate"), instalments = map.Optional("instalments");
        int? started = map.OptionalInteger("started");
        if (instalments is null)
        {
            if (started is not null)
                map.Errors.Add(map.Optional("started")!, "'started' belongs to 'instalments'", "started 只与 instalments 同用");
            return expressions.RatePerArea(rate);
        }

        if (rate is not null || started is null || instalments.Kind != PolicyNodeKind.Map)
        {
            map.Errors.Add(
                instalments,
                "'instalments' is a block of year: rate (1: 500 yuan / mu), beside 'started' and without 'rate'",
                "instalments 为“年次: 标准”块（1: 500 yuan / mu），须写明 started，且不与 rate 同用");
            return null;
        }

        Dictionary<int, Formula?> byYear = [];
        foreach ((PolicyNode key, PolicyNode value) in instalments.Entries)
        {
            if (int.TryParse(
                key.Text,
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture,
                out int index)
                && index > 0)
                byYear[index] = expressions.RatePerArea(value);
            else
                map.Errors.Add(key, $"'{key.Text}' is no year of a programme: 1, 2, 3, ...", $"“{key.Text}”不是年次：应为 1、2、3……");
        }

        if (started < 1949 || started > year)
            map.Errors.Add(
                map.Optional("started")!,
                $"'started' is {started}; expected a year from 1949 to the policy's, {year}",
                $"started 为 {started}；应在 1949 年至测算年度 {year} 之间");

        // A year without an instalment pays nothing.
        return byYear.TryGetValue(year - started.Value + 1, out Formula? due)
            ? due
            : new ConstantFormula(expressions.RateType, new FormulaSpan(instalments, 0, 0), 0m);
    }
}

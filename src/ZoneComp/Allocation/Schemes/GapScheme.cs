namespace ZoneComp.Allocation.Schemes;

/// <summary>max(0, expenditure - revenue) x coefficient; with a fund, scaled to it. Growth control is a corridor among the
/// bounds.</summary>
internal sealed record GapScheme(SchemeHead Head, Formula Expenditure, Formula Revenue, Formula Coefficient, FundSetting? Fund)
    : Scheme(Head)
{
    public static Scheme? Read(SchemeHead head, MapReader map, SchemeExpressions expressions, IReadOnlyList<ParentLevel> levels)
    {
        Formula? expenditure = expressions.Money(map.Required("expenditure"));
        Formula? revenue = expressions.Money(map.Required("revenue"));
        Formula? coefficient = expressions.Number(map.Required("coefficient"));
        FundSetting? fund = FundSetting.Read(map, expressions, levels, required: false);
        return expenditure is null || revenue is null || coefficient is null
            ? null
            : new GapScheme(head, expenditure, revenue, coefficient, fund);
    }

    public override FundSetting? FundOfUnits => Fund;

    public override SchemeOutcome Run(SchemeRun run)
    {
        bool[] eligible = run.Eligible();
        decimal[] coefficients = run.Ratios(Coefficient);
        for (int i = 0; i < coefficients.Length; i++)
        {
            if (eligible[i] && Fund is null && coefficients[i] is (< 0 or > SchemeRun.LargestRatio))
                run.Log.Add(AllocationFindings.OutOfRange(
                    Head.Name, run.Payees.Label(i), Coefficient.Span.Text, coefficients[i], "0",
                    "10 (a percentage is written 35% or 0.35)"));
        }

        decimal[] needs =
        [
            .. GapFormula.Compute(run.Numbers(Expenditure), run.Numbers(Revenue), coefficients).Select((need, i) => eligible[i] ? need : 0),
        ];
        if (Fund is null)
            return SchemeFinish.Unfunded(run, needs);

        needs = run.NotNegative(needs, eligible);
        decimal[] computed = new decimal[needs.Length];
        IReadOnlyList<FundGroup> groups = Fund.Groups(run);
        PoolPart whole = new("", 1m, Coefficient, null, null);
        foreach (FundGroup group in groups)
            whole.AddShares(run, group, needs, null, computed);
        return SchemeFinish.Funded(run, computed, groups, Fund.Budgets(run));
    }
}

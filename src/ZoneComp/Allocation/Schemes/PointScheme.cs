namespace ZoneComp.Allocation.Schemes;

/// <summary>Points x value of a point: the value stated, or the fund over all points (French DSR; Shandong reserves A = Z / sum of R x F /
/// 100).</summary>
internal sealed record PointScheme(SchemeHead Head, Formula Points, Formula? Value, FundSetting? Fund) : Scheme(Head)
{
    public static Scheme? Read(SchemeHead head, MapReader map, SchemeExpressions expressions, IReadOnlyList<ParentLevel> levels)
    {
        Formula? points = expressions.Number(map.Required("points"));
        PolicyNode? value = map.Optional("value");
        FundSetting? fund = FundSetting.Read(map, expressions, levels, required: false);
        if (value is null == fund is null)
            map.Errors.Add(
                map.Node,
                "points have either a 'value', in money, or a 'fund' that sets it",
                "points 应写明 value（每分金额）或 fund（由总额确定）之一");
        Formula? each = expressions.Money(value);
        return points is null || (each is null && fund is null) ? null : new PointScheme(head, points, each, fund);
    }

    public override FundSetting? FundOfUnits => Fund;

    public override SchemeOutcome Run(SchemeRun run)
    {
        bool[] eligible = run.Eligible();
        if (Fund is null)
        {
            decimal[] values = run.Ratios(Value!);
            return SchemeFinish.Unfunded(run, [.. run.Numbers(Points).Select((points, i) => eligible[i] ? points * values[i] : 0)]);
        }

        decimal[] scores = run.Scores(Points, eligible);
        decimal[] computed = new decimal[scores.Length];
        IReadOnlyList<FundGroup> groups = Fund.Groups(run);
        PoolPart whole = new("", 1m, Points, null, null);
        foreach (FundGroup group in groups)
            whole.AddShares(run, group, scores, null, computed);
        return SchemeFinish.Funded(run, computed, groups, Fund.Budgets(run));
    }
}

namespace ZoneComp.Allocation.Schemes;

/// <summary>base + increment: the base stays, only what the fund has more is shared (Guangxi 2016).</summary>
internal sealed record IncrementScheme(SchemeHead Head, FundSetting Fund, Formula Base, Formula Share) : Scheme(Head)
{
    public static Scheme? Read(SchemeHead head, MapReader map, SchemeExpressions expressions, IReadOnlyList<ParentLevel> levels)
    {
        FundSetting? fund = FundSetting.Read(map, expressions, levels, required: true);
        Formula? basis = expressions.Money(map.Required("base")), share = expressions.Score(map.Required("share"));
        return fund is null || basis is null || share is null ? null : new IncrementScheme(head, fund, basis, share);
    }

    public override FundSetting? FundOfUnits => Fund;

    public override SchemeOutcome Run(SchemeRun run)
    {
        decimal[] bases = run.Scores(Base, [.. run.Payees.Codes.Select(_ => true)]), scores = run.Scores(Share, run.Eligible());
        decimal[] computed = [.. bases];
        IReadOnlyList<FundGroup> groups = Fund.Groups(run);
        PoolPart increments = new("", 1m, Share, null, null);
        foreach (FundGroup group in groups)
        {
            decimal increment = group.FundYuan - OrderFreeSum.Of(group.Payees.Select(i => bases[i]));
            if (increment < 0)
                throw new InfeasibleBoundsException(-increment, InfeasibleKind.FloorsExceedFund);
            increments.AddShares(run, group with { FundYuan = increment }, scores, null, computed);
        }

        return SchemeFinish.Funded(run, computed, groups, Fund.Budgets(run));
    }
}

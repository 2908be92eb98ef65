namespace ZoneComp.Allocation.Schemes;

/// <summary>pool x share: a fund, or sub-pools of it, handed out in proportion to columns.</summary>
internal sealed record PoolScheme(SchemeHead Head, FundSetting Fund, IReadOnlyList<PoolPart> Parts) : Scheme(Head)
{
    public static Scheme? Read(SchemeHead head, MapReader map, SchemeExpressions expressions, IReadOnlyList<ParentLevel> levels)
    {
        FundSetting? fund = FundSetting.Read(map, expressions, levels, required: true);
        IReadOnlyList<PoolPart>? parts = ReadParts(map, expressions);
        return fund is null || parts is null ? null : new PoolScheme(head, fund, parts);
    }

    public override FundSetting? FundOfUnits => Fund;

    public override SchemeOutcome Run(SchemeRun run)
    {
        bool[] eligible = run.Eligible();
        IReadOnlyList<FundGroup> groups = Fund.Groups(run);
        decimal[] computed = new decimal[run.Payees.Count];
        foreach (PoolPart part in Parts)
        {
            decimal[] scores = run.Scores(
                part.Share,
                part.Eligible is null
                    ? eligible
                    : [.. run.Payees.Flags(part.Eligible, run.Head.Name, run.Log).Zip(eligible, (first, second) => first && second)]);
            decimal?[]? caps = part.Cap is null ? null : run.OptionalNumbers(part.Cap);
            foreach (FundGroup group in groups)
                part.AddShares(run, group, scores, caps, computed);
        }

        return SchemeFinish.Funded(run, computed, groups, Fund.Budgets(run));
    }

    private static List<PoolPart>? ReadParts(MapReader map, SchemeExpressions expressions)
    {
        PolicyNode? share = map.Optional("share");
        IReadOnlyList<KeyValuePair<PolicyNode, PolicyNode>> entries = map.NamedEntries("parts", areLabels: true);
        if (share is null == (entries.Count == 0))
        {
            map.Errors.Add(share ?? map.Node, "a pool has either 'share' or 'parts'", "pool 应写明 share 或 parts 之一");
            return null;
        }

        if (share is not null)
            return expressions.Score(share) is Formula score ? [new PoolPart("", 1m, score, null, null)] : null;

        List<PoolPart?> parts =
        [
            .. entries.Select(entry => PoolPart.Read(entry.Key.Text, new MapReader(entry.Value, map.Errors), expressions)),
        ];
        decimal sum = parts.Sum(part => part?.Portion ?? 0);
        if (parts.TrueForAll(part => part is not null) && sum != 1)
            map.Errors.Add(
                map.Optional("parts")!,
                FormattableString.Invariant($"the portions of the parts add up to {sum}, not to 1"),
                FormattableString.Invariant($"各部分比例合计为 {sum}，应为 1"));
        return parts.TrueForAll(part => part is not null) ? [.. parts.Select(part => part!)] : null;
    }
}

/// <summary>A sub-pool.</summary>
/// <param name="Portion">Of the fund, 0 to 1.</param>
/// <param name="Cap">Most that a payee may have of this part; what it leaves goes to the part's others.</param>
internal sealed record PoolPart(string Name, decimal Portion, Formula Share, Formula? Eligible, Formula? Cap)
{
    public static PoolPart? Read(string name, MapReader map, SchemeExpressions expressions)
    {
        decimal portion = map.RequiredNumber("portion");
        if (portion < 0)
            map.Errors.Add(map.Optional("portion")!, "a portion of a fund is 0 to 1", "portion 应在 0 至 1 之间");
        Formula? share = expressions.Score(map.Required("share"));
        Formula? eligible = expressions.Flag(map.Optional("eligible"));
        Formula? cap = expressions.Money(map.Optional("cap"));
        map.Finish();
        return share is null ? null : new PoolPart(name, portion, share, eligible, cap);
    }

    public void AddShares(SchemeRun run, FundGroup group, decimal[] scores, decimal?[]? caps, decimal[] computed)
    {
        decimal fund = group.FundYuan * Portion;
        if (fund <= 0)
            return; // a fund below zero is told when the amounts are brought to it
        decimal[] own = [.. group.Payees.Select(i => scores[i])];
        if (Array.TrueForAll(own, score => score == 0))
        {
            string name = Name.Length > 0 ? $"{run.Head.Name}.{Name}" : run.Head.Name;
            run.Log.Add(AllocationFindings.NobodyShares(run.Head.Name, name, fund, run.Head.Measure));
            return;
        }

        IReadOnlyList<decimal> shares = PoolFormula.Share(fund, own);
        if (caps is not null)
        {
            WaterLevel level = WaterFilling.Fill(
                shares,
                [.. group.Payees.Select(i => BoundInterval.None.Then("cap", null, caps[i]))],
                fund);
            if (level.Left > 0)
                throw new InfeasibleBoundsException(level.Left, InfeasibleKind.CapsLeaveMoney);
            shares = level.Amounts;
        }

        for (int at = 0; at < own.Length; at++)
            computed[group.Payees[at]] += shares[at];
    }
}

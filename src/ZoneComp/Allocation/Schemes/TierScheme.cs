namespace ZoneComp.Allocation.Schemes;

/// <summary>Fixed amounts by rank (first ten, others) or by the band of a score.</summary>
internal sealed record TierScheme(
    SchemeHead Head, Formula Score, bool ByRank, bool ClosedAbove, TieRule Ties, IReadOnlyList<(decimal? Edge, Formula Amount)> Tiers)
        : Scheme(Head)
{
    public static Scheme? Read(SchemeHead head, MapReader map, SchemeExpressions expressions)
    {
        PolicyNode? rank = map.Optional("rank_by"), score = map.Optional("score");
        if (rank is null == score is null)
            map.Errors.Add(
                map.Node,
                "tiers go either by 'rank_by' (tiers: to, amount) or by 'score' (tiers: from or above, amount)",
                "分档应写明 rank_by（tiers 用 to、amount）或 score（tiers 用 from 或 above、amount）之一");
        TieRule ties = map.Choice(
            "ties", TieRule.Error, ("error", TieRule.Error), ("better", TieRule.Better), ("average", TieRule.Average));
        Formula? by = expressions.Score(rank ?? score);

        List<(decimal?, Formula)> tiers = [];
        HashSet<string> keys = [];
        PolicyNode? list = map.Required("tiers");
        foreach (PolicyNode item in list?.Items ?? [])
        {
            MapReader tier = new(item, map.Errors);
            decimal? to = tier.OptionalNumber("to"), from = tier.OptionalNumber("from"), above = tier.OptionalNumber("above");
            Formula? amount = expressions.OneMoney(tier.Required("amount"));
            if (rank is null ? from is null == above is null : from is not null || above is not null)
                map.Errors.Add(
                    item,
                    rank is null
                        ? "a tier by score has either 'from' (the edge belongs to it) or 'above' (it does not)"
                        : "a tier by rank has 'to', the last rank in it",
                    rank is null ? "按分数的档应写明 from（含边界）或 above（不含边界）" : "按名次的档应写明 to（最后名次）");
            if (to is not null && (to < 1 || to != decimal.Floor(to.Value)))
                map.Errors.Add(tier.Optional("to")!, "'to' is the last rank of the tier: 1, 2, 3, ...", "to 为该档最后名次：1、2、3……");
            _ = keys.Add(above is null ? "from" : "above");
            if (tiers.Count > 0 && !(to ?? from ?? above ?? decimal.MaxValue).CompareTo(tiers[^1].Item1 ?? decimal.MaxValue).Equals(1))
                map.Errors.Add(
                    item,
                    "the tiers stand in rising order of rank or score, a tier without 'to' last",
                    "各档须按名次或分数递增排列，无 to 的档在最后");
            tier.Finish();
            if (amount is not null)
                tiers.Add((to ?? from ?? above, amount));
        }

        if (keys.Count > 1)
            map.Errors.Add(list!, "all tiers say 'from' or all say 'above'", "各档应统一用 from 或统一用 above");
        return by is null || tiers.Count == 0 ? null : new TierScheme(head, by, rank is not null, keys.Contains("above"), ties, tiers);
    }

    public override SchemeOutcome Run(SchemeRun run)
    {
        bool[] eligible = run.Eligible();
        decimal?[] scores = [.. run.OptionalNumbers(Score).Select((score, i) => eligible[i] ? score : null)];
        for (int i = 0; i < scores.Length; i++)
        {
            // Nobody would see that a payee whose score was forgotten is paid nothing.
            if (eligible[i] && scores[i] is null)
                run.Log.Add(AllocationFindings.NoScore(Head.Name, run.Payees.Label(i), Score));
        }

        decimal[] amounts = [.. Tiers.Select(tier => run.Uniform(tier.Amount))];
        if (!ByRank)
        {
            ScoreTier[] tiers = [.. Tiers.Zip(amounts, (tier, amount) => new ScoreTier(tier.Edge!.Value, amount))];
            return SchemeFinish.Unfunded(
                run,
                [.. scores.Select(score => score is null ? 0 : ScoreTiers.AmountAt(score.Value, tiers, ClosedAbove))]);
        }

        try
        {
            RankTier[] tiers = [.. Tiers.Zip(amounts, (tier, amount) => new RankTier((int?)tier.Edge, amount))];
            return SchemeFinish.Unfunded(run, RankTiers.Compute(scores, tiers, Ties));
        }
        catch (TieException tie)
        {
            run.Log.Add(AllocationFindings.Tie(Head.Name, tie.Payees.Select(run.Payees.Label), tie.Score));
            return SchemeFinish.Nothing(run);
        }
    }
}

namespace ZoneComp.Explanation;

/// <summary>Tells what a scheme's formula gives a payee, before bounds and rounding.</summary>
internal static class SchemeStory
{
    public static Step Computed(PayeeStory payee) => payee.Trace.Scheme switch
    {
        PoolScheme pool => FundStory.Pool(payee, pool),
        RateScheme rate => RateStory.Of(payee, rate),
        PointScheme points => FundStory.Points(payee, points),
        GapScheme gap => FundStory.Gap(payee, gap),
        IncrementScheme increment => FundStory.Increment(payee, increment),
        TierScheme tiers => Tiers(payee, tiers),
        LumpScheme lump => payee.LeftOut() ?? Lump(payee, lump),
        RewardScheme reward => payee.LeftOut() ?? Reward(payee, reward),
        LinkageScheme linkage => payee.LeftOut() ?? Linkage(payee, linkage),
        SettlementScheme settlement => payee.LeftOut() ?? Settled(payee, settlement),
        { } other => throw new InvalidOperationException($"no explanation for schemes like {other.GetType().Name}"),
    };

    private static Step Result(PayeeStory payee, string arithmetic, params Step[] parts) =>
        new("computed", payee.Amount(payee.Trace.Computed[payee.Payee])) { Arithmetic = arithmetic, Parts = parts };

    private static Step Tiers(PayeeStory payee, TierScheme scheme)
    {
        decimal?[] scores = payee.Trace.Once(
            "tier scores",
            () => payee.OptionalNumbers(scheme.Score).Select((score, i) => payee.Eligible[i] ? score : null).ToArray());
        Step own = payee.Of("score", scheme.Score);
        if (scores[payee.Payee] is not decimal score)
            return Result(payee, payee.Amount(0m), own) with { Notes = [new LocalText("takes no part, or has no score", "不参与，或没有分数")] };
        if (!scheme.ByRank)
        {
            (decimal? Edge, Formula Amount)[] reached = [.. scheme.Tiers.Where(tier => scheme.ClosedAbove
                ? score > tier.Edge
                : score >= tier.Edge)];
            return reached.Length == 0
                ? Result(payee, payee.Amount(0m), own) with { Notes = [new LocalText("below every tier", "低于所有档")] }
                : Result(
                    payee,
                    payee.One("", reached[^1].Amount, 0).Value,
                    own,
                    payee.One(
                        $"amount of the tier {(scheme.ClosedAbove ? "above" : "from")} {ExactText.Number(reached[^1].Edge!.Value)}",
                        reached[^1].Amount,
                        0));
        }

        int[] ranked = payee.Trace.Once("ranked", () => Enumerable.Range(0, scores.Length).Where(i => scores[i] is not null).ToArray());
        int first = 1 + ranked.Count(i => scores[i] > score), last = ranked.Count(i => scores[i] >= score);
        Step rank = payee.Column("ranked", "score", scheme.Score.Type, ranked, [.. scores.Select(each => each ?? 0m)])
            .Step("rank descending min");
        Step[] amounts = [.. Enumerable.Range(first, last - first + 1)
            .Select(place => (Place: place, Tier: scheme.Tiers.FirstOrDefault(tier => tier.Edge is null || place <= tier.Edge)))
            .Select(each =>
                each.Tier.Amount is null
                    ? new Step($"amount of rank {each.Place}", payee.Amount(0m))
                    : payee.One($"amount of rank {each.Place}", each.Tier.Amount, 0))];
        string arithmetic = scheme.Ties == TieRule.Average && amounts.Length > 1
            ? $"({string.Join(" + ", amounts.Select(amount => amount.Value))}) / {amounts.Length}"
            : amounts[0].Value;
        return Result(payee, arithmetic, [own, rank, .. amounts]);
    }

    private static Step Lump(PayeeStory payee, LumpScheme scheme)
    {
        int[] rows = [.. Enumerable.Range(0, scheme.Table.Count).Where(row => payee.Regions.Contains(scheme.Table.RegionOf(row)))];
        return Result(payee, "", [.. rows.Select(row => payee.One(scheme.Table.Scope.RowLabel(row), scheme.Amount, row))]) with
        {
            Arithmetic = rows.Length == 0
                ? payee.Amount(0m)
                : string.Join(" + ", rows.Select(row => ExactText.Of(scheme.Amount.Value(row), scheme.Amount.Type))),
        };
    }

    private static Step Reward(PayeeStory payee, RewardScheme scheme)
    {
        if (scheme.Amount is Formula amount)
        {
            Step whole = payee.Of("amount", amount);
            return Result(payee, whole.Value, whole);
        }

        if (scheme.Change is Formula changed)
        {
            Step change = payee.Of("change", changed);
            Step rate = payee.Numbers(changed)[payee.Payee] > 0m ? payee.Of("better", scheme.Better!) : payee.Of("worse", scheme.Worse!);
            return Result(payee, $"{change.Value} * {rate.Value}", change, rate);
        }

        Step paid = Paid(payee, scheme.Of);
        if (scheme.Excluded is Formula excluded)
        {
            Step out_ = payee.Of("excluded", excluded, MemberRule.Same);
            return Result(payee, $"if({out_.Value}, -({paid.Value}), {payee.Amount(0m)})", out_, paid);
        }

        Step ratio = payee.Of("ratio", scheme.Ratio!);
        return Result(payee, $"{paid.Value} * {ratio.Value}", paid, ratio);
    }

    private static Step Linkage(PayeeStory payee, LinkageScheme scheme)
    {
        Step paid = Paid(payee, scheme.Of),
            deduction = payee.Of("deduction", scheme.Deduction),
            least = payee.One("least", scheme.Least, 0);
        return Result(payee, $"-({paid.Value}) * min({deduction.Value}, 1 - {least.Value})", paid, deduction, least);
    }

    private static Step Settled(PayeeStory payee, SettlementScheme scheme)
    {
        Step due = Paid(payee, scheme.Of), prepaid = payee.Of("prepaid", scheme.Prepaid);
        return Result(
            payee,
            scheme.Recover
                ? $"({due.Value} - {prepaid.Value}) - {due.Value}"
                : $"max({payee.Amount(0m)}, {due.Value} - {prepaid.Value}) - {due.Value}",
            due,
            prepaid);
    }

    /// <summary>What other schemes paid: explained under their own names.</summary>
    private static Step Paid(PayeeStory payee, IReadOnlyList<string> schemes)
    {
        decimal[] amounts =
        [
            .. schemes.Select(scheme => payee.Trace.Once(("paid", scheme), () => payee.Run.PaidBy([scheme]))[payee.Payee]),
        ];
        return new Step("paid by " + string.Join(" + ", schemes), payee.Amount(amounts.Sum()))
        {
            Arithmetic = string.Join(" + ", amounts.Select(payee.Amount)),
            Notes = [new LocalText("each explained under the scheme's own name", "各项见其自身的说明")],
        };
    }
}

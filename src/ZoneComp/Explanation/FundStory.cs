namespace ZoneComp.Explanation;

/// <summary>Tells shares of a fund.</summary>
internal static class FundStory
{
    /// <summary>The fund that a payee draws on: its sources, or the value of its own unit.</summary>
    public static Step Fund(PayeeStory payee, FundSetting fund, decimal fundYuan)
    {
        Step[] sources =
        [
            .. fund.Sources.Select(source =>
                payee.One(source.Source.Length > 0 ? $"fund {source.Source}" : "fund", source.Amount!, payee.Regions[0])),
        ];
        return sources.Length == 1 && fund.Sources[0].Source.Length == 0
            ? sources[0] with { Value = payee.Amount(fundYuan) }
            : new Step("fund", payee.Amount(fundYuan))
            {
                Arithmetic = string.Join(" + ", sources.Select(source => source.Value)),
                Parts = sources,
            };
    }

    /// <summary>fund x score / sum of scores.</summary>
    /// <param name="scores">By payee; 0 for who takes no part.</param>
    public static Step Share(
        string name, PayeeStory payee, Step fund, decimal portion, Formula score, ExpressionType type, IReadOnlyList<decimal> scores,
        IReadOnlyList<int> among, decimal value, Step? own = null)
    {
        Step total = payee.Column(name, Storyteller.OneLine(score.Span.Text), type, among, scores).Step("sum");
        Step mine = own ?? payee.Of("share", score);
        string counted = ExactText.Of(scores[payee.Payee], type);
        if (counted != mine.Value)
            mine = mine with
            {
                Notes = [.. mine.Notes, new LocalText($"counts as {counted}: takes no part, or is below zero", $"按 {counted} 计：不参与，或小于零")],
            };
        string money = portion == 1m ? fund.Value : $"{fund.Value} * {ExactText.Number(portion)}";
        return new Step(name, payee.Amount(value))
        {
            Arithmetic = scores[payee.Payee] == 0m ? payee.Amount(0m) : $"{money} * ({counted} / {total.Value})",
            Parts = [fund, mine, total],
        };
    }

    public static FundGroup GroupOf(PayeeStory payee) => payee.Trace.FundOf(payee.Payee).Group!;

    public static Step Pool(PayeeStory payee, PoolScheme scheme)
    {
        FundGroup group = GroupOf(payee);
        Step fund = Fund(payee, scheme.Fund, group.FundYuan);
        List<Step> parts = [];
        foreach (PoolPart part in scheme.Parts)
        {
            decimal[] scores = payee.Trace.Once(part, () => payee.Run.Scores(part.Share, part.Eligible is null
                ? [.. payee.Eligible]
                : [
                    .. payee.Run.Payees.Flags(part.Eligible, payee.Run.Head.Name, payee.Run.Log)
                        .Zip(payee.Eligible, (first, second) => first && second),
                ]));
            decimal money = group.FundYuan * part.Portion,
                total = payee.Trace.Once(("total", part, group), () => OrderFreeSum.Of(group.Payees.Select(i => scores[i])));
            string name = part.Name.Length > 0 ? $"part {part.Name}" : "computed";
            if (money <= 0m || total == 0m)
                parts.Add(new Step(name, payee.Amount(0m))
                {
                    Notes = [new LocalText("nothing to share, or nobody shares", "无可分配金额，或无单位参与")],
                    Parts = [fund],
                });
            else if (part.Cap is null)
                parts.Add(Share(
                    name, payee, fund, part.Portion, part.Share, part.Share.Type, scores, group.Payees,
                    money * (scores[payee.Payee] / total)));
            else
                parts.Add(Capped(name, payee, fund, part, group, scores, money));
        }

        if (parts.Count == 1)
            return parts[0] with { Name = "computed" };
        return new Step("computed", payee.Amount(payee.Trace.Computed[payee.Payee]))
        {
            Arithmetic = string.Join(" + ", parts.Select(part => part.Value)),
            Parts = parts,
        };
    }

    private static Step Capped(string name, PayeeStory payee, Step fund, PoolPart part, FundGroup group, decimal[] scores, decimal money)
    {
        IReadOnlyList<decimal?> caps = payee.OptionalNumbers(part.Cap!);
        decimal[] shares = payee.Trace.Once((part, group.Payees), () => PoolFormula.Share(money, [.. group.Payees.Select(i => scores[i])]));
        WaterLevel level = payee.Trace.Once(
            ("level", part, group.Payees),
            () => WaterFilling.Fill(shares, [.. group.Payees.Select(i => BoundInterval.None.Then("cap", null, caps[i]))], money));
        int at = payee.Trace.FundOf(payee.Payee).At;
        Step share = Share("share of the part", payee, fund, part.Portion, part.Share, part.Share.Type, scores, group.Payees, shares[at]);
        string scaled = $"{share.Value} * {ExactText.Number(level.Factor ?? 1m)}";
        return new Step(name, payee.Amount(level.Amounts[at]))
        {
            Arithmetic = caps[payee.Payee] is decimal cap ? $"min({scaled}, {payee.Amount(cap)})" : scaled,
            Notes =
            [
                new LocalText(
                    "what the caps leave goes to the others: all shares of the part are multiplied by one factor so that they add up to it",
                    "上限余额由其他单位分享：各份额乘以同一系数，使合计等于该部分资金"),
            ],
            Parts = [share, payee.Of("cap", part.Cap!)],
        };
    }

    public static Step Points(PayeeStory payee, PointScheme scheme)
    {
        Step points = payee.Of("points", scheme.Points);
        decimal computed = payee.Trace.Computed[payee.Payee];
        if (scheme.Fund is null)
        {
            Step value = payee.Of("value of a point", scheme.Value!);
            return payee.LeftOut()
                ?? new Step("computed", payee.Amount(computed))
                {
                    Arithmetic = $"{points.Value} * {value.Value}",
                    Parts = [points, value],
                };
        }

        FundGroup group = GroupOf(payee);
        return Share(
            "computed", payee, Fund(payee, scheme.Fund, group.FundYuan), 1m, scheme.Points, ExpressionType.Number,
            payee.Scores(scheme.Points), group.Payees, computed);
    }

    public static Step Gap(PayeeStory payee, GapScheme scheme)
    {
        Step spend = payee.Of("expenditure", scheme.Expenditure),
            income = payee.Of("revenue", scheme.Revenue),
            coefficient = payee.Of("coefficient", scheme.Coefficient);
        decimal[] needs = payee.Trace.Once(
            "needs",
            () =>
                GapFormula.Compute(
                    payee.Run.Numbers(scheme.Expenditure),
                    payee.Run.Numbers(scheme.Revenue),
                    payee.Run.Numbers(scheme.Coefficient))
                    .Select((need, i) => payee.Eligible[i] ? need : 0)
                    .ToArray());
        Step need = payee.LeftOut() ?? new Step("computed", payee.Amount(needs[payee.Payee]))
        {
            Arithmetic = $"max({payee.Amount(0m)}, {spend.Value} - {income.Value}) * {coefficient.Value}",
            Parts = [spend, income, coefficient],
        };
        if (scheme.Fund is null)
            return need;
        FundGroup group = GroupOf(payee);
        return Share(
            "computed", payee, Fund(payee, scheme.Fund, group.FundYuan), 1m, scheme.Coefficient, payee.Type,
            payee.Trace.Once("scored needs", () => payee.Run.NotNegative([.. needs], [.. payee.Eligible])), group.Payees,
            payee.Trace.Computed[payee.Payee], need with { Name = "gap x coefficient" });
    }

    public static Step Increment(PayeeStory payee, IncrementScheme scheme)
    {
        FundGroup group = GroupOf(payee);
        IReadOnlyList<decimal> bases = payee.Trace.Once(
            "bases",
            () => payee.Run.Scores(scheme.Base, [.. payee.Run.Payees.Codes.Select(_ => true)])),
            scores = payee.Scores(scheme.Share);
        Step fund = Fund(payee, scheme.Fund, group.FundYuan),
            all = payee.Column("bases", "base", payee.Type, group.Payees, bases).Step("sum");
        decimal more = group.FundYuan - payee.Trace.Once(("all bases", group), () => OrderFreeSum.Of(group.Payees.Select(i => bases[i])));
        Step increment = new("increment of the fund", payee.Amount(more))
        {
            Arithmetic = $"{fund.Value} - {all.Value}",
            Parts = [fund, all],
        };
        decimal computed = payee.Trace.Computed[payee.Payee];
        Step share = Share(
            "share of the increment", payee, increment, 1m, scheme.Share, scheme.Share.Type, scores, group.Payees,
            computed - bases[payee.Payee]);
        Step basis = payee.Of("base", scheme.Base);
        return new Step("computed", payee.Amount(computed))
        {
            Arithmetic = $"{payee.Amount(bases[payee.Payee])} + {share.Value}",
            Parts = [basis, share],
        };
    }
}

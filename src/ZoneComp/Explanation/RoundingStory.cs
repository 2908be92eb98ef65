namespace ZoneComp.Explanation;

/// <summary>Tells rounding: which unit (fen) went to whom, and why.</summary>
internal static class RoundingStory
{
    /// <summary>To the nearest unit, by itself.</summary>
    public static Step Each(PayeeStory payee, Step bounded) => new("", payee.Amount(payee.Trace.Amounts[payee.Payee]))
    {
        Arithmetic = ToUnit(bounded.Value, payee.Trace.Bounded[payee.Payee], payee.Run.Head),
        Parts = [bounded],
        Notes = [Nearest],
    };

    /// <summary>The rounding written out; where a fraction's last digits would decide it, with the 12 decimals of a unit at which amounts
    /// are taken.</summary>
    public static string ToUnit(string value, decimal yuan, SchemeHead head)
    {
        decimal unitYuan = head.UnitYuan;
        string one = ExactText.Number(unitYuan, head.Measure);
        bool isPlain = Math.Round(yuan / unitYuan, MidpointRounding.AwayFromZero) * unitYuan == MoneyUnit.Round(yuan, unitYuan);
        return isPlain ? $"round({value} / {one}, 0) * {one}" : $"round(round({value} / {one}, {MoneyUnit.Digits}), 0) * {one}";
    }

    public static LocalText Nearest => new("rounded to the nearest unit, halves away from zero", "四舍五入至最小单位");

    /// <summary>By largest remainder, level after level, so that every level adds up.</summary>
    public static Step Funded(PayeeStory payee, Step bounded)
    {
        (FundGroup? drawnOn, FundOutcome? made, int own) = payee.Trace.FundOf(payee.Payee);
        (FundGroup group, FundOutcome outcome) = (drawnOn!, made!);
        decimal total = payee.Trace.Once(("amounts", group), () => outcome.AmountYuan.Sum());
        Step all = new("all amounts of the fund together", payee.Amount(total))
        {
            Arithmetic = $"floor({payee.Amount(group.FundYuan + outcome.ReserveYuan - outcome.UnallocatedYuan)} / {payee.Unit}) * "
                + $"{payee.Unit}",
            Notes = [new LocalText("fund + reserve - unallocated, in whole units", "资金总额 + 预备 − 未分配，取整到最小单位")],
        };
        int[] members = payee.Trace.Once(("members", group), () => Enumerable.Range(0, group.Payees.Count).ToArray());
        IReadOnlyList<string> path = payee.Run.Payees.Paths[payee.Payee];
        for (int level = 0; level < path.Count; level++)
        {
            int depth = level;
            // a payee may lack a level: its place is told by the depth too
            (string Part, FundGroup Group, string Above) place = ("children", group, string.Join('\n', path.Take(level).Append("")));
            Dictionary<string, int[]> children = payee.Trace.Once(
                place,
                () => members.GroupBy(i => payee.Run.Payees.Paths[group.Payees[i]][depth], StringComparer.Ordinal)
                .ToDictionary(child => child.Key, child => child.ToArray(), StringComparer.Ordinal));
            bool isOwn = level == path.Count - 1;
            members = children[path[level]];
            if (children.Count > 1 || isOwn)
            {
                decimal whole = total;
                string[] codes = payee.Trace.Once(place with { Part = "codes" }, () => children.Keys.ToArray());
                RemainderRounding rounding = payee.Trace.Once(place with { Part = "rounding" }, () => RemainderRounding.Of(
                    payee.Run.Head,
                    [.. children.Values.Select(child => OrderFreeSum.Of(child.Select(i => outcome.BoundedYuan[i])))], whole, codes));
                Step exact = isOwn ? bounded
                    : payee.Trace.Once(
                        (place with { Part = "sum" }, path[level]),
                        () =>
                            new Fold(
                                $"bounded amounts in {path[depth]}",
                                payee.Type,
                                [.. children[path[depth]].Select(i => payee.Run.Payees.Label(group.Payees[i]))],
                                [.. children[path[depth]].Select(i => outcome.BoundedYuan[i])]))
                        .Step("sum");
                int index = payee.Trace.Once(
                    place with { Part = "places" },
                    () => codes.Select((code, at) => (code, at)).ToDictionary(StringComparer.Ordinal))[path[level]];
                total = rounding.Rounded[index];
                all = rounding.Step(index) with { Name = $"amount of {path[level]}", Parts = [exact, all] };
            }
        }

        return all with { Value = payee.Amount(outcome.AmountYuan[own]) };
    }

    /// <summary>A payer's part of an amount.</summary>
    public static Step Source(PayeeStory payee, Step amount, int source)
    {
        SchemeTrace trace = payee.Trace;
        SchemeHead unit = payee.Run.Head;
        if (payee.Run.Head.Payers.Count > 0)
        {
            decimal whole = trace.Amounts[payee.Payee];
            (Step split, _) = Remainder(
                unit,
                [.. payee.Run.Head.Payers.Select(payer => whole * payer.Value)],
                whole,
                trace.Sources,
                source);
            return split with
            {
                Parts =
                [
                    new Step($"portion of {trace.Sources[source]}", payee.Amount(whole * payee.Run.Head.Payers[source].Value))
                    {
                        Arithmetic = $"{amount.Value} * {ExactText.Number(payee.Run.Head.Payers[source].Value)}",
                        Parts = [amount],
                    },
                ],
            };
        }

        // Payer after payer takes its budget in proportion to what is left of every amount.
        decimal[] left = trace.Once(
            ("left", source),
            () => trace.Amounts.Select((amount, i) => amount - trace.Split[i].Take(source).Sum()).ToArray());
        decimal rest = trace.Once(("rest", source), () => OrderFreeSum.Of(left)),
            budget = trace.Once(("budget", source), () => trace.Split.Sum(split => split[source]));
        decimal[] parts = trace.Once(("parts", source), () => left.Select(each => rest == 0m ? 0m : budget * (each / rest)).ToArray());
        Step paid = trace.Once(("split", source), () => RemainderRounding.Of(unit, parts, budget, payee.Run.Payees.Codes))
            .Step(payee.Payee);
        return paid with
        {
            Parts =
            [
                new Step($"part of {trace.Sources[source]}'s budget", payee.Amount(parts[payee.Payee]))
                {
                    Arithmetic = rest == 0m
                        ? payee.Amount(0m)
                        : $"{payee.Amount(budget)} * ({payee.Amount(left[payee.Payee])} / {payee.Amount(rest)})",
                    Notes =
                    [
                        new LocalText(
                            "its budget x what the payers before it left of this amount / what they left of all",
                            "该来源预算 × 本单位尚未由前述来源支付的金额 / 全部尚未支付的金额"),
                    ],
                    Parts = [amount],
                },
            ],
        };
    }

    /// <summary>One part of a total by largest remainder. Parts are not told here.</summary>
    public static (Step Step, decimal Yuan) Remainder(
        SchemeHead unit, IReadOnlyList<decimal> parts, decimal total, IReadOnlyList<string> codes, int own)
    {
        var rounding = RemainderRounding.Of(unit, parts, total, codes);
        return (rounding.Step(own), rounding.Rounded[own]);
    }
}

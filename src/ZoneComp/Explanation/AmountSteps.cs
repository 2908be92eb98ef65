namespace ZoneComp.Explanation;

/// <summary>Tells a payee's way from the computed amount to what is paid: bounds, scaling to the fund, rounding, payers.</summary>
internal static class AmountSteps
{
    /// <summary>Steps of every source's row of a payee: amount, with bounded and computed below it, and last year's.</summary>
    public static IEnumerable<Step> Of(PayeeStory payee)
    {
        SchemeTrace trace = payee.Trace;
        string scheme = trace.Scheme.Head.Name;
        Step computed = SchemeStory.Computed(payee) with { Name = $"{scheme}.computed_{payee.Run.Head.Measure}" };
        computed = computed with { Value = payee.Amount(trace.Computed[payee.Payee]) };
        Step bounded = Bounded(payee, computed) with { Name = $"{scheme}.bounded_{payee.Run.Head.Measure}" };
        Step amount = (trace.Funds.Count > 0 ? RoundingStory.Funded(payee, bounded) : RoundingStory.Each(payee, bounded)) with
        {
            Name = $"{scheme}.amount_{payee.Run.Head.Measure}",
        };
        if (trace.Sources.Count == 1)
            yield return trace.Sources[0].Length == 0
                ? amount
                : amount with { Notes = [.. amount.Notes, new LocalText($"source: {trace.Sources[0]}", $"资金来源：{trace.Sources[0]}")] };
        else
        {
            for (int source = 0; source < trace.Sources.Count; source++)
            {
                yield return RoundingStory.Source(payee, amount, source) with
                {
                    Name = $"{scheme}.amount_{payee.Run.Head.Measure} [{trace.Sources[source]}]",
                };
            }
        }

        if (trace.LastYear[payee.Payee] is decimal last && trace.Sources.Count == 1)
        {
            Step before = payee.Of($"{scheme}.last_year_{payee.Run.Head.Measure}", trace.Scheme.Head.LastYear!);
            yield return before;
            yield return new Step($"{scheme}.change_{payee.Run.Head.Measure}", payee.Amount(trace.Amounts[payee.Payee] - last))
            {
                Arithmetic = $"{payee.Amount(trace.Amounts[payee.Payee])} - {payee.Amount(last)}",
            };
        }
    }

    private static Step Bounded(PayeeStory payee, Step computed)
    {
        SchemeTrace trace = payee.Trace;
        decimal value = trace.Bounded[payee.Payee];
        if (trace.Bounds.Count == 0)
            return new Step("", payee.Amount(value))
            {
                Arithmetic = computed.Value,
                Parts = [computed],
                Notes = [new LocalText("no bounds", "无上下限")],
            };
        BoundInterval written = trace.Bounds[payee.Payee], whole = written.InUnits(payee.Run.Head.UnitYuan);
        List<Step> parts = [computed];
        List<LocalText> notes = [];
        string scaled = computed.Value;
        FundOutcome? outcome = trace.FundOf(payee.Payee).Outcome;
        if (outcome is { Factor: not 1m })
        {
            Step factor = payee.Trace.Once(("factor", outcome), () => Factor(payee, outcome));
            parts.Add(factor);
            scaled = $"{computed.Value} * {factor.Value}";
        }

        bool hasFloor = whole.FloorRule.Length > 0 || outcome is not null && trace.Computed[payee.Payee] < 0m;
        if (hasFloor)
            parts.Add(Edge(payee, "floor", written.FloorRule, written.Floor, whole.Floor, "ceil"));
        if (whole.Cap is decimal cap)
            parts.Add(Edge(payee, "cap", written.CapRule, written.Cap!.Value, cap, "floor"));
        string held = trace.Held[payee.Payee];
        notes.Add(held.Length > 0
            ? new LocalText($"held by the bound '{held}'", $"受“{held}”限制")
            : new LocalText("no bound holds it", "未触及上下限"));
        if (outcome is { Factor: not 1m })
            notes.Add(new LocalText(
                "the free amounts are multiplied by one factor so that all together are the fund",
                "未受限的金额乘以同一系数，使全部合计等于资金总额"));
        string arithmetic = (hasFloor, whole.Cap) switch
        {
            (true, decimal high) => $"clamp({scaled}, {payee.Amount(whole.Floor)}, {payee.Amount(high)})",
            (true, null) => $"max({scaled}, {payee.Amount(whole.Floor)})",
            (false, decimal high) => $"min({scaled}, {payee.Amount(high)})",
            _ => scaled,
        };
        return new Step("", payee.Amount(value)) { Arithmetic = arithmetic, Parts = parts, Notes = notes };
    }

    /// <summary>A bound, brought to whole units so that it still holds after rounding.</summary>
    private static Step Edge(PayeeStory payee, string side, string rule, decimal written, decimal whole, string rounding)
    {
        List<Step> parts = [];
        decimal? last = payee.Trace.LastYear[payee.Payee];
        string? arithmetic = null;
        foreach (BoundSetting setting in payee.Run.Head.Bounds.Where(bound => bound.Name == rule))
        {
            foreach (Formula formula in new[] { setting.Low, setting.High }.OfType<Formula>())
            {
                decimal? number = payee.OptionalNumbers(formula)[payee.Payee];
                bool isRatio = setting.Kind is BoundKind.Corridor or BoundKind.HoldHarmless or BoundKind.ExitShare;
                if (number is null || (isRatio ? number * last : number) != written || arithmetic is not null)
                    continue;
                Step step = payee.Of(rule, formula);
                parts.Add(step);
                arithmetic = isRatio ? $"{step.Value} * {payee.Amount(last!.Value)}" : step.Value;
                if (isRatio)
                    parts.Add(payee.Of("last year", payee.Run.Head.LastYear!));
            }
        }

        return new Step($"{side} by '{rule}', in whole units", payee.Amount(whole))
        {
            Arithmetic = $"{rounding}({arithmetic ?? payee.Amount(written)} / {payee.Unit}) * {payee.Unit}",
            Parts = parts,
        };
    }

    /// <summary>(fund - what is held at bounds) / what is free, before scaling.</summary>
    private static Step Factor(PayeeStory payee, FundOutcome outcome)
    {
        FundGroup group = FundStory.GroupOf(payee);
        decimal factor = outcome.Factor;
        int[] at = [.. Enumerable.Range(0, group.Payees.Count)];
        bool[] free = [.. at.Select(index => IsFree(index))];
        decimal heldSum = OrderFreeSum.Of(at.Where(index => !free[index]).Select(index => outcome.BoundedYuan[index]));
        Step held = new Fold(
            "amounts held at a bound",
            payee.Type,
            Labels(false),
            [.. at.Where(index => !free[index]).Select(index => outcome.BoundedYuan[index])]).Step("sum");
        Step scaled = new Fold(
            "computed amounts of the free ones",
            payee.Type,
            Labels(true),
            [.. at.Where(index => free[index]).Select(index => payee.Trace.Computed[group.Payees[index]])]).Step("sum");
        decimal fund = MoneyUnit.Down(group.FundYuan, payee.Run.Head.UnitYuan);
        bool isSolved = free.Contains(true) && heldSum < fund;
        return new Step("factor", ExactText.Number(factor))
        {
            Arithmetic = isSolved ? $"({payee.Amount(fund)} - {held.Value}) / {scaled.Value}" : null,
            Parts = [held, scaled],
        };

        bool IsFree(int index)
        {
            int i = group.Payees[index];
            BoundInterval whole = payee.Trace.Bounds[i].InUnits(payee.Run.Head.UnitYuan);
            decimal computed = payee.Trace.Computed[i] * factor;
            return computed > whole.Floor && (whole.Cap is null || computed < whole.Cap) && outcome.BoundedYuan[index] == computed;
        }

        string[] Labels(bool which) =>
        [
            .. at.Where(index => free[index] == which).Select(index => payee.Run.Payees.Label(group.Payees[index])),
        ];
    }
}

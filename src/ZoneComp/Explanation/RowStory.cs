namespace ZoneComp.Explanation;

/// <summary>Tells schemes that go by rows of a table or by parties: hand adjustments, ledgers, joint funds.</summary>
internal static class RowStory
{
    /// <summary>The rows of a hand adjustment for a unit, in the results' order.</summary>
    public static IEnumerable<Step> Adjustments(SchemeTrace trace, AdjustmentScheme scheme, string unit, Storyteller teller)
    {
        SchemeRun run = trace.Run!;
        foreach (AllocationRow paid in trace.Own!.Rows.Where(row => row.Unit == unit))
        {
            int row = Enumerable.Range(0, scheme.Table.Count).First(each =>
                run.Table.Regions[scheme.Table.RegionOf(each)].Code == unit && SchemeTable.Text(scheme.Funding, each) == paid.Source
                && SchemeTable.Text(scheme.Reason, each) == paid.Note
                && scheme.Table.Number(scheme.Amount, each, run) == paid.ComputedYuan);
            Step amount = teller.Whole($"amount in {scheme.Table.Scope.RowLabel(row)}", scheme.Amount, scheme.Amount.Type, row);
            yield return new Step(
                $"{run.Head.Name}.amount_{run.Head.Measure} [{paid.Source}]",
                ExactText.Number(paid.AmountYuan, run.Head.Measure))
            {
                Arithmetic = RoundingStory.ToUnit(amount.Value, paid.ComputedYuan, run.Head),
                Parts = [amount],
                Notes =
                [
                    new LocalText($"by hand: {paid.Note}; funded by {paid.Source}", $"人工调整：{paid.Note}；资金来源：{paid.Source}"),
                    RoundingStory.Nearest,
                ],
            };
        }
    }

    /// <summary>A party's net of the year, each payment told by its own row.</summary>
    public static IEnumerable<Step> Net(SchemeTrace trace, string party, Storyteller teller)
    {
        (LedgerRow Row, bool Pays)[] payments =
        [
            .. trace.Own!.Ledger.Where(row => row.Payer == party || row.Payee == party).Select(row => (row, row.Payer == party)),
        ];
        if (payments.Length == 0)
            yield break;
        yield return new Step(
            $"{trace.Scheme.Head.Name}.amount_yuan",
            ExactText.Yuan(payments.Sum(payment => payment.Pays ? -payment.Row.AmountYuan : payment.Row.AmountYuan)))
        {
            Fold = "sum",
            Members = [.. payments.Select(payment => new Member(
                $"{Label(payment.Row)}: "
                    + (payment.Pays ? "pays " + Named(payment.Row.Payee) : "receives from " + Named(payment.Row.Payer)),
                ExactText.Yuan(payment.Pays ? -payment.Row.AmountYuan : payment.Row.AmountYuan)))],
            Notes = [new LocalText("what it receives less what it pays", "收入减去支出")],
            Parts = [.. payments.Select(payment => Payment(trace, payment.Row, teller))],
        };

        string Named(string code) =>
            trace.Run!.Table.Regions.FirstOrDefault(region => region.Code == code) is { Name.Length: > 0 } region
                ? $"{code} {region.Name}"
                : code;
    }

    private static string Label(LedgerRow row) =>
        string.Join(' ', new[] { row.Section, row.Period, row.Item }.Where(text => text.Length > 0));

    private static Step Payment(SchemeTrace trace, LedgerRow row, Storyteller teller) => trace.Scheme switch
    {
        LedgerScheme ledger => FromTable(trace.Run!, ledger, row, teller),
        AgreementScheme agreement => Agreed(trace.Run!, agreement, row, teller),
        { } other => throw new InvalidOperationException($"no explanation for ledgers like {other.GetType().Name}"),
    };

    private static Step FromTable(SchemeRun run, LedgerScheme scheme, LedgerRow paid, Storyteller teller)
    {
        int row = Enumerable.Range(0, scheme.Table.Count).First(each =>
            scheme.Entry(each, run) is LedgerEntry entry
                && (entry.Section, entry.Period, entry.Item) == (paid.Section, paid.Period, paid.Item)
            && Amount(each).Yuan == paid.AmountYuan
            && (entry.Payer, entry.Payee) == (Amount(each).IsBack ? (paid.Payee, paid.Payer) : (paid.Payer, paid.Payee)));
        Step amount = teller.Whole($"amount in {scheme.Table.Scope.RowLabel(row)}", scheme.Amount, scheme.Amount.Type, row);
        List<Step> parts = [amount];
        string size = $"abs({amount.Value})";
        if (scheme.Cap is Formula cap)
        {
            parts.Add(teller.Whole("cap_per_item", cap, cap.Type, 0));
            size = $"min({size}, {parts[^1].Value})";
        }

        bool late = scheme.Table.Flag(scheme.Late, row, run) && scheme.LateSurcharge > 0m;
        string one = ExactText.Yuan(run.Head.UnitYuan);
        return new Step($"payment {Label(paid)}: {paid.Payer} to {paid.Payee}", ExactText.Yuan(paid.AmountYuan))
        {
            Arithmetic = $"round({size}{(late ? $" * {ExactText.Number(1m + scheme.LateSurcharge)}" : "")} / {one}, 0) * {one}",
            Parts = parts,
            Notes =
            [
                .. new[]
                {
                    late ? new LocalText("paid late", "迟付加收") : null,
                    Amount(row).IsBack ? new LocalText("below zero: payer and payee change places", "为负：付款方与收款方互换") : null,
                }.OfType<LocalText>(),
            ],
        };

        (decimal Yuan, bool IsBack) Amount(int each)
        {
            decimal written = scheme.Table.Number(scheme.Amount, each, run), whole = Math.Abs(written);
            if (scheme.Cap is not null)
                whole = Math.Min(whole, run.Uniform(scheme.Cap));
            if (scheme.Table.Flag(scheme.Late, each, run))
                whole *= 1m + scheme.LateSurcharge;
            return (MoneyUnit.Round(whole, run.Head.UnitYuan), written < 0m);
        }
    }

    private static Step Agreed(SchemeRun run, AgreementScheme scheme, LedgerRow paid, Storyteller teller)
    {
        bool paysIn = paid.Item == "pays_in";
        IReadOnlyDictionary<string, Formula> formulas = paysIn ? scheme.PaysIn : scheme.Draws;
        IReadOnlyDictionary<string, decimal> ratios = scheme.RatiosOf(run, formulas);
        string[] parties = [.. ratios.Keys.Order(StringComparer.Ordinal)];
        string own = paysIn ? paid.Payer : paid.Payee;
        decimal fund = MoneyUnit.Down(run.Uniform(scheme.Fund), run.Head.UnitYuan), all = OrderFreeSum.Of(ratios.Values);
        Step whole = teller.Whole("fund", scheme.Fund, scheme.Fund.Type, 0);
        Step[] measured = formulas[own] is ConstantFormula || PartyValue.RegionsOf(own, run.Table.Regions) is not [int at, ..]
            ? [] : [teller.Whole($"ratio of {own}", formulas[own], formulas[own].Type, at)];
        decimal[] shares = PoolFormula.Share(fund, [.. parties.Select(party => ratios[party])]);
        int index = Array.IndexOf(parties, own);
        (Step step, _) = RoundingStory.Remainder(run.Head, shares, fund, parties, index);
        return step with
        {
            Name = $"{(paysIn ? "pays in" : "draws")}: {own}",
            Parts =
            [
                new Step($"share of {own}", ExactText.Yuan(shares[index]))
                {
                    Arithmetic = $"{ExactText.Yuan(fund)} * ({ExactText.Number(ratios[own])} / {ExactText.Number(all)})",
                    Parts = [whole, .. measured],
                },
            ],
        };
    }
}

namespace ZoneComp.Allocation.Schemes;

/// <summary>Takes advances off (预拨, 清算): its rows are minus what was prepaid, so that all schemes together are what is paid now.</summary>
/// <param name="Periods">Of the advances: those of another year are no part of this year's.</param>
internal sealed record SettlementScheme(SchemeHead Head, IReadOnlyList<string> Of, Formula Prepaid, SchemePeriods Periods, bool Recover)
    : Scheme(Head)
{
    public static Scheme? Read(SchemeHead head, MapReader map, SchemeExpressions expressions, PaidColumns paid)
    {
        IReadOnlyList<string> of = SchemeReader.SchemeNames(map, "of", paid, head.Quantity);
        if (of.Count == 0)
            _ = map.Required("of");
        Formula? prepaid = expressions.Money(map.Required("prepaid"));
        bool recover = map.Choice("too_much", false, ("recover", true), ("next_year", false));
        SchemePeriods periods = SchemePeriods.Read(map, expressions);
        return prepaid is null ? null : new SettlementScheme(head, of, prepaid, periods, recover);
    }

    public override SchemeOutcome Run(SchemeRun run)
    {
        decimal[] due = run.PaidBy(Of), prepaid = run.Numbers(Prepaid);
        run.RequireNotNegative(Prepaid.Span.Text, prepaid);
        bool[] eligible = run.Eligible();
        string[] periods = run.Texts(Periods.Written);
        for (int i = 0; i < due.Length; i++)
        {
            if (!eligible[i])
                due[i] = prepaid[i] = 0;
            if (prepaid[i] != 0)
                _ = Periods.Of(periods[i], run.Payees.Label(i), run);
        }

        (decimal NowYuan, decimal CarriedYuan)[] settled = Settlement.Compute(due, prepaid, Recover);
        List<CarriedRow> carried = [];
        for (int i = 0; i < settled.Length; i++)
        {
            if (settled[i].CarriedYuan >= 0)
                continue;
            run.Log.Add(AllocationFindings.PrepaidTooMuch(
                Head.Name, run.Payees.Label(i), settled[i].CarriedYuan, Head.Measure));
            carried.Add(new CarriedRow(Head.Name, run.Payees.Codes[i], "next_year", settled[i].CarriedYuan, ""));
        }

        return SchemeFinish.Unfunded(run, [.. settled.Select((each, i) => each.NowYuan - due[i])]) with { Carried = carried };
    }
}

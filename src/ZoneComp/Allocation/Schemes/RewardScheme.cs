namespace ZoneComp.Allocation.Schemes;

/// <summary>
/// Reward and penalty: a ratio of what other schemes paid, a rate for each unit better or worse, any amount, or exclusion.
/// What is taken may go to next year's pool.
/// </summary>
internal sealed record RewardScheme(
    SchemeHead Head, IReadOnlyList<string> Of, Formula? Ratio, Formula? Change, Formula? Better, Formula? Worse, Formula? Amount,
    Formula? Excluded, bool ToNextYear)
    : Scheme(Head)
{
    public static Scheme Read(SchemeHead head, MapReader map, SchemeExpressions expressions, PaidColumns paid)
    {
        PolicyNode? ratio = map.Optional("ratio"),
            change = map.Optional("change"),
            amount = map.Optional("amount"),
            excluded = map.Optional("excluded");
        IReadOnlyList<string> of = SchemeReader.SchemeNames(map, "of", paid, head.Quantity);
        if (new[] { ratio, change, amount, excluded }.Count(each => each is not null) != 1)
            map.Errors.Add(
                map.Node,
                "a reward is one of 'ratio' (of what 'of' paid), 'change' (with better and worse), 'amount', 'excluded'",
                "奖惩应为 ratio（of 所列项目的比例）、change（配 better、worse）、amount、excluded 之一");
        if ((ratio ?? excluded) is PolicyNode needs && of.Count == 0)
            map.Errors.Add(needs, "this needs 'of': the schemes whose amounts are meant", "须写明 of：以哪些项目的金额为准");
        Formula? better = expressions.Money(change is null ? map.Optional("better") : map.Required("better"));
        Formula? worse = expressions.Money(change is null ? map.Optional("worse") : map.Required("worse"));
        bool next = map.Choice("taken_to", false, ("next_year", true), ("fund", false));
        return new RewardScheme(
            head, of, expressions.Number(ratio), expressions.Number(change), better, worse, expressions.Money(amount),
            expressions.Flag(excluded), next);
    }

    public override IReadOnlyList<string> DeductsFrom => Of;

    public override SchemeOutcome Run(SchemeRun run)
    {
        bool[] eligible = run.Eligible();
        decimal[] amounts = [.. Compute(run).Select((amount, i) => eligible[i] ? amount : 0)];
        SchemeOutcome outcome = SchemeFinish.Unfunded(run, amounts);
        return outcome with { Carried = ToNextYear ? CarryTaken(outcome.Rows) : [] };
    }

    internal static IReadOnlyList<CarriedRow> CarryTaken(IEnumerable<AllocationRow> rows) =>
        [
            .. rows.Where(row => row.AmountYuan < 0)
                .Select(row => new CarriedRow(row.Scheme, row.Unit, "next_year", -row.AmountYuan, row.Note)),
        ];

    private decimal[] Compute(SchemeRun run)
    {
        if (Amount is not null)
            return run.Numbers(Amount);
        if (Change is not null)
        {
            decimal[] better = run.Ratios(Better!), worse = run.Ratios(Worse!);
            run.RequireNotNegative("better", better);
            run.RequireNotNegative("worse", worse);
            return [.. run.Ratios(Change).Select((change, i) => RewardFormula.PerUnit([change], better[i], worse[i])[0])];
        }

        decimal[] paid = run.BaseOf(Of);
        if (Excluded is not null)
            return [.. run.Payees.Flags(Excluded, Head.Name, run.Log).Select((excluded, i) => excluded ? -paid[i] : 0)];
        decimal[] ratios = run.Ratios(Ratio!);
        for (int i = 0; i < ratios.Length; i++)
        {
            if (ratios[i] is < -1 or > 1)
            {
                run.Log.Add(AllocationFindings.OutOfRange(
                    Head.Name, run.Payees.Label(i), Ratio!.Span.Text, ratios[i], "-1", "1 (a percentage is written 5% or 0.05)"));
                ratios[i] = 0;
            }
        }

        return RewardFormula.OfTotal(paid, ratios);
    }
}

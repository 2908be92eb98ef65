using System.Globalization;

namespace ZoneComp.Allocation.Schemes;

/// <summary>Reverse linkage with damaging industries: a deduction from what other schemes paid, with the part that stays at least, and the
/// reason.</summary>
internal sealed record LinkageScheme(
    SchemeHead Head, IReadOnlyList<string> Of, Formula Deduction, Formula Least, Formula Reason, bool ToNextYear) : Scheme(Head)
{
    public static Scheme? Read(SchemeHead head, MapReader map, SchemeExpressions expressions, PaidColumns paid)
    {
        IReadOnlyList<string> of = SchemeReader.SchemeNames(map, "of", paid, head.Quantity);
        if (of.Count == 0)
            _ = map.Required("of");
        Formula? deduction = expressions.Number(map.Required("deduction"));
        Formula? least = expressions.OneNumber(map.Required("least"));
        Formula? reason = expressions.Text(map.Required("reason"));
        bool next = map.Choice("taken_to", false, ("next_year", true), ("fund", false));
        return deduction is null || least is null || reason is null ? null : new LinkageScheme(head, of, deduction, least, reason, next);
    }

    public override IReadOnlyList<string> DeductsFrom => Of;

    public override SchemeOutcome Run(SchemeRun run)
    {
        bool[] eligible = run.Eligible();
        decimal[] deductions = [.. run.Ratios(Deduction).Select((deduction, i) => eligible[i] ? deduction : 0)];
        decimal least = run.Uniform(Least);
        for (int i = 0; i < deductions.Length; i++)
        {
            if (deductions[i] is < 0 or > 1)
            {
                run.Log.Add(AllocationFindings.OutOfRange(Head.Name, run.Payees.Label(i), Deduction.Span.Text, deductions[i], "0", "1"));
                deductions[i] = 0;
            }
        }

        if (least is < 0 or > 1)
        {
            run.Log.Add(AllocationFindings.OutOfRange(Head.Name, Head.Name, "least", least, "0", "1"));
            return SchemeFinish.Nothing(run);
        }

        string[] reasons = run.Texts(Reason);
        (decimal AmountYuan, bool AtLeast)[] taken = DamageLinkage.Compute(run.BaseOf(Of), deductions, least);
        string[] notes = [.. taken.Select((each, i) => each.AmountYuan == 0 ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{reasons[i]}: -{deductions[i]:0.#### %}{(each.AtLeast ? $", {least:0.#### %} stay" : "")}"))];
        SchemeOutcome outcome = SchemeFinish.Unfunded(run, [.. taken.Select(each => each.AmountYuan)], notes);
        return outcome with { Carried = ToNextYear ? RewardScheme.CarryTaken(outcome.Rows) : [] };
    }
}

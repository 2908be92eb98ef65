using ZoneComp.Diagnostics;
using ZoneComp.Expressions;
using ZoneComp.Model;

namespace ZoneComp.Allocation;

/// <summary>What a scheme has at hand while it runs.</summary>
/// <param name="Levels">Names of the levels above the regions, the nearest first.</param>
internal sealed record SchemeRun(
    SchemeHead Head, Payees Payees, CombinationTable Table, IReadOnlyList<string> Levels, int Year, PaidColumns Paid, DiagnosticLog Log)
{
    public decimal[] Numbers(Formula formula) => Payees.Numbers(formula, Head.Name, Log);

    public decimal?[] OptionalNumbers(Formula formula) => Payees.OptionalNumbers(formula, Head.Name, Log);

    public string[] Texts(Formula? formula) => formula is null ? [.. Payees.Codes.Select(_ => "")] : Payees.Texts(formula, Head.Name, Log);

    /// <summary>Who takes part.</summary>
    public bool[] Eligible() => Head.Eligible is null ? [.. Payees.Codes.Select(_ => true)] : Payees.Flags(Head.Eligible, Head.Name, Log);

    public decimal?[] LastYear() => Head.LastYear is null ? new decimal?[Payees.Count] : OptionalNumbers(Head.LastYear);

    /// <summary>Scores of who takes part, 0 for the others; one below zero is a finding and counts as 0.</summary>
    public decimal[] Scores(Formula formula, bool[] eligible) => NotNegative(Numbers(formula), eligible);

    /// <summary>As <see cref="Scores"/>, of values that are there already.</summary>
    public decimal[] NotNegative(decimal[] scores, bool[] eligible)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            if (!eligible[i])
                scores[i] = 0;
            if (scores[i] < 0)
                Log.Add(AllocationFindings.NegativeScore(Head.Name, Payees.Label(i), scores[i]));
            scores[i] = Math.Max(0, scores[i]);
        }

        return scores;
    }

    /// <summary>A value that is the same everywhere: a fund, a rate.</summary>
    public decimal Uniform(Formula formula)
    {
        if (Table.Regions.Count == 0)
            return 0m;
        Cell cell = formula.Value(0);
        if (!cell.IsValue)
            Log.Add(AllocationFindings.NoValue(Head.Name, Head.Name, formula, cell.Failure?.What ?? cell.Absence!.What));
        return cell.IsValue ? cell.Number : 0m;
    }

    /// <summary>What the named schemes paid, by payee.</summary>
    public decimal[] PaidBy(IReadOnlyList<string> schemes) =>
        [.. Payees.Members.Select(members => schemes.Sum(scheme => Payees.Rule == MemberRule.Sum
            ? OrderFreeSum.Of(members.Select(region => Paid.Of(scheme)[region]))
            : Paid.Of(scheme)[members[0]]))];

    /// <summary>Bounds of every payee, in the policy's order. Who takes no part has none but the exit share.</summary>
    public BoundInterval[] Bounds(IReadOnlyList<decimal> computed, decimal?[] lastYear)
    {
        bool[] eligible = Eligible();
        BoundRule[] rules = [.. Head.Bounds.Select(setting =>
        {
            bool[] applies = setting.When is null ? [.. eligible.Select(_ => true)] : Payees.Flags(setting.When, Head.Name, Log);
            if (setting.Kind != BoundKind.ExitShare)
                applies = [.. applies.Zip(eligible, (first, second) => first && second)];
            return new BoundRule(setting.Kind, setting.Name, Side(setting.Low, applies), Side(setting.High, applies));
        })];
        return BoundRule.Compose(rules, computed, lastYear);
    }

    private decimal?[] Side(Formula? formula, bool[] applies) =>
        formula is null ? new decimal?[Payees.Count] : [.. OptionalNumbers(formula).Select((value, i) => applies[i] ? value : null)];
}

/// <summary>What a scheme gives.</summary>
internal sealed record SchemeOutcome(SchemeResult Result, IReadOnlyList<AllocationRow> Rows)
{
    /// <summary>Predicates of the ground that the scheme pays.</summary>
    public IReadOnlyList<Predicate<ClassSet>> PaidGround { get; init; } = [];

    public IReadOnlyList<LedgerRow> Ledger { get; init; } = [];

    public IReadOnlyList<CarriedRow> Carried { get; init; } = [];

    public IReadOnlyList<OverlapRow> Overlaps { get; init; } = [];

    public IReadOnlyList<RuleComparison> RuleComparisons { get; init; } = [];
}

namespace ZoneComp.Allocation.Parts;

/// <summary>What a scheme has at hand while it runs.</summary>
/// <param name="Levels">Names of the levels above the regions, the nearest first.</param>
internal sealed record SchemeRun(
    SchemeHead Head, Payees Payees, CombinationTable Table, IReadOnlyList<string> Levels, int Year, PaidColumns Paid, DiagnosticLog Log)
{
    /// <summary>Largest ratio, of last year's amount or of a gap, that is meant: above it a percentage was written without its
    /// sign.</summary>
    public const decimal LargestRatio = 10m;

    /// <summary>Null where nobody asks for explanations.</summary>
    public SchemeTrace? Trace { get; init; }

    public decimal[] Numbers(Formula formula) => Payees.Numbers(formula, Head.Name, Log);

    public decimal?[] OptionalNumbers(Formula formula) => Payees.OptionalNumbers(formula, Head.Name, Log);

    /// <summary>Coefficients, ratios and rates, which no unit's members add up: all members must share one.</summary>
    public decimal[] Ratios(Formula formula) => Payees.Numbers(formula, Head.Name, Log, MemberRule.Same);

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

    /// <summary>What the named schemes paid, by payee: of schemes that paid units below the payee, the sum of these.</summary>
    public decimal[] PaidBy(IReadOnlyList<string> schemes)
    {
        decimal[] paid = new decimal[Payees.Count];
        foreach (string scheme in schemes)
        {
            string level = Paid.LevelOf(scheme);
            string[] unitOf =
            [
                .. Table.Regions.Select(region => level.Length == 0 ? region.Code : region.Parents.GetValueOrDefault(level, "")),
            ];
            int[] payeeOf = new int[Table.Regions.Count];
            Array.Fill(payeeOf, -1);
            for (int payee = 0; payee < paid.Length; payee++)
            {
                foreach (int region in Payees.Members[payee])
                    payeeOf[region] = payee;
            }

            foreach (IGrouping<string, int> unit in Enumerable.Range(0, payeeOf.Length)
                .GroupBy(region => unitOf[region], StringComparer.Ordinal))
            {
                int[] payees = [.. unit.Select(region => payeeOf[region]).Distinct()];
                if (payees is [>= 0 and int only])
                    paid[only] += Paid.Of(scheme)[unit.First()];
                else if (payees is not [-1] && Paid.Of(scheme)[unit.First()] != 0)
                    Log.Add(AllocationFindings.PaidAcross(Head.Name, scheme, level, unit.Key));
            }
        }

        return paid;
    }

    /// <summary>As <see cref="PaidBy"/>, what a deduction or reward is reckoned from: of who was paid less than nothing, nothing, since
    /// the sign would turn.</summary>
    public decimal[] BaseOf(IReadOnlyList<string> schemes)
    {
        decimal[] paid = PaidBy(schemes);
        if (Enumerable.Range(0, paid.Length).Where(i => paid[i] < 0).Select(Payees.Label).ToArray() is { Length: > 0 } below)
            Log.Add(AllocationFindings.BaseBelowZero(Head.Name, string.Join(", ", schemes), below));
        return [.. paid.Select(yuan => Math.Max(0, yuan))];
    }

    /// <summary>What must not be below zero, or a penalty would pay and a reward would take; such a value is a finding.</summary>
    public void RequireNotNegative(string what, decimal[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] < 0)
                Log.Add(AllocationFindings.OutOfRange(Head.Name, Payees.Label(i), what, values[i], "0", "more"));
        }
    }

    /// <summary>Bounds of every payee, in the policy's order. Who takes no part has none but the exit share.</summary>
    public BoundInterval[] Bounds(IReadOnlyList<decimal> computed, decimal?[] lastYear)
    {
        bool[] eligible = Eligible();
        BoundRule[] rules = [.. Head.Bounds.Select(setting =>
        {
            bool[] applies = setting.When is null ? [.. eligible.Select(_ => true)] : Payees.Flags(setting.When, Head.Name, Log);
            if (setting.Kind != BoundKind.ExitShare)
                applies = [.. applies.Zip(eligible, (first, second) => first && second)];
            decimal?[] low = Side(setting, setting.Low, applies), high = Side(setting, setting.High, applies);
            for (int i = 0; i < low.Length; i++)
            {
                if (low[i] > high[i])
                    Log.Add(AllocationFindings.OutOfRange(
                        Head.Name, Payees.Label(i), $"low of '{setting.Name}'", low[i]!.Value, "0", $"{high[i]}, its high"));
            }

            return new BoundRule(setting.Kind, setting.Name, low, high);
        })];
        return BoundRule.Compose(rules, computed, lastYear);
    }

    private decimal?[] Side(BoundSetting setting, Formula? formula, bool[] applies)
    {
        if (formula is null)
            return new decimal?[Payees.Count];
        bool isRatio = setting.Kind is BoundKind.HoldHarmless or BoundKind.Corridor or BoundKind.ExitShare;
        decimal most = setting.Kind == BoundKind.ExitShare ? 1m : LargestRatio;
        decimal?[] values = isRatio ? Payees.OptionalNumbers(formula, Head.Name, Log, MemberRule.Same) : OptionalNumbers(formula);
        for (int i = 0; i < values.Length; i++)
        {
            if (!applies[i])
                values[i] = null;
            if (isRatio && values[i] is < 0 || (isRatio && values[i] > most))
            {
                Log.Add(AllocationFindings.RatioOutOfRange(
                    Head.Name, Payees.Label(i), setting.Name, formula.Span.Text, values[i]!.Value, most));
                values[i] = null;
            }

            // A floor below zero would not hold, and a cap below zero would take money.
            if (!isRatio && values[i] is < 0)
                Log.Add(AllocationFindings.OutOfRange(
                    Head.Name, Payees.Label(i), $"the bound '{setting.Name}', {formula.Span.Text},", values[i]!.Value, "0", "more"));
        }

        return values;
    }
}

/// <summary>What a scheme gives.</summary>
internal sealed record SchemeOutcome(SchemeResult Result, IReadOnlyList<AllocationRow> Rows)
{
    /// <summary>Which ground of the regions the scheme pays, by item: that of regions that take part.</summary>
    public IReadOnlyList<Func<CombinationRow, bool>> PaidGround { get; init; } = [];

    public IReadOnlyList<LedgerRow> Ledger { get; init; } = [];

    public IReadOnlyList<CarriedRow> Carried { get; init; } = [];

    public IReadOnlyList<PaidItemRow> PaidItems { get; init; } = [];

    public IReadOnlyList<OverlapRow> Overlaps { get; init; } = [];

    public IReadOnlyList<RuleComparison> RuleComparisons { get; init; } = [];
}

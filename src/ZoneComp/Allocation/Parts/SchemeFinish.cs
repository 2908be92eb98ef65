namespace ZoneComp.Allocation.Parts;

/// <summary>From computed amounts to rows: bounds, fund, rounding, payers.</summary>
internal static class SchemeFinish
{
    // A fund below a wan yuan, or above a trillion, is one whose unit was mistaken.
    private const decimal LeastFund = 10_000m;
    private const decimal LargestFund = 1_000_000_000_000m;

    // Kinds that give; the others also take, or say themselves what is below zero.
    private static readonly string[] PayingKinds = ["points", "gap", "tiers", "lump"];

    /// <summary>Amounts out of funds: one for all payees, or one for each group of them.</summary>
    /// <param name="groups">Payees by fund; a payee in none is paid nothing.</param>
    public static SchemeOutcome Funded(SchemeRun run, decimal[] computed, IReadOnlyList<FundGroup> groups, IReadOnlyList<Budget> budgets)
    {
        if (groups.FirstOrDefault(group => group.FundYuan < 0) is FundGroup below)
            throw new InfeasibleBoundsException(-below.FundYuan, InfeasibleKind.FundBelowZero);
        if (groups.Any(group => Math.Abs(group.Payees.Sum(i => computed[i]) - group.FundYuan) >= run.Head.UnitYuan))
        {
            return run.Log.HasErrors
                ? Nothing(run) // a part of the fund that nobody shares has been told
                : throw new InvalidOperationException($"{run.Head.Name}: the shares do not add up to the fund");
        }

        decimal?[] lastYear = run.LastYear();
        BoundInterval[] bounds = run.Bounds(computed, lastYear);
        decimal reserve = run.Head.Reserve is null ? 0 : run.Uniform(run.Head.Reserve);

        decimal[] bounded = new decimal[computed.Length], amounts = new decimal[computed.Length];
        string[] held = [.. computed.Select(_ => "")];
        decimal[] factors = [.. computed.Select(_ => 1m)];
        decimal drawn = 0, unallocated = 0;
        foreach (FundGroup group in groups)
        {
            FundOutcome outcome = FundAllocation.Allocate(
                group.FundYuan,
                [.. group.Payees.Select(i => computed[i])],
                [.. group.Payees.Select(i => bounds[i])],
                run.Head.OverRun,
                run.Head.Rest,
                reserve - drawn,
                run.Head.UnitYuan,
                [.. group.Payees.Select(i => run.Payees.Paths[i])]);
            for (int at = 0; at < group.Payees.Count; at++)
            {
                int i = group.Payees[at];
                (bounded[i], amounts[i], held[i], factors[i]) = (outcome.BoundedYuan[at], outcome.AmountYuan[at], outcome.Held[at],
                    outcome.Factor);
            }

            drawn += outcome.ReserveYuan;
            run.Trace?.Funds.Add((group, outcome));
            unallocated += outcome.UnallocatedYuan;
        }

        decimal fund = groups.Sum(group => group.FundYuan);
        decimal total = amounts.Sum();
        if (total != fund + drawn - unallocated)
            throw new InvalidOperationException($"{run.Head.Name}: amounts of {total} are not the fund of {fund}");
        if (Math.Abs(unallocated) >= run.Head.UnitYuan)
            run.Log.Add(AllocationFindings.OverRunReported(run.Head.Name, unallocated, run.Head.Measure));
        else if (MoneyUnit.Units(unallocated, run.Head.UnitYuan) != 0)
            run.Log.Add(AllocationFindings.LeftByRounding(run.Head.Name, unallocated, run.Head.UnitYuan, run.Head.Measure));
        if (run.Head.Quantity == Quantity.Money && fund is < LeastFund or > LargestFund)
            run.Log.Add(AllocationFindings.ImplausibleFund(run.Head.Name, fund));
        if (run.Trace is SchemeTrace trace)
            trace.Bounds = bounds;
        SchemeResult result = Result(run, fund, total, unallocated) with { ReserveYuan = drawn };
        return new SchemeOutcome(result, Rows(run, computed, bounded, amounts, held, lastYear, budgets, fund, bounds, factors));
    }

    /// <summary>Amounts that no fund limits, each rounded by itself.</summary>
    public static SchemeOutcome Unfunded(SchemeRun run, decimal[] computed, string[]? notes = null)
    {
        if (PayingKinds.Contains(run.Head.Kind)
            && Enumerable.Range(0, computed.Length).Where(i => computed[i] < 0).Select(run.Payees.Label).ToArray() is { Length: > 0 } below)
            run.Log.Add(AllocationFindings.BelowZero(run.Head.Name, run.Head.Kind, below));
        decimal?[] lastYear = run.LastYear();
        BoundInterval[] bounds = run.Head.Bounds.Count > 0 ? run.Bounds(computed, lastYear) : [];
        if (run.Trace is SchemeTrace trace)
            trace.Bounds = bounds;
        FundOutcome outcome = bounds.Length > 0
            ? FundAllocation.RoundEach(computed, bounds, run.Head.UnitYuan, run.Payees.Paths)
            : new FundOutcome(
                computed,
                [.. computed.Select(amount => MoneyUnit.Round(amount, run.Head.UnitYuan))],
                [.. computed.Select(_ => "")],
                1,
                0,
                0);
        return new SchemeOutcome(
            Result(run, fund: null, outcome.AmountYuan.Sum(), unallocated: 0),
            Rows(run, computed, outcome.BoundedYuan, outcome.AmountYuan, outcome.Held, lastYear, [], 0, bounds, [], notes));
    }

    /// <summary>The outcome of a scheme that an error kept from paying.</summary>
    public static SchemeOutcome Nothing(SchemeRun run) => new(Result(run, fund: null, total: 0, unallocated: 0), []);

    public static SchemeResult Result(SchemeRun run, decimal? fund, decimal total, decimal unallocated) =>
        new(run.Head.Name, run.Head.Title, run.Head.Kind, fund, run.Head.UnitYuan, total, unallocated)
        {
            Measure = run.Head.Measure,
            Basis = run.Head.Basis,
            Family = run.Head.Family,
        };

    private static List<AllocationRow> Rows(
        SchemeRun run,
        decimal[] computed,
        IReadOnlyList<decimal> bounded,
        IReadOnlyList<decimal> amounts,
        IReadOnlyList<string> held,
        decimal?[] lastYear,
        IReadOnlyList<Budget> budgets,
        decimal fund,
        BoundInterval[] bounds,
        decimal[] factors,
        string[]? notes = null)
    {
        string[] own = run.Texts(run.Head.Note);
        (string[] sources, decimal[][] split) = Split(run, amounts, budgets);
        if (run.Trace is SchemeTrace trace)
        {
            (trace.Computed, trace.Bounded, trace.Amounts, trace.Held, trace.LastYear) = (computed, bounded, amounts, held, lastYear);
            (trace.Budgets, trace.FundYuan, trace.Sources, trace.Split) = (budgets, fund, sources, split);
        }

        Dictionary<string, decimal?[]> lastBySource = run.Head.LastYearBySource.ToDictionary(
            pair => pair.Key,
            pair => run.OptionalNumbers(pair.Value),
            StringComparer.Ordinal);
        // What it finds was found when amounts were computed.
        bool[]? eligible = run.Head.Eligible is { } condition ? run.Payees.Flags(condition, run.Head.Name, new DiagnosticLog()) : null;
        List<AllocationRow> rows = [];
        for (int i = 0; i < amounts.Count; i++)
        {
            BoundInterval bound = bounds.Length == 0 ? BoundInterval.None : bounds[i].InUnits(run.Head.UnitYuan);
            string note = string.Join("; ", new[] { own[i], notes?[i] ?? "" }.Where(text => text.Length > 0));
            for (int source = 0; source < sources.Length; source++)
            {
                decimal portion = sources.Length == 1
                    ? 1
                    : budgets.Count > 0 ? (fund == 0 ? 0 : budgets[source].Yuan / fund) : run.Head.Payers[source].Value;
                rows.Add(new AllocationRow(
                    run.Payees.Codes[i], run.Payees.Names[i], run.Head.Name, sources[source], computed[i] * portion, bounded[i] * portion,
                    split[i][source],
                    sources.Length == 1 ? lastYear[i] : lastBySource.TryGetValue(sources[source], out decimal?[]? last) ? last[i] : null,
                    held[i], note)
                {
                    FloorYuan = bound.FloorRule.Length == 0 ? null : bound.Floor * portion,
                    CapYuan = bound.Cap * portion,
                    Factor = factors.Length == 0 ? 1m : factors[i],
                    TakesPart = eligible?[i] ?? true,
                });
            }
        }

        return rows;
    }

    private static (string[] Sources, decimal[][] Split) Split(SchemeRun run, IReadOnlyList<decimal> amounts, IReadOnlyList<Budget> budgets)
    {
        if (run.Head.Payers.Count > 0)
        {
            string[] names = [.. run.Head.Payers.Select(payer => payer.Key)];
            return (names, PayerSplit.Split(amounts, [.. run.Head.Payers.Select(payer => payer.Value)], names, run.Head.UnitYuan));
        }

        if (budgets.Count > 1)
        {
            string[] names = [.. budgets.Select(budget => budget.Source)];
            decimal total = amounts.Sum(), named = budgets.Sum(budget => budget.Yuan);
            decimal[] paid = LargestRemainder.Round(
                [.. budgets.Select(budget => named == 0 ? 0 : budget.Yuan * (total / named))],
                total,
                run.Head.UnitYuan,
                names);
            return (names, PayerSplit.SplitBudgets(amounts, paid, run.Payees.Codes, run.Head.UnitYuan));
        }

        return ([budgets.Count == 1 ? budgets[0].Source : ""], [.. amounts.Select(amount => new[] { amount })]);
    }
}

/// <summary>Payees that share one fund.</summary>
internal sealed record FundGroup(IReadOnlyList<int> Payees, decimal FundYuan);

/// <summary>A named source's part of a fund.</summary>
internal sealed record Budget(string Source, decimal Yuan);

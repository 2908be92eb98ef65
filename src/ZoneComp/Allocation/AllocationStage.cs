namespace ZoneComp.Allocation;

/// <summary>Stage 6: factors and funds to amounts that add up, scheme after scheme in the policy's order.</summary>
/// <remarks>
/// Takes the combination table and all columns through the expression scope. Gives one row per payee, scheme and source, and the ledger.
/// What the data do not allow is a finding (ZC6xx); a wrong policy is a <see cref="PolicyException"/>.
/// Law, checked at the end: a scheme's amounts are its fund and reserve less what it says is unallocated, to the fen.
/// </remarks>
public static class AllocationStage
{
    public static AllocationTable Run(PolicyFile policy, ExpressionScope scope, CombinationTable table, DiagnosticLog log) =>
        Run(policy, scope, table, log, null);

    /// <param name="traces">Takes what explanations need of each scheme; null where nobody asks.</param>
    internal static AllocationTable Run(
        PolicyFile policy, ExpressionScope scope, CombinationTable table, DiagnosticLog log, ICollection<SchemeTrace>? traces)
    {
        PaidColumns paid = new();
        IReadOnlyList<Scheme> schemes = Read(policy, scope, table.Classes, paid);
        string[] levels = [.. policy.Regions.Parents.Select(parent => parent.Name)];
        List<SchemeOutcome> outcomes = [];
        List<(Scheme Scheme, SchemeRun Run, SchemeOutcome Outcome)> ran = [];
        foreach (Scheme scheme in schemes)
        {
            Payees payees = scheme.Head.Level.Length == 0
                ? Payees.Regions(scope.Regions, table.Regions, levels)
                : Payees.OfLevel(scope.Regions, table.Regions, levels, scheme.Head.Level, scheme.Head.Members);
            DiagnosticLog own = new();
            if (scheme.Head.Level.Length > 0
                && table.Regions.Where(region => !region.Parents.ContainsKey(scheme.Head.Level))
                    .Select(region => $"{region.Code} {region.Name}")
                    .ToArray() is { Length: > 0 } without)
                own.Add(AllocationFindings.OfNoUnit(scheme.Head.Name, scheme.Head.Level, without));
            SchemeRun run = new(scheme.Head, payees, table, levels, policy.Year, paid, own)
            {
                Trace = traces is null ? null : new SchemeTrace(scheme),
            };
            SchemeOutcome outcome = Run(scheme, run);
            CheckSum(outcome);
            paid.Set(scheme.Head.Name, PaidByRegion(run, outcome));
            SchemeOutcome before = outcome;
            ran.Add((scheme, run, before));
            if (scheme.Head.PaidTo is PaidTo others)
                CheckSum(outcome = others.Apply(run, outcome));
            foreach (Diagnostic finding in own.Sorted())
                log.Add(finding);
            outcomes.Add(outcome);
            if (run.Trace is SchemeTrace trace)
            {
                (trace.Run, trace.Own, trace.Final) = (run, before, outcome);
                traces!.Add(trace);
            }
        }

        (Scheme Scheme, SchemeRun Run, SchemeOutcome Outcome)[] paying = [.. ran.Where(each => IsMoney(each.Outcome))];
        foreach (var alike in ran.GroupBy(each => each.Scheme.Head.Quantity))
            TotalsCheck.Report([.. alike], table.Regions, levels, log);
        AllocationTable money = Together(
            [.. outcomes.Where(IsMoney)], HandedOnMoney.Of(paying, log), table, policy.Year, log);
        return outcomes.All(IsMoney)
            ? money
            : money with { Quotas = Together([.. outcomes.Where(outcome => !IsMoney(outcome))], [], table, policy.Year, log) };
    }

    private static bool IsMoney(SchemeOutcome outcome) => outcome.Result.Measure == "yuan";

    /// <summary>Checks the schemes' block before any data is read.</summary>
    /// <exception cref="PolicyException">With every error in it.</exception>
    public static void Check(PolicyFile policy, ExpressionScope scope) =>
        _ = Read(policy, scope, ExpressionScope.ZoneClasses(policy), new PaidColumns());

    private static IReadOnlyList<Scheme> Read(PolicyFile policy, ExpressionScope scope, IReadOnlyList<ZoneClass> classes, PaidColumns paid)
    {
        PolicyErrors errors = new();
        IReadOnlyList<Scheme> schemes = SchemeReader.Read(policy, scope.Columns, classes, scope.Table, paid, errors);
        errors.ThrowIfAny();
        return schemes;
    }

    private static SchemeOutcome Run(Scheme scheme, SchemeRun run)
    {
        try
        {
            return scheme.Run(run);
        }
        catch (InfeasibleBoundsException infeasible)
        {
            run.Log.Add(AllocationFindings.Infeasible(scheme.Head.Name, infeasible, scheme.Head.Measure));
        }
        catch (ArithmeticException)
        {
            run.Log.Add(AllocationFindings.TooLarge(scheme.Head.Name));
        }

        return SchemeFinish.Nothing(run);
    }

    private static decimal[] PaidByRegion(SchemeRun run, SchemeOutcome outcome)
    {
        decimal[] paid = new decimal[run.Table.Regions.Count];
        Dictionary<string, int> payeeOf = Enumerable.Range(0, run.Payees.Count)
            .ToDictionary(i => run.Payees.Codes[i], StringComparer.Ordinal);
        foreach (AllocationRow row in outcome.Rows)
        {
            // A ledger may also net a party of another level, which no region shows.
            foreach (int region in payeeOf.TryGetValue(row.Unit, out int payee) ? run.Payees.Members[payee] : [])
                paid[region] += row.AmountYuan;
        }

        return paid;
    }

    private static void CheckSum(SchemeOutcome outcome)
    {
        SchemeResult result = outcome.Result;
        decimal rows = outcome.Rows.Sum(row => row.AmountYuan);
        if (rows != result.TotalYuan || outcome.Rows.Any(row => row.AmountYuan % result.UnitYuan != 0))
            throw new InvalidOperationException($"{result.Name}: rows of {rows}, total {result.TotalYuan}, unit {result.UnitYuan}");
        if (result.FundYuan is decimal fund
            && fund + result.ReserveYuan - result.UnallocatedYuan != result.TotalYuan
            && outcome.Rows.Count > 0)
            throw new InvalidOperationException($"{result.Name}: {result.TotalYuan} are not the fund of {fund}");
    }

    // Inside one scheme a rule decides about ground under several items; between schemes nothing does.
    private static void TellPaidTwice(List<SchemeOutcome> outcomes, CombinationTable table, DiagnosticLog log)
    {
        SchemeOutcome[] paying = [.. outcomes.Where(outcome => outcome.PaidGround.Count > 0)];
        for (int second = 1; second < paying.Length; second++)
        {
            for (int first = 0; first < second; first++)
            {
                (SchemeOutcome one, SchemeOutcome other) = (paying[first], paying[second]);
                if (one.Result.Measure != other.Result.Measure)
                    continue;
                CombinationRow[] both = [.. table.Rows.Where(row => row.Region != CombinationTable.OutsideIndex
                    && one.PaidGround.Any(pays => pays(row)) && other.PaidGround.Any(pays => pays(row)))];
                if (both.Length > 0)
                    log.Add(AllocationFindings.PaidTwice(
                        one.Result.Name,
                        other.Result.Name,
                        both.Sum(row => row.AreaM2),
                        both.DistinctBy(row => row.Region).Count()));
            }
        }
    }

    private static AllocationTable Together(
        List<SchemeOutcome> outcomes, IReadOnlyList<HandedOnRow> handedOn, CombinationTable table, int year, DiagnosticLog log)
    {
        Func<CombinationRow, bool>[] paidGround = [.. outcomes.SelectMany(outcome => outcome.PaidGround)];
        bool paysGround = paidGround.Length > 0 && outcomes.TrueForAll(IsMoney);
        IReadOnlyList<UnpaidGround> unpaid = !paysGround ? [] : OverlapReport.Unpaid(table, paidGround);
        foreach (IGrouping<string, (string Region, decimal AreaM2)> zone in unpaid
            .SelectMany(ground => ground.Combination.Split('|'), (ground, name) => (Name: name, ground.Region, ground.AreaM2))
            .GroupBy(each => each.Name, each => (each.Region, each.AreaM2), StringComparer.Ordinal))
            log.Add(AllocationFindings.Unpaid(
                zone.Key,
                zone.Sum(each => each.AreaM2),
                zone.Select(each => each.Region).Distinct(StringComparer.Ordinal).Count()));
        TellPaidTwice(outcomes, table, log);
        return new AllocationTable
        {
            Schemes = [.. outcomes.Select(outcome => outcome.Result)],
            Rows = [.. outcomes.SelectMany(outcome => outcome.Rows)],
            Ledger = [.. outcomes.SelectMany(outcome => outcome.Ledger), .. LedgerRows.OfPayers(outcomes, table.Regions, year)],
            Debits = LedgerRows.Debits(outcomes, table.Regions),
            HandedOn = handedOn,
            Carried = [.. outcomes.SelectMany(outcome => outcome.Carried)],
            PaidItems = [.. outcomes.SelectMany(outcome => outcome.PaidItems)],
            Overlaps = [.. outcomes.SelectMany(outcome => outcome.Overlaps)],
            RuleComparisons = [.. outcomes.SelectMany(outcome => outcome.RuleComparisons)],
            UnpaidGround = unpaid,
        };
    }
}

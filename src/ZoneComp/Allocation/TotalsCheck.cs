using System.Globalization;

namespace ZoneComp.Allocation;

/// <summary>What schemes do to one another, seen after the last: totals below zero, bounds that later deductions undercut, deductions of
/// more than all.</summary>
/// <remarks>Two-party payments and advances that are set off may well be below zero: whom they bring there is only listed.</remarks>
internal static class TotalsCheck
{
    // Its rows state why they take; it counts, but alone it is no fault.
    private const string ByHand = "adjustment";

    private static readonly string[] SetOff = ["ledger", "agreement", "settlement"];

    /// <param name="ran">Schemes that give one quantity.</param>
    public static void Report(
        IReadOnlyList<(Scheme Scheme, SchemeRun Run, SchemeOutcome Outcome)> ran,
        IReadOnlyList<Region> regions,
        IReadOnlyList<string> levels,
        DiagnosticLog log)
    {
        (Scheme Scheme, SchemeRun Run, Dictionary<string, decimal> Paid)[] all = [.. ran.Select(each => (each.Scheme, each.Run, Sums(
            each.Outcome.Rows,
            row => row.AmountYuan)))];
        string measure = ran.Count == 0 ? "" : ran[0].Scheme.Head.Measure;
        (Scheme Scheme, SchemeRun Run, Dictionary<string, decimal> Paid)[] paying =
            [.. all.Where(each => !SetOff.Contains(each.Scheme.Head.Kind))];
        foreach (string level in all.Select(each => each.Scheme.Head.Level).Distinct())
        {
            SortedDictionary<string, Total> totals = Totals(paying, level, regions, levels);
            foreach ((string unit, Total total) in totals.Where(each => each.Value is { Yuan: < 0, IsTakenFrom: true }))
                log.Add(AllocationFindings.TotalBelowZero(
                    Name(unit, level, regions), total.Yuan, string.Join(", ", total.Parts), measure));
            (string Name, decimal Yuan)[] owing = [.. Totals(all, level, regions, levels)
                .Where(each =>
                    each.Value is { Yuan: < 0, IsTakenFrom: true } && totals.GetValueOrDefault(each.Key) is null or { Yuan: >= 0 })
                .Select(each => (Name(each.Key, level, regions), each.Value.Yuan))];
            if (owing.Length > 0)
                log.Add(AllocationFindings.Owing([.. owing.Select(each => each.Name)], owing.Sum(each => each.Yuan), measure));
        }

        foreach ((Scheme scheme, _, SchemeOutcome outcome) in ran)
            ReportDeductions(scheme, outcome, ran, regions, levels, log);
    }

    // What a unit and its members are paid; a unit only where a scheme takes from the unit itself.
    private static SortedDictionary<string, Total> Totals(
        (Scheme Scheme, SchemeRun Run, Dictionary<string, decimal> Paid)[] paying,
        string level,
        IReadOnlyList<Region> regions,
        IReadOnlyList<string> levels)
    {
        SortedDictionary<string, Total> totals = new(StringComparer.Ordinal);
        foreach ((Scheme scheme, SchemeRun run, Dictionary<string, decimal> paid) in paying.Where(each => Height(each.Scheme.Head.Level,
            levels) <= Height(level, levels)))
        {
            foreach (IGrouping<string, int> unit in Enumerable.Range(0, run.Payees.Count)
                .Where(payee => paid.ContainsKey(run.Payees.Codes[payee]))
                .GroupBy(payee => UnitOf(run, payee, level, regions)))
            {
                decimal yuan = unit.Sum(payee => paid[run.Payees.Codes[payee]]);
                Total sum = totals.GetValueOrDefault(unit.Key) ?? new Total(0, [], false);
                totals[unit.Key] = new Total(
                    sum.Yuan + yuan, yuan == 0 ? sum.Parts : [.. sum.Parts, Part(scheme, yuan)],
                    sum.IsTakenFrom || (yuan < 0 && scheme.Head is { Kind: not ByHand } && scheme.Head.Level == level));
            }
        }

        return totals;
    }

    // At its own level and at those above where a scheme takes: what a city loses, its counties' bounds lose.
    private static void ReportDeductions(
        Scheme scheme,
        SchemeOutcome outcome,
        IReadOnlyList<(Scheme Scheme, SchemeRun Run, SchemeOutcome Outcome)> ran,
        IReadOnlyList<Region> regions,
        IReadOnlyList<string> levels,
        DiagnosticLog log)
    {
        (Scheme Scheme, SchemeRun Run, SchemeOutcome Outcome)[] taking =
                [.. ran.Where(each => each.Scheme.DeductsFrom.Contains(scheme.Head.Name))];
        SchemeRun own = ran.First(each => each.Scheme == scheme).Run;
        foreach (string level in taking.Select(each => each.Scheme.Head.Level)
            .Distinct()
            .Where(level => Height(level, levels) >= Height(scheme.Head.Level, levels)))
        {
            ILookup<string, string> members = Enumerable.Range(0, own.Payees.Count)
                .ToLookup(payee => UnitOf(own, payee, level, regions), payee => own.Payees.Codes[payee], StringComparer.Ordinal);
            Dictionary<string, decimal> paid = Sums(outcome.Rows, row => row.AmountYuan),
                least = Sums(outcome.Rows.Where(row => row.FloorYuan is not null), row => row.FloorYuan!.Value);
            foreach ((string unit, (decimal taken, List<string> parts)) in Taken(scheme, taking, level, regions, levels))
            {
                decimal whole = members[unit].Sum(code => paid.GetValueOrDefault(code)),
                    floor = members[unit].Sum(code => least.GetValueOrDefault(code));
                // A unit of rounding for each deduction is no excess.
                if (parts.Count > 1 && taken > whole + (parts.Count * own.Head.UnitYuan))
                    log.Add(AllocationFindings.TakenTwice(
                        scheme.Head.Name, Name(unit, level, regions), whole, taken, string.Join(", ", parts),
                        own.Head.Measure));
                if (members[unit].Any(least.ContainsKey) && whole - taken < floor)
                    log.Add(AllocationFindings.BoundUndercut(
                        scheme.Head.Name, Name(unit, level, regions), whole, floor, whole - taken, string.Join(", ", parts),
                        own.Head.Measure));
            }
        }
    }

    /// <summary>What schemes up to a level take of this scheme's amounts, by the level's units from which one takes as a whole.</summary>
    private static SortedDictionary<string, (decimal Yuan, List<string> Parts)> Taken(
        Scheme scheme, (Scheme Scheme, SchemeRun Run, SchemeOutcome Outcome)[] taking, string level, IReadOnlyList<Region> regions,
        IReadOnlyList<string> levels)
    {
        SortedDictionary<string, (decimal Yuan, List<string> Parts)> taken = new(StringComparer.Ordinal);
        HashSet<string> whole = new(StringComparer.Ordinal);
        foreach ((Scheme after, SchemeRun run, SchemeOutcome takes) in taking.Where(each => Height(each.Scheme.Head.Level, levels)
            <= Height(level, levels)))
        {
            SchemeRun quiet = run with { Log = DiagnosticLog.Passing(_ => { }) };
            decimal[] ofThis = quiet.PaidBy([scheme.Head.Name]), ofAll = quiet.PaidBy(after.DeductsFrom);
            Dictionary<string, decimal> amounts = Sums(takes.Rows, row => row.AmountYuan);
            foreach (IGrouping<string, int> unit in Enumerable.Range(0, run.Payees.Count)
                .Where(payee => amounts.GetValueOrDefault(run.Payees.Codes[payee]) < 0 && ofThis[payee] > 0 && ofAll[payee] > 0)
                .GroupBy(payee => UnitOf(run, payee, level, regions)))
            {
                decimal part = MoneyUnit.Round(
                    unit.Sum(payee => -amounts[run.Payees.Codes[payee]] * (ofThis[payee] / ofAll[payee])),
                    MoneyUnit.Fen);
                (decimal Yuan, List<string> Parts) before = taken.GetValueOrDefault(unit.Key, (0, []));
                before.Parts.Add(Part(after, -part));
                taken[unit.Key] = (before.Yuan + part, before.Parts);
                if (after.Head.Level == level)
                    _ = whole.Add(unit.Key);
            }
        }

        foreach (string unit in taken.Keys.Except(whole).ToArray())
            _ = taken.Remove(unit);
        return taken;
    }

    private static string UnitOf(SchemeRun run, int payee, string level, IReadOnlyList<Region> regions) =>
        level.Length == 0 || level == run.Head.Level
            ? run.Payees.Codes[payee]
            : regions[run.Payees.Members[payee][0]].Parents.GetValueOrDefault(level, "");

    private static Dictionary<string, decimal> Sums(IEnumerable<AllocationRow> rows, Func<AllocationRow, decimal> value) =>
        rows.GroupBy(row => row.Unit, StringComparer.Ordinal)
            .ToDictionary(unit => unit.Key, unit => unit.Sum(value), StringComparer.Ordinal);

    private static int Height(string level, IReadOnlyList<string> levels) => level.Length == 0 ? -1 : levels.ToList().IndexOf(level);

    private static string Part(Scheme scheme, decimal yuan) =>
        $"{scheme.Head.Name} {yuan.ToString("#,##0.00", CultureInfo.InvariantCulture)}";

    private static string Name(string unit, string level, IReadOnlyList<Region> regions)
    {
        string? name = level.Length == 0
            ? regions.FirstOrDefault(region => region.Code == unit)?.Name
            : regions.FirstOrDefault(region => region.Parents.GetValueOrDefault(level) == unit)?.ParentNames.GetValueOrDefault(level);
        return name is { Length: > 0 } && name != unit ? $"{unit} {name}" : unit;
    }

    /// <param name="Parts">What each scheme gives or takes.</param>
    /// <param name="IsTakenFrom">Whether a scheme of this level takes from the unit.</param>
    private sealed record Total(decimal Yuan, IReadOnlyList<string> Parts, bool IsTakenFrom);
}

using System.Globalization;
using ZoneComp.Diagnostics;
using ZoneComp.Model;

namespace ZoneComp.Allocation;

/// <summary>What schemes do to one another, seen after the last: totals below zero, bounds that later deductions undercut, deductions of more than all.</summary>
/// <remarks>Two-party payments and advances that are set off may well be below zero; they are left out.</remarks>
internal static class TotalsCheck
{
    // Its rows state why they take; it counts, but alone it is no fault.
    private const string ByHand = "adjustment";

    private static readonly string[] LeftOut = ["ledger", "agreement", "settlement"];

    public static void Report(IReadOnlyList<(Scheme Scheme, SchemeRun Run, SchemeOutcome Outcome)> ran, IReadOnlyList<Region> regions, IReadOnlyList<string> levels, DiagnosticLog log)
    {
        (Scheme Scheme, SchemeRun Run, Dictionary<string, decimal> Paid)[] paying = [.. ran
            .Where(each => !LeftOut.Contains(each.Scheme.Head.Kind))
            .Select(each => (each.Scheme, each.Run, Sums(each.Outcome.Rows, row => row.AmountYuan)))];
        foreach (string level in paying.Select(each => each.Scheme.Head.Level).Distinct())
            ReportTotals(paying, level, regions, levels, log);
        foreach ((Scheme scheme, SchemeRun run, SchemeOutcome outcome) in ran)
            ReportDeductions(scheme, run, outcome, ran, log);
    }

    // What a unit and its members are paid; a unit only where a scheme takes from the unit itself.
    private static void ReportTotals((Scheme Scheme, SchemeRun Run, Dictionary<string, decimal> Paid)[] paying, string level, IReadOnlyList<Region> regions, IReadOnlyList<string> levels, DiagnosticLog log)
    {
        int height = Height(level, levels);
        SortedDictionary<string, (decimal Total, List<string> Parts, bool IsTakenFrom)> totals = new(StringComparer.Ordinal);
        foreach ((Scheme scheme, SchemeRun run, Dictionary<string, decimal> paid) in paying.Where(each => Height(each.Scheme.Head.Level, levels) <= height))
        {
            foreach (IGrouping<string, int> unit in Enumerable.Range(0, run.Payees.Count)
                .Where(payee => paid.ContainsKey(run.Payees.Codes[payee]))
                .GroupBy(payee => level.Length == 0 ? run.Payees.Codes[payee] : regions[run.Payees.Members[payee][0]].Parents.GetValueOrDefault(level, "")))
            {
                decimal yuan = unit.Sum(payee => paid[run.Payees.Codes[payee]]);
                if (!totals.TryGetValue(unit.Key, out (decimal Total, List<string> Parts, bool IsTakenFrom) sum))
                    sum = (0, [], false);
                if (yuan != 0)
                    sum.Parts.Add(Part(scheme, yuan));
                totals[unit.Key] = (sum.Total + yuan, sum.Parts, sum.IsTakenFrom || (yuan < 0 && scheme.Head is { Kind: not ByHand } && scheme.Head.Level == level));
            }
        }

        foreach ((string unit, (decimal total, List<string> parts, bool isTakenFrom)) in totals)
        {
            if (total < 0 && isTakenFrom)
                log.Add(AllocationFindings.TotalBelowZero(Name(unit, level, regions), total, string.Join(", ", parts)));
        }
    }

    private static void ReportDeductions(Scheme scheme, SchemeRun run, SchemeOutcome outcome, IReadOnlyList<(Scheme Scheme, SchemeRun Run, SchemeOutcome Outcome)> ran, DiagnosticLog log)
    {
        Dictionary<string, decimal> paid = Sums(outcome.Rows, row => row.AmountYuan);
        Dictionary<string, decimal> least = Sums(outcome.Rows.Where(row => row.FloorYuan is not null), row => row.FloorYuan!.Value);
        Dictionary<string, (decimal Taken, List<string> Parts)> taken = new(StringComparer.Ordinal);
        foreach ((Scheme after, SchemeRun own, SchemeOutcome takes) in ran.Where(each => each.Scheme.DeductsFrom.Contains(scheme.Head.Name) && each.Scheme.Head.Level == scheme.Head.Level))
        {
            SchemeRun quiet = own with { Log = DiagnosticLog.Passing(_ => { }) };
            decimal[] ofThis = quiet.PaidBy([scheme.Head.Name]), ofAll = quiet.PaidBy(after.DeductsFrom);
            Dictionary<string, decimal> amounts = Sums(takes.Rows, row => row.AmountYuan);
            for (int payee = 0; payee < own.Payees.Count; payee++)
            {
                string code = own.Payees.Codes[payee];
                if (amounts.GetValueOrDefault(code) >= 0 || ofThis[payee] <= 0)
                    continue;
                decimal part = MoneyUnit.Round(-amounts[code] * (ofThis[payee] / ofAll[payee]), MoneyUnit.Fen);
                (decimal Taken, List<string> Parts) before = taken.GetValueOrDefault(code, (0, []));
                before.Parts.Add(Part(after, -part));
                taken[code] = (before.Taken + part, before.Parts);
            }
        }

        foreach ((string code, (decimal yuan, List<string> parts)) in taken.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            string label = run.Payees.Label(run.Payees.Codes.ToList().IndexOf(code)), told = string.Join(", ", parts);
            // A unit of rounding for each deduction is no excess.
            if (parts.Count > 1 && yuan > paid[code] + (parts.Count * run.Head.UnitYuan))
                log.Add(AllocationFindings.TakenTwice(scheme.Head.Name, label, paid[code], yuan, told));
            if (least.TryGetValue(code, out decimal floor) && paid[code] - yuan < floor)
                log.Add(AllocationFindings.BoundUndercut(scheme.Head.Name, label, paid[code], floor, paid[code] - yuan, told));
        }
    }

    private static Dictionary<string, decimal> Sums(IEnumerable<AllocationRow> rows, Func<AllocationRow, decimal> value) =>
        rows.GroupBy(row => row.Unit, StringComparer.Ordinal).ToDictionary(unit => unit.Key, unit => unit.Sum(value), StringComparer.Ordinal);

    private static int Height(string level, IReadOnlyList<string> levels) => level.Length == 0 ? -1 : levels.ToList().IndexOf(level);

    private static string Part(Scheme scheme, decimal yuan) => $"{scheme.Head.Name} {yuan.ToString("#,##0.00", CultureInfo.InvariantCulture)}";

    private static string Name(string unit, string level, IReadOnlyList<Region> regions) =>
        (level.Length == 0 ? regions.First(region => region.Code == unit).Name : regions.First(region => region.Parents.GetValueOrDefault(level) == unit).ParentNames.GetValueOrDefault(level, "")) is { Length: > 0 } name && name != unit
            ? $"{unit} {name}" : unit;
}

using System.Text.RegularExpressions;
using ZoneComp.Model;

namespace ZoneComp.Allocation;

/// <summary>Money that stands in two schemes: what one paid to cities, and another, whose fund within each city it is, hands on to their counties.</summary>
/// <remarks>
/// A scheme hands on what an earlier one paid to the units of its level `within` if its fund names that one (`paid.cities`). Of each unit
/// it is the smaller of what the unit was paid and what its members get: what a unit adds of its own, or keeps, is in one scheme only.
/// </remarks>
internal static partial class HandedOnMoney
{
    /// <param name="ran">The schemes in their order, amounts before `paid_to`.</param>
    public static IReadOnlyList<HandedOnRow> Of(IReadOnlyList<(Scheme Scheme, SchemeRun Run, SchemeOutcome Outcome)> ran)
    {
        List<HandedOnRow> rows = [];
        Dictionary<(string Scheme, string Unit), decimal> there = [];
        foreach ((Scheme scheme, SchemeRun run, SchemeOutcome outcome) in ran)
        {
            foreach (AllocationRow row in outcome.Rows)
                there[(row.Scheme, row.Unit)] = there.GetValueOrDefault((row.Scheme, row.Unit)) + row.AmountYuan;
            if (scheme.FundOfUnits is not { Within.Length: > 0 } fund)
                continue;
            string[] named = [.. Named().Matches(fund.Sources[0].Amount!.Span.Text).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)];
            string[] from = [.. ran.Select(each => each.Scheme.Head).Where(head => head.Level == fund.Within && head.PaidTo is null && named.Contains(head.Name)).Select(head => head.Name)];
            string[] units = run.Payees.Groups(run.Table.Regions, fund.Within);
            Dictionary<string, int> payeeOf = Enumerable.Range(0, run.Payees.Count).ToDictionary(i => run.Payees.Codes[i], StringComparer.Ordinal);
            foreach (IGrouping<string, AllocationRow> unit in outcome.Rows.GroupBy(row => units[payeeOf[row.Unit]], StringComparer.Ordinal).OrderBy(unit => unit.Key, StringComparer.Ordinal))
            {
                decimal got = unit.Sum(row => row.AmountYuan);
                foreach (string source in from)
                {
                    decimal part = Math.Min(got, there.GetValueOrDefault((source, unit.Key)));
                    if (part <= 0)
                        continue;
                    rows.Add(new HandedOnRow(scheme.Head.Name, source, unit.Key, part));
                    there[(source, unit.Key)] -= part;
                    got -= part;
                }
            }
        }

        return rows;
    }

    [GeneratedRegex(@"\bpaid\.([A-Za-z_][A-Za-z0-9_]*)")]
    private static partial Regex Named();
}

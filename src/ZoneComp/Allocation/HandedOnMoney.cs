namespace ZoneComp.Allocation;

/// <summary>Money that stands in two schemes: what one paid to cities, and another, whose fund within each city it is, hands on to their
/// counties.</summary>
/// <remarks>
/// A scheme hands on what an earlier one paid to the units of its level `within` where its fund is that amount, a share of it, or a sum
/// with
/// it. Of each unit it is the smaller of that and of what its members get: what a unit adds of its own, or keeps, is in one scheme
/// only. A fund that names an earlier scheme otherwise does not say whether it is its money: then nothing is taken as handed on, and a
/// finding says so.
/// </remarks>
internal static class HandedOnMoney
{
    /// <param name="ran">The schemes that pay money, in their order, amounts before `paid_to`.</param>
    public static IReadOnlyList<HandedOnRow> Of(IReadOnlyList<(Scheme Scheme, SchemeRun Run, SchemeOutcome Outcome)> ran, DiagnosticLog log)
    {
        List<HandedOnRow> rows = [];
        Dictionary<(string Scheme, string Unit), decimal> paid = [], handed = [];
        foreach ((Scheme scheme, SchemeRun run, SchemeOutcome outcome) in ran)
        {
            foreach (AllocationRow row in outcome.Rows)
                paid[(row.Scheme, row.Unit)] = paid.GetValueOrDefault((row.Scheme, row.Unit)) + row.AmountYuan;
            if (scheme.FundOfUnits is not { } fund)
                continue;
            FundOrigin[] origins = [.. fund.Sources.Select(source => FundOrigin.Of(source.Amount))];
            HashSet<string> ofUnits =
            [
                .. ran.Select(each => each.Scheme.Head)
                    .Where(head => fund.Within.Length > 0 && head.Level == fund.Within && head.PaidTo is null)
                    .Select(head => head.Name),
            ];
            (string Scheme, decimal Part)[] terms = [.. origins.SelectMany(origin => origin.Terms)];
            string[] unclear =
            [
                .. origins.SelectMany(origin => origin.Unclear)
                    .Concat(terms.Select(term => term.Scheme).Where(name => !ofUnits.Contains(name)))
                    .Where(name => ran.Any(each => each.Scheme.Head.Name == name)) // a quota is no money, whatever is reckoned from it
                    .Distinct(StringComparer.Ordinal),
            ];
            foreach (string name in unclear)
                log.Add(AllocationFindings.PerhapsHandedOn(scheme.Head.Name, name));
            string[] units = fund.Within.Length == 0 ? [] : run.Payees.Groups(run.Table.Regions, fund.Within);
            if (units.Length == 0)
                continue;
            Dictionary<string, int> payeeOf = Enumerable.Range(0, run.Payees.Count)
                .ToDictionary(i => run.Payees.Codes[i], StringComparer.Ordinal);
            foreach (IGrouping<string, AllocationRow> unit in outcome.Rows.GroupBy(row => units[payeeOf[row.Unit]], StringComparer.Ordinal)
                .OrderBy(unit => unit.Key, StringComparer.Ordinal))
            {
                decimal got = unit.Sum(row => row.AmountYuan);
                foreach ((string from, decimal part) in terms.Where(term => ofUnits.Contains(term.Scheme)))
                {
                    (string, string) key = (from, unit.Key);
                    decimal whole = paid.GetValueOrDefault(key),
                        amount = Math.Min(got, Math.Min(MoneyUnit.Round(part * whole, 0.01m), whole - handed.GetValueOrDefault(key)));
                    if (amount <= 0)
                        continue;
                    rows.Add(new HandedOnRow(scheme.Head.Name, from, unit.Key, amount));
                    handed[key] = handed.GetValueOrDefault(key) + amount;
                    got -= amount;
                }
            }
        }

        foreach (IGrouping<(string Scheme, string From), HandedOnRow> pair in rows.GroupBy(row => (row.Scheme, row.From)))
            log.Add(AllocationFindings.HandedOn(pair.Key.Scheme, pair.Key.From, pair.Sum(row => row.AmountYuan)));
        return rows;
    }
}

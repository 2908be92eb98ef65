namespace ZoneComp.Explanation;

/// <summary>Tells what units receive that regions pass their amounts on to.</summary>
internal static class UnitStory
{
    public static IEnumerable<Step> Of(SchemeTrace trace, PaidTo paidTo, string unit, Func<string, IEnumerable<Step>> ofRegion)
    {
        SchemeRun run = trace.Run!;
        string Amount(decimal amount) => ExactText.Number(amount, run.Head.Measure);
        ILookup<string, (string Unit, decimal Share, int Row)> shares = trace.Once(
            "shares",
            () => Enumerable.Range(0, paidTo.Table.Count).ToLookup(
            row => run.Table.Regions[paidTo.Table.RegionOf(row)].Code,
            row => (SchemeTable.Text(paidTo.Unit, row), paidTo.Table.Number(paidTo.Share, row, run), row),
            StringComparer.Ordinal));
        foreach (AllocationRow paid in trace.Final!.Rows.Where(row => row.Unit == unit))
        {
            List<Step> parts = [];
            List<Member> members = [];
            foreach (AllocationRow from in trace.Own!.Rows.Where(row => row.Source == paid.Source))
            {
                (string Unit, decimal Share, int Row)[] units = [.. shares[from.Unit]];
                if (units.Sum(each => each.Share) != 1m)
                {
                    if (from.Unit == unit)
                        members.Add(new Member(from.Unit, Amount(from.AmountYuan)));
                    continue;
                }

                for (int index = 0; index < units.Length; index++)
                {
                    if (units[index].Unit != unit)
                        continue;
                    decimal[] exact = [.. units.Select(each => from.AmountYuan * each.Share)];
                    (Step step, decimal yuan) = RoundingStory.Remainder(
                        run.Head, exact, from.AmountYuan, [.. units.Select(each => each.Unit)], index);
                    members.Add(new Member(
                        $"{from.Unit} {from.UnitName} ({paidTo.Table.Scope.RowLabel(units[index].Row)})",
                        Amount(yuan)));
                    parts.Add(step with
                    {
                        Name = $"part of {from.Unit} {from.UnitName}",
                        Parts =
                        [
                            new Step("exact part", Amount(exact[index]))
                            {
                                Arithmetic = $"{Amount(from.AmountYuan)} * {ExactText.Number(units[index].Share)}",
                            },
                            .. ofRegion(from.Unit),
                        ],
                    });
                }
            }

            string source = paid.Source.Length > 0 ? $" [{paid.Source}]" : "";
            yield return new Step($"{run.Head.Name}.amount_{run.Head.Measure}{source}", Amount(paid.AmountYuan))
            {
                Fold = "sum",
                Members = members,
                Parts = parts,
                Notes = [new LocalText("the regions' amounts passed on by 'paid_to'", "由 paid_to 转付的各区域金额之和")],
            };
        }
    }
}

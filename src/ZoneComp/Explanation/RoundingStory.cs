using ZoneComp.Allocation;
using ZoneComp.Diagnostics;
using ZoneComp.Expressions;
using ZoneComp.Model;

namespace ZoneComp.Explanation;

/// <summary>Tells rounding: which unit (fen) went to whom, and why.</summary>
internal static class RoundingStory
{
    private static readonly ExpressionType Money = ExpressionType.Of(Quantity.Money);

    /// <summary>To the nearest unit, by itself.</summary>
    public static Step Each(PayeeStory payee, Step bounded) => new("", ExactText.Yuan(payee.Trace.Amounts[payee.Payee]))
    {
        Arithmetic = $"round({bounded.Value} / {payee.Unit}, 0) * {payee.Unit}",
        Parts = [bounded],
        Notes = [Nearest],
    };

    public static LocalText Nearest => new("rounded to the nearest unit, halves away from zero", "四舍五入至最小单位");

    /// <summary>By largest remainder, level after level, so that every level adds up.</summary>
    public static Step Funded(PayeeStory payee, Step bounded)
    {
        (FundGroup group, FundOutcome outcome) = payee.Trace.Funds.First(fund => fund.Group.Payees.Contains(payee.Payee));
        int own = group.Payees.ToList().IndexOf(payee.Payee);
        decimal total = outcome.AmountYuan.Sum();
        Step all = new("all amounts of the fund together", ExactText.Yuan(total))
        {
            Arithmetic = $"floor({ExactText.Yuan(group.FundYuan + outcome.ReserveYuan - outcome.UnallocatedYuan)} / {payee.Unit}) * {payee.Unit}",
            Notes = [new LocalText("fund + reserve - unallocated, in whole units", "资金总额 + 预备 − 未分配，取整到最小单位")],
        };
        int[] members = [.. Enumerable.Range(0, group.Payees.Count)];
        IReadOnlyList<string> path = payee.Run.Payees.Paths[payee.Payee];
        for (int level = 0; level < path.Count; level++)
        {
            IGrouping<string, int>[] children = [.. members.GroupBy(i => payee.Run.Payees.Paths[group.Payees[i]][level], StringComparer.Ordinal)];
            bool isOwn = level == path.Count - 1;
            if (children.Length > 1 || isOwn)
            {
                decimal[] sums = [.. children.Select(child => OrderFreeSum.Of(child.Select(i => outcome.BoundedYuan[i])))];
                int index = Array.FindIndex(children, child => child.Key == path[level]);
                Step exact = isOwn ? bounded
                    : new Fold($"bounded amounts in {path[level]}", Money, [.. children[index].Select(i => payee.Run.Payees.Label(group.Payees[i]))], [.. children[index].Select(i => outcome.BoundedYuan[i])]).Step("sum");
                (Step rounded, total) = Remainder(payee.Run.Head.UnitYuan, sums, total, [.. children.Select(child => child.Key)], index);
                all = rounded with { Name = $"amount of {path[level]}", Parts = [exact, all] };
            }

            members = [.. members.Where(i => payee.Run.Payees.Paths[group.Payees[i]][level] == path[level])];
        }

        return all with { Value = ExactText.Yuan(outcome.AmountYuan[own]) };
    }

    /// <summary>A payer's part of an amount.</summary>
    public static Step Source(PayeeStory payee, Step amount, int source)
    {
        SchemeTrace trace = payee.Trace;
        decimal unit = payee.Run.Head.UnitYuan;
        if (payee.Run.Head.Payers.Count > 0)
        {
            decimal whole = trace.Amounts[payee.Payee];
            (Step split, _) = Remainder(unit, [.. payee.Run.Head.Payers.Select(payer => whole * payer.Value)], whole, trace.Sources, source);
            return split with { Parts = [new Step($"portion of {trace.Sources[source]}", ExactText.Yuan(whole * payee.Run.Head.Payers[source].Value)) { Arithmetic = $"{amount.Value} * {ExactText.Number(payee.Run.Head.Payers[source].Value)}", Parts = [amount] }] };
        }

        // Payer after payer takes its budget in proportion to what is left of every amount.
        decimal[] left = [.. trace.Amounts];
        for (int before = 0; before < source; before++)
            left = [.. left.Select((each, i) => each - trace.Split[i][before])];
        decimal rest = OrderFreeSum.Of(left), budget = trace.Split.Sum(split => split[source]);
        decimal[] parts = [.. left.Select(each => rest == 0m ? 0m : budget * (each / rest))];
        (Step paid, _) = Remainder(unit, parts, budget, payee.Run.Payees.Codes, payee.Payee);
        return paid with
        {
            Parts =
            [
                new Step($"part of {trace.Sources[source]}'s budget", ExactText.Yuan(parts[payee.Payee]))
                {
                    Arithmetic = rest == 0m ? "0 yuan" : $"{ExactText.Yuan(budget)} * ({ExactText.Yuan(left[payee.Payee])} / {ExactText.Yuan(rest)})",
                    Notes = [new LocalText("its budget x what the payers before it left of this amount / what they left of all", "该来源预算 × 本单位尚未由前述来源支付的金额 / 全部尚未支付的金额")],
                    Parts = [amount],
                },
            ],
        };
    }

    /// <summary>One part of a total by largest remainder, with the place of its rest among the others'. Parts are not told here.</summary>
    public static (Step Step, decimal Yuan) Remainder(decimal unit, IReadOnlyList<decimal> parts, decimal total, IReadOnlyList<string> codes, int own)
    {
        decimal[] rounded = LargestRemainder.Round(parts, total, unit, codes);
        decimal[] exact = [.. parts.Select(part => Math.Round(part / unit, 12))], floors = [.. exact.Select(Math.Floor)], rests = [.. exact.Zip(floors, (whole, floor) => whole - floor)];
        decimal given = (rounded[own] / unit) - floors[own], left = (total / unit) - floors.Sum();
        int[] order = [.. Enumerable.Range(0, parts.Count).Where(i => rests[i] > 0m)
            .OrderByDescending(i => rests[i]).ThenByDescending(i => Math.Abs(parts[i])).ThenBy(i => codes[i], StringComparer.Ordinal)];
        int place = Array.IndexOf(order, own);
        List<string> en = [$"largest remainder: {N(left)} unit(s) of {ExactText.Yuan(unit)} left over for {order.Length} part(s) with a rest"];
        List<string> zh = [$"最大余数法：余 {N(left)} 个单位（{ExactText.Yuan(unit)}），有余数者 {order.Length} 个"];
        if (place >= 0)
        {
            en.Add($"the rest here is {N(rests[own])} of a unit, in place {place + 1}: {(given > 0m ? "it gets one" : "it gets none")}");
            zh.Add($"此处余数 {N(rests[own])}，居第 {place + 1} 位：{(given > 0m ? "得一个单位" : "不得")}");
            if (left > 0m && left < order.Length)
            {
                int last = order[(int)left - 1], next = order[(int)left];
                en.Add($"last to get one: {codes[last]} ({N(rests[last])}), first to get none: {codes[next]} ({N(rests[next])})");
                zh.Add($"最后得到者 {codes[last]}（{N(rests[last])}），最先未得者 {codes[next]}（{N(rests[next])}）");
            }
        }

        string one = ExactText.Yuan(unit);
        Step step = new("", ExactText.Yuan(rounded[own]))
        {
            Arithmetic = $"floor(round({ExactText.Yuan(parts[own])} / {one}, 12)) * {one} + {N(given)} * {one}",
            Notes = [new LocalText(string.Join("; ", en), string.Join("；", zh))],
        };
        return (step, rounded[own]);
    }

    private static string N(decimal number) => ExactText.Number(number);
}

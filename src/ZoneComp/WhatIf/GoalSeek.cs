using System.Globalization;

namespace ZoneComp.WhatIf;

/// <summary>What one knob is to bring about.</summary>
public enum GoalKind
{
    /// <summary>Every payee that had something last year has at least so large a part of it.</summary>
    RatioOfLastYear,

    /// <summary>At most so many payees have less than last year.</summary>
    FewerBelowLastYear,

    /// <summary>A payee has at least so many yuan.</summary>
    AmountOfPayee,

    /// <summary>All together have at most so many yuan.</summary>
    TotalAtMost,
}

/// <param name="Scheme">"" for all schemes together.</param>
/// <param name="Payee">Code, for <see cref="GoalKind.AmountOfPayee"/>.</param>
internal sealed record Goal(GoalKind Kind, string Scheme, decimal Value, string Payee)
{
    /// <summary>Null where nothing says it: no last year, no such payee.</summary>
    public bool? IsMet(AllocationTable table) =>
        Reached(table) is { } reached
            ? (Kind is GoalKind.RatioOfLastYear or GoalKind.AmountOfPayee ? reached >= Value : reached <= Value)
            : null;

    /// <summary>The figure that is held against <see cref="Value"/>.</summary>
    public decimal? Reached(AllocationTable table)
    {
        IReadOnlyList<PayeeAmount> payees = PayeeAmount.Of(table, Scheme);
        switch (Kind)
        {
            case GoalKind.RatioOfLastYear:
                decimal[] ratios =
                [
                    .. payees.Where(payee => payee.LastYearYuan > 0).Select(payee => payee.AmountYuan / payee.LastYearYuan!.Value),
                ];
                return ratios.Length == 0 ? null : ratios.Min();
            case GoalKind.FewerBelowLastYear:
                return payees.Any(payee => payee.LastYearYuan is not null)
                    ? payees.Count(payee => payee.AmountYuan < payee.LastYearYuan)
                    : null;
            case GoalKind.AmountOfPayee:
                return payees.FirstOrDefault(payee => payee.Code == Payee)?.AmountYuan;
            default:
                return payees.Sum(payee => payee.AmountYuan);
        }
    }
}

/// <param name="Number">As it is to be written; null where nothing in the range meets the goal, or everything does.</param>
/// <param name="Reached">The figure there, or at the end of the range that comes nearest.</param>
/// <param name="Next">The neighbouring step, which no longer meets the goal; null for none.</param>
internal sealed record GoalResult(string? Number, decimal? Reached, string? Next, int Runs, LocalText Text);

/// <summary>Looks for the value of one knob at which a goal begins, or ceases, to be met; by halving, over values that are all
/// computed.</summary>
internal static class GoalSeek
{
    /// <summary>Places besides the ends where it is looked whether the goal changes more than once.</summary>
    private const int Probes = 7;

    /// <param name="compute">The amounts at a number; null where the policy does not read, or nothing is paid.</param>
    public static GoalResult Find(decimal least, decimal most, decimal step, Goal goal, Func<string, AllocationTable?> compute)
    {
        long steps = (long)Math.Floor((most - least) / step);
        Dictionary<long, (bool? Met, decimal? Reached)> known = [];
        (bool? Met, decimal? Reached) At(long index)
        {
            if (!known.TryGetValue(index, out (bool? Met, decimal? Reached) found))
                known.Add(index, found = compute(Number(index)) is { } table ? (goal.IsMet(table), goal.Reached(table)) : (null, null));
            return found;
        }

        long Edge(long payable, long not)
        {
            while (Math.Abs(payable - not) > 1)
            {
                long middle = (payable + not) / 2;
                (payable, not) = At(middle).Met is null ? (payable, middle) : (middle, not);
            }

            return payable;
        }

        string Number(long index) => (least + index * step).ToString("0.############################", CultureInfo.InvariantCulture);
        long[] places = [.. Enumerable.Range(0, Probes + 2).Select(at => steps * at / (Probes + 1)).Distinct()];
        // Where the policy ceases to be payable, the last value that is lies between two places.
        long[] edges = [.. places.Zip(places.Skip(1)).Where(pair => At(pair.First).Met is null != At(pair.Second).Met is null)
            .Select(pair => At(pair.First).Met is null ? Edge(pair.Second, pair.First) : Edge(pair.First, pair.Second))];
        long[] counted = [.. places.Concat(edges).Distinct().Order().Where(index => At(index).Met is not null)];
        if (counted.Length == 0)
            return new GoalResult(null, null, null, known.Count, new("nothing in this range can be computed", "此范围内的值均无法计算"));
        (long From, long To)[] turns = [.. counted.Zip(counted.Skip(1)).Where(pair => At(pair.First).Met != At(pair.Second).Met)];
        if (turns.Length == 0)
            return Nowhere(counted, At, Number, known.Count);
        (long met, long not) = At(turns[0].From).Met == true ? turns[0] : (turns[0].To, turns[0].From);
        while (Math.Abs(met - not) > 1)
        {
            long middle = (met + not) / 2;
            // What cannot be computed does not meet the goal.
            if (At(middle).Met == true)
                met = middle;
            else
                not = middle;
        }

        string side = met < not ? "up to" : "from", sideZh = met < not ? "不超过" : "不低于";
        LocalText more = turns.Length == 1 ? new("", "") : new(
            $"; the goal is met and missed {turns.Length} times over the range, this is the first place",
            $"；此范围内目标的满足情况变化 {turns.Length} 次，这是第一处");
        return new GoalResult(
            Number(met),
            At(met).Reached,
            Number(not),
            known.Count,
            new($"met {side} {Number(met)}, missed at {Number(not)}{more.En}", $"{sideZh} {Number(met)} 时满足，{Number(not)} 时不满足{more.Zh}"));
    }

    private static GoalResult Nowhere(long[] counted, Func<long, (bool? Met, decimal? Reached)> at, Func<long, string> number, int runs)
    {
        (long first, long last) = (counted[0], counted[^1]);
        bool isMet = at(first).Met == true;
        (decimal? low, decimal? high) = (at(first).Reached, at(last).Reached);
        string ends = string.Create(CultureInfo.InvariantCulture, $"{number(first)}: {low:0.######}; {number(last)}: {high:0.######}");
        return new GoalResult(null, isMet ? low : high, null, runs, isMet
            ? new($"met at every value looked at ({ends})", $"所试各值均满足（{ends}）")
            : new($"met at no value looked at ({ends}); this knob alone does not bring it about", $"所试各值均不满足（{ends}）；仅调此项达不到目标"));
    }
}

namespace ZoneComp.Allocation.Rules;

/// <summary>Scales the free amounts so that bounded amounts add up to a total.</summary>
public static class WaterFilling
{
    /// <summary>Amounts below this many yuan count as zero: they take no part in scaling.</summary>
    private const decimal Nothing = 0.000_000_000_001m;

    /// <summary>
    /// Finds the one factor f with sum of clamp(f x amount, floor, cap) = total, and the amounts under it. Amounts at a bound
    /// keep the bound, all others keep their proportions to each other.
    /// </summary>
    /// <param name="amounts">Yuan, not negative.</param>
    /// <param name="bounds">Floor at most cap.</param>
    /// <remarks>
    /// The sum grows with f in straight pieces that meet where an amount leaves its floor or reaches its cap, so f is
    /// found by walking these places in order, not by repeated trial; the result adds up within the last digits of decimal.
    /// </remarks>
    public static WaterLevel Fill(IReadOnlyList<decimal> amounts, IReadOnlyList<BoundInterval> bounds, decimal total)
    {
        var states = new State[amounts.Count];
        List<(decimal Factor, int Payee, State Next)> places = [];
        for (int i = 0; i < amounts.Count; i++)
        {
            if (amounts[i] < 0)
                throw new ArgumentException($"amount {amounts[i]} is negative and cannot be scaled to a fund", nameof(amounts));
            if (amounts[i] < Nothing)
                continue;
            places.Add((bounds[i].Floor / amounts[i], i, State.Free));
            if (bounds[i].Cap is decimal cap)
                places.Add((cap / amounts[i], i, State.AtCap));
        }

        decimal held = OrderFreeSum.Of(bounds.Select(bound => bound.Floor)), free = 0, factor = 0;
        if (total < held)
            return new WaterLevel(null, [.. bounds.Select(bound => bound.Floor)], Short: held - total, Left: 0);

        foreach ((decimal at, int payee, State next) in places.OrderBy(place => place.Factor).ThenBy(place => place.Next))
        {
            if (held + free * at >= total)
                break;
            factor = at;
            held += next == State.Free ? -bounds[payee].Floor : bounds[payee].Cap!.Value;
            free += next == State.Free ? amounts[payee] : -amounts[payee];
            states[payee] = next;
        }

        // The running sums carry the last digits of every step, in an order that ties may change; the sets do not.
        int[] scaled = [.. Enumerable.Range(0, states.Length).Where(i => states[i] == State.Free)];
        if (scaled.Length > 0)
        {
            held = OrderFreeSum.Of(
                states.Select((state, i) => state switch { State.Free => 0, State.AtCap => bounds[i].Cap!.Value, _ => bounds[i].Floor }));
            factor = (total - held) / OrderFreeSum.Of(scaled.Select(i => amounts[i]));
        }

        decimal[] filled = [.. states.Select((state, i) => state switch
        {
            State.Free => bounds[i].Clamp(amounts[i] * factor),
            State.AtCap => bounds[i].Cap!.Value,
            _ => bounds[i].Floor,
        })];
        return new WaterLevel(factor, filled, Short: 0, Left: scaled.Length > 0 ? 0 : total - OrderFreeSum.Of(filled));
    }

    private enum State
    {
        AtFloor,
        Free,
        AtCap,
    }
}

/// <param name="Factor">What the free amounts were multiplied by; null when the floors alone exceed the total.</param>
/// <param name="Amounts">Yuan; at their floors when <paramref name="Short"/> is above zero, at their caps when <paramref name="Left"/>
/// is.</param>
/// <param name="Short">By how much the floors exceed the total; 0 when they do not.</param>
/// <param name="Left">What the caps leave of the total; 0 when nothing.</param>
public sealed record WaterLevel(decimal? Factor, IReadOnlyList<decimal> Amounts, decimal Short, decimal Left);

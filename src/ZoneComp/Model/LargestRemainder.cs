namespace ZoneComp.Model;

/// <summary>Rounds parts to whole units so that they add up to a given total (largest remainder, Hamilton's method).</summary>
public static class LargestRemainder
{
    /// <summary>Every part becomes the whole number of units just below or just above it.</summary>
    /// <param name="parts">Exact parts in yuan; may be negative. They add up to <paramref name="total"/> within one unit.</param>
    /// <param name="total">A multiple of <paramref name="unit"/>.</param>
    /// <param name="codes">
    /// One per part, unique. The units left over go to the largest remainder, then to the larger part (by absolute value), then to the
    /// smaller
    /// code (ordinal): so the order of the parts changes nothing.
    /// </param>
    /// <returns>Multiples of the unit that add up to the total exactly.</returns>
    /// <remarks>
    /// A part that is a whole number of units stays as it is, so bounds that are whole units still hold. A unit is given
    /// to such a part only when the total asks for more than rounding can give, which is refused as an error of the caller.
    /// </remarks>
    public static decimal[] Round(IReadOnlyList<decimal> parts, decimal total, decimal unit, IReadOnlyList<string> codes)
    {
        if (total % unit != 0)
            throw new ArgumentException($"the total {total} is not a multiple of the unit {unit}", nameof(total));

        decimal[] units = new decimal[parts.Count];
        decimal[] remainders = new decimal[parts.Count];
        decimal left = total / unit;
        for (int i = 0; i < parts.Count; i++)
        {
            decimal exact = MoneyUnit.Units(parts[i], unit);
            units[i] = Math.Floor(exact);
            remainders[i] = exact - units[i];
            left -= units[i];
        }

        int[] order = [.. Enumerable.Range(0, parts.Count)
            .Where(i => remainders[i] > 0)
            .OrderByDescending(i => remainders[i])
            .ThenByDescending(i => Math.Abs(parts[i]))
            .ThenBy(i => codes[i], StringComparer.Ordinal)];
        if (left < 0 || left > order.Length)
            throw new ArgumentException(
                $"parts and total {total} differ by more than rounding to {unit}: {left} units left for {order.Length} parts",
                nameof(parts));

        foreach (int i in order.Take((int)left))
            units[i]++;
        return [.. units.Select(count => count * unit)];
    }
}

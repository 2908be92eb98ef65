namespace ZoneComp.Outputs.Maps;

/// <summary>Where classes meet, by each method that a policy may name.</summary>
internal static class ClassBreaks
{
    /// <summary>
    /// How far a round number may lie from the natural break, as a part of all values: it moves no more than these into the class beside.
    /// </summary>
    private const int RoundingReach = 50;

    /// <summary>How many times the middle value the largest must be, for the logarithms to be cut.</summary>
    private const int Skew = 30;

    /// <summary>Highest value of each class but the last, ascending; none where all values are one.</summary>
    /// <param name="values">As shown: in the unit of the map.</param>
    public static IReadOnlyList<decimal> Between(IReadOnlyList<decimal> values, ClassMethod method, int classes)
    {
        decimal[] sorted = [.. values.Order()];
        if (sorted.Length == 0 || sorted[0] == sorted[^1])
            return [];
        IEnumerable<decimal> breaks = method switch
        {
            ClassMethod.Equal => Enumerable.Range(1, classes - 1).Select(index => sorted[0] + ((sorted[^1] - sorted[0]) * index / classes)),
            ClassMethod.Quantile => Enumerable.Range(1, classes - 1)
                .Select(index => sorted[(((index * sorted.Length) + classes - 1) / classes) - 1]),
            ClassMethod.Pretty => Steps(sorted[0], sorted[^1], classes),
            ClassMethod.Jenks => NaturalBreaks.UpperBounds(sorted, classes).SkipLast(1),
            _ => Rounded(sorted, IsSkewed(sorted) ? ByLogarithm(sorted, classes) : NaturalBreaks.UpperBounds(sorted, classes)),
        };
        return [.. breaks.Distinct().Where(at => at < sorted[^1])];
    }

    /// <summary>Multiples of the smallest of 1, 2, 5 times a power of ten that makes no more classes than asked for.</summary>
    private static IEnumerable<decimal> Steps(decimal low, decimal high, int classes)
    {
        decimal step = RoundSteps((high - low) / classes).First();
        while (Math.Ceiling(high / step) - Math.Floor(low / step) > classes)
            step = Larger(step);
        for (decimal at = (Math.Floor(low / step) + 1) * step; at < high; at += step)
            yield return at;
    }

    /// <summary>
    /// Whether few values stand far above all others, all on one side of zero: classes of equal deviation would then put nearly every
    /// region into the lowest.
    /// </summary>
    public static bool IsSkewed(IReadOnlyList<decimal> values)
    {
        decimal[] sizes = [.. values.Select(Math.Abs).Order()];
        return sizes.Length > 0 && sizes[sizes.Length / 2] > 0 && sizes[^1] > Skew * sizes[sizes.Length / 2]
            && (values.All(value => value > 0) || values.All(value => value < 0));
    }

    /// <summary>Natural breaks of the logarithms, given as values.</summary>
    private static IReadOnlyList<decimal> ByLogarithm(decimal[] sorted, int classes)
    {
        Dictionary<decimal, decimal> highest = [];
        foreach (decimal value in sorted)
            highest[Log(value)] = value; // ascending, so the last stays
        return [.. NaturalBreaks.UpperBounds(sorted.Select(Log), classes).Select(bound => highest[bound])];

        // Nine digits: beyond them a processor's logarithm may differ from another's.
        decimal Log(decimal value) => Math.Round((decimal)Math.Log((double)Math.Abs(value)) * Math.Sign(value), 9);
    }

    private static IEnumerable<decimal> Rounded(decimal[] sorted, IReadOnlyList<decimal> bounds)
    {
        int reach = sorted.Length / RoundingReach;
        decimal before = decimal.MinValue;
        for (int index = 0; index + 1 < bounds.Count; index++)
        {
            // So far that each class keeps a value of its own.
            int last = Array.FindLastIndex(sorted, value => value <= bounds[index]);
            decimal low = Math.Max(sorted.First(value => value > before), sorted[Math.Max(0, last - reach)]);
            decimal high = Math.Min(bounds[index + 1], sorted[Math.Min(sorted.Length - 1, last + 1 + reach)]);
            before = Roundest(low, high, (sorted[last] + sorted[last + 1]) / 2);
            yield return before;
        }
    }

    /// <summary>The multiple of the largest round step that lies in [low, high), the nearest to the middle.</summary>
    private static decimal Roundest(decimal low, decimal high, decimal middle)
    {
        foreach (decimal step in RoundSteps(Math.Max(Math.Abs(low), Math.Abs(high))))
        {
            decimal near = Math.Round(middle / step) * step;
            foreach (decimal candidate in (decimal[])[near, near - step, near + step])
            {
                if (candidate >= low && candidate < high)
                    return candidate;
            }
        }

        return low;
    }

    /// <summary>1, 2 and 5 times powers of ten, from the largest that is not above the size downwards.</summary>
    private static IEnumerable<decimal> RoundSteps(decimal size)
    {
        decimal power = PowerBelow(size);
        for (int digits = 0; digits < 12 && power > 1e-24m; digits++, power /= 10)
        {
            foreach (decimal step in (decimal[])[power * 5, power * 2, power])
            {
                if (step <= size)
                    yield return step;
            }
        }
    }

    private static decimal PowerBelow(decimal size)
    {
        decimal power = 1m;
        while (power * 10 <= size)
            power *= 10;
        while (power > size && power > 1e-20m)
            power /= 10;
        return power;
    }

    private static decimal Larger(decimal step)
    {
        decimal power = PowerBelow(step);
        return step >= power * 5 ? power * 10 : step >= power * 2 ? power * 5 : power * 2;
    }
}

namespace ZoneComp.Indicators;

/// <summary>Whole units shared out so that they add up exactly; all in integers, no order of the caller's matters but where it says so.</summary>
internal static class UnitShares
{
    /// <summary>In proportion to the weights; the units left over go to the largest remainders, then to the larger weight, then to the earlier place.</summary>
    /// <param name="weights">0 or more; their sum above zero unless <paramref name="units"/> is 0. Weights x units stay below 2^127.</param>
    public static Int128[] LargestRemainder(IReadOnlyList<Int128> weights, Int128 units)
    {
        Int128 sum = Sum(weights);
        var shares = new Int128[weights.Count];
        if (units == 0)
            return shares;
        var remainders = new Int128[weights.Count];
        Int128 left = units;
        for (int index = 0; index < shares.Length; index++)
        {
            (shares[index], remainders[index]) = Int128.DivRem(weights[index] * units, sum);
            left -= shares[index];
        }

        foreach (int index in Enumerable.Range(0, shares.Length)
            .OrderByDescending(index => remainders[index]).ThenByDescending(index => weights[index]).ThenBy(index => index).Take((int)left))
            shares[index]++;
        return shares;
    }

    /// <summary>
    /// The survey's forced levelling (强制调平): each in proportion and rounded half up; of the d units that are then missing or too many, every
    /// one of n takes the quotient d/n, and as many of the largest as the remainder counts take one more.
    /// </summary>
    public static Int128[] Survey(IReadOnlyList<Int128> weights, Int128 units)
    {
        Int128 sum = Sum(weights);
        var shares = new Int128[weights.Count];
        if (units == 0 || shares.Length == 0)
            return shares;
        for (int index = 0; index < shares.Length; index++)
            shares[index] = ((2 * weights[index] * units) + sum) / (2 * sum);
        (Int128 each, Int128 rest) = Int128.DivRem(units - Sum(shares), shares.Length);
        for (int index = 0; index < shares.Length; index++)
            shares[index] += each;
        foreach (int index in Enumerable.Range(0, shares.Length).OrderByDescending(index => weights[index]).ThenBy(index => index).Take((int)Int128.Abs(rest)))
            shares[index] += Int128.Sign(rest);
        return shares;
    }

    private static Int128 Sum(IReadOnlyList<Int128> numbers)
    {
        Int128 sum = 0;
        foreach (Int128 number in numbers)
            sum += number;
        return sum;
    }
}

namespace ZoneComp.Indicators;

/// <summary>Whole units shared out so that they add up exactly; all in integers, no order of the caller's matters but where it says
/// so.</summary>
internal static class UnitShares
{
    /// <summary>In proportion to the weights; the units left over go to the largest remainders, then to the larger weight, then to the
    /// earlier place.</summary>
    /// <param name="weights">0 or more; their sum above zero unless <paramref name="units"/> is 0. Weights x units stay below
    /// 2^127.</param>
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
    /// The survey's forced levelling (强制调平): each in proportion and rounded half up; of the d units that are then missing or too many,
    /// every
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
        foreach (int index in Enumerable.Range(0, shares.Length)
            .OrderByDescending(index => weights[index])
            .ThenBy(index => index)
            .Take((int)Int128.Abs(rest)))
            shares[index] += Int128.Sign(rest);
        return shares;
    }

    /// <summary>
    /// The survey's levelling of land classes across a row (强制调平, the last step): each class in proportion and rounded half up; what is
    /// then missing
    /// or too much is spread by the same quotient and remainder, from the highest code downward, over the classes above 1 ha, or over all
    /// where none is.
    /// </summary>
    /// <param name="weights">By class, from the highest code downward.</param>
    /// <param name="oneHa">Units in 1 ha.</param>
    public static Int128[] SurveyClasses(IReadOnlyList<Int128> weights, Int128 units, Int128 oneHa)
    {
        Int128 sum = Sum(weights);
        var shares = new Int128[weights.Count];
        if (units == 0 || sum == 0)
            return shares;
        for (int index = 0; index < shares.Length; index++)
            shares[index] = ((2 * weights[index] * units) + sum) / (2 * sum);
        Int128 off = units - Sum(shares);
        // A class that rounds to nothing cannot give a unit away; of the others there are more than units too many.
        int[] there = [.. Enumerable.Range(0, shares.Length).Where(index => off > 0 ? weights[index] > 0 : shares[index] > 0)];
        int[] large = [.. there.Where(index => shares[index] > oneHa)];
        int[] among = large.Length > 0 && Int128.Abs(off) <= large.Length * oneHa ? large : there;
        (Int128 each, Int128 rest) = Int128.DivRem(off, among.Length);
        for (int place = 0; place < among.Length; place++)
            shares[among[place]] += each + (place < Int128.Abs(rest) ? Int128.Sign(rest) : 0);
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

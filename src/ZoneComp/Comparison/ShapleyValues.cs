using System.Numerics;

namespace ZoneComp.Comparison;

/// <summary>Splits a change among its causes, whatever order they are thought of in: the Shapley value, as an exact fraction.</summary>
/// <remarks>
/// The part of cause i is the mean, over all n! orders of turning the causes from old to new, of what turning i changes:
/// sum over the sets S without i of |S|! (n - |S| - 1)! / n! * (v(S with i) - v(S)). Source: Shapley 1953, A value for n-person games.
/// The parts add up to v(all) - v(none); a cause that never changes anything has 0; exchanging old and new turns every sign.
/// </remarks>
public static class ShapleyValues
{
    /// <summary>More causes than this take too many mixes: 2 to the power of their number.</summary>
    public const int MostCauses = 10;

    /// <summary>The parts times n!, so that they are whole.</summary>
    /// <param name="values">Amount of each mix in whole units, by the mix's bits: bit i set where cause i is new. 2^n of them.</param>
    public static BigInteger[] Numerators(IReadOnlyList<BigInteger> values)
    {
        int causes = BitOperations.Log2((uint)values.Count);
        if (values.Count != 1 << causes)
            throw new ArgumentException($"{values.Count} values are not those of all mixes of causes.", nameof(values));
        BigInteger[] weights = [.. Enumerable.Range(0, causes).Select(size => Factorial(size) * Factorial(causes - size - 1))];
        BigInteger[] parts = new BigInteger[causes];
        for (int mix = 0; mix < values.Count; mix++)
        {
            int size = BitOperations.PopCount((uint)mix);
            for (int cause = 0; cause < causes; cause++)
            {
                if ((mix >> cause & 1) == 0)
                    parts[cause] += weights[size] * (values[mix | 1 << cause] - values[mix]);
            }
        }

        return parts;
    }

    public static BigInteger Factorial(int n)
    {
        BigInteger product = 1;
        for (int factor = 2; factor <= n; factor++)
            product *= factor;
        return product;
    }
}

using System.Numerics;

namespace ZoneComp.Comparison;

/// <summary>Rounds a table of fractions to whole numbers, each up or down, so that every row keeps its whole sum and every column its own
/// sum, rounded likewise.</summary>
/// <remarks>
/// Such a rounding always exists (Bacharach 1966, controlled rounding). Each row is first rounded by largest remainder; then, while a
/// column is above its sum and another below,
/// units are moved along the shortest chain of columns, each step in the row that stands nearest to the tie.
/// </remarks>
public static class WholeParts
{
    /// <param name="numerators">By row, then column; each row's sum is a multiple of the denominator.</param>
    /// <param name="denominator">Above zero.</param>
    public static IReadOnlyList<BigInteger[]> Round(IReadOnlyList<BigInteger[]> numerators, BigInteger denominator)
    {
        if (numerators.Count == 0)
            return [];
        BigInteger[][] floors = new BigInteger[numerators.Count][], remainders = new BigInteger[numerators.Count][];
        bool[][] up = new bool[numerators.Count][];
        for (int row = 0; row < numerators.Count; row++)
            (floors[row], remainders[row], up[row]) = LargestRemainder(numerators[row], denominator);

        int columns = numerators[0].Length;
        BigInteger[] columnSums =
        [
            .. Enumerable.Range(0, columns).Select(column => numerators.Aggregate(BigInteger.Zero, (sum, row) => sum + row[column])),
        ];
        (BigInteger[] wanted, _, bool[] wantedUp) = LargestRemainder(columnSums, denominator);
        int[] excess = [.. Enumerable.Range(0, columns).Select(column =>
            (int)(floors.Aggregate(BigInteger.Zero, (sum, row) => sum + row[column]) + up.Count(row => row[column]) - wanted[column]
                - (wantedUp[column]
                ? 1
                : 0)))];
        while (Array.FindIndex(excess, each => each > 0) is >= 0 and int from)
        {
            int to = Move(from, excess, remainders, up);
            excess[from]--;
            excess[to]++;
        }

        return [.. floors.Select((row, index) => row.Select((floor, column) => up[index][column] ? floor + 1 : floor).ToArray())];
    }

    private static (BigInteger[] Floors, BigInteger[] Remainders, bool[] Up) LargestRemainder(
        BigInteger[] numerators,
        BigInteger denominator)
    {
        BigInteger[] floors = new BigInteger[numerators.Length], remainders = new BigInteger[numerators.Length];
        for (int column = 0; column < numerators.Length; column++)
        {
            floors[column] = BigInteger.DivRem(numerators[column], denominator, out remainders[column]);
            if (remainders[column].Sign < 0)
            {
                floors[column]--;
                remainders[column] += denominator;
            }
        }

        BigInteger left = BigInteger.DivRem(
            remainders.Aggregate(BigInteger.Zero, (sum, remainder) => sum + remainder),
            denominator,
            out BigInteger over);
        if (!over.IsZero)
            throw new ArgumentException("The fractions of a row do not add up to a whole number.", nameof(numerators));
        bool[] up = new bool[numerators.Length];
        foreach (int column in Enumerable.Range(0, up.Length)
            .OrderByDescending(column => remainders[column])
            .ThenBy(column => column)
            .Take((int)left))
            up[column] = true;
        return (floors, remainders, up);
    }

    /// <summary>Takes a unit from a column and hands it, by way of others where need be, to one that is below its sum.</summary>
    /// <returns>The column that has it now.</returns>
    private static int Move(int from, int[] excess, BigInteger[][] remainders, bool[][] up)
    {
        (int Before, int Row)?[] reached = new (int, int)?[excess.Length];
        reached[from] = (from, -1);
        var waiting = new Queue<int>([from]);
        while (waiting.TryDequeue(out int column))
        {
            if (excess[column] < 0)
            {
                for (int at = column; at != from; at = reached[at]!.Value.Before)
                {
                    up[reached[at]!.Value.Row][at] = true;
                    up[reached[at]!.Value.Row][reached[at]!.Value.Before] = false;
                }

                return column;
            }

            for (int next = 0; next < excess.Length; next++)
            {
                if (reached[next] is null && NearestTie(column, next, remainders, up) is >= 0 and int row)
                {
                    reached[next] = (column, row);
                    waiting.Enqueue(next);
                }
            }
        }

        throw new InvalidOperationException("A table of fractions has no rounding that keeps its sums.");
    }

    /// <summary>The row where rounding one column down and the other up moves both least; -1 where none can.</summary>
    private static int NearestTie(int down, int raised, BigInteger[][] remainders, bool[][] up)
    {
        int best = -1;
        for (int row = 0; row < up.Length; row++)
        {
            bool can = up[row][down] && !up[row][raised] && !remainders[row][raised].IsZero;
            if (can && (best < 0 || remainders[row][down] - remainders[row][raised] < remainders[best][down] - remainders[best][raised]))
                best = row;
        }

        return best;
    }
}

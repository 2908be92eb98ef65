using ZoneComp.Diagnostics;

namespace ZoneComp.Expressions;

/// <summary>The functions over a whole column. Decimal throughout; square roots to all 28 digits.</summary>
internal static class ColumnRules
{
    public static readonly ColumnRule Sum = Aggregate("sum", column => column.Sum(), empty: 0m);
    public static readonly ColumnRule Count = Aggregate("count", column => column.Count(flag => flag != 0m), empty: 0m);
    public static readonly ColumnRule Mean = Aggregate("mean", column => column.Sum() / column.Length);
    public static readonly ColumnRule Min = Aggregate("min", column => column.Min());
    public static readonly ColumnRule Max = Aggregate("max", column => column.Max());
    public static readonly ColumnRule Median = Aggregate("median", MedianOf);

    /// <summary>x / sum of x: adds up to 1.</summary>
    public static readonly ColumnRule Share = new(false, ShareOf, Outside: 0m) { Name = "share" };

    /// <summary>(x - min) / (max - min): 0 to 1.</summary>
    public static readonly ColumnRule MinMax = new(false, MinMaxOf) { Name = "minmax" };

    /// <param name="sample">Divide by n - 1 instead of n.</param>
    public static ColumnRule Deviation(bool sample) => new(true, (decimal[] column, out LocalText? reason) =>
        DeviationOf(column, sample, out reason) is decimal deviation ? [.. Enumerable.Repeat((Cell)deviation, column.Length)] : null)
    {
        Name = sample ? "stddev sample" : "stddev population",
    };

    /// <summary>(x - mean) / standard deviation. Source of the form: 财预〔2022〕58号 art. 7.</summary>
    public static ColumnRule ZScore(bool sample) => new(false, (decimal[] column, out LocalText? reason) =>
    {
        if (DeviationOf(column, sample, out reason) is not decimal deviation)
            return null;
        if (deviation == 0m)
        {
            reason = new LocalText("all values are equal, so there is no z-score", "所有值相等，无法计算 z 分数");
            return null;
        }

        decimal mean = column.Sum() / column.Length;
        return [.. column.Select(value => (Cell)((value - mean) / deviation))];
    })
    {
        Name = sample ? "zscore sample" : "zscore population",
    };

    /// <param name="ties">Equal values take the lowest, highest or mean of their places, or count as one place ("dense").</param>
    public static ColumnRule Rank(bool descending, string ties) => new(false, (decimal[] column, out LocalText? reason) =>
    {
        reason = null;
        int[] order = [.. Enumerable.Range(0, column.Length).OrderBy(index => descending ? -column[index] : column[index])];
        Cell[] ranks = new Cell[column.Length];
        int dense = 0;
        for (int first = 0; first < order.Length;)
        {
            int last = first;
            while (last + 1 < order.Length && column[order[last + 1]] == column[order[first]])
                last++;
            dense++;
            decimal rank = ties switch { "min" => first + 1, "max" => last + 1, "dense" => dense, _ => (first + last + 2) / 2m };
            for (; first <= last; first++)
                ranks[order[first]] = rank;
        }

        return ranks;
    })
    {
        Name = $"rank {(descending ? "descending" : "ascending")} {ties}",
    };

    /// <summary>Square root by Newton's steps from the double one: all digits of a decimal, the same on every machine.</summary>
    public static decimal SquareRoot(decimal value)
    {
        if (value == 0m)
            return 0m;
        decimal root = (decimal)Math.Sqrt((double)value);
        if (root == 0m)
            return 0m;
        for (int step = 0; step < 3; step++)
            root = (root + (value / root)) / 2m;
        // The last step may end one unit beside an exact root such as 3.
        decimal exact = Math.Round(root, 14);
        return exact * exact == value ? exact : root;
    }

    private static ColumnRule Aggregate(string name, Func<decimal[], decimal> compute, decimal? empty = null) => new(true, (decimal[] column, out LocalText? reason) =>
    {
        reason = null;
        return [.. Enumerable.Repeat((Cell)compute(column), column.Length)];
    }, empty)
    {
        Name = name,
    };

    private static decimal MedianOf(decimal[] column)
    {
        decimal[] sorted = [.. column.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2m;
    }

    private static Cell[]? ShareOf(decimal[] column, out LocalText? reason)
    {
        decimal total = column.Sum();
        reason = total == 0m ? new LocalText("the total is 0, so there are no shares", "合计为 0，无法计算占比") : null;
        return total == 0m ? null : [.. column.Select(value => (Cell)(value / total))];
    }

    private static Cell[]? MinMaxOf(decimal[] column, out LocalText? reason)
    {
        decimal low = column.Min(), spread = column.Max() - low;
        reason = spread == 0m ? new LocalText("all values are equal, so there is no min-max scale", "所有值相等，无法做极差标准化") : null;
        return spread == 0m ? null : [.. column.Select(value => (Cell)((value - low) / spread))];
    }

    private static decimal? DeviationOf(decimal[] column, bool sample, out LocalText? reason)
    {
        reason = sample && column.Length < 2 ? new LocalText("a sample deviation needs two values", "样本标准差至少需要两个值") : null;
        if (reason is not null)
            return null;
        decimal mean = column.Sum() / column.Length;
        decimal squares = column.Sum(value => (value - mean) * (value - mean));
        return SquareRoot(squares / (column.Length - (sample ? 1 : 0)));
    }
}

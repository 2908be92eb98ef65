namespace ZoneComp.Expressions.Formulas;

/// <summary>The functions over a whole column. Exact throughout; square roots to all 28 digits.</summary>
internal static class ColumnRules
{
    public static readonly ColumnRule Sum = Aggregate("sum", Exact.Sum, empty: 0m);
    public static readonly ColumnRule Count = Aggregate("count", column => (decimal)column.Count(each => each.Flag), empty: 0m);
    public static readonly ColumnRule Mean = Aggregate("mean", MeanOf);
    public static readonly ColumnRule Min = Aggregate("min", column => column.Aggregate(Exact.Least));
    public static readonly ColumnRule Max = Aggregate("max", column => column.Aggregate(Exact.Greatest));
    public static readonly ColumnRule Median = Aggregate("median", MedianOf);

    /// <summary>x / sum of x: adds up to 1.</summary>
    public static readonly ColumnRule Share = new(false, ShareOf, Outside: 0m) { Name = "share" };

    /// <summary>(x - min) / (max - min): 0 to 1.</summary>
    public static readonly ColumnRule MinMax = new(false, MinMaxOf) { Name = "minmax" };

    /// <param name="sample">Divide by n - 1 instead of n.</param>
    public static ColumnRule Deviation(bool sample) => new(true, (Cell[] column, out LocalText? reason) =>
        DeviationOf(column, sample, out reason) is decimal deviation ? [.. Enumerable.Repeat((Cell)deviation, column.Length)] : null)
    {
        Name = sample ? "stddev sample" : "stddev population",
    };

    /// <summary>(x - mean) / standard deviation. Source of the form: 财预〔2022〕58号 art. 7.</summary>
    public static ColumnRule ZScore(bool sample) => new(false, (Cell[] column, out LocalText? reason) =>
    {
        if (DeviationOf(column, sample, out reason) is not decimal deviation)
            return null;
        if (deviation == 0m)
        {
            reason = new LocalText("all values are equal, so there is no z-score", "所有值相等，无法计算 z 分数");
            return null;
        }

        Cell mean = MeanOf(column);
        return [.. column.Select(value => Exact.Divide(Exact.Subtract(value, mean), deviation))];
    })
    {
        Name = sample ? "zscore sample" : "zscore population",
    };

    /// <param name="ties">Equal values take the lowest, highest or mean of their places, or count as one place ("dense").</param>
    public static ColumnRule Rank(bool descending, string ties) => new(false, (Cell[] column, out LocalText? reason) =>
    {
        reason = null;
        int[] order = [.. descending
            ? Enumerable.Range(0, column.Length).OrderByDescending(index => column[index], Cell.Order)
            : Enumerable.Range(0, column.Length).OrderBy(index => column[index], Cell.Order)];
        Cell[] ranks = new Cell[column.Length];
        int dense = 0;
        for (int first = 0; first < order.Length;)
        {
            int last = first;
            while (last + 1 < order.Length && Exact.Compare(column[order[last + 1]], column[order[first]]) == 0)
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

    private static ColumnRule Aggregate(string name, Func<Cell[], Cell> compute, decimal? empty = null) =>
        new(true, (Cell[] column, out LocalText? reason) =>
    {
        reason = null;
        return [.. Enumerable.Repeat(compute(column), column.Length)];
    }, empty)
        {
            Name = name,
        };

    private static Cell MeanOf(Cell[] column) => Exact.Divide(Exact.Sum(column), (decimal)column.Length);

    private static Cell MedianOf(Cell[] column)
    {
        Cell[] sorted = [.. column.Order(Cell.Order)];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : Exact.Divide(Exact.Add(sorted[middle - 1], sorted[middle]), 2m);
    }

    private static Cell[]? ShareOf(Cell[] column, out LocalText? reason)
    {
        Cell total = Exact.Sum(column);
        reason = Exact.Sign(total) == 0 ? new LocalText("the total is 0, so there are no shares", "合计为 0，无法计算占比")
            : column.Any(value => Exact.Sign(value) * Exact.Sign(total) < 0)
            ? new LocalText("some values are above 0 and some below, so their parts of the total are no shares", "各值有正有负，占合计的比例没有意义")
            : null;
        return reason is not null ? null : [.. column.Select(value => Exact.Divide(value, total))];
    }

    private static Cell[]? MinMaxOf(Cell[] column, out LocalText? reason)
    {
        Cell low = column.Aggregate(Exact.Least), spread = Exact.Subtract(column.Aggregate(Exact.Greatest), low);
        bool isFlat = Exact.Sign(spread) == 0;
        reason = isFlat ? new LocalText("all values are equal, so there is no min-max scale", "所有值相等，无法做极差标准化") : null;
        return isFlat ? null : [.. column.Select(value => Exact.Divide(Exact.Subtract(value, low), spread))];
    }

    private static decimal? DeviationOf(Cell[] column, bool sample, out LocalText? reason)
    {
        reason = sample && column.Length < 2 ? new LocalText("a sample deviation needs two values", "样本标准差至少需要两个值") : null;
        if (reason is not null)
            return null;
        Cell mean = MeanOf(column);
        Cell squares = Exact.Sum(column.Select(value => Exact.Subtract(value, mean)).Select(from => Exact.Multiply(from, from)));
        return SquareRoot(Exact.Divide(squares, (decimal)(column.Length - (sample ? 1 : 0))).Number);
    }
}

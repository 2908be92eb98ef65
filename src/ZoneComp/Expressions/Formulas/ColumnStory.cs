namespace ZoneComp.Expressions.Formulas;

/// <summary>Tells functions over a whole column: the row's own value against all those that count with it.</summary>
internal static class ColumnStory
{
    /// <param name="rule">As <see cref="ColumnRule.Name"/>.</param>
    public static Step Of(string rule, Frame frame, Formula argument, Formula? where, GroupedBy? level, int row, Storyteller teller)
    {
        Grouping grouping = level?.Groups(frame) ?? frame.Groups(null);
        int group = grouping.GroupOf[row];
        int[] rows =
        [
            .. Enumerable.Range(0, frame.Count)
                .Where(each => grouping.GroupOf[each] == group && (where is null || where.Value(each) is { IsValue: true, Flag: true })),
        ];
        Fold column = new(
            Storyteller.OneLine(argument.Span.Text),
            argument.Type,
            [.. rows.Select(frame.Label)],
            [.. rows.Select(each => Number(argument.Value(each)))])
        {
            Own = Array.IndexOf(rows, row),
            Scope = Among(where, level?.Name, group < 0 ? "" : grouping.Keys[group]),
        };
        bool isScale = rule is "share" or "minmax" || rule.StartsWith("zscore", StringComparison.Ordinal);
        if (!isScale)
        {
            Step whole = column.Step(rule);
            return whole with
            {
                Parts = column.Own < 0 || argument.IsLeaf && argument is not ColumnFormula { Named: not null }
                    ? []
                    : [teller.Part(argument, row)],
            };
        }

        if (column.Own < 0)
            return new Step("", "") { Notes = [new LocalText("left out by 'where'", "where 未计入")] };
        Step own = teller.Part(argument, row);
        if (rule == "share")
        {
            Step total = column.Step("sum");
            return new Step("", "") { Arithmetic = $"{own.Value} / {total.Value}", Parts = [own, total] };
        }

        Step low = column.Step(rule == "minmax" ? "min" : "mean"),
            scale = column.Step(rule == "minmax" ? "max" : rule.Replace("zscore", "stddev", StringComparison.Ordinal));
        return new Step("", "")
        {
            Arithmetic = rule == "minmax"
                ? $"({own.Value} - {low.Value}) / ({scale.Value} - {low.Value})"
                : $"({own.Value} - {low.Value}) / {scale.Value}",
            Parts = [own, low, scale],
        };
    }

    private static string Among(Formula? where, string? level, string key) =>
        (level is null ? "" : $" in {level} {key}") + (where is null ? "" : $" where {Storyteller.OneLine(where.Span.Text)}");

    private static Cell Number(Cell cell) => cell.Text is string text ? Cell.NumberOf(text) ?? 0m : cell;
}

/// <summary>Values that a function puts together.</summary>
/// <param name="Of">What they are values of, as written.</param>
/// <param name="Numbers">Internal units.</param>
internal sealed record Fold(string Of, ExpressionType Type, IReadOnlyList<string> Labels, IReadOnlyList<Cell> Numbers)
{
    // Shared by the copies that tell the same values for another region.
    private readonly Dictionary<string, Cell[]> values = new(StringComparer.Ordinal);

    /// <summary>Index of the value that is explained; -1 for none.</summary>
    public int Own { get; init; } = -1;

    /// <summary>" in city 6101 where ...".</summary>
    public string Scope { get; init; } = "";

    /// <param name="fold">"sum", "count", "mean", "min", "max", "median", "stddev sample", "stddev population", "rank ...".</param>
    public Step Step(string fold)
    {
        bool isRank = fold.StartsWith("rank", StringComparison.Ordinal);
        if (!values.TryGetValue(fold, out Cell[]? cells))
            values.Add(fold, cells = Values(fold));
        // a fold over no rows is told by its empty list; its value stands in the formula
        Cell value = cells.Length == 0 ? 0m : cells[Math.Max(Own, 0)];

        return new Step(
            $"{fold} of {Of} over {Numbers.Count}{Scope}",
            ExactText.Of(value, fold is not "count" && !isRank ? Type : ExpressionType.Number))
        {
            Fold = fold,
            Members = new FoldMembers(this),
            OwnMember = Own,
        };
    }

    private Cell[] Values(string fold)
    {
        Cell[] column = [.. Numbers];
        ColumnRule rule = fold switch
        {
            "sum" => ColumnRules.Sum,
            "count" => ColumnRules.Count,
            "mean" => ColumnRules.Mean,
            "min" => ColumnRules.Min,
            "max" => ColumnRules.Max,
            "median" => ColumnRules.Median,
            "stddev sample" or "stddev population" => ColumnRules.Deviation(fold == "stddev sample"),
            _ => ColumnRules.Rank(fold.Contains("descending", StringComparison.Ordinal), fold.Split(' ')[^1]),
        };
        return column.Length == 0 ? [] : rule.Compute(column, out _) ?? [];
    }
}

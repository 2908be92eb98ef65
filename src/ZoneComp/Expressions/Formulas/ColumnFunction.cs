namespace ZoneComp.Expressions.Formulas;

/// <summary>A value that needs the whole column: computed once for all rows, group by group.</summary>
/// <remarks>With <c>each: LEVEL</c> a unit's regions, which must agree, count once. A row that fails makes its group fail, with that row's
/// reason: half a total is no total.</remarks>
internal sealed class ColumnFunctionFormula : Formula
{
    private readonly Frame frame;
    private readonly Formula argument;
    private readonly Formula? where; // only rows that it takes count; null for all
    private readonly GroupedBy? level;
    private readonly GroupedBy? each; // each unit of this level counts once; null for each region
    private readonly ColumnRule rule;
    private readonly Lazy<Cell[]> values;

    public ColumnFunctionFormula(
        ExpressionType type, FormulaSpan span, Frame frame, Formula argument, Formula? where, GroupedBy? level, GroupedBy? each,
        ColumnRule rule)
        : base(type, span)
    {
        this.frame = frame;
        this.argument = argument;
        this.where = where;
        this.level = level;
        this.each = each;
        this.rule = rule;
        values = new Lazy<Cell[]>(Compute);
    }

    public override bool IsUniform => rule.IsAggregate && level is null;

    /// <summary>Level whose units the result is of; "" where it is each region's own.</summary>
    public string Level => each?.Name ?? (rule.IsAggregate ? level?.Name ?? "" : "");

    internal override bool IsLeaf => true;

    internal override IEnumerable<Formula> Parts => new[] { argument, where, level?.Column, each?.Column }.OfType<Formula>();

    internal override Step Story(int row, Storyteller teller) =>
        ColumnStory.Of(rule.Name, frame, argument, where, level, Math.Max(row, 0), teller);

    protected override Cell Compute(int row) =>
        values.Value.Length > 0 ? values.Value[row < 0 ? 0 : row] : Fail(-1, "there are no rows", "没有任何行");

    private Cell[] Compute()
    {
        Grouping grouping = level?.Groups(frame) ?? frame.Groups(null);
        List<int>[] members = [.. grouping.Keys.Select(_ => new List<int>())];
        Failure?[] failures = new Failure?[members.Length];
        Cell[] result = new Cell[frame.Count];
        Cell[] numbers = new Cell[frame.Count];
        bool[] counts = new bool[frame.Count];
        Grouping? units = each?.Groups(frame);
        Dictionary<(int Group, int Unit), int> speakers = [];
        int[] speaker = [.. Enumerable.Range(0, frame.Count)];
        for (int row = 0; row < frame.Count; row++)
        {
            int group = grouping.GroupOf[row];
            if (group < 0)
                continue;
            if (where is not null)
            {
                if (!TakeFlag(where, row, out Cell taken))
                    failures[group] ??= taken.Failure;
                if (!taken.IsValue || !taken.Flag)
                    continue;
            }

            if (!TakeNumber(argument, row, out Cell value))
                failures[group] ??= value.Failure;
            numbers[row] = value;
            counts[row] = true;
            if (units is null || speakers.TryAdd((group, units.GroupOf[row]), row))
                members[group].Add(row);
            else
                speaker[row] = speakers[(group, units.GroupOf[row])];
            if (value.IsValue && numbers[speaker[row]].IsValue && !Cell.Same(numbers[speaker[row]], value))
                failures[group] ??= new Failure(
                    this,
                    row,
                    new LocalText(
                        $"{argument.Span.Text} differs inside one {each!.Name}, so it cannot count once for each",
                        $"{argument.Span.Text} 在同一 {each!.Name} 内不一致，不能按 each 各计一次"));
        }

        for (int group = 0; group < members.Length; group++)
            ComputeGroup(members[group], failures[group], grouping.Keys[group], numbers, result);
        for (int row = 0; row < result.Length; row++)
        {
            int group = grouping.GroupOf[row];
            if (counts[row])
                result[row] = result[speaker[row]];
            if (group < 0)
                result[row] = new Failure(this, row, level!.Ungrouped(row));
            else if (!counts[row])
                result[row] = Outside(row, failures[group], members[group], result);
        }

        return result;
    }

    private void ComputeGroup(List<int> rows, Failure? failure, string key, Cell[] numbers, Cell[] result)
    {
        Cell[] column = [.. rows.Select(row => numbers[row])];
        Cell[]? computed = null;
        LocalText? reason = null;
        if (failure is null)
        {
            try
            {
                computed = rule.Compute(column, out reason);
            }
            catch (OverflowException)
            {
                failure = Fail(-1, "the result has more than 28 digits", "结果超过 28 位");
            }
        }

        if (computed is null && failure is null)
            failure = Fail(
                -1,
                reason!.En + (key.Length > 0 ? $" (in {level!.Name} {key})" : ""),
                reason.Zh + (key.Length > 0 ? $"（{level!.Name} {key}）" : ""));
        for (int index = 0; index < rows.Count; index++)
            result[rows[index]] = failure is not null ? failure : computed![index];
    }

    // A row that the filter leaves out still sees its group's aggregate, has share 0, and no rank or score.
    private Cell Outside(int row, Failure? failure, List<int> members, Cell[] result)
    {
        if (failure is not null)
            return failure;
        if (members.Count > 0 && rule.IsAggregate)
            return result[members[0]];
        if (rule.Empty is decimal empty && members.Count == 0)
            return empty;
        if (rule.Outside is decimal outside)
            return outside;
        return rule.IsAggregate
            ? Fail(row, $"{Span.Text} has no rows to count", $"{Span.Text} 没有可计入的行")
            : new Absence(new LocalText($"{Span.Text} leaves this row out by its 'where'", $"{Span.Text} 的 where 未计入此行"));
    }
}

/// <summary>How a column becomes an aggregate (the same cell for each row) or another column.</summary>
/// <param name="Compute">Of at least one number; null and the reason where there is no value.</param>
/// <param name="Empty">Value of an aggregate over no rows; null where that is a failure.</param>
/// <param name="Outside">Value for rows that the filter leaves out; null for none.</param>
internal sealed record ColumnRule(bool IsAggregate, ColumnRule.Computation Compute, decimal? Empty = null, decimal? Outside = null)
{
    /// <summary>What it computes, for explanations: "sum", "share", "rank descending min", ...</summary>
    public required string Name { get; init; }

    public delegate Cell[]? Computation(Cell[] column, out LocalText? reason);
}

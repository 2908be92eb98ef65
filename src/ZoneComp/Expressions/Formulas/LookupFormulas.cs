using System.Globalization;

namespace ZoneComp.Expressions.Formulas;

/// <summary>Which band a number falls into: the value of the last threshold that it reaches.</summary>
/// <param name="thresholds">Ascending, in the argument's internal unit.</param>
/// <param name="closedLeft">A band holds its lower threshold, else its upper one.</param>
/// <param name="below">For numbers below the first threshold; null where that is a failure.</param>
internal sealed class BandFormula(
    ExpressionType type, FormulaSpan span, Formula argument, Cell[] thresholds, Formula[] values, bool closedLeft, Formula? below)
        : Formula(type, span)
{
    public override bool IsUniform { get; } = argument.IsUniform
        && values.All(value => value.IsUniform)
        && below is null or { IsUniform: true };

    internal override IEnumerable<Formula> Parts => [argument, .. values, .. below is null ? Array.Empty<Formula>() : [below]];

    protected override Cell Compute(int row)
    {
        if (!TakeNumber(argument, row, out Cell number))
            return number;
        int reached = Array.BinarySearch(thresholds, number, Cell.Order);
        reached = reached < 0 ? ~reached - 1 : closedLeft ? reached : reached - 1;
        if (reached >= 0)
            return values[reached].Value(row);
        string shown = CellText.Of(number, argument.Type);
        return below is not null
            ? below.Value(row)
            : Fail(
                row,
                $"{argument.Span.Text} is {shown}, below the first band; say 'below:' what holds there",
                $"{argument.Span.Text} 为 {shown}，低于第一档；请用 below: 写明取值");
    }
}

/// <summary>A table of numbers read off by step or along straight lines between its entries.</summary>
/// <param name="keys">Ascending.</param>
/// <param name="hold">Outside the keys the value at the nearer end holds, else it is a failure.</param>
internal sealed class NumberLookupFormula(
    ExpressionType type, FormulaSpan span, Formula argument, Cell[] keys, Cell[] values, bool interpolate, bool hold) : Formula(type, span)
{
    public override bool IsUniform => argument.IsUniform;

    internal override IEnumerable<Formula> Parts => [argument];

    /// <summary>Where the keys come from a table: its name's place in the text and the keys' type.</summary>
    public FormulaSpan? Table { get; init; }

    internal override FormulaSpan? TableName => Table;

    internal override IEnumerable<(int Start, int End, string Text)> Replacements(int row)
    {
        if (Table is not FormulaSpan name || !TakeNumber(argument, row, out Cell number))
            yield break;
        int found = Array.BinarySearch(keys, number, Cell.Order);
        int first = found >= 0 ? found : Math.Max(0, ~found - 1), last = found >= 0 ? found : Math.Min(keys.Length - 1, ~found);
        yield return (
            name.Start,
            name.End,
            $"[{string.Join(
                ", ",
                Enumerable.Range(first, last - first + 1)
                    .Select(index => $"{ExactText.Of(keys[index], argument.Type)}: {ExactText.Of(values[index], Type)}"))}]");
    }

    protected override Cell Compute(int row)
    {
        if (!TakeNumber(argument, row, out Cell number))
            return number;
        int found = Array.BinarySearch(keys, number, Cell.Order);
        if (found >= 0)
            return values[found];
        int after = ~found;
        if (after == 0 || (after == keys.Length && interpolate))
        {
            if (hold)
                return values[after == 0 ? 0 : ^1];
            string shown = CellText.Of(number, argument.Type);
            return Fail(
                row,
                $"{argument.Span.Text} is {shown}, outside the table; 'outside: hold' takes its end",
                $"{argument.Span.Text} 为 {shown}，超出对照表；可用 outside: hold 取端值");
        }

        if (!interpolate)
            return values[after - 1];
        Cell low = values[after - 1], high = values[after];
        if (!low.IsValue || !high.IsValue)
            return low.IsValue ? high : low;
        Cell part = Exact.Divide(Exact.Subtract(number, keys[after - 1]), Exact.Subtract(keys[after], keys[after - 1]));
        return Exact.Add(low, Exact.Multiply(part, Exact.Subtract(high, low)));
    }
}

/// <summary>The value that stands behind exactly this text or number.</summary>
/// <param name="otherwise">For what is not in the table; null where that is a failure.</param>
internal sealed class ExactLookupFormula(
    ExpressionType type, FormulaSpan span, Formula argument, IReadOnlyDictionary<string, Formula> entries, Formula? otherwise)
        : Formula(type, span)
{
    public override bool IsUniform { get; } = argument.IsUniform
        && entries.Values.All(entry => entry.IsUniform)
        && otherwise is null or { IsUniform: true };

    internal override IEnumerable<Formula> Parts =>
    [
        argument,
        .. entries.Values.Where(entry => entry is not ConstantFormula),
        .. otherwise is null ? Array.Empty<Formula>() : [otherwise],
    ];

    /// <summary>Where the keys come from a table: its name's place in the text.</summary>
    public FormulaSpan? Table { get; init; }

    internal override FormulaSpan? TableName => Table;

    internal override IEnumerable<(int Start, int End, string Text)> Replacements(int row)
    {
        if (Table is not FormulaSpan name || !Take(argument, row, out Cell key))
            yield break;
        string shown = ExactText.Of(key, argument.Type);
        yield return (
            name.Start,
            name.End,
            entries.TryGetValue(Key(key), out Formula? entry) ? $"[{shown}: {ExactText.Of(entry.Value(row), entry.Type)}]" : "[]");
    }

    /// <summary>One text for equal keys: 1, 1.0 and 1.00 are one number.</summary>
    public static string Key(Cell cell) =>
        cell.Text ?? cell.Fraction?.ToString() ?? (cell.Number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    protected override Cell Compute(int row)
    {
        if (!Take(argument, row, out Cell key))
            return key;
        if (entries.TryGetValue(Key(key), out Formula? entry))
            return entry.Value(row);
        string shown = CellText.Of(key, argument.Type);
        return otherwise is not null
            ? otherwise.Value(row)
            : Fail(
                row,
                $"{argument.Span.Text} is {shown}, which the table does not have; say 'other:' what holds then",
                $"{argument.Span.Text} 为 {shown}，对照表中没有；请用 other: 写明取值");
    }
}

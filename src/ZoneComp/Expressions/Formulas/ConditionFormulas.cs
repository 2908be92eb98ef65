namespace ZoneComp.Expressions.Formulas;

/// <summary>Comparison of two values that fit. A missing value is a failure, but where the word <c>null</c> is compared with, and with =
/// and &lt;&gt; in a filter.</summary>
/// <param name="inFilter">A missing value equals nothing but a missing value.</param>
internal sealed class CompareFormula(FormulaSpan span, string sign, Formula left, Formula right, bool inFilter)
    : Formula(ExpressionType.Flag, span)
{
    public override bool IsUniform { get; } = left.IsUniform && right.IsUniform;

    internal override IEnumerable<Formula> Parts => [left, right];

    protected override Cell Compute(int row)
    {
        if (sign is "=" or "<>" && (inFilter || IsNull(left) || IsNull(right)))
        {
            Cell one = left.Value(row), other = right.Value(row);
            if (one.Failure is Failure failed)
                return failed;
            if (other.Failure is Failure failedToo)
                return failedToo;
            return Equal(row, one, other, sign == "=");
        }

        if (!Take(left, row, out Cell first))
            return first;
        if (!Take(right, row, out Cell second))
            return second;
        if (sign is not ("=" or "<>") && first.Text is null != second.Text is null)
        {
            if (!TakeNumber(left, row, out first))
                return first;
            if (!TakeNumber(right, row, out second))
                return second;
        }

        if (sign is "=" or "<>")
            return Equal(row, first, second, sign == "=");
        LocalText? reason = null;
        int? order = first.Text is string text ? TextOrder.Compare(text, second.Text!, out reason) : Exact.Compare(first, second);
        return order is null
            ? new Failure(this, row, reason!)
            : sign switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
    }

    internal static bool IsNull(Formula formula) => formula is ConstantFormula { Constant.Absence: not null };
}

/// <summary>and, or, three-valued: a side that decides decides, whether the other has a value or not, in either order.</summary>
internal sealed class LogicFormula(FormulaSpan span, bool isAnd, Formula left, Formula right) : Formula(ExpressionType.Flag, span)
{
    public override bool IsUniform { get; } = left.IsUniform && right.IsUniform;

    internal override IEnumerable<Formula> Parts => [left, right];

    protected override Cell Compute(int row)
    {
        bool isKnown = TakeFlag(left, row, out Cell first);
        if (isKnown && first.Flag != isAnd)
            return first;
        return TakeFlag(right, row, out Cell second) && (isKnown || second.Flag != isAnd) ? second : isKnown ? second : first;
    }
}

internal sealed class NotFormula(FormulaSpan span, Formula operand) : Formula(ExpressionType.Flag, span)
{
    public override bool IsUniform => operand.IsUniform;

    internal override IEnumerable<Formula> Parts => [operand];

    protected override Cell Compute(int row) => TakeFlag(operand, row, out Cell value) ? !value.Flag : value;
}

/// <summary><c>x else y</c>: y where x is missing or cannot be computed.</summary>
internal sealed class ElseFormula(ExpressionType type, FormulaSpan span, Formula first, Formula otherwise) : Formula(type, span)
{
    public override bool IsUniform { get; } = first.IsUniform && otherwise.IsUniform;

    internal override IEnumerable<Formula> Parts => [first, otherwise];

    protected override Cell Compute(int row) => first.Value(row) is { IsValue: true } value ? value : otherwise.Value(row);
}

internal sealed class IfFormula(ExpressionType type, FormulaSpan span, Formula condition, Formula then, Formula otherwise) : Formula(type,
    span)
{
    public override bool IsUniform { get; } = condition.IsUniform && then.IsUniform && otherwise.IsUniform;

    internal override IEnumerable<Formula> Parts => [condition, then, otherwise];

    protected override Cell Compute(int row) =>
        !TakeFlag(condition, row, out Cell holds) ? holds : holds.Flag ? then.Value(row) : otherwise.Value(row);
}

internal sealed class IsNullFormula(FormulaSpan span, Formula operand, bool negated) : Formula(ExpressionType.Flag, span)
{
    public override bool IsUniform => operand.IsUniform;

    internal override IEnumerable<Formula> Parts => [operand];

    protected override Cell Compute(int row) =>
        operand.Value(row) is { Failure: null } value ? value.Absence is not null != negated : operand.Value(row);
}

/// <param name="inFilter">A missing value is none of the values; elsewhere it is a failure.</param>
internal sealed class InFormula(FormulaSpan span, Formula operand, IReadOnlyList<Formula> choices, bool negated, bool inFilter)
    : Formula(ExpressionType.Flag, span)
{
    public override bool IsUniform { get; } = operand.IsUniform && choices.All(choice => choice.IsUniform);

    internal override IEnumerable<Formula> Parts => [operand, .. choices];

    protected override Cell Compute(int row)
    {
        Cell value = operand.Value(row);
        if (value.Failure is not null || (!inFilter && !choices.Any(CompareFormula.IsNull) && !Take(operand, row, out value)))
            return value;
        Cell unknown = negated;
        foreach (Formula choice in choices)
        {
            Cell one = choice.Value(row);
            Cell equal = one.Failure is null ? Equal(row, value, one, true) : one;
            if (equal is { IsValue: true, Flag: true })
                return !negated;
            if (!equal.IsValue && unknown.IsValue)
                unknown = equal;
        }

        return unknown;
    }
}

/// <summary>starts_with, ends_with, contains.</summary>
internal sealed class TextTestFormula(FormulaSpan span, Formula text, Formula part, Func<string, string, bool> test)
    : Formula(ExpressionType.Flag, span)
{
    public override bool IsUniform { get; } = text.IsUniform && part.IsUniform;

    internal override IEnumerable<Formula> Parts => [text, part];

    protected override Cell Compute(int row)
    {
        if (!Take(text, row, out Cell whole))
            return whole;
        return Take(part, row, out Cell wanted) ? test(whole.AsText, wanted.AsText) : wanted;
    }
}

using System.Globalization;

namespace ZoneComp.Expressions.Formulas;

/// <summary>Where a formula stands in the policy.</summary>
/// <param name="Source">The whole expression.</param>
/// <param name="Start">Offset in its text.</param>
public readonly record struct FormulaSpan(PolicyNode Source, int Start, int End)
{
    public string Text => Source.Text[Start..End];

    public PolicyPlace Place => Source.At(Start, End - Start);
}

/// <summary>An expression with names looked up and types checked: gives a value for each row (region) of its frame.</summary>
/// <remarks>Values are computed when asked for, so the branch of an <c>if</c> not taken costs nothing and cannot fail. Safe for several
/// threads.</remarks>
public abstract class Formula(ExpressionType type, FormulaSpan span)
{
    public ExpressionType Type { get; } = type;

    public FormulaSpan Span { get; } = span;

    /// <summary>The same value for all rows.</summary>
    public abstract bool IsUniform { get; }

    /// <summary>A name or measurement: shown by its value where the formula is explained.</summary>
    internal virtual bool IsLeaf => false;

    internal virtual IEnumerable<Formula> Parts => [];

    /// <summary>How a leaf's value came about; null where its value is all there is to tell. Asked for only where there is a
    /// value.</summary>
    internal virtual Step? Story(int row, Storyteller teller) => null;

    /// <summary>Where the name of a table of values stands in this formula; null for none.</summary>
    internal virtual FormulaSpan? TableName => null;

    /// <summary>Names of tables of values in this formula, each with the entries that counted here in its place.</summary>
    internal virtual IEnumerable<(int Start, int End, string Text)> Replacements(int row) => [];

    /// <summary>The value, in which no arithmetic may end the run: what a decimal cannot hold is a failure here, which <c>else</c>
    /// serves.</summary>
    public Cell Value(int row)
    {
        try
        {
            return Compute(row);
        }
        catch (DivideByZeroException)
        {
            return Fail(row, "a division by zero", "除数为零");
        }
        catch (ArithmeticException)
        {
            return Fail(row, "the result has more than 28 digits", "结果超过 28 位");
        }
    }

    protected abstract Cell Compute(int row);

    /// <summary>A part's value; false, with the failure in <paramref name="value"/>, where there is none.</summary>
    internal static bool Take(Formula part, int row, out Cell value)
    {
        value = part.Value(row);
        if (value.IsValue)
            return true;
        if (value.Absence is Absence absence)
            value = new Failure(part, row, absence.What);
        return false;
    }

    /// <summary>As <see cref="Take"/>; a text from a source without types counts as the number that it writes.</summary>
    internal static bool TakeNumber(Formula part, int row, out Cell value)
    {
        if (!Take(part, row, out value))
            return false;
        if (value.Text is not string text)
            return true;
        value = Cell.NumberOf(text) is decimal number
            ? number
            : new Failure(part, row, new LocalText($"'{text}' is not a number", $"“{text}”不是数"));
        return value.IsValue;
    }

    internal static bool TakeFlag(Formula part, int row, out Cell value)
    {
        if (!Take(part, row, out value))
            return false;
        if (value.Text is string text)
            value = new Failure(part, row, new LocalText($"'{text}' is neither true nor false", $"“{text}”不是是否值"));
        return value.IsValue;
    }

    /// <summary>Whether two values are equal, or different, as asked; a failure where only the writing differs, or one date lies within
    /// the other.</summary>
    internal Cell Equal(int row, Cell one, Cell other, bool asked)
    {
        if (TextOrder.Unlike(one, other) is LocalText reason)
            return new Failure(this, row, reason);
        bool same = Cell.Same(one, other);
        return same || !Cell.DifferInWriting(one, other)
            ? same == asked
            : Fail(
                row,
                $"'{one.AsText}' and '{other.AsText}' differ only in how they are written; correct the value, or name both",
                $"“{one.AsText}”与“{other.AsText}”只是写法不同；请更正取值，或两种写法都写出");
    }

    internal Failure Fail(int row, string en, string zh) => new(this, row, new LocalText(en, zh));
}

internal sealed class ConstantFormula(ExpressionType type, FormulaSpan span, Cell value) : Formula(type, span)
{
    public override bool IsUniform => true;

    public Cell Constant => value;

    /// <summary>A number without unit that is zero fits any quantity: <c>area(x) > 0</c>.</summary>
    public bool IsBareZero => Type == ExpressionType.Number && value.Number == 0m;

    protected override Cell Compute(int row) => value;
}

/// <summary>A column that is there already: of a table, a parent code, a region's area, a named expression.</summary>
/// <param name="level">Level whose units the values are of, so that all regions of a unit show the same one; "" for the regions'
/// own.</param>
internal sealed class ColumnFormula(
    ExpressionType type, FormulaSpan span, Func<int, Cell> values, bool isUniform, NamedColumn? named = null, string level = "")
        : Formula(type, span)
{
    public string Level => level;

    public override bool IsUniform => isUniform;

    internal override bool IsLeaf => true;

    /// <summary>The indicator or factor that is meant; null for other columns.</summary>
    public NamedColumn? Named => named;

    /// <summary>Tells where a value comes from; null where there is nothing to tell.</summary>
    public Func<int, Storyteller, Step?>? Tale { get; init; }

    internal override Step? Story(int row, Storyteller teller) => Tale?.Invoke(row, teller);

    protected override Cell Compute(int row) => values(row);
}

/// <summary>+ - * / of two quantities.</summary>
internal sealed class ArithmeticFormula(ExpressionType type, FormulaSpan span, char sign, Formula left, Formula right) : Formula(type, span)
{
    public override bool IsUniform { get; } = left.IsUniform && right.IsUniform;

    internal override IEnumerable<Formula> Parts => [left, right];

    protected override Cell Compute(int row)
    {
        if (!TakeNumber(left, row, out Cell first))
            return first;
        if (!TakeNumber(right, row, out Cell second))
            return second;
        return sign switch
        {
            '+' => Exact.Add(first, second),
            '-' => Exact.Subtract(first, second),
            '*' => Exact.Multiply(first, second),
            _ => Exact.Sign(second) == 0
                ? Fail(row, $"division by zero: {right.Span.Text} is 0", $"除数为零：{right.Span.Text} 为 0")
                : Exact.Divide(first, second),
        };
    }
}

internal sealed class NegateFormula(FormulaSpan span, Formula operand) : Formula(operand.Type, span)
{
    public override bool IsUniform => operand.IsUniform;

    internal override IEnumerable<Formula> Parts => [operand];

    protected override Cell Compute(int row) => TakeNumber(operand, row, out Cell value) ? Exact.Negate(value) : value;
}

/// <summary>Numbers by <paramref name="compute"/>, which gives null and the reason where it has no value.</summary>
internal sealed class FunctionFormula(
    ExpressionType type, FormulaSpan span, IReadOnlyList<Formula> arguments, FunctionFormula.Computation compute) : Formula(type, span)
{
    public delegate Cell? Computation(IReadOnlyList<Cell> arguments, out LocalText? reason);

    public override bool IsUniform { get; } = arguments.All(argument => argument.IsUniform);

    internal override IEnumerable<Formula> Parts => arguments;

    protected override Cell Compute(int row)
    {
        Cell[] numbers = new Cell[arguments.Count];
        for (int index = 0; index < arguments.Count; index++)
        {
            if (!TakeNumber(arguments[index], row, out Cell value))
                return value;
            numbers[index] = value;
        }

        return compute(numbers, out LocalText? reason) ?? new Failure(this, row, reason!);
    }
}

/// <summary>How values are written in messages and explanations.</summary>
internal static class CellText
{
    public static string Of(Cell cell, ExpressionType type)
    {
        if (cell.Failure is Failure failure)
            return $"({failure.What.En})";
        if (cell.Absence is not null)
            return "null";
        if (cell.Text is string text)
            return $"'{text}'";
        if (type.Kind == ValueKind.Flag)
            return cell.Flag ? "true" : "false";
        string number = Math.Round(type.InShownUnit(cell).Number, 12).ToString("0.############", CultureInfo.InvariantCulture);
        return $"{number} {type.ShownUnitText}".TrimEnd();
    }
}

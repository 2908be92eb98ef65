using System.Buffers;
using System.Globalization;

namespace ZoneComp.Expressions.Formulas;

/// <summary>One value of an expression: a number or flag, a text, nothing, or the reason why there is none.</summary>
public readonly struct Cell
{
    private readonly object? mark; // null: a number; Fraction: one that no decimal holds; string: a text; Absence: nothing; Failure

    private Cell(decimal number, object? mark)
    {
        Number = number;
        this.mark = mark;
    }

    /// <summary>In internal units, the nearest decimal of a fraction; a flag is 1 or 0.</summary>
    public decimal Number { get; }

    public string? Text => mark as string;

    /// <summary>What <see cref="Number"/> is the nearest decimal of; null where it is the number itself.</summary>
    internal Fraction? Fraction => mark as Fraction;

    public bool Flag => Number != 0m;

    public Failure? Failure => mark as Failure;

    /// <summary>Nothing, where nothing is allowed: what is missing.</summary>
    public Absence? Absence => mark as Absence;

    /// <summary>A number, flag or text.</summary>
    public bool IsValue => mark is null or string or Formulas.Fraction;

    internal static Cell Of(decimal nearest, Fraction fraction) => new(nearest, fraction);

    public static implicit operator Cell(decimal number) => new(number, null);

    public static implicit operator Cell(bool flag) => new(flag ? 1m : 0m, null);

    public static implicit operator Cell(string text) => new(0m, text);

    public static implicit operator Cell(Failure failure) => new(0m, failure);

    public static implicit operator Cell(Absence absence) => new(0m, absence);

    /// <summary>Of numbers.</summary>
    internal static IComparer<Cell> Order { get; } = Comparer<Cell>.Create(Exact.Compare);

    internal string AsText => Text ?? Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Equal values; nothing equals nothing; a text that writes a number equals that number, one that writes a date that
    /// date.</summary>
    public static bool Same(Cell left, Cell right)
    {
        if (left.Absence is not null || right.Absence is not null)
            return left.Absence is not null && right.Absence is not null;
        if (left.Text is null == right.Text is null)
            return left.Text is null ? Exact.Compare(left, right) == 0 : TextOrder.Same(left.Text, right.Text!);
        return (left.Text is null ? left.Number : NumberOf(left.Text)) == (right.Text is null ? right.Number : NumberOf(right.Text));
    }

    /// <summary>
    /// Whether unequal values mean one thing, written as spreadsheets and keyboards write it: '1,000' and 1000, '３２０１０２' and '320102',
    /// '320102.0' and '320102'.
    /// </summary>
    public static bool DifferInWriting(Cell left, Cell right)
    {
        if ((left.Text ?? right.Text) is null || (IsPlain(left.Text) && IsPlain(right.Text)) || !left.IsValue || !right.IsValue)
            return false;
        return left.Text is { } one && right.Text is { } other
            ? CodeText.Plain(one) == CodeText.Plain(other)
            : CellReading.Number(CodeText.Plain(left.Text ?? right.Text!)) == (left.Text is null ? left.Number : right.Number);
    }

    private static readonly SearchValues<char> MarksOfOtherWriting = SearchValues.Create("=\"'.,%eE\u00A0\u3000");

    /// <summary>Without any sign that another writing of a code or number has.</summary>
    private static bool IsPlain(ReadOnlySpan<char> text) =>
        !text.ContainsAny(MarksOfOtherWriting)
        && !text.ContainsAnyInRange('\u200B', '\u2060')
        && !text.ContainsAnyInRange('\uFEFF', '\uFF5E');

    internal static decimal? NumberOf(string text) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out decimal number)
            ? number
            : null;
}

/// <summary>Nothing stands where a value was looked for.</summary>
/// <param name="What">"fiscal.last_year is missing".</param>
public sealed record Absence(LocalText What)
{
    public static readonly Absence Null = new(new LocalText("the value is null", "值为空"));
}

/// <summary>A value cannot be computed: a division by zero, a missing value, the share of a zero total.</summary>
/// <param name="At">The part of the formula where it happened.</param>
/// <param name="Row">Row where it happened; -1 for what concerns all rows together.</param>
public sealed record Failure(Formula At, int Row, LocalText What);

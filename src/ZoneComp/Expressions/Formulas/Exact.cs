using System.Numerics;

namespace ZoneComp.Expressions.Formulas;

/// <summary>Arithmetic of cells that are numbers: in decimal where that is exact, else in fractions, so that no step rounds.</summary>
/// <remarks>All throw <see cref="OverflowException"/> beyond a decimal's range.</remarks>
internal static class Exact
{
    public static Cell Add(Cell left, Cell right)
    {
        if (left.Fraction is null && right.Fraction is null)
        {
            decimal sum = left.Number + right.Number;
            if (sum.Scale >= Math.Max(left.Number.Scale, right.Number.Scale))
                return sum;
        }

        Fraction one = Fraction.Of(left), other = Fraction.Of(right);
        return Fraction.Cell(
            (one.Numerator * other.Denominator) + (other.Numerator * one.Denominator),
            one.Denominator * other.Denominator);
    }

    public static Cell Subtract(Cell left, Cell right) => Add(left, Negate(right));

    public static Cell Negate(Cell number) =>
        number.Fraction is Fraction fraction ? Cell.Of(-number.Number, fraction with { Numerator = -fraction.Numerator }) : -number.Number;

    public static Cell Abs(Cell number) => Sign(number) < 0 ? Negate(number) : number;

    public static Cell Multiply(Cell left, Cell right)
    {
        if (left.Fraction is null && right.Fraction is null)
        {
            if (left.Number == 0m || right.Number == 0m)
                return 0m;
            decimal product = left.Number * right.Number;
            if (product.Scale == left.Number.Scale + right.Number.Scale)
                return product;
        }

        Fraction one = Fraction.Of(left), other = Fraction.Of(right);
        return Fraction.Cell(one.Numerator * other.Numerator, one.Denominator * other.Denominator);
    }

    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Cell Divide(Cell left, Cell right)
    {
        if (left.Fraction is null && right.Fraction is null)
        {
            decimal quotient = left.Number / right.Number;
            // Such a product is exact, so it tells whether the quotient is.
            if (quotient.Scale + right.Number.Scale <= 14
                && Math.Abs(quotient) < 1e12m
                && Math.Abs(right.Number) < 1e12m
                && quotient * right.Number == left.Number)
                return quotient;
        }

        if (Sign(right) == 0)
            throw new DivideByZeroException();
        Fraction one = Fraction.Of(left), other = Fraction.Of(right);
        return Fraction.Cell(one.Numerator * other.Denominator, one.Denominator * other.Numerator);
    }

    public static int Sign(Cell number) => number.Fraction is Fraction fraction ? fraction.Numerator.Sign : Math.Sign(number.Number);

    public static int Compare(Cell left, Cell right)
    {
        if (left.Fraction is null && right.Fraction is null)
            return left.Number.CompareTo(right.Number);
        Fraction one = Fraction.Of(left), other = Fraction.Of(right);
        return (one.Numerator * other.Denominator).CompareTo(other.Numerator * one.Denominator);
    }

    public static Cell Least(Cell left, Cell right) => Compare(left, right) <= 0 ? left : right;

    public static Cell Greatest(Cell left, Cell right) => Compare(left, right) >= 0 ? left : right;

    public static Cell Sum(IEnumerable<Cell> numbers) => numbers.Aggregate((Cell)0m, Add);

    /// <summary>To a whole number, halves away from zero.</summary>
    public static Cell Round(Cell number) =>
        Whole(number, plain => Math.Round(plain, MidpointRounding.AwayFromZero), fraction => fraction.Rounded());

    public static Cell Floor(Cell number) => Whole(number, Math.Floor, fraction => fraction.Floor());

    public static Cell Ceiling(Cell number) => Negate(Floor(Negate(number)));

    private static Cell Whole(Cell number, Func<decimal, decimal> plain, Func<Fraction, BigInteger> broken) =>
        number.Fraction is Fraction fraction ? Fraction.Cell(broken(fraction), BigInteger.One) : plain(number.Number);
}

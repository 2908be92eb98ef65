using System.Numerics;

namespace ZoneComp.Expressions.Formulas;

/// <summary>A number that no decimal holds, such as a third: kept as a fraction, so that 3 x (1 / 3) is 1 and a threshold that is met
/// exactly is met.</summary>
/// <param name="Denominator">Above zero; nothing divides both.</param>
internal sealed record Fraction(BigInteger Numerator, BigInteger Denominator)
{
    /// <summary>Beyond this many bits above or below the line a value goes on as the nearest decimal.</summary>
    private const int MostBits = 1024;

    private const int MostDecimals = 28;

    private static readonly BigInteger LargestMantissa = (BigInteger.One << 96) - 1;

    private static readonly BigInteger[] Tens = [.. Enumerable.Range(0, MostDecimals + 1).Select(power => BigInteger.Pow(10, power))];

    public static Fraction Of(Cell cell) => cell.Fraction ?? Of(cell.Number);

    private static Fraction Of(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        UInt128 mantissa = unchecked(new((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]));
        BigInteger size = (BigInteger)mantissa;
        return new Fraction(decimal.IsNegative(number) ? -size : size, Tens[number.Scale]);
    }

    /// <summary>The value as a cell: a plain decimal where one holds it, else the fraction beside the nearest decimal.</summary>
    /// <exception cref="OverflowException">Beyond a decimal's range.</exception>
    public static Cell Cell(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.Sign < 0)
            (numerator, denominator) = (-numerator, -denominator);
        BigInteger common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (!common.IsOne)
            (numerator, denominator) = (numerator / common, denominator / common);
        decimal nearest = Nearest(numerator, denominator, out bool isExact);
        bool isLong = numerator.GetBitLength() > MostBits || denominator.GetBitLength() > MostBits;
        return isExact || isLong ? nearest : Formulas.Cell.Of(nearest, new Fraction(numerator, denominator));
    }

    /// <summary>To the nearest whole number, halves away from zero.</summary>
    public BigInteger Rounded() =>
        Numerator.Sign < 0
            ? -((-2 * Numerator) + Denominator).DividedBy(2 * Denominator)
            : ((2 * Numerator) + Denominator).DividedBy(2 * Denominator);

    public BigInteger Floor() => Numerator.DividedBy(Denominator);

    // To all the digits that a decimal has, halves to even as decimals divide.
    private static decimal Nearest(BigInteger numerator, BigInteger denominator, out bool isExact)
    {
        BigInteger size = BigInteger.Abs(numerator);
        long excess = (size * Tens[MostDecimals] / denominator).GetBitLength() - 96;
        int scale = excess <= 0 ? MostDecimals : Math.Max(0, MostDecimals - (int)Math.Floor((excess - 1) * 0.30102));
        while (true)
        {
            BigInteger mantissa = BigInteger.DivRem(size * Tens[scale], denominator, out BigInteger rest);
            int half = (2 * rest).CompareTo(denominator);
            isExact = rest.IsZero;
            if (half > 0 || (half == 0 && !mantissa.IsEven))
                mantissa++;
            if (mantissa <= LargestMantissa)
                return Decimal(mantissa, numerator.Sign < 0, scale, isExact);
            if (scale-- == 0)
                throw new OverflowException();
        }
    }

    private static decimal Decimal(BigInteger mantissa, bool isNegative, int scale, bool isExact)
    {
        while (isExact && scale > 0 && (mantissa % 10).IsZero)
            (mantissa, scale) = (mantissa / 10, scale - 1);
        uint low = (uint)(mantissa & uint.MaxValue), middle = (uint)((mantissa >> 32) & uint.MaxValue), high = (uint)(mantissa >> 64);
        return unchecked(new decimal((int)low, (int)middle, (int)high, isNegative, (byte)scale));
    }
}

internal static class WholeNumbers
{
    /// <summary>The quotient rounded down, also below zero; the divisor is above zero.</summary>
    public static BigInteger DividedBy(this BigInteger number, BigInteger divisor)
    {
        BigInteger quotient = BigInteger.DivRem(number, divisor, out BigInteger rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }
}

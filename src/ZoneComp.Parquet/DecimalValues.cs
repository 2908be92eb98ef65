namespace ZoneComp.Parquet;

/// <summary>Between <see cref="decimal"/> and the digits without a point that Parquet stores.</summary>
internal static class DecimalValues
{
    private const int MaxDecimalScale = 28;

    private static readonly Int128[] Powers = MakePowers();

    private static readonly Int128 MaxMantissa = (Int128)decimal.MaxValue;

    /// <summary>10 to the power of 0 to 38.</summary>
    public static Int128 PowerOfTen(int exponent) => Powers[exponent];

    /// <summary>Digits of <paramref name="value"/> with exactly <paramref name="scale"/> decimals; null where that would round or
    /// overflow.</summary>
    public static Int128? Unscaled(decimal value, int precision, int scale)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        Int128 mantissa = (Int128)new decimal(bits[0], bits[1], bits[2], isNegative: false, scale: 0);
        int shift = scale - value.Scale;
        if (shift > 0)
        {
            Int128 factor = PowerOfTen(shift);
            if (mantissa > Int128.MaxValue / factor)
                return null;
            mantissa *= factor;
        }
        else
        {
            (Int128 quotient, Int128 rest) = Int128.DivRem(mantissa, PowerOfTen(-shift));
            if (rest != 0)
                return null;
            mantissa = quotient;
        }

        return mantissa < PowerOfTen(precision) ? value < 0 ? -mantissa : mantissa : null;
    }

    public static decimal ToDecimal(Int128 unscaled, int scale) => TryToDecimal(unscaled, scale)
        ?? throw new ParquetException($"decimal {unscaled}e-{scale} has more digits than System.Decimal holds; read it unscaled");

    public static object? Boxed(Int128? unscaled, int scale) =>
        unscaled is { } value ? TryToDecimal(value, scale) is { } number ? number : value : null;

    private static Int128[] MakePowers()
    {
        var powers = new Int128[39];
        powers[0] = 1;
        for (int exponent = 1; exponent < powers.Length; exponent++)
            powers[exponent] = 10 * powers[exponent - 1];
        return powers;
    }

    private static decimal? TryToDecimal(Int128 unscaled, int scale)
    {
        if (unscaled == Int128.MinValue)
            return null;
        Int128 magnitude = Int128.Abs(unscaled);
        while (scale > MaxDecimalScale || magnitude > MaxMantissa)
        {
            if (scale == 0 || magnitude % 10 != 0)
                return null;
            magnitude /= 10; // trailing zeros may go
            scale--;
        }

        ulong low = (ulong)(magnitude & ulong.MaxValue);
        uint high = (uint)(magnitude >> 64);
        return unchecked(new decimal((int)(uint)low, (int)(uint)(low >> 32), (int)high, unscaled < 0, (byte)scale));
    }
}

using System.Globalization;

namespace ZoneComp.Features;

/// <summary>The number that somebody typed and a program kept as a double.</summary>
/// <remarks>
/// A double holds 15 digits whatever they are, so more are mostly noise (0.30000000000000004). Two kinds of number have more that are
/// meant:
/// whole ones up to 2^53, all of which a double holds, and those of few decimals, which are amounts of money (12345678901234.56). The rule
/// for decimals of a .dbf is the same.
/// </remarks>
internal static class TypedNumber
{
    private const int MostDecimals = 6;
    private const double LargestWhole = 1L << 53;
    private const float LargestSingle = 1 << 24;
    private const double DecimalsEnd = 7.9e27;

    /// <summary>Null beyond what a decimal holds.</summary>
    public static decimal? Of(double number)
    {
        if (double.IsNaN(number) || Math.Abs(number) >= DecimalsEnd)
            return null;
        if (Math.Abs(number) <= LargestWhole && double.IsInteger(number))
            return (long)number;
        decimal shortest = decimal.Parse(
            number.ToString("R", CultureInfo.InvariantCulture),
            NumberStyles.Float,
            CultureInfo.InvariantCulture);
        return shortest.Scale <= MostDecimals ? shortest : (decimal)number;
    }

    /// <summary>The number of fewest digits that is this one in single precision.</summary>
    public static double OfSingle(float number) =>
        double.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Whether it may have been another whole number before it came to be of single precision.</summary>
    public static bool MayBeAnother(float number) => Math.Abs(number) > LargestSingle && float.IsFinite(number);

    /// <summary>Whether it may have been another whole number before it became a double.</summary>
    public static bool MayBeAnother(double number) => Math.Abs(number) > LargestWhole && double.IsFinite(number);
}

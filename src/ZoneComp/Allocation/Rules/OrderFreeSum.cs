namespace ZoneComp.Allocation.Rules;

/// <summary>A sum that is the same whatever the order of its terms.</summary>
internal static class OrderFreeSum
{
    /// <remarks>
    /// Decimal addition rounds once the digits of terms and sum span more than 28 places, and then the order matters;
    /// adding by size makes it a function of the set of terms alone.
    /// </remarks>
    public static decimal Of(IEnumerable<decimal> terms)
    {
        decimal[] sorted = [.. terms];
        Array.Sort(sorted);
        decimal sum = 0;
        foreach (decimal term in sorted)
            sum += term;
        return sum;
    }
}

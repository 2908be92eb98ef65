namespace ZoneComp.Model;

/// <summary>Exact conversions between the overlay's integers and decimal areas.</summary>
public static class AreaUnits
{
    /// <summary>Square metres in one of the overlay's units: twice the area, in square millimetres.</summary>
    private const decimal M2PerHalfMm2 = 0.0000005m;

    /// <summary>1 mu = 2000/3 square metres, so a square metre is 3/2000 mu.</summary>
    public const decimal MuPerM2 = 0.0015m;

    /// <summary>Square metres of a doubled area in lattice units; exact, at most seven decimals.</summary>
    public static decimal ToM2(Int128 area2) => (decimal)area2 * M2PerHalfMm2;

    /// <summary>The overlay's integer of an exact area; the inverse of <see cref="ToM2"/>.</summary>
    public static Int128 ToArea2(decimal areaM2) => (Int128)(areaM2 / M2PerHalfMm2);
}

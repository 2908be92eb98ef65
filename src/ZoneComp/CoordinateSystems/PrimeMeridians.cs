namespace ZoneComp.CoordinateSystems;

/// <summary>Prime meridians by name, which tell the unit of a number that has none beside it.</summary>
/// <remarks>
/// WKT 1 leaves a prime meridian's unit to the unit of its CRS, and the programs that write it use degrees all the same:
/// PRIMEM["Paris",2.33722917] stands
/// beside UNIT["grad",...], where 2.5969213 is meant by others. Source of the longitudes: EPSG dataset v10.076.
/// </remarks>
internal static class PrimeMeridians
{
    /// <summary>10 m on the ground: more than the names' longitudes differ between registries, and far less than two units do.</summary>
    private const double NearDeg = 1e-4;

    private static readonly Dictionary<string, double> Degrees = new(StringComparer.Ordinal)
    {
        ["greenwich"] = 0,
        ["lisbon"] = -9.131906111111,
        ["paris"] = 2.337229166667,
        ["bogota"] = -74.080916666667,
        ["madrid"] = -3.687938888889,
        ["rome"] = 12.452333333333,
        ["bern"] = 7.439583333333,
        ["jakarta"] = 106.807719444444,
        ["ferro"] = -17.666666666667,
        ["brussels"] = 4.367975,
        ["stockholm"] = 18.058277777778,
        ["athens"] = 23.7163375,
        ["oslo"] = 10.722916666667,
    };

    /// <summary>Longitude of a prime meridian, degrees.</summary>
    /// <param name="ownUnitDeg">Degrees in the unit that stands with the number; null without one.</param>
    /// <param name="crsUnitDeg">Degrees in the CRS's unit.</param>
    /// <exception cref="CrsTextException">The number is not the named meridian's in either unit, or its unit is not to be told.</exception>
    public static double DegreesOf(string name, double value, double? ownUnitDeg, double crsUnitDeg)
    {
        double[] readings = ownUnitDeg is { } own ? [value * own] : [value, value * crsUnitDeg];
        if (Degrees.TryGetValue(WktNames.Plain(name), out double known))
        {
            foreach (double reading in readings)
            {
                if (Math.Abs(reading - known) < NearDeg)
                    return reading;
            }

            throw new CrsTextException(
                FormattableString.Invariant($"its prime meridian is named {name} and stated as {value}; {name} lies at {known} degrees"),
                FormattableString.Invariant($"本初子午线名为 {name}，数值为 {value}；而 {name} 位于 {known} 度"));
        }

        if (readings is [var inDegrees, var inUnit] && inDegrees != inUnit)
        {
            throw new CrsTextException(
                FormattableString.Invariant(
                    $"its prime meridian \"{name}\" ({value}) has no unit, and the CRS is not in degrees; it is not guessed"),
                FormattableString.Invariant($"本初子午线“{name}”（{value}）没有单位，而坐标系不以度为单位；不作猜测"));
        }

        return readings[0];
    }
}

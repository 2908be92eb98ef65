namespace ZoneComp.CoordinateSystems.Projections;

/// <summary>GCJ-02, the obfuscated datum of Chinese web maps: a published approximation of its shift, both ways, degrees.</summary>
/// <remarks>
/// The official algorithm is not public. The polynomial-and-sines model here is the one that all open software uses (first published 2010
/// as
/// "EvilTransform"); it agrees with real web-map data to a few metres. The shift depends on the place: 50 to 700 m within China.
/// </remarks>
public static class Gcj02
{
    // The model computes on the Krasovsky ellipsoid, whatever the input's.
    private const double A = 6378245.0;
    private const double E2 = 0.00669342162296594323;

    /// <summary>Box in which the model shifts, degrees; outside it GCJ-02 equals WGS 84.</summary>
    public static bool IsShifted(double longitudeDeg, double latitudeDeg) =>
        longitudeDeg is >= 72.004 and <= 137.8347 && latitudeDeg is >= 0.8293 and <= 55.8271;

    /// <summary>Whether a layer has the fields of the boundary files that Chinese web maps give away (DataV.GeoAtlas), names cut as a .dbf
    /// does.</summary>
    public static bool IsOfWebMap(IReadOnlyCollection<string> fields) =>
        fields.Contains("adcode", StringComparer.OrdinalIgnoreCase)
            && fields.Any(field => ((string[])["childrenNu", "subFeature", "acroutes"]).Any(name =>
                field.StartsWith(name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>WGS 84 (taken as CGCS2000) to GCJ-02.</summary>
    public static (double LongitudeDeg, double LatitudeDeg) FromWgs84(double longitudeDeg, double latitudeDeg)
    {
        if (!IsShifted(longitudeDeg, latitudeDeg))
            return (longitudeDeg, latitudeDeg);
        double x = longitudeDeg - 105, y = latitudeDeg - 35;
        double common = (20 * SinPi(6 * x)) + (20 * SinPi(2 * x));
        double north = -100 + (2 * x) + (3 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * Math.Sqrt(Math.Abs(x)))
            + (2 / 3.0 * (common + (20 * SinPi(y)) + (40 * SinPi(y / 3)) + (160 * SinPi(y / 12)) + (320 * SinPi(y / 30))));
        double east = 300 + x + (2 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * Math.Sqrt(Math.Abs(x)))
            + (2 / 3.0 * (common + (20 * SinPi(x)) + (40 * SinPi(x / 3)) + (150 * SinPi(x / 12)) + (300 * SinPi(x / 30))));
        (double sin, double cos) = Math.SinCos(latitudeDeg * (Math.PI / 180));
        double w2 = 1 - (E2 * sin * sin), w = Math.Sqrt(w2);
        double meridianRadius = A * (1 - E2) / (w2 * w), parallelRadius = A / w * cos;
        return (longitudeDeg + (east / parallelRadius * (180 / Math.PI)), latitudeDeg + (north / meridianRadius * (180 / Math.PI)));
    }

    /// <summary>GCJ-02 to WGS 84 by fixed-point iteration until the forward model returns the input to 1e-10 degrees (0.01 mm).</summary>
    /// <remarks>The shift changes by under 1 % of the way, so each step gains two digits. Points within 1 km outside the box's edge have
    /// no exact counterpart and stay.</remarks>
    public static (double LongitudeDeg, double LatitudeDeg) ToWgs84(double longitudeDeg, double latitudeDeg)
    {
        if (!IsShifted(longitudeDeg, latitudeDeg))
            return (longitudeDeg, latitudeDeg);
        double longitude = longitudeDeg, latitude = latitudeDeg;
        for (int step = 0; step < 30; step++)
        {
            (double backLongitude, double backLatitude) = FromWgs84(longitude, latitude);
            double dLongitude = longitudeDeg - backLongitude, dLatitude = latitudeDeg - backLatitude;
            longitude += dLongitude;
            latitude += dLatitude;
            if (Math.Abs(dLongitude) < 1e-10 && Math.Abs(dLatitude) < 1e-10)
                break;
        }

        return (longitude, latitude);
    }

    private static double SinPi(double turns) => Math.Sin(turns * Math.PI);
}

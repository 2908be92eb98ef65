namespace ZoneComp.EndToEndTests;

/// <summary>Areas on the CGCS2000 ellipsoid, by formulas of this file's own: the independent side of the comparison.</summary>
internal static class Ellipsoid
{
    private const double A = 6378137;
    private const double F = 1 / 298.257222101;
    private static readonly double E2 = F * (2 - F);
    private static readonly double E = Math.Sqrt(E2);

    /// <summary>Area and perimeter of rings whose inside lies on the left, edges straight in degrees of longitude and latitude.</summary>
    public static (double AreaM2, double PerimeterM) Measure(FeatureShape shape)
    {
        const int parts = 16;
        double twice = 0, perimeter = 0;
        for (int part = 0; part < shape.PartCount; part++)
        {
            ReadOnlySpan<double> ring = shape.Part(part);
            double lon0 = ring[0];
            for (int at = 0; at + 3 < ring.Length; at += 2)
            {
                double dLon = (ring[at + 2] - ring[at]) / parts, dLat = (ring[at + 3] - ring[at + 1]) / parts;
                for (int step = 0; step < parts; step++)
                {
                    double x1 = X(ring[at] + (step * dLon) - lon0), x2 = X(ring[at] + ((step + 1) * dLon) - lon0);
                    double y1 = Y(ring[at + 1] + (step * dLat)), y2 = Y(ring[at + 1] + ((step + 1) * dLat));
                    twice += (x1 + x2) * (y2 - y1);
                    perimeter += Math.Sqrt(((x2 - x1) * (x2 - x1)) + ((y2 - y1) * (y2 - y1)));
                }
            }
        }

        return (twice / 2, perimeter);
    }

    private static double X(double degrees) => A * degrees * Math.PI / 180;

    // Snyder, Map Projections: A Working Manual (1987), equation 3-12; y = a q / 2.
    private static double Y(double degrees)
    {
        double sin = Math.Sin(degrees * Math.PI / 180);
        return A / 2 * (1 - E2) * ((sin / (1 - (E2 * sin * sin))) - (Math.Log((1 - (E * sin)) / (1 + (E * sin))) / (2 * E)));
    }
}

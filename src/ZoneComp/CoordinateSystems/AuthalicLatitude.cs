namespace ZoneComp.CoordinateSystems;

/// <summary>The authalic function q of an ellipsoid and its inverse: y = a q / 2 makes areas right.</summary>
/// <remarks>
/// q(phi) = (1 - e2) [ sin/(1 - e2 sin2) - ln((1 - e sin)/(1 + e sin)) / (2e) ] (J. P. Snyder, USGS PP 1395, eq. 3-12), expanded in z = e2
/// sin2:
/// q = (1 - e2) sin * sum of (1 + 1/(2k + 1)) z^k. With z below 0.0067 ten terms are exact to the last bit, without the logarithm's
/// cancellation.
/// </remarks>
public sealed class AuthalicLatitude(Ellipsoid ellipsoid)
{
    private readonly double e2 = ellipsoid.EccentricitySquared;

    /// <summary>q at the pole.</summary>
    public double QPole { get; } = Q(1, ellipsoid.EccentricitySquared);

    public double Q(double sinLatitude) => Q(sinLatitude, e2);

    /// <summary>Sine of the latitude with the given q; the pole's for a q beyond it.</summary>
    public double SinLatitude(double q)
    {
        if (Math.Abs(q) >= QPole)
            return Math.Sign(q);
        // Newton from the sine of the authalic latitude, 0.2 % off at most: three steps reach the last bit.
        double s = q / QPole;
        for (int step = 0; step < 4; step++)
        {
            double w = 1 - (e2 * s * s);
            s += (q - Q(s)) * w * w / (2 * (1 - e2)); // dq/ds = 2 (1 - e2) / (1 - e2 s2)^2
        }

        return Math.Clamp(s, -1, 1);
    }

    private static double Q(double s, double e2)
    {
        double z = e2 * s * s;
        double sum = 1 + (1 / 19.0);
        sum = (sum * z) + 1 + (1 / 17.0);
        sum = (sum * z) + 1 + (1 / 15.0);
        sum = (sum * z) + 1 + (1 / 13.0);
        sum = (sum * z) + 1 + (1 / 11.0);
        sum = (sum * z) + 1 + (1 / 9.0);
        sum = (sum * z) + 1 + (1 / 7.0);
        sum = (sum * z) + 1 + (1 / 5.0);
        sum = (sum * z) + 1 + (1 / 3.0);
        sum = (sum * z) + 2;
        return (1 - e2) * s * sum;
    }
}

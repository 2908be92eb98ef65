namespace ZoneComp.CoordinateSystems.Projections;

/// <summary>Lambert azimuthal equal area on the ellipsoid (IOGP Guidance Note 7-2, method 9820; J. P. Snyder, USGS PP 1395, p. 187). Own
/// code: ProjNET's misses on spheres.</summary>
internal sealed class LambertAzimuthalEqualArea : Projection
{
    private readonly AuthalicLatitude authalic;
    private readonly Crs crs;
    private readonly double radius, sinBeta0, cosBeta0, d, meridianDeg;

    public LambertAzimuthalEqualArea(Crs crs)
    {
        this.crs = crs;
        authalic = new AuthalicLatitude(crs.Ellipsoid);
        double e2 = crs.Ellipsoid.EccentricitySquared;
        (double sin0, double cos0) = Math.SinCos(crs.LatitudeOfOriginDeg * (Math.PI / 180));
        radius = crs.Ellipsoid.SemiMajorM * Math.Sqrt(authalic.QPole / 2);
        sinBeta0 = Math.Clamp(authalic.Q(sin0) / authalic.QPole, -1, 1);
        bool polar = Math.Abs(crs.LatitudeOfOriginDeg) > 90 - 1e-10;
        cosBeta0 = polar ? 0 : Math.Sqrt(1 - (sinBeta0 * sinBeta0));
        // 1 at the poles, where the general quotient is 0/0.
        d = polar ? 1 : crs.Ellipsoid.SemiMajorM * cos0 / Math.Sqrt(1 - (e2 * sin0 * sin0)) / (radius * cosBeta0);
        meridianDeg = crs.CentralMeridianDeg + crs.PrimeMeridianDeg;
    }

    public override bool Forward(double longitudeDeg, double latitudeDeg, out double x, out double y)
    {
        (double sinLon, double cosLon) = Math.SinCos((longitudeDeg - meridianDeg) * (Math.PI / 180));
        double sinBeta = Math.Clamp(authalic.Q(Math.Sin(latitudeDeg * (Math.PI / 180))) / authalic.QPole, -1, 1);
        double cosBeta = Math.Sqrt(1 - (sinBeta * sinBeta));
        double divisor = 1 + (sinBeta0 * sinBeta) + (cosBeta0 * cosBeta * cosLon);
        double b = radius * Math.Sqrt(2 / divisor);
        x = ((b * d * cosBeta * sinLon) + crs.FalseEastingM) / crs.LinearUnitM;
        y = ((b / d * ((cosBeta0 * sinBeta) - (sinBeta0 * cosBeta * cosLon))) + crs.FalseNorthingM) / crs.LinearUnitM;
        return divisor > 1e-10 && Math.Abs(latitudeDeg) <= 90; // the antipode of the centre has no place
    }

    public override bool Inverse(double x, double y, out double longitudeDeg, out double latitudeDeg)
    {
        double east = ((x * crs.LinearUnitM) - crs.FalseEastingM) / d, north = ((y * crs.LinearUnitM) - crs.FalseNorthingM) * d;
        double rho = Math.Sqrt((east * east) + (north * north));
        double half = rho / (2 * radius);
        if (!(half <= 1))
        {
            longitudeDeg = latitudeDeg = double.NaN;
            return false;
        }

        double sinC = 2 * half * Math.Sqrt(1 - (half * half)), cosC = 1 - (2 * half * half);
        double sinBeta = rho == 0 ? sinBeta0 : (cosC * sinBeta0) + (north * sinC * cosBeta0 / rho);
        latitudeDeg = Math.Asin(authalic.SinLatitude(sinBeta * authalic.QPole)) * (180 / Math.PI);
        double longitude = rho == 0 ? 0 : Math.Atan2(east * sinC, (rho * cosBeta0 * cosC) - (north * sinBeta0 * sinC));
        longitudeDeg = meridianDeg + (longitude * (180 / Math.PI));
        return true;
    }
}

namespace ZoneComp.CoordinateSystems.Projections;

/// <summary>Albers conic equal area (J. P. Snyder, USGS PP 1395, p. 101; IOGP Guidance Note 7-2, method 9822). Own code: ProjNET's gives
/// NaN on spheres and takes twice the time.</summary>
internal sealed class AlbersEqualArea : Projection
{
    private readonly Crs crs;
    private readonly AuthalicLatitude authalic;
    private readonly double a, n, c, rho0, meridianDeg;

    public AlbersEqualArea(Crs crs)
    {
        this.crs = crs;
        authalic = new AuthalicLatitude(crs.Ellipsoid);
        a = crs.Ellipsoid.SemiMajorM;
        (double sin1, double m1) = SinAndRadius(crs.StandardParallel1Deg);
        (double sin2, double m2) = SinAndRadius(crs.StandardParallel2Deg);
        double q1 = authalic.Q(sin1), q2 = authalic.Q(sin2);
        n = Math.Abs(crs.StandardParallel1Deg - crs.StandardParallel2Deg) < 1e-10 ? sin1 : ((m1 * m1) - (m2 * m2)) / (q2 - q1);
        c = (m1 * m1) + (n * q1);
        rho0 = a * Math.Sqrt(c - (n * authalic.Q(Math.Sin(crs.LatitudeOfOriginDeg * (Math.PI / 180))))) / n;
        meridianDeg = crs.CentralMeridianDeg + crs.PrimeMeridianDeg;
    }

    public override bool Forward(double longitudeDeg, double latitudeDeg, out double x, out double y)
    {
        double square = c - (n * authalic.Q(Math.Sin(latitudeDeg * (Math.PI / 180))));
        double rho = a * Math.Sqrt(square) / n;
        (double sin, double cos) = Math.SinCos(n * (longitudeDeg - meridianDeg) * (Math.PI / 180));
        x = ((rho * sin) + crs.FalseEastingM) / crs.LinearUnitM;
        y = (rho0 - (rho * cos) + crs.FalseNorthingM) / crs.LinearUnitM;
        return square >= 0 && Math.Abs(latitudeDeg) <= 90 && double.IsFinite(x);
    }

    public override bool Inverse(double x, double y, out double longitudeDeg, out double latitudeDeg)
    {
        double east = (x * crs.LinearUnitM) - crs.FalseEastingM, south = rho0 - ((y * crs.LinearUnitM) - crs.FalseNorthingM);
        double sign = Math.Sign(n);
        double square = ((east * east) + (south * south)) * (n * n) / (a * a);
        double q = (c - square) / n;
        latitudeDeg = Math.Asin(authalic.SinLatitude(q)) * (180 / Math.PI);
        longitudeDeg = meridianDeg + (Math.Atan2(sign * east, sign * south) / n * (180 / Math.PI));
        return Math.Abs(q) <= authalic.QPole * (1 + 1e-12) && double.IsFinite(longitudeDeg);
    }

    /// <summary>Sine of the parallel's latitude and its radius in units of a.</summary>
    private (double Sin, double Radius) SinAndRadius(double latitudeDeg)
    {
        (double sin, double cos) = Math.SinCos(latitudeDeg * (Math.PI / 180));
        return (sin, cos / Math.Sqrt(1 - (crs.Ellipsoid.EccentricitySquared * sin * sin)));
    }
}

namespace ZoneComp.CoordinateSystems.Projections;

/// <summary>Lambert cylindrical equal area (IOGP Guidance Note 7-2, methods 9834 and 9835).</summary>
internal sealed class CylindricalEqualArea : Projection
{
    private readonly AuthalicLatitude authalic;
    private readonly double a, k0, e2;
    private readonly Crs crs;

    public CylindricalEqualArea(Crs crs)
    {
        this.crs = crs;
        authalic = new AuthalicLatitude(crs.Ellipsoid);
        a = crs.Ellipsoid.SemiMajorM;
        e2 = crs.Ellipsoid.EccentricitySquared;
        (double sin, double cos) = Math.SinCos(crs.StandardParallel1Deg * (Math.PI / 180));
        k0 = cos / Math.Sqrt(1 - (e2 * sin * sin));
    }

    public override bool Inverse(double x, double y, out double longitudeDeg, out double latitudeDeg)
    {
        double q = 2 * ((y * crs.LinearUnitM) - crs.FalseNorthingM) * k0 / a;
        longitudeDeg = crs.CentralMeridianDeg
            + crs.PrimeMeridianDeg
            + (((x * crs.LinearUnitM) - crs.FalseEastingM) / (a * k0) * (180 / Math.PI));
        latitudeDeg = Math.Asin(authalic.SinLatitude(q)) * (180 / Math.PI);
        return Math.Abs(q) <= authalic.QPole * (1 + 1e-12) && double.IsFinite(longitudeDeg);
    }

    public override bool Forward(double longitudeDeg, double latitudeDeg, out double x, out double y)
    {
        x = (crs.FalseEastingM + (a * k0 * (longitudeDeg - crs.CentralMeridianDeg - crs.PrimeMeridianDeg) * (Math.PI / 180)))
            / crs.LinearUnitM;
        y = (crs.FalseNorthingM + (a * authalic.Q(Math.Sin(latitudeDeg * (Math.PI / 180))) / (2 * k0))) / crs.LinearUnitM;
        return Math.Abs(latitudeDeg) <= 90 && double.IsFinite(longitudeDeg);
    }
}

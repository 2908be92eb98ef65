namespace ZoneComp.CoordinateSystems.Projections;

/// <summary>Transverse Mercator by Krueger's series in the third flattening, order 6: nanometres within 30 degrees of the
/// meridian.</summary>
/// <remarks>
/// Source: C. F. F. Karney, Transverse Mercator with an accuracy of a few nanometers, J. Geodesy 85 (2011), eqs. 7 to 15, 35 and 36;
/// latitude from conformal latitude by K. Kawase, Bull. GSI 59 (2011). Own code since ProjNET's series misses 0.1 mm beyond 4.5 degrees
/// (figures in docs/dependencies.md).
/// </remarks>
internal sealed class TransverseMercator : Projection
{
    /// <summary>Beyond this |eta| (150 degrees) the series is of no use; PROJ has the same limit.</summary>
    private const double MaxEta = 2.623395162778;

    private readonly double e;
    private readonly double scaleM;
    private readonly double originM;
    private readonly double falseEastingM;
    private readonly double falseNorthingM;
    private readonly double unitM;
    private readonly double meridianDeg;
    private readonly double a1, a2, a3, a4, a5, a6;
    private readonly double b1, b2, b3, b4, b5, b6;
    private readonly double d1, d2, d3, d4, d5, d6;

    public TransverseMercator(Crs crs)
    {
        Ellipsoid ellipsoid = crs.Ellipsoid;
        double n = ellipsoid.ThirdFlattening, n2 = n * n;
        e = Math.Sqrt(ellipsoid.EccentricitySquared);
        a1 = Series(n, n, 1 / 2.0, -2 / 3.0, 5 / 16.0, 41 / 180.0, -127 / 288.0, 7891 / 37800.0);
        a2 = Series(n, n2, 13 / 48.0, -3 / 5.0, 557 / 1440.0, 281 / 630.0, -1983433 / 1935360.0);
        a3 = Series(n, n2 * n, 61 / 240.0, -103 / 140.0, 15061 / 26880.0, 167603 / 181440.0);
        a4 = Series(n, n2 * n2, 49561 / 161280.0, -179 / 168.0, 6601661 / 7257600.0);
        a5 = Series(n, n2 * n2 * n, 34729 / 80640.0, -3418889 / 1995840.0);
        a6 = Series(n, n2 * n2 * n2, 212378941 / 319334400.0);
        b1 = Series(n, n, 1 / 2.0, -2 / 3.0, 37 / 96.0, -1 / 360.0, -81 / 512.0, 96199 / 604800.0);
        b2 = Series(n, n2, 1 / 48.0, 1 / 15.0, -437 / 1440.0, 46 / 105.0, -1118711 / 3870720.0);
        b3 = Series(n, n2 * n, 17 / 480.0, -37 / 840.0, -209 / 4480.0, 5569 / 90720.0);
        b4 = Series(n, n2 * n2, 4397 / 161280.0, -11 / 504.0, -830251 / 7257600.0);
        b5 = Series(n, n2 * n2 * n, 4583 / 161280.0, -108847 / 3991680.0);
        b6 = Series(n, n2 * n2 * n2, 20648693 / 638668800.0);
        d1 = Series(n, n, 2, -2 / 3.0, -2, 116 / 45.0, 26 / 45.0, -2854 / 675.0);
        d2 = Series(n, n2, 7 / 3.0, -8 / 5.0, -227 / 45.0, 2704 / 315.0, 2323 / 945.0);
        d3 = Series(n, n2 * n, 56 / 15.0, -136 / 35.0, -1262 / 105.0, 73814 / 2835.0);
        d4 = Series(n, n2 * n2, 4279 / 630.0, -332 / 35.0, -399572 / 14175.0);
        d5 = Series(n, n2 * n2 * n, 4174 / 315.0, -144838 / 6237.0);
        d6 = Series(n, n2 * n2 * n2, 601676 / 22275.0);
        scaleM = crs.ScaleFactor * ellipsoid.SemiMajorM / (1 + n) * (1 + (n2 / 4) + (n2 * n2 / 64) + (n2 * n2 * n2 / 256));
        falseEastingM = crs.FalseEastingM;
        falseNorthingM = crs.FalseNorthingM;
        unitM = crs.LinearUnitM;
        meridianDeg = crs.CentralMeridianDeg + crs.PrimeMeridianDeg;
        (double originXi, _) = XiEta(0, crs.LatitudeOfOriginDeg);
        originM = scaleM * originXi;
    }

    public override bool Inverse(double x, double y, out double longitudeDeg, out double latitudeDeg)
    {
        double xi = ((y * unitM) - falseNorthingM + originM) / scaleM;
        double eta = ((x * unitM) - falseEastingM) / scaleM;
        if (!(Math.Abs(eta) <= MaxEta) || !(Math.Abs(xi) <= Math.PI))
        {
            longitudeDeg = latitudeDeg = double.NaN;
            return false;
        }

        (double sin2Xi, double cos2Xi) = Math.SinCos(2 * xi);
        double exp = Math.Exp(2 * eta), sinh2Eta = 0.5 * (exp - (1 / exp)), cosh2Eta = 0.5 * (exp + (1 / exp));
        (double xiPart, double etaPart) = Sum(b1, b2, b3, b4, b5, b6, sin2Xi, cos2Xi, sinh2Eta, cosh2Eta);
        (double sinXi, double cosXi) = Math.SinCos(xi - xiPart);
        double sinhEta = Math.Sinh(eta - etaPart), coshEta = Math.Sqrt(1 + (sinhEta * sinhEta));
        longitudeDeg = meridianDeg + (Math.Atan2(sinhEta, cosXi) * (180 / Math.PI));
        double sinChi = sinXi / coshEta, cosChi = Math.Sqrt((sinhEta * sinhEta) + (cosXi * cosXi)) / coshEta;
        latitudeDeg = LatitudeFromConformal(sinChi, cosChi) * (180 / Math.PI);
        return true;
    }

    public override bool Forward(double longitudeDeg, double latitudeDeg, out double x, out double y)
    {
        (double xi, double eta) = XiEta((longitudeDeg - meridianDeg) * (Math.PI / 180), latitudeDeg);
        x = ((eta * scaleM) + falseEastingM) / unitM;
        y = ((xi * scaleM) - originM + falseNorthingM) / unitM;
        return Math.Abs(eta) <= MaxEta && Math.Abs(latitudeDeg) <= 90;
    }

    private (double Xi, double Eta) XiEta(double lambda, double latitudeDeg)
    {
        (double sin, double cos) = Math.SinCos(latitudeDeg * (Math.PI / 180));
        // tan of the conformal latitude, eqs. 7 to 9, in a form that keeps the poles finite
        double tanChi = Math.Sinh(Math.Asinh(sin / Math.Abs(cos)) - (e * Math.Atanh(e * sin)));
        (double sinLambda, double cosLambda) = Math.SinCos(lambda);
        double xi = Math.Atan2(tanChi, cosLambda);
        double eta = Math.Asinh(sinLambda / Math.Sqrt((tanChi * tanChi) + (cosLambda * cosLambda)));
        (double sin2Xi, double cos2Xi) = Math.SinCos(2 * xi);
        (double xiPart, double etaPart) = Sum(a1, a2, a3, a4, a5, a6, sin2Xi, cos2Xi, Math.Sinh(2 * eta), Math.Cosh(2 * eta));
        return (xi + xiPart, eta + etaPart);
    }

    /// <summary>Sum of c_k sin(2 k (xi + i eta)), k = 1 to 6, by Clenshaw's recurrence.</summary>
    private static (double Xi, double Eta) Sum(
        double c1, double c2, double c3, double c4, double c5, double c6, double sin2Xi, double cos2Xi, double sinh2Eta, double cosh2Eta)
    {
        double zr = 2 * cos2Xi * cosh2Eta, zi = -2 * sin2Xi * sinh2Eta;
        double r1 = c6, i1 = 0.0, r2 = 0.0, i2 = 0.0;
        Step(c5);
        Step(c4);
        Step(c3);
        Step(c2);
        Step(c1);
        double sr = sin2Xi * cosh2Eta, si = cos2Xi * sinh2Eta;
        return ((r1 * sr) - (i1 * si), (r1 * si) + (i1 * sr));

        void Step(double c)
        {
            double r = c + (zr * r1) - (zi * i1) - r2;
            double i = (zr * i1) + (zi * r1) - i2;
            r2 = r1;
            i2 = i1;
            r1 = r;
            i1 = i;
        }
    }

    /// <summary>Geodetic from conformal latitude, radians.</summary>
    private double LatitudeFromConformal(double sinChi, double cosChi)
    {
        double z = 2 * ((cosChi * cosChi) - (sinChi * sinChi));
        double s6 = d6,
            s5 = d5 + (z * s6),
            s4 = d4 + (z * s5) - s6,
            s3 = d3 + (z * s4) - s5,
            s2 = d2 + (z * s3) - s4,
            s1 = d1 + (z * s2) - s3;
        return Math.Atan2(sinChi, cosChi) + (s1 * 2 * sinChi * cosChi);
    }

    private static double Series(double n, double lead, params ReadOnlySpan<double> coefficients)
    {
        double sum = 0;
        for (int k = coefficients.Length - 1; k >= 0; k--)
            sum = (sum * n) + coefficients[k];
        return sum * lead;
    }
}

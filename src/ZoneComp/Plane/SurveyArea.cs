namespace ZoneComp.Plane;

/// <summary>Parcel area on the ellipsoid the survey's own way, for comparison with the equal-area plane.</summary>
/// <remarks>
/// Source: Guotu Diaocha Ban Fa [2008] 32 (formula and constants, kept by TD/T 1055), and the practice of the third survey's software:
/// plane edges in steps of at most 70 m,
/// plane coordinates to 4 decimals, latitude and longitude in arc-seconds to 6 decimals, half away from zero.
/// The formula's e is the FIRST eccentricity. Reposts of the notice carry pseudo-code that sets e from the second (e'^2 = 0.006739... in
/// place of 0.006694...): it makes
/// areas 1.1e-5 (20 N) to 5.4e-5 (50 N) too large, tens of hectares in a county.
/// </remarks>
public sealed class SurveyArea
{
    private const double StepM = 70;
    private const double Rho = 206264.8062471; // arc-seconds in a radian, with the text's digits

    private readonly SurveyConstants constants;
    private readonly double falseEastingM, falseNorthingM, meridianSec;
    private readonly double a, b, c, d, e;

    /// <param name="crs">Gauss-Krueger on the ellipsoid of CGCS2000 or Xi'an 80.</param>
    /// <exception cref="UserErrorException">Any other CRS: the formula has no constants for it.</exception>
    public SurveyArea(Crs crs)
        : this(crs, constants => constants.E2)
    {
    }

    /// <param name="eccentricitySquared">Which of the constants enters the series: a test shows what the wrong one does.</param>
    internal SurveyArea(Crs crs, Func<SurveyConstants, double> eccentricitySquared)
    {
        constants = Takes(crs) ? SurveyConstants.For(crs)! : throw new UserErrorException(
            $"the survey's area formula needs Gauss-Krueger coordinates on the ellipsoid of CGCS2000 or Xi'an 80, not \"{crs.Name}\"; "
                + $"name such a CRS (area: {{method: survey, crs: 'EPSG:4526'}}), or use the area method equal-area",
            $"国土调查面积公式要求 CGCS2000 或 1980 西安椭球上的高斯-克吕格坐标，“{crs.Name}”不适用；请写明此类坐标系（area: {{method: survey, crs: 'EPSG:4526'}}），或采用等积方法");
        (falseEastingM, falseNorthingM) = (crs.FalseEastingM, crs.FalseNorthingM);
        meridianSec = crs.CentralMeridianDeg * 3600;
        double e2 = eccentricitySquared(constants), e4 = e2 * e2, e6 = e4 * e2, e8 = e4 * e4;
        a = 1 + (3 / 6.0 * e2) + (30 / 80.0 * e4) + (35 / 112.0 * e6) + (630 / 2304.0 * e8);
        b = (1 / 6.0 * e2) + (15 / 80.0 * e4) + (21 / 112.0 * e6) + (420 / 2304.0 * e8);
        c = (3 / 80.0 * e4) + (7 / 112.0 * e6) + (180 / 2304.0 * e8);
        d = (1 / 112.0 * e6) + (45 / 2304.0 * e8);
        e = 5 / 2304.0 * e8;
    }

    /// <summary>Whether the formula has constants for the CRS: Gauss-Krueger in metres on the ellipsoid of CGCS2000 or Xi'an 80.</summary>
    public static bool Takes(Crs crs) => crs.IsGaussKrueger && crs.LinearUnitM == 1 && SurveyConstants.For(crs) is not null;

    /// <summary>The five coefficients A to E.</summary>
    internal (double A, double B, double C, double D, double E) Series => (a, b, c, d, e);

    /// <summary>Signed area of one ring, m2: above zero where its inside lies on the left. Not rounded.</summary>
    /// <param name="coordinates">Easting and northing in turn, metres, false easting included; the first point may be repeated at the
    /// end.</param>
    public double OfRing(ReadOnlySpan<double> coordinates)
    {
        int count = coordinates.Length / 2;
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            int next = i + 1 < count ? i + 1 : 0;
            sum += OfEdge(coordinates[2 * i], coordinates[(2 * i) + 1], coordinates[2 * next], coordinates[(2 * next) + 1]);
        }

        return sum;
    }

    private double OfEdge(double x0, double y0, double x1, double y1)
    {
        double dx = x1 - x0, dy = y1 - y0;
        int pieces = Math.Max(1, (int)Math.Ceiling(Math.Sqrt((dx * dx) + (dy * dy)) / StepM));
        double sum = 0;
        (double lat0, double lon0) = Seconds(x0, y0);
        for (int k = 1; k <= pieces; k++)
        {
            (double lat1, double lon1) = k == pieces ? Seconds(x1, y1) : Seconds(x0 + (dx * k / pieces), y0 + (dy * k / pieces));
            sum += Trapezoid(lat0 / Rho, (lon0 - meridianSec) / Rho, lat1 / Rho, (lon1 - meridianSec) / Rho);
            (lat0, lon0) = (lat1, lon1);
        }

        return sum;
    }

    /// <summary>Area between an edge and the reference meridian, radians in, m2 out. The meridian cancels in a closed ring.</summary>
    internal double Trapezoid(double lat0, double lon0, double lat1, double lon1)
    {
        double half = (lat1 - lat0) / 2, mean = (lat0 + lat1) / 2;
        return 2 * constants.B * constants.B * ((lon0 + lon1) / 2) * (
            (a * Math.Sin(half) * Math.Cos(mean))
            - (b * Math.Sin(3 * half) * Math.Cos(3 * mean))
            + (c * Math.Sin(5 * half) * Math.Cos(5 * mean))
            - (d * Math.Sin(7 * half) * Math.Cos(7 * mean))
            + (e * Math.Sin(9 * half) * Math.Cos(9 * mean)));
    }

    /// <summary>Inverse Gauss-Krueger with the text's constants; arc-seconds to 6 decimals.</summary>
    internal (double LatitudeSec, double LongitudeSec) Seconds(double x, double y)
    {
        double east = Math.Round(x, 4, MidpointRounding.AwayFromZero) - falseEastingM;
        double north = Math.Round(y, 4, MidpointRounding.AwayFromZero) - falseNorthingM;
        double arc = constants.K0 * north;
        (double sin, double cos) = Math.SinCos(arc);
        double sin2 = sin * sin;
        double foot = arc
            + (cos * sin * (constants.K1 - (constants.K2 * sin2) + (constants.K3 * sin2 * sin2) - (constants.K4 * sin2 * sin2 * sin2)));
        double t = Math.Tan(foot), cosFoot = Math.Cos(foot), t2 = t * t;
        double n2 = constants.EPrime2 * cosFoot * cosFoot, v2 = 1 + n2;
        double u = east / (constants.C / Math.Sqrt(v2)), u2 = u * u;
        double latitude = foot
            - (1 / 2.0 * v2 * t * u2)
            + (1 / 24.0 * (5 + (3 * t2) + n2 - (9 * n2 * t2)) * v2 * t * u2 * u2)
            - (1 / 720.0 * (61 + (90 * t2) + (45 * t2 * t2)) * v2 * t * u2 * u2 * u2);
        double longitude = 1 / cosFoot * (u
            - (1 / 6.0 * (1 + (2 * t2) + n2) * u2 * u)
            + (1 / 120.0 * (5 + (28 * t2) + (24 * t2 * t2) + (6 * n2) + (8 * n2 * t2)) * u2 * u2 * u));
        return (
            Math.Round(latitude * Rho, 6, MidpointRounding.AwayFromZero),
            Math.Round((longitude * Rho) + meridianSec, 6, MidpointRounding.AwayFromZero));
    }
}

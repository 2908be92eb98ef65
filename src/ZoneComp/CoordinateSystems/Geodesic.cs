namespace ZoneComp.CoordinateSystems;

/// <summary>The shortest line between two points of an ellipsoid, and the area between it and the equator.</summary>
/// <param name="LengthM">Metres.</param>
/// <param name="AreaM2">Signed, m2: above zero where the line lies north of the equator and runs east.</param>
public readonly record struct GeodesicLine(double LengthM, double AreaM2);

/// <summary>Solves for geodesics, for comparing edge models; the overlay itself does not use them.</summary>
/// <remarks>
/// Source: C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013): the auxiliary sphere, the ordering of the ends and the area of
/// eqs. 58 to 63. Two things are
/// done more simply, since speed does not matter here: the integrals go by Gauss-Legendre quadrature with 20 nodes instead of series
/// (integrands are near-constant for k2 below
/// 0.007, so 20 nodes reach the last bit over half a turn), and the azimuth is found by bracketing, which always converges, instead of
/// Newton with special starts.
/// </remarks>
public sealed class Geodesic
{
    private static readonly (double Node, double Weight)[] Quadrature = Legendre(20);

    private readonly double f, b, a, e2, ePrime2, authalicSquared;

    public Geodesic(Ellipsoid ellipsoid)
    {
        f = ellipsoid.Flattening;
        a = ellipsoid.SemiMajorM;
        b = ellipsoid.SemiMinorM;
        e2 = ellipsoid.EccentricitySquared;
        ePrime2 = e2 / (1 - e2);
        // Half of a q(90 deg) a: the authalic radius squared.
        authalicSquared = a * a * new AuthalicLatitude(ellipsoid).QPole / 2;
        SurfaceM2 = 4 * Math.PI * authalicSquared;
    }

    /// <summary>Area of the whole ellipsoid, m2.</summary>
    public double SurfaceM2 { get; }

    /// <summary>Between two points, degrees; of several equally short lines any.</summary>
    public GeodesicLine Between(double longitude0Deg, double latitude0Deg, double longitude1Deg, double latitude1Deg)
    {
        // Ends in Karney's order: lambda12 in [0, 180], the first the farther from the equator and south of it.
        double lambda = Math.IEEERemainder(longitude1Deg - longitude0Deg, 360);
        double sign = Math.CopySign(1, lambda);
        lambda = Math.Abs(lambda) * (Math.PI / 180);
        double phi1 = latitude0Deg * (Math.PI / 180), phi2 = latitude1Deg * (Math.PI / 180);
        if (Math.Abs(phi1) < Math.Abs(phi2))
            (phi1, phi2) = (phi2, phi1); // exchanging the ends and turning the line round leave its area below as it was
        double hemisphere = phi1 > 0 ? -1 : 1;
        (phi1, phi2) = (phi1 * hemisphere, phi2 * hemisphere);
        GeodesicLine line = Ordered(Reduced(phi1), Reduced(phi2), lambda);
        return line with { AreaM2 = line.AreaM2 * sign * hemisphere };
    }

    /// <summary>Points that part the line between two points, degrees, into pieces of nearly equal length; the ends are not among
    /// them.</summary>
    /// <remarks>By Karney's eqs. 11 and 12: latitude and longitude at even steps of the arc on the auxiliary sphere.</remarks>
    public (double LongitudeDeg, double LatitudeDeg)[] PointsBetween(
        double longitude0Deg, double latitude0Deg, double longitude1Deg, double latitude1Deg, int pieces)
    {
        double turned = Math.IEEERemainder(longitude1Deg - longitude0Deg, 360);
        double sign = Math.CopySign(1, turned), lambda = Math.Abs(turned) * (Math.PI / 180);
        double phi1 = latitude0Deg * (Math.PI / 180), phi2 = latitude1Deg * (Math.PI / 180);
        bool exchanged = Math.Abs(phi1) < Math.Abs(phi2);
        if (exchanged)
            (phi1, phi2) = (phi2, phi1);
        double hemisphere = phi1 > 0 ? -1 : 1;
        (double Sin, double Cos) beta1 = Reduced(phi1 * hemisphere), beta2 = Reduced(phi2 * hemisphere);
        var points = new (double, double)[Math.Max(pieces - 1, 0)];
        bool straight = lambda == 0 || beta1.Cos < 1e-15 || (beta1.Sin == 0 && lambda <= (1 - f) * Math.PI); // a meridian or the equator
        Arc arc = straight ? default : new Arc(beta1, beta2, Azimuth(beta1, beta2, lambda), ePrime2);
        for (int k = 1; k < pieces; k++)
        {
            double t = (double)(exchanged ? pieces - k : k) / pieces;
            (double phi, double east) = straight ? (hemisphere * (phi1 + ((phi2 - phi1) * t)), lambda * t) : OnArc(arc, t);
            double longitude = exchanged
                ? longitude1Deg - (sign * east * (180 / Math.PI))
                : longitude0Deg + (sign * east * (180 / Math.PI));
            points[k - 1] = (longitude, hemisphere * phi * (180 / Math.PI));
        }

        return points;
    }

    /// <summary>Latitude, and longitude from the arc's start, radians, at a part of the arc.</summary>
    private (double Phi, double Lambda) OnArc(in Arc arc, double t)
    {
        double sigma1 = arc.SigmaMid - arc.SigmaHalf, sigma = sigma1 + (2 * arc.SigmaHalf * t);
        (double sin, double cos) = Math.SinCos(sigma);
        (double sin1, double cos1) = Math.SinCos(sigma1);
        double sinBeta = arc.CosAlpha0 * sin,
            cosBeta = Math.Sqrt((arc.SinAlpha0 * arc.SinAlpha0) + (arc.CosAlpha0 * arc.CosAlpha0 * cos * cos));
        double omega = Math.Atan2(arc.SinAlpha0 * sin, cos) - Math.Atan2(arc.SinAlpha0 * sin1, cos1);
        omega -= 2 * Math.PI * Math.Floor(omega / (2 * Math.PI) + 1e-12); // the line runs east, less than a turn
        double half = (sigma - sigma1) / 2, middle = sigma1 + half, integral = 0;
        foreach ((double node, double weight) in Quadrature)
        {
            double at = Math.Sin(middle + (node * half));
            integral += weight * (2 - f) / (1 + ((1 - f) * Math.Sqrt(1 + (arc.K2 * at * at))));
        }

        return (Math.Atan2(sinBeta, (1 - f) * cosBeta), omega - (f * arc.SinAlpha0 * integral * half));
    }

    private GeodesicLine Ordered((double Sin, double Cos) beta1, (double Sin, double Cos) beta2, double lambda)
    {
        if (lambda == 0 || beta1.Cos < 1e-15)
            return Meridional(beta1, beta2, lambda);
        if (beta1.Sin == 0 && lambda <= (1 - f) * Math.PI)
            return new GeodesicLine(a * lambda, 0); // along the equator
        double alpha = Azimuth(beta1, beta2, lambda);
        if (double.IsNaN(alpha))
            return Meridional(beta1, beta2, lambda); // half a turn apart: over the pole
        return Solved(new Arc(beta1, beta2, alpha, ePrime2), beta1, beta2, lambda);
    }

    /// <summary>At the first end; NaN where the line goes over the pole.</summary>
    private double Azimuth((double Sin, double Cos) beta1, (double Sin, double Cos) beta2, double lambda)
    {
        double low = 0, high = Math.PI;
        double lowOff = LongitudeOff(beta1, beta2, lambda, low), highOff = LongitudeOff(beta1, beta2, lambda, high);
        if (lowOff >= 0 || highOff <= 0)
            return double.NaN;
        // Illinois steps with a bisection every third: the bracket shrinks to the last bit whatever the curve.
        double alpha = 0;
        for (int step = 0; step < 200 && high - low > 1e-17 * high; step++)
        {
            alpha = step % 3 == 2 ? (low + high) / 2 : low - (lowOff * (high - low) / (highOff - lowOff));
            if (!(alpha > low && alpha < high))
                alpha = (low + high) / 2;
            if (alpha == low || alpha == high)
                break;
            double off = LongitudeOff(beta1, beta2, lambda, alpha);
            if (off == 0)
                break;
            if (off < 0)
                (low, lowOff, highOff) = (alpha, off, highOff / (step % 3 == 1 ? 2 : 1));
            else
                (high, highOff, lowOff) = (alpha, off, lowOff / (step % 3 == 1 ? 2 : 1));
        }

        return alpha;
    }

    private double LongitudeOff((double Sin, double Cos) beta1, (double Sin, double Cos) beta2, double lambda, double alpha1)
    {
        Arc arc = new(beta1, beta2, alpha1, ePrime2);
        return arc.Omega12 - (f * arc.SinAlpha0 * LongitudeIntegral(arc)) - lambda;
    }

    private GeodesicLine Solved(in Arc arc, (double Sin, double Cos) beta1, (double Sin, double Cos) beta2, double lambda)
    {
        // omega12 from lambda12, not from the azimuth: its error is then the flattening's part only.
        double omega = lambda + (f * arc.SinAlpha0 * LongitudeIntegral(arc));
        double alpha12;
        (double sinOmega, double cosOmega) = Math.SinCos(omega);
        if (cosOmega > -0.7071 && beta2.Sin - beta1.Sin < 1.75)
            alpha12 = 2 * Math.Atan2(
                sinOmega * ((beta1.Sin * (1 + beta2.Cos)) + (beta2.Sin * (1 + beta1.Cos))),
                (1 + cosOmega) * ((beta1.Sin * beta2.Sin) + ((1 + beta1.Cos) * (1 + beta2.Cos))));
        else
            alpha12 = Math.Atan2(
                (arc.SinAlpha2 * arc.CosAlpha1) - (arc.CosAlpha2 * arc.SinAlpha1),
                (arc.CosAlpha2 * arc.CosAlpha1) + (arc.SinAlpha2 * arc.SinAlpha1));
        double area = authalicSquared * alpha12;
        if (arc.SinAlpha0 * arc.CosAlpha0 != 0)
            area += e2 * a * a * arc.CosAlpha0 * arc.SinAlpha0 * AreaIntegral(arc);
        return new GeodesicLine(b * LengthIntegral(arc), area);
    }

    /// <summary>Along a meridian, or over the pole where the two meridians are half a turn apart; from a pole any meridian will
    /// do.</summary>
    private GeodesicLine Meridional((double Sin, double Cos) beta1, (double Sin, double Cos) beta2, double lambda)
    {
        double over = lambda > 1 && beta1.Cos >= 1e-15 ? Math.PI : 0;
        double sigma1 = Math.Atan2(beta1.Sin, beta1.Cos),
            sigma2 = over == 0 ? Math.Atan2(beta2.Sin, beta2.Cos) : -Math.PI - Math.Atan2(beta2.Sin, beta2.Cos);
        double length = 0;
        foreach ((double node, double weight) in Quadrature)
        {
            double sin = Math.Sin(((sigma1 + sigma2) / 2) + (node * (sigma2 - sigma1) / 2));
            length += weight * Math.Sqrt(1 + (ePrime2 * sin * sin));
        }

        // A whole lune of the southern half lies between the equator and a line through the south pole.
        double turned = beta1.Cos < 1e-15 ? lambda : over;
        return new GeodesicLine(b * length * Math.Abs(sigma2 - sigma1) / 2, -authalicSquared * turned);
    }

    private double LongitudeIntegral(in Arc arc)
    {
        double sum = 0;
        foreach ((double node, double weight) in Quadrature)
        {
            double sin = Math.Sin(arc.SigmaMid + (node * arc.SigmaHalf));
            sum += weight * (2 - f) / (1 + ((1 - f) * Math.Sqrt(1 + (arc.K2 * sin * sin))));
        }

        return sum * arc.SigmaHalf;
    }

    private static double LengthIntegral(in Arc arc)
    {
        double sum = 0;
        foreach ((double node, double weight) in Quadrature)
        {
            double sin = Math.Sin(arc.SigmaMid + (node * arc.SigmaHalf));
            sum += weight * Math.Sqrt(1 + (arc.K2 * sin * sin));
        }

        return sum * arc.SigmaHalf;
    }

    /// <summary>Difference of eq. 63's I4 between the ends: minus the integral of the divided difference of t, times
    /// sin(sigma)/2.</summary>
    private double AreaIntegral(in Arc arc)
    {
        double sum = 0;
        foreach ((double node, double weight) in Quadrature)
        {
            double sin = Math.Sin(arc.SigmaMid + (node * arc.SigmaHalf));
            sum += weight * DividedDifference(ePrime2, arc.K2 * sin * sin) * sin / 2;
        }

        return -sum * arc.SigmaHalf;
    }

    /// <summary>(t(x) - t(y)) / (x - y) with t(x) = x + sqrt(1/x + 1) asinh(sqrt x) = 1 + 4x/3 - 2x^2/15 + 8x^3/105 - ...: by its series,
    /// which does not cancel; x, y below 0.007.</summary>
    private static double DividedDifference(double x, double y)
    {
        // Coefficients of x^n, n = 1 to 8; the ratio of two after the first is -2(n - 1)/(2n + 1).
        double coefficient = 4 / 3.0, power = 1, sum = coefficient, complete = 1;
        for (int n = 2; n <= 8; n++)
        {
            coefficient = n == 2 ? -2 / 15.0 : coefficient * -2 * (n - 1) / ((2 * n) + 1);
            power *= y;
            complete = (complete * x) + power; // sum of x^i y^(n-1-i)
            sum += coefficient * complete;
        }

        return sum;
    }

    private (double Sin, double Cos) Reduced(double phi)
    {
        (double sin, double cos) = Math.SinCos(phi);
        double s = (1 - f) * sin, length = Math.Sqrt((s * s) + (cos * cos));
        return (s / length, Math.Abs(phi) >= Math.PI / 2 ? 0 : cos / length);
    }

    private static (double, double)[] Legendre(int n)
    {
        var rule = new (double, double)[n];
        for (int i = 0; i < n; i++)
        {
            double x = Math.Cos(Math.PI * (i + 0.75) / (n + 0.5)), derivative = 0;
            for (int step = 0; step < 6; step++)
            {
                double p = 1, before = 0;
                for (int k = 1; k <= n; k++)
                    (p, before) = (((((2 * k) - 1) * x * p) - ((k - 1) * before)) / k, p);
                derivative = n * ((x * p) - before) / ((x * x) - 1);
                x -= p / derivative;
            }

            rule[i] = (x, 2 / ((1 - (x * x)) * derivative * derivative));
        }

        return rule;
    }

    /// <summary>The great-circle arc on the auxiliary sphere that leaves the first point at an azimuth and reaches the second's
    /// latitude.</summary>
    private readonly struct Arc
    {
        public Arc((double Sin, double Cos) beta1, (double Sin, double Cos) beta2, double alpha1, double ePrime2)
        {
            (SinAlpha1, CosAlpha1) = Math.SinCos(alpha1);
            SinAlpha0 = SinAlpha1 * beta1.Cos;
            CosAlpha0 = Math.Sqrt((CosAlpha1 * CosAlpha1) + (SinAlpha1 * SinAlpha1 * beta1.Sin * beta1.Sin));
            SinAlpha2 = beta2.Cos == beta1.Cos ? SinAlpha1 : SinAlpha0 / beta2.Cos;
            // cos of the second azimuth by the form that does not cancel for beta1 near -beta2 (Karney 2013, eq. 45)
            double difference = beta1.Cos < -beta1.Sin
                ? (beta2.Cos - beta1.Cos) * (beta1.Cos + beta2.Cos)
                : (beta1.Sin - beta2.Sin) * (beta1.Sin + beta2.Sin);
            CosAlpha2 = beta2.Cos == beta1.Cos && Math.Abs(beta2.Sin) == -beta1.Sin
                ? Math.Abs(CosAlpha1)
                : Math.Sqrt(Math.Max(0, (CosAlpha1 * beta1.Cos * CosAlpha1 * beta1.Cos) + difference)) / beta2.Cos;
            K2 = ePrime2 * CosAlpha0 * CosAlpha0;
            (double s1, double c1) = (beta1.Sin, CosAlpha1 * beta1.Cos);
            (double s2, double c2) = (beta2.Sin, CosAlpha2 * beta2.Cos);
            double sigma1 = Math.Atan2(s1, c1 == 0 && s1 == 0 ? 1 : c1);
            double sigma12 = Math.Atan2(Math.Max(0, (c1 * s2) - (s1 * c2)), (c1 * c2) + (s1 * s2));
            SigmaHalf = sigma12 / 2;
            SigmaMid = sigma1 + SigmaHalf;
            double o1 = SinAlpha0 * s1, o2 = SinAlpha0 * s2;
            Omega12 = Math.Atan2(Math.Max(0, (c1 * o2) - (o1 * c2)), (c1 * c2) + (o1 * o2));
        }

        public double SinAlpha0 { get; }

        public double CosAlpha0 { get; }

        public double SinAlpha1 { get; }

        public double CosAlpha1 { get; }

        public double SinAlpha2 { get; }

        public double CosAlpha2 { get; }

        public double K2 { get; }

        public double SigmaMid { get; }

        public double SigmaHalf { get; }

        public double Omega12 { get; }
    }
}

namespace ZoneComp.Plane;

/// <summary>Constants of the survey's area formula, with the digits that its text prints: "to be used with the digits given".</summary>
/// <param name="A">Semi-major axis, metres.</param>
/// <param name="B">Semi-minor axis, metres.</param>
/// <param name="E2">FIRST eccentricity squared, (a^2 - b^2)/a^2.</param>
/// <param name="EPrime2">Second eccentricity squared, for the inverse Gauss-Krueger formula alone.</param>
/// <param name="C">Polar radius of curvature a^2/b, metres.</param>
/// <param name="K0">Footpoint latitude per metre of northing, and the coefficients of its sines.</param>
internal sealed record SurveyConstants(
    double A, double B, double E2, double EPrime2, double C, double K0, double K1, double K2, double K3, double K4)
{
    /// <summary>As the software of the third national land survey has them.</summary>
    public static SurveyConstants Cgcs2000 { get; } = new(
        6378137, 6356752.31414036, 0.0066943800229, 0.00673949677548, 6399593.62586,
        1.57048761144159e-07, 5.05250178820567e-03, 2.98472900956587e-05, 2.41626669230084e-07, 2.22241238938534e-09);

    /// <summary>Notice Guotu Diaocha Ban Fa [2008] 32.</summary>
    public static SurveyConstants Xian80 { get; } = new(
        6378140, 6356755.29, 6.69438499958795e-03, 6.73950181947292e-03, 6399596.65198801,
        1.57048687472752e-07, 5.05250559291393e-03, 2.98473350966158e-05, 2.41627215981336e-07, 2.22241909461273e-09);

    /// <summary>Constants for the CRS's ellipsoid; null when the survey has none for it.</summary>
    public static SurveyConstants? For(Crs crs) =>
        crs.Ellipsoid.IsNear(Ellipsoid.Cgcs2000) ? Cgcs2000 : crs.Ellipsoid.IsNear(Ellipsoid.Iag1975) ? Xian80 : null;
}

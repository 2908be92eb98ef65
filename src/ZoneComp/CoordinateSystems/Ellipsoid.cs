namespace ZoneComp.CoordinateSystems;

/// <summary>A reference ellipsoid by its two defining numbers.</summary>
/// <param name="SemiMajorM">Equatorial radius a, metres.</param>
/// <param name="InverseFlattening">1/f, no unit; 0 for a sphere.</param>
public readonly record struct Ellipsoid(double SemiMajorM, double InverseFlattening)
{
    /// <summary>CGCS2000 (GB 22021-2008); GRS 1980 has the same two numbers.</summary>
    public static Ellipsoid Cgcs2000 { get; } = new(6378137, 298.257222101);

    public static Ellipsoid Wgs84 { get; } = new(6378137, 298.257223563);

    /// <summary>IAG 1975, the ellipsoid of Xi'an 80.</summary>
    public static Ellipsoid Iag1975 { get; } = new(6378140, 298.257);

    /// <summary>Krasovsky 1940, the ellipsoid of Beijing 54 and New Beijing.</summary>
    public static Ellipsoid Krasovsky { get; } = new(6378245, 298.3);

    public double Flattening => InverseFlattening == 0 ? 0 : 1 / InverseFlattening;

    /// <summary>First eccentricity squared, e2 = f (2 - f).</summary>
    public double EccentricitySquared => Flattening * (2 - Flattening);

    /// <summary>Third flattening, n = f / (2 - f).</summary>
    public double ThirdFlattening => Flattening / (2 - Flattening);

    public double SemiMinorM => SemiMajorM * (1 - Flattening);

    /// <summary>Same figure up to the digits that files write: 0.1 mm in a, 1e-6 in 1/f (0.02 mm at the pole).</summary>
    public bool IsNear(Ellipsoid other) =>
        Math.Abs(SemiMajorM - other.SemiMajorM) < 1e-4 && Math.Abs(InverseFlattening - other.InverseFlattening) < 1e-6;
}

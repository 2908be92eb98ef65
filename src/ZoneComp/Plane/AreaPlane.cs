using System.Globalization;

namespace ZoneComp.Plane;

/// <summary>The one plane of a run, in which polygon areas are taken: the equal-area plane of CGCS2000, or a named projected CRS.</summary>
/// <remarks>
/// Equal area: x = a (lambda - lambda0), y = a q(phi) / 2 with a = 6378137 m, 1/f = 298.257222101 and the authalic function q; plane areas
/// are areas on the ellipsoid whose edges are straight in (longitude, y), the quantity of the national survey's formula.
/// All rings of a run lie in one turn of longitudes, -180 to 180 where the regions do (<see cref="PlaneBranch"/>).
/// </remarks>
public sealed class AreaPlane
{
    private static readonly double A = Ellipsoid.Cgcs2000.SemiMajorM;
    private static readonly AuthalicLatitude Authalic = new(Ellipsoid.Cgcs2000);

    private readonly Projection? planar;

    private AreaPlane(
        double centralMeridianDeg, Crs? planarCrs, EdgeModel edges = EdgeModel.Source, Crs? surveyCrs = null,
        double fromLongitudeDeg = -180)
    {
        FromLongitudeDeg = fromLongitudeDeg;
        Edges = edges;
        SurveyCrs = surveyCrs;
        CentralMeridianDeg = centralMeridianDeg;
        PlanarCrs = planarCrs;
        planar = planarCrs is null ? null : Projection.Of(planarCrs);
        if (planarCrs is null || planarCrs.IsPeriodic)
            Branch = new PlaneBranch(LatticeX(fromLongitudeDeg), LatticeX(180) - LatticeX(-180));
    }

    /// <summary>lambda0, degrees east of Greenwich; 0 and without meaning for a planar run.</summary>
    public double CentralMeridianDeg { get; }

    /// <summary>Where the turn of longitudes that the run lies in begins, degrees.</summary>
    public double FromLongitudeDeg { get; }

    /// <summary>That turn on the lattice; null for a plane that does not repeat itself every 360 degrees.</summary>
    internal PlaneBranch? Branch { get; }

    /// <summary>The CRS of a planar run; null for the equal-area plane.</summary>
    public Crs? PlanarCrs { get; }

    /// <summary>What lies between two vertices.</summary>
    public EdgeModel Edges { get; }

    /// <summary>Gauss-Krueger CRS in which the survey's way steps the edges of layers that are in none; null when the policy names
    /// none.</summary>
    public Crs? SurveyCrs { get; }

    public static AreaPlane EqualArea(double centralMeridianDeg) => Math.Abs(centralMeridianDeg) <= 360
        ? new(centralMeridianDeg, null)
        : throw new ArgumentOutOfRangeException(nameof(centralMeridianDeg), centralMeridianDeg, "degrees of longitude");

    /// <summary>The same plane with other edges between the vertices than the layers' own.</summary>
    /// <param name="surveyCrs">For <see cref="EdgeModel.Survey"/>: plane of layers that are in no Gauss-Krueger CRS.</param>
    public static AreaPlane EqualArea(double centralMeridianDeg, EdgeModel edges, Crs? surveyCrs = null) =>
        new(EqualArea(centralMeridianDeg).CentralMeridianDeg, null, edges, surveyCrs);

    /// <summary>The equal-area plane about the whole degree nearest the middle of the run's longitudes, degrees.</summary>
    public static AreaPlane EqualAreaFor(double minLongitudeDeg, double maxLongitudeDeg) =>
        EqualArea(Math.Round((minLongitudeDeg + maxLongitudeDeg) / 2, MidpointRounding.AwayFromZero));

    /// <summary>The same plane with another turn of longitudes.</summary>
    public AreaPlane From(double longitudeDeg) =>
        longitudeDeg == FromLongitudeDeg ? this : new(CentralMeridianDeg, PlanarCrs, Edges, SurveyCrs, longitudeDeg);

    /// <summary>Areas as the named CRS's plane has them, distortion included: for comparison and benchmarks.</summary>
    /// <exception cref="UserErrorException">The CRS is geographic: areas would be square degrees.</exception>
    public static AreaPlane Planar(Crs crs) => crs.IsGeographic
        ? throw new UserErrorException(
            $"areas cannot be taken in \"{crs.Name}\": it is in degrees; name a projected CRS, or leave the area method at equal-area",
            $"不能在“{crs.Name}”中计算面积：其单位为度；请指定投影坐标系，或采用默认的等积方法")
        : new(0, crs);

    /// <summary>Longitude and latitude on CGCS2000 to the plane, metres; false outside the plane's domain.</summary>
    public bool ToPlane(double longitudeDeg, double latitudeDeg, out double xM, out double yM)
    {
        if (planar is not null)
        {
            bool inside = planar.Forward(longitudeDeg, latitudeDeg, out xM, out yM);
            xM *= PlanarCrs!.LinearUnitM;
            yM *= PlanarCrs.LinearUnitM;
            return inside;
        }

        xM = EqualAreaX(longitudeDeg);
        yM = EqualAreaY(Math.Sin(latitudeDeg * (Math.PI / 180)));
        return Math.Abs(latitudeDeg) <= 90;
    }

    /// <summary>Where a lattice point lies, for a finding: CGCS2000 degrees, or metres of the plane in a planar run.</summary>
    public FindingPlace Place(LatticePoint point)
    {
        double x = point.X / (double)LatticePoint.UnitsPerMetre, y = point.Y / (double)LatticePoint.UnitsPerMetre;
        if (planar is not null)
            return new FindingPlace(x, y);
        return new FindingPlace(
            CentralMeridianDeg + (x / A * (180 / Math.PI)),
            Math.Asin(Authalic.SinLatitude(2 * y / A)) * (180 / Math.PI));
    }

    /// <summary>Metres of ground in a metre of the plane to the east; to the north it is the inverse, so that areas stay. 1 in a planar
    /// run.</summary>
    /// <remarks>N cos(phi) / a. Widths are taken on the ground: at 37 degrees the plane draws 25 m from south to north as 20 m.</remarks>
    internal double GroundOfX(LatticePoint point)
    {
        if (planar is not null)
            return 1;
        (double sin, double cos) = Math.SinCos(Place(point).Y * (Math.PI / 180));
        return Math.Max(cos / Math.Sqrt(1 - (Ellipsoid.Cgcs2000.EccentricitySquared * sin * sin)), 1e-6);
    }

    /// <summary>For run.json and the report.</summary>
    public LocalText Describe() => PlanarCrs is { } crs
        ? new($"planar in {crs.Code ?? crs.Name}, distortion of that projection included", $"在 {crs.Code ?? crs.Name} 平面上计算，含该投影的变形")
        : new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"cylindrical equal-area plane of CGCS2000 (a = 6378137 m, 1/f = 298.257222101), central meridian {CentralMeridianDeg} "
                    + $"degrees; {DescribeEdges().En}"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"CGCS2000 椭球圆柱等积平面（a = 6378137 m，1/f = 298.257222101），中央经线 {CentralMeridianDeg} 度；{DescribeEdges().Zh}"));

    private LocalText DescribeEdges() => Edges switch
    {
        EdgeModel.Survey => new(
            "edges as the national land survey takes them: steps of 70 m in the Gauss-Krueger plane, latitude and longitude in seconds "
                + "to 6 decimals, its trapezoid formula between them",
            "边按国土调查方法：高斯平面上每 70 m 加点，经纬度以秒计取 6 位小数，其间用图斑椭球面积公式"),
        EdgeModel.Geodesic => new("edges as shortest lines on the ellipsoid", "边为椭球面上的大地线"),
        _ => new("edges straight in longitude and authalic northing", "边在经度与等积纵坐标上为直线"),
    };

    private long LatticeX(double longitudeDeg) =>
        ToPlane(longitudeDeg, 0, out double xM, out _)
            ? (long)Math.Round(xM * LatticePoint.UnitsPerMetre)
            : throw new ArgumentOutOfRangeException(nameof(longitudeDeg));

    internal double EqualAreaX(double longitudeDeg) => A * ((longitudeDeg - CentralMeridianDeg) * (Math.PI / 180));

    internal static double EqualAreaY(double sinLatitude) => 0.5 * A * Authalic.Q(sinLatitude);
}

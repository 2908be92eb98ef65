namespace ZoneComp.Plane;

/// <summary>Any CRS to the equal-area plane, with the shortest line on the ellipsoid between two vertices: the edges of PostGIS,
/// GeographicLib and ArcGIS's geodesic areas.</summary>
internal sealed class GeodesicProjector : LatticeProjector
{
    private const double EarthRadiusM = 6.37e6;

    private readonly Projection projection;
    private readonly GeographicShift? shift;
    private readonly AreaPlane plane;
    private readonly Geodesic geodesic = new(Ellipsoid.Cgcs2000);
    private readonly double toleranceM;

    public GeodesicProjector(Crs source, AreaPlane plane, DatumStep step, double toleranceM)
    {
        projection = Projection.Of(source);
        shift = step.Shift is { } parameters ? new GeographicShift(source.Ellipsoid, parameters, Ellipsoid.Cgcs2000) : null;
        this.plane = plane;
        this.toleranceM = toleranceM;
    }

    private protected override CoordinateProblem? ProjectRing(ReadOnlySpan<double> coordinates, List<LatticePoint> ring, bool isRing)
    {
        int start = ring.Count, count = coordinates.Length / 2;
        Vertex previous = default, first = default;
        for (int i = 0; i < count; i++)
        {
            double x = coordinates[2 * i], y = coordinates[(2 * i) + 1];
            if (!projection.Inverse(x, y, out double longitude, out double latitude))
                return Problem(
                    double.IsFinite(x) && double.IsFinite(y) ? CoordinateProblemKind.OutsideProjection : CoordinateProblemKind.NotFinite,
                    coordinates,
                    i);
            if (Math.Abs(latitude) > 90)
                return Problem(CoordinateProblemKind.LatitudeBeyondPole, coordinates, i);
            if (!(Math.Abs(longitude) <= 720))
                return Problem(CoordinateProblemKind.LongitudeBeyondTurn, coordinates, i);
            shift?.Apply(ref longitude, ref latitude);
            var vertex = new Vertex(longitude, latitude);
            if (i == 0)
            {
                first = vertex;
                ring.Add(OnLattice(vertex));
            }
            else if (Split(previous, vertex, ring, start) is { } problem)
            {
                return Problem(problem, coordinates, i);
            }

            previous = vertex;
        }

        return isRing && count > 1 && Split(previous, first, ring, start) is { } last ? Problem(last, coordinates, 0) : null;
    }

    private CoordinateProblemKind? Split(in Vertex from, in Vertex to, List<LatticePoint> ring, int start)
    {
        double dPhi = (to.LatitudeDeg - from.LatitudeDeg) * (Math.PI / 180),
            dLambda = (to.LongitudeDeg - from.LongitudeDeg) * (Math.PI / 180);
        if (Math.Abs(dLambda) >= Math.PI)
            return CoordinateProblemKind.EdgesTooLong; // the shortest line would go round the other side
        double nearPole = Math.Max(Math.Abs(from.LatitudeDeg), Math.Abs(to.LatitudeDeg)) * (Math.PI / 180);
        double nearEquator = Math.Min(Math.Abs(from.LatitudeDeg), Math.Abs(to.LatitudeDeg)) * (Math.PI / 180);
        double across = Math.Cos(nearEquator) * dLambda;
        double lengthM = EarthRadiusM * Math.Sqrt((dPhi * dPhi) + (across * across));
        double pieces = Math.Max(1, Math.Ceiling(lengthM * Math.Sqrt(BendBound(nearPole) / (8 * toleranceM))));
        if (!(pieces < 1e7) || !Fits(ring.Count - start + (long)pieces + (long)(lengthM / 1000)))
            return CoordinateProblemKind.EdgesTooLong;
        if (pieces > 1)
        {
            bool reversed = IsReversed(from.LongitudeDeg, from.LatitudeDeg, to.LongitudeDeg, to.LatitudeDeg);
            (Vertex a, Vertex b) = reversed ? (to, from) : (from, to);
            (double Longitude, double Latitude)[] between = geodesic.PointsBetween(
                a.LongitudeDeg, a.LatitudeDeg, b.LongitudeDeg, b.LatitudeDeg, (int)pieces);
            if (reversed)
                Array.Reverse(between);
            foreach ((double longitude, double latitude) in between)
                LatticeEdges.Append(ring, OnLattice(new Vertex(longitude, latitude)));
        }

        LatticeEdges.Append(ring, OnLattice(to));
        return null;
    }

    /// <summary>
    /// Second derivative of the plane's coordinates per metre squared along a shortest line, from above: it turns against the meridian by
    /// tan(phi)/R, x is stretched by 1/cos(phi)
    /// and y bends by sin(phi)/R; twice the sum, since between the ends the line may run nearer the pole.
    /// </summary>
    private static double BendBound(double absLatitude)
    {
        (double sin, double cos) = Math.SinCos(absLatitude);
        return 2 * ((sin / (cos * cos)) + 1) / EarthRadiusM;
    }

    private LatticePoint OnLattice(in Vertex vertex)
    {
        _ = plane.ToPlane(vertex.LongitudeDeg, vertex.LatitudeDeg, out double xM, out double yM);
        return Round(xM, yM);
    }

    private readonly record struct Vertex(double LongitudeDeg, double LatitudeDeg);
}

namespace ZoneComp.Plane;

/// <summary>Longitude and latitude to the equal-area plane: x is linear, only y bends, and by how much is known.</summary>
/// <remarks>
/// Along an edge straight in longitude and latitude y has the second derivative a (1 - e2) sin(phi) (1/W^2 - 4 e2 cos2(phi)/W^3), W = 1 -
/// e2 sin2(phi), per
/// radian squared: at most a sin|phi| (1 - e2)/(1 - e2)^2, below 1.007 a sin|phi|. A chord over dphi is off by at most an eighth of that
/// times dphi^2 in y, and
/// sideways by the part dx/length of it. 300 m at 45 degrees in latitude reach 1 mm.
/// </remarks>
internal sealed class GeographicProjector(Crs source, AreaPlane plane, double toleranceM) : LatticeProjector
{
    private readonly double unitDeg = source.AngularUnitDeg;
    private readonly double primeDeg = source.PrimeMeridianDeg;
    private readonly BalancedEdge balance = new();
    private readonly double bendM = Ellipsoid.Cgcs2000.SemiMajorM * 1.007 / 8;

    private protected override CoordinateProblem? ProjectRing(ReadOnlySpan<double> coordinates, List<LatticePoint> ring, bool isRing)
    {
        int start = ring.Count, count = coordinates.Length / 2;
        Vertex previous = default, first = default;
        for (int i = 0; i < count; i++)
        {
            double lon = (coordinates[2 * i] * unitDeg) + primeDeg, lat = coordinates[(2 * i) + 1] * unitDeg;
            if (!(Math.Abs(lat) <= 90 && Math.Abs(lon) <= 360))
                return Problem(KindOf(lon, lat), coordinates, i);
            Vertex vertex = At(lon, lat);
            if (i == 0)
            {
                first = vertex;
                ring.Add(Round(vertex.XM, vertex.YM));
            }
            else if (IsOverHalfTurn(previous.Lon - lon))
            {
                return Problem(CoordinateProblemKind.EdgeOverHalfTurn, coordinates, i);
            }
            else if (!IsPlain(previous, vertex) && !Split(previous, vertex, ring, start))
            {
                return Problem(CoordinateProblemKind.EdgesTooLong, coordinates, i);
            }
            else
            {
                LatticeEdges.Append(ring, Round(vertex.XM, vertex.YM));
            }

            previous = vertex;
        }

        if (isRing && count > 1)
        {
            if (IsOverHalfTurn(previous.Lon - first.Lon))
                return Problem(CoordinateProblemKind.EdgeOverHalfTurn, coordinates, 0);
            if (!IsPlain(previous, first) && !Split(previous, first, ring, start))
                return Problem(CoordinateProblemKind.EdgesTooLong, coordinates, 0);
            LatticeEdges.AppendBetween(ring, ring[^1], ring[start]);
        }

        return null;
    }

    private static CoordinateProblemKind KindOf(double lon, double lat) =>
        !double.IsFinite(lon) || !double.IsFinite(lat) ? CoordinateProblemKind.NotFinite
        : Math.Abs(lat) > 90 ? CoordinateProblemKind.LatitudeBeyondPole
        : CoordinateProblemKind.LongitudeBeyondTurn;

    private Vertex At(double lon, double lat)
    {
        double sin = Math.Sin(lat * (Math.PI / 180));
        return new Vertex(lon, lat, sin, plane.EqualAreaX(lon), AreaPlane.EqualAreaY(sin));
    }

    /// <summary>Whether nothing needs to be done inside the edge.</summary>
    private bool IsPlain(in Vertex from, in Vertex to)
    {
        double dPhi = (to.Lat - from.Lat) * (Math.PI / 180);
        return bendM * Math.Max(Math.Abs(from.Sin), Math.Abs(to.Sin)) * dPhi * dPhi <= 0.75 * toleranceM
            && BalancedEdge.IsShort(to.XM - from.XM, to.YM - from.YM);
    }

    /// <summary>Adds the points inside the edge; false when they would be too many.</summary>
    private bool Split(in Vertex from, in Vertex to, List<LatticePoint> ring, int start)
    {
        double dPhi = (to.Lat - from.Lat) * (Math.PI / 180);
        double offM = bendM * Math.Max(Math.Abs(from.Sin), Math.Abs(to.Sin)) * dPhi * dPhi;
        double dx = to.XM - from.XM, dy = to.YM - from.YM;
        double aside = offM <= 0.75 * toleranceM ? offM : offM * (Math.Abs(dx) / Math.Sqrt((dx * dx) + (dy * dy)));
        double pieces = BalancedEdge.Pieces(aside, toleranceM, dx, dy);
        if (!Fits(ring.Count - start + (3 * (long)Math.Min(pieces, 1e9)) + 3))
            return false;
        bool reversed = IsReversed(from.Lon, from.Lat, to.Lon, to.Lat);
        (Vertex a, Vertex b) = reversed ? (to, from) : (from, to);
        // y bends by the change of dy/dphi from end to end: a sixth of it times dx and dphi is twice the area between the curve and its
        // chord, and goes with the pieces squared.
        balance.Begin(a.XM, a.YM, Math.Abs(dx) * (reversed ? -dPhi : dPhi) * (Slope(b) - Slope(a)) / (6 * pieces * pieces), (long)pieces);
        for (int k = 1; k < pieces; k++)
        {
            double t = k / pieces;
            double sin = Math.Sin((a.Lat + ((b.Lat - a.Lat) * t)) * (Math.PI / 180));
            balance.Through(plane.EqualAreaX(a.Lon + ((b.Lon - a.Lon) * t)), AreaPlane.EqualAreaY(sin));
        }

        balance.End(b.XM, b.YM, reversed, ring);
        return true;
    }

    /// <summary>dy/dphi.</summary>
    private static double Slope(in Vertex at)
    {
        Ellipsoid ellipsoid = Ellipsoid.Cgcs2000;
        double w = 1 - (ellipsoid.EccentricitySquared * at.Sin * at.Sin);
        return ellipsoid.SemiMajorM * (1 - ellipsoid.EccentricitySquared) * Math.Sqrt(1 - (at.Sin * at.Sin)) / (w * w);
    }

    private readonly record struct Vertex(double Lon, double Lat, double Sin, double XM, double YM);
}

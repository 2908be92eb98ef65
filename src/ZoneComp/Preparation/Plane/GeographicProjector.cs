using ZoneComp.Model;
using ZoneComp.Preparation.CoordinateSystems;

namespace ZoneComp.Preparation.Plane;

/// <summary>Longitude and latitude to the equal-area plane: x is linear, only y bends, and by how much is known.</summary>
/// <remarks>
/// Along an edge straight in longitude and latitude y has the second derivative a (1 - e2) sin(phi) (1/W^2 - 4 e2 cos2(phi)/W^3), W = 1 - e2 sin2(phi), per
/// radian squared: at most a sin|phi| (1 - e2)/(1 - e2)^2, below 1.007 a sin|phi|. A chord over dphi is off by at most an eighth of that times dphi^2 in y, and
/// sideways by the part dx/length of it. 300 m at 45 degrees in latitude reach 1 mm.
/// </remarks>
internal sealed class GeographicProjector(Crs source, AreaPlane plane, double toleranceM) : LatticeProjector
{
    private readonly double unitDeg = source.AngularUnitDeg;
    private readonly double primeDeg = source.PrimeMeridianDeg;
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
            else if (!Split(previous, vertex, ring, start))
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
            if (!Split(previous, first, ring, start))
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
        return new Vertex(lon, lat, Math.Abs(sin), plane.EqualAreaX(lon), AreaPlane.EqualAreaY(sin));
    }

    /// <summary>Adds the points inside the edge; false when they would be too many.</summary>
    private bool Split(in Vertex from, in Vertex to, List<LatticePoint> ring, int start)
    {
        double dPhi = (to.Lat - from.Lat) * (Math.PI / 180);
        double offM = bendM * Math.Max(from.AbsSin, to.AbsSin) * dPhi * dPhi;
        double dx = Math.Abs(to.XM - from.XM), dy = Math.Abs(to.YM - from.YM);
        if (offM <= toleranceM && dx <= 1000 && dy <= 1000)
            return true;
        int pieces = 1;
        if (offM > toleranceM)
            pieces = Math.Max(1, (int)Math.Ceiling(Math.Sqrt(offM * (dx / Math.Sqrt((dx * dx) + (dy * dy))) / toleranceM)));
        if (!Fits(ring.Count - start + pieces + (long)((dx + dy) / 1000)))
            return false;
        bool reversed = IsReversed(from.Lon, from.Lat, to.Lon, to.Lat);
        (double lon0, double lat0, double lon1, double lat1) = reversed ? (to.Lon, to.Lat, from.Lon, from.Lat) : (from.Lon, from.Lat, to.Lon, to.Lat);
        for (int k = 1; k < pieces; k++)
        {
            double t = (double)(reversed ? pieces - k : k) / pieces;
            double sin = Math.Sin((lat0 + ((lat1 - lat0) * t)) * (Math.PI / 180));
            LatticeEdges.Append(ring, Round(plane.EqualAreaX(lon0 + ((lon1 - lon0) * t)), AreaPlane.EqualAreaY(sin)));
        }

        return true;
    }

    private readonly record struct Vertex(double Lon, double Lat, double AbsSin, double XM, double YM);
}

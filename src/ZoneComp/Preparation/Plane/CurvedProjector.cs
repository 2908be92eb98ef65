using ZoneComp.Model;
using ZoneComp.Preparation.CoordinateSystems;

namespace ZoneComp.Preparation.Plane;

/// <summary>Any CRS to any plane, through longitude and latitude; how an edge bends is measured along it.</summary>
/// <remarks>
/// Short edges are let through by a bound on the bend (below); a longer one is sampled at four steps in every 50 km, and the largest second difference,
/// sideways, with a fifth added, gives the number of even pieces: a chord over one piece is off by an eighth of the second derivative times the piece squared.
/// </remarks>
internal sealed class CurvedProjector : LatticeProjector
{
    private const double EarthRadiusM = 6.37e6;
    private const double SampledLengthM = 50000;

    private readonly Projection projection;
    private readonly GeographicShift? shift;
    private readonly AreaPlane plane;
    private readonly double toleranceM;
    private readonly double metresInUnit;
    private readonly double meridianDeg;
    private readonly bool isTransverse;

    public CurvedProjector(Crs source, AreaPlane plane, DatumStep step, double toleranceM)
    {
        projection = Projection.Of(source);
        shift = step.Shift is { } parameters ? new GeographicShift(source.Ellipsoid, parameters, Ellipsoid.Cgcs2000) : null;
        this.plane = plane;
        this.toleranceM = toleranceM;
        metresInUnit = source.IsGeographic ? source.AngularUnitDeg * (Math.PI / 180) * EarthRadiusM : source.LinearUnitM;
        meridianDeg = source.CentralMeridianDeg + source.PrimeMeridianDeg;
        isTransverse = source.Method == ProjectionMethod.TransverseMercator;
    }

    private protected override CoordinateProblem? ProjectRing(ReadOnlySpan<double> coordinates, List<LatticePoint> ring, bool isRing)
    {
        int start = ring.Count, count = coordinates.Length / 2;
        Vertex previous = default, first = default;
        for (int i = 0; i < count; i++)
        {
            Vertex vertex = new() { SourceX = coordinates[2 * i], SourceY = coordinates[(2 * i) + 1] };
            if (Locate(ref vertex) is { } kind)
                return Problem(kind, coordinates, i);
            if (i == 0)
            {
                first = vertex;
                ring.Add(Round(vertex.XM, vertex.YM));
            }
            else if (Split(previous, vertex, ring, start) is { } problem)
            {
                return Problem(problem, coordinates, i);
            }
            else
            {
                LatticeEdges.Append(ring, Round(vertex.XM, vertex.YM));
            }

            previous = vertex;
        }

        if (isRing && count > 1)
        {
            if (Split(previous, first, ring, start) is { } problem)
                return Problem(problem, coordinates, 0);
            LatticeEdges.AppendBetween(ring, ring[^1], ring[start]);
        }

        return null;
    }

    /// <summary>Finds the plane coordinates of a point given in the layer's CRS.</summary>
    private CoordinateProblemKind? Locate(ref Vertex vertex)
    {
        if (!projection.Inverse(vertex.SourceX, vertex.SourceY, out double lon, out double lat))
            return double.IsFinite(vertex.SourceX) && double.IsFinite(vertex.SourceY) ? CoordinateProblemKind.OutsideProjection : CoordinateProblemKind.NotFinite;
        if (Math.Abs(lat) > 90)
            return CoordinateProblemKind.LatitudeBeyondPole;
        if (!(Math.Abs(lon) <= 720))
            return CoordinateProblemKind.LongitudeBeyondTurn;
        if (isTransverse && Math.Abs(lon - meridianDeg) > LatticeLimits.MaxFromMeridianDeg)
            return CoordinateProblemKind.FarOutsideZone;
        shift?.Apply(ref lon, ref lat);
        vertex.AbsLatitudeDeg = Math.Abs(lat);
        if (!plane.ToPlane(lon, lat, out vertex.XM, out vertex.YM))
            return CoordinateProblemKind.OutsideProjection;
        return Math.Abs(vertex.XM) <= LatticeLimits.MaxPlaneM && Math.Abs(vertex.YM) <= LatticeLimits.MaxPlaneM ? null : CoordinateProblemKind.OutsideLattice;
    }

    private CoordinateProblemKind? Split(in Vertex from, in Vertex to, List<LatticePoint> ring, int start)
    {
        double dx = (to.SourceX - from.SourceX) * metresInUnit, dy = (to.SourceY - from.SourceY) * metresInUnit;
        double square = (dx * dx) + (dy * dy);
        if (square * BendBound(Math.Max(from.AbsLatitudeDeg, to.AbsLatitudeDeg)) <= 8 * toleranceM && square < 1e6)
            return null;
        bool reversed = IsReversed(from.SourceX, from.SourceY, to.SourceX, to.SourceY);
        (Vertex a, Vertex b) = reversed ? (to, from) : (from, to);
        if (PiecesOf(a, b, Math.Sqrt(square), out long pieces) is { } problem)
            return problem;
        if (!Fits(ring.Count - start + pieces + (long)((Math.Abs(to.XM - from.XM) + Math.Abs(to.YM - from.YM)) / 1000)))
            return CoordinateProblemKind.EdgesTooLong;
        for (long k = 1; k < pieces; k++)
        {
            Vertex inner = Between(a, b, (double)(reversed ? pieces - k : k) / pieces);
            if (Locate(ref inner) is { } kind)
                return kind;
            LatticeEdges.Append(ring, Round(inner.XM, inner.YM));
        }

        return null;
    }

    /// <summary>
    /// Second derivative of the plane's coordinates per metre squared along a straight line in the source, from above, for projections whose scale stays
    /// near 1: x = a lambda bends by tan(phi)/cos(phi)/R, y by at most sin(phi)/R; twice the sum and more is taken (a test samples it).
    /// </summary>
    private static double BendBound(double absLatitudeDeg)
    {
        (double sin, double cos) = Math.SinCos(absLatitudeDeg * (Math.PI / 180));
        return 2 * ((sin / (cos * cos)) + 1) / EarthRadiusM;
    }

    private CoordinateProblemKind? PiecesOf(in Vertex a, in Vertex b, double lengthM, out long pieces)
    {
        int stretches = (int)Math.Ceiling(Math.Min(lengthM, 1e8) / SampledLengthM);
        double worst = 0;
        pieces = 1;
        Span<Vertex> at = stackalloc Vertex[5];
        for (int stretch = 0; stretch < stretches; stretch++)
        {
            for (int sample = 0; sample < at.Length; sample++)
            {
                at[sample] = Between(a, b, (stretch + (sample / 4.0)) / stretches);
                if (Locate(ref at[sample]) is { } kind)
                    return kind;
            }

            double dx = at[4].XM - at[0].XM, dy = at[4].YM - at[0].YM, length = Math.Sqrt((dx * dx) + (dy * dy));
            for (int middle = 1; middle <= 3 && length > 0; middle++)
            {
                double bendX = at[middle - 1].XM - (2 * at[middle].XM) + at[middle + 1].XM;
                double bendY = at[middle - 1].YM - (2 * at[middle].YM) + at[middle + 1].YM;
                worst = Math.Max(worst, Math.Abs((dx * bendY) - (dy * bendX)) / length);
            }
        }

        // Second difference over a quarter stretch: off = worst 16 / 8 / n^2 for n pieces a stretch.
        pieces = (long)Math.Ceiling(Math.Sqrt(1.2 * 2 * worst / toleranceM)) * stretches;
        pieces = Math.Max(pieces, 1);
        return null;
    }

    /// <summary>The ends come out as they are: a + (b - a) t need not return b.</summary>
    private static Vertex Between(in Vertex a, in Vertex b, double t) => new()
    {
        SourceX = t >= 1 ? b.SourceX : a.SourceX + ((b.SourceX - a.SourceX) * t),
        SourceY = t >= 1 ? b.SourceY : a.SourceY + ((b.SourceY - a.SourceY) * t),
    };

    private struct Vertex
    {
        public double SourceX;
        public double SourceY;
        public double XM;
        public double YM;
        public double AbsLatitudeDeg;
    }
}

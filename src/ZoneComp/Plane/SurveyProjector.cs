namespace ZoneComp.Plane;

/// <summary>Brings rings to the lattice the survey's own way: every edge in equal steps of at most 70 m in a Gauss-Krueger plane, each
/// point in seconds to six decimals.</summary>
/// <remarks>
/// Between two such points the survey's trapezoid formula is the shoelace of the equal-area plane (docs/areas.md), so what the overlay
/// sums on this lattice is the survey's
/// figure, to the rounding of the lattice, for every region, zone and piece of either. A layer in another CRS comes into the plane that
/// the policy names, vertex by vertex.
/// </remarks>
internal sealed class SurveyProjector : LatticeProjector
{
    private const double StepM = 70;

    private readonly SurveyArea survey;
    private readonly AreaPlane plane;
    private readonly GeographicShift? shift;
    private readonly Projection? from, to;
    private readonly Crs gauss;

    public SurveyProjector(Crs source, AreaPlane plane, DatumStep step)
    {
        this.plane = plane;
        bool own = SurveyArea.Takes(source) || plane.SurveyCrs is null;
        gauss = own ? source : plane.SurveyCrs!;
        survey = new SurveyArea(gauss);
        GeographicShift? parameters = step.Shift is { } stated ? new GeographicShift(source.Ellipsoid, stated, Ellipsoid.Cgcs2000) : null;
        shift = parameters;
        if (own)
            return;
        (from, to) = (Projection.Of(source), Projection.Of(gauss));
    }

    private protected override CoordinateProblem? ProjectRing(ReadOnlySpan<double> coordinates, List<LatticePoint> ring, bool isRing)
    {
        int start = ring.Count, count = coordinates.Length / 2;
        (double X, double Y) previous = default, first = default;
        for (int i = 0; i < count; i++)
        {
            if (ToGauss(coordinates[2 * i], coordinates[(2 * i) + 1], out (double X, double Y) point) is { } outside)
                return Problem(outside, coordinates, i);
            if (i == 0)
            {
                first = point;
                if (ToLattice(point.X, point.Y, out LatticePoint at) is { } kind)
                    return Problem(kind, coordinates, i);
                ring.Add(at);
            }
            else if (Step(previous, point, ring, start) is { } kind)
            {
                return Problem(kind, coordinates, i);
            }

            previous = point;
        }

        return isRing && count > 1 && Step(previous, first, ring, start) is { } problem ? Problem(problem, coordinates, 0) : null;
    }

    /// <summary>Steps from the point before to this one, from the edge's smaller end whichever way it runs, so that shared borders stay
    /// shared.</summary>
    private CoordinateProblemKind? Step((double X, double Y) a, (double X, double Y) b, List<LatticePoint> ring, int start)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y, pieces = Math.Max(1, Math.Ceiling(Math.Sqrt((dx * dx) + (dy * dy)) / StepM));
        if (!(pieces < int.MaxValue) || !Fits(ring.Count - start + (long)pieces))
            return CoordinateProblemKind.EdgesTooLong;
        bool reversed = IsReversed(a.X, a.Y, b.X, b.Y);
        (double x0, double y0) = reversed ? b : a;
        (double x1, double y1) = reversed ? a : b;
        for (int k = 1; k <= pieces; k++)
        {
            double t = (reversed ? pieces - k : k) / pieces;
            (double x, double y) = t >= 1 ? (x1, y1) : t <= 0 ? (x0, y0) : (x0 + ((x1 - x0) * t), y0 + ((y1 - y0) * t));
            if (ToLattice(x, y, out LatticePoint at) is { } kind)
                return kind;
            LatticeEdges.Append(ring, at);
        }

        return null;
    }

    private CoordinateProblemKind? ToGauss(double x, double y, out (double X, double Y) point)
    {
        point = (x, y);
        if (!double.IsFinite(x) || !double.IsFinite(y))
            return CoordinateProblemKind.NotFinite;
        if (from is null || to is null)
            return null;
        if (!from.Inverse(x, y, out double longitude, out double latitude))
            return CoordinateProblemKind.OutsideProjection;
        if (Math.Abs(latitude) > 90)
            return CoordinateProblemKind.LatitudeBeyondPole;
        shift?.Apply(ref longitude, ref latitude);
        if (Math.Abs(longitude - gauss.CentralMeridianDeg) > LatticeLimits.MaxFromMeridianDeg)
            return CoordinateProblemKind.FarOutsideZone;
        return to.Forward(longitude, latitude, out point.X, out point.Y) ? null : CoordinateProblemKind.OutsideProjection;
    }

    private CoordinateProblemKind? ToLattice(double x, double y, out LatticePoint point)
    {
        point = default;
        (double latitudeSec, double longitudeSec) = survey.Seconds(x, y);
        double latitude = latitudeSec / 3600, longitude = longitudeSec / 3600;
        if (!(Math.Abs(latitude) <= 90))
            return CoordinateProblemKind.LatitudeBeyondPole;
        if (!(Math.Abs(longitude - gauss.CentralMeridianDeg) <= LatticeLimits.MaxFromMeridianDeg))
            return CoordinateProblemKind.FarOutsideZone;
        if (from is null)
            shift?.Apply(ref longitude, ref latitude);
        _ = plane.ToPlane(longitude, latitude, out double xM, out double yM);
        point = Round(xM, yM);
        return null;
    }
}

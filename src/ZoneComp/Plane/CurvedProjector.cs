using System.Runtime.CompilerServices;

namespace ZoneComp.Plane;

/// <summary>Any CRS to any plane, through longitude and latitude; how an edge bends is measured along it.</summary>
/// <remarks>
/// Short edges are let through by a bound on the bend (below); a longer one is sampled at its middle or at four steps in every 50 km, and
/// the largest second difference,
/// sideways, with a fifth added, gives the number of even pieces (<see cref="BalancedEdge"/>): a chord over one piece is off by an eighth
/// of the second derivative times the piece squared.
/// Points go through <see cref="PlanePatches"/>, ten times as fast as the formulas, where a patch holds.
/// </remarks>
internal sealed class CurvedProjector : LatticeProjector
{
    private const double EarthRadiusM = 6.37e6;
    private const double SampledLengthM = 50000;
    private const double MiddleLengthM = 2000;
    private const double PatchSideM = 16384;

    private readonly Projection projection;
    private readonly GeographicShift? shift;
    private readonly AreaPlane plane;
    private readonly double toleranceM;
    private readonly double metresInUnit;
    private readonly double meridianDeg;
    private readonly bool isTransverse;
    private readonly PlanePatches patches;
    private readonly bool isPeriodic;
    private readonly double halfTurnM;
    private double turnDeg;
    private readonly BalancedEdge balance = new();

    public CurvedProjector(Crs source, AreaPlane plane, DatumStep step, double toleranceM)
    {
        projection = Projection.Of(source);
        shift = step.Shift is { } parameters ? new GeographicShift(source.Ellipsoid, parameters, Ellipsoid.Cgcs2000) : null;
        this.plane = plane;
        this.toleranceM = toleranceM;
        metresInUnit = source.IsGeographic ? source.AngularUnitDeg * (Math.PI / 180) * EarthRadiusM : source.LinearUnitM;
        meridianDeg = source.CentralMeridianDeg + source.PrimeMeridianDeg;
        isTransverse = source.Method == ProjectionMethod.TransverseMercator;
        isPeriodic = source.IsPeriodic;
        halfTurnM = plane.Branch is { } branch ? branch.Turn / 2.0 / LatticePoint.UnitsPerMetre : double.PositiveInfinity;
        patches = new PlanePatches(PatchSideM / metresInUnit, (x, y) => ByFormula(x, y, out PlanePoint point) is null ? point : null);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override CoordinateProblem? ProjectRing(ReadOnlySpan<double> coordinates, List<LatticePoint> ring, bool isRing)
    {
        int start = ring.Count, count = coordinates.Length / 2;
        Vertex previous = default, first = default;
        turnDeg = plane.Branch is null ? TurnTo(plane.PlanarCrs!, coordinates) : 0;
        for (int i = 0; i < count; i++)
        {
            Vertex vertex = new() { SourceX = coordinates[2 * i], SourceY = coordinates[(2 * i) + 1] };
            if (Locate(ref vertex) is { } kind)
                return Problem(kind, coordinates, i);
            if (i == 0)
            {
                first = vertex;
                ring.Add(Round(vertex.Plane.XM, vertex.Plane.YM));
            }
            else if (!IsPlain(previous, vertex) && Split(previous, vertex, ring, start) is { } problem)
            {
                return Problem(problem, coordinates, i);
            }
            else
            {
                LatticeEdges.Append(ring, Round(vertex.Plane.XM, vertex.Plane.YM));
            }

            previous = vertex;
        }

        if (isRing && count > 1)
        {
            if (!IsPlain(previous, first) && Split(previous, first, ring, start) is { } problem)
                return Problem(problem, coordinates, 0);
            LatticeEdges.AppendBetween(ring, ring[^1], ring[start]);
        }

        return null;
    }

    /// <summary>Finds the plane coordinates of a point given in the layer's CRS.</summary>
    private CoordinateProblemKind? Locate(ref Vertex vertex) =>
        turnDeg == 0 && patches.TryLocate(vertex.SourceX, vertex.SourceY, out vertex.Plane)
            ? null
            : ByFormula(vertex.SourceX, vertex.SourceY, out vertex.Plane);

    private CoordinateProblemKind? ByFormula(double sourceX, double sourceY, out PlanePoint point)
    {
        point = default;
        if (!projection.Inverse(sourceX, sourceY, out double lon, out double lat))
            return double.IsFinite(sourceX) && double.IsFinite(sourceY)
                ? CoordinateProblemKind.OutsideProjection
                : CoordinateProblemKind.NotFinite;
        if (Math.Abs(lat) > 90)
            return CoordinateProblemKind.LatitudeBeyondPole;
        if (!(Math.Abs(lon) <= 720))
            return CoordinateProblemKind.LongitudeBeyondTurn;
        if (isTransverse && Math.Abs(lon - meridianDeg) > LatticeLimits.MaxFromMeridianDeg)
            return CoordinateProblemKind.FarOutsideZone;
        shift?.Apply(ref lon, ref lat);
        lon += turnDeg;
        if (!plane.ToPlane(lon, lat, out double xM, out double yM))
            return CoordinateProblemKind.OutsideProjection;
        point = new PlanePoint(xM, yM, BendBound(lat));
        return Math.Abs(xM) <= LatticeLimits.MaxPlaneM && Math.Abs(yM) <= LatticeLimits.MaxPlaneM
            ? null
            : CoordinateProblemKind.OutsideLattice;
    }

    /// <summary>The whole turns that bring a ring to the named plane's own side of the globe, degrees: seldom any.</summary>
    private double TurnTo(Crs planar, ReadOnlySpan<double> coordinates)
    {
        double meridian = planar.CentralMeridianDeg + planar.PrimeMeridianDeg;
        if (coordinates.IsEmpty
            || !projection.Inverse(coordinates[0], coordinates[1], out double first, out _)
            || !(Math.Abs(first - meridian) > 180))
            return 0;
        double from = first, to = first;
        for (int at = 2; at + 1 < coordinates.Length; at += 2)
        {
            if (projection.Inverse(coordinates[at], coordinates[at + 1], out double longitude, out _))
                (from, to) = (Math.Min(from, longitude), Math.Max(to, longitude));
        }

        return -360 * Math.Round((((from + to) / 2) - meridian) / 360);
    }

    /// <summary>A plane of its own side only, such as a conic's, leaps by nearly a turn at its far meridian; a whole turn is the border of
    /// a map of the world.</summary>
    private bool Leaps(double differenceM) =>
        Math.Abs(differenceM) > halfTurnM && !(isPeriodic && Math.Abs(differenceM) > (2 * halfTurnM) - 0.001);

    /// <summary>Whether nothing needs to be done inside the edge, as in most; apart from <see cref="Split"/>, whose frame costs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsPlain(in Vertex from, in Vertex to)
    {
        double dx = (to.SourceX - from.SourceX) * metresInUnit, dy = (to.SourceY - from.SourceY) * metresInUnit;
        return ((dx * dx) + (dy * dy)) * Math.Max(from.Plane.Bend, to.Plane.Bend) <= 6 * toleranceM
            && BalancedEdge.IsShort(to.Plane.XM - from.Plane.XM, to.Plane.YM - from.Plane.YM);
    }

    private CoordinateProblemKind? Split(in Vertex from, in Vertex to, List<LatticePoint> ring, int start)
    {
        if (Leaps(to.Plane.XM - from.Plane.XM))
            return CoordinateProblemKind.EdgeOverHalfTurn;
        double dx = (to.SourceX - from.SourceX) * metresInUnit, dy = (to.SourceY - from.SourceY) * metresInUnit;
        double square = (dx * dx) + (dy * dy), dxM = to.Plane.XM - from.Plane.XM, dyM = to.Plane.YM - from.Plane.YM;
        bool reversed = IsReversed(from.SourceX, from.SourceY, to.SourceX, to.SourceY);
        (Vertex a, Vertex b) = reversed ? (to, from) : (from, to);
        if (MeasureBend(a, b, Math.Sqrt(square), out double offM, out double bendM2) is { } problem)
            return problem;
        double pieces = BalancedEdge.Pieces(offM, toleranceM, dxM, dyM);
        if (!Fits(ring.Count - start + (3 * (long)Math.Min(pieces, 1e9)) + 3))
            return CoordinateProblemKind.EdgesTooLong;
        balance.Begin(a.Plane.XM, a.Plane.YM, bendM2 / (pieces * pieces), (long)pieces);
        for (long k = 1; k < pieces; k++)
        {
            Vertex inner = Between(a, b, k / pieces);
            if (Locate(ref inner) is { } kind)
                return kind;
            balance.Through(inner.Plane.XM, inner.Plane.YM);
        }

        balance.End(b.Plane.XM, b.Plane.YM, reversed, ring);
        return null;
    }

    /// <summary>
    /// Second derivative of the plane's coordinates per metre squared along a straight line in the source, from above, for projections
    /// whose scale stays
    /// near 1: x = a lambda bends by tan(phi)/cos(phi)/R, y by at most sin(phi)/R; twice the sum and more is taken (a test samples it).
    /// </summary>
    private static double BendBound(double latitudeDeg)
    {
        (double sin, double cos) = Math.SinCos(Math.Abs(latitudeDeg) * (Math.PI / 180));
        return 2 * ((sin / (cos * cos)) + 1) / EarthRadiusM;
    }

    /// <param name="offM">How far the chord of the whole edge is off, from above.</param>
    /// <param name="bendM2">Twice the area between the curve and its chord, as far as it goes with the number of even pieces
    /// squared.</param>
    private CoordinateProblemKind? MeasureBend(in Vertex a, in Vertex b, double lengthM, out double offM, out double bendM2)
    {
        double stretches = Math.Ceiling(Math.Min(lengthM, 1e8) / SampledLengthM), worst = 0;
        (offM, bendM2) = (0, 0);
        Span<PlanePoint> at = stackalloc PlanePoint[5];
        int step = lengthM < MiddleLengthM ? 2 : 1; // the middle alone tells all of a short one
        for (int stretch = 0; stretch < stretches; stretch++)
        {
            for (int sample = 0; sample < at.Length; sample += step)
            {
                Vertex vertex = Between(a, b, (stretch + (sample / 4.0)) / stretches);
                if (sample == 0 && stretch == 0)
                    vertex = a;
                else if (sample == 4 && stretch == stretches - 1)
                    vertex = b;
                else if (Locate(ref vertex) is { } kind)
                    return kind;
                at[sample] = vertex.Plane;
            }

            double length = Math.Sqrt(Square(at[4].XM - at[0].XM) + Square(at[4].YM - at[0].YM));
            for (int middle = step; middle <= 4 - step && length > 0; middle++)
            {
                double bendX = at[middle - step].XM - (2 * at[middle].XM) + at[middle + step].XM;
                double bendY = at[middle - step].YM - (2 * at[middle].YM) + at[middle + step].YM;
                worst = Math.Max(
                    worst,
                    Math.Abs(((at[4].XM - at[0].XM) * bendY) - ((at[4].YM - at[0].YM) * bendX)) / length / (step * step));
            }

            // A chord leaves twice 4/3 of the triangle on it; two or four of them a quarter, a sixteenth.
            bendM2 += step == 2
                ? 4 / 3.0 * Triangle2(at[0], at[2], at[4])
                : 16 / 3.0 * (Triangle2(at[0], at[1], at[2]) + Triangle2(at[2], at[3], at[4]));
        }

        // Second difference over a quarter stretch: off = worst 16 / 8 for a stretch in one piece, a fifth more for what lies between the
        // samples.
        offM = 1.2 * 2 * worst * stretches * stretches;
        bendM2 *= stretches * stretches;
        return null;
    }

    private static double Square(double number) => number * number;

    /// <summary>Twice the area of a triangle; below zero where the middle point lies on the left.</summary>
    private static double Triangle2(in PlanePoint a, in PlanePoint middle, in PlanePoint b) =>
        ((middle.XM - a.XM) * (b.YM - a.YM)) - ((middle.YM - a.YM) * (b.XM - a.XM));

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
        public PlanePoint Plane;
    }
}

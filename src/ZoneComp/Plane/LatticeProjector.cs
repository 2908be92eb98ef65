namespace ZoneComp.Plane;

/// <summary>Brings rings from a layer's CRS to the run's lattice: 1 mm in the area plane, edges split so that they stay where they
/// were.</summary>
/// <remarks>
/// An edge that is straight in the layer's CRS is a curve in the plane; it is split, evenly along the edge, so finely that no point of it
/// moves
/// sideways by more than the tolerance and a lattice unit or two; and again where it is longer than 2^20 lattice units. From 2^16 units on
/// the points inside
/// an edge are put where they keep the area beside it (<see cref="BalancedEdge"/>). All splits are computed from the edge's smaller end:
/// the same points whichever way the edge runs, so a border that
/// two polygons of one layer share stays shared to the bit. Not thread-safe: one projector per thread.
/// </remarks>
public abstract class LatticeProjector
{
    /// <summary>
    /// Points that a feature may grow by, besides 400 per point of its own: a file cannot ask for memory without end. A box round the
    /// earth takes 0.7 million.
    /// </summary>
    private const long FreePoints = 1_000_000;

    private long budget = FreePoints;

    /// <param name="source">The layer's CRS.</param>
    /// <param name="step">Its datum step, from <see cref="DatumStep.Decide"/>.</param>
    /// <param name="toleranceM">Farthest that a point of an edge may move sideways, metres; above zero. The survey's steps know
    /// none.</param>
    /// <exception cref="UserErrorException">The survey's way is asked for, and neither the layer nor the policy is in a Gauss-Krueger
    /// plane that it has constants for.</exception>
    public static LatticeProjector Create(Crs source, AreaPlane plane, DatumStep step, double toleranceM = 0.001)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(toleranceM);
        if (plane.Edges == EdgeModel.Survey)
            return new SurveyProjector(source, plane, step);
        if (plane.Edges == EdgeModel.Geodesic)
            return new GeodesicProjector(source, plane, step, toleranceM);
        if (plane.PlanarCrs is { } planar && step.Shift is null && planar.HasSameFormulaAs(source))
            return new SamePlaneProjector(source);
        if (plane.PlanarCrs is null && source.IsGeographic && step.Shift is null)
            return new GeographicProjector(source, plane, toleranceM);
        return new CurvedProjector(source, plane, step, toleranceM);
    }

    /// <summary>Forgets what earlier features grew by: a feature comes out the same whichever come before it.</summary>
    internal void BeginFeature() => budget = FreePoints;

    /// <summary>Projects one ring or line and appends its points to <paramref name="ring"/>; the turn of longitudes is the layer's own
    /// (<see cref="PlaneBranch"/>).</summary>
    /// <param name="coordinates">x and y in turn, as in a <see cref="FeatureShape"/>.</param>
    /// <param name="ring">Gets the points: the last equals the first where the input's do; two equal points in a row become one.</param>
    /// <param name="part">Index of the ring in its feature, for the problem.</param>
    /// <param name="isRing">Whether the edge from the last point back to the first belongs to it (and is split) where the input does not
    /// repeat the point.</param>
    /// <returns>null when all went well; else the first problem, and <paramref name="ring"/> is as it was.</returns>
    public CoordinateProblem? Project(ReadOnlySpan<double> coordinates, List<LatticePoint> ring, int part = 0, bool isRing = true)
    {
        if (coordinates.Length % 2 != 0)
            throw new ArgumentException("x and y in turn: an even number is expected", nameof(coordinates));
        int before = ring.Count;
        budget += 200L * coordinates.Length;
        if (ProjectRing(coordinates, ring, isRing) is not { } problem)
        {
            budget -= ring.Count - before;
            return null;
        }

        ring.RemoveRange(before, ring.Count - before);
        return problem with { Part = part };
    }

    /// <summary>Place of the first of these coordinates that can be brought to the lattice; null where none can.</summary>
    internal FindingPlace? FirstPlace(ReadOnlySpan<double> coordinates, AreaPlane plane)
    {
        var found = new List<LatticePoint>();
        for (int at = 0; at + 1 < coordinates.Length; at += 2)
        {
            if (Project(coordinates.Slice(at, 2), found, isRing: false) is null)
                return plane.Place(found[0]);
        }

        return null;
    }

    private protected abstract CoordinateProblem? ProjectRing(ReadOnlySpan<double> coordinates, List<LatticePoint> ring, bool isRing);

    /// <summary>Whether <paramref name="count"/> more points fit what the layer may grow by.</summary>
    private protected bool Fits(long count) => count <= budget;

    /// <summary>The nearest lattice point; the plane's limits were checked.</summary>
    private protected static LatticePoint Round(double xM, double yM) =>
        unchecked(new((long)Math.Round(xM * LatticePoint.UnitsPerMetre), (long)Math.Round(yM * LatticePoint.UnitsPerMetre)));

    private protected static CoordinateProblem Problem(CoordinateProblemKind kind, ReadOnlySpan<double> coordinates, int point) =>
        new(kind, 0, point, coordinates[2 * point], coordinates[(2 * point) + 1]);

    /// <summary>
    /// Whether an edge over these degrees of longitude can hardly be meant: from 179 to -179 the way across 180 degrees is. A whole turn
    /// is the border of a map
    /// of the world.
    /// </summary>
    private protected static bool IsOverHalfTurn(double degrees) => Math.Abs(degrees) is > 180 and < 360 - 1e-9;

    /// <summary>The order of an edge's ends that all splits start from.</summary>
    internal static bool IsReversed(double x0, double y0, double x1, double y1) => x1 < x0 || (x1 == x0 && y1 < y0);
}

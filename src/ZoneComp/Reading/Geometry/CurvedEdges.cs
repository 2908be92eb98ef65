namespace ZoneComp.Reading.Geometry;

/// <summary>Edges that are shortest lines on a sphere or an ellipsoid, made of pieces that are straight in longitude and latitude, which
/// is what the other formats' edges are.</summary>
/// <remarks>No piece leaves its line by more than <see cref="ToleranceM"/>; the points do not depend on the direction in which an edge is
/// run through, so neighbours keep theirs.</remarks>
internal sealed class CurvedEdges
{
    public const double ToleranceM = 0.01;

    private const double EarthRadiusM = 6.37e6;
    private const double Radians = Math.PI / 180;
    private const int MostPieces = 1 << 20;

    private readonly Geodesic lines;
    private readonly List<double> points = [];

    private CurvedEdges(Ellipsoid ellipsoid, bool onSphere)
    {
        OnSphere = onSphere;
        lines = new Geodesic(onSphere ? new Ellipsoid(ellipsoid.SemiMajorM, 0) : ellipsoid);
    }

    /// <summary>Great circles, latitude taken as the sphere's; else lines on the ellipsoid of the layer's CRS.</summary>
    public bool OnSphere { get; }

    /// <summary>The edges that GeoParquet and Parquet's GEOGRAPHY name; null for a name that is not theirs. The four algorithms approach
    /// one and the same line.</summary>
    public static CurvedEdges? Of(string edges, Ellipsoid ellipsoid) => edges switch
    {
        "spherical" => new CurvedEdges(ellipsoid, onSphere: true),
        "vincenty" or "thomas" or "andoyer" or "karney" => new CurvedEdges(ellipsoid, onSphere: false),
        _ => null,
    };

    /// <summary>Puts the points into the shape's edges, degrees; longitudes go on beyond 180 degrees where an edge does.</summary>
    public GeometryOutcome Split(FeatureShape shape)
    {
        if (shape.Kind is not (GeometryKind.Polygon or GeometryKind.Line))
            return GeometryOutcome.Fine;
        GeometryKind kind = shape.Kind;
        var parts = new List<double[]>(shape.PartCount);
        for (int part = 0; part < shape.PartCount; part++)
        {
            ReadOnlySpan<double> given = shape.Part(part);
            bool isShell = Rings.TwiceArea(given) >= 0;
            if (Split(given) is { } problem)
                return GeometryOutcome.Damaged(problem) with { At = shape.FirstPoint() };
            double[] split = [.. points];
            if (kind == GeometryKind.Polygon)
                Rings.Turn(split, isShell);
            parts.Add(split);
        }

        shape.Clear();
        shape.Kind = kind;
        foreach (double[] part in parts)
            part.CopyTo(shape.AddPart(part.Length / 2));
        return GeometryOutcome.Fine;
    }

    private string? Split(ReadOnlySpan<double> part)
    {
        points.Clear();
        points.Add(part[0]);
        points.Add(part[1]);
        for (int at = 2; at < part.Length; at += 2)
        {
            double x0 = points[^2], y0 = points[^1], y1 = part[at + 1];
            double x1 = part[at] + (360 * Math.Round((x0 - part[at]) / 360)), turned = x1 - x0; // the shorter way round
            if (Math.Abs(y0) > 90 || Math.Abs(y1) > 90)
                return "latitude beyond the pole on an edge that is a shortest line";
            if (Math.Abs(turned) > 180 - 1e-9)
                return "an edge of half a turn: its shortest line is not determined, or runs over the pole";
            if (!IsStraight(turned, y0, y1) && Between(x0, y0, x1, y1) is { } problem)
                return problem;
            points.Add(x1);
            points.Add(y1);
        }

        bool closed = part[0] == part[^2] && part[1] == part[^1];
        return closed && points[^2] != points[0] ? "a ring round a pole, whose edges are shortest lines: cut it at 180 degrees" : null;
    }

    /// <summary>
    /// Per metre squared a shortest line bends in longitude and latitude by tan(latitude)/R at most, its longitude likewise: over a length
    /// L it leaves the straight one by
    /// L^2 tan/(8 R) times the root of 2. Taken four times, since between the ends it may run nearer the pole; beyond 85 degrees it is
    /// always looked at.
    /// </summary>
    private static bool IsStraight(double turned, double latitude0, double latitude1)
    {
        double highest = Math.Max(Math.Abs(latitude0), Math.Abs(latitude1)), lowest = Math.Min(Math.Abs(latitude0), Math.Abs(latitude1));
        double across = turned * Radians * Math.Cos(lowest * Radians), up = (latitude1 - latitude0) * Radians;
        double squared = EarthRadiusM * ((across * across) + (up * up));
        return turned == 0
            || (highest < 85
                && Math.Sqrt(squared * EarthRadiusM) < 20_000
                && squared * Math.Tan(highest * Radians) * (4 * 1.42 / 8) < ToleranceM);
    }

    /// <summary>Halves the pieces until no middle lies farther off than the tolerance; from four on, as a line that bends both ways may
    /// have its middle on the straight one.</summary>
    private string? Between(double x0, double y0, double x1, double y1)
    {
        bool reversed = LatticeProjector.IsReversed(x0, y0, x1, y1);
        if (reversed)
            (x0, y0, x1, y1) = (x1, y1, x0, y0);
        for (int pieces = 4; pieces <= MostPieces; pieces *= 2)
        {
            (double X, double Y)[] finer = [(x0, y0), .. lines.PointsBetween(x0, y0, x1, y1, 2 * pieces), (x1, y1)];
            if (!AreNear(finer))
                continue;
            for (int k = 1; k < pieces; k++)
            {
                (double x, double y) = finer[2 * (reversed ? pieces - k : k)];
                points.Add(x);
                points.Add(y);
            }

            return null;
        }

        return "an edge that passes too near a pole to be followed";
    }

    private static bool AreNear((double X, double Y)[] finer)
    {
        for (int k = 1; k < finer.Length; k += 2)
        {
            double across = (finer[k].X - ((finer[k - 1].X + finer[k + 1].X) / 2)) * Math.Cos(finer[k].Y * Radians);
            double up = finer[k].Y - ((finer[k - 1].Y + finer[k + 1].Y) / 2);
            if (Math.Sqrt((across * across) + (up * up)) * Radians * EarthRadiusM > ToleranceM)
                return false;
        }

        return true;
    }
}

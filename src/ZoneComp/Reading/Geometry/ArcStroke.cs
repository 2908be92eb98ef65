namespace ZoneComp.Reading.Geometry;

/// <summary>Turns circular strings (ISO 19125, arcs through three points each) into straight edges of a quarter of a degree that keep the
/// arcs' area.</summary>
/// <remarks>
/// The points inside an arc lie a little outside it, at the one radius for which the fan of triangles is as large as the sector: n chords
/// of angle d, radii r at
/// both ends and s between, give (n - 2) s² + 2 r s = n r² d / sin d, twice the area over sin d. What the stroked line leaves on one side
/// and takes on the other is
/// at most 0.26 of the sagitta r d²/8 along its length: L r d²/31. Three points in a line are an edge.
/// </remarks>
internal static class ArcStroke
{
    private const double StepRad = Math.PI / 720;

    /// <summary>Goes on from what a curve has so far with a line string or a string of arcs.</summary>
    /// <param name="points">x and y in turn.</param>
    /// <param name="off">Gets added the ground between the arcs and what is read of them, square units of the layer.</param>
    public static GeometryOutcome GoOn(ReadOnlySpan<double> points, bool areArcs, List<double> line, ref double off)
    {
        if (points.IsEmpty)
            return GeometryOutcome.Fine;
        int count = points.Length / 2;
        if (areArcs && (count < 3 || count % 2 == 0))
            return GeometryOutcome.Damaged(
                System.FormattableString.Invariant($"a circular string of {count} points; expected an odd number, three or more"));
        if (!Rings.AreUsable(points))
            return GeometryOutcome.Coordinate;
        if (line.Count == 0 || line[^2] != points[0] || line[^1] != points[1])
            line.AddRange(points[..2]);
        if (!areArcs)
            line.AddRange(points[2..]);
        for (int at = 0; areArcs && at + 5 < points.Length; at += 4)
            off += AppendArc(points.Slice(at, 6), line);
        return GeometryOutcome.Fine;
    }

    private static double AppendArc(ReadOnlySpan<double> arc, List<double> line)
    {
        (double x0, double y0, double x1, double y1, double x2, double y2) = (arc[0], arc[1], arc[2], arc[3], arc[4], arc[5]);
        // From the smaller end, so that two features that share the arc share its points.
        bool reversed = x2 < x0 || (x2 == x0 && y2 < y0);
        if (reversed)
            (x0, y0, x2, y2) = (x2, y2, x0, y0);
        double ax = x1 - x0, ay = y1 - y0, bx = x2 - x0, by = y2 - y0, cross = (ax * by) - (ay * bx);
        double cx, cy, sweep;
        if (x0 == x2 && y0 == y2)
        {
            (cx, cy, sweep) = (ax / 2, ay / 2, 2 * Math.PI); // a whole circle: the second point lies opposite
        }
        else if (Math.Abs(cross) <= 1e-12 * ((ax * ax) + (ay * ay) + (bx * bx) + (by * by)))
        {
            AppendPoint(line, arc[2], arc[3]);
            AppendPoint(line, arc[4], arc[5]);
            return 0;
        }
        else
        {
            double a2 = (ax * ax) + (ay * ay), b2 = (bx * bx) + (by * by);
            (cx, cy) = (((by * a2) - (ay * b2)) / (2 * cross), ((ax * b2) - (bx * a2)) / (2 * cross));
            sweep = Math.Atan2(by - cy, bx - cx) - Math.Atan2(-cy, -cx);
            sweep += cross > 0 ? (sweep < 0 ? 2 * Math.PI : 0) : sweep > 0 ? -2 * Math.PI : 0;
        }

        double r = Math.Sqrt((cx * cx) + (cy * cy)), from = Math.Atan2(-cy, -cx);
        int n = Math.Max(3, (int)Math.Ceiling(Math.Abs(sweep) / StepRad));
        double d = Math.Abs(sweep) / n, target = n * d / Math.Sin(d);
        double s = r * (-1 + Math.Sqrt(1 + ((n - 2) * target))) / (n - 2);
        for (int k = 1; k <= n; k++)
        {
            if (k == n)
            {
                AppendPoint(line, arc[4], arc[5]);
                break;
            }

            double angle = from + (sweep * (reversed ? n - k : k) / n);
            AppendPoint(line, x0 + cx + (s * Math.Cos(angle)), y0 + cy + (s * Math.Sin(angle)));
        }

        return r * Math.Abs(sweep) * r * d * d / 31;
    }

    private static void AppendPoint(List<double> line, double x, double y)
    {
        line.Add(x);
        line.Add(y);
    }
}

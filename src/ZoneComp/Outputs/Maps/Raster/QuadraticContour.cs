namespace ZoneComp.Outputs.Maps.Raster;

/// <summary>A TrueType contour, whose points lie on the curve or pull at it, as a polygon.</summary>
internal static class QuadraticContour
{
    /// <summary>Straight pieces per curve: a letter of 45 px then strays from its curve by less than 0.1 px.</summary>
    private const int Pieces = 6;

    public static List<(double X, double Y)> Flatten(IReadOnlyList<((double X, double Y) At, bool OnCurve)> points)
    {
        List<(double X, double Y)> polygon = [];
        if (points.Count < 2)
            return polygon;
        int count = points.Count;
        // Between two points off the curve lies one on it, half-way.
        (double X, double Y) start = points[0].OnCurve
            ? points[0].At
            : points[^1].OnCurve ? points[^1].At : Middle(points[0].At, points[^1].At);
        (double X, double Y) from = start;
        polygon.Add(start);
        for (int index = points[0].OnCurve ? 1 : 0; index < count; index++)
        {
            ((double X, double Y) at, bool onCurve) = points[index];
            if (onCurve)
            {
                polygon.Add(at);
                from = at;
                continue;
            }

            bool isLast = index == count - 1;
            (double X, double Y) to = isLast ? start : points[index + 1].OnCurve ? points[index + 1].At : Middle(at, points[index + 1].At);
            for (int piece = 1; piece <= Pieces; piece++)
            {
                double t = (double)piece / Pieces, s = 1 - t;
                polygon.Add(
                    ((s * s * from.X) + (2 * s * t * at.X) + (t * t * to.X), (s * s * from.Y) + (2 * s * t * at.Y) + (t * t * to.Y)));
            }

            from = to;
        }

        return polygon;
    }

    private static (double X, double Y) Middle((double X, double Y) a, (double X, double Y) b) => ((a.X + b.X) / 2, (a.Y + b.Y) / 2);
}

namespace ZoneComp.Outputs.Maps;

/// <summary>A place of a page where the regions are drawn: the map, an inset of it, one of several small maps.</summary>
/// <param name="Left">Of the shapes' grid, px; so are <paramref name="Top"/> and, px per grid unit, <paramref name="Scale"/>.</param>
/// <param name="Clip">What of the page it takes; null where nothing lies beyond it.</param>
internal sealed record MapFrame(double Left, double Top, double Scale, MapBox? Clip)
{
    /// <summary>What lies around the regions, behind them; null for nothing.</summary>
    public NeighbourGround? Around { get; init; }

    public (double X, double Y) At((int X, int Y) point) => (Left + (point.X * Scale), Top + (point.Y * Scale));
}

/// <summary>A rectangle of a page, px.</summary>
internal readonly record struct MapBox(double X, double Y, double Width, double Height)
{
    public bool Holds((double X, double Y) point) =>
        point.X >= X && point.X <= X + Width && point.Y >= Y && point.Y <= Y + Height;

    public MapBox Grown(double across, double upright) =>
        new(X - across, Y - upright, Width + (2 * across), Height + (2 * upright));

    public MapBox Times(double scale) => new(X * scale, Y * scale, Width * scale, Height * scale);

    /// <summary>The part of a line that lies inside; null for none.</summary>
    /// <remarks>Liang and Barsky, A New Concept and Method for Line Clipping, 1984.</remarks>
    public ((double X, double Y) From, (double X, double Y) To)? Cut((double X, double Y) from, (double X, double Y) to)
    {
        double start = 0, end = 1, dx = to.X - from.X, dy = to.Y - from.Y;
        foreach ((double step, double room) in (ReadOnlySpan<(double, double)>)
            [(-dx, from.X - X), (dx, X + Width - from.X), (-dy, from.Y - Y), (dy, Y + Height - from.Y)])
        {
            if (step == 0 && room < 0)
                return null;
            if (step < 0)
                start = Math.Max(start, room / step);
            else if (step > 0)
                end = Math.Min(end, room / step);
        }

        return start > end ? null : ((from.X + (start * dx), from.Y + (start * dy)), (from.X + (end * dx), from.Y + (end * dy)));
    }

    /// <summary>The part of a ring's inside that lies in the box; what is cut off leaves edges along its sides.</summary>
    /// <remarks>Sutherland and Hodgman, Reentrant Polygon Clipping, 1974.</remarks>
    public IReadOnlyList<(double X, double Y)> CutRing(IReadOnlyList<(double X, double Y)> ring)
    {
        (double west, double north, double east, double south) = (X, Y, X + Width, Y + Height);
        List<(double X, double Y)> cut = [.. ring];
        cut = Cut(cut, point => point.X - west);
        cut = Cut(cut, point => east - point.X);
        cut = Cut(cut, point => point.Y - north);
        return Cut(cut, point => south - point.Y);

        static List<(double X, double Y)> Cut(List<(double X, double Y)> points, Func<(double X, double Y), double> inside)
        {
            List<(double X, double Y)> kept = [];
            for (int index = 0; index < points.Count; index++)
            {
                (double X, double Y) one = points[index], other = points[index + 1 == points.Count ? 0 : index + 1];
                double here = inside(one), there = inside(other);
                if (here >= 0)
                    kept.Add(one);
                if ((here >= 0) != (there >= 0))
                {
                    double part = here / (here - there);
                    kept.Add((one.X + (part * (other.X - one.X)), one.Y + (part * (other.Y - one.Y))));
                }
            }

            return kept;
        }
    }

    public ShapeMark Outline(string colour, double width) => ShapeMark.Box(X, Y, Width, Height, ShapeMark.NoFill, colour, width);
}

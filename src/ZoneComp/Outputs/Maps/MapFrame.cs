namespace ZoneComp.Outputs.Maps;

/// <summary>A place of a page where the regions are drawn: the map, an inset of it, one of several small maps.</summary>
/// <param name="Left">Of the shapes' grid, px; so are <paramref name="Top"/> and, px per grid unit, <paramref name="Scale"/>.</param>
/// <param name="Clip">What of the page it takes; null where nothing lies beyond it.</param>
internal sealed record MapFrame(double Left, double Top, double Scale, MapBox? Clip)
{
    public (double X, double Y) At((int X, int Y) point) => (Left + (point.X * Scale), Top + (point.Y * Scale));
}

/// <summary>A rectangle of a page, px.</summary>
internal readonly record struct MapBox(double X, double Y, double Width, double Height)
{
    public bool Holds((double X, double Y) point) =>
        point.X >= X && point.X <= X + Width && point.Y >= Y && point.Y <= Y + Height;

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

    public ShapeMark Outline(string colour, double width) => ShapeMark.Box(X, Y, Width, Height, ShapeMark.NoFill, colour, width);
}

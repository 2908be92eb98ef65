namespace ZoneComp.Outputs.Maps;

/// <summary>maps/NAME.png: the same page as the SVG, in pixels, for programs that show no SVG.</summary>
internal static class ChoroplethPng
{
    /// <summary>Bold letters are drawn with a line of this share of their size round them; the font has one weight.</summary>
    private const double BoldLine = 0.035;

    public static byte[] Draw(MapBackdrop backdrop, MapPage page, FigureClasses classes)
    {
        int width = backdrop.Borders.Width, height = backdrop.Borders.Height;
        PixelCanvas canvas = new(width, height);
        Rgb[] fills = [.. Enumerable.Range(0, classes.Figure.Values.Count).Select(region => Rgb.Of(classes.Colour(region)))];
        canvas.Paint(backdrop.Owners, fills);
        canvas.Blend(backdrop.Borders, Rgb.Of(MapPage.BorderColour), 0, 0);
        canvas.Blend(backdrop.Halo, Rgb.White, 0, 0);
        canvas.Blend(backdrop.Names, Rgb.Of("#1e1e1e"), 0, 0);
        foreach (MapMark mark in page.Marks)
        {
            if (mark is TextMark text)
                DrawText(canvas, text);
            else if (mark is ShapeMark shape)
                DrawShape(canvas, shape);
        }

        return PngFile.Encode(canvas);
    }

    private static void DrawText(PixelCanvas canvas, TextMark mark)
    {
        const int scale = MapBackdrop.PixelsPerPx;
        double size = mark.Size * scale, wide = MapFont.Own.Width(mark.Text, size), pad = size;
        double x = (mark.X * scale) - (mark.Anchor == TextAnchor.Middle ? wide / 2 : 0), y = mark.Y * scale;
        (int left, int top) = ((int)Math.Floor(x - pad), (int)Math.Floor(y - (1.5 * size)));
        Coverage ink = new((int)Math.Ceiling(wide + (2 * pad)), (int)Math.Ceiling(2.2 * size));
        List<List<(double X, double Y)>> letters = MapFont.Own.Contours(mark.Text, x - left, y - top, size);
        ink.AddPolygon(letters);
        if (mark.Bold)
            Outline(ink, letters, size * BoldLine);
        canvas.Blend(ink, Rgb.Of(mark.Colour), left, top);
    }

    private static void DrawShape(PixelCanvas canvas, ShapeMark mark)
    {
        const int scale = MapBackdrop.PixelsPerPx;
        (double X, double Y)[] points = [.. mark.Points.Select(point => (point.X * scale, point.Y * scale))];
        (int left, int top) = ((int)points.Min(point => point.X) - 4, (int)points.Min(point => point.Y) - 4);
        (double X, double Y)[] moved = [.. points.Select(point => (point.X - left, point.Y - top))];
        (int width, int height) = ((int)moved.Max(point => point.X) + 5, (int)moved.Max(point => point.Y) + 5);
        Coverage inside = new(width, height);
        inside.AddPolygon([moved]);
        canvas.Blend(inside, Rgb.Of(mark.Fill), left, top);
        if (mark.Stroke is not { } stroke)
            return;
        Coverage line = new(width, height);
        Outline(line, [moved], mark.StrokeWidth * scale);
        canvas.Blend(line, Rgb.Of(stroke), left, top);
    }

    private static void Outline(Coverage coverage, IEnumerable<IReadOnlyList<(double X, double Y)>> rings, double lineWidth)
    {
        foreach (IReadOnlyList<(double X, double Y)> ring in rings)
        {
            for (int index = 0; index < ring.Count; index++)
                coverage.AddLine(ring[index], ring[index + 1 == ring.Count ? 0 : index + 1], lineWidth);
        }
    }
}

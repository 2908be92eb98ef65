namespace ZoneComp.Outputs.Maps;

/// <summary>maps/NAME.png: the same page as the SVG, in pixels, for programs that show no SVG.</summary>
internal static class ChoroplethPng
{
    public static byte[] Draw(MapBackdrop backdrop, MapPage page)
    {
        IndexedCanvas canvas = new(backdrop.Width, backdrop.Height);
        Rgb[][] fills =
        [
            .. page.Classes.Select(classes => (Rgb[])
                [.. Enumerable.Range(0, classes.Figure.Values.Count).Select(region => Rgb.Of(classes.Colour(region)))]),
        ];
        IEnumerable<Rgb> marks = page.Sheet.Marks.Concat(page.Marks).SelectMany(ColoursOf).Select(Rgb.Of);
        canvas.Reserve([.. fills.SelectMany(fill => fill)
            .Concat(backdrop.Ground.SelectMany(ground => ground).Concat(backdrop.Lines).Concat(backdrop.Words).Select(ink => ink.Colour))
            .Concat(marks).Distinct()]);
        for (int frame = 0; frame < backdrop.Owners.Count; frame++)
        {
            foreach ((InkMask ink, Rgb colour) in backdrop.Ground[frame])
                canvas.Blend(ink, colour);
            canvas.Paint(backdrop.Owners[frame], fills[Math.Min(frame, fills.Length - 1)]);
        }

        foreach ((InkMask ink, Rgb colour) in backdrop.Lines)
            canvas.Blend(ink, colour);
        foreach (CircleMark circle in page.Circles)
            DrawCircle(canvas, circle);
        foreach ((InkMask ink, Rgb colour) in backdrop.Words)
            canvas.Blend(ink, colour);
        // Letters of the sheet are in the backdrop; its shapes are few.
        foreach (ShapeMark shape in page.Sheet.Marks.OfType<ShapeMark>())
            DrawShape(canvas, shape);
        foreach (MapMark mark in page.Marks)
        {
            if (mark is TextMark text)
                MapBackdrop.Draw(backdrop.Letters, text, (letter, left, top) => canvas.Blend(letter, Rgb.Of(text.Colour), left, top));
            else if (mark is ShapeMark shape)
                DrawShape(canvas, shape);
            else if (mark is CircleMark circle)
                DrawCircle(canvas, circle);
        }

        return PngFile.Encode(canvas);
    }

    private static void DrawCircle(IndexedCanvas canvas, CircleMark mark)
    {
        const int scale = MapBackdrop.PixelsPerPx, corners = 48;
        double radius = mark.Radius * scale, reach = radius + 3;
        int left = (int)Math.Floor((mark.X * scale) - reach), top = (int)Math.Floor((mark.Y * scale) - reach),
            side = (int)Math.Ceiling(2 * reach) + 1;
        (double X, double Y)[] ring = [.. Enumerable.Range(0, corners).Select(corner => Math.SinCos(2 * Math.PI * corner / corners))
            .Select(turn => ((mark.X * scale) - left + (radius * turn.Cos), (mark.Y * scale) - top + (radius * turn.Sin)))];
        Coverage inside = new(side, side), line = new(side, side);
        inside.AddPolygon([ring]);
        line.AddOutline([ring], CircleMark.StrokeWidth * scale);
        canvas.Blend(inside.Thinned(CircleMark.Opacity), Rgb.Of(CircleMark.Fill), left, top);
        canvas.Blend(line, Rgb.Of(CircleMark.Stroke), left, top);
    }

    private static IEnumerable<string> ColoursOf(MapMark mark) => mark switch
    {
        TextMark text => [text.Colour],
        ShapeMark { Stroke: { } stroke, Fill: ShapeMark.NoFill } => [stroke],
        ShapeMark { Stroke: { } stroke } shape => [shape.Fill, stroke],
        ShapeMark shape => [shape.Fill],
        CircleMark => [CircleMark.Fill, CircleMark.Stroke],
        _ => [],
    };

    private static void DrawShape(IndexedCanvas canvas, ShapeMark mark)
    {
        const int scale = MapBackdrop.PixelsPerPx;
        (double X, double Y)[] points = [.. mark.Points.Select(point => (point.X * scale, point.Y * scale))];
        (int left, int top) = ((int)points.Min(point => point.X) - 4, (int)points.Min(point => point.Y) - 4);
        (double X, double Y)[] moved = [.. points.Select(point => (point.X - left, point.Y - top))];
        (int width, int height) = ((int)moved.Max(point => point.X) + 5, (int)moved.Max(point => point.Y) + 5);
        if (mark.Fill != ShapeMark.NoFill)
        {
            Coverage inside = new(width, height);
            inside.AddPolygon([moved]);
            canvas.Blend(inside, Rgb.Of(mark.Fill), left, top);
        }

        if (mark.Stroke is not { } stroke)
            return;
        Coverage line = new(width, height);
        line.AddOutline([moved], mark.StrokeWidth * scale);
        canvas.Blend(line, Rgb.Of(stroke), left, top);
    }
}

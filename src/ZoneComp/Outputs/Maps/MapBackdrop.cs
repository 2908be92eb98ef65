namespace ZoneComp.Outputs.Maps;

/// <summary>
/// What all PNG maps of a run share, drawn once: where the regions lie, their borders and names, and what stands at the foot.
/// </summary>
/// <param name="Ground">Behind the regions, by frame of the sheet: the paper of an inset, what lies around.</param>
/// <param name="Owners">Where each region lies, by frame.</param>
/// <param name="Lines">Laid over the fills in this order; then come a map's own circles.</param>
/// <param name="Words">Laid over those.</param>
/// <param name="Letters">Of all texts.</param>
internal sealed record MapBackdrop(
    int Width, int Height, IReadOnlyList<IReadOnlyList<(InkMask Ink, Rgb Colour)>> Ground,
        IReadOnlyList<IReadOnlyList<PixelRun>> Owners, IReadOnlyList<(InkMask Ink, Rgb Colour)> Lines,
        IReadOnlyList<(InkMask Ink, Rgb Colour)> Words,
    LetterInk Letters)
{
    /// <summary>Pixels per px of the page: 2,000 across, 300 to the inch on a page's 17 cm.</summary>
    public const int PixelsPerPx = 2;

    /// <summary>Bold letters are drawn with a line of this share of their size round them; the font has one weight.</summary>
    private const double BoldLine = 0.035;

    public static MapBackdrop Of(MapShapes shapes, MapSheet sheet)
    {
        int width = (int)(MapSheet.Width * PixelsPerPx), height = (int)Math.Ceiling(sheet.Height * PixelsPerPx);
        Coverage borders = new(width, height), halo = new(width, height), names = new(width, height);
        LetterInk letters = new();
        Coverage parents = new(width, height);
        foreach (MapFrame frame in sheet.Frames)
        {
            // A border between two regions is in the rings of both, and drawn once.
            HashSet<((int, int), (int, int))> drawn = [];
            foreach (IReadOnlyList<(int X, int Y)> ring in shapes.Regions.SelectMany(region => region.Rings))
            {
                for (int index = 0; index < ring.Count; index++)
                {
                    (int X, int Y) one = ring[index], other = ring[index + 1 == ring.Count ? 0 : index + 1];
                    if (drawn.Add(one.CompareTo(other) < 0 ? (one, other) : (other, one)))
                        Line(borders, frame, one, other, MapSheet.BorderWidth);
                }
            }

            foreach (ParentBorders level in sheet.Borders)
            {
                foreach (IReadOnlyList<(int X, int Y)> line in level.Lines)
                {
                    for (int index = 0; index + 1 < line.Count; index++)
                        Line(parents, frame, line[index], line[index + 1], level.Width);
                }
            }
        }

        foreach (TextMark name in sheet.Names)
        {
            Draw(letters, name, MapSheet.HaloWidth * PixelsPerPx, halo.Add);
            Draw(letters, name, 0, names.Add);
        }

        List<(InkMask, Rgb)> words = [(InkMask.Of(halo), Rgb.White), (InkMask.Of(names), Rgb.Of(MapSheet.NameColour))];
        foreach (IGrouping<string, TextMark> texts in sheet.Marks.OfType<TextMark>().GroupBy(text => text.Colour))
        {
            Coverage ink = new(width, height);
            foreach (TextMark text in texts)
                Draw(letters, text, ink.Add);
            words.Add((InkMask.Of(ink), Rgb.Of(texts.Key)));
        }

        return new MapBackdrop(width, height, [.. sheet.Frames.Select(frame => GroundOf(frame, width, height))],
            [
                .. sheet.Frames.Select(frame => RegionPixels.Of(
                    shapes, width, height, frame.Left * PixelsPerPx, frame.Top * PixelsPerPx, frame.Scale * PixelsPerPx,
                    frame.Clip?.Times(PixelsPerPx))),
            ],
            [(InkMask.Of(borders), Rgb.Of(MapSheet.BorderColour)), (InkMask.Of(parents), Rgb.Of(MapSheet.ParentColour))], words, letters);

        static void Line(Coverage ink, MapFrame frame, (int X, int Y) one, (int X, int Y) other, double lineWidth)
        {
            ((double X, double Y) from, (double X, double Y) to) = (frame.At(one), frame.At(other));
            if (frame.Clip is { } clip)
            {
                if (clip.Cut(from, to) is not { } inside)
                    return;
                (from, to) = inside;
            }

            ink.AddLine((from.X * PixelsPerPx, from.Y * PixelsPerPx), (to.X * PixelsPerPx, to.Y * PixelsPerPx), lineWidth * PixelsPerPx);
        }
    }

    private static IReadOnlyList<(InkMask Ink, Rgb Colour)> GroundOf(MapFrame frame, int width, int height)
    {
        List<(InkMask, Rgb)> ground = [];
        if (frame.Clip?.Times(PixelsPerPx) is { } box)
        {
            Coverage paper = new(width, height);
            paper.AddPolygon([[(box.X, box.Y), (box.X + box.Width, box.Y), (box.X + box.Width, box.Y + box.Height),
                (box.X, box.Y + box.Height)]]);
            ground.Add((InkMask.Of(paper), Rgb.White));
        }

        if (frame.Around is not { } around)
            return ground;
        Coverage fill = new(width, height), lines = new(width, height);
        if (around.Rings.Any(rings => rings.Count > 0))
            fill.AddPolygon([.. around.Rings.SelectMany(rings => rings)
                .Select(ring => (IReadOnlyList<(double, double)>)[.. ring.Select(Pixels)])]);
        foreach (((double X, double Y) from, (double X, double Y) to) in around.Lines)
            lines.AddLine(Pixels(from), Pixels(to), NeighbourGround.LineWidth * PixelsPerPx);
        return [.. ground, (InkMask.Of(fill), Rgb.Of(NeighbourGround.Fill)), (InkMask.Of(lines), Rgb.Of(NeighbourGround.Line))];

        static (double X, double Y) Pixels((double X, double Y) point) => (point.X * PixelsPerPx, point.Y * PixelsPerPx);
    }

    /// <summary>Hands out the letters of a text with their place on the picture.</summary>
    public static void Draw(LetterInk letters, TextMark mark, Action<Coverage, int, int> letter) =>
        Draw(letters, mark, mark.Bold ? mark.Size * PixelsPerPx * BoldLine : 0, letter);

    private static void Draw(LetterInk letters, TextMark mark, double line, Action<Coverage, int, int> letter)
    {
        double size = mark.Size * PixelsPerPx, x = mark.X * PixelsPerPx;
        double before = mark.Anchor == TextAnchor.Start ? 0 : MapFont.Own.Width(mark.Text, size) / (mark.Anchor == TextAnchor.Middle ? 2
            : 1);
        letters.Draw(mark.Text, x - before, mark.Y * PixelsPerPx, size, line, letter);
    }
}

namespace ZoneComp.Outputs.Maps;

/// <summary>What all PNG maps of a run share, drawn once: where the regions lie, their borders and names.</summary>
/// <param name="Owners">Region by pixel.</param>
/// <param name="Halo">White round the names, so that they read on dark fills.</param>
internal sealed record MapBackdrop(int[] Owners, Coverage Borders, Coverage Halo, Coverage Names)
{
    /// <summary>Pixels per px of the page: 2,000 across, 300 to the inch on a page's 17 cm.</summary>
    public const int PixelsPerPx = 2;

    public static MapBackdrop Of(MapShapes shapes, MapPage page)
    {
        int width = (int)(MapPage.Width * PixelsPerPx), height = (int)Math.Ceiling(page.Height * PixelsPerPx);
        double left = page.Left * PixelsPerPx, top = page.Top * PixelsPerPx, scale = page.Scale * PixelsPerPx;
        Coverage borders = new(width, height), halo = new(width, height), names = new(width, height);
        foreach (IReadOnlyList<(int X, int Y)> ring in shapes.Regions.SelectMany(region => region.Rings))
        {
            for (int index = 0; index < ring.Count; index++)
                borders.AddLine(At(ring[index]), At(ring[index + 1 == ring.Count ? 0 : index + 1]), MapPage.BorderWidth * PixelsPerPx);
        }

        foreach (TextMark name in page.Names)
        {
            double size = name.Size * PixelsPerPx, wide = MapFont.Own.Width(name.Text, size);
            List<List<(double X, double Y)>> letters = MapFont.Own.Contours(name.Text, (name.X * PixelsPerPx) - (wide / 2), name.Y * PixelsPerPx, size);
            names.AddPolygon(letters);
            foreach (List<(double X, double Y)> contour in letters)
            {
                for (int index = 0; index < contour.Count; index++)
                    halo.AddLine(contour[index], contour[index + 1 == contour.Count ? 0 : index + 1], MapPage.HaloWidth * PixelsPerPx);
            }
        }

        return new MapBackdrop(RegionPixels.Of(shapes, width, height, left, top, scale), borders, halo, names);

        (double X, double Y) At((int X, int Y) point) => (left + (point.X * scale), top + (point.Y * scale));
    }
}

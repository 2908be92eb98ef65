namespace ZoneComp.Outputs.Maps;

/// <summary>Where names stand on a map: only where they fit, the largest regions first, none over another.</summary>
internal static class MapLabels
{
    /// <summary>How much wider than its region's box a name may stand.</summary>
    private const double Overhang = 1.15;

    /// <param name="names">By region.</param>
    /// <param name="size">Height of the letters, grid units of the shapes.</param>
    /// <returns>Region, and middle of the name's base line.</returns>
    public static IReadOnlyList<(int Region, double X, double Y)> Place(MapShapes shapes, IReadOnlyList<string> names, double size)
    {
        List<(int Region, double X, double Y)> placed = [];
        List<(double X1, double Y1, double X2, double Y2)> taken = [];
        foreach (int index in Enumerable.Range(0, shapes.Regions.Count).OrderByDescending(region => shapes.Regions[region].LabelWidth).ThenBy(region => region))
        {
            RegionOutline region = shapes.Regions[index];
            double width = TextWidth.Of(names[index]) * size / 2;
            if (region.Label is not { } at || width > region.LabelWidth * Overhang)
                continue;
            double y = at.Y + (size * 0.35);
            (double X1, double Y1, double X2, double Y2) box = (at.X - (width / 2) - (size / 11), y - size, at.X + (width / 2) + (size / 11), y + (size * 0.27));
            if (taken.Exists(other => box.X1 < other.X2 && other.X1 < box.X2 && box.Y1 < other.Y2 && other.Y1 < box.Y2))
                continue;
            taken.Add(box);
            placed.Add((index, at.X, y));
        }

        return placed;
    }
}

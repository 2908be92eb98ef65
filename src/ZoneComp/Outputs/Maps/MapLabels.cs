namespace ZoneComp.Outputs.Maps;

/// <summary>Where a region's name, or its number in the key, stands.</summary>
/// <param name="X">Middle of the base line, grid units.</param>
/// <param name="Number">From 1 up; 0 where the name itself stands there.</param>
internal sealed record PlacedLabel(int Region, double X, double Y, int Number);

/// <summary>
/// Where names stand on a map: only where they fit, the largest regions first, none over another; then numbers for the others.
/// </summary>
internal static class MapLabels
{
    /// <summary>How much wider than its region's box a name may stand.</summary>
    private const double Overhang = 1.15;

    /// <summary>The same of a number, which is small beside what it names.</summary>
    private const double NumberOverhang = 1.6;

    /// <param name="names">By region.</param>
    /// <param name="size">Height of the letters, grid units of the shapes.</param>
    /// <returns>Region, and middle of the name's base line.</returns>
    public static IReadOnlyList<(int Region, double X, double Y)> Place(MapShapes shapes, IReadOnlyList<string> names, double size) =>
        [.. Place(shapes, names, size, size, 0).Select(label => (label.Region, label.X, label.Y))];

    /// <param name="isMeant">Which regions are named at all; null for all.</param>
    /// <param name="numbered">The last number that stands elsewhere.</param>
    /// <param name="numberSize">Height of numbers.</param>
    /// <param name="mostNumbers">No numbers at all where more regions are without a name.</param>
    public static IReadOnlyList<PlacedLabel> Place(MapShapes shapes, IReadOnlyList<string> names, double size, double numberSize,
        int mostNumbers, Predicate<int>? isMeant = null, int numbered = 0)
    {
        isMeant ??= _ => true;
        List<PlacedLabel> placed = [];
        LabelBoxes taken = new(size);
        foreach (int region in Enumerable.Range(0, shapes.Regions.Count).Where(region => isMeant(region))
            .OrderByDescending(region => shapes.Regions[region].LabelWidth)
            .ThenBy(region => region))
        {
            if (Fits(shapes.Regions[region], names[region], size, Overhang) is { } at
                && taken.Take(at, TextWidth.Of(names[region]) * size / 2, size))
                placed.Add(new PlacedLabel(region, at.X, at.Y, 0));
        }

        int[] unnamed = [.. Enumerable.Range(0, shapes.Regions.Count).Except(placed.Select(label => label.Region))
            .Where(region => isMeant(region) && shapes.Regions[region].Label is not null)];
        if (unnamed.Length > mostNumbers)
            return placed;
        // In the order of the regions, which is that of their codes: so a name is found in the key, and a number on the map near its
        // neighbours.
        int number = numbered;
        foreach (int region in unnamed)
        {
            string text = (number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (Fits(shapes.Regions[region], text, numberSize, NumberOverhang) is { } at
                && taken.Take(at, TextWidth.Of(text) * numberSize / 2, numberSize))
                placed.Add(new PlacedLabel(region, at.X, at.Y, ++number));
        }

        return placed;
    }

    /// <summary>Middle of the base line; null where the text is too wide for the region.</summary>
    private static (double X, double Y)? Fits(RegionOutline region, string text, double size, double overhang) =>
        region.Label is { } at && TextWidth.Of(text) * size / 2 <= region.LabelWidth * overhang ? (at.X, at.Y + (size * 0.35)) : null;

    /// <summary>The ground that labels take, by cells of a grid, so that each is held against its neighbours alone.</summary>
    private sealed class LabelBoxes(double cell)
    {
        private readonly Dictionary<(int, int), List<(double X1, double Y1, double X2, double Y2)>> cells = [];
        private readonly double side = cell * 4;

        /// <summary>False where another label stands there already.</summary>
        public bool Take((double X, double Y) at, double width, double size)
        {
            (double X1, double Y1, double X2, double Y2) box = (at.X - (width / 2) - (size / 11), at.Y - size, at.X + (width / 2)
                + (size / 11), at.Y + (size * 0.27));
            (int, int)[] own = [.. from x in Range(box.X1, box.X2) from y in Range(box.Y1, box.Y2) select (x, y)];
            foreach ((int, int) place in own)
            {
                if (cells.TryGetValue(place, out var others) && others.Exists(other => box.X1 < other.X2 && other.X1 < box.X2
                    && box.Y1 < other.Y2 && other.Y1 < box.Y2))
                    return false;
            }

            foreach ((int, int) place in own)
            {
                if (!cells.TryGetValue(place, out var others))
                    cells[place] = others = [];
                others.Add(box);
            }

            return true;
        }

        private IEnumerable<int> Range(double from, double to)
        {
            int first = (int)Math.Floor(from / side);
            return Enumerable.Range(first, (int)Math.Floor(to / side) - first + 1);
        }
    }
}

namespace ZoneComp.Outputs.Maps;

/// <summary>Which region each pixel's middle lies in.</summary>
internal static class RegionPixels
{
    private const int None = -1;

    /// <summary>By row, then column; where regions overlap the later one, as in the SVG.</summary>
    /// <param name="left">Of the shapes' grid, pixels; so is <paramref name="top"/>.</param>
    /// <param name="scale">Pixels per grid unit.</param>
    /// <param name="clip">Pixels beyond it are left as they are; null: no bounds.</param>
    public static IReadOnlyList<PixelRun> Of(
        MapShapes shapes, int width, int height, double left, double top, double scale, MapBox? clip = null)
    {
        int[] owners = new int[checked(width * height)];
        Array.Fill(owners, None);
        (int west, int east, int north, int south) = clip is not { } box ? (0, width, 0, height)
            : ((int)Math.Round(box.X), Math.Min(width, (int)Math.Round(box.X + box.Width)), (int)Math.Round(box.Y),
                Math.Min(height, (int)Math.Round(box.Y + box.Height)));
        List<double>[] crossings = [.. Enumerable.Range(0, height).Select(_ => new List<double>())];
        for (int region = 0; region < shapes.Regions.Count; region++)
        {
            (int first, int last) = (height, -1);
            foreach (IReadOnlyList<(int X, int Y)> ring in shapes.Regions[region].Rings)
                Cross(ring, left, top, scale, crossings, ref first, ref last);
            for (int y = first; y <= last; y++)
            {
                crossings[y].Sort();
                for (int index = 0; index + 1 < crossings[y].Count; index += 2) // even-odd
                {
                    int from = Math.Max(west, (int)Math.Ceiling(crossings[y][index] - 0.5)),
                        to = Math.Min(east, (int)Math.Ceiling(crossings[y][index + 1] - 0.5));
                    if (to > from && y >= north && y < south)
                        owners.AsSpan((y * width) + from, to - from).Fill(region);
                }

                crossings[y].Clear();
            }
        }

        List<PixelRun> runs = [];
        for (int start = 0; start < owners.Length;)
        {
            int length = owners.AsSpan(start).IndexOfAnyExcept(owners[start]);
            length = length < 0 ? owners.Length - start : length;
            if (owners[start] != None)
                runs.Add(new PixelRun(start, length, owners[start]));
            start += length;
        }

        return runs;
    }

    /// <param name="first">Becomes the first row with a crossing, and <paramref name="last"/> the last.</param>
    private static void Cross(IReadOnlyList<(int X, int Y)> ring, double left, double top, double scale, List<double>[] crossings,
        ref int first, ref int last)
    {
        for (int index = 0; index < ring.Count; index++)
        {
            (int X, int Y) one = ring[index], other = ring[index + 1 == ring.Count ? 0 : index + 1];
            if (one.Y > other.Y)
                (one, other) = (other, one);
            double y1 = top + (one.Y * scale), y2 = top + (other.Y * scale), x1 = left + (one.X * scale), x2 = left + (other.X * scale);
            for (int y = Math.Max(0, (int)Math.Ceiling(y1 - 0.5)); y < crossings.Length && y + 0.5 < y2; y++)
            {
                crossings[y].Add(x1 + ((y + 0.5 - y1) / (y2 - y1) * (x2 - x1)));
                (first, last) = (Math.Min(first, y), Math.Max(last, y));
            }
        }
    }
}

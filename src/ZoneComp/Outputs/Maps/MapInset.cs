namespace ZoneComp.Outputs.Maps;

/// <summary>Small regions drawn once more, larger, in a corner of the map that no region reaches.</summary>
/// <param name="Regions">That it is drawn for.</param>
/// <param name="Extent">What of the map it shows, px of the page.</param>
internal sealed record MapInset(MapFrame Frame, IReadOnlySet<int> Regions, MapBox Extent)
{
    private const double Widest = 230, Highest = 200, Gap = 6, Air = 0.06;

    /// <summary>Null where the policy asks for none, or what it asks for has no shape.</summary>
    /// <param name="room">Where the map stands; the inset lies in one of its corners, or below it.</param>
    /// <param name="unit">Of the page, in px.</param>
    /// <param name="inside">Whether it stands in a corner also where none is free.</param>
    /// <exception cref="UserErrorException">The policy names what is neither a region nor an office above.</exception>
    public static MapInset? Of(
        RunResults results, MapShapes shapes, MapFrame map, MapBox room, double unit = 1, bool inside = false)
    {
        if (results.Maps.Inset.Count == 0)
            return null;
        HashSet<int> regions = [.. results.Maps.Inset.SelectMany(asked => RegionsOf(results.Combinations, asked))];
        (double X, double Y)[] points =
        [
            .. regions.SelectMany(region => shapes.Regions[region].Rings).SelectMany(ring => ring).Select(point => map.At(point)),
        ];
        if (points.Length == 0)
            return null;
        double west = points.Min(point => point.X), east = points.Max(point => point.X), north = points.Min(point => point.Y),
            south = points.Max(point => point.Y), air = Air * Math.Max(east - west, south - north);
        MapBox extent = new(west - air, north - air, Math.Max(east - west + (2 * air), 1), Math.Max(south - north + (2 * air), 1));
        double times = Math.Min(Widest * unit / extent.Width, Highest * unit / extent.Height);
        MapBox box = Place(shapes, map, room, extent.Width * times, extent.Height * times, Gap * unit, inside);
        MapFrame frame = new(
            box.X + ((map.Left - extent.X) * times), box.Y + ((map.Top - extent.Y) * times), map.Scale * times, box);
        return new MapInset(frame, regions, extent);
    }

    private static int[] RegionsOf(CombinationTable table, string asked)
    {
        int[] found =
        [
            .. Enumerable.Range(0, table.Regions.Count).Where(index => table.Regions[index] is var region
                && (region.Code == asked || region.Name == asked || region.Parents.Values.Contains(asked)
                    || region.ParentNames.Values.Contains(asked)
                    || region.Parents.Values.Any(parent => PlaceNames.Of(parent, null) == asked))),
        ];
        return found.Length > 0 ? found : throw new UserErrorException(
            $"outputs: maps: inset: '{asked}' is neither code nor name of a region or of an office above the regions",
            $"outputs: maps: inset：“{asked}”既不是区域、也不是其上级的代码或名称");
    }

    private static MapBox Place(MapShapes shapes, MapFrame map, MapBox room, double width, double height, double gap, bool inside)
    {
        double right = room.X + room.Width - width - gap, foot = room.Y + room.Height - height - gap;
        foreach ((double x, double y) in (ReadOnlySpan<(double, double)>)
            [(room.X + gap, foot), (room.X + gap, room.Y + gap), (right, foot), (right, room.Y + gap)])
        {
            MapBox corner = new(x, y, width, height);
            if (IsFree(shapes, map, corner))
                return corner;
        }

        return new MapBox(room.X + gap, inside ? foot : room.Y + room.Height + (2 * gap), width, height);
    }

    private static bool IsFree(MapShapes shapes, MapFrame map, MapBox box)
    {
        (double X, double Y) middle = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        foreach (RegionOutline region in shapes.Regions)
        {
            bool isInside = false;
            foreach (IReadOnlyList<(int X, int Y)> ring in region.Rings)
            {
                for (int index = 0; index < ring.Count; index++)
                {
                    (double X, double Y) one = map.At(ring[index]), other = map.At(ring[index + 1 == ring.Count ? 0 : index + 1]);
                    if (box.Cut(one, other) is not null)
                        return false;
                    if (one.Y > middle.Y != other.Y > middle.Y
                        && middle.X < one.X + ((middle.Y - one.Y) / (other.Y - one.Y) * (other.X - one.X)))
                        isInside = !isInside;
                }
            }

            if (isInside)
                return false;
        }

        return true;
    }
}

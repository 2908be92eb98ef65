namespace ZoneComp.CoordinateSystems;

/// <summary>Directions of axes: their order decides nothing here, since all formats give x, y; a direction turned round would mirror the
/// layer.</summary>
internal static class WktAxes
{
    /// <exception cref="CrsTextException">An axis of the CRS runs to the west or south.</exception>
    public static void RequireEastNorth(WktNode crs)
    {
        // About a pole both axes run "south", each along a meridian that it names: x and y are the formula's there.
        foreach (WktNode axis in crs.Children.Where(child =>
            child.Keyword == "AXIS" && child.Child("MERIDIAN") is null && child.Values.Count > 1))
            RequireEastNorth(axis.Name, axis.Values[1]);
    }

    public static void RequireEastNorth(string axis, string direction)
    {
        if (direction.Equals("west", StringComparison.OrdinalIgnoreCase) || direction.Equals("south", StringComparison.OrdinalIgnoreCase))
        {
            throw new CrsTextException(
                $"its axis \"{axis}\" runs {direction.ToLowerInvariant()}; only x to the east and y to the north are read",
                $"坐标轴“{axis}”指向 {direction.ToLowerInvariant()}；只支持 x 向东、y 向北");
        }
    }

    public static CrsTextException Geocentric(string name) =>
        new($"\"{name}\" is geocentric (X, Y, Z); polygons need longitude and latitude or a plane", $"“{name}”是地心直角坐标系，多边形需要经纬度或平面坐标");
}

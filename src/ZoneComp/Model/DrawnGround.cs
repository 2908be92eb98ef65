using NetTopologySuite.Geometries;

namespace ZoneComp.Model;

/// <summary>Ground that a policy asks to be drawn, besides the regions; for maps, never on the way to a number.</summary>
/// <param name="Zones">Zone features, in the order of the layers.</param>
/// <param name="Ground">Chosen combinations, by name in the policy's order, then by region.</param>
public sealed record DrawnGround(IReadOnlyList<ZoneShape> Zones, IReadOnlyList<GroundShape> Ground)
{
    public static DrawnGround None { get; } = new([], []);
}

/// <param name="Class">Index of the zone class.</param>
/// <param name="Source">File that it came from, relative to the policy.</param>
/// <param name="Feature">The feature's number as GDAL and QGIS show it.</param>
/// <param name="Region">Index of the region it is cut to; null where it is whole.</param>
/// <param name="AreaM2">Of the polygon.</param>
public sealed record ZoneShape(int Class, string Source, long Feature, int? Region, decimal AreaM2, MultiPolygon Shape);

/// <param name="AreaM2">As the overlay measured it.</param>
public sealed record GroundShape(string Name, string Title, int Region, decimal AreaM2, MultiPolygon Shape);

using NetTopologySuite.Geometries;

namespace ZoneComp.Preparation;

/// <summary>The regions as polygons for maps: their lattice rings, back in CGCS2000 degrees (or the plane's metres in a planar
/// run).</summary>
internal static class RegionShapes
{
    /// <param name="rows">By result row the region of the overlay; a remainder has no polygon of its own.</param>
    public static IReadOnlyList<Geometry?> Of(PreparedInput prepared, IReadOnlyList<int> rows)
    {
        var factory = new GeometryFactory();
        var shapes = new Geometry?[rows.Count];
        _ = Parallel.For(0, shapes.Length, row => shapes[row] = Of(prepared, rows[row], factory));
        return shapes;
    }

    private static Geometry? Of(PreparedInput prepared, int region, GeometryFactory factory)
    {
        if (prepared.Regions[region].IsRemainder)
            return null;
        MultiPolygon shape = RingAssembly.Assemble(
            prepared.Rings.RegionRings(region).Select(ring => Closed(ring, prepared.Plane)),
            factory);
        return shape.IsEmpty ? null : shape.NumGeometries == 1 ? shape.GetGeometryN(0) : shape;
    }

    public static MapCrs CrsOf(AreaPlane plane) => plane.PlanarCrs is null ? MapCrs.Cgcs2000 : MapCrs.UnknownPlane;

    /// <summary>A ring in the map's CRS.</summary>
    public static Coordinate[] Closed(LatticePoint[] ring, AreaPlane plane)
    {
        var coordinates = new Coordinate[ring.Length + 1];
        for (int at = 0; at < ring.Length; at++)
        {
            FindingPlace place = plane.Place(ring[at]);
            coordinates[at] = new Coordinate(place.X, place.Y);
        }

        coordinates[^1] = coordinates[0];
        return coordinates;
    }
}

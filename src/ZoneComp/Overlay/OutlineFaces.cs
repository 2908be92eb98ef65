using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Polygonize;

namespace ZoneComp.Overlay;

/// <summary>Polygons by NTS of edges that <see cref="OutlineRings"/> cannot close: the faces between them that they wind round.</summary>
internal static class OutlineFaces
{
    private static readonly GeometryFactory Factory = new();

    /// <param name="corners">At least one.</param>
    /// <param name="led">Pairs of their numbers, the ground on their left.</param>
    public static IReadOnlyList<OutlinePolygon> Of(LatticePoint[] corners, List<(int From, int To)> led)
    {
        LatticePoint origin = corners[0];
        Coordinate[] places = [.. corners.Select(corner => new Coordinate(corner.X - origin.X, corner.Y - origin.Y))];
        LineString[] lines = [.. led.Select(edge => Factory.CreateLineString([places[edge.From], places[edge.To]]))];
        var faces = new Polygonizer();
        faces.Add(OverlayNGRobust.Union((Geometry)Factory.CreateMultiLineString(lines)));
        Polygon[] within = [.. faces.GetPolygons().Cast<Polygon>().Where(face => Winding(face.InteriorPoint.Coordinate) > 0)];
        Geometry whole = Factory.CreateMultiPolygon(within);
        if (within.Length > 0)
            whole = OverlayNGRobust.Union(whole);
        return
        [
            .. Enumerable.Range(0, whole.NumGeometries).Select(number => RingGeometry.ToRings(whole.GetGeometryN(number), origin))
                .Where(rings => rings.Count > 0).Select(rings => new OutlinePolygon(rings[0], [.. rings.Skip(1)])),
        ];

        int Winding(Coordinate point) => led.Sum(edge => Passes(places[edge.From], places[edge.To], point));
    }

    /// <summary>+1 where the edge leads upwards right of the point, -1 where it leads downwards there.</summary>
    private static int Passes(Coordinate from, Coordinate to, Coordinate point)
    {
        if (from.Y > point.Y == to.Y > point.Y)
            return 0;
        double x = from.X + ((point.Y - from.Y) * (to.X - from.X) / (to.Y - from.Y));
        return x <= point.X ? 0 : to.Y > from.Y ? 1 : -1;
    }
}

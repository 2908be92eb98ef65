using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace ZoneComp.Outputs.Shapes;

/// <summary>Polygons on the run's lattice for drawing: NTS OverlayNG, corners rounded to the lattice of 1 mm.</summary>
internal static class LatticeShapes
{
    private static readonly PrecisionModel Lattice = new(1);
    private static readonly LatticePoint Origin = new(0, 0);
    private static readonly GeometryFactory Factory = new();

    /// <summary>Lattice coordinates stay below 2^40 and so are exact as doubles.</summary>
    public static Geometry Of(IReadOnlyList<LatticePoint[]> rings) => RingGeometry.ToGeometry(rings, Origin);

    public static Geometry Nothing { get; } = Factory.CreateMultiPolygon();

    public static Geometry Overlay(Geometry one, Geometry other, SpatialFunction function) => Polygons(OverlayNG.Overlay(one, other, function, Lattice));

    public static Geometry Union(IEnumerable<Geometry> parts)
    {
        Polygon[] polygons = [.. parts.SelectMany(part => PolygonExtracter.GetPolygons(part)).Cast<Polygon>().Where(polygon => !polygon.IsEmpty)];
        return polygons.Length == 0 ? Nothing : Polygons(UnaryUnionNG.Union((Geometry)Factory.CreateMultiPolygon(polygons), Lattice));
    }

    public static decimal AreaM2(Geometry shape) => AreaM2(RingGeometry.ToRings(shape, Origin));

    public static decimal AreaM2(IReadOnlyList<LatticePoint[]> rings) =>
        AreaUnits.ToM2(rings.Aggregate((Int128)0, (sum, ring) => sum + RingGeometry.SignedArea2(ring)));

    /// <summary>Back in the map's CRS.</summary>
    public static MultiPolygon Placed(Geometry shape, AreaPlane plane) => Placed(RingGeometry.ToRings(shape, Origin), plane);

    public static MultiPolygon Placed(IReadOnlyList<LatticePoint[]> rings, AreaPlane plane) => RingAssembly.Assemble(
        rings.Where(ring => ring.Length >= 3).Select(ring =>
        {
            var coordinates = new Coordinate[ring.Length + 1];
            for (int at = 0; at < ring.Length; at++)
            {
                FindingPlace place = plane.Place(ring[at]);
                coordinates[at] = new Coordinate(place.X, place.Y);
            }

            coordinates[^1] = coordinates[0].Copy();
            return coordinates;
        }),
        Factory);

    private static Geometry Polygons(Geometry result) => result is Polygon or MultiPolygon
        ? result
        : Factory.CreateMultiPolygon([.. PolygonExtracter.GetPolygons(result).Cast<Polygon>()]);
}

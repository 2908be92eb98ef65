using NetTopologySuite.Geometries;
using ZoneComp.Diagnostics;
using ZoneComp.Model;
using ZoneComp.Overlay;
using ZoneComp.Preparation;
using ZoneComp.Preparation.Plane;

namespace ZoneComp.Outputs.Shapes;

/// <summary>Rings on the run's lattice as polygons of the map.</summary>
internal static class LatticeShapes
{
    private static readonly GeometryFactory Factory = new();

    public static decimal AreaM2(IReadOnlyList<LatticePoint[]> rings) =>
        AreaUnits.ToM2(rings.Aggregate((Int128)0, (sum, ring) => sum + RingGeometry.SignedArea2(ring)));

    public static double LengthM(IReadOnlyList<LatticePoint[]> rings) =>
        rings.Sum(ring => ring.Select((point, index) => (From: point, To: ring[index + 1 == ring.Length ? 0 : index + 1])).Sum(edge => double.Hypot(edge.To.X - edge.From.X, edge.To.Y - edge.From.Y))) / LatticePoint.UnitsPerMetre;

    /// <summary>Back in the map's CRS.</summary>
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
}

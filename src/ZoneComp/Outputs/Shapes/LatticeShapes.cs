using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace ZoneComp.Outputs.Shapes;

/// <summary>Rings on the run's lattice as polygons of the map.</summary>
internal static class LatticeShapes
{
    private static readonly GeometryFactory Factory = new();

    public static decimal AreaM2(IReadOnlyList<LatticePoint[]> rings) =>
        AreaUnits.ToM2(rings.Aggregate((Int128)0, (sum, ring) => sum + RingGeometry.SignedArea2(ring)));

    /// <summary>A zone's rings as they were measured.</summary>
    public static MultiPolygon Placed(IReadOnlyList<LatticePoint[]> rings, AreaPlane plane) =>
        RingAssembly.Assemble(rings.Where(ring => ring.Length >= 3).Select(ring => RegionShapes.Closed(ring, plane)), Factory);

    /// <summary>
    /// Polygons that were valid on the lattice. Their edges were straight there, and are straight in the map's CRS now: two of them that
    /// lie millimetres apart may cross.
    /// </summary>
    /// <param name="isMended">Whether they did, and were taken apart by NTS.</param>
    public static MultiPolygon Placed(IReadOnlyList<OutlinePolygon> polygons, AreaPlane plane, out bool isMended)
    {
        MultiPolygon shape = Factory.CreateMultiPolygon([.. polygons.Select(Placed)]);
        isMended = !shape.IsValid;
        return isMended ? Factory.CreateMultiPolygon([.. PolygonExtracter.GetPolygons(GeometryFixer.Fix(shape)).Cast<Polygon>()]) : shape;

        Polygon Placed(OutlinePolygon polygon) => Factory.CreatePolygon(Ring(polygon.Shell), [.. polygon.Holes.Select(Ring)]);

        LinearRing Ring(LatticePoint[] ring) => Factory.CreateLinearRing(RegionShapes.Closed(ring, plane));
    }
}

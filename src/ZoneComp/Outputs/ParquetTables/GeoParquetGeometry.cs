using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace ZoneComp.Outputs.ParquetTables;

/// <summary>Polygons as GeoParquet asks for them: WKB, outer rings counter-clockwise, holes clockwise.</summary>
internal static class GeoParquetGeometry
{
    /// <summary>The shape with its rings turned, or null where there is nothing to write.</summary>
    public static Geometry? Oriented(Geometry? shape) => shape switch
    {
        null => null,
        { IsEmpty: true } => null,
        Polygon polygon => Oriented(polygon),
        MultiPolygon many =>
            many.Factory.CreateMultiPolygon([.. many.Geometries.Cast<Polygon>().Where(part => !part.IsEmpty).Select(Oriented)]),
        _ => throw new ArgumentException($"A region's shape is a {shape.GeometryType}, not a polygon."),
    };

    public static byte[] Wkb(Geometry shape) =>
        new WKBWriter(ByteOrder.LittleEndian, handleSRID: false, emitZ: false, emitM: false).Write(shape);

    private static Polygon Oriented(Polygon polygon) => polygon.Factory.CreatePolygon(
        Turned(polygon.Shell, counterClockwise: true), [.. polygon.Holes.Select(hole => Turned(hole, counterClockwise: false))]);

    private static LinearRing Turned(LinearRing ring, bool counterClockwise) =>
        Orientation.IsCCW(ring.CoordinateSequence) == counterClockwise ? ring : (LinearRing)ring.Reverse();
}

using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace ZoneComp.Tests.Overlay;

/// <summary>Geometries of the JTS and GEOS suites, brought to a lattice that gives them some nine digits.</summary>
internal static class SuiteCase
{
    private static readonly WKTReader Reader = new();

    public static IEnumerable<JsonElement> Read(string file)
    {
        foreach (string line in File.ReadLines(SharedMaterial.PathOrSkip("suites/overlay/jts-geos-xml/" + file)))
            yield return JsonDocument.Parse(line).RootElement;
    }

    /// <summary>The polygonal geometry of a field; null when it is none, empty, or has coordinates that are no numbers.</summary>
    public static Geometry? Polygonal(JsonElement element, string field)
    {
        if (!element.TryGetProperty(field, out JsonElement value)
            || value.GetString() is not { } wkt
            || wkt.Contains("NaN", StringComparison.OrdinalIgnoreCase))
            return null;
        Geometry geometry;
        try
        {
            geometry = Reader.Read(wkt);
        }
        catch (ArgumentException)
        {
            return null; // rings of too few points: no geometry for NTS, and reading never makes one
        }

        return geometry is Polygon or MultiPolygon
            && !geometry.IsEmpty
            && geometry.Coordinates.All(point => double.IsFinite(point.X) && double.IsFinite(point.Y))
            ? geometry
            : null;
    }

    /// <summary>Lattice units in a unit of the geometries' coordinates: a power of two that makes the larger side 2^29 units.</summary>
    public static double ScaleFor(Envelope box) =>
        Math.Pow(2, 29 - Math.Ceiling(Math.Log2(Math.Max(Math.Max(box.Width, box.Height), 1e-300))));

    /// <summary>Shells to the left, holes to the right, as reading WKB makes them.</summary>
    public static void AddRings(OverlayInput input, Geometry geometry, Coordinate origin, double scale)
    {
        for (int part = 0; part < geometry.NumGeometries; part++)
        {
            var polygon = (Polygon)geometry.GetGeometryN(part);
            Add(polygon.ExteriorRing, left: true);
            for (int hole = 0; hole < polygon.NumInteriorRings; hole++)
                Add(polygon.GetInteriorRingN(hole), left: false);
        }

        void Add(LineString ring, bool left)
        {
            LatticePoint[] points = [.. ring.Coordinates.Select(point =>
                new LatticePoint((long)Math.Round((point.X - origin.X) * scale), (long)Math.Round((point.Y - origin.Y) * scale)))];
            if (RingGeometry.SignedArea2(points) < 0 == left)
                Array.Reverse(points);
            input.AddRing(points);
        }
    }
}

using NetTopologySuite.Geometries;

namespace ZoneComp.Lattice;

/// <summary>Turns rings on the lattice into NTS geometries near a local origin, and back.</summary>
internal static class RingGeometry
{
    private static readonly GeometryFactory Factory = new();

    /// <summary>Shells are the rings that turn left; each hole goes to the smallest shell whose box holds the hole's.</summary>
    /// <remarks>Where the largest ring turns right, all are taken as turned the wrong way. The result may be invalid.</remarks>
    public static Geometry ToGeometry(IReadOnlyList<LatticePoint[]> rings, LatticePoint origin)
    {
        List<(LinearRing Ring, Int128 Area2)> all = [.. rings.Where(ring => ring.Length >= 3)
            .Select(ring => (ToRing(ring, origin), SignedArea2(ring)))];
        if (all.Count == 0)
            return Factory.CreatePolygon();
        Int128 largest = all.MaxBy(ring => Int128.Abs(ring.Area2)).Area2;
        if (largest < 0)
            all = [.. all.Select(ring => (ring.Ring, -ring.Area2))];
        List<(LinearRing Ring, Int128 Area2, List<LinearRing> Holes)> shells =
            [
                .. all.Where(ring => ring.Area2 >= 0)
                    .OrderBy(ring => ring.Area2)
                    .Select(ring => (ring.Ring, ring.Area2, new List<LinearRing>())),
            ];
        foreach ((LinearRing hole, Int128 _) in all.Where(ring => ring.Area2 < 0))
        {
            int shell = shells.FindIndex(candidate => Holds(candidate.Ring, hole));
            shells[shell < 0 ? shells.Count - 1 : shell].Holes.Add(hole);
        }

        Polygon[] polygons = [.. shells.Select(shell => Factory.CreatePolygon(shell.Ring, [.. shell.Holes]))];
        return polygons.Length == 1 ? polygons[0] : Factory.CreateMultiPolygon(polygons);
    }

    /// <summary>Rings of all polygons in the geometry, rounded to the lattice, inside on the left.</summary>
    public static IReadOnlyList<LatticePoint[]> ToRings(Geometry geometry, LatticePoint origin)
    {
        var rings = new List<LatticePoint[]>();
        for (int index = 0; index < geometry.NumGeometries; index++)
        {
            if (geometry.GetGeometryN(index) is not Polygon { IsEmpty: false } polygon)
                continue;
            rings.Add(Turned(polygon.ExteriorRing, origin, left: true));
            for (int hole = 0; hole < polygon.NumInteriorRings; hole++)
                rings.Add(Turned(polygon.GetInteriorRingN(hole), origin, left: false));
        }

        return rings;
    }

    /// <summary>Twice the signed area of one ring.</summary>
    public static Int128 SignedArea2(ReadOnlySpan<LatticePoint> ring)
    {
        Int128 sum = 0;
        for (int index = 0; index < ring.Length; index++)
        {
            LatticePoint from = ring[index], to = ring[index + 1 == ring.Length ? 0 : index + 1];
            sum += Math.BigMul(from.X + to.X, to.Y - from.Y);
        }

        return sum;
    }

    private static bool Holds(LinearRing shell, LinearRing hole) =>
        shell.EnvelopeInternal.Contains(hole.EnvelopeInternal)
        && hole.Coordinates.Any(point =>
            NetTopologySuite.Algorithm.PointLocation.LocateInRing(point, shell.Coordinates) == Location.Interior);

    private static LinearRing ToRing(LatticePoint[] ring, LatticePoint origin)
    {
        var coordinates = new Coordinate[ring.Length + 1];
        for (int index = 0; index <= ring.Length; index++)
        {
            LatticePoint point = ring[index == ring.Length ? 0 : index];
            coordinates[index] = new Coordinate(point.X - origin.X, point.Y - origin.Y);
        }

        return Factory.CreateLinearRing(coordinates);
    }

    private static LatticePoint[] Turned(LineString ring, LatticePoint origin, bool left)
    {
        Coordinate[] coordinates = ring.Coordinates;
        LatticePoint[] points = [.. coordinates.Take(coordinates.Length - 1).Select(point =>
            new LatticePoint((long)Math.Round(point.X) + origin.X, (long)Math.Round(point.Y) + origin.Y))];
        if (SignedArea2(points) > 0 != left)
            Array.Reverse(points);
        return points;
    }
}

using NetTopologySuite.Densify;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Buffer;

namespace ZoneComp.Plane;

/// <summary>Widens features by a distance in metres on the ground, whatever plane the areas are taken in.</summary>
/// <remarks>
/// By NTS in a transverse Mercator projection of CGCS2000 whose meridian runs through the middle of the feature. Its scale is 1 there
/// and 1 + x^2 / (2 R^2) at x metres from it: for features 400 km wide the distance is at most 1/2,000 too short at their ends. Round a
/// point
/// stands a polygon of 128 edges with the circle's own area. Elsewhere arcs are drawn inside the true ones with 128 edges to a quarter
/// circle, and
/// 1.5 times as long ones where an arc is short: at most 1 - sin t / t of an arc's sector is missing, t = 1.5 x 90/128 degrees. In a
/// planar run the
/// plane's own metres count.
/// </remarks>
public static class ZoneBuffer
{
    private const int CircleSegments = 32, QuadrantSegments = 128;

    /// <summary>Area of a circle over that of the polygon inside it, by radius.</summary>
    private static readonly double WiderCircle = Math.Sqrt(Math.PI / (2 * CircleSegments) / Math.Sin(Math.PI / (2 * CircleSegments)));

    /// <summary>Largest part of a rounding's ground that its edges leave out: 5.7e-5.</summary>
    public static readonly double MissingOfArcs = 1 - (Math.Sin(1.5 * Math.PI / (2 * QuadrantSegments)) / (1.5 * Math.PI / (2
        * QuadrantSegments)));

    /// <summary>Longest edge taken to another plane in one piece, metres: its middle moves by less than 2 cm.</summary>
    private const double LongestEdgeM = 1000;

    /// <summary>Ground within a distance of polygons, or, below zero, farther inside them than that.</summary>
    /// <param name="rings">Inside on the left.</param>
    /// <returns>Rings, inside on the left; none when nothing is left.</returns>
    public static IReadOnlyList<LatticePoint[]> OfPolygons(IReadOnlyList<LatticePoint[]> rings, double distanceM, AreaPlane plane)
    {
        if (rings.Count == 0)
            return [];
        LatticePoint middle = Middle(rings);
        return Widen(RingGeometry.ToGeometry(rings, middle), middle, distanceM, plane);
    }

    /// <summary>Ground within a distance of lines; a line of one point is a point.</summary>
    public static IReadOnlyList<LatticePoint[]> OfLines(IReadOnlyList<LatticePoint[]> lines, double distanceM, AreaPlane plane)
    {
        if (lines.Count == 0)
            return [];
        LatticePoint middle = Middle(lines);
        if (lines.All(line => line.Length == 1))
            return Widen(
                new GeometryFactory().CreateMultiPointFromCoords([.. lines.Select(line => new Coordinate(
                    line[0].X - middle.X,
                    line[0].Y - middle.Y))]),
                middle,
                distanceM * WiderCircle,
                plane,
                CircleSegments);
        var factory = new GeometryFactory();
        Geometry[] parts = [.. lines.Where(line => line.Length > 0).Select(line =>
        {
            Coordinate[] points = [.. line.Select(point => new Coordinate(point.X - middle.X, point.Y - middle.Y))];
            return points.Length == 1 ? (Geometry)factory.CreatePoint(points[0]) : factory.CreateLineString(points);
        })];
        return Widen(factory.BuildGeometry(parts), middle, distanceM, plane);
    }

    private static IReadOnlyList<LatticePoint[]> Widen(
        Geometry feature, LatticePoint middle, double distanceM, AreaPlane plane, int segments = QuadrantSegments)
    {
        const double Units = LatticePoint.UnitsPerMetre;
        Geometry given = feature.IsEmpty ? feature : Densifier.Densify(feature, LongestEdgeM * Units);
        if (plane.PlanarCrs is not null)
            return RingGeometry.ToRings(given.Buffer(distanceM * Units, segments), middle);

        Projection local = Projection.Of(new Crs
        {
            Name = "local transverse Mercator",
            Method = ProjectionMethod.TransverseMercator,
            Ellipsoid = Ellipsoid.Cgcs2000,
            DatumName = "CGCS2000",
            Datum = DatumFamily.Cgcs2000,
            CentralMeridianDeg = plane.Place(middle).X,
        });
        Geometry ground = Mapped(given, coordinate =>
        {
            FindingPlace place = plane.Place(new LatticePoint(
                (long)Math.Round(coordinate.X) + middle.X,
                (long)Math.Round(coordinate.Y) + middle.Y));
            _ = local.Forward(place.X, place.Y, out double x, out double y);
            return new Coordinate(x, y);
        });
        Geometry widened = ground.Buffer(distanceM, new BufferParameters(segments));
        if (widened.IsEmpty)
            return [];
        return RingGeometry.ToRings(
            Mapped(Densifier.Densify(widened, LongestEdgeM), coordinate =>
            {
                _ = local.Inverse(coordinate.X, coordinate.Y, out double longitudeDeg, out double latitudeDeg);
                _ = plane.ToPlane(longitudeDeg, latitudeDeg, out double x, out double y);
                return new Coordinate((x * Units) - middle.X, (y * Units) - middle.Y);
            }),
            middle);
    }

    private static Geometry Mapped(Geometry geometry, Func<Coordinate, Coordinate> map)
    {
        Geometry copy = geometry.Copy();
        copy.Apply(new CoordinateMap(map));
        copy.GeometryChanged();
        return copy;
    }

    private static LatticePoint Middle(IReadOnlyList<LatticePoint[]> parts)
    {
        LatticeBox box = LatticeBox.Empty;
        foreach (LatticePoint point in parts.SelectMany(part => part))
            box = box.Including(new LatticeBox(point.X, point.Y, point.X, point.Y));
        return box.IsEmpty ? default : new LatticePoint((box.MinX + box.MaxX) / 2, (box.MinY + box.MaxY) / 2);
    }

    private sealed class CoordinateMap(Func<Coordinate, Coordinate> map) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence, int index)
        {
            Coordinate mapped = map(sequence.GetCoordinate(index));
            sequence.SetX(index, mapped.X);
            sequence.SetY(index, mapped.Y);
        }
    }
}

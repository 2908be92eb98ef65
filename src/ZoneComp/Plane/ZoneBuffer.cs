using NetTopologySuite.Densify;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Buffer;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace ZoneComp.Plane;

/// <summary>Widens features by a distance in metres on the ground, whatever plane the areas are taken in.</summary>
/// <remarks>
/// By NTS in a transverse Mercator projection of CGCS2000 whose meridian runs through the middle. Its scale is 1 there and
/// 1 + x^2 / (2 R^2) at x metres from it: up to 400 km wide the distance is at most 1/2,000 too short at the ends. What is wider is
/// widened in strips of 3 degrees, 167 km to either side, and put together: what lies within a distance of a whole lies within it of
/// one of its parts, and what lies within it of ground lies in the ground or within it of its border. Parts of a feature that was cut at
/// a meridian are first brought side by side.
/// Round a point stands a polygon of 128 edges with the circle's own area. Elsewhere arcs are drawn inside the true ones with 128 edges
/// to a quarter circle, and 1.5 times as long ones where an arc is short: at most 1 - sin t / t of an arc's sector is missing,
/// t = 1.5 x 90/128 degrees. In a planar run the plane's own metres count.
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

    /// <summary>Wider features are taken in strips.</summary>
    private const double WidestM = 400_000;

    private const double StripDeg = 3;

    private static readonly GeometryFactory Factory = new();
    private static readonly PrecisionModel Lattice = new(1);

    /// <summary>Ground within a distance of polygons, or, below zero, farther inside them than that.</summary>
    /// <param name="rings">Inside on the left.</param>
    /// <returns>Rings, inside on the left; none when nothing is left.</returns>
    public static IReadOnlyList<LatticePoint[]> OfPolygons(IReadOnlyList<LatticePoint[]> rings, double distanceM, AreaPlane plane)
    {
        if (rings.Count == 0)
            return [];
        IReadOnlyList<LatticePoint[]> together = Together(rings, plane);
        LatticePoint middle = Middle(together);
        Geometry given = RingGeometry.ToGeometry(together, middle);
        if (!ReferenceEquals(together, rings))
            given = UnaryUnionNG.Union(given, Lattice); // across the cut the parts are one
        if (!IsWide(given, plane))
            return Widen(given, middle, distanceM, plane);
        IEnumerable<LineString> border = ((IEnumerable<Geometry>)LinearComponentExtracter.GetLines(given)).Cast<LineString>();
        Geometry beside = InStrips([.. border], middle, Math.Abs(distanceM), plane, QuadrantSegments);
        SpatialFunction what = distanceM < 0 ? SpatialFunction.Difference : SpatialFunction.Union;
        return RingGeometry.ToRings(OverlayNG.Overlay(given, beside, what, Lattice), middle);
    }

    /// <summary>Ground within a distance of lines; a line of one point is a point.</summary>
    public static IReadOnlyList<LatticePoint[]> OfLines(IReadOnlyList<LatticePoint[]> lines, double distanceM, AreaPlane plane)
    {
        IReadOnlyList<LatticePoint[]> together = Together([.. lines.Where(line => line.Length > 0)], plane);
        if (together.Count == 0)
            return [];
        LatticePoint middle = Middle(together);
        Geometry[] parts = [.. together.Select(line =>
        {
            Coordinate[] points = [.. line.Select(point => new Coordinate(point.X - middle.X, point.Y - middle.Y))];
            return points.Length == 1 ? (Geometry)Factory.CreatePoint(points[0]) : Factory.CreateLineString(points);
        })];
        bool arePoints = parts.All(part => part is Point);
        (double radiusM, int segments) = arePoints ? (distanceM * WiderCircle, CircleSegments) : (distanceM, QuadrantSegments);
        Geometry given = Factory.BuildGeometry(parts);
        return IsWide(given, plane)
            ? RingGeometry.ToRings(InStrips(parts, middle, radiusM, plane, segments), middle)
            : Widen(given, middle, radiusM, plane, segments);
    }

    private static bool IsWide(Geometry feature, AreaPlane plane) =>
        plane.PlanarCrs is null && feature.EnvelopeInternal.Width > WidestM * LatticePoint.UnitsPerMetre;

    /// <summary>Ground within a distance of lines and points, each stretch in the projection of its own strip.</summary>
    private static Geometry InStrips(
        IReadOnlyList<Geometry> parts, LatticePoint middle, double distanceM, AreaPlane plane, int segments)
    {
        const double Units = LatticePoint.UnitsPerMetre;
        double widthOfStrip = plane.Branch!.Value.Turn * StripDeg / 360;
        var strips = new SortedDictionary<long, List<Geometry>>();
        foreach (Geometry part in parts)
        {
            Coordinate[] line = Densifier.Densify(part, LongestEdgeM * Units).Coordinates;
            for (int from = 0, at = 1; at <= line.Length; at++)
            {
                if (at < line.Length && StripOf(line[at]) == StripOf(line[from]))
                    continue;
                // With the first point of the next stretch, so that nothing is left out between them.
                Coordinate[] stretch = line[from..Math.Min(at + 1, line.Length)];
                long strip = StripOf(line[from]);
                if (!strips.TryGetValue(strip, out List<Geometry>? stretches))
                    strips.Add(strip, stretches = []);
                stretches.Add(stretch.Length == 1 ? Factory.CreatePoint(stretch[0]) : Factory.CreateLineString(stretch));
                from = at;
            }
        }

        return UnaryUnionNG.Union(
            Factory.BuildGeometry([.. strips.Select(strip => RingGeometry.ToGeometry(
                Widen(
                    Factory.BuildGeometry(strip.Value), middle, distanceM, plane, segments,
                    new LatticePoint((long)Math.Round((strip.Key + 0.5) * widthOfStrip) + middle.X, middle.Y)),
                middle))]),
            Lattice);

        long StripOf(Coordinate point) => (long)Math.Floor(point.X / widthOfStrip);
    }

    /// <summary>The parts side by side, each moved by whole turns, where a meridian cut them apart; as they are where they fill less than
    /// half a turn, or no meridian is free of them.</summary>
    private static IReadOnlyList<LatticePoint[]> Together(IReadOnlyList<LatticePoint[]> parts, AreaPlane plane)
    {
        if (parts.Count < 2 || plane.Branch is not { } branch)
            return parts;
        (long West, long East)[] widths = [.. parts.Select(part => (part.Min(point => point.X), part.Max(point => point.X)))];
        if (widths.Max(width => width.East) - widths.Min(width => width.West) < branch.Turn / 2)
            return parts;
        // The widest meridian strip without a part is the one that the parts are laid round.
        (long West, long East)[] round =
        [
            .. widths.Select(width => (West: width.West - Turns(width.West), East: width.East - Turns(width.West))).Order(),
        ];
        long reached = round.Max(width => width.East) - branch.Turn, start = 0, widest = 0;
        foreach ((long west, long east) in round)
        {
            if (west - reached > widest)
                (widest, start) = (west - reached, west);
            reached = Math.Max(reached, east);
        }

        if (widest <= 0)
            return parts;
        LatticePoint[][] moved =
        [
            .. parts.Zip(widths, (part, width) =>
            {
                long by = -Turns(width.West - start);
                return by == 0 ? part : part.Select(point => new LatticePoint(point.X + by, point.Y)).ToArray();
            }),
        ];
        return moved.Zip(parts, ReferenceEquals).All(same => same) ? parts : moved;

        long Turns(long x) => branch.Turn * (long)Math.Floor((double)x / branch.Turn);
    }

    private static IReadOnlyList<LatticePoint[]> Widen(
        Geometry feature, LatticePoint middle, double distanceM, AreaPlane plane, int segments = QuadrantSegments,
        LatticePoint? meridian = null)
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
            CentralMeridianDeg = plane.Place(meridian ?? middle).X,
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

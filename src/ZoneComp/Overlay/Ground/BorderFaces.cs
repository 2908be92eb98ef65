using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Noding;
using NetTopologySuite.Noding.Snapround;
using NetTopologySuite.Operation.Polygonize;

namespace ZoneComp.Overlay.Ground;

/// <summary>Ground that the regions' loose borders and an outline cut out.</summary>
/// <param name="Regions">How many regions cover it.</param>
/// <param name="InOutline">Whether it lies in the outline; false where there is none.</param>
/// <param name="WidthM">Mean width on the ground: twice the area over the length of its border.</param>
/// <param name="At">A point inside.</param>
internal sealed record BorderFace(int Regions, bool InOutline, decimal AreaM2, double WidthM, LatticePoint At);

/// <summary>Finds gaps between regions and what does not fit an outline, from the borders that fit nowhere alone.</summary>
/// <remarks>
/// By NTS's snap rounding on the run's lattice and its polygonizer: corners where borders cross move by at most 0.71 mm. For findings; no
/// number that is paid comes from here.
/// </remarks>
internal static class BorderFaces
{
    private static readonly GeometryFactory Factory = new();

    /// <param name="outline">Rings of the outline, inside on the left; empty for none.</param>
    /// <param name="groundOfX">Metres of ground in a metre of the plane to the east, at a place; to the north it is the inverse.</param>
    /// <returns>Faces that are gaps between regions, lie outside the outline, or in it and in no region; the largest first.</returns>
    public static IReadOnlyList<BorderFace> Find(
        IReadOnlyList<LooseBorder> loose,
        IReadOnlyList<LatticePoint[]> outline,
        Func<LatticePoint, double> groundOfX)
    {
        LatticePoint[][] around = [.. outline.Select(ring => (LatticePoint[])[.. ring, ring[0]])];
        if (loose.Count == 0 && around.Length == 0)
            return [];
        LatticePoint origin = loose.Count > 0 ? loose[0].Points[0] : around[0][0];
        var regions = new Borders(loose.Select(border => border.Points), origin);
        var wanted = new Borders(around, origin);
        var faces = new List<BorderFace>();
        foreach (Polygon polygon in Polygons([.. regions.Lines, .. wanted.Lines]))
        {
            Point inside = polygon.InteriorPoint;
            int covered = regions.WindingAt(inside.X, inside.Y);
            bool inOutline = wanted.WindingAt(inside.X, inside.Y) > 0;
            if (outline.Count == 0 ? covered > 0 : inOutline == covered > 0)
                continue;
            var at = new LatticePoint((long)Math.Round(inside.X) + origin.X, (long)Math.Round(inside.Y) + origin.Y);
            double east = groundOfX(at);
            faces.Add(new BorderFace(
                covered,
                inOutline,
                (decimal)polygon.Area / (LatticePoint.UnitsPerMetre * LatticePoint.UnitsPerMetre),
                2 * polygon.Area / AffineTransformation.ScaleInstance(east, 1 / east).Transform(polygon).Length
                    / LatticePoint.UnitsPerMetre,
                at));
        }

        return [.. faces.OrderByDescending(face => face.AreaM2).ThenBy(face => face.At.X).ThenBy(face => face.At.Y)];
    }

    private static IEnumerable<Polygon> Polygons(IReadOnlyList<Coordinate[]> lines)
    {
        var noder = new SnapRoundingNoder(new PrecisionModel(1));
        // NTS keeps the points in a tree that it does not balance: along a border, as they come, it would be as deep as the border is long.
        IEnumerable<Coordinate[]> scattered = lines.Select((line, index) => (line, Order: unchecked((uint)index * 2_654_435_769u)))
            .OrderBy(each => each.Order)
            .Select(each => each.line);
        noder.ComputeNodes([.. scattered.Select(line => (ISegmentString)new NodedSegmentString(line, null))]);
        var polygonizer = new Polygonizer();
        // Sorted, since the class has an order and no hash: a piece that two borders share must go in once, or the faces on its sides come
        // out as one.
        var seen = new SortedSet<OrientedCoordinateArray>();
        foreach (ISegmentString piece in noder.GetNodedSubstrings())
        {
            Coordinate[] coordinates = CoordinateArrays.RemoveRepeatedPoints(piece.Coordinates);
            if (coordinates.Length > 1 && seen.Add(new OrientedCoordinateArray(coordinates)))
                polygonizer.Add(Factory.CreateLineString(coordinates));
        }

        return polygonizer.GetPolygons().Cast<Polygon>();
    }

    /// <summary>Directed borders near an origin, with how often they wind round a point.</summary>
    private sealed class Borders
    {
        private readonly STRtree<Coordinate[]> index = new();

        public Borders(IEnumerable<LatticePoint[]> paths, LatticePoint origin)
        {
            foreach (LatticePoint[] path in paths)
            {
                for (int from = 0; from + 1 < path.Length; from += 64)
                {
                    Coordinate[] line =
                    [
                        .. path.Skip(from).Take(65).Select(point => new Coordinate(point.X - origin.X, point.Y - origin.Y)),
                    ];
                    Lines.Add(line);
                    var box = new Envelope();
                    foreach (Coordinate each in line)
                        box.ExpandToInclude(each);
                    index.Insert(box, line);
                }
            }

            index.Build();
        }

        public List<Coordinate[]> Lines { get; } = [];

        /// <summary>Along a ray to the east: an edge that runs up past it counts one, one that runs down takes one away.</summary>
        public int WindingAt(double x, double y)
        {
            int winding = 0;
            foreach (Coordinate[] line in index.Query(new Envelope(x, double.MaxValue / 4, y, y)))
            {
                for (int at = 0; at + 1 < line.Length; at++)
                {
                    Coordinate from = line[at], to = line[at + 1];
                    bool up = from.Y <= y && to.Y > y, down = to.Y <= y && from.Y > y;
                    if ((up || down) && from.X + ((y - from.Y) / (to.Y - from.Y) * (to.X - from.X)) > x)
                        winding += up ? 1 : -1;
                }
            }

            return winding;
        }
    }
}

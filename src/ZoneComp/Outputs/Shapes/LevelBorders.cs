using System.Runtime.InteropServices;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace ZoneComp.Outputs.Shapes;

/// <summary>Borders of the offices above the regions (cities, provinces) in full detail, for maps that others draw.</summary>
internal static class LevelBorders
{
    /// <summary>How far beside an edge one looks for who lies there: a centimetre, far more than neighbours' corners are
    /// apart.</summary>
    private const double AsideDegrees = 1e-7, AsideM = 0.01;

    /// <summary>Levels that have borders of their own, that with most offices first; the outline belongs to the last.</summary>
    public static IReadOnlyList<RegionLevel> Levels(RunResults results)
    {
        IReadOnlyList<Region> regions = results.Combinations.Regions;
        return
        [
            .. results.Combinations.Levels
                .Select(level => (Level: level, Offices: regions.Select(region => Parent(region, level)).Distinct().Count()))
                .Where(each => each.Offices > 1 && each.Offices < regions.Count)
                .OrderByDescending(each => each.Offices).Select(each => each.Level),
        ];
    }

    /// <summary>Of each of <see cref="Levels"/>.</summary>
    public static IReadOnlyList<MultiLineString> Of(RunResults results)
    {
        IReadOnlyList<RegionLevel> levels = Levels(results);
        if (levels.Count == 0)
            return [];
        Coordinate[][][] rings = [.. results.Shapes.Select(shape => Rings(shape).ToArray())];
        Dictionary<(Coordinate, Coordinate), (int One, int Other)> sides = new(rings.Sum(own => own.Sum(ring => ring.Length)));
        for (int region = 0; region < rings.Length; region++)
        {
            foreach (Coordinate[] ring in rings[region])
            {
                for (int index = 0; index + 1 < ring.Length; index++)
                {
                    ref (int One, int Other) known =
                        ref CollectionsMarshal.GetValueRefOrAddDefault(sides, Edge(ring[index], ring[index + 1]), out bool isMet);
                    known = isMet ? (known.One, region) : (region, -1);
                }
            }
        }

        Neighbours beside = new(results.Shapes, results.Crs.IsGeographic ? AsideDegrees : AsideM);
        // An edge of one region alone is the outline, or a neighbour has other corners there.
        foreach (((Coordinate one, Coordinate other) edge, (int region, int neighbour)) in sides.ToArray())
        {
            if (neighbour < 0 && beside.Of(region, edge.one, edge.other) is >= 0 and int found)
                sides[edge] = (region, found);
        }

        IReadOnlyList<Region> regions = results.Combinations.Regions;
        return
        [
            .. levels.Select((level, rank) => Lines(rings, edge => sides[edge] is (int one, int other)
                && (other < 0 ? rank == levels.Count - 1 : Parent(regions[one], level) != Parent(regions[other], level)))),
        ];
    }

    private static string? Parent(Region region, RegionLevel level) => region.Parents.GetValueOrDefault(level.Name);

    private static MultiLineString Lines(Coordinate[][][] rings, Predicate<(Coordinate, Coordinate)> isBorder)
    {
        List<LineString> lines = [];
        HashSet<(Coordinate, Coordinate)> done = [];
        foreach (Coordinate[] ring in rings.SelectMany(own => own))
        {
            List<Coordinate> line = [];
            for (int index = 0; index + 1 < ring.Length; index++)
            {
                (Coordinate, Coordinate) edge = Edge(ring[index], ring[index + 1]);
                if (isBorder(edge) && done.Add(edge))
                {
                    if (line.Count == 0)
                        line.Add(ring[index]);
                    line.Add(ring[index + 1]);
                }
                else
                {
                    End(line);
                }
            }

            End(line);
        }

        return GeometryFactory.Default.CreateMultiLineString([.. lines]);

        void End(List<Coordinate> line)
        {
            if (line.Count > 0)
                lines.Add(GeometryFactory.Default.CreateLineString([.. line]));
            line.Clear();
        }
    }

    private static IEnumerable<Coordinate[]> Rings(Geometry? shape)
    {
        for (int part = 0; part < (shape?.NumGeometries ?? 0); part++)
        {
            if (shape!.GetGeometryN(part) is not Polygon polygon || polygon.IsEmpty)
                continue;
            yield return polygon.ExteriorRing.Coordinates;
            foreach (LineString hole in polygon.InteriorRings)
                yield return hole.Coordinates;
        }
    }

    /// <summary>From its lesser end, so that both neighbours call it the same.</summary>
    private static (Coordinate, Coordinate) Edge(Coordinate one, Coordinate other) =>
        one.CompareTo(other) < 0 ? (one, other) : (other, one);

    /// <summary>Which region lies on the other side of an edge.</summary>
    private sealed class Neighbours
    {
        private readonly STRtree<int> boxes = new();
        private readonly Lazy<IndexedPointInAreaLocator>[] locators;
        private readonly double aside;

        public Neighbours(IReadOnlyList<Geometry?> shapes, double aside)
        {
            this.aside = aside;
            for (int region = 0; region < shapes.Count; region++)
            {
                if (shapes[region] is { IsEmpty: false } shape)
                    boxes.Insert(shape.EnvelopeInternal, region);
            }

            locators = [.. shapes.Select(shape => new Lazy<IndexedPointInAreaLocator>(() => new IndexedPointInAreaLocator(shape)))];
        }

        /// <summary>-1 for none.</summary>
        public int Of(int own, Coordinate one, Coordinate other)
        {
            double length = one.Distance(other), dx = (other.Y - one.Y) / length * aside, dy = (one.X - other.X) / length * aside;
            double x = (one.X + other.X) / 2, y = (one.Y + other.Y) / 2;
            foreach (Coordinate point in (Coordinate[])[new(x + dx, y + dy), new(x - dx, y - dy)])
            {
                foreach (int region in boxes.Query(new Envelope(point)).Order())
                {
                    if (region != own && locators[region].Value.Locate(point) != Location.Exterior)
                        return region;
                }
            }

            return -1;
        }
    }
}

using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace ZoneComp.Tests.Overlay;

/// <summary>The overlay by NTS: union per class, then one intersection and one difference per class and combination.</summary>
internal static class NtsOracle
{
    private static readonly PrecisionModel Grid = new(1e6);

    public static OverlayResult Measure(OverlayInput input, OverlayOptions options)
    {
        LatticePoint origin = input.Bounds.IsEmpty
            ? default
            : new LatticePoint((input.Bounds.MinX + input.Bounds.MaxX) / 2, (input.Bounds.MinY + input.Bounds.MaxY) / 2);
        var faults = new List<FeatureFault>();
        Geometry[] regions =
        [
            .. Enumerable.Range(0, input.RegionCount).Select(region => Sound(input.RegionRings(region), origin, true, region, faults)),
        ];
        Geometry[] zones =
        [
            .. Enumerable.Range(0, input.ZoneCount).Select(zone => Sound(input.ZoneRings(zone), origin, false, zone, faults)),
        ];
        var index = new STRtree<int>();
        for (int zone = 0; zone < zones.Length; zone++)
        {
            if (!zones[zone].IsEmpty)
                index.Insert(zones[zone].EnvelopeInternal, zone);
        }

        index.Build();
        var areas = new List<OverlayArea>();
        var repeats = new List<OverlayRepeat>();
        var pieces = new List<OverlayPiece>();
        for (int region = 0; region < regions.Length; region++)
        {
            Add(region, regions[region], [.. index.Query(regions[region].EnvelopeInternal).Order()]);
        }

        Geometry all = Union(zones);
        Geometry outside = regions.Aggregate(all, (left, region) => Overlay(left, region, SpatialFunction.Difference));
        Add(-1, outside, [.. Enumerable.Range(0, zones.Length)]);
        return new OverlayResult
        {
            Areas = areas,
            Repeats = repeats,
            Pieces = pieces,
            RegionOverlaps = Overlaps(regions, origin),
            Faults = faults,
            Ground = input,
            Statistics = new OverlayStatistics(input.VertexCount, 0, 0, 0, 1, new Dictionary<string, double>()),
        };

        void Add(int region, Geometry ground, int[] nearby)
        {
            List<(Geometry Part, ClassSet Classes)> parts = [(ground, default)];
            foreach (IGrouping<int, int> group in nearby.GroupBy(input.ClassOf).OrderBy(group => group.Key))
            {
                Geometry[] members =
                [
                    .. group.Select(zone => Overlay(zones[zone], ground, SpatialFunction.Intersection)).Where(part => !part.IsEmpty),
                ];
                if (members.Length == 0)
                    continue;
                Geometry union = Union(members);
                parts = [.. parts.SelectMany(part => new[]
                {
                    (Overlay(part.Part, union, SpatialFunction.Difference), part.Classes),
                    (Overlay(part.Part, union, SpatialFunction.Intersection), With(part.Classes, group.Key)),
                }).Where(part => !part.Item1.IsEmpty)];
                double excess = members.Sum(member => member.Area) - union.Area;
                Geometry repeated = Union(members.SelectMany((member, at) =>
                    members.Skip(at + 1).Where(other => other.EnvelopeInternal.Intersects(member.EnvelopeInternal))
                        .Select(other => Overlay(member, other, SpatialFunction.Intersection))));
                if (Twice(repeated.Area) > 0)
                    repeats.Add(new OverlayRepeat(region, group.Key, Twice(repeated.Area), Twice(excess)));
            }

            areas.AddRange(parts.OrderBy(part => part.Classes).Select(part => new OverlayArea(region, part.Classes, Twice(part.Part.Area)))
                .Where(row => row.Area2 > 0));
            if (!options.Trace)
                return;
            foreach (int zone in nearby)
            {
                pieces.AddRange(parts.Where(part => part.Classes.Contains(input.ClassOf(zone)))
                    .Select(part =>
                        new OverlayPiece(
                            region,
                            zone,
                            part.Classes,
                            Twice(Overlay(part.Part, zones[zone], SpatialFunction.Intersection).Area)))
                    .Where(piece => piece.Area2 > 0).OrderBy(piece => piece.Classes));
            }
        }
    }

    private static List<RegionOverlap> Overlaps(Geometry[] regions, LatticePoint origin)
    {
        var overlaps = new List<RegionOverlap>();
        for (int first = 0; first < regions.Length; first++)
        {
            for (int second = first + 1; second < regions.Length; second++)
            {
                if (!regions[first].EnvelopeInternal.Intersects(regions[second].EnvelopeInternal))
                    continue;
                Geometry common = Overlay(regions[first], regions[second], SpatialFunction.Intersection);
                if (Twice(common.Area) > 0)
                    overlaps.Add(new RegionOverlap(first, second, Twice(common.Area), At(common, origin)));
            }
        }

        return overlaps;
    }

    private static Geometry Sound(
        IReadOnlyList<LatticePoint[]> rings, LatticePoint origin, bool isRegion, int feature, List<FeatureFault> faults)
    {
        Int128 before = rings.Aggregate((Int128)0, (sum, ring) => sum + RingGeometry.SignedArea2(ring));
        Geometry geometry = RingGeometry.ToGeometry(rings, origin);
        if (geometry.IsValid && before >= 0)
            return geometry;
        Geometry repaired = GeometryFixer.Fix(geometry);
        Int128 after = Twice(repaired.Area);
        faults.Add(new FeatureFault(
            isRegion,
            feature,
            new LocalText("the rings cross themselves or are wrongly turned", "环自相交或方向错误"),
            rings[0][0],
            before,
            after,
            Int128.Abs(before)));
        return repaired;
    }

    /// <summary>The polygons of the result: where two touch, NTS adds the common points and lines.</summary>
    /// <remarks>
    /// On a grid of a millionth of a lattice unit by snap rounding. With floating coordinates (OverlayNGRobust) one in some hundred of the
    /// random trials came out wrong: a result whose corners are rounded may cross itself, and the next step works on it.
    /// </remarks>
    private static Geometry Overlay(Geometry left, Geometry right, SpatialFunction function)
    {
        Geometry result = OverlayNG.Overlay(left, right, function, Grid);
        return result is Polygon or MultiPolygon
            ? result
            : result.Factory.CreateMultiPolygon([.. PolygonExtracter.GetPolygons(result).Cast<Polygon>()]);
    }

    private static Geometry Union(IEnumerable<Geometry> parts) =>
        parts.Aggregate((Geometry)new GeometryFactory().CreatePolygon(), (sum, part) => Overlay(sum, part, SpatialFunction.Union));

    private static ClassSet With(ClassSet set, int added) => ClassSet.Of([.. set.Indices(), added]);

    private static Int128 Twice(double area) => (Int128)Math.Round(2 * area);

    private static LatticePoint At(Geometry geometry, LatticePoint origin)
    {
        Coordinate at = geometry.InteriorPoint.Coordinate;
        return new LatticePoint((long)Math.Round(at.X) + origin.X, (long)Math.Round(at.Y) + origin.Y);
    }
}

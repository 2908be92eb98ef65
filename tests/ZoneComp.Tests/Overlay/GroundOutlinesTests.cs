using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace ZoneComp.Tests.Overlay;

/// <summary>Drawn ground against what was measured and against polygons by NTS, where everything touches everything.</summary>
public class GroundOutlinesTests
{
    private const int Classes = 3, Sets = 1 << Classes;

    /// <summary>
    /// Ground within a unit or two of the lattice has no outline, and half a unit for each of two terms at a crossing may be measured where
    /// there is no ground.
    /// </summary>
    private const int WithoutOutline2 = 16;

    private static readonly GeometryFactory Factory = new();

    // Trials of each kind in one test run; scripts/overlay-trials.sh sets more.
    private static readonly int Trials = int.Parse(
        Environment.GetEnvironmentVariable("ZONECOMP_OVERLAY_TRIALS") ?? "5000", System.Globalization.CultureInfo.InvariantCulture) / 40;

    /// <summary>Each set of classes is a drawing of its own, and so is what any class covers.</summary>
    private static readonly OutlineWish EverySet = new(
        (_, classes) => SetOf(classes) is var set && set == 0 ? 1UL : (1UL << set) | (1UL << Sets), new HashSet<int> { 0, 1, 2 });

    private static readonly OutlineWish EveryZone = new((_, _) => 1, new HashSet<int>(), ByZone: true);

    /// <summary>At a small scale most crossings lie between lattice points and move; those of edges in eight directions lie on
    /// them.</summary>
    public static TheoryData<string, long> Kinds => new()
    {
        { "any", 99_991 }, { "any", 1 }, { "any", 3 }, { "any", 12 }, { "mosaic", 99_991 }, { "mosaic", 1 }, { "eight", 200 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_combination_is_drawn_as_it_was_measured(string kind, long scale)
    {
        for (int trial = 0; trial < Trials; trial++)
        {
            OverlayInput input = Input(trial, kind, scale);
            OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions());
            Dictionary<(int, int), GroundOutline> drawn = Drawn(result.Ground, EverySet);
            for (int region = 0; region < input.RegionCount; region++)
            {
                for (int set = 0; set <= Sets; set++)
                {
                    Int128 measured = result.Areas.Where(row => row.Region == region)
                        .Where(row => set == Sets ? row.Classes != default : SetOf(row.Classes) == set)
                        .Aggregate((Int128)0, (sum, row) => sum + row.Area2);
                    string label = $"{kind} {scale}, trial {trial}, region {region}, set {set}";
                    GroundOutline? outline = drawn.GetValueOrDefault((region, set));
                    Require(label, measured, outline, isExact: kind == "eight");
                    if (trial % (kind == "mosaic" ? 32 : 8) == 0)
                        RequireSame(label, result.Ground, region, set, outline, isExact: kind == "eight");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_zone_is_cut_to_its_regions_as_it_was_measured(string kind, long scale)
    {
        for (int trial = 0; trial < Trials / 2; trial++)
        {
            OverlayInput input = Input(trial, kind, scale);
            OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions(Trace: true));
            Dictionary<(int, int), GroundOutline> drawn = Drawn(result.Ground, EveryZone);
            for (int region = 0; region < input.RegionCount; region++)
            {
                for (int zone = 0; zone < input.ZoneCount; zone++)
                {
                    string label = $"{kind} {scale}, trial {trial}, region {region}, zone {zone}";
                    Int128 measured = result.Pieces.Where(piece => piece.Region == region && piece.Zone == zone)
                        .Aggregate((Int128)0, (sum, piece) => sum + piece.Area2);
                    Require(label, measured, drawn.GetValueOrDefault((region, zone)), isExact: kind == "eight");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Threads_and_tiles_change_no_corner(string kind, long scale)
    {
        for (int trial = 0; trial < Trials / 4; trial++)
        {
            OverlayInput input = Input(trial, kind, scale);
            var random = new Random(trial);
            OutlineWish wish = trial % 2 == 0 ? EverySet : EveryZone;

            Assert.Equal(
                Text(GroundOutlines.Of(input, wish, new OverlayOptions(), null, default)),
                Text(GroundOutlines.Of(
                    input,
                    wish,
                    new OverlayOptions(1 + (trial % 3)) { TileEdges = random.Next(1, 20) },
                    null,
                    default)));
        }

        static IEnumerable<string> Text(IEnumerable<GroundOutline> outlines) => outlines.SelectMany(outline => outline.Polygons.Select(
            polygon => $"{outline.Region} {outline.Part}: {string.Join(" | ", polygon.Rings.Select(ring => string.Join(" ", ring)))}"));
    }

    /// <summary>What closes edges where the walk along them does not: the same ground, and where some go round it twice.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Edges_close_to_the_same_ground_by_NTS(string kind, long scale)
    {
        for (int trial = 0; trial < Trials / 8; trial++)
        {
            foreach (GroundOutline outline in Drawn(Input(trial, kind, scale), EverySet).Values)
            {
                if (outline.Polygons.Count == 0)
                    continue;
                List<OutlineEdge> edges =
                [
                    .. outline.Polygons.SelectMany(polygon => polygon.Rings)
                        .SelectMany(ring => ring.Zip(ring.Skip(1).Append(ring[0]), (from, to) => new OutlineEdge(from, to, from, to))),
                ];
                LatticePoint[] corners = OutlineSnapping.Corners(edges);
                List<(int From, int To)> once = [.. edges.Select(edge => (Array.IndexOf(corners, edge.From),
                    Array.IndexOf(corners, edge.To)))];
                List<(int From, int To)> twice = [.. once, .. once];

                Assert.Equal(outline.Area2, Area2(OutlineRings.Close(corners, once)!));
                Assert.Null(OutlineRings.Close(corners, twice));
                Assert.Null(OutlineRings.Close(corners, once[1..]));
                Assert.Equal(outline.Area2, Area2(OutlineFaces.Of(corners, once)));
                Assert.Equal(outline.Area2, Area2(OutlineFaces.Of(corners, twice)));
            }
        }

        static Int128 Area2(IReadOnlyList<OutlinePolygon> polygons) => new GroundOutline(0, 0, polygons, 0).Area2;
    }

    private static Dictionary<(int, int), GroundOutline> Drawn(OverlayInput input, OutlineWish wish) =>
        GroundOutlines.Of(input, wish, new OverlayOptions(), null, default).ToDictionary(outline => (outline.Region, outline.Part));

    private static OverlayInput Input(int trial, string kind, long scale)
    {
        var random = new Random(trial);
        int grid = random.Next(3, 9);
        LatticePoint offset = trial % 3 == 0
            ? new(random.NextInt64(1L << 39), -random.NextInt64(1L << 39))
            : new(2 * random.Next(-1000, 1000), 8);
        return kind switch
        {
            "mosaic" => RandomOverlay.CreateMosaic(random, Math.Min(grid, 5), scale, Classes, offset),
            "eight" => RandomOverlay.CreateEightWays(random, grid, scale, Classes, new(offset.X & ~1, offset.Y & ~1)),
            _ => RandomOverlay.Create(random, grid, scale, Classes, offset),
        };
    }

    private static void Require(string label, Int128 measured2, GroundOutline? outline, bool isExact)
    {
        if (outline is null)
        {
            Assert.True(Int128.Abs(measured2) <= (isExact ? 0 : WithoutOutline2), $"{label}: {measured2} measured");
            return;
        }

        MultiPolygon shape = Polygons(outline, outline.Polygons.Count == 0 ? default : outline.Polygons[0].Shell[0]);
        Assert.True(shape.IsValid, $"{label}: {new NetTopologySuite.Operation.Valid.IsValidOp(shape).ValidationError} {shape}");
        Assert.True((Int128)Math.Round(2 * shape.Area) == outline.Area2, $"{label}: {2 * shape.Area} and {outline.Area2} of its rings");
        Assert.True(
            Int128.Abs(measured2 - outline.Area2) <= (isExact ? 0 : (Int128)outline.Bound2),
            $"{label}: {outline.Area2} and {measured2} measured, bound {outline.Bound2}");
        Assert.False(outline.IsMended, label);
    }

    /// <summary>Against overlays of NTS in floating numbers, which round nothing where all crossings are points of the lattice.</summary>
    private static void RequireSame(string label, OverlayInput ground, int region, int set, GroundOutline? outline, bool isExact)
    {
        LatticePoint origin = new(ground.Bounds.MinX, ground.Bounds.MinY);
        Geometry shape = RingGeometry.ToGeometry(ground.RegionRings(region), origin), any = Factory.CreatePolygon();
        for (int number = 0; number < Classes; number++)
        {
            Geometry covered = Enumerable.Range(0, ground.ZoneCount).Where(zone => ground.ClassOf(zone) == number).Aggregate(
                (Geometry)Factory.CreatePolygon(),
                (sum, zone) => Overlay(sum, RingGeometry.ToGeometry(ground.ZoneRings(zone), origin), SpatialFunction.Union));
            any = Overlay(any, covered, SpatialFunction.Union);
            if (set < Sets)
                shape = Overlay(shape, covered, (set & (1 << number)) != 0 ? SpatialFunction.Intersection : SpatialFunction.Difference);
        }

        if (set == Sets)
            shape = Overlay(shape, any, SpatialFunction.Intersection);
        Geometry drawn = outline is null ? Factory.CreatePolygon() : Polygons(outline, origin);
        double apart = Overlay(drawn, shape, SpatialFunction.SymDifference).Area;
        Assert.True(2 * apart <= (isExact ? 0 : outline?.Bound2 ?? WithoutOutline2), $"{label}: {apart} apart from NTS {shape}");
    }

    private static Geometry Overlay(Geometry one, Geometry other, SpatialFunction function)
    {
        Geometry result = OverlayNGRobust.Overlay(one, other, function);
        return result is Polygon or MultiPolygon
            ? result
            : Factory.CreateMultiPolygon([.. PolygonExtracter.GetPolygons(result).Cast<Polygon>()]);
    }

    private static int SetOf(ClassSet classes) => classes.Indices().Sum(index => 1 << index);

    private static MultiPolygon Polygons(GroundOutline outline, LatticePoint origin)
    {
        return Factory.CreateMultiPolygon(
            [.. outline.Polygons.Select(polygon => Factory.CreatePolygon(Ring(polygon.Shell), [.. polygon.Holes.Select(Ring)]))]);

        LinearRing Ring(LatticePoint[] ring) =>
            Factory.CreateLinearRing([.. ring.Append(ring[0]).Select(point => new Coordinate(point.X - origin.X, point.Y - origin.Y))]);
    }
}

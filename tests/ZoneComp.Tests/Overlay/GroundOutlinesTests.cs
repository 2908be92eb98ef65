using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using ZoneComp.Model;
using ZoneComp.Overlay;
using ZoneComp.Preparation;

namespace ZoneComp.Tests.Overlay;

/// <summary>Drawn ground against what was measured and against polygons by NTS, where everything touches everything.</summary>
public class GroundOutlinesTests
{
    private const int Classes = 3, Sets = 1 << Classes;

    private static readonly PrecisionModel Lattice = new(1);

    /// <summary>Each set of classes is a drawing of its own.</summary>
    private static readonly OutlineWish EverySet = new((_, classes) => 1UL << classes.Indices().Sum(index => 1 << index), new HashSet<int> { 0, 1, 2 });

    public static TheoryData<bool, long> Kinds => new() { { false, 99_991 }, { true, 99_991 }, { false, 1 }, { true, 1 } };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_combination_is_drawn_as_it_was_measured(bool mosaic, long scale)
    {
        for (int trial = 0; trial < 60; trial++)
        {
            OverlayInput input = Input(trial, mosaic, scale);
            OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions());
            var drawn = GroundOutlines.Of(result.Ground, EverySet, new OverlayOptions(), default).ToDictionary(outline => (outline.Region, outline.Part), outline => outline.Rings);
            for (int region = 0; region < input.RegionCount; region++)
            {
                for (int set = 0; set < Sets; set++)
                {
                    string label = $"trial {trial}, region {region}, set {set}";
                    Int128 measured = result.Areas.FirstOrDefault(row => row.Region == region && row.Classes == new ClassSet((ulong)set)).Area2;
                    IReadOnlyList<LatticePoint[]> rings = drawn.GetValueOrDefault((region, set), []);
                    Require(label, (double)measured, rings);
                    if (trial >= 10)
                        continue;
                    Geometry other = RingGeometry.ToGeometry(CombinationGeometry.Rings(result.Ground, region, new ClassSet((ulong)set)), default);
                    double apart = OverlayNG.Overlay(Polygons(rings), other, SpatialFunction.SymDifference, Lattice).Area;
                    Assert.True(2 * apart <= Bound2(rings) + Bound2(RingGeometry.ToRings(other, default)), $"{label}: {apart} apart from NTS");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_zone_is_cut_to_its_regions_as_it_was_measured(bool mosaic, long scale)
    {
        for (int trial = 0; trial < 60; trial++)
        {
            OverlayInput input = Input(trial, mosaic, scale);
            OverlayResult result = ZoneOverlay.Measure(input, new OverlayOptions(Trace: true));
            var drawn = GroundOutlines.Of(result.Ground, new OutlineWish((_, _) => 1, new HashSet<int>(), ByZone: true), new OverlayOptions(), default)
                .ToDictionary(outline => (outline.Region, outline.Part), outline => outline.Rings);
            for (int region = 0; region < input.RegionCount; region++)
            {
                for (int zone = 0; zone < input.ZoneCount; zone++)
                {
                    Int128 measured = result.Pieces.Where(piece => piece.Region == region && piece.Zone == zone).Aggregate((Int128)0, (sum, piece) => sum + piece.Area2);
                    Require($"trial {trial}, region {region}, zone {zone}", (double)measured, drawn.GetValueOrDefault((region, zone), []));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Threads_and_tiles_change_no_corner(bool mosaic, long scale)
    {
        for (int trial = 0; trial < 60; trial++)
        {
            OverlayInput input = Input(trial, mosaic, scale);
            var random = new Random(trial);
            OutlineWish wish = trial % 2 == 0 ? EverySet : new OutlineWish((_, _) => 1, new HashSet<int>(), ByZone: true);

            Assert.Equal(
                Text(GroundOutlines.Of(input, wish, new OverlayOptions(), default)),
                Text(GroundOutlines.Of(input, wish, new OverlayOptions(1 + (trial % 3)) { TileEdges = random.Next(1, 20) }, default)));
        }

        static IEnumerable<string> Text(IReadOnlyList<GroundOutline> outlines) =>
            outlines.Select(outline => $"{outline.Region} {outline.Part}: {string.Join(" | ", outline.Rings.Select(ring => string.Join(" ", ring)))}");
    }

    private static OverlayInput Input(int trial, bool mosaic, long scale)
    {
        var random = new Random(trial);
        var offset = new LatticePoint(random.Next(-1000, 1000), 7);
        return mosaic ? RandomOverlay.CreateMosaic(random, grid: random.Next(2, 6), scale, Classes, offset) : RandomOverlay.Create(random, grid: 6, scale, Classes, offset);
    }

    private static void Require(string label, double measured2, IReadOnlyList<LatticePoint[]> rings)
    {
        double drawn2 = (double)rings.Aggregate((Int128)0, (sum, ring) => sum + RingGeometry.SignedArea2(ring));
        Assert.True(Math.Abs(measured2 - drawn2) <= Bound2(rings), $"{label}: {measured2} and {drawn2}");
        MultiPolygon shape = Polygons(rings);
        Assert.True(shape.IsValid, $"{label}: {shape}");
        Assert.True(Math.Abs((2 * shape.Area) - drawn2) < 1e-6 * (1 + drawn2), $"{label}: a hole without a shell");
    }

    /// <summary>
    /// A corner is rounded, and an edge led through a corner that it passes, by at most 0.71 units each: twice the area moves by twice that times the length of the
    /// edges. Ground thinner than that may vanish whole: edges here are at most 850,000 long, some twenty of them meet in a combination.
    /// </summary>
    private static double Bound2(IReadOnlyList<LatticePoint[]> rings)
    {
        double length = rings.Sum(ring => ring.Select((point, index) => (point, Next: ring[(index + 1) % ring.Length])).Sum(edge => double.Hypot(edge.Next.X - edge.point.X, edge.Next.Y - edge.point.Y)));
        return (2 * 1.42 * length) + (rings.Count == 0 ? 25_000_000 : 150);
    }

    private static MultiPolygon Polygons(IReadOnlyList<LatticePoint[]> rings) => RingAssembly.Assemble(
        rings.Select(ring => (Coordinate[])[.. ring.Append(ring[0]).Select(point => new Coordinate(point.X, point.Y))]), new GeometryFactory());
}

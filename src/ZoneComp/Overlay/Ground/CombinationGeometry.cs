using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace ZoneComp.Overlay.Ground;

/// <summary>Polygons of chosen combinations, for a map or a dispute; never on the way to a number.</summary>
/// <remarks>
/// By NTS OverlayNG on the same lattice: corners where borders cross are rounded to it, which moves them by at most 0.71 units, so an area
/// may
/// differ from the engine's by about 0.71 units times the length of the edges that such corners end.
/// </remarks>
public static class CombinationGeometry
{
    private static readonly PrecisionModel Lattice = new(1);

    /// <summary>The ground of a region that exactly the classes of <paramref name="combination"/> cover.</summary>
    /// <param name="input">What was measured: <see cref="OverlayResult.Ground"/>.</param>
    /// <returns>Rings, inside on the left, shells before their holes; empty when there is no such ground.</returns>
    public static IReadOnlyList<LatticePoint[]> Rings(OverlayInput input, int region, ClassSet combination)
    {
        LatticeBox box = input.RegionBox(region);
        if (box.IsEmpty)
            return [];
        var origin = new LatticePoint((box.MinX + box.MaxX) / 2, (box.MinY + box.MaxY) / 2);
        Geometry ground = RingGeometry.ToGeometry(input.RegionRings(region), origin);
        foreach (IGrouping<int, int> zones in Enumerable.Range(0, input.ZoneCount)
            .Where(zone => input.ZoneBox(zone).Meets(box))
            .GroupBy(input.ClassOf)
            .OrderBy(group => group.Key))
        {
            Geometry covered = UnaryUnionNG.Union(
                (Geometry)ground.Factory.CreateMultiPolygon([
                    .. zones.SelectMany(zone => PolygonExtracter.GetPolygons(RingGeometry.ToGeometry(input.ZoneRings(zone), origin)))
                        .Cast<Polygon>(),
                ]),
                Lattice);
            ground = Polygons(OverlayNG.Overlay(
                ground, covered, combination.Contains(zones.Key) ? SpatialFunction.Intersection : SpatialFunction.Difference, Lattice));
        }

        // A class that no zone near the region has leaves nothing of the combination.
        bool complete = combination.Indices().All(index =>
            Enumerable.Range(0, input.ZoneCount).Any(zone => input.ClassOf(zone) == index && input.ZoneBox(zone).Meets(box)));
        return complete ? RingGeometry.ToRings(ground, origin) : [];
    }

    private static Geometry Polygons(Geometry result) => result is Polygon or MultiPolygon
        ? result
        : result.Factory.CreateMultiPolygon([.. PolygonExtracter.GetPolygons(result).Cast<Polygon>()]);
}

using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace ZoneComp.Overlay;

/// <summary>Finds a place to look at where two regions overlap: inside the largest part of the overlap.</summary>
internal static class RegionOverlapPlace
{
    public static LatticePoint Find(OverlayInput input, int first, int second)
    {
        LatticeBox box = input.RegionBox(first);
        var origin = new LatticePoint((box.MinX + box.MaxX) / 2, (box.MinY + box.MaxY) / 2);
        Geometry common = Common(
            RingGeometry.ToGeometry(input.RegionRings(first), origin),
            RingGeometry.ToGeometry(input.RegionRings(second), origin));
        Geometry? largest = Enumerable.Range(0, common.NumGeometries).Select(common.GetGeometryN).MaxBy(part => part.Area);
        Coordinate at = largest is { IsEmpty: false } ? largest.InteriorPoint.Coordinate : new Coordinate();
        return new LatticePoint((long)Math.Round(at.X) + origin.X, (long)Math.Round(at.Y) + origin.Y);
    }

    private static Geometry Common(Geometry first, Geometry second)
    {
        try
        {
            return OverlayNGRobust.Overlay(first, second, SpatialFunction.Intersection);
        }
        catch (TopologyException)
        {
            // Wild rings, put together wrongly. Even-odd pieces of them are enough for a place to look at.
            return OverlayNGRobust.Overlay(first.Buffer(0), second.Buffer(0), SpatialFunction.Intersection);
        }
    }
}

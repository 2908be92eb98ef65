using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace ZoneComp.Indicators;

/// <summary>The region nearest to a zone feature, by the shortest distance between their borders on the ground.</summary>
/// <remarks>
/// Of regions equally near (touched by the feature, say) the one that holds most of the feature, then the one first by code. In the
/// equal-area plane distances are taken with the scales of the feature's own latitude.
/// </remarks>
/// <param name="withinM">How far away the region may be at most; null for any distance.</param>
internal sealed class NearestRegion(OverlayInput ground, int[] regionOf, AreaPlane plane, decimal? withinM)
{
    private readonly Dictionary<int, int> known = [];

    /// <param name="pieces">All pieces of the overlay.</param>
    /// <returns>Index of the region; -1 where none is near enough.</returns>
    public int Of(int zone, IReadOnlyList<OverlayPiece> pieces)
    {
        if (known.TryGetValue(zone, out int region))
            return region;
        LatticeBox box = ground.ZoneBox(zone);
        var origin = new LatticePoint((box.MinX + box.MaxX) / 2, (box.MinY + box.MaxY) / 2);
        double cos = plane.PlanarCrs is null ? Math.Cos(plane.Place(origin).Y * (Math.PI / 180)) : 1;
        Geometry OnGround(IReadOnlyList<LatticePoint[]> rings) =>
            new AffineTransformation().Scale(cos, 1 / cos).Transform(RingGeometry.ToGeometry(rings, origin));
        Geometry feature = OnGround(ground.ZoneRings(zone));
        Dictionary<int, Int128> held = pieces.Where(piece => piece.Zone == zone && piece.Region >= 0 && regionOf[piece.Region] >= 0)
            .GroupBy(piece => regionOf[piece.Region])
                .ToDictionary(group => group.Key, group => group.Aggregate((Int128)0, (sum, piece) => sum + piece.Area2));
        (double Distance, int Region)[] byBox = [.. Enumerable.Range(0, regionOf.Length)
            .Where(part => regionOf[part] >= 0 && !ground.RegionBox(part).IsEmpty)
            .Select(part => (BoxDistance(box, ground.RegionBox(part), cos), part))
            .OrderBy(pair => pair.Item1)];
        double best = withinM is { } limitM ? (double)limitM * LatticePoint.UnitsPerMetre : double.PositiveInfinity;
        int nearest = -1;
        foreach ((double atLeast, int part) in byBox)
        {
            if (atLeast > best)
                break;
            double distance = feature.Distance(OnGround(ground.RegionRings(part)));
            int candidate = regionOf[part];
            Int128 more = held.GetValueOrDefault(candidate) - (nearest < 0 ? 0 : held.GetValueOrDefault(nearest));
            if (distance < best || (distance == best && (nearest < 0 || more > 0 || (more == 0 && candidate < nearest))))
                (best, nearest) = (distance, candidate);
        }

        return known[zone] = nearest;
    }

    private static double BoxDistance(LatticeBox first, LatticeBox second, double cos)
    {
        double x = Math.Max(0, Math.Max(first.MinX - second.MaxX, second.MinX - first.MaxX)) * cos;
        double y = Math.Max(0, Math.Max(first.MinY - second.MaxY, second.MinY - first.MaxY)) / cos;
        return Math.Sqrt((x * x) + (y * y));
    }
}

using System.Collections.Concurrent;

namespace ZoneComp.Indicators;

/// <summary>Points in no region, for the nearest one within a distance, as `assign: {nearest: 500 m}` of their layer says.</summary>
/// <remarks>
/// The nearest place of each border is sought with the plane's scales at the point; how far away it is, is measured on the ellipsoid as
/// lengths are. Of regions equally near the lowest goes before the remainder round it, then the first by code. Ground outside a mask
/// stays outside.
/// </remarks>
/// <param name="regions">Of the overlay, by code.</param>
internal sealed class PointAssignment(OverlayInput ground, IReadOnlyList<int> regions, RegionLayout layout, AreaPlane plane)
{
    /// <summary>Borders that run this close together are one, metres: a few roundings to the lattice.</summary>
    private const double SameBorderM = 0.005;

    /// <summary>How much a distance up to 100 km may be off by the scales of its one end, up to 80 degrees of latitude.</summary>
    private const double ScaleChange = 1.2;

    private readonly ConcurrentDictionary<int, IReadOnlyList<LatticePoint[]>> rings = new();
    private readonly ConcurrentDictionary<(string Class, int Region), int> assigned = new();
    private readonly ConcurrentDictionary<string, int> beyond = new(StringComparer.Ordinal);

    /// <summary>Any number of threads.</summary>
    /// <returns>A region of the overlay; -1 where none is near enough, or the layer does not ask.</returns>
    public int RegionOf(PlaceFeature feature, LatticePoint point, ClassSet classes)
    {
        if (feature.NearestWithinM is not decimal withinM || (layout.MaskClass is int mask && !classes.Contains(mask)))
            return SpecialRegion.Outside;
        int nearest = Nearest(point, (double)withinM);
        if (nearest < 0)
            _ = beyond.AddOrUpdate(feature.Class, 1, (_, count) => count + 1);
        else
            _ = assigned.AddOrUpdate((feature.Class, nearest), 1, (_, count) => count + 1);
        return nearest;
    }

    /// <summary>Says what was assigned, and what was too far away.</summary>
    public void Report(PreparedInput prepared, DiagnosticLog log)
    {
        foreach (IGrouping<string, KeyValuePair<(string Class, int Region), int>> its in assigned.GroupBy(each => each.Key.Class))
        {
            PlaceFeature first = prepared.Places.First(place => place.Class == its.Key);
            log.Add(PlaceFindings.Assigned(
                its.Key,
                first,
                [
                    .. its.Select(each => (Region: prepared.Regions[each.Key.Region], each.Value))
                        .OrderBy(each => each.Region.Code, StringComparer.Ordinal),
                ]));
        }

        foreach ((string name, int count) in beyond)
            log.Add(PlaceFindings.TooFar(name, prepared.Places.First(place => place.Class == name), count));
    }

    private int Nearest(LatticePoint point, double withinM)
    {
        double east = plane.GroundOfX(point), reach = withinM * LatticePoint.UnitsPerMetre * ScaleChange;
        (double DistanceM, bool IsRest, int Region) best = (withinM, true, SpecialRegion.Outside);
        foreach (int region in regions)
        {
            if (BoxDistance(ground.RegionBox(region), point, east) > reach)
                continue;
            bool isRest = region >= layout.LowestCount;
            double distanceM = DistanceM(point, rings.GetOrAdd(region, ground.RegionRings), east);
            bool isNearer = best.Region < 0 ? distanceM <= withinM : distanceM < best.DistanceM - SameBorderM;
            if (isNearer || (distanceM <= best.DistanceM + SameBorderM && distanceM <= withinM && best.IsRest && !isRest))
                best = (distanceM, isRest, region);
        }

        return best.Region;
    }

    private double DistanceM(LatticePoint point, IReadOnlyList<LatticePoint[]> border, double east)
    {
        double least = double.PositiveInfinity;
        LatticePoint nearest = point;
        foreach (LatticePoint[] ring in border)
        {
            for (int at = 0; at < ring.Length; at++)
            {
                LatticePoint from = ring[at], to = ring[at + 1 == ring.Length ? 0 : at + 1];
                double x = (from.X - point.X) * east, y = (from.Y - point.Y) / east;
                double dx = (to.X - from.X) * east, dy = (to.Y - from.Y) / east, length2 = (dx * dx) + (dy * dy);
                double along = length2 == 0 ? 0 : Math.Clamp(-((x * dx) + (y * dy)) / length2, 0, 1);
                double distance = Math.Pow(x + (along * dx), 2) + Math.Pow(y + (along * dy), 2);
                if (distance >= least)
                    continue;
                least = distance;
                nearest = new LatticePoint(
                    from.X + (long)Math.Round(along * (to.X - from.X)), from.Y + (long)Math.Round(along * (to.Y - from.Y)));
            }
        }

        return double.IsInfinity(least) ? least : PlaceMeasuring.EdgeLengthsM([point, nearest], plane)[0];
    }

    private static double BoxDistance(LatticeBox box, LatticePoint point, double east)
    {
        if (box.IsEmpty)
            return double.PositiveInfinity;
        double x = Math.Max(0, Math.Max(box.MinX - point.X, point.X - box.MaxX)) * east;
        double y = Math.Max(0, Math.Max(box.MinY - point.Y, point.Y - box.MaxY)) / east;
        return Math.Sqrt((x * x) + (y * y));
    }
}

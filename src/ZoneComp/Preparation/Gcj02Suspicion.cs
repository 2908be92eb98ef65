using ZoneComp.Diagnostics;
using ZoneComp.Model;
using ZoneComp.Overlay;
using ZoneComp.Preparation.CoordinateSystems;
using ZoneComp.Preparation.Plane;

namespace ZoneComp.Preparation;

/// <summary>Holds the zone layers' vertices against the regions' borders, for layers that come from web maps.</summary>
internal static class Gcj02Suspicion
{
    public static void Look(OverlayInput rings, ZoneOrigins zones, IReadOnlyList<InputRecord> inputs, AreaPlane plane, DiagnosticLog log)
    {
        if (plane.PlanarCrs is not null)
            return; // places in degrees are not known there
        var check = new Gcj02Check();
        var layers = new List<string>();
        foreach (IGrouping<int, int> source in Enumerable.Range(0, zones.Count).GroupBy(zones.Source).OrderBy(group => group.Key))
        {
            layers.Add(inputs[source.Key].Role["layer ".Length..]);
            check.AddLayer(inputs[source.Key].Path, Sample(rings, source, plane));
        }

        for (int region = 0; region < rings.RegionCount; region++)
        {
            foreach (LatticePoint[] ring in rings.RegionRings(region))
            {
                FindingPlace from = plane.Place(ring[^1]);
                foreach (LatticePoint point in ring)
                {
                    FindingPlace to = plane.Place(point);
                    check.AddBorder(from.X, from.Y, to.X, to.Y);
                    from = to;
                }
            }
        }

        foreach ((int layer, Diagnostic finding) in check.Findings())
            log.Add(finding with { Layer = layers[layer] });
    }

    /// <summary>Some vertices of every so-manieth feature, so that the whole layer is met and a large one costs no more than a small one.</summary>
    private static IEnumerable<(double, double)> Sample(OverlayInput rings, IGrouping<int, int> source, AreaPlane plane)
    {
        int features = source.Count(), step = 1 + (features / Gcj02Check.PointsWanted);
        int perFeature = Math.Max(1, Gcj02Check.PointsWanted / (1 + (features / step)));
        foreach (int zone in source.Where((_, index) => index % step == 0))
        {
            IReadOnlyList<LatticePoint[]> shape = rings.ZoneRings(zone);
            int stride = 1 + (shape.Sum(ring => ring.Length) / perFeature), at = 0;
            foreach (LatticePoint[] ring in shape)
            {
                for (; at < ring.Length; at += stride)
                {
                    FindingPlace place = plane.Place(ring[at]);
                    yield return (place.X, place.Y);
                }

                at -= ring.Length;
            }
        }
    }
}

namespace ZoneComp.Preparation;

/// <summary>Holds the zone layers' vertices against the regions' borders, for layers that come from web maps.</summary>
internal static class Gcj02Suspicion
{
    public static void Look(OverlayInput rings, SourceFootprints zones, Func<int, InputRecord> input, AreaPlane plane, DiagnosticLog log)
    {
        if (plane.PlanarCrs is not null)
            return; // places in degrees are not known there
        var check = new Gcj02Check();
        var layers = new List<string>();
        foreach (int source in zones.Sources)
        {
            layers.Add(input(source).Role["layer ".Length..]);
            check.AddLayer(
                input(source).Path,
                zones.Vertices(source).Select(vertex => plane.Place(vertex)).Select(place => (place.X, place.Y)));
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
}

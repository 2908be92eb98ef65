using ZoneComp.Diagnostics;
using ZoneComp.Overlay;
using ZoneComp.Policy;
using ZoneComp.Preparation.Plane;
using ZoneComp.Reading;

namespace ZoneComp.Preparation;

/// <summary>Reads the layers and gives each feature to its class; nothing is dissolved, the overlay counts once by itself.</summary>
internal static class ZonePreparation
{
    /// <param name="places">Gets the lines and points, which cover no ground.</param>
    /// <param name="handed">Who takes the zones out of memory; null where they stay.</param>
    public static void Read(
        PolicyFile policy, SourceOpening opening, OverlayInput rings, ZoneOrigins origins, AreaPlane plane, List<PlaceFeature> places, int threads, HandedZones? handed, DiagnosticLog log, Action<double> progress)
    {
        int firstClass = 0;
        for (int index = 0; index < policy.Layers.Count; index++)
        {
            LayerSettings layer = policy.Layers[index];
            foreach (SourceSettings source in layer.Sources)
            {
                foreach (string file in source.Files())
                {
                    using OpenedSource? opened = opening.Open($"layer {layer.Name}", layer.Name, source, file);
                    if (opened is null)
                        continue;
                    if (threads > 1)
                        opened.BeginDigests();
                    if (layer.CoversGround)
                        ReadFile(layer, opened, new ZoneReceiver(firstClass, layer, opened, rings, origins, plane, threads, handed));
                    else
                        ReadFile(layer, opened, new PlaceReceiver(layer, opened, places));
                }
            }

            firstClass += layer.CoversGround ? Math.Max(1, layer.Classes.Count) : 0;
            progress((index + 1.0) / policy.Layers.Count);
        }
    }

    private static void ReadFile(LayerSettings layer, OpenedSource opened, FeatureReceiver receiver)
    {
        GeometryKind expected = layer.Geometry switch { LayerGeometry.Lines => GeometryKind.Line, LayerGeometry.Points => GeometryKind.Point, _ => GeometryKind.Polygon };
        if (opened.Layer.Kind != expected)
        {
            opened.Report(PreparationFindings.OtherGeometry(opened, layer));
            return;
        }

        var errors = new PolicyErrors();
        var fields = new FieldList();
        SourceFilter filter = opened.Filter(errors, layer.Where);
        var classify = new FeatureClassifier(layer, opened, errors);
        errors.ThrowIfAny();
        filter.Bind(fields);
        classify.Bind(fields);

        var unclassed = new SortedDictionary<string, (long Count, long First, LayerPoint At)>(StringComparer.Ordinal);
        long withoutGeometry = 0, firstWithout = 0, taken = 0;
        var classes = new List<int>();
        using IFeatureCursor cursor = opened.Source.Read(fields.Names);
        while (cursor.MoveNext())
        {
            opened.CountRow();
            if (!filter.Takes(cursor, opened))
                continue;
            classes.Clear();
            string? found = classify.Classify(cursor, opened, classes);
            if (classes.Count == 0)
            {
                (long Count, long First, LayerPoint At) before = unclassed.TryGetValue(found ?? "", out var known) ? known : (0, cursor.FeatureId, cursor.Shape.FirstPoint());
                unclassed[found ?? ""] = before with { Count = before.Count + 1 };
                continue;
            }

            if (cursor.Shape.Kind is GeometryKind.None)
            {
                firstWithout = withoutGeometry++ == 0 ? cursor.FeatureId : firstWithout;
                continue;
            }

            if (cursor.Shape.Kind != expected)
            {
                opened.Report(PreparationFindings.NotAPolygon(opened, cursor.FeatureId, cursor.Shape.Kind, layer.Geometry), cursor.Shape.FirstPoint());
                continue;
            }

            taken++;
            receiver.Take(cursor, classes);
        }

        receiver.Finish();
        classify.Report(opened);
        foreach ((string value, (long count, long first, LayerPoint at)) in unclassed)
            opened.Report(PreparationFindings.NoClass(opened, layer, value, count, first), at);
        if (withoutGeometry > 0)
            opened.Report(PreparationFindings.ZonesWithoutGeometry(opened, withoutGeometry, firstWithout), LayerPoint.None);
        if (taken == 0)
            opened.Report(PreparationFindings.EmptyLayer(opened));
    }
}

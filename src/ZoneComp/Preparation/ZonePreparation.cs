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
    public static void Read(
        PolicyFile policy, SourceOpening opening, OverlayInput rings, ZoneOrigins origins, AreaPlane plane, List<PlaceFeature> places, int threads, DiagnosticLog log, Action<double> progress)
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
                    if (layer.CoversGround)
                        ReadFile(layer, opened, new ZoneReceiver(firstClass, layer, opened, rings, origins, plane, threads), log);
                    else
                        ReadFile(layer, opened, new PlaceReceiver(layer, opened, places), log);
                }
            }

            firstClass += layer.CoversGround ? Math.Max(1, layer.Classes.Count) : 0;
            progress((index + 1.0) / policy.Layers.Count);
        }
    }

    private static void ReadFile(LayerSettings layer, OpenedSource opened, FeatureReceiver receiver, DiagnosticLog log)
    {
        GeometryKind expected = layer.Geometry switch { LayerGeometry.Lines => GeometryKind.Line, LayerGeometry.Points => GeometryKind.Point, _ => GeometryKind.Polygon };
        if (opened.Layer.Kind != expected)
        {
            log.Add(PreparationFindings.OtherGeometry(opened, layer));
            return;
        }

        var errors = new PolicyErrors();
        var fields = new FieldList();
        SourceFilter filter = opened.Filter(errors, layer.Where);
        var classify = new FeatureClassifier(layer, opened, errors);
        errors.ThrowIfAny();
        filter.Bind(fields);
        classify.Bind(fields);

        var unclassed = new SortedDictionary<string, (long Count, long First)>(StringComparer.Ordinal);
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
                var before = unclassed.GetValueOrDefault(found ?? "", (0, cursor.FeatureId));
                unclassed[found ?? ""] = (before.Item1 + 1, before.Item2);
                continue;
            }

            if (cursor.Shape.Kind is GeometryKind.None)
            {
                firstWithout = withoutGeometry++ == 0 ? cursor.FeatureId : firstWithout;
                continue;
            }

            if (cursor.Shape.Kind != expected)
            {
                log.Add(PreparationFindings.NotAPolygon(opened, cursor.FeatureId, cursor.Shape.Kind, layer.Geometry));
                continue;
            }

            taken++;
            receiver.Take(cursor, classes);
        }

        receiver.Finish(log);
        classify.Report(opened);
        foreach ((string value, (long count, long first)) in unclassed)
            log.Add(PreparationFindings.NoClass(opened, layer, value, count, first));
        if (withoutGeometry > 0)
            log.Add(PreparationFindings.ZonesWithoutGeometry(opened, withoutGeometry, firstWithout));
        if (taken == 0)
            log.Add(PreparationFindings.EmptyLayer(opened));
    }
}

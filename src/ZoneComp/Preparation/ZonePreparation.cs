using ZoneComp.Diagnostics;
using ZoneComp.Overlay;
using ZoneComp.Policy;
using ZoneComp.Reading;

namespace ZoneComp.Preparation;

/// <summary>Reads the zone layers and gives each feature to its class; nothing is dissolved, the overlay counts once by itself.</summary>
internal static class ZonePreparation
{
    public static ZoneOrigins Read(PolicyFile policy, SourceOpening opening, OverlayInput rings, DiagnosticLog log, Action<double> progress)
    {
        var origins = new ZoneOrigins();
        int firstClass = 0;
        for (int index = 0; index < policy.Layers.Count; index++)
        {
            LayerSettings layer = policy.Layers[index];
            foreach (SourceSettings source in layer.Sources)
            {
                foreach (string file in source.Files())
                {
                    using OpenedSource? opened = opening.Open($"layer {layer.Name}", layer.Name, source, file);
                    if (opened is not null)
                        ReadFile(layer, firstClass, opened, rings, origins, log);
                }
            }

            firstClass += Math.Max(1, layer.Classes.Count);
            progress((index + 1.0) / policy.Layers.Count);
        }

        return origins;
    }

    private static void ReadFile(LayerSettings layer, int firstClass, OpenedSource opened, OverlayInput rings, ZoneOrigins origins, DiagnosticLog log)
    {
        if (opened.Layer.Kind is not GeometryKind.Polygon)
        {
            log.Add(PreparationFindings.NotPolygons(opened));
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

            if (cursor.Shape.Kind is not GeometryKind.Polygon)
            {
                log.Add(PreparationFindings.NotAPolygon(opened, cursor.FeatureId, cursor.Shape.Kind));
                continue;
            }

            taken++;
            foreach (int zoneClass in classes)
            {
                _ = rings.AddZone(firstClass + zoneClass);
                origins.Add(opened.InputIndex, cursor.FeatureId);
                opened.ForEachRing(cursor.FeatureId, cursor.Shape, ring => rings.AddRing(ring));
            }
        }

        foreach ((string value, (long count, long first)) in unclassed)
            log.Add(PreparationFindings.NoClass(opened, layer, value, count, first));
        if (withoutGeometry > 0)
            log.Add(PreparationFindings.ZonesWithoutGeometry(opened, withoutGeometry, firstWithout));
        if (taken == 0)
            log.Add(PreparationFindings.EmptyLayer(opened));
    }
}

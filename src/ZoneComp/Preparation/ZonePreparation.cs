using ZoneComp.Diagnostics;
using ZoneComp.Overlay;
using ZoneComp.Policy;
using ZoneComp.Preparation.Plane;
using ZoneComp.Reading;

namespace ZoneComp.Preparation;

/// <summary>Reads the layers and gives each feature to its class; nothing is dissolved, the overlay counts once by itself.</summary>
internal static class ZonePreparation
{
    /// <param name="files">In the order in which they shall be read.</param>
    /// <param name="places">Gets the lines and points, which cover no ground.</param>
    /// <param name="handed">Who takes the zones out of memory; null where they stay.</param>
    public static void Read(
        IReadOnlyList<ZoneFile> files, SourceOpening opening, OverlayInput rings, ZoneOrigins origins, ZoneOrder order, AreaPlane plane, List<PlaceFeature> places, int threads, HandedZones? handed, Action<double> progress)
    {
        int firstInput = opening.Reserve(files.Count);
        for (int index = 0; index < files.Count; index++)
        {
            ZoneFile file = files[index];
            if (file.Source >= 0)
                order.Begin(file.Source, rings.ZoneCount);
            using (OpenedSource? opened = opening.Open($"layer {file.Layer.Name}", file.Layer.Name, file.Settings, file.Path, firstInput + file.Input))
            {
                if (opened is not null && threads > 1)
                    opened.BeginDigests();
                if (opened is not null)
                    ReadFile(file.Layer, opened, file.Source >= 0 ? new ZoneReceiver(file.FirstClass, file.Layer, opened, rings, origins, plane, threads, handed) : new PlaceReceiver(file.Layer, opened, places));
            }

            if (file.Source >= 0)
            {
                rings.HandOverRest();
                order.End(rings.ZoneCount);
                handed?.Done?.Invoke(file.Source);
            }

            progress((index + 1.0) / files.Count);
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

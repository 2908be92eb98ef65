namespace ZoneComp.Preparation.Regions;

/// <summary>Reads polygons that stand for ground alone: the mask, the outline.</summary>
internal static class GroundLayers
{
    public static IReadOnlyList<MaskFeature> Read(GroundLayer layer, string role, SourceOpening opening, DiagnosticLog log)
    {
        var features = new List<MaskFeature>();
        foreach ((SourceSettings source, string file) in SourceFiles.Of(layer.Sources, log, SourceOpening.Regions))
        {
            using OpenedSource? opened = opening.Open(role, SourceOpening.Regions, source, file);
            if (opened is null)
                continue;
            if (opened.Layer.Kind is not GeometryKind.Polygon || opened.Layer.FeatureCount == 0)
            {
                opened.Report(
                    opened.Layer.FeatureCount == 0 ? PreparationFindings.NoFeatures(opened) : PreparationFindings.NotPolygons(opened));
                continue;
            }

            int before = features.Count;
            ReadFile(layer, opened, features, log);
            if (features.Count == before)
                opened.Report(RegionFindings.NoGround(opened.Name, role));
        }

        return features;
    }

    private static void ReadFile(GroundLayer layer, OpenedSource opened, List<MaskFeature> features, DiagnosticLog log)
    {
        var errors = new PolicyErrors();
        SourceFilter filter = opened.Filter(errors, layer.Where);
        errors.ThrowIfAny();
        var fields = new FieldList();
        filter.Bind(fields);
        using IFeatureCursor cursor = opened.Source.Read(fields.Names);
        while (cursor.MoveNext())
        {
            opened.CountRow();
            if (!filter.Takes(cursor, opened))
                continue;
            if (cursor.Shape.Kind is not GeometryKind.Polygon)
            {
                opened.Report(PreparationFindings.NotAPolygon(opened, cursor.FeatureId, cursor.Shape.Kind), cursor.Shape.FirstPoint());
                continue;
            }

            var rings = new List<LatticePoint[]>();
            opened.ForEachRing(cursor.FeatureId, cursor.Shape, ring => rings.Add([.. ring]));
            features.Add(new MaskFeature(opened.Subject(cursor.FeatureId), rings));
        }
    }
}

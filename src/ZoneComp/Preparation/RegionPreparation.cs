using ZoneComp.Diagnostics;
using ZoneComp.Model;
using ZoneComp.Policy;
using ZoneComp.Reading;

namespace ZoneComp.Preparation;

/// <summary>Reads the regions: one for each code, sorted by code, with parents and official areas.</summary>
/// <remarks>Codes stay text. A code that two features carry is an error: islands of one county belong into one multipart feature.</remarks>
internal static class RegionPreparation
{
    public static IReadOnlyList<PreparedRegion> Read(PolicyFile policy, SourceOpening opening, DiagnosticLog log)
    {
        RegionSettings settings = policy.Regions;
        var regions = new List<PreparedRegion>();
        foreach (SourceSettings source in settings.Sources)
        {
            foreach (string file in source.Files())
            {
                using OpenedSource? opened = opening.Open("regions", SourceOpening.Regions, source, file);
                if (opened is not null)
                    ReadFile(settings, opened, regions, log);
            }
        }

        regions.Sort((left, right) => string.CompareOrdinal(left.Region.Code, right.Region.Code));
        for (int index = 1; index < regions.Count; index++)
        {
            if (regions[index].Region.Code == regions[index - 1].Region.Code)
                log.Add(PreparationFindings.CodeTwice(regions[index - 1], regions[index]));
        }

        if (regions.Count == 0 && !log.HasErrors)
            log.Add(PreparationFindings.NoRegions(settings));
        return regions;
    }

    private static void ReadFile(RegionSettings settings, OpenedSource opened, List<PreparedRegion> regions, DiagnosticLog log)
    {
        LayerInfo layer = opened.Layer;
        if (layer.Kind is not GeometryKind.Polygon)
        {
            log.Add(PreparationFindings.NotPolygons(opened));
            return;
        }

        var errors = new PolicyErrors();
        string code = FieldNames.Find(opened, settings.CodeField, settings.Node, errors);
        string name = settings.NameField is { } wanted ? FieldNames.Find(opened, wanted, settings.Node, errors) : code;
        ParentLevel[] byField = [.. settings.Parents.Where(level => level.Field is not null)];
        string[] parents = [.. byField.Select(level => FieldNames.Find(opened, level.Field!, settings.Node, errors))];
        string[] official = settings.OfficialArea is { } area ? [FieldNames.Find(opened, area.Field, settings.Node, errors)] : [];
        SourceFilter filter = opened.Filter(errors);
        errors.ThrowIfAny();

        FieldList fields = new();
        int codeAt = fields.Add(code), nameAt = fields.Add(name);
        int[] parentsAt = [.. parents.Select(fields.Add)];
        int[] officialAt = [.. official.Select(fields.Add)];
        filter.Bind(fields);
        using IFeatureCursor cursor = opened.Source.Read(fields.Names);
        while (cursor.MoveNext())
        {
            opened.CountRow();
            if (!filter.Takes(cursor, opened))
                continue;
            string? regionCode = opened.Code(cursor.Value(codeAt));
            if (regionCode is null || regionCode == Region.OutsideCode)
            {
                log.Add(PreparationFindings.NoCode(opened, cursor.FeatureId, settings.CodeField));
                continue;
            }

            if (cursor.Shape.Kind is GeometryKind.None)
            {
                log.Add(PreparationFindings.RegionWithoutGeometry(opened, cursor.FeatureId, regionCode));
                continue;
            }

            if (cursor.Shape.Kind is not GeometryKind.Polygon)
            {
                log.Add(PreparationFindings.NotAPolygon(opened, cursor.FeatureId, cursor.Shape.Kind));
                continue;
            }

            var above = new Dictionary<string, string>(StringComparer.Ordinal);
            for (int level = 0; level < byField.Length; level++)
            {
                if (opened.Code(cursor.Value(parentsAt[level])) is { } parent)
                    above[byField[level].Name] = parent;
                else
                    log.Add(PreparationFindings.NoParent(opened, cursor.FeatureId, regionCode, byField[level]));
            }

            foreach (ParentLevel level in settings.Parents)
            {
                if (level.PrefixLength is { } length)
                    above[level.Name] = regionCode[..Math.Min(length, regionCode.Length)];
            }

            decimal? officialM2 = null;
            if (officialAt.Length > 0)
            {
                officialM2 = OfficialAreas.InM2(cursor.Value(officialAt[0]), settings.OfficialArea!.Unit);
                if (officialM2 is null)
                    log.Add(PreparationFindings.NoOfficialArea(opened, cursor.FeatureId, regionCode, settings.OfficialArea));
            }

            var rings = new List<LatticePoint[]>();
            opened.ForEachRing(cursor.FeatureId, cursor.Shape, ring => rings.Add([.. ring]));
            var region = new Region(regionCode, AttributeText.Of(cursor.Value(nameAt)) ?? regionCode, above);
            regions.Add(new PreparedRegion(region, opened.Subject(cursor.FeatureId), rings, officialM2));
        }
    }
}

/// <summary>A region as read, before it is sorted and given to the overlay.</summary>
/// <param name="Subject">File and feature, for findings.</param>
internal sealed record PreparedRegion(Region Region, string Subject, IReadOnlyList<LatticePoint[]> Rings, decimal? OfficialM2);

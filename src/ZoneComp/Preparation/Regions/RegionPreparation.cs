namespace ZoneComp.Preparation.Regions;

/// <summary>Reads the regions: one for each code, sorted by code, with parents and official areas.</summary>
/// <remarks>
/// Codes stay text. A code that two features carry is an error, unless the policy says that they are parts of one region. A region whose
/// missing
/// geometry the policy accepts stays, with area 0: no sum and no share may lose it without a word.
/// </remarks>
internal static class RegionPreparation
{
    public static IReadOnlyList<PreparedRegion> Read(PolicyFile policy, SourceOpening opening, DiagnosticLog log) =>
        Read(policy.Regions, "regions", SourceOpening.Regions, opening, log);

    /// <summary>The polygons of a region set, by the regions' codes.</summary>
    public static IReadOnlyList<PreparedRegion> Read(RegionSetSettings set, SourceOpening opening, DiagnosticLog log) =>
        Read(set.Regions, $"regions {set.Name}", set.Name, opening, log);

    private static IReadOnlyList<PreparedRegion> Read(
        RegionSettings settings, string role, string policyLayer, SourceOpening opening, DiagnosticLog log)
    {
        var regions = new List<PreparedRegion>();
        foreach ((SourceSettings source, string file) in SourceFiles.Of(settings.Sources, log, policyLayer))
        {
            using OpenedSource? opened = opening.Open(role, policyLayer, source, file);
            if (opened is not null)
                ReadFile(settings, opened, regions, log);
        }

        regions.Sort((left, right) => string.CompareOrdinal(left.Region.Code, right.Region.Code));
        if (settings.JoinsParts)
            regions = Joined(regions, log);
        for (int index = 1; index < regions.Count; index++)
        {
            if (regions[index].Region.Code == regions[index - 1].Region.Code)
                log.Add(PreparationFindings.CodeTwice(regions[index - 1], regions[index]));
        }

        if (regions.Count == 0 && !log.HasErrors)
            log.Add(PreparationFindings.NoRegions(settings));
        return RegionCodeCheck.Applies(settings, [.. regions.Select(region => region.Region.Code)])
            ? [.. regions.Select(region => region with { Region = RegionCodeCheck.WithNamesOfParents(region.Region) })]
            : regions;
    }

    /// <summary>Features of one code become one region; what they state beside their rings must agree.</summary>
    private static List<PreparedRegion> Joined(List<PreparedRegion> features, DiagnosticLog log)
    {
        var joined = new List<PreparedRegion>();
        int several = 0, parts = 0;
        foreach (IGrouping<string, PreparedRegion> group in features.GroupBy(feature => feature.Region.Code, StringComparer.Ordinal))
        {
            PreparedRegion[] all = [.. group];
            PreparedRegion first = all[0];
            foreach (PreparedRegion other in all.Skip(1))
            {
                LocalText? differs =
                    other.Region.Name != first.Region.Name ? new("name", "名称")
                    : other.OfficialM2 != first.OfficialM2 ? new("official area", "控制面积")
                    : other.Region.Parents.Any(pair => first.Region.Parents.GetValueOrDefault(pair.Key) != pair.Value)
                    ? new("region above", "上级")
                    : null;
                if (differs is not null)
                    log.Add(RegionFindings.PartsDiffer(first, other, differs) with { Place = other.Place });
            }

            several += all.Length > 1 ? 1 : 0;
            parts += all.Length > 1 ? all.Length : 0;
            bool isWhole = all.All(feature => feature.IsWhole);
            joined.Add(all.Length == 1 ? first : first with { Rings = [.. all.SelectMany(feature => feature.Rings)], IsWhole = isWhole });
        }

        if (several > 0)
            log.Add(RegionFindings.PartsJoined(several, parts));
        return joined;
    }

    private static void ReadFile(RegionSettings settings, OpenedSource opened, List<PreparedRegion> regions, DiagnosticLog log)
    {
        LayerInfo layer = opened.Layer;
        if (layer.FeatureCount == 0)
        {
            opened.Report(PreparationFindings.NoFeatures(opened));
            return;
        }

        if (layer.Kind is not GeometryKind.Polygon)
        {
            opened.Report(PreparationFindings.NotPolygons(opened));
            return;
        }

        var errors = new PolicyErrors();
        string[] codes = [.. settings.CodeFields.Select(field => FieldNames.Find(opened, field, settings.Node, errors))];
        string? name = settings.NameField is { } wanted ? FieldNames.Find(opened, wanted, settings.Node, errors) : null;
        ParentLevel[] byField = [.. settings.Parents.Where(level => level.Field is not null)];
        string[] parents = [.. byField.Select(level => FieldNames.Find(opened, level.Field!, settings.Node, errors))];
        ParentLevel[] named = [.. settings.Parents.Where(level => level.NameField is not null)];
        string[] parentNames = [.. named.Select(level => FieldNames.Find(opened, level.NameField!, settings.Node, errors))];
        string[] official = settings.OfficialArea is { Table: null } area
            ? [FieldNames.Find(opened, area.Field, settings.Node, errors)]
            : [];
        SourceFilter filter = opened.Filter(errors);
        errors.ThrowIfAny();

        FieldList fields = new();
        int[] codesAt = [.. codes.Select(fields.Add)];
        int nameAt = name is null ? -1 : fields.Add(name);
        int[] parentsAt = [.. parents.Select(fields.Add)];
        int[] parentNamesAt = [.. parentNames.Select(fields.Add)];
        int[] officialAt = [.. official.Select(fields.Add)];
        filter.Bind(fields);
        using IFeatureCursor cursor = opened.Source.Read(fields.Names);
        while (cursor.MoveNext())
        {
            opened.CountRow();
            if (!filter.Takes(cursor, opened))
                continue;
            string? regionCode = CompositeCode.Of(codesAt.Select(at => opened.Code(cursor.Value(at))));
            if (regionCode is null || regionCode == Region.OutsideCode)
            {
                opened.Report(PreparationFindings.NoCode(opened, cursor.FeatureId, settings.CodeField), cursor.Shape.FirstPoint());
                continue;
            }

            if (cursor.Shape.Kind is GeometryKind.None)
                opened.Report(PreparationFindings.RegionWithoutGeometry(opened, cursor.FeatureId, regionCode), LayerPoint.None);
            else if (cursor.Shape.Kind is not GeometryKind.Polygon)
                opened.Report(PreparationFindings.NotAPolygon(opened, cursor.FeatureId, cursor.Shape.Kind), cursor.Shape.FirstPoint());

            var above = new Dictionary<string, string>(StringComparer.Ordinal);
            for (int level = 0; level < byField.Length; level++)
            {
                if (opened.Code(cursor.Value(parentsAt[level])) is { } parent)
                    above[byField[level].Name] = parent;
                else
                    opened.Report(
                        PreparationFindings.NoParent(opened, cursor.FeatureId, regionCode, byField[level]),
                        cursor.Shape.FirstPoint());
            }

            foreach (ParentLevel level in settings.Parents)
            {
                if (level.PrefixLength is not { } length)
                    continue;
                if (regionCode.Length < length)
                    opened.Report(PreparationFindings.CodeTooShort(opened, cursor.FeatureId, regionCode, level), cursor.Shape.FirstPoint());
                above[level.Name] = regionCode[..Math.Min(length, regionCode.Length)];
            }

            decimal? officialM2 = null;
            if (officialAt.Length > 0)
            {
                officialM2 = OfficialAreas.InM2(cursor.Value(officialAt[0]), settings.OfficialArea!.Unit);
                if (officialM2 is null)
                    opened.Report(
                        PreparationFindings.NoOfficialArea(opened, cursor.FeatureId, regionCode, settings.OfficialArea),
                        cursor.Shape.FirstPoint());
            }

            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            for (int level = 0; level < named.Length; level++)
            {
                if (AttributeText.Of(cursor.Value(parentNamesAt[level])) is { } parentName)
                    names[named[level].Name] = parentName;
            }

            var rings = new List<LatticePoint[]>();
            bool isWhole = cursor.Shape.Kind is not GeometryKind.Polygon
                || opened.ForEachRing(cursor.FeatureId, cursor.Shape, ring => rings.Add([.. ring]), RingPlacing.Whole);
            string? regionName = nameAt >= 0 ? AttributeText.Of(cursor.Value(nameAt))
                : codesAt is [var only] ? AttributeText.Of(cursor.Value(only)) : null;
            var region = new Region(regionCode, regionName ?? regionCode, above) { ParentNames = names };
            regions.Add(new PreparedRegion(region, opened.Subject(cursor.FeatureId), rings, officialM2, opened.PlaceOf(rings))
            {
                IsWhole = isWhole,
            });
        }
    }
}

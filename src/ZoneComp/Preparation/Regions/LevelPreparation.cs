namespace ZoneComp.Preparation.Regions;

/// <summary>Reads the polygons of a level above: what its regions leave of each becomes a region of its own, the remainder.</summary>
internal static class LevelPreparation
{
    /// <summary>Remainders by code, and the regions with the names that the layer gives their level.</summary>
    public static (IReadOnlyList<PreparedRegion> Regions, IReadOnlyList<PreparedRegion> Remainders) Read(
        PolicyFile policy, IReadOnlyList<PreparedRegion> regions, SourceOpening opening, DiagnosticLog log)
    {
        if (policy.Regions.Parents.FirstOrDefault(level => level.Layer is not null) is not ParentLevel level)
            return (regions, []);
        var polygons = new List<(string Code, string Name, string Subject, List<LatticePoint[]> Rings, FindingPlace? Place)>();
        foreach ((SourceSettings source, string file) in SourceFiles.Of(level.Layer!.Sources, log, SourceOpening.Regions))
        {
            using OpenedSource? opened = opening.Open($"regions: {level.Name}", SourceOpening.Regions, source, file);
            if (opened is { Layer.FeatureCount: 0 })
                opened.Report(PreparationFindings.NoFeatures(opened));
            else if (opened is { Layer.Kind: GeometryKind.Polygon })
                ReadFile(level.Layer, opened, polygons, log);
            else if (opened is not null)
                opened.Report(PreparationFindings.NotPolygons(opened));
        }

        polygons.Sort((left, right) => string.CompareOrdinal(left.Code, right.Code));
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach ((string code, string name, string subject, _, FindingPlace? place) in polygons)
        {
            if (!names.TryAdd(code, name))
                log.Add(RegionFindings.LevelCodeTwice(subject, level, code) with { Place = place });
        }

        string[] without =
        [
            .. regions.Select(region => region.Region.Parents.GetValueOrDefault(level.Name))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Where(code => !names.ContainsKey(code))
                .Order(StringComparer.Ordinal),
        ];
        if (without.Length > 0)
            log.Add(RegionFindings.NoPolygonOfLevel(level, without));
        ILookup<string?, PreparedRegion> members = regions.ToLookup(
            region => region.Region.Parents.GetValueOrDefault(level.Name),
            StringComparer.Ordinal);
        string[] childless = [.. names.Keys.Where(code => !members.Contains(code)).Order(StringComparer.Ordinal)];
        if (childless.Length > 0)
            log.Add(RegionFindings.NoRegionOfLevel(level, childless));
        return
        (
            [.. regions.Select(region => WithName(region, level, names))],
            [
                .. polygons.Select(each =>
                    new PreparedRegion(
                        Remainder(policy, level, each.Code, each.Name, [.. members[each.Code]]),
                        each.Subject,
                        each.Rings,
                        null,
                        each.Place)),
            ]
        );
    }

    private static PreparedRegion WithName(PreparedRegion region, ParentLevel level, Dictionary<string, string> names)
    {
        if (region.Region.Parents.GetValueOrDefault(level.Name) is not { } code || !names.TryGetValue(code, out string? name))
            return region;
        Dictionary<string, string> all = new(region.Region.ParentNames, StringComparer.Ordinal) { [level.Name] = name };
        return region with { Region = region.Region with { ParentNames = all } };
    }

    /// <summary>Levels further above are those of the county's regions, or the first characters of its code.</summary>
    private static Region Remainder(PolicyFile policy, ParentLevel level, string code, string name, IReadOnlyList<PreparedRegion> members)
    {
        Dictionary<string, string> parents = new(StringComparer.Ordinal) { [level.Name] = code };
        foreach (ParentLevel above in policy.Regions.Parents.Where(each => each != level))
        {
            if (members.Select(member => member.Region.Parents.GetValueOrDefault(above.Name)).FirstOrDefault() is { } common)
                parents[above.Name] = common;
            else if (above.PrefixLength is { } length && length <= code.Length)
                parents[above.Name] = code[..length];
        }

        Dictionary<string, string> names = members.Count > 0
            ? new(members[0].Region.ParentNames, StringComparer.Ordinal)
            : new(StringComparer.Ordinal);
        names[level.Name] = name;
        return new Region(code + Region.RemainderSuffix, name + "（余部）", parents) { IsRemainder = true, ParentNames = names };
    }

    private static void ReadFile(
        LevelLayer layer,
        OpenedSource opened,
        List<(string Code, string Name, string Subject, List<LatticePoint[]> Rings, FindingPlace? Place)> polygons,
        DiagnosticLog log)
    {
        var errors = new PolicyErrors();
        string code = FieldNames.Find(opened, layer.CodeField, layer.Node, errors);
        string name = layer.NameField is { } wanted ? FieldNames.Find(opened, wanted, layer.Node, errors) : code;
        SourceFilter filter = opened.Filter(errors);
        errors.ThrowIfAny();
        FieldList fields = new();
        int codeAt = fields.Add(code), nameAt = fields.Add(name);
        filter.Bind(fields);
        using IFeatureCursor cursor = opened.Source.Read(fields.Names);
        while (cursor.MoveNext())
        {
            opened.CountRow();
            if (!filter.Takes(cursor, opened))
                continue;
            if (AttributeText.Of(cursor.Value(codeAt)) is not { } found)
            {
                opened.Report(PreparationFindings.NoCode(opened, cursor.FeatureId, layer.CodeField), cursor.Shape.FirstPoint());
                continue;
            }

            if (cursor.Shape.Kind is not GeometryKind.Polygon)
            {
                opened.Report(PreparationFindings.NotAPolygon(opened, cursor.FeatureId, cursor.Shape.Kind), cursor.Shape.FirstPoint());
                continue;
            }

            var rings = new List<LatticePoint[]>();
            opened.ForEachRing(cursor.FeatureId, cursor.Shape, ring => rings.Add([.. ring]), RingPlacing.Whole);
            polygons.Add(
                (found, AttributeText.Of(cursor.Value(nameAt)) ?? found, opened.Subject(cursor.FeatureId), rings, opened.PlaceOf(rings)));
        }
    }
}

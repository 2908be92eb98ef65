namespace ZoneComp.Drafting;

/// <summary>Which fields of the regions' layer are code and name: as asked for, else as the national schemas know them; never by a guess
/// from values.</summary>
public static class RegionFields
{
    private const int CandidatesNamed = 8;

    /// <summary>Fields that could be the code: those that tell every region from every other.</summary>
    public static IReadOnlyList<FieldSurvey> CodeCandidates(LayerSurvey regions) => [.. regions.Fields.Where(field => field.IsKey)];

    /// <exception cref="UserErrorException">The field asked for is not there, or none was asked for and none is known; with the
    /// candidates.</exception>
    public static string Code(LayerSurvey regions, string? asked)
    {
        if (regions.Fields.Count == 0)
            throw new UserErrorException(
                $"{regions.FileName}: has no fields at all, so no region has a code; of a shapefile the .dbf is missing: get it from whoever "
                    + "sent the layer",
                $"{regions.FileName}：没有任何字段，区域没有代码；若为 shapefile，则缺少 .dbf 文件，请向提供单位索取");
        if (asked is not null)
            return Find(regions, asked);
        if (KnownRegionFields.Code(regions.Info.Fields.Select(field => field.Name)) is { } known)
            return known;
        IReadOnlyList<FieldSurvey> keys = CodeCandidates(regions), shown = keys.Count > 0 ? keys : regions.Fields;
        string list = string.Join("; ", shown.Take(CandidatesNamed).Select(field => field.WithExamples))
            + (shown.Count > CandidatesNamed ? "; ..." : "");
        throw keys.Count > 0
            ? new UserErrorException(
                $"{regions.FileName}: no field, or more than one, is known for a region's code; say which with --code. Fields in which "
                    + $"every value is different: {list}",
                $"{regions.FileName}：没有（或不止一个）规范中的区域代码字段；请用 --code 指明。各值互不相同的字段：{list}")
            : new UserErrorException(
                $"{regions.FileName}: no field is known for a region's code, and none tells every region from every other; say which "
                    + $"with --code, and --join-parts where several features make one region. Fields: {list}",
                $"{regions.FileName}：没有规范中的区域代码字段，也没有各值互不相同的字段；请用 --code 指明，若多个要素同属一个区域请加 --join-parts。现有字段：{list}");
    }

    /// <summary>Null where none was asked for and none is known: the regions then show their codes.</summary>
    public static string? Name(LayerSurvey regions, string? asked) =>
        asked is not null ? Find(regions, asked) : KnownRegionFields.Name(regions.Info.Fields.Select(field => field.Name));

    /// <summary>The layer's spelling of a field that was asked for.</summary>
    public static string Find(LayerSurvey layer, string asked)
    {
        string[] names = [.. layer.Info.Fields.Select(field => field.Name)];
        if (names.Contains(asked, StringComparer.Ordinal))
            return asked;
        if (names.Where(name => name.Equals(asked, StringComparison.OrdinalIgnoreCase)).ToArray() is [string same])
            return same;
        LocalText hint = NationalSchemas.SameMeaning(names, asked) is [string meant]
            ? new($"; did you mean '{meant}'?", $"；是否应为“{meant}”？")
            : NearestName.Hint(asked, names);
        throw new UserErrorException($"{layer.FileName} has no field '{asked}'{hint.En}", $"{layer.FileName} 中没有字段“{asked}”{hint.Zh}");
    }
}

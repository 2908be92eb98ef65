namespace ZoneComp.Drafting;

/// <summary>A kind of zone layer that provinces deliver, and what its deliveries are called.</summary>
/// <param name="Schema">The national schema whose fields speak for it; null for none.</param>
/// <param name="Words">Parts of file and layer names that speak for it.</param>
/// <param name="ClassFields">Fields of its classes, the first one that a layer has.</param>
internal sealed record ZoneKind(
    string Name, LocalText Title, string? Schema, IReadOnlyList<string> Words, IReadOnlyList<string> ClassFields);

/// <summary>Guesses of what a layer is, always marked as such in what is drafted from them.</summary>
internal static class ZoneKinds
{
    /// <summary>The more special words first: a layer of 水源涵养功能区 is no 重点生态功能区.</summary>
    private static readonly IReadOnlyList<ZoneKind> All =
    [
        new("redline", new("ecological red line", "生态保护红线"), "STBHHX", ["红线", "redline", "red_line", "STBHHX"], []),
        new(
            "forest", new("public-welfare forest", "公益林"), "LDYZT", ["公益林", "GYL", "林地", "forest"],
            ["GJGYL_BHDJ", "SHI_QUAN_D", "SEN_LIN_LB"]),
        new("wetland", new("wetland", "湿地"), "SD", ["湿地", "wetland"], ["SDLX"]),
        new("grassland", new("basic grassland", "基本草原"), "JBCY", ["草原", "草地", "grassland"], ["JBCYQK"]),
        new(
            "reserve", new("protected areas", "自然保护地"), "ZRBHD", ["保护区", "保护地", "国家公园", "ZRBHD", "reserve", "protected"],
            ["GNFQ", "BHDJB"]),
        new("water", new("water conservation", "水源涵养与保护区"), null, ["水源", "water_conservation"], []),
        new("function_zone", new("key ecological function zone", "重点生态功能区"), null, ["生态功能区", "STGNQ", "function_zone"], []),
        new("land", new("land survey parcels", "国土调查地类图斑"), "DLTB", ["DLTB", "地类图斑"], ["DLBM"]),
    ];

    /// <summary>The kind that the layer's fields speak for, or else its name; null when neither does.</summary>
    /// <param name="bySchema">Whether the fields spoke.</param>
    public static ZoneKind? Of(LayerSurvey layer, out bool bySchema)
    {
        string? schema = NationalSchemas.Guess([.. layer.Info.Fields.Select(field => field.Name)])?.Schema.Name;
        ZoneKind? kind = schema is null ? null : All.FirstOrDefault(each => each.Schema == schema);
        bySchema = kind is not null;
        string name = layer.FileName + " " + layer.Stem + " " + layer.Info.LayerName;
        return kind ?? All.FirstOrDefault(each => each.Words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The layer's field for the kind's classes; null when it has none with few enough values.</summary>
    public static FieldSurvey? ClassField(ZoneKind? kind, LayerSurvey layer, int mostValues) =>
        (kind?.ClassFields ?? [])
            .SelectMany(wanted => NationalSchemas.SameMeaning([.. layer.Fields.Select(field => field.Name)], wanted))
            .Select(name => layer.Fields.First(field => field.Name == name))
            .FirstOrDefault(field => field.IsWhole && field.Values.Count > 0 && field.Values.Count <= mostValues);
}

namespace ZoneComp.Policy;

/// <summary>Other ground of the regions than their own polygons, by the regions' codes: their sea areas, the ground that the survey draws
/// for them.</summary>
/// <param name="Regions">Polygons and field of the code; a code may have several polygons.</param>
/// <param name="AssignsNearest">Whether zone ground that lies in none of its polygons, nor in a region, counts for the region nearest to
/// the feature.</param>
public sealed record RegionSetSettings(string Name, RegionSettings Regions, bool AssignsNearest)
{
    /// <summary>Metres of ground that the nearest region may be away from the feature; null for any distance.</summary>
    public decimal? NearestWithinM { get; init; }
}

internal static class RegionSetReader
{
    public static RegionSetSettings Read(PolicyNode name, PolicyNode node, PolicyErrors errors)
    {
        MapReader map = new(node, errors);
        string title = map.OptionalText("title") ?? name.Text;
        IReadOnlyList<SourceSettings> sources = SourceReader.Read(map);
        IReadOnlyList<string> codes = RegionReader.ReadFields(map, "code");
        string code = string.Join(CompositeCode.Joint, codes);
        decimal? withinM = null;
        bool nearest = map.Optional("assign")?.Kind == PolicyNodeKind.Map
            ? ReadLimit(map, out withinM)
            : map.Choice("assign", false, ("nearest", true), ("none", false));
        map.Finish();
        return new RegionSetSettings(
            name.Text,
            new RegionSettings(title, sources, code, null, [], null, RegionOverlapRule.Error, node)
            {
                JoinsParts = true,
                CodeFields = codes,
                Codes = CodeCheck.Never,
            },
            nearest)
        { NearestWithinM = withinM };
    }

    private static bool ReadLimit(MapReader map, out decimal? withinM)
    {
        MapReader assign = map.OptionalMap("assign")!;
        withinM = RegionReader.Measure(assign, "nearest", Quantity.Length, "500 m");
        if (assign.Optional("nearest") is null || withinM is <= 0)
        {
            map.Errors.Add(
                map.Optional("assign")!,
                "'assign' takes 'nearest' with the distance up to which ground is assigned, above 0: assign: {nearest: 500 m}",
                "“assign”须写 nearest 及归入的最远距离（大于 0）：assign: {nearest: 500 m}");
        }

        assign.Finish();
        return true;
    }
}

namespace ZoneComp.Policy;

/// <summary>Other ground of the regions than their own polygons, by the regions' codes: their sea areas, the ground that the survey draws for them.</summary>
/// <param name="Regions">Polygons and field of the code; a code may have several polygons.</param>
/// <param name="AssignsNearest">Whether zone ground that lies in none of its polygons, nor in a region, counts for the region nearest to the feature.</param>
public sealed record RegionSetSettings(string Name, RegionSettings Regions, bool AssignsNearest);

internal static class RegionSetReader
{
    public static RegionSetSettings Read(PolicyNode name, PolicyNode node, PolicyErrors errors)
    {
        MapReader map = new(node, errors);
        string title = map.OptionalText("title") ?? name.Text;
        IReadOnlyList<SourceSettings> sources = SourceReader.Read(map);
        string code = map.RequiredText("code");
        bool nearest = map.Choice("assign", false, ("nearest", true), ("none", false));
        map.Finish();
        return new RegionSetSettings(
            name.Text,
            new RegionSettings(title, sources, code, null, [], null, RegionOverlapRule.Error, node) { JoinsParts = true, Codes = CodeCheck.Never },
            nearest);
    }
}

namespace ZoneComp.Outputs.Levels;

/// <summary>A region of a level above: a city, a province; never measured, always the sum of the regions in it.</summary>
/// <param name="Members">Indices of the lowest regions in it, in their order.</param>
/// <param name="Parents">Codes of the levels above it, by level name.</param>
public sealed record LevelRegion(
    RegionLevel Level, string Code, string? Name, IReadOnlyList<int> Members, IReadOnlyDictionary<string, string> Parents);

/// <summary>The regions of all levels above, nearest level first, by code.</summary>
public static class LevelRegions
{
    public static IReadOnlyList<LevelRegion> Of(CombinationTable table)
    {
        var above = new List<LevelRegion>();
        for (int level = 0; level < table.Levels.Count; level++)
        {
            RegionLevel own = table.Levels[level];
            foreach (IGrouping<string, int> group in Enumerable.Range(0, table.Regions.Count)
                .Where(region => table.Regions[region].Parents.ContainsKey(own.Name))
                .GroupBy(region => table.Regions[region].Parents[own.Name], StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                int[] members = [.. group];
                string? name = members.Select(region => table.Regions[region].ParentNames.GetValueOrDefault(own.Name))
                    .FirstOrDefault(each => each is not null);
                above.Add(new LevelRegion(own, group.Key, name, members, Common(table, members, level + 1)));
            }
        }

        return above;
    }

    /// <summary>Codes of further levels that all members share.</summary>
    private static Dictionary<string, string> Common(CombinationTable table, int[] members, int fromLevel)
    {
        Dictionary<string, string> common = new(StringComparer.Ordinal);
        foreach (RegionLevel level in table.Levels.Skip(fromLevel))
        {
            string?[] codes =
            [
                .. members.Select(region => table.Regions[region].Parents.GetValueOrDefault(level.Name)).Distinct(StringComparer.Ordinal),
            ];
            if (codes is [{ } code])
                common.Add(level.Name, code);
        }

        return common;
    }
}

namespace ZoneComp.Outputs.Levels;

/// <summary>What one class, or one layer as a whole, covers of a region of a level above.</summary>
internal sealed record LevelCoverage(
    LevelRegion Region, string Layer, ZoneClass? Class, decimal AreaM2, decimal RegionAreaM2, decimal? RepeatedM2, decimal? ExcessM2)
{
    /// <summary>How far <see cref="AreaM2"/> can be off at most: the sum over the regions; null where one is not known.</summary>
    public decimal? BoundM2 { get; init; }

    /// <summary>How far <see cref="RegionAreaM2"/> can be off, likewise.</summary>
    public decimal? RegionBoundM2 { get; init; }
}

/// <summary>What a scheme pays in a region of a level above.</summary>
/// <param name="Code"><see cref="LevelSums.NoRegion"/> for payees that lie in none of the level.</param>
public sealed record LevelAmount(
    RegionLevel Level, string Code, string? Name, string Scheme, string Source, int Payees, decimal AmountYuan);

/// <summary>Sums of the lowest level's rows by the levels above.</summary>
public static class LevelSums
{
    /// <summary>Stands for payees outside every region of a level, so that each level's amounts add up to the scheme's.</summary>
    public const string NoRegion = "other";

    internal static IReadOnlyList<LevelCoverage> Coverage(CombinationTable table)
    {
        ILookup<string, CoverageRow> rows = CoverageRows.Of(table)
            .Where(row => row.Region is not null)
            .ToLookup(row => row.Region!.Code, StringComparer.Ordinal);
        Dictionary<(string, string?), int> places = PlacesOf(table.Classes);
        var sums = new List<LevelCoverage>();
        foreach (LevelRegion region in LevelRegions.Of(table))
        {
            // A class that does not meet one of the regions may have no row there; each has a row of some layer.
            CoverageRow[][] members = [.. region.Members.Select(index => rows[table.Regions[index].Code].ToArray())];
            if (members.Any(member => member.Length == 0))
                continue;
            CoverageRow[] firsts = [.. members.Select(member => member[0])];
            decimal wholeM2 = firsts.Sum(one => one.RegionAreaM2!.Value);
            decimal? wholeBoundM2 = Sum(firsts, one => one.RegionBoundM2);
            foreach (IGrouping<(string, string?), CoverageRow> ground in members.SelectMany(member => member)
                .GroupBy(row => (row.Layer, row.Class?.Name)).OrderBy(ground => places[ground.Key]))
            {
                CoverageRow[] each = [.. ground];
                sums.Add(new LevelCoverage(
                    region, each[0].Layer, each[0].Class, each.Sum(one => one.AreaM2), wholeM2,
                    Sum(each, one => one.RepeatedM2), Sum(each, one => one.ExcessM2))
                {
                    BoundM2 = Sum(each, one => one.BoundM2),
                    RegionBoundM2 = wholeBoundM2,
                });
            }
        }

        return sums;

        static decimal? Sum(CoverageRow[] rows, Func<CoverageRow, decimal?> number) =>
            Array.TrueForAll(rows, row => number(row) is not null) ? rows.Sum(number) : null;
    }

    /// <summary>The order of rows: by layer, the layer as a whole before its classes.</summary>
    private static Dictionary<(string Layer, string? Class), int> PlacesOf(IReadOnlyList<ZoneClass> classes)
    {
        Dictionary<(string, string?), int> places = [];
        foreach (IGrouping<string, ZoneClass> layer in classes.GroupBy(one => one.Layer, StringComparer.Ordinal))
        {
            places.Add((layer.Key, null), places.Count);
            foreach (ZoneClass one in layer)
                places.Add((layer.Key, one.Name), places.Count);
        }

        return places;
    }

    public static IReadOnlyList<LevelAmount> Allocation(CombinationTable table, AllocationTable allocation)
    {
        IReadOnlyList<LevelRegion> above = LevelRegions.Of(table);
        Func<RegionLevel, string, string> codeAt = CodeAt(table, above);
        var amounts = new List<LevelAmount>();
        foreach (RegionLevel level in table.Levels)
        {
            Dictionary<string, string?> names = above.Where(region => region.Level == level)
                .ToDictionary(region => region.Code, region => region.Name, StringComparer.Ordinal);
            amounts.AddRange(allocation.Rows
                .GroupBy(row => (Code: codeAt(level, row.Unit), row.Scheme, row.Source))
                .OrderBy(group => group.Key.Code == NoRegion).ThenBy(group => group.Key.Code, StringComparer.Ordinal)
                .ThenBy(group => Order(group.Key.Scheme)).ThenBy(group => group.Key.Source, StringComparer.Ordinal)
                .Select(group => new LevelAmount(
                    level, group.Key.Code, names.GetValueOrDefault(group.Key.Code), group.Key.Scheme, group.Key.Source,
                    group.Select(row => row.Unit).Distinct(StringComparer.Ordinal).Count(), group.Sum(row => row.AmountYuan))));
        }

        return amounts;

        int Order(string scheme) => allocation.Schemes.ToList().FindIndex(each => each.Name == scheme);
    }

    /// <summary>Below zero: money that stands in two schemes, by level and code, to be taken off the total of all schemes.</summary>
    public static Dictionary<(RegionLevel Level, string Code), decimal> HandedOn(CombinationTable table, AllocationTable allocation)
    {
        Func<RegionLevel, string, string> codeAt = CodeAt(table, LevelRegions.Of(table));
        return table.Levels.SelectMany(level =>
            allocation.HandedOn.Select(row => (Level: level, Code: codeAt(level, row.Unit), row.AmountYuan)))
            .GroupBy(each => (each.Level, each.Code)).ToDictionary(group => group.Key, group => -group.Sum(each => each.AmountYuan));
    }

    // A payee is a region, or a region of a level above (a scheme paid to cities), or neither.
    private static Func<RegionLevel, string, string> CodeAt(CombinationTable table, IReadOnlyList<LevelRegion> above)
    {
        Dictionary<string, Region> regions = table.Regions.ToDictionary(region => region.Code, StringComparer.Ordinal);
        return (level, unit) =>
        {
            if (regions.TryGetValue(unit, out Region? region))
                return region.Parents.GetValueOrDefault(level.Name) ?? NoRegion;
            LevelRegion? own = above.FirstOrDefault(each => each.Code == unit);
            return own is null ? NoRegion : own.Level == level ? own.Code : own.Parents.GetValueOrDefault(level.Name) ?? NoRegion;
        };
    }
}

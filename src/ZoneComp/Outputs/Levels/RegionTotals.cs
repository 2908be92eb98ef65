namespace ZoneComp.Outputs.Levels;

/// <summary>What the run knows of one region's ground: a lowest one, or a sum of them.</summary>
/// <param name="Level">"" for the lowest.</param>
/// <param name="Kind">"region", "remainder" (what the towns of a county leave of it), or "sum".</param>
/// <param name="Members">Number of lowest regions.</param>
/// <param name="AreaM2">Ground that counts: that of the combinations.</param>
/// <param name="DrawnM2">Area of the polygons; null where the run started from tables.</param>
/// <param name="OfficialM2">Official area; of a sum, its own figure, or those of its regions if all have one.</param>
/// <param name="MeasuredM2">Measured area that the official one is held against.</param>
/// <param name="AdjustedM2">Sum of the adjusted areas of the combinations; null unless all are adjusted.</param>
public sealed record RegionTotal(
    string Level, string LevelTitle, string Code, string? Name, IReadOnlyDictionary<string, string> Parents, string Kind, int Members,
    decimal AreaM2, decimal? DrawnM2, decimal? OutsideMaskM2, decimal? GivenM2, decimal? OfficialM2, decimal? MeasuredM2,
    decimal? AdjustedM2, decimal? OutsideMaskAdjustedM2)
{
    /// <summary>Measured less official.</summary>
    public decimal? DifferenceM2 => MeasuredM2 - OfficialM2;

    public decimal? DifferenceRatio => OfficialM2 > 0 ? decimal.Round(DifferenceM2!.Value / OfficialM2.Value, 10) : null;

    /// <summary>Official over measured: what every area is multiplied by before it is rounded to units.</summary>
    public decimal? Coefficient => MeasuredM2 > 0 && OfficialM2 is { } official ? decimal.Round(official / MeasuredM2.Value, 10) : null;
}

/// <summary>All regions of all levels: the lowest by code, then the levels above, each the exact sum of its regions.</summary>
public static class RegionTotals
{
    public static IReadOnlyList<RegionTotal> Of(CombinationTable table)
    {
        decimal[] areas = new decimal[table.Regions.Count];
        decimal?[] adjusted = [.. table.Regions.Select(_ => (decimal?)0m)];
        foreach (CombinationRow row in table.Rows.Where(row => row.Region != CombinationTable.OutsideIndex))
        {
            areas[row.Region] += row.AreaM2;
            adjusted[row.Region] += row.AdjustedM2;
        }

        Dictionary<(string Level, string Code), OfficialAreaRow> official = table.OfficialAreas.ToDictionary(row => (row.Level, row.Code));
        var totals = new List<RegionTotal>();
        for (int index = 0; index < table.Regions.Count; index++)
        {
            Region region = table.Regions[index];
            RegionGround? ground = table.Ground.Count > 0 ? table.Ground[index] : null;
            OfficialAreaRow? figure = official.GetValueOrDefault(("", region.Code));
            totals.Add(new RegionTotal(
                "", "", region.Code, region.Name, region.Parents, region.IsRemainder ? "remainder" : "region", 1,
                areas[index], ground?.DrawnM2, ground?.OutsideMaskM2, ground?.GivenM2, figure?.AreaM2, figure?.MeasuredM2,
                areas[index] > 0 ? adjusted[index] : null, ground?.OutsideMaskAdjustedM2));
        }

        foreach (LevelRegion above in LevelRegions.Of(table))
        {
            RegionTotal[] members = [.. above.Members.Select(index => totals[index])];
            OfficialAreaRow? figure = official.GetValueOrDefault((above.Level.Name, above.Code));
            totals.Add(new RegionTotal(
                above.Level.Name, above.Level.Title, above.Code, above.Name, above.Parents, "sum", members.Length,
                members.Sum(each => each.AreaM2), Sum(each => each.DrawnM2), Sum(each => each.OutsideMaskM2), Sum(each => each.GivenM2),
                figure?.AreaM2 ?? Sum(each => each.OfficialM2), figure?.MeasuredM2 ?? Sum(each => each.MeasuredM2),
                Sum(each => each.AreaM2 == 0 ? 0m : each.AdjustedM2), SumOfKnown(members)));

            decimal? Sum(Func<RegionTotal, decimal?> value) =>
                members.All(each => value(each) is not null) ? members.Sum(each => value(each)!.Value) : null;
        }

        return totals;
    }

    private static decimal? SumOfKnown(RegionTotal[] members) =>
        members.Any(each => each.OutsideMaskAdjustedM2 is not null) ? members.Sum(each => each.OutsideMaskAdjustedM2 ?? 0m) : null;
}

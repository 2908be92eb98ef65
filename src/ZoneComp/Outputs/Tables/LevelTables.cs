namespace ZoneComp.Outputs.Tables;

/// <summary>The tables for people about levels above the regions and about official areas; only those that the run has.</summary>
internal static class LevelTables
{
    private static readonly PeopleColumn Level = new("level", new("Level", "级别"), PeopleFormat.Text);
    private static readonly PeopleColumn Code = new("region_code", new("Code", "行政区划代码"), PeopleFormat.Text);
    private static readonly PeopleColumn Name = new("region_name", new("Region", "地区"), PeopleFormat.Text);

    public static IEnumerable<PeopleTable> Of(RunResults results)
    {
        CombinationTable table = results.Combinations;
        if (table.OfficialAreas.Count > 0)
            yield return OfficialAreas(table, AreaScale.OfTables(results));
        if (table.Levels.Count == 0 || table.Regions.Count == 0)
            yield break;
        if (table.Rows.Count > 0)
            yield return Coverage(table, AreaScale.OfTables(results));
        if (results.Allocation is { } allocation)
            yield return Allocation(table, allocation);
    }

    /// <summary>No total row: each level alone adds up to the whole.</summary>
    private static PeopleTable Coverage(CombinationTable table, AreaScale scale)
    {
        List<PeopleColumn> columns =
        [
            Level, Code, Name, new($"area_{scale.Unit.Name}", new("Area", "面积"), PeopleFormat.Number, scale.Decimals),
        ];
        IReadOnlyList<ShownGround> shown = ShownGround.Of(table.Classes);
        foreach (ShownGround ground in shown)
        {
            string name = RegionFigures.ColumnName(ground.Name);
            columns.Add(new(
                $"{name}_{scale.Unit.Name}",
                new($"{ground.Title} area", $"{ground.Title}面积"),
                PeopleFormat.Number,
                scale.Decimals));
            columns.Add(new($"{name}_ratio", new($"{ground.Title} share", $"{ground.Title}占比"), PeopleFormat.Share, 2));
        }

        return new PeopleTable("coverage_levels", new("Coverage by level", "分级覆盖情况表"), PeopleTables.UnitLine(scale), 3, columns,
        [
            .. LevelSums.Coverage(table)
                .GroupBy(row => (row.Region.Level, row.Region.Code))
                .Select(region => (IReadOnlyList<object?>)
                [
                    region.First().Region.Level.Titles, region.Key.Code, region.First().Region.Name,
                    scale.Value(region.First().RegionAreaM2),
                    .. Rows(region)
                        .SelectMany(row =>
                            new object?[] { scale.Value(row.AreaM2), row.RegionAreaM2 > 0 ? row.AreaM2 / row.RegionAreaM2 : null }),
                ]),
        ]);

        IEnumerable<LevelCoverage> Rows(IEnumerable<LevelCoverage> region)
        {
            Dictionary<string, LevelCoverage> byName = region.ToDictionary(row => row.Class?.Name ?? row.Layer, StringComparer.Ordinal);
            return shown.Select(ground => byName[ground.Name]);
        }
    }

    private static PeopleTable Allocation(CombinationTable table, AllocationTable allocation)
    {
        IReadOnlyList<LevelAmount> amounts = LevelSums.Allocation(table, allocation);
        Dictionary<(RegionLevel, string), decimal> handedOn = LevelSums.HandedOn(table, allocation);
        return new PeopleTable("allocation_levels", new("Allocation by level", "资金分级汇总表"), new("Unit: yuan", "单位：元"), 3,
            [
                Level, Code, Name, new("total_yuan", new("Total", "总额"), PeopleFormat.Number),
                .. allocation.Schemes.Select(scheme =>
                    new PeopleColumn($"{scheme.Name}_yuan", new(scheme.Title, scheme.Title), PeopleFormat.Number)),
                .. handedOn.Count > 0
                    ? (PeopleColumn[])[new(PeopleTables.HandedOnColumn, PeopleTables.HandedOnTitle, PeopleFormat.Number)]
                    : [],
            ],
            [
                .. amounts.GroupBy(amount => (amount.Level, amount.Code)).Select(region => (IReadOnlyList<object?>)
                [
                    region.Key.Level.Titles, region.Key.Code, region.Key.Code == LevelSums.NoRegion ? "其他单位" : region.First().Name,
                    region.Sum(amount => amount.AmountYuan)
                        + handedOn.GetValueOrDefault(region.Key),
                    .. allocation.Schemes.Select(scheme =>
                        region.Any(amount => amount.Scheme == scheme.Name)
                            ? (object?)region.Where(amount => amount.Scheme == scheme.Name).Sum(amount => amount.AmountYuan)
                            : null),
                    .. handedOn.Count > 0 ? (object?[])[handedOn.TryGetValue(region.Key, out decimal on) ? on : null] : [],
                ]),
            ]);
    }

    private static PeopleTable OfficialAreas(CombinationTable table, AreaScale scale) => new(
        "official_areas", new("Official areas", "控制面积对照表"), PeopleTables.UnitLine(scale), 2,
        [
            Code, Name,
            new($"measured_{scale.Unit.Name}", new("Measured", "量算面积"), PeopleFormat.Number, scale.Decimals, TotalKind.Sum),
            new($"official_{scale.Unit.Name}", new("Official", "控制面积"), PeopleFormat.Number, scale.Decimals, TotalKind.Sum),
            new($"difference_{scale.Unit.Name}", new("Difference", "差值"), PeopleFormat.Number, scale.Decimals) { Difference = (2, 3) },
            new("difference_ratio", new("Relative difference", "相对差"), PeopleFormat.Number, 6),
            new($"adjusted_{scale.Unit.Name}", new("Adjusted", "平差后面积"), PeopleFormat.Number, scale.Decimals, TotalKind.Sum),
        ],
        [
            .. RegionTotals.Of(table)
                .Where(total => table.OfficialAreas.Any(row => row.Level == total.Level && row.Code == total.Code))
                .Select(total => (IReadOnlyList<object?>)
                [
                    total.Code, total.Name ?? total.Code, Shown(total.MeasuredM2, scale), Shown(total.OfficialM2, scale),
                    Shown(total.DifferenceM2, scale), total.DifferenceRatio,
                    Shown(total.AdjustedM2 + (total.OutsideMaskAdjustedM2 ?? 0m), scale),
                ]),
        ]);

    // Without zeros behind the last digit: areas that were read back from a Parquet column have as many digits as the column.
    private static decimal? Shown(decimal? areaM2, AreaScale scale) =>
        areaM2 is { } area ? scale.Value(area) / 1.0000000000000000000000000000m : null;
}

namespace ZoneComp.Outputs.ParquetTables;

/// <summary>regions.parquet: every region of every level with its area, its official area, and what became of its ground.</summary>
public static class RegionsParquet
{
    public const string FileName = "regions.parquet";

    /// <summary>Ten decimals, as adjustment coefficients are kept by custom.</summary>
    private static readonly ParquetType Coefficient = new(ParquetKind.Decimal, 18, 10);

    /// <summary>What the table of an earlier run tells beside the combinations, put to them.</summary>
    /// <exception cref="UserErrorException">The file is missing, does not read, or does not belong to the table.</exception>
    public static CombinationTable ReadInto(string path, CombinationTable table, IReadOnlyList<RegionLevel> levels) =>
        EarlierTable.Read(path, file => ReadInto(file, table, levels));

    private static CombinationTable ReadInto(ParquetFile file, CombinationTable table, IReadOnlyList<RegionLevel> levels)
    {
        var official = new List<OfficialAreaRow>();
        var names = new Dictionary<(string Level, string Code), string>();
        var ground = new Dictionary<string, RegionGround>(StringComparer.Ordinal);
        var remainders = new HashSet<string>(StringComparer.Ordinal);
        for (int group = 0; group < file.RowGroupCount; group++)
        {
            string[] level = EarlierTable.Texts(file, "level", group),
                codes = EarlierTable.Texts(file, "region_code", group),
                kinds = EarlierTable.Texts(file, "kind", group);
            string?[] titles = file.Column("region_name").Texts(group);
            decimal?[] officials = Decimals("official_area_m2"),
                measured = Decimals("measured_area_m2"),
                drawn = Decimals("drawn_area_m2"),
                outside = Decimals("outside_mask_m2"),
                given = Decimals("given_to_others_m2");
            decimal?[] outsideAdjusted = Decimals("outside_mask_adj_m2");
            bool[] own = EarlierTable.Flags(file, "has_own_figure", group);
            for (int row = 0; row < codes.Length; row++)
            {
                if (own[row] && officials[row] is { } figure && measured[row] is { } against)
                    official.Add(new OfficialAreaRow(level[row], codes[row], figure, against));
                if (level[row].Length > 0 && titles[row] is { } title)
                    names[(level[row], codes[row])] = title;
                if (level[row].Length == 0 && drawn[row] is { } polygon)
                    ground[codes[row]] = new RegionGround(polygon, outside[row] ?? 0m, given[row] ?? 0m)
                    {
                        OutsideMaskAdjustedM2 = outsideAdjusted[row],
                    };
                if (kinds[row] == "remainder")
                    remainders.Add(codes[row]);
            }

            decimal?[] Decimals(string column) => file.Column(column).Decimals(group);
        }

        if (ground.Count > 0 && table.Regions.FirstOrDefault(region => !ground.ContainsKey(region.Code)) is { } strange)
            throw new ParquetException(
                $"{file.Name}: region '{strange.Code}' of {CombinationsParquet.FileName} is not in it; the two are from different runs");
        return new CombinationTable
        {
            Classes = table.Classes,
            Regions =
            [
                .. table.Regions.Select(region => region with
                {
                    ParentNames = region.Parents.Where(pair => names.ContainsKey((pair.Key, pair.Value)))
                        .ToDictionary(pair => pair.Key, pair => names[(pair.Key, pair.Value)], StringComparer.Ordinal),
                    IsRemainder = remainders.Contains(region.Code),
                }),
            ],
            Rows = table.Rows,
            Repeats = table.Repeats,
            Bounds = table.Bounds,
            Ground = ground.Count == 0 ? [] : [.. table.Regions.Select(region => ground[region.Code])],
            Levels = levels,
            OfficialAreas = official,
        };
    }

    internal static ParquetTable Table(CombinationTable table, int year)
    {
        HashSet<(string Level, string Code)> figures = [.. table.OfficialAreas.Select(row => (row.Level, row.Code))];
        return new ParquetTable<RegionTotal>(
            FileName,
            [
                new("year", "年度", null, ColumnTypes.Int32, false, _ => year),
                new("level", "级别", null, ColumnTypes.Text, false, row => row.Level),
                new("kind", "性质", null, ColumnTypes.Text, false, row => row.Kind),
                new("region_code", "行政区划代码", null, ColumnTypes.Text, false, row => row.Code),
                new("region_name", "行政区名称", null, ColumnTypes.Text, true, row => row.Name),
                .. RegionColumns.Levels(table.Regions).Select(level => new TableColumn<RegionTotal>(
                    RegionColumns.ParentPrefix + level, $"上级代码（{level}）", null, ColumnTypes.Text, true,
                    row => row.Parents.GetValueOrDefault(level)) { Placeholder = "parent_LEVEL" }),
                new("members", "下辖区域数", null, ColumnTypes.Int32, false, row => row.Members),
                new("area_m2", "面积", "m2", ColumnTypes.AreaM2, false, row => row.AreaM2),
                new("drawn_area_m2", "图形面积", "m2", ColumnTypes.AreaM2, true, row => row.DrawnM2),
                new("outside_mask_m2", "范围外面积", "m2", ColumnTypes.AreaM2, true, row => row.OutsideMaskM2),
                new("given_to_others_m2", "重叠划归他区面积", "m2", ColumnTypes.AreaM2, true, row => row.GivenM2),
                new(
                    "official_area_m2",
                    "控制面积",
                    "m2",
                    ColumnTypes.AreaM2,
                    true,
                    row => row.OfficialM2 is { } area ? decimal.Round(area, 7) : null),
                new("has_own_figure", "控制面积系本级给出", null, ColumnTypes.Flag, false, row => figures.Contains((row.Level, row.Code))),
                new("measured_area_m2", "与控制面积相比的量算面积", "m2", ColumnTypes.AreaM2, true, row => row.MeasuredM2),
                new(
                    "difference_m2",
                    "量算减控制",
                    "m2",
                    ColumnTypes.AreaM2,
                    true,
                    row => row.DifferenceM2 is { } area ? decimal.Round(area, 7) : null),
                new("difference_ratio", "相对差", null, Coefficient, true, row => row.DifferenceRatio),
                new("area_adj_m2", "平差后面积", "m2", ColumnTypes.AreaM2, true, row => row.AdjustedM2),
                new("outside_mask_adj_m2", "范围外平差后面积", "m2", ColumnTypes.AreaM2, true, row => row.OutsideMaskAdjustedM2),
                new("adj_coefficient", "平差系数", null, Coefficient, true, row => row.Coefficient),
            ],
            RegionTotals.Of(table));
    }
}

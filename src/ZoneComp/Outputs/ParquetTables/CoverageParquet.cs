namespace ZoneComp.Outputs.ParquetTables;

/// <summary>coverage.parquet: what each zone class, and each layer of several classes as a whole, covers of every region and of the ground
/// outside.</summary>
public static class CoverageParquet
{
    public const string FileName = "coverage.parquet";

    public static void Write(Stream stream, CombinationTable table, int year, IReadOnlyDictionary<string, string> metadata) =>
        Table(table, year).Write(stream, metadata);

    /// <summary>Reads how far areas can be off; none from a run before there were such columns.</summary>
    /// <exception cref="UserErrorException">The file is missing, or does not read.</exception>
    public static IReadOnlyList<AreaBoundRow> ReadBounds(string path, CombinationTable table) =>
        EarlierTable.Read<IReadOnlyList<AreaBoundRow>>(path, file =>
    {
        if (!file.HasColumn("area_bound_m2"))
            return [];
        (Dictionary<string, int> regions, Dictionary<string, int> classes) = Indices(table);
        var bounds = new HashSet<AreaBoundRow>();
        for (int group = 0; group < file.RowGroupCount; group++)
        {
            string[] codes = EarlierTable.Texts(file, "region_code", group);
            string?[] classNames = file.Column("class").Texts(group);
            decimal?[] ofClass = file.Column("area_bound_m2").Decimals(group),
                ofRegion = file.Column("region_area_bound_m2").Decimals(group);
            for (int row = 0; row < codes.Length; row++)
            {
                if (!regions.TryGetValue(codes[row], out int region))
                    continue; // told where repeats are read
                if (ofRegion[row] is { } whole)
                    bounds.Add(new AreaBoundRow(region, AreaBoundRow.WholeRegion, whole));
                if (ofClass[row] is { } bound && classNames[row] is { } name && classes.TryGetValue(name, out int zoneClass))
                    bounds.Add(new AreaBoundRow(region, zoneClass, bound));
            }
        }

        return [.. bounds];
    });

    /// <summary>Reads the ground that several features of one class cover; regions and classes as <paramref name="table"/> has
    /// them.</summary>
    /// <exception cref="UserErrorException">The file is missing, does not read, or does not belong to the table.</exception>
    public static IReadOnlyList<RepeatRow> ReadRepeats(string path, CombinationTable table) =>
        EarlierTable.Read(path, file => ReadRepeats(file, table));

    private static List<RepeatRow> ReadRepeats(ParquetFile file, CombinationTable table)
    {
        (Dictionary<string, int> regions, Dictionary<string, int> classes) = Indices(table);
        var repeats = new List<RepeatRow>();
        for (int group = 0; group < file.RowGroupCount; group++)
        {
            string[] codes = EarlierTable.Texts(file, "region_code", group);
            string?[] classNames = file.Column("class").Texts(group);
            decimal?[] repeated = file.Column("repeated_area_m2").Decimals(group), excess = file.Column("excess_area_m2").Decimals(group);
            for (int row = 0; row < codes.Length; row++)
            {
                if (repeated[row] is not > 0)
                    continue;
                if (classNames[row] is not { } name
                    || !classes.TryGetValue(name, out int zoneClass)
                    || !regions.TryGetValue(codes[row], out int region))
                    throw new ParquetException(
                        $"{file.Name}: region '{codes[row]}' or class '{classNames[row]}' is not in {CombinationsParquet.FileName} "
                            + $"beside it; the two are from different runs");
                repeats.Add(new RepeatRow(region, zoneClass, repeated[row]!.Value, excess[row] ?? 0m));
            }
        }

        return repeats;
    }

    private static (Dictionary<string, int> Regions, Dictionary<string, int> Classes) Indices(CombinationTable table)
    {
        Dictionary<string, int> regions = table.Regions.Select((region, index) => (region.Code, index))
            .ToDictionary(StringComparer.Ordinal);
        regions.Add(Region.OutsideCode, CombinationTable.OutsideIndex);
        return (regions, table.Classes.Select((zoneClass, index) => (zoneClass.Name, index)).ToDictionary(StringComparer.Ordinal));
    }

    internal static ParquetTable Table(CombinationTable table, int year)
    {
        Unit ha = Unit.Find("ha")!, mu = Unit.Find("mu")!;
        return new ParquetTable<CoverageRow>(
            FileName,
            [
                .. RegionColumns.For<CoverageRow>(year, table.Regions, row => row.Region),
                new("layer", "图层", null, ColumnTypes.Text, false, row => row.Layer),
                new("class", "类别", null, ColumnTypes.Text, true, row => row.Class?.Name),
                new("class_title", "类别名称", null, ColumnTypes.Text, true, row => row.Class?.Title),
                new("area_m2", "覆盖面积", "m2", ColumnTypes.AreaM2, false, row => row.AreaM2),
                new("area_ha", "覆盖面积", "ha", ColumnTypes.AreaInLargerUnit, false, row => ha.FromBase(row.AreaM2)),
                new("area_mu", "覆盖面积", "mu", ColumnTypes.AreaInLargerUnit, false, row => mu.FromBase(row.AreaM2)),
                new("area_bound_m2", "覆盖面积误差限", "m2", ColumnTypes.AreaM2, true, row => row.BoundM2),
                new("region_area_m2", "行政区面积", "m2", ColumnTypes.AreaM2, true, row => row.RegionAreaM2),
                new("region_area_bound_m2", "行政区面积误差限", "m2", ColumnTypes.AreaM2, true, row => row.RegionBoundM2),
                new("coverage_ratio", "覆盖率", null, ColumnTypes.Ratio, true, row => row.CoverageRatio),
                new("repeated_area_m2", "重复覆盖面积", "m2", ColumnTypes.AreaM2, true, row => row.RepeatedM2),
                new("excess_area_m2", "多计面积", "m2", ColumnTypes.AreaM2, true, row => row.ExcessM2),
            ],
            CoverageRows.Of(table));
    }
}

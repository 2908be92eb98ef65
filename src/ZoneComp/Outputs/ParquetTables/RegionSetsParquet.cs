namespace ZoneComp.Outputs.ParquetTables;

/// <summary>region_sets.parquet: the partition of each region set's ground, and what features of one class cover repeatedly there;
/// written, and read by the second half of the job.</summary>
public static class RegionSetsParquet
{
    public const string FileName = "region_sets.parquet";

    /// <param name="sets">By the sets' names, each over the regions of <paramref name="regions"/>.</param>
    internal static ParquetTable Table(IReadOnlyDictionary<string, CombinationTable> sets, IReadOnlyList<Region> regions, int year)
    {
        Dictionary<ClassSet, string> names = [];
        foreach ((CombinationTable table, CombinationRow row) in sets.Values.SelectMany(table => table.Rows, (table, row) => (table, row)))
            _ = names.TryAdd(row.Classes, row.Classes.NameIn(table.Classes));
        return new ParquetTable<Entry>(
            FileName,
            [
                .. RegionColumns.For<Entry>(year, regions, row => regions[row.Region]),
                new("region_set", "区域范围", null, ColumnTypes.Text, false, row => row.Set),
                new("combination", "区类组合", null, ColumnTypes.Text, false, row => row.Classes),
                new("area_m2", "面积", "m2", ColumnTypes.AreaM2, true, row => row.AreaM2),
                new("repeated_area_m2", "重复覆盖面积", "m2", ColumnTypes.AreaM2, true, row => row.RepeatedM2),
                new("excess_area_m2", "重复计算面积", "m2", ColumnTypes.AreaM2, true, row => row.ExcessM2),
            ],
            [
                .. sets.OrderBy(set => set.Key, StringComparer.Ordinal).SelectMany(set => (IEnumerable<Entry>)
                [
                    .. set.Value.Rows.Select(row => new Entry(set.Key, row.Region, names[row.Classes], row.AreaM2, null, null)),
                    .. set.Value.Repeats.Select(row =>
                        new Entry(set.Key, row.Region, set.Value.Classes[row.Class].Name, null, row.RepeatedM2, row.ExcessM2)),
                ]),
            ]);
    }

    /// <summary>The ground of every set that the policy names, over the regions and classes of <paramref name="table"/>.</summary>
    /// <exception cref="UserErrorException">The file is missing, does not read, or does not belong to the table.</exception>
    public static IReadOnlyDictionary<string, CombinationTable> Read(
        string folder,
        CombinationTable table,
        IReadOnlyList<RegionSetSettings> sets)
    {
        string path = Path.Combine(folder, FileName);
        if (sets.Count == 0)
            return new Dictionary<string, CombinationTable>();
        if (!File.Exists(path))
        {
            throw new UserErrorException(
                $"{folder}: holds no {FileName}, since an older version of the program wrote it; run the overlay again",
                $"{folder}：其中没有 {FileName}（由旧版程序写出）；请重新叠加");
        }

        ILookup<string, Entry> entries = EarlierTable.Read(path, file => Entries(file, table))
            .ToLookup(entry => entry.Set, StringComparer.Ordinal);
        Dictionary<string, int> classes = table.Classes.Select((zoneClass, index) => (zoneClass.Name, index))
            .ToDictionary(StringComparer.Ordinal);
        return sets.ToDictionary(set => set.Name, set => new CombinationTable
        {
            Classes = table.Classes,
            Regions = table.Regions,
            Rows =
            [
                .. entries[set.Name].Where(entry => entry.AreaM2 is not null)
                    .Select(entry => new CombinationRow(entry.Region, SetOf(entry.Classes, classes), entry.AreaM2!.Value)),
            ],
            Repeats =
            [
                .. entries[set.Name].Where(entry => entry.RepeatedM2 is not null)
                    .Select(entry => new RepeatRow(entry.Region, classes[entry.Classes], entry.RepeatedM2!.Value, entry.ExcessM2 ?? 0m)),
            ],
        }, StringComparer.Ordinal);
    }

    private static List<Entry> Entries(ParquetFile file, CombinationTable table)
    {
        Dictionary<string, int> regions = table.Regions.Select((region, index) => (region.Code, index))
            .ToDictionary(StringComparer.Ordinal);
        HashSet<string> classes = [.. table.Classes.Select(zoneClass => zoneClass.Name)];
        List<Entry> entries = [];
        for (int group = 0; group < file.RowGroupCount; group++)
        {
            string[] codes = EarlierTable.Texts(file, "region_code", group),
                sets = EarlierTable.Texts(file, "region_set", group),
                combinations = EarlierTable.Texts(file, "combination", group);
            decimal?[] areas = file.Column("area_m2").Decimals(group),
                repeated = file.Column("repeated_area_m2").Decimals(group),
                excess = file.Column("excess_area_m2").Decimals(group);
            for (int row = 0; row < codes.Length; row++)
            {
                if (!regions.TryGetValue(codes[row], out int region) || !Names(combinations[row]).All(classes.Contains))
                    throw new ParquetException(
                        $"{file.Name}: region '{codes[row]}' or a class of '{combinations[row]}' is not in "
                            + $"{CombinationsParquet.FileName} beside it; the two are from different runs");
                entries.Add(new Entry(sets[row], region, combinations[row], areas[row], repeated[row], excess[row]));
            }
        }

        return entries;
    }

    private static ClassSet SetOf(string combination, Dictionary<string, int> classes) =>
        ClassSet.Of([.. Names(combination).Select(name => classes[name])]);

    private static string[] Names(string combination) => combination.Split('|', StringSplitOptions.RemoveEmptyEntries);

    /// <param name="Classes">Ground: the names of its classes joined by "|"; of a repeat the class that covers it repeatedly.</param>
    private sealed record Entry(string Set, int Region, string Classes, decimal? AreaM2, decimal? RepeatedM2, decimal? ExcessM2);
}

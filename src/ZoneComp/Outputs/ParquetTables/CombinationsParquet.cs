using System.Text.Json;

namespace ZoneComp.Outputs.ParquetTables;

/// <summary>combinations.parquet: the partition of every region by the sets of zone classes; the waist of the pipeline, written and
/// read.</summary>
public static class CombinationsParquet
{
    public const string FileName = "combinations.parquet";

    /// <summary>Metadata key: which class each flag column stands for, as JSON.</summary>
    public const string ClassesKey = "zonecomp_classes";

    private static readonly string[] OtherColumns = ["combination", "area_m2", "area_adj_m2", "adj_delta_m2"];

    public static void Write(Stream stream, CombinationTable table, int year, IReadOnlyDictionary<string, string> metadata) =>
        Table(table, year).Write(stream, metadata);

    /// <summary>Reads the table back, but for <see cref="CombinationTable.Repeats"/>, which are in coverage.parquet.</summary>
    /// <exception cref="UserErrorException">The file is missing, does not read, or is not a combination table.</exception>
    public static CombinationTable Read(string path) => EarlierTable.Read(path, CombinationsReader.Read);

    internal static ParquetTable Table(CombinationTable table, int year)
    {
        IReadOnlySet<string> whole = ShownGround.Whole(table.Classes);
        string[] flagNames =
        [
            .. RegionColumns.UniqueNames(
                table.Regions, OtherColumns, table.Classes.Where(one => !whole.Contains(one.Layer)).Select(one => one.Name)),
        ];
        // A layer that is shown as a whole has no flags: its classes stand in the combination's name.
        int next = 0;
        string[] columnOf = [.. table.Classes.Select(one => whole.Contains(one.Layer) ? "" : flagNames[next++])];
        Dictionary<ClassSet, string> names = [];
        foreach (CombinationRow row in table.Rows)
            names.TryAdd(row.Classes, row.Classes.NameIn(table.Classes));
        names.TryAdd(new ClassSet(0), "");
        IReadOnlyList<TableColumn<CombinationRow>> columns =
        [
            .. RegionColumns.For<CombinationRow>(
                year,
                table.Regions,
                row => row.Region == CombinationTable.OutsideIndex ? null : table.Regions[row.Region]),
            new("combination", "区类组合", null, ColumnTypes.Text, false, row => names[row.Classes]),
            .. table.Classes.Select((zoneClass, index) => (zoneClass, index)).Where(pair => columnOf[pair.index].Length > 0)
                .Select(pair => new TableColumn<CombinationRow>(
                    columnOf[pair.index], pair.zoneClass.Title, null, ColumnTypes.Flag, false, row => row.Classes.Contains(pair.index))
                {
                    Placeholder = "CLASS",
                }),
            new("area_m2", "面积", "m2", ColumnTypes.AreaM2, false, row => row.AreaM2),
            .. table.Rows.Any(row => row.AdjustedM2 is not null) ? Adjusted : [],
        ];
        return new ParquetTable<CombinationRow>(FileName, columns, WithEveryRegion(table))
        {
            OwnMetadata = new Dictionary<string, string> { [ClassesKey] = ClassesJson(table.Classes, columnOf) },
        };
    }

    /// <summary>Present only where the policy adjusts areas to official ones.</summary>
    private static TableColumn<CombinationRow>[] Adjusted =>
    [
        new("area_adj_m2", "平差后面积", "m2", ColumnTypes.AreaM2, true, row => row.AdjustedM2),
        new("adj_delta_m2", "平差改动", "m2", ColumnTypes.AreaM2, true, row => row.AdjustmentM2),
    ];

    /// <summary>A region without ground gets a row of area 0, so that no region is lost.</summary>
    private static IReadOnlyList<CombinationRow> WithEveryRegion(CombinationTable table)
    {
        HashSet<int> withRows = [.. table.Rows.Select(row => row.Region)];
        List<CombinationRow> missing =
            [
                .. Enumerable.Range(0, table.Regions.Count)
                    .Where(region => !withRows.Contains(region))
                    .Select(region => new CombinationRow(region, new ClassSet(0), 0m)),
            ];
        return missing.Count == 0
            ? table.Rows
            : [.. table.Rows.Concat(missing).OrderBy(row => row.Region == CombinationTable.OutsideIndex ? int.MaxValue : row.Region)];
    }

    private static string ClassesJson(IReadOnlyList<ZoneClass> classes, IReadOnlyList<string> columns) => JsonSerializer.Serialize(
        [.. classes.Select((zoneClass, index) => new ClassRecord(columns[index], zoneClass.Name, zoneClass.Layer, zoneClass.Title))],
        TableJson.Context.ClassRecordArray);
}

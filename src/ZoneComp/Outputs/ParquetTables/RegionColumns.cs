namespace ZoneComp.Outputs.ParquetTables;

/// <summary>The columns that every table by region begins with: year, code, name, codes of the regions above.</summary>
internal static class RegionColumns
{
    public const string ParentPrefix = "parent_";

    private static readonly string[] Fixed = ["year", "region_code", "region_name"];

    /// <param name="regionOf">The row's region; null for ground outside every region.</param>
    public static IReadOnlyList<TableColumn<TRow>> For<TRow>(int year, IReadOnlyList<Region> regions, Func<TRow, Region?> regionOf) =>
    [
        new("year", "年度", null, ColumnTypes.Int32, false, _ => year),
        new("region_code", "行政区划代码", null, ColumnTypes.Text, false, row => regionOf(row)?.Code ?? Region.OutsideCode),
        new("region_name", "行政区名称", null, ColumnTypes.Text, true, row => regionOf(row)?.Name),
        .. Levels(regions).Select(level => new TableColumn<TRow>(
            ParentPrefix + level, $"上级代码（{level}）", null, ColumnTypes.Text, true, row => regionOf(row)?.Parents.GetValueOrDefault(level))
            {
                Placeholder = "parent_LEVEL",
            }),
    ];

    /// <summary>
    /// Names of columns for names of the policy: no dots, which some programs take for structs, and none that another column has,
    /// whatever its case, since DuckDB and Excel do not tell case apart: then "_2" is added.
    /// </summary>
    /// <param name="others">Names of fixed columns besides those by region.</param>
    public static IReadOnlyList<string> UniqueNames(
        IReadOnlyList<Region> regions,
        IEnumerable<string> others,
        IEnumerable<string> policyNames)
    {
        var taken = new HashSet<string>(
            [.. Fixed, .. Levels(regions).Select(level => ParentPrefix + level), .. others],
            StringComparer.OrdinalIgnoreCase);
        var names = new List<string>();
        foreach (string policyName in policyNames)
        {
            string wanted = RegionFigures.ColumnName(policyName), free = wanted;
            for (int next = 2; !taken.Add(free); next++)
                free = $"{wanted}_{next}";
            names.Add(free);
        }

        return names;
    }

    /// <summary>Names of the levels above, ordinal.</summary>
    public static IReadOnlyList<string> Levels(IReadOnlyList<Region> regions) =>
        [.. regions.SelectMany(region => region.Parents.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

namespace ZoneComp.Outputs.ParquetTables;

/// <summary>Gathers the regions from the first columns of a table of an earlier run, in the order in which they come.</summary>
internal sealed class RegionsReader(ParquetFile file)
{
    private readonly List<Region> regions = [];
    private readonly Dictionary<string, int> indexByCode = new(StringComparer.Ordinal);

    private readonly IReadOnlyList<string> levels =
        [
            .. file.Columns.Where(leaf =>
                leaf.Name.StartsWith(RegionColumns.ParentPrefix, StringComparison.Ordinal) && leaf.Type.Kind == ParquetKind.Text)
                .Select(leaf => leaf.Name),
        ];

    public IReadOnlyList<Region> Regions => regions;

    /// <summary>Index of the region of each row of a row group; <see cref="CombinationTable.OutsideIndex"/> for ground outside.</summary>
    public int[] Read(int rowGroup)
    {
        string[] codes = EarlierTable.Texts(file, "region_code", rowGroup);
        string?[] names = file.Column("region_name").Texts(rowGroup);
        string?[][] parents = [.. levels.Select(level => file.Column(level).Texts(rowGroup))];
        var indices = new int[codes.Length];
        for (int row = 0; row < codes.Length; row++)
            indices[row] = codes[row] == Region.OutsideCode
                ? CombinationTable.OutsideIndex
                : IndexOf(codes[row], names[row] ?? "", parents, row);
        return indices;
    }

    private int IndexOf(string code, string name, string?[][] parents, int row)
    {
        if (indexByCode.TryGetValue(code, out int known))
            return known;
        var above = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int level = 0; level < levels.Count; level++)
        {
            if (parents[level][row] is { } parent)
                above.Add(levels[level][RegionColumns.ParentPrefix.Length..], parent);
        }

        indexByCode.Add(code, regions.Count);
        regions.Add(new Region(code, name, above));
        return regions.Count - 1;
    }
}

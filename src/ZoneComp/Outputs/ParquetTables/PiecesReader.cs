namespace ZoneComp.Outputs.ParquetTables;

/// <summary>Reads pieces.parquet, the trace of an earlier run.</summary>
internal static class PiecesReader
{
    /// <param name="table">The combinations beside it, whose regions and classes the pieces name.</param>
    /// <exception cref="UserErrorException">The file does not read, or does not belong to the table.</exception>
    public static IReadOnlyList<PieceRow> Read(string path, CombinationTable table) => EarlierTable.Read(path, file => Read(file, table));

    private static List<PieceRow> Read(ParquetFile file, CombinationTable table)
    {
        Dictionary<string, int> regions = table.Regions.Select((region, index) => (region.Code, index))
            .ToDictionary(StringComparer.Ordinal);
        regions.Add(Region.OutsideCode, CombinationTable.OutsideIndex);
        Dictionary<string, int> classes = table.Classes.Select((zoneClass, index) => (zoneClass.Name, index))
            .ToDictionary(StringComparer.Ordinal);
        Dictionary<string, ClassSet> sets = new(StringComparer.Ordinal);
        foreach (ClassSet set in table.Rows.Select(row => row.Classes).Distinct())
            sets.Add(set.NameIn(table.Classes), set);
        List<PieceRow> pieces = [];
        for (int group = 0; group < file.RowGroupCount; group++)
        {
            string[] codes = EarlierTable.Texts(file, "region_code", group),
                names = EarlierTable.Texts(file, "class", group),
                combinations = EarlierTable.Texts(file, "combination", group);
            object?[] sources = file.Column("source_index").Values(group), features = file.Column("feature_id").Values(group);
            decimal[] areas = EarlierTable.Decimals(file, "area_m2", group);
            for (int row = 0; row < codes.Length; row++)
            {
                if (!regions.TryGetValue(codes[row], out int region)
                    || !classes.TryGetValue(names[row], out int zoneClass)
                    || !sets.TryGetValue(combinations[row], out ClassSet set))
                    throw new ParquetException(
                        $"{file.Name}: row {row} names a region, class or combination that is not in {CombinationsParquet.FileName} "
                            + $"beside it; the two are from different runs");
                pieces.Add(new PieceRow(region, zoneClass, (int)sources[row]!, (long)features[row]!, set, areas[row]));
            }
        }

        return pieces;
    }
}

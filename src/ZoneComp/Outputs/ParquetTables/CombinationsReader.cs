namespace ZoneComp.Outputs.ParquetTables;

/// <summary>Reads combinations.parquet, one row group at a time.</summary>
internal static class CombinationsReader
{
    public static CombinationTable Read(ParquetFile file)
    {
        ClassRecord[] records = EarlierTable.Metadata(file, CombinationsParquet.ClassesKey, TableJson.Context.ClassRecordArray);
        ZoneClass[] classes = [.. records.Select(record => new ZoneClass(record.Name, record.Layer, record.Title))];
        var regions = new RegionsReader(file);
        var rows = new List<CombinationRow>();
        for (int group = 0; group < file.RowGroupCount; group++)
        {
            int[] indices = regions.Read(group);
            ulong[][] sets = ReadSets(file, records, group, indices.Length);
            string[] names = EarlierTable.Texts(file, "combination", group);
            decimal[] areas = EarlierTable.Decimals(file, "area_m2", group);
            decimal?[]? adjusted = file.Columns.Any(column => column.Name == "area_adj_m2")
                ? file.Column("area_adj_m2").Decimals(group)
                : null;
            for (int i = 0; i < indices.Length; i++)
            {
                var set = new ClassSet(sets[i]);
                if (set.NameIn(classes) != names[i])
                    throw new ParquetException(
                        $"{file.Name}: row {rows.Count} is called '{names[i]}', its flags say '{set.NameIn(classes)}'; was the file "
                            + $"edited?");
                if (areas[i] < 0)
                    throw new ParquetException($"{file.Name}: row {rows.Count} has an area below zero");
                if (areas[i] > 0)
                    rows.Add(new CombinationRow(indices[i], set, areas[i]) { AdjustedM2 = adjusted?[i] });
            }
        }

        return new CombinationTable { Classes = classes, Regions = regions.Regions, Rows = rows, Repeats = [] };
    }

    private static ulong[][] ReadSets(ParquetFile file, ClassRecord[] records, int group, int rows)
    {
        ulong[][] sets = [.. Enumerable.Range(0, rows).Select(_ => new ulong[(records.Length + 63) / 64])];
        for (int index = 0; index < records.Length; index++)
        {
            bool[] flags = EarlierTable.Flags(file, records[index].Column, group);
            for (int row = 0; row < rows; row++)
            {
                if (flags[row])
                    sets[row][index >> 6] |= 1UL << (index & 63);
            }
        }

        return sets;
    }
}

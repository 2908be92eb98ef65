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
            string[] names = EarlierTable.Texts(file, "combination", group);
            List<int>[] sets = ReadSets(file, records, group, names);
            decimal[] areas = EarlierTable.Decimals(file, "area_m2", group);
            decimal?[]? adjusted = file.Columns.Any(column => column.Name == "area_adj_m2")
                ? file.Column("area_adj_m2").Decimals(group)
                : null;
            for (int i = 0; i < indices.Length; i++)
            {
                var set = ClassSet.Of([.. sets[i]]);
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

    /// <summary>By row its classes: by flag, and of layers without flags (<see cref="ShownGround"/>) by the combination's name.</summary>
    private static List<int>[] ReadSets(ParquetFile file, ClassRecord[] records, int group, string[] names)
    {
        List<int>[] sets = [.. names.Select(_ => new List<int>())];
        Dictionary<string, int> unflagged = new(StringComparer.Ordinal);
        for (int index = 0; index < records.Length; index++)
        {
            if (records[index].Column.Length == 0)
            {
                unflagged.Add(records[index].Name, index);
                continue;
            }

            bool[] flags = EarlierTable.Flags(file, records[index].Column, group);
            for (int row = 0; row < names.Length; row++)
            {
                if (flags[row])
                    sets[row].Add(index);
            }
        }

        if (unflagged.Count > 0)
        {
            for (int row = 0; row < names.Length; row++)
                sets[row].AddRange(names[row].Split('|').Where(unflagged.ContainsKey).Select(name => unflagged[name]));
        }

        return sets;
    }
}

namespace ZoneComp.Outputs.ParquetTables;

/// <summary>pieces.parquet: the trace, which zone feature covers what of which region under which combination.</summary>
public static class PiecesParquet
{
    public const string FileName = "pieces.parquet";

    public static void Write(
        Stream stream, IReadOnlyList<PieceRow> pieces, CombinationTable table, int year, IReadOnlyDictionary<string, string> metadata) =>
        Table(pieces, table, year).Write(stream, metadata);

    internal static ParquetTable Table(IReadOnlyList<PieceRow> pieces, CombinationTable table, int year)
    {
        Dictionary<ClassSet, string> names = [];
        return new ParquetTable<PieceRow>(
            FileName,
            [
                .. RegionColumns.For<PieceRow>(
                    year,
                    table.Regions,
                    row => row.Region == CombinationTable.OutsideIndex ? null : table.Regions[row.Region]),
                new("layer", "图层", null, ColumnTypes.Text, false, row => table.Classes[row.Class].Layer),
                new("class", "类别", null, ColumnTypes.Text, false, row => table.Classes[row.Class].Name),
                new("source_index", "来源文件序号", null, ColumnTypes.Int32, false, row => row.Source),
                new("feature_id", "要素编号", null, ColumnTypes.Int64, false, row => row.FeatureId),
                new("combination", "区类组合", null, ColumnTypes.Text, false, row => NameOf(row.Classes)),
                new("area_m2", "面积", "m2", ColumnTypes.AreaM2, false, row => row.AreaM2),
            ],
            pieces);

        string NameOf(ClassSet set)
        {
            if (!names.TryGetValue(set, out string? name))
                names.Add(set, name = set.NameIn(table.Classes));
            return name;
        }
    }
}

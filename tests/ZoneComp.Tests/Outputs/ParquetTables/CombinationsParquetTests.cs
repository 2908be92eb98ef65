namespace ZoneComp.Tests.Outputs.ParquetTables;

public sealed class CombinationsParquetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CombinationsParquetTests() => ParquetOutputs.Write(folder.FullPath, SmallRun.Results);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rows_name_region_classes_and_exact_area()
    {
        using ParquetFile file = ParquetFile.Open(folder.File("combinations.parquet"));

        Assert.Equal(
            [
                "year", "region_code", "region_name", "parent_city", "parent_province", "combination", "forest_II", "redline", "forest_I",
                "area_m2", "area_adj_m2", "adj_delta_m2",
            ],
            file.Columns.Select(leaf => leaf.Name));
        Assert.Equal(
            (string?[])["010001", "010001", "010001", "010001", "010002", "010003", "outside"],
            file.Column("region_code").Texts());
        Assert.Equal(
            (string?[])["", "forest.I", "forest.I|forest.II", "forest.I|redline", "redline", "", "redline"],
            file.Column("combination").Texts());
        Assert.Equal([35m, 40m, 5m, 20m, 3.0000005m, 0m, 7.5m], file.Column("area_m2").Decimals());
        Assert.Equal([1.4m, 1.6m, 0.2m, 0.8m, null, null, null], file.Column("adj_delta_m2").Decimals());
        Assert.Equal([false, true, true, true, false, false, false], file.Column("forest_I").Booleans());
        Assert.Equal((string?[])["0100", "0100", "0100", "0100", "0100", null, null], file.Column("parent_city").Texts());
        Assert.Equal("一级林地", file.Column("forest_I").Leaf.Title);
    }

    [Fact]
    public void The_table_comes_back_whole_from_an_earlier_runs_folder()
    {
        CombinationTable back = ParquetOutputs.ReadCombinations(folder.FullPath, SmallRun.Combinations.Levels);

        Assert.Equal(SmallRun.Combinations.Ground, back.Ground);
        Assert.Equal(SmallRun.Combinations.OfficialAreas, back.OfficialAreas);
        Assert.Equal(SmallRun.Combinations.Classes, back.Classes);
        Assert.Equal(SmallRun.Combinations.Rows, back.Rows);
        Assert.Equal(SmallRun.Combinations.Repeats.OrderBy(row => row.Class), back.Repeats.OrderBy(row => row.Class));
        Assert.Equal(
            SmallRun.Combinations.Regions.Select(region => (region.Code, region.Name)),
            back.Regions.Select(region => (region.Code, region.Name)));
        Assert.All(SmallRun.Combinations.Regions.Zip(back.Regions), pair => Assert.Equal(pair.First.Parents, pair.Second.Parents));
    }

    /// <summary>Seventy classes need two words of a set; "Forest" and "forest" are one name to DuckDB, "year" is a fixed column.</summary>
    [Fact]
    public void Many_classes_and_clashing_names_come_back()
    {
        ZoneClass[] classes =
        [
            new("Forest", "Forest", "a"),
            new("forest", "forest", "b"),
            new("year", "year", "c"),
            .. Enumerable.Range(0, 67).Select(i => new ZoneClass($"z.{i}", "z", "")),
        ];
        var table = new CombinationTable
        {
            Classes = classes,
            Regions = [new Region("1", "x", new Dictionary<string, string>())],
            Rows = [new(0, ClassSet.Of(0, 1, 69), 1m), new(0, ClassSet.Of(2, 64), 2m)],
            Repeats = [],
        };
        string path = folder.File("many.parquet");
        using (FileStream stream = File.Create(path))
            CombinationsParquet.Write(stream, table, 2025, new Dictionary<string, string>());

        Assert.Equal(table.Rows, CombinationsParquet.Read(path).Rows);
        using ParquetFile file = ParquetFile.Open(path);
        Assert.Equal(
            ["year", "region_code", "region_name", "combination", "Forest", "forest_2", "year_2", "z_0"],
            file.Columns.Take(8).Select(leaf => leaf.Name));
    }

    [Fact]
    public void Another_Parquet_file_is_refused()
    {
        string path = folder.File("findings.parquet");

        Assert.Equal(
            $"cannot be used as the results of an earlier run: {path}: has no metadata 'zonecomp_classes', so it is not a table that "
                + $"zonecomp wrote",
            Assert.Throws<UserErrorException>(() => CombinationsParquet.Read(path)).Message);
    }

    [Fact]
    public void Coverage_of_another_run_is_refused()
    {
        var other = new CombinationTable { Classes = [], Regions = [], Rows = [], Repeats = [] };
        string path = folder.File("coverage.parquet");

        Assert.Equal(
            $"cannot be used as the results of an earlier run: {path}: region '010001' or class 'forest.I' is not in "
                + $"combinations.parquet beside it; the two are from different runs",
            Assert.Throws<UserErrorException>(() => CoverageParquet.ReadRepeats(path, other)).Message);
    }

    [Fact]
    public void A_missing_file_is_a_message_for_the_user()
    {
        File.Delete(folder.File("coverage.parquet"));

        var error = Assert.Throws<UserErrorException>(() => ParquetOutputs.ReadCombinations(folder.FullPath));

        Assert.StartsWith(
            $"{folder.File("coverage.parquet")}: cannot be opened as the results of an earlier run (",
            error.Message,
            StringComparison.Ordinal);
    }
}

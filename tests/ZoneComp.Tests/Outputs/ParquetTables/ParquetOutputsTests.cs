namespace ZoneComp.Tests.Outputs.ParquetTables;

public sealed class ParquetOutputsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_writes_its_tables_and_they_read_back_as_written()
    {
        IReadOnlyList<string> names = ParquetOutputs.Write(folder.FullPath, SmallRun.Results);

        Assert.Equal(
            [
                "combinations.parquet", "coverage.parquet", "regions.parquet", "region_sets.parquet", "coverage_levels.parquet",
                "factors.parquet", "allocation.parquet", "quotas.parquet", "allocation_levels.parquet", "ledger.parquet", "carried.parquet",
                "overlaps.parquet", "overlap_rules.parquet",
                "unpaid.parquet", "pieces.parquet", "coverage.geo.parquet", "findings.parquet",
            ],
            names);
        Assert.All(names, name => Assert.True(ParquetOutputs.Verify(folder.File(name), SmallRun.Results)));
        Assert.False(ParquetOutputs.Verify(folder.File("zonecomp.gpkg"), SmallRun.Results));
    }

    [Fact]
    public void The_larger_sample_reads_back_as_written()
    {
        RunResults results = SampleRun.Make();

        IReadOnlyList<string> names = ParquetOutputs.Write(folder.FullPath, results);

        Assert.Equal(
            [
                "combinations.parquet", "coverage.parquet", "regions.parquet", "factors.parquet", "allocation.parquet",
                "coverage.geo.parquet", "findings.parquet",
            ],
            names);
        Assert.All(names, name => Assert.True(ParquetOutputs.Verify(folder.File(name), results)));
    }

    [Fact]
    public void Region_sets_come_back_as_they_were_and_a_set_without_ground_is_empty()
    {
        ParquetOutputs.Write(folder.FullPath, SmallRun.Results);

        IReadOnlyDictionary<string, CombinationTable> back = RegionSetsParquet.Read(
            folder.FullPath,
            SmallRun.Combinations,
            [Set("sea"), Set("lake")]);

        Assert.Equal(SmallRun.Sea.Rows, back["sea"].Rows);
        Assert.Equal(SmallRun.Sea.Repeats, back["sea"].Repeats);
        Assert.Empty(back["lake"].Rows);
        Assert.Contains(
            "an older version",
            Assert.Throws<UserErrorException>(() => RegionSetsParquet.Read(
                folder.File("none"),
                SmallRun.Combinations,
                [Set("sea")])).Message,
            StringComparison.Ordinal);
        CombinationTable others = new()
        {
            Classes = SmallRun.Combinations.Classes,
            Regions = [.. SmallRun.Combinations.Regions.Skip(1)],
            Rows = [],
            Repeats = [],
        };
        Assert.Contains(
            "from different runs",
            Assert.Throws<UserErrorException>(() => RegionSetsParquet.Read(folder.FullPath, others, [Set("sea")])).Message,
            StringComparison.Ordinal);

        static RegionSetSettings Set(string name) =>
            PolicyFile.Parse(
                "p.yaml",
                $"zonecomp: 1\ntitle: t\nyear: 2025\nregions: {{source: c.shp, code: c}}\nregion_sets: {{{name}: {{source: s.shp, code: "
                    + $"c}}}}\nlayers: {{z: {{source: z.shp}}}}\n").RegionSets[0];
    }

    [Fact]
    public void Every_file_carries_the_manifest_and_the_titles()
    {
        foreach (string name in ParquetOutputs.Write(folder.FullPath, SmallRun.Results))
        {
            using ParquetFile file = ParquetFile.Open(folder.File(name));

            Assert.Equal(ManifestJson.Stable(SmallRun.Results.Manifest), file.Metadata["zonecomp_run"]);
            Assert.Equal("年度", file.Column("year").Leaf.Title);
            Assert.All(
                file.Columns.Where(leaf => leaf.Name.EndsWith("_yuan", StringComparison.Ordinal)),
                leaf => Assert.Equal("yuan", leaf.Unit));
            Assert.All(
                file.Columns.Where(leaf => leaf.Name.EndsWith("area_m2", StringComparison.Ordinal)),
                leaf => Assert.Equal("m2", leaf.Unit));
        }
    }

    [Fact]
    public void A_value_changed_after_writing_is_found()
    {
        ParquetOutputs.Write(folder.FullPath, SmallRun.Results);
        RunResults other = SmallRun.Results with
        {
            Allocation = new AllocationTable
            {
                Schemes = SmallRun.Results.Allocation!.Schemes,
                Rows = [SmallRun.Results.Allocation.Rows[0], SmallRun.Results.Allocation.Rows[1] with { AmountYuan = 40.02m }],
            },
        };

        var error = Assert.Throws<InvalidDataException>(() => ParquetOutputs.Verify(folder.File("allocation.parquet"), other));

        Assert.Equal($"{folder.File("allocation.parquet")}: row 1 of amount_yuan reads back as 40.01, written was 40.02.", error.Message);
    }

    [Fact]
    public void A_file_damaged_after_writing_is_found()
    {
        ParquetOutputs.Write(folder.FullPath, SmallRun.Results);
        string path = folder.File("factors.parquet");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf("甲县"u8)] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.Throws<InvalidDataException>(() => ParquetOutputs.Verify(path, SmallRun.Results));
    }

    [Fact]
    public void The_same_run_gives_the_same_bytes()
    {
        Directory.CreateDirectory(folder.File("a"));
        Directory.CreateDirectory(folder.File("b"));
        ParquetOutputs.Write(folder.File("a"), SmallRun.Results);

        foreach (string name in ParquetOutputs.Write(folder.File("b"), SmallRun.Results))
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder.File("a"), name)), File.ReadAllBytes(Path.Combine(folder.File("b"), name)));
    }
}

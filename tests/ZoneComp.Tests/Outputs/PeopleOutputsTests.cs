namespace ZoneComp.Tests.Outputs;

public sealed class PeopleOutputsTests
{
    [Fact]
    public void Every_file_is_the_same_to_the_byte_in_a_second_run()
    {
        using TemporaryFolder first = new(), second = new();
        PeopleOutputs.Write(first.FullPath, SampleRun.Make(), Language.Chinese);
        PeopleOutputs.Write(second.FullPath, SampleRun.Make(), Language.Chinese);

        IReadOnlyList<FileRecord> written = FolderContents.Describe(first.FullPath);

        Assert.Equal(written, FolderContents.Describe(second.FullPath));
        Assert.Contains(written, file => file.Path == "zonecomp.gpkg");
        Assert.Contains(written, file => file.Path == "zonecomp.qgz");
        Assert.Contains(written, file => file.Path == "maps/redline_fund_yuan.svg");
    }

    [Fact]
    public void Every_file_reads_back()
    {
        using TemporaryFolder place = new();
        RunResults run = SampleRun.Make(hostileName: "<script>alert(1)</script>&\u0001\"'");
        PeopleOutputs.Write(place.FullPath, run, Language.Chinese);

        foreach (FileRecord file in FolderContents.Describe(place.FullPath))
            Assert.True(PeopleOutputs.Verify(place.File(file.Path), run), file.Path);
    }

    [Fact]
    public void A_damaged_file_does_not_read_back()
    {
        using TemporaryFolder place = new();
        RunResults run = SampleRun.Make();
        PeopleOutputs.Write(place.FullPath, run, Language.Chinese);
        string map = place.File("maps/redline_fund_yuan.svg");
        File.WriteAllText(map, File.ReadAllText(map)[..500]);

        Assert.Throws<InvalidDataException>(() => PeopleOutputs.Verify(map, run));
    }

    /// <summary>For the eye: scripts/verify-outputs.sh sets ZONECOMP_OUTPUTS_TO and opens what this leaves there with real
    /// programs.</summary>
    [SkippableFact]
    public void Outputs_of_real_counties_are_left_for_other_programs_to_open()
    {
        string? target = Environment.GetEnvironmentVariable("ZONECOMP_OUTPUTS_TO");
        Skip.If(target is null, "ZONECOMP_OUTPUTS_TO names no folder");
        string counties = SharedMaterial.PathOrSkip("data/cn_county_shp_gary/original");
        RunResults run = RealCounties.Make(Path.Combine(counties, "青海省.shp"), Path.Combine(counties, "西藏自治区.shp"));

        using OutputFolder folder = OutputFolder.Open(target!);
        folder.Publish(
            fresh =>
            {
                PeopleOutputs.Write(fresh, run, Language.Chinese);
                RunManifest manifest = run.Manifest with { Outputs = FolderContents.Describe(fresh) };
                File.WriteAllText(Path.Combine(fresh, ManifestJson.FileName), ManifestJson.Full(manifest));
            },
            path => Assert.True(PeopleOutputs.Verify(path, run) || Path.GetFileName(path) == ManifestJson.FileName));

        Assert.Equal(119, run.Combinations.Regions.Count);
    }
}

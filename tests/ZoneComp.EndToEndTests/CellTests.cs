using System.Globalization;
using System.Text.RegularExpressions;

namespace ZoneComp.EndToEndTests;

/// <summary>Bounded memory, shards and the cache through the real program: the sample's results come out the same to the byte.</summary>
public sealed class CellTests(CellTests.SampleRun sample) : IClassFixture<CellTests.SampleRun>
{
    [Fact]
    public void A_run_in_bounded_memory_writes_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        ProgramRun run = ProgramRun.Of(
            "run", sample.Policy, "-o", folder["out"], "--memory", "700MiB", "--work", folder["work"], "--quiet");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        RequireSame(sample.Out, folder["out"]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["work"]));
    }

    [Fact]
    public void Too_little_memory_is_refused_before_the_work()
    {
        using var folder = new TemporaryFolder();
        ProgramRun run = ProgramRun.Of("run", sample.Policy, "-o", folder["out"], "--memory", "100MiB", "--lang", "en");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("MiB at least", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Shards_merged_write_the_same_bytes_and_an_incomplete_set_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Shard(folder, "1/2").ExitCode);
        ProgramRun early = ProgramRun.Of("merge", folder["parts"], "-o", folder["early"], "--lang", "en");
        Assert.Equal(2, early.ExitCode);
        Assert.Contains("of 2 shards these are missing: 2", early.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["early"]));

        Assert.Equal(0, Shard(folder, "2/2").ExitCode);
        Assert.Contains("is there already", Shard(folder, "2/2").Output, StringComparison.Ordinal);
        Assert.Equal(0, ProgramRun.Of("merge", folder["parts"], "-o", folder["out"], "--run", "--quiet").ExitCode);
        RequireSame(sample.Out, folder["out"]);

        // Without the ground, as where the parts were gathered from machines that share no disk.
        Directory.Delete(folder["parts/ground"], recursive: true);
        Assert.Equal(0, ProgramRun.Of("merge", folder["parts"], "-o", folder["apart"], "--run", "--quiet").ExitCode);
        RequireSame(sample.Out, folder["apart"]);

        string part = folder["parts/part-0001-of-0002.part"];
        byte[] bytes = File.ReadAllBytes(part);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(part, bytes);
        ProgramRun damaged = ProgramRun.Of("merge", folder["parts"], "-o", folder["damaged"], "--lang", "en");
        Assert.Equal(2, damaged.ExitCode);
        Assert.Contains("part-0001-of-0002.part is damaged", damaged.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_other_inputs_are_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Take(sample.Data);
        Assert.Equal(0, ProgramRun.Of("overlay", folder["policy.yaml"], "--shard", "1/1", "-o", folder["parts"], "--quiet").ExitCode);
        Edit(folder["wetland.shp"]);
        ProgramRun merge = ProgramRun.Of("merge", folder["parts"], "-o", folder["out"], "--lang", "en");
        Assert.Equal(2, merge.ExitCode);
        Assert.Contains("wetland.shp has changed since", merge.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void After_an_edit_only_what_changed_is_measured_and_the_bytes_are_those_of_a_full_run()
    {
        using var folder = new TemporaryFolder();
        folder.Take(sample.Data);
        (int reused, int measured) = Cached(folder, "first");
        Assert.Equal(0, reused);
        RequireSame(sample.Out, folder["first"]);

        Edit(folder["wetland.shp"]);
        // A damaged file of the cache is measured again, and said.
        string damaged = Directory.EnumerateFiles(folder["cache"], "*.sums", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .First();
        File.WriteAllBytes(damaged, [.. File.ReadAllBytes(damaged).Reverse()]);
        (int reusedAfter, int measuredAfter) = Cached(folder, "edited", "1 in the cache were damaged");
        Assert.Equal(measured, reusedAfter + measuredAfter);
        Assert.InRange(measuredAfter, 2, measured / 10);
        Assert.Equal(0, ProgramRun.Of("run", folder["policy.yaml"], "-o", folder["full"], "--no-cache", "--quiet").ExitCode);
        RequireSame(folder["full"], folder["edited"]);
    }

    private ProgramRun Shard(TemporaryFolder folder, string shard) =>
        ProgramRun.Of("overlay", sample.Policy, "--shard", shard, "-o", folder["parts"], "--lang", "en");

    private static (int Reused, int Measured) Cached(TemporaryFolder folder, string output, string said = "")
    {
        ProgramRun run = ProgramRun.Of("run", folder["policy.yaml"], "-o", folder[output], "--cache", folder["cache"], "--lang", "en");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
        Match use = Regex.Match(run.Output, @"cells: (\d+) reused from the cache, (\d+) measured");
        return (int.Parse(use.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(use.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    /// <summary>Moves a vertex of the last polygon, which lies in the middle of a ring, by a few metres to the north.</summary>
    private static void Edit(string shp)
    {
        byte[] bytes = File.ReadAllBytes(shp);
        double latitude = BitConverter.ToDouble(bytes, bytes.Length - 40);
        BitConverter.GetBytes(latitude + 0.00005).CopyTo(bytes, bytes.Length - 40);
        File.WriteAllBytes(shp, bytes);
    }

    private static void RequireSame(string expected, string found)
    {
        string[] files = [.. Files(expected)];
        Assert.Equal(files, Files(found));
        foreach (string file in files.Where(file => file is not ("run.json" or "SHA256SUMS")))
            Assert.True(
                File.ReadAllBytes(Path.Combine(expected, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(found, file))),
                $"{file} differs");
    }

    /// <summary>The sample, which draws its zones and chosen ground, and its results in one piece.</summary>
    public sealed class SampleRun : IDisposable
    {
        private readonly TemporaryFolder data = new();
        private readonly TemporaryFolder results = new();

        public SampleRun()
        {
            data.Take(Path.Combine(SharedMaterial.RepositoryRoot, "sample-data"));
            Assert.Equal(0, ProgramRun.Of("run", Policy, "-o", Out, "--quiet").ExitCode);
        }

        public string Data => data.Path;

        public string Policy => data["policy.yaml"];

        public string Out => results["out"];

        public void Dispose()
        {
            data.Dispose();
            results.Dispose();
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path))
            .Order(StringComparer.Ordinal);
}

namespace ZoneComp.EndToEndTests;

/// <summary>The cache beside the results: asked for once, used from then on, left out on request.</summary>
public sealed class OwnCacheTests
{
    private static readonly string Policy = Path.Combine(SharedMaterial.RepositoryRoot, "policies", "hainan", "policy.yaml");

    [Fact]
    public void A_cache_asked_for_once_serves_later_runs_until_it_is_left_out()
    {
        using var folder = new TemporaryFolder();
        Assert.DoesNotContain("cells:", Run(folder).Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out.cache"]));

        Assert.Contains("cells: 0 reused from the cache", Run(folder, "--cache").Output, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.EnumerateFiles(folder["out.cache"], "*.sums", SearchOption.AllDirectories));
        Assert.Contains(", 0 measured (", Run(folder).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("cells:", Run(folder, "--no-cache").Output, StringComparison.Ordinal);

        // A cache of its own where the environment names one: the one beside the results stays as it is.
        ProgramRun elsewhere = ProgramRun.In(
            folder.Path,
            new Dictionary<string, string> { ["ZONECOMP_CACHE"] = folder["all"] },
            ["overlay", Policy, "-o", folder["out"], "--lang", "en"]);
        Assert.Contains("cells: 0 reused from the cache", elsewhere.Output, StringComparison.Ordinal);
        Assert.Contains(folder["all"], elsewhere.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shard_takes_no_cache()
    {
        using var folder = new TemporaryFolder();
        ProgramRun shard = ProgramRun.Of("overlay", Policy, "--shard", "1/2", "-o", folder["parts"], "--lang", "en", "--cache");

        Assert.Equal(2, shard.ExitCode);
        Assert.Contains("leave --cache out", shard.Errors, StringComparison.Ordinal);
        Assert.Equal(2, ProgramRun.Of("merge", folder["parts"], "-o", folder["out"], "--cache").ExitCode);
    }

    private static ProgramRun Run(TemporaryFolder folder, params string[] options)
    {
        ProgramRun run = ProgramRun.Of(["overlay", Policy, "-o", folder["out"], "--lang", "en", .. options]);
        Assert.Equal(0, run.ExitCode);
        return run;
    }
}

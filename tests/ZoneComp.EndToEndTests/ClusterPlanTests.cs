using System.Diagnostics;

namespace ZoneComp.EndToEndTests;

/// <summary>What can be seen of a cluster run without a cluster: its files, and its status by files alone.</summary>
public sealed class ClusterPlanTests(CellTests.SampleRun sample) : IClassFixture<CellTests.SampleRun>
{
    [Fact]
    public void A_plan_is_files_that_an_administrator_can_read_and_the_status_goes_by_files()
    {
        using var folder = new TemporaryFolder();
        string run = folder["-it's a \"$run\" 甲 #%d"];
        Assert.Equal(
            0,
            ProgramRun.Of(
                "cluster", "plan", sample.Policy, "-o", run, "--shards", "3", "--sorts", "2", "--threads", "2", "--memory", "2GiB",
                "--retries", "1").ExitCode);
        string shards = File.ReadAllText(Path.Combine(run, "shards.sbatch"));
        Assert.StartsWith("#!/bin/bash\n", shards, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --cpus-per-task=2\n", shards, StringComparison.Ordinal);
        // sbatch reads directives by itself: a backslash makes the next sign plain, %% is a per cent sign, a bare blank or # ends the word.
        Assert.Contains("/-it\\'s\\ a\\ \\\"\\$run\\\"\\ 甲\\ \\#%%d/log/shard-%a.txt\n", shards, StringComparison.Ordinal);
        Assert.Contains("--shard \"$SLURM_ARRAY_TASK_ID/3\"", shards, StringComparison.Ordinal);

        // The very scripts, as Slurm would start them: the layers sorted in two pieces, shard 2 of 3.
        Assert.Equal(0, Script(run, "sort", "2"));
        Assert.Contains("1 of 2 pieces sorted", ProgramRun.Of("cluster", "status", run, "--lang", "en").Output, StringComparison.Ordinal);
        Assert.Equal(2, Script(run, "shards", "2")); // piece 1 is missing
        Assert.Equal(0, Script(run, "sort", "1"));
        Assert.Equal(0, Script(run, "shards", "2"));

        ProgramRun status = ProgramRun.Of("cluster", "status", run, "--lang", "en");
        Assert.Equal(1, status.ExitCode);
        Assert.Contains("1 of 3 shards done", status.Output, StringComparison.Ordinal);
        Assert.Contains("missing: 1,3", status.Output, StringComparison.Ordinal);

        string part = Path.Combine(run, "parts", "part-0002-of-0003.part");
        File.WriteAllBytes(part, File.ReadAllBytes(part)[..^1]);
        Assert.Contains(
            "damaged, to be run again: 2",
            ProgramRun.Of("cluster", "status", run, "--lang", "en").Output,
            StringComparison.Ordinal);
    }

    private static int Script(string run, string name, string task)
    {
        using Process bash = Process.Start(new ProcessStartInfo("bash", [Path.Combine(run, $"{name}.sbatch")])
        {
            Environment = { ["SLURM_ARRAY_TASK_ID"] = task, ["SLURM_CPUS_PER_TASK"] = "1" },
        })!;
        bash.WaitForExit();
        return bash.ExitCode;
    }

    [Theory]
    [InlineData("sort.sbatch")]
    [InlineData("cluster.json")]
    public void A_plan_replaces_no_file_and_writes_through_no_link(string name)
    {
        using var folder = new TemporaryFolder();
        string run = Directory.CreateDirectory(folder["run"]).FullName;
        File.CreateSymbolicLink(Path.Combine(run, name), folder["nowhere"]);

        Assert.Equal(2, ProgramRun.Of("cluster", "plan", sample.Policy, "-o", run, "--shards", "3").ExitCode);
        Assert.False(File.Exists(folder["nowhere"]));
        Assert.Single(Directory.EnumerateFileSystemEntries(run));
        Assert.Equal(2, ProgramRun.Of("cluster", "plan", sample.Policy, "-o", folder["two\nlines"], "--shards", "3").ExitCode);
    }

    [Fact]
    public void A_folder_named_ground_with_files_of_ones_own_stays()
    {
        using var folder = new TemporaryFolder();
        string own = Path.Combine(Directory.CreateDirectory(Path.Combine(folder["parts"], "ground")).FullName, "soil.shp");
        File.WriteAllText(own, "years of work");

        ProgramRun shard = ProgramRun.Of("overlay", sample.Policy, "--shard", "1/2", "-o", folder["parts"], "--lang", "en");

        Assert.Equal(2, shard.ExitCode);
        Assert.Contains("was not made by it; it was left as it is", shard.Errors, StringComparison.Ordinal);
        Assert.Equal("years of work", File.ReadAllText(own));
    }

    [Fact]
    public void A_second_plan_in_the_same_folder_and_a_run_without_plan_are_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, ProgramRun.Of("cluster", "plan", sample.Policy, "-o", folder["run"], "--shards", "3").ExitCode);
        Assert.Equal(2, ProgramRun.Of("cluster", "plan", sample.Policy, "-o", folder["run"], "--shards", "4").ExitCode);
        Assert.Equal(2, ProgramRun.Of("cluster", "submit", folder["nothing"]).ExitCode);
        Assert.Equal(2, ProgramRun.Of("cluster", "plan", sample.Policy, "-o", folder["other"], "--shards", "0").ExitCode);
    }
}

using System.Diagnostics;

namespace ZoneComp.EndToEndTests;

/// <summary>What can be seen of a cluster run without a cluster: its files, and its status by files alone.</summary>
public sealed class ClusterPlanTests(CellTests.SampleRun sample) : IClassFixture<CellTests.SampleRun>
{
    [Fact]
    public void A_plan_is_files_that_an_administrator_can_read_and_the_status_goes_by_files()
    {
        using var folder = new TemporaryFolder();
        string run = folder["it's a run"];
        Assert.Equal(0, ProgramRun.Of("cluster", "plan", sample.Policy, "-o", run, "--shards", "3", "--sorts", "2", "--threads", "2", "--memory", "2GiB", "--retries", "1").ExitCode);
        string shards = File.ReadAllText(Path.Combine(run, "shards.sbatch"));
        Assert.StartsWith("#!/bin/bash\n", shards, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --cpus-per-task=2\n", shards, StringComparison.Ordinal);
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
        Assert.Contains("damaged, to be run again: 2", ProgramRun.Of("cluster", "status", run, "--lang", "en").Output, StringComparison.Ordinal);
    }

    private static int Script(string run, string name, string task)
    {
        using Process bash = Process.Start(new ProcessStartInfo("bash", [Path.Combine(run, $"{name}.sbatch")]) { Environment = { ["SLURM_ARRAY_TASK_ID"] = task, ["SLURM_CPUS_PER_TASK"] = "1" } })!;
        bash.WaitForExit();
        return bash.ExitCode;
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

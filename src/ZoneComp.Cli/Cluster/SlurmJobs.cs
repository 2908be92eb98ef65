using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ZoneComp.Cli.Cluster;

/// <summary>Hands jobs to Slurm by its own commands.</summary>
internal static class SlurmJobs
{
    /// <summary>Submits what is missing, each job after the one before; gives their numbers.</summary>
    public static IReadOnlyList<string> Submit(ClusterPlan plan, ClusterFolder folder, ClusterState state)
    {
        Directory.CreateDirectory(folder.Logs);
        var jobs = new List<string>();
        if (!state.IsPrepared && state.Unsorted.Count > 0)
            jobs.Add(Sbatch([$"--array={Ranges(state.Unsorted)}", folder.SortScript]));
        if (!state.IsPrepared)
            jobs.Add(Sbatch([.. After(jobs), folder.PrepareScript]));
        if (state.Missing.Count > 0)
            jobs.Add(Sbatch([$"--array={Ranges(state.Missing)}", .. After(jobs), folder.ShardScript]));
        if (!state.IsMerged)
            jobs.Add(Sbatch([.. After(jobs), folder.MergeScript]));
        return jobs;
    }

    /// <summary>Cancels every job of the run that the scheduler still knows.</summary>
    public static void Cancel(ClusterPlan plan) => _ = Output("scancel", [$"--name={plan.JobName}", $"--user={Environment.UserName}"]);

    /// <summary>What the scheduler says of the run's jobs, a line each; for people only, since it may be wrong.</summary>
    public static string Queue(ClusterPlan plan) =>
        Output("squeue", ["--noheader", $"--name={plan.JobName}", "--format=%i %T %R"]).TrimEnd();

    /// <summary>"1-3,7" for 1, 2, 3, 7.</summary>
    internal static string Ranges(IReadOnlyList<int> numbers)
    {
        var ranges = new List<string>();
        for (int from = 0, to; from < numbers.Count; from = to)
        {
            for (to = from + 1; to < numbers.Count && numbers[to] == numbers[to - 1] + 1;)
                to++;
            string first = numbers[from].ToString(CultureInfo.InvariantCulture),
                last = numbers[to - 1].ToString(CultureInfo.InvariantCulture);
            ranges.Add(to == from + 1 ? first : first + "-" + last);
        }

        return string.Join(',', ranges);
    }

    private static string[] After(List<string> jobs) =>
        jobs.Count == 0 ? [] : [$"--dependency=afterok:{jobs[^1]}", "--kill-on-invalid-dep=yes"];

    private static string Sbatch(IEnumerable<string> arguments) => Output("sbatch", ["--parsable", .. arguments]).Trim().Split(';')[0];

    private static string Output(string command, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(command) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new UserErrorException(
                $"{command} failed ({process.ExitCode}): {errors.GetAwaiter().GetResult().Trim()}",
                $"{command} 失败（{process.ExitCode}）：{errors.GetAwaiter().GetResult().Trim()}");
        }
        catch (Win32Exception error)
        {
            throw new UserErrorException(
                $"{command} is not there: run this where Slurm's commands are, or start the shards by hand (docs/scale.md)",
                $"找不到 {command}：请在装有 Slurm 命令的机器上运行，或手工启动各分片（见 docs/scale.md）",
                error);
        }
    }
}

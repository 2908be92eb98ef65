namespace ZoneComp.Cli.Cluster;

/// <summary>The four jobs of a run as sbatch files: the layers sorted in pieces, the pieces joined, the shards, the merge. Plain enough to
/// be edited.</summary>
internal static class SlurmScripts
{
    public static void Write(ClusterPlan plan, ClusterFolder folder)
    {
        string pieces = plan.Pieces ? " --pieces" : "",
            whole = plan.WholeRun ? " --run" : "",
            policy = Quoted(plan.Policy),
            parts = Quoted(folder.Parts);
        string common = $"--threads \"$threads\" --memory {plan.Memory} --quiet";
        ClusterFolder.WriteNew(
            folder.SortScript,
            Text(
                plan,
                folder,
                "sort-%a",
                "Reads and sorts one piece of the layers per array task, on the shared disk for all shards; a piece that is there, "
                    + "whole, is left as it is.",
                $"{plan.Program} overlay {policy} --sort \"$SLURM_ARRAY_TASK_ID/{plan.Sorts}\" -o {parts} {common}"));
        ClusterFolder.WriteNew(
            folder.PrepareScript,
            Text(
                plan,
                folder,
                "prepare",
                "Joins the sorted pieces; refuses while one is missing.",
                $"{plan.Program} overlay {policy} --shard 0/{plan.Shards} -o {parts} {common}"));
        ClusterFolder.WriteNew(
            folder.ShardScript,
            Text(
                plan,
                folder,
                "shard-%a",
                "One shard per array task; a shard whose part is there, whole, does nothing.",
                $"{plan.Program} overlay {policy} --shard \"$SLURM_ARRAY_TASK_ID/{plan.Shards}\" -o {parts}{pieces} {common}"));
        ClusterFolder.WriteNew(
            folder.MergeScript,
            Text(
                plan,
                folder,
                "merge",
                "Puts the parts together; refuses while one is missing.",
                $"{plan.Program} merge {parts} --policy {policy} -o {Quoted(folder.Results)}{pieces}{whole} {common}"));
    }

    /// <remarks>
    /// Slurm puts a task back in the queue when its node dies (--requeue), as often as that happens; so the task itself counts. Exit codes
    /// 1 and 2 are findings and
    /// wrong settings: trying again would find the same.
    /// </remarks>
    private static string Text(ClusterPlan plan, ClusterFolder folder, string log, string what, string command) => $$$"""
        #!/bin/bash
        # {{{what}}}
        #SBATCH --job-name={{{plan.JobName}}}
        #SBATCH --ntasks=1
        #SBATCH --cpus-per-task={{{plan.Threads}}}
        #SBATCH --mem={{{MegabytesOf(plan)}}}M
        #SBATCH --requeue
        #SBATCH --open-mode=append
        #SBATCH --output={{{Escaped(folder.Logs)}}}/{{{log}}}.txt
        retries={{{plan.Retries}}}
        threads="${SLURM_CPUS_PER_TASK:-${SLURM_CPUS_ON_NODE:-1}}"
        export DOTNET_PROCESSOR_COUNT="$threads"
        echo "$(date -u +%FT%TZ) start on $(hostname), restart ${SLURM_RESTART_COUNT:-0}"
        if [ "${SLURM_RESTART_COUNT:-0}" -gt "$retries" ]; then echo "given up: its node was lost more than $retries times"; exit 70; fi
        for try in $(seq 0 "$retries"); do
          {{{command}}}
          code=$?
          echo "$(date -u +%FT%TZ) end, exit code $code"
          case $code in 0|1|2) exit $code ;; esac
        done
        exit $code

        """;

    /// <summary>What --memory leaves out: the runtime, and input files that the system maps.</summary>
    private static long MegabytesOf(ClusterPlan plan) => (CellOptions.Bytes(plan.Memory)!.Value >> 20) + 512;

    /// <summary>
    /// As sbatch takes a file name from a directive line: no shell reads those; a backslash takes away what the next character means to
    /// sbatch, and %% is one per cent sign.
    /// </summary>
    internal static string Escaped(string path) => string.Concat(path.Select(each =>
        each == '%'
            ? "%%"
            : each is >= ' ' and < (char)0x7f && !char.IsAsciiLetterOrDigit(each) && !"/._-+,=@".Contains(each, StringComparison.Ordinal)
            ? $"\\{each}"
            : $"{each}"));

    /// <summary>As one word for the shell.</summary>
    internal static string Quoted(string path) => "'" + path.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}

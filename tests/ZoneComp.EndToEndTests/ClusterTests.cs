using System.Diagnostics;

namespace ZoneComp.EndToEndTests;

/// <summary>Runs on a real Slurm cluster in namespaces of this machine; a minute or two each, so only when asked for.</summary>
/// <remarks><c>ZONECOMP_CLUSTER_TESTS=1 dotnet test --filter Category=Cluster</c>; needs root, Slurm, and the scripts that start the
/// cluster.</remarks>
[Trait("Category", "Cluster")]
public sealed class ClusterTests(CellTests.SampleRun sample) : IClassFixture<CellTests.SampleRun>
{
    private const int CannotRunHere = 77;

    [SkippableTheory]
    [InlineData("plain")]
    [InlineData("crash")]
    [InlineData("cut")]
    [InlineData("failing")]
    [InlineData("ctl")]
    [InlineData("sortcrash")]
    [InlineData("sortfailing")]
    public void Whatever_happens_on_the_cluster_the_results_are_those_of_one_machine(string trial)
    {
        Skip.If(
            Environment.GetEnvironmentVariable("ZONECOMP_CLUSTER_TESTS") is null,
            "cluster tests run only where ZONECOMP_CLUSTER_TESTS is set");
        string scripts = Path.GetDirectoryName(SharedMaterial.PathOrSkip("slurm/up.sh"))!;
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[
            Path.Combine(SharedMaterial.RepositoryRoot, "scripts", "cluster-trial.sh"), scripts, string.Join(' ', ProgramRun.Program),
            sample.Policy, trial])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Skip.If(process.ExitCode == CannotRunHere, output);
        Assert.True(process.ExitCode == 0, output + errors.Result);
    }
}

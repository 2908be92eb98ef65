using System.Diagnostics;
using System.Globalization;

namespace ZoneComp.EndToEndTests;

/// <summary>Amounts of a made province against fractions computed in Python from the text of docs/allocation.md; skipped, visibly, without
/// Python.</summary>
public class IndependentAmountsTests
{
    private const string Python = "/usr/bin/python3";

    [SkippableTheory] // Amounts of every fund and quota, what payers among the regions are debited, and every region's net
    [InlineData(6, 428)]
    [InlineData(7, 432)]
    public void Every_amount_comes_out_again_to_the_fen(int seed, int amounts)
    {
        Skip.IfNot(File.Exists(Python), "python3 is not installed");
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true };
        string script = Path.Combine(SharedMaterial.RepositoryRoot, "scripts", "check-amounts.py");
        foreach (string argument in new[] { script, "--seed", seed.ToString(CultureInfo.InvariantCulture) }.Concat(ProgramRun.Program))
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;

        Assert.Equal($"seed {seed}: {amounts} amounts recomputed, 0 differ", process.StandardOutput.ReadToEnd().Trim());
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZoneComp.Tests.Schedules;

/// <summary>Inputs and a policy in a folder of their own, and what is run over them.</summary>
/// <param name="Run">By threads and the folder for results.</param>
internal sealed record ScheduledCase(string Name, MapFolder Maps, Func<int, string, RunOutcome> Run)
{
    public static RunFacts Facts { get; } = new(new ToolVersion("ZoneComp", "0", null), [], new MachineRecord("", "", "", 1));

    /// <summary>A case that takes longer gets every so-manieth schedule, unless it is the one asked for.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Left out of the few schedules of every test run.</summary>
    public bool IsLarge { get; init; }

    public override string ToString() => Name;

    /// <summary>A run of the policy with all its outputs.</summary>
    public static ScheduledCase OfPolicy(
        string name, MapFolder maps, string policy, bool overlayOnly = false, Func<string, CellSettings>? cells = null)
    {
        maps.File("policy.yaml", policy);
        return new ScheduledCase(name, maps, (threads, results) => Pipeline.Run(
            new RunSettings
            {
                PolicyPath = Path.Combine(maps.Path, "policy.yaml"),
                OutputPath = Path.Combine(results, "out"),
                Threads = threads,
                OverlayOnly = overlayOnly,
                Cells = cells?.Invoke(results),
            },
            Facts,
            new StoppedClock(),
            new Progress<StageProgress>(),
            CancellationToken.None));
    }

    /// <summary>All that a user could tell two runs by: the exit code, every finding with all its fields, every file of the
    /// results.</summary>
    public IReadOnlyList<string> Outcome(int threads)
    {
        string results = Path.Combine(Maps.Path, "results");
        if (Directory.Exists(results))
            Directory.Delete(results, recursive: true);
        Directory.CreateDirectory(results);
        List<string> told = [];
        try
        {
            RunOutcome outcome = Run(threads, results);
            told.Add(outcome.HasErrors ? "exit 1" : "exit 0");
            told.AddRange(outcome.Findings.Select(finding => JsonSerializer.Serialize(finding)));
        }
        catch (UserErrorException error)
        {
            told.Add($"exit 2: {error.Text.En} / {error.Text.Zh}");
        }

        // What the cache and the parts hold is nobody's result; run.json and the digests of it tell the number of threads.
        foreach (string file in Directory.EnumerateFiles(results, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("cells", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            byte[] bytes = File.ReadAllBytes(file);
            if (Path.GetFileName(file) == "run.json")
                bytes = System.Text.Encoding.UTF8.GetBytes(Regex.Replace(File.ReadAllText(file), "\"threads\": [0-9]+", ""));
            if (Path.GetFileName(file) == "SHA256SUMS")
                bytes = System.Text.Encoding.UTF8.GetBytes(
                    string.Join('\n', File.ReadLines(file).Where(line => !line.EndsWith("run.json", StringComparison.Ordinal))));
            told.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetRelativePath(results, file)} {Convert.ToHexString(SHA256.HashData(bytes))}"));
        }

        return told;
    }
}

/// <summary>Always the same moment, so that run.json is too.</summary>
internal sealed class StoppedClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long GetTimestamp() => 0;
}

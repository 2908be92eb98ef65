using System.Collections.Concurrent;

namespace ZoneComp.Tests.Policies;

/// <summary>The whole program's run of a policy of policies/, on the shapefiles; each once.</summary>
internal static class LibraryRun
{
    private static readonly ConcurrentDictionary<string, Lazy<RunOutcome>> Runs = new(StringComparer.Ordinal);

    public static RunOutcome Of(string name) => Runs.GetOrAdd(name, _ => new Lazy<RunOutcome>(() => In(GridRun.Folder, name))).Value;

    /// <param name="folder">Holds the policy's folder and <c>layers</c>: policies/ or a copy of them.</param>
    public static RunOutcome In(string folder, string name) => Pipeline.Run(
        new RunSettings { PolicyPath = Path.Combine(folder, name, "policy.yaml"), OutputPath = null },
        new RunFacts(new ToolVersion("zonecomp", "0", null), [], new MachineRecord("", "", "", 1)),
        TimeProvider.System,
        new Progress<StageProgress>(),
        CancellationToken.None);
}

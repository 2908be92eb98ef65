namespace ZoneComp;

/// <summary>What came of a run.</summary>
public sealed record RunOutcome
{
    public required IReadOnlyList<Diagnostic> Findings { get; init; }

    /// <summary>Null when the run stopped at findings of severity error.</summary>
    public RunResults? Results { get; init; }

    /// <summary>Folder that now holds the results; null when nothing was written.</summary>
    public string? WrittenTo { get; init; }

    /// <summary>GeoPackage of findings: that asked for, or what a stopped run leaves beside its output folder; null otherwise.</summary>
    public string? FindingsFile { get; init; }

    /// <summary>What the cache of cells did; null without one.</summary>
    public CacheUse? Cache { get; init; }

    /// <summary>What people left in earlier results of the place, and where it lies now.</summary>
    public IReadOnlyList<KeptFiles> Kept { get; init; } = [];

    /// <summary>Packages of findings beside the results that a stopped run once wrote and somebody edited since: they stay.</summary>
    public IReadOnlyList<string> LeftFindings { get; init; } = [];

    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);
}

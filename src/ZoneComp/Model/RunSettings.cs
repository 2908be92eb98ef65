namespace ZoneComp.Model;

/// <summary>What the user chose for one run; everything of the method itself stands in the policy file.</summary>
public sealed record RunSettings
{
    public required string PolicyPath { get; init; }

    /// <summary>The policy's text where it was kept by an earlier run; null to read it from <see cref="PolicyPath"/>.</summary>
    public string? PolicyText { get; init; }

    /// <summary>Folder of the results; null to compute and report findings only.</summary>
    public required string? OutputPath { get; init; }

    /// <summary>GeoPackage that gets the findings, whatever comes of the run; null for none but what a stopped run leaves beside its
    /// output folder.</summary>
    public string? FindingsPath { get; init; }

    /// <summary>Refuse policies that name folders outside their own (<c>outside</c>): for policies that come from others.</summary>
    public bool Confined { get; init; }

    /// <summary>1 or more; results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Also look for what is no fault of an area and takes a sixth longer to find: vertices of zones on other edges of their
    /// ring.</summary>
    public bool LooksClosely { get; init; }

    /// <summary>Whether the trace by zone feature is written.</summary>
    public bool WithPieces { get; init; }

    /// <summary>Of titles and notes on maps and in workbooks.</summary>
    public Language Language { get; init; } = Language.Chinese;

    /// <summary>Stop after the combination and coverage tables, and write tables only: nothing that draws, no workbook, no page.</summary>
    public bool OverlayOnly { get; init; }

    /// <summary>Folder of an earlier run whose combinations are used instead of an overlay; null to overlay.</summary>
    public string? CombinationsFrom { get; init; }

    /// <summary>Use those combinations also where they are not as their run wrote them.</summary>
    public bool AcceptTouched { get; init; }

    /// <summary>Hears each finding as it is made, by any thread and in any order; null for nobody.</summary>
    public Action<Diagnostic>? Heard { get; init; }

    /// <summary>How the ground is gone through on disk; null to hold it in memory. Results do not depend on it.</summary>
    public CellSettings? Cells { get; init; }
}

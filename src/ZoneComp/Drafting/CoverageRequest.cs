namespace ZoneComp.Drafting;

/// <summary>What <c>zonecomp coverage</c> was asked for; the policy that answers it says the same.</summary>
public sealed record CoverageRequest
{
    /// <summary>The regions' layer as typed.</summary>
    public required string Regions { get; init; }

    /// <summary>Zone layers as typed.</summary>
    public required IReadOnlyList<string> Layers { get; init; }

    /// <summary>Field of the regions' code; null for the schemas' one.</summary>
    public string? Code { get; init; }

    /// <summary>Field of the regions' name; null for the schemas' one.</summary>
    public string? Name { get; init; }

    /// <summary>CRS for layers that state none, or FILE=CRS for one layer, whatever it states.</summary>
    public IReadOnlyList<string> Crs { get; init; } = [];

    /// <summary>The reason to take coordinates of other datums as CGCS2000; null to take none so.</summary>
    public string? AssumeCgcs2000Because { get; init; }

    public bool JoinsParts { get; init; }

    /// <summary>Who gets ground of two regions, as the policy writes it; null for an error.</summary>
    public string? Overlaps { get; init; }

    /// <summary>Area method as the policy writes it; null for its default.</summary>
    public string? AreaMethod { get; init; }

    /// <summary>CODE=REASON, as the policy's <c>accept</c>.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>The year that results carry.</summary>
    public required int Year { get; init; }

    public Language Language { get; init; } = Language.Chinese;
}

/// <param name="PolicyText">The policy that gives the coverage.</param>
/// <param name="Code">The regions' code field.</param>
/// <param name="Name">The regions' name field; null where the codes are shown.</param>
/// <param name="Findings">About the drafting; those of the run are the run's.</param>
public sealed record CoverageDraft(string PolicyText, string Code, string? Name, IReadOnlyList<Diagnostic> Findings);

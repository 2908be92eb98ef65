namespace ZoneComp.WhatIf;

/// <summary>A policy with some numbers changed, computed on ground and tables that were read once.</summary>
internal sealed record Trial(IReadOnlyDictionary<string, string> Edits, TrialText Text)
{
    /// <summary>Null where the text does not read.</summary>
    public PolicyFile? Policy { get; init; }

    /// <summary>Null where nothing could be computed.</summary>
    public RunTables? Tables { get; init; }

    /// <summary>As a run would have them, those of the policy's examples in <see cref="Examples"/> apart.</summary>
    public IReadOnlyList<Diagnostic> Findings { get; init; } = [];

    /// <summary>Figures worked out by hand that these numbers no longer give.</summary>
    public IReadOnlyList<Diagnostic> Examples { get; init; } = [];

    /// <summary>What is wrong in the text, with its place.</summary>
    public IReadOnlyList<PolicyError> Errors { get; init; } = [];

    /// <summary>Why nothing was computed, where no place in the text says it.</summary>
    public LocalText? Refused { get; init; }

    /// <summary>Whether there are amounts (or columns, in a policy without schemes) to show.</summary>
    public bool HasNumbers =>
        Tables is not null && Refused is null && Errors.Count == 0 && !Findings.Any(finding => finding.Severity == Severity.Error);

    /// <summary>Whether a run of this text would write results.</summary>
    public bool WouldBeWritten => HasNumbers && !Examples.Any(finding => finding.Severity == Severity.Error);
}

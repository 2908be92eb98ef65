namespace ZoneComp.Diagnostics;

/// <summary>Gathers findings from all stages and threads; a stage adds what it finds and goes on. Of findings alike the largest 100,000
/// are kept, the rest counted and summed up.</summary>
/// <param name="stated">What the policy says of a finding's severity; null where it says nothing.</param>
public sealed class DiagnosticLog(Func<Diagnostic, SeverityStatement?>? stated = null)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(Severity Severity, string Code, string? Layer, string? Accepted), AlikeFindings> findings = [];
    private Action<Diagnostic>? pass;
    private FindingCounts counts = FindingCounts.None;

    /// <summary>Puts messages into the words of the policy's language; null where they stay.</summary>
    internal Func<LocalText, LocalText>? Words { get; init; }

    /// <summary>Hears each finding once it is added, with the severity that the policy gives it; null for nobody.</summary>
    internal Action<Diagnostic>? Heard { get; init; }

    /// <summary>What people call a subject; null where the log's findings keep their names.</summary>
    internal Func<string, LocalText?>? TitleOf { get; init; }

    /// <summary>In which areas are told; null where the policy names none.</summary>
    internal string? AreaUnit { get; init; }

    /// <summary>A log whose findings go to this one, as findings about a layer of the policy.</summary>
    public DiagnosticLog About(string layer) => Passing(finding => Add(finding with { Layer = finding.Layer ?? layer }));

    /// <summary>A log that keeps nothing itself.</summary>
    internal static DiagnosticLog Passing(Action<Diagnostic> receive) => new() { pass = receive };

    public void Add(Diagnostic finding)
    {
        if (pass is not null)
        {
            pass(finding);
            return;
        }

        Seam.At("finding");
        LocalText message = AreaText.Filled(finding.Message, AreaUnit);
        finding = finding with
        {
            Message = message with { En = OneOf.Singular(message.En) },
            Weight = finding.Weight is { } weight ? weight with { AreaUnit = AreaUnit } : null,
        };
        if (Words is not null)
            finding = finding with { Message = Words(finding.Message) };
        finding = stated?.Invoke(finding)?.Apply(finding) ?? finding;
        if (TitleOf?.Invoke(finding.Subject) is { } title)
            finding = finding with { Titled = title };
        (Severity, string, string?, string?) kind = (
            finding.Severity,
            finding.Code,
            finding.Layer,
            finding.AcceptedBecause ?? finding.RaisedBecause);
        lock (gate)
        {
            if (!findings.TryGetValue(kind, out AlikeFindings? alike))
                findings.Add(kind, alike = new AlikeFindings());
            alike.Add(finding);
            counts = finding.Severity switch
            {
                Severity.Error => counts with { Errors = counts.Errors + finding.Count },
                Severity.Warning => counts with { Warnings = counts.Warnings + finding.Count },
                _ => counts with { Notes = counts.Notes + finding.Count },
            };
            if (finding.AcceptedBecause is not null)
                counts = counts with { Accepted = counts.Accepted + finding.Count };
        }

        Heard?.Invoke(finding);
    }

    /// <summary>All findings, the gravest first, then by code, then the layers and findings of most weight: the same for any number of
    /// threads.</summary>
    public IReadOnlyList<Diagnostic> Sorted()
    {
        lock (gate)
        {
            return [.. findings
                .OrderByDescending(kind => kind.Key.Severity)
                .ThenBy(kind => kind.Key.Code, StringComparer.Ordinal)
                .ThenByDescending(kind => kind.Value.Weight?.Amount ?? 0)
                .ThenBy(kind => kind.Key.Layer, StringComparer.Ordinal)
                .ThenBy(kind => kind.Key.Accepted, StringComparer.Ordinal)
                .SelectMany(kind => kind.Value.All())];
        }
    }

    /// <summary>How many were added so far.</summary>
    public FindingCounts Counts
    {
        get
        {
            lock (gate)
                return counts;
        }
    }

    public bool HasErrors
    {
        get
        {
            lock (gate)
                return findings.Keys.Any(kind => kind.Severity == Severity.Error);
        }
    }
}

namespace ZoneComp.Diagnostics;

/// <summary>Gathers findings from all stages and threads; a stage adds what it finds and goes on.</summary>
/// <param name="stated">What the policy says of a finding's severity; null where it says nothing.</param>
public sealed class DiagnosticLog(Func<Diagnostic, SeverityStatement?>? stated = null)
{
    private readonly Lock gate = new();
    private readonly List<Diagnostic> findings = [];
    private DiagnosticLog? whole;
    private string? layer;

    /// <summary>A log whose findings go to this one, as findings about a layer of the policy.</summary>
    public DiagnosticLog About(string layer) => new(stated) { whole = this, layer = layer };

    public void Add(Diagnostic finding)
    {
        if (whole is not null)
        {
            whole.Add(finding with { Layer = finding.Layer ?? layer });
            return;
        }

        finding = stated?.Invoke(finding)?.Apply(finding) ?? finding;
        lock (gate)
            findings.Add(finding);
    }

    /// <summary>All findings, the gravest first, then by code, subject and text: the same for any number of threads.</summary>
    public IReadOnlyList<Diagnostic> Sorted()
    {
        lock (gate)
        {
            return [.. findings
                .OrderByDescending(finding => finding.Severity)
                .ThenBy(finding => finding.Code, StringComparer.Ordinal)
                .ThenBy(finding => finding.Subject, StringComparer.Ordinal)
                .ThenBy(finding => finding.Message.En, StringComparer.Ordinal)];
        }
    }

    public bool HasErrors
    {
        get
        {
            lock (gate)
                return findings.Exists(finding => finding.Severity == Severity.Error);
        }
    }
}

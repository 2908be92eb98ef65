namespace ZoneComp.Diagnostics;

/// <summary>How gravely the policy takes a finding, in place of the program's own severity.</summary>
/// <param name="Severity">Null for an accepted finding: an error becomes a warning, others stay what they are.</param>
/// <param name="Reason">The policy's words; never empty.</param>
public sealed record SeverityStatement(Severity? Severity, string Reason)
{
    /// <summary>The finding as the policy takes it, itself where nothing changes. What cannot be accepted is never made lighter.</summary>
    public Diagnostic Apply(Diagnostic finding)
    {
        Severity stated = Severity ?? (finding.Severity == Diagnostics.Severity.Error ? Diagnostics.Severity.Warning : finding.Severity);
        if (stated > finding.Severity)
        {
            return finding with
            {
                Severity = stated,
                RaisedBecause = Reason,
                Message = new LocalText(
                    $"{finding.Message.En} [raised by the policy: {Reason}]",
                    $"{finding.Message.Zh}〔测算方案提高了级别：{Reason}〕"),
            };
        }

        if (stated == finding.Severity && Severity is not null)
            return finding;
        return finding.CanBeAccepted ? finding with { Severity = stated, AcceptedBecause = Reason } : finding;
    }
}

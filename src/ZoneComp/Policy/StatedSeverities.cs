namespace ZoneComp.Policy;

/// <summary>What the policy says of findings, by name: those it accepts, those it takes otherwise than the program; and which of its
/// entries met nothing.</summary>
internal sealed class StatedSeverities(PolicyFile policy)
{
    private readonly HashSet<Acceptance> used = [];

    /// <summary>The first entry that means the finding and changes it, severities before acceptances; null when none does.</summary>
    public SeverityStatement? Of(Diagnostic finding)
    {
        foreach (Acceptance entry in policy.Severities.Concat(policy.Accept))
        {
            var statement = new SeverityStatement(entry.Severity, entry.Reason);
            bool means = entry.Code == finding.Code && (entry.Layer is null || entry.Layer == finding.Layer);
            bool isApplied = means && (finding.AcceptedBecause ?? finding.RaisedBecause) == entry.Reason; // of an earlier run
            if (isApplied)
            {
                lock (used)
                    _ = used.Add(entry);
                return null;
            }

            if (!means || ReferenceEquals(statement.Apply(finding), finding))
                continue;
            lock (used)
                _ = used.Add(entry);
            return statement;
        }

        return null;
    }

    public void ReportUnused(DiagnosticLog log)
    {
        foreach (Acceptance entry in policy.Severities.Concat(policy.Accept))
        {
            if (!used.Contains(entry))
                log.Add(Unused(entry));
        }
    }

    private static Diagnostic Unused(Acceptance acceptance) => new(
        "ZC246",
        Severity.Note,
        acceptance.Layer ?? "policy",
        new LocalText(
            $"the policy {(acceptance.Severity is null ? "accepts" : "states a severity for")} "
                + $"{acceptance.Code}{(acceptance.Layer is null ? "" : $" on {acceptance.Layer}")}, but nothing of the kind was found: "
                    + $"the entry can go",
            $"测算方案{(acceptance.Severity is null ? "接受了" : "规定了级别的")} "
                + $"{acceptance.Code}{(acceptance.Layer is null ? "" : $"（{acceptance.Layer}）")}，但并未发现此类问题：可删去该条"));
}

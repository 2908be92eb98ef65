using ZoneComp.Diagnostics;
using ZoneComp.Preparation;

namespace ZoneComp.Policy;

/// <summary>The findings that the policy accepts by name, and which of its entries met nothing.</summary>
internal sealed class AcceptedFindings(PolicyFile policy)
{
    private readonly HashSet<Acceptance> used = [];

    /// <summary>The policy's reason; null when it does not accept the finding.</summary>
    public string? ReasonFor(Diagnostic finding)
    {
        foreach (Acceptance acceptance in policy.Accept)
        {
            if (acceptance.Code == finding.Code && (acceptance.Layer is null || acceptance.Layer == finding.Layer))
            {
                lock (used)
                    _ = used.Add(acceptance);
                return acceptance.Reason;
            }
        }

        return null;
    }

    public void ReportUnused(DiagnosticLog log)
    {
        foreach (Acceptance acceptance in policy.Accept)
        {
            if (!used.Contains(acceptance))
                log.Add(PreparationFindings.UnusedAcceptance(acceptance));
        }
    }
}

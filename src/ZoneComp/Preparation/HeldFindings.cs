using ZoneComp.Diagnostics;

namespace ZoneComp.Preparation;

/// <summary>Findings of work done beside other work, kept back until that is done: whether it found errors must not depend on which of the two was quicker.</summary>
internal sealed class HeldFindings
{
    private readonly Lock gate = new();
    private readonly DiagnosticLog target;
    private List<Diagnostic>? held = [];

    public HeldFindings(DiagnosticLog target)
    {
        this.target = target;
        Log = DiagnosticLog.Passing(Add);
    }

    public DiagnosticLog Log { get; }

    /// <summary>Passes on what was held, and from now on everything at once.</summary>
    public void Release()
    {
        lock (gate)
        {
            foreach (Diagnostic finding in held ?? [])
                target.Add(finding);
            held = null;
        }
    }

    private void Add(Diagnostic finding)
    {
        lock (gate)
        {
            if (held is { } waiting)
                waiting.Add(finding);
            else
                target.Add(finding);
        }
    }
}

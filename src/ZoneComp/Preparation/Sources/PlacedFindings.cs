namespace ZoneComp.Preparation.Sources;

/// <summary>The findings about one file on their way to the log: each gets its place on the map, once the file's CRS is known.</summary>
/// <remarks>One about a feature lies at the feature's first coordinate; one about the file as a whole waits for the file to close, and
/// lies in the middle of what was read.</remarks>
internal sealed class PlacedFindings
{
    private readonly Lock gate = new();
    private readonly List<Diagnostic> waiting = [];
    private readonly DiagnosticLog target;
    private Func<LayerPoint, FindingPlace?>? toMap;

    public PlacedFindings(DiagnosticLog target)
    {
        this.target = target;
        Log = DiagnosticLog.Passing(Add);
    }

    /// <summary>What the readers of the file report to.</summary>
    public DiagnosticLog Log { get; }

    /// <summary>About the file as a whole, unless it says where in the layer it is.</summary>
    public void Add(Diagnostic finding)
    {
        lock (gate)
        {
            if (finding.Place is null && (finding.InLayer is null || toMap is null))
                waiting.Add(finding);
            else
                target.Add(Placed(finding));
        }
    }

    /// <summary>About a feature.</summary>
    /// <param name="at">One of its coordinates.</param>
    public void Add(Diagnostic finding, LayerPoint at) => Add(finding with { InLayer = at });

    /// <param name="place">The map's place of a coordinate; null where it cannot be brought there.</param>
    public void KnowCrs(Func<LayerPoint, FindingPlace?> place)
    {
        lock (gate)
        {
            toMap = place;
            foreach (Diagnostic finding in waiting.Where(finding => finding.InLayer is not null))
                target.Add(Placed(finding));
            waiting.RemoveAll(finding => finding.InLayer is not null);
        }
    }

    /// <summary>Passes on a finding that has its place, or has none.</summary>
    public void Pass(Diagnostic finding)
    {
        lock (gate)
            target.Add(finding);
    }

    /// <summary>Takes out what waits for the file to close.</summary>
    public IReadOnlyList<Diagnostic> TakeWaiting()
    {
        lock (gate)
        {
            Diagnostic[] taken = [.. waiting];
            waiting.Clear();
            return taken;
        }
    }

    /// <summary>Passes on what waited.</summary>
    /// <param name="middle">Of the file's coordinates on the map; null where it has none there.</param>
    public void Close(FindingPlace? middle)
    {
        lock (gate)
        {
            foreach (Diagnostic finding in waiting)
                target.Add(finding.InLayer is null ? finding with { Place = middle } : Placed(finding));
            waiting.Clear();
        }
    }

    private Diagnostic Placed(Diagnostic finding) =>
        finding.InLayer is { } at
            ? finding with { Place = finding.Place ?? (at.IsThere ? toMap?.Invoke(at) : null), InLayer = null }
            : finding;
}

namespace ZoneComp.Preparation.Sources;

/// <summary>Hears what is found while a stretch of a file is read, and keeps what whoever joins the pieces cannot find again without
/// reading it.</summary>
/// <remarks>
/// Kept are the findings of opening the file and those of the walk over its features, of each kind the largest 100,000 and what the others
/// come to. What is found in between (about the CRS, the
/// datum, field names) follows from what the layer says of itself, and is found again.
/// </remarks>
/// <param name="told">Hears it all as well; null for nobody.</param>
internal sealed class HeardFindings(DiagnosticLog? told)
{
    private readonly Lock gate = new();
    private readonly List<Diagnostic> opening = [];
    private readonly List<Diagnostic> summed = [];
    private readonly DiagnosticLog walk = new();
    private bool isOpening, isWalking;

    /// <summary>What the file's findings go to once they are placed.</summary>
    public DiagnosticLog Log => DiagnosticLog.Passing(Hear);

    public IReadOnlyList<StoredFinding> Opening => [.. opening.Select(StoredFinding.Of)];

    /// <summary>Of the walk, with their places where they have one.</summary>
    public IReadOnlyList<StoredFinding> Walk => [.. walk.Sorted().Concat(summed).Select(StoredFinding.Of)];

    /// <summary>Opens the file.</summary>
    public IFeatureSource Open(SourceRequest request, DiagnosticLog findings)
    {
        isOpening = true;
        IFeatureSource source = FeatureSources.Open(request, DiagnosticLog.Passing(finding =>
        {
            lock (gate)
            {
                if (isOpening)
                    opening.Add(finding);
            }

            findings.Add(finding);
        }));
        isOpening = false;
        return source;
    }

    /// <summary>From now on findings are the walk's.</summary>
    public void BeginWalk() => isWalking = true;

    private void Hear(Diagnostic finding)
    {
        lock (gate)
        {
            told?.Add(finding);
            if (!isWalking)
                return;
            if (finding.Summed is null)
                walk.Add(finding);
            else
                summed.Add(finding);
        }
    }
}

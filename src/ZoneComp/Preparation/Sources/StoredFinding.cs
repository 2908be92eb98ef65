namespace ZoneComp.Preparation.Sources;

/// <summary>A finding as a sort piece stores it, before the policy says how gravely it is taken.</summary>
/// <param name="InLayer">Where in its file it is, while the file's CRS is not known; null once it has its place or has none.</param>
/// <param name="Summed">As in <see cref="Diagnostic"/>.</param>
internal sealed record StoredFinding(Diagnostic Finding, LayerPoint? InLayer, SummedFinding? Summed)
{
    public static StoredFinding Of(Diagnostic finding) => new(finding, finding.InLayer, finding.Summed);

    public Diagnostic ToFinding() => Finding with { InLayer = InLayer, Summed = Summed };
}

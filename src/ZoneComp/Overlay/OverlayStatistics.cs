namespace ZoneComp.Overlay;

/// <summary>What the overlay did, for run.json and benchmarks.</summary>
/// <param name="Edges">Edges walked, each once.</param>
/// <param name="Crossings">Proper crossings of the perturbed edges, each once per pair.</param>
/// <param name="Ghosts">Combinations within their rounding bound of zero, joined to their region's largest.</param>
/// <param name="GhostArea2">Sum of their absolute areas, halves of mm².</param>
/// <param name="Jobs">Tiles worked on.</param>
/// <param name="StageMilliseconds">Milliseconds by stage, summed over the threads.</param>
public sealed record OverlayStatistics(
    long Edges,
    long Crossings,
    int Ghosts,
    Int128 GhostArea2,
    int Jobs,
    IReadOnlyDictionary<string, double> StageMilliseconds);

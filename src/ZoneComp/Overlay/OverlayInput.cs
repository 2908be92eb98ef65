namespace ZoneComp.Overlay;

/// <summary>Regions and zone features on the run's lattice, gathered before the overlay.</summary>
/// <remarks>
/// Rings have their inside on the left, by what the format states; the first point may or may not be repeated at the end.
/// Edges are short enough (at most 2^20 lattice units in x and in y).
/// </remarks>
public sealed class OverlayInput(int classCount)
{
    /// <summary>Number of zone classes, at most 1,024.</summary>
    public int ClassCount { get; } = classCount;
}

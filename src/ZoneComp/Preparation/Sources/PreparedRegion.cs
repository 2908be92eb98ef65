namespace ZoneComp.Preparation.Sources;

/// <summary>A region as read, before it is sorted and given to the overlay.</summary>
/// <param name="Subject">File and feature, for findings.</param>
/// <param name="Place">A point of it, for findings; null without geometry.</param>
internal sealed record PreparedRegion(
    Region Region, string Subject, IReadOnlyList<LatticePoint[]> Rings, decimal? OfficialM2, FindingPlace? Place)
{
    /// <summary>False where a ring of it could not be brought to the lattice, which is an error.</summary>
    public bool IsWhole { get; init; } = true;
}

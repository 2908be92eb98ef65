namespace ZoneComp.Overlay;

/// <summary>How the overlay runs; nothing here but <paramref name="Trace"/> and <paramref name="OriginX"/> can change a result.</summary>
/// <param name="Threads">Threads to use; at least 1.</param>
/// <param name="Trace">Whether <see cref="OverlayResult.Pieces"/> is wanted.</param>
/// <param name="OriginX">
/// Where area terms count x from, lattice units; null: the middle of the regions. Runs over parts of one data set that must give the
/// same integers say it.
/// </param>
public sealed record OverlayOptions(int Threads = 1, bool Trace = false, long? OriginX = null)
{
    /// <summary>Edges per job, about; sized so that a job's edges stay in the processor's cache. Changes no result.</summary>
    public int TileEdges { get; init; } = 8192;
}

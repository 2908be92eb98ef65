namespace ZoneComp.Overlay;

/// <summary>Measures what every combination of zone classes covers in every region.</summary>
public static class ZoneOverlay
{
    /// <summary>Areas of all combinations in all regions, and outside them, with repeats, overlaps, faults and (if asked for) pieces.</summary>
    public static OverlayResult Measure(
        OverlayInput input, OverlayOptions options, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        NtsOverlay.Measure(input, options, progress, cancellation);
}

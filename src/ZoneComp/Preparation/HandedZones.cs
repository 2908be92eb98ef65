using ZoneComp.Overlay;

namespace ZoneComp.Preparation;

/// <summary>Who takes the zones out of memory while they are read.</summary>
/// <param name="Vertices">Vertices of zones that are held before they are handed over.</param>
/// <param name="Receive">Gets the regions, the zones held, and the number of the first of those zones.</param>
internal sealed record HandedZones(int Vertices, Action<OverlayInput, int> Receive);

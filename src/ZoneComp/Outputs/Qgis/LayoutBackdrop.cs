using System.Xml.Linq;

namespace ZoneComp.Outputs.Qgis;

/// <summary>Layers that every layout shows over and under its figure.</summary>
/// <param name="Borders">Of the levels above; null for none.</param>
/// <param name="Ground">All regions in grey.</param>
/// <param name="Around">What lies around the regions; null for nothing.</param>
internal sealed record LayoutBackdrop(XElement? Borders, XElement Ground, XElement? Around)
{
    /// <summary>From the top.</summary>
    public IReadOnlyList<XElement> Under(XElement figure) => [.. new[] { Borders, figure, Ground, Around }.OfType<XElement>()];
}

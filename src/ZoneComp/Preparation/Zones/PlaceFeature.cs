namespace ZoneComp.Preparation.Zones;

/// <summary>A line or point feature on the lattice.</summary>
/// <param name="Class">Name of the layer, or of the layer's class: "rivers.I".</param>
/// <param name="Source">Index into <see cref="PreparedInput.Inputs"/>.</param>
/// <param name="Parts">Lines of two points or more; or points.</param>
public sealed record PlaceFeature(string Layer, string Class, bool IsLine, int Source, long FeatureId, IReadOnlyList<LatticePoint[]> Parts)
{
    /// <summary>In no region it counts for the nearest one up to so many metres away; null for none.</summary>
    public decimal? NearestWithinM { get; init; }

    internal LatticeBox Box()
    {
        LatticeBox box = LatticeBox.Empty;
        foreach (LatticePoint point in Parts.SelectMany(part => part))
            box = box.Including(new LatticeBox(point.X, point.Y, point.X, point.Y));
        return box;
    }
}

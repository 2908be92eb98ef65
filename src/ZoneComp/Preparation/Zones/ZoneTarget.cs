namespace ZoneComp.Preparation.Zones;

/// <summary>Where zones go as they are read: to the overlay's input, which may come later, when the regions are known; their origins
/// beside it.</summary>
/// <param name="classCount">Classes that zones are read to.</param>
/// <param name="rings">The overlay's input; the thread that reads zones waits for it when it has read ahead far enough.</param>
/// <param name="shapes">Get a digest of each zone, beside its origin.</param>
/// <param name="before">Zones in the input that were not read from layers.</param>
internal sealed class ZoneTarget(int classCount, Task<OverlayInput> rings, ZoneOrigins origins, ShapeDigests shapes, int before = 0)
{
    public int ClassCount => classCount;

    /// <summary>Whether zones can be added without waiting.</summary>
    public bool IsReady => rings.IsCompleted;

    /// <summary>Zones so far, those before included.</summary>
    public int ZoneCount => before + origins.Count;

    public void Add(int source, ZoneBatch batch)
    {
        OverlayInput input = Rings();
        Seam.At("zones added");
        input.Append(batch.Rings);
        foreach (long feature in batch.ZoneFeatures)
            origins.Add(source, feature);
        foreach (ulong shape in batch.ZoneShapes)
            shapes.Add(shape);
    }

    public void Add(int source, long feature, int zoneClass, IReadOnlyList<LatticePoint[]> its, ulong shape)
    {
        OverlayInput input = Rings();
        _ = input.AddZone(zoneClass);
        foreach (LatticePoint[] ring in its)
            input.AddRing(ring);
        origins.Add(source, feature);
        shapes.Add(ShapeDigest.InClass(shape, zoneClass));
    }

    /// <summary>Has zones that are still held handed over, where they are.</summary>
    public void EndSource()
    {
        if (rings.IsCompleted)
            Rings().HandOverRest();
    }

    private OverlayInput Rings() => rings.GetAwaiter().GetResult();
}

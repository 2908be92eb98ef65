namespace ZoneComp.Preparation.Sources;

/// <summary>The footprint of each zone source, gathered while its features pass by.</summary>
internal sealed class SourceFootprints
{
    private readonly SortedDictionary<int, SourceFootprint> sources = [];

    /// <summary>Sources with features, ascending.</summary>
    public IEnumerable<int> Sources => sources.Keys;

    /// <summary>Adds the zones held; they follow those added before.</summary>
    /// <param name="firstZone">Number of the first of them.</param>
    public void Add(OverlayInput held, int firstZone, ZoneOrigins origins)
    {
        // Behind the layers' zones come those that only tell the regions' ground apart.
        int end = Math.Min(origins.Count, firstZone + held.FeatureCount - held.RegionCount);
        for (int zone = firstZone; zone < end;)
        {
            ZoneOrigins.Stretch stretch = origins.StretchAt(zone);
            SourceFootprint footprint = Of(stretch.Source);
            for (int last = Math.Min(end, stretch.EndZone); zone < last; zone++)
                footprint.Add(stretch.FeatureId(zone), held, held.RegionCount + zone - firstZone);
        }
    }

    /// <summary>The footprint of a source, made where there is none yet.</summary>
    public SourceFootprint Of(int source)
    {
        if (!sources.TryGetValue(source, out SourceFootprint? footprint))
            sources.Add(source, footprint = new SourceFootprint());
        return footprint;
    }

    /// <summary>Box of a source; empty where it has no ring.</summary>
    public LatticeBox BoxOf(int source) => sources[source].Box;

    /// <summary>Vertices of a source, a few thousand at the most, whatever its size.</summary>
    public IEnumerable<LatticePoint> Vertices(int source) => sources[source].Vertices();
}

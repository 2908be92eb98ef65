using ZoneComp.Model;
using ZoneComp.Overlay;

namespace ZoneComp.Preparation;

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
        for (int feature = held.RegionCount; feature < held.FeatureCount; feature++)
        {
            // Behind the layers' zones come those that only tell the regions' ground apart.
            int zone = firstZone + feature - held.RegionCount;
            if (zone >= origins.Count)
                break;
            Of(origins.Source(zone)).Add(origins.FeatureId(zone), held, feature);
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

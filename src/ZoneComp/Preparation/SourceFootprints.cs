using ZoneComp.Model;
using ZoneComp.Overlay;
using ZoneComp.Preparation.CoordinateSystems;

namespace ZoneComp.Preparation;

/// <summary>What is kept of each zone source while its features pass by: its box, and a few of its vertices from all over it.</summary>
internal sealed class SourceFootprints
{
    private readonly SortedDictionary<int, Footprint> sources = [];

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
            int source = origins.Source(zone);
            if (!sources.TryGetValue(source, out Footprint? footprint))
                sources.Add(source, footprint = new Footprint());
            footprint.Box = footprint.Box.Including(held.Feature(feature).Box);
            if (footprint.TakesNext())
                footprint.Keep(held, feature);
        }
    }

    /// <summary>Box of a source; empty where it has no ring.</summary>
    public LatticeBox BoxOf(int source) => sources[source].Box;

    /// <summary>Vertices of a source, a few thousand at the most, whatever its size.</summary>
    public IEnumerable<LatticePoint> Vertices(int source) => sources[source].Vertices();

    /// <summary>Every so-manieth feature, and of each some vertices; when the features become too many, every other one goes.</summary>
    private sealed class Footprint
    {
        private readonly List<LatticePoint[]> kept = [];
        private long seen;
        private long step = 1;

        public LatticeBox Box { get; set; } = LatticeBox.Empty;

        public bool TakesNext() => seen++ % step == 0;

        public void Keep(OverlayInput held, int feature)
        {
            int vertices = held.VerticesOf(feature);
            if (vertices > 0)
                kept.Add(held.SomeVertices(feature, Stride(vertices, 1 + (Gcj02Check.PointsWanted / (kept.Count + 1)))));
            if (kept.Count <= Gcj02Check.PointsWanted)
                return;
            step *= 2;
            for (int index = 0; 2 * index < kept.Count; index++)
                kept[index] = kept[2 * index];
            kept.RemoveRange((kept.Count + 1) / 2, kept.Count / 2);
        }

        public IEnumerable<LatticePoint> Vertices() =>
            kept.SelectMany(feature => Some(feature, Math.Max(1, Gcj02Check.PointsWanted / kept.Count)));

        private static IEnumerable<LatticePoint> Some(LatticePoint[] vertices, int wanted)
        {
            int stride = Stride(vertices.Length, wanted);
            for (int at = 0; at < vertices.Length; at += stride)
                yield return vertices[at];
        }

        private static int Stride(int vertices, int wanted) => 1 + (vertices / wanted);
    }
}

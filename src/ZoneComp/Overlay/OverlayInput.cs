using System.Runtime.InteropServices;
using ZoneComp.Model;

namespace ZoneComp.Overlay;

/// <summary>Regions and zone features on the run's lattice, gathered before the overlay.</summary>
/// <remarks>
/// Rings have their inside on the left, by what the format states; the first point may or may not be repeated at the end.
/// Edges longer than <see cref="EdgeSplitting.MaxEdge"/> are split. The order of adding decides the perturbation, so the same order
/// gives the same integers. Filled by one thread at a time.
/// </remarks>
public sealed class OverlayInput
{
    /// <summary>Largest class count.</summary>
    public const int MaxClasses = 1024;

    /// <summary>Coordinates reach from minus to plus this many lattice units: a million kilometres.</summary>
    public const long MaxCoordinate = 1L << 40;

    private readonly List<EdgeBlock> blocks = [];
    private readonly PointStore points = new();
    private readonly List<FeatureEntry> features = [];
    private readonly List<int> regionFeatures = [];
    private readonly List<int> zoneFeatures = [];
    private readonly List<LatticePoint> ringBuffer = [];
    private int vertexCount;

    public OverlayInput(int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(classCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classCount, MaxClasses);
        ClassCount = classCount;
    }

    private OverlayInput(OverlayInput other)
    {
        ClassCount = other.ClassCount;
        blocks.AddRange(other.blocks);
        points = other.points.Fork();
        features.AddRange(other.features);
        regionFeatures.AddRange(other.regionFeatures);
        zoneFeatures.AddRange(other.zoneFeatures);
        vertexCount = other.vertexCount;
        Bounds = other.Bounds;
    }

    /// <summary>Number of zone classes, at most 1,024.</summary>
    public int ClassCount { get; }

    public int RegionCount => regionFeatures.Count;

    public int ZoneCount => zoneFeatures.Count;

    /// <summary>Vertices kept: without repeated points, with those that split long edges.</summary>
    public int VertexCount => vertexCount;

    /// <summary>Rings of fewer than three different vertices: no area, left out.</summary>
    public int FlatRingCount { get; private set; }

    /// <summary>Box of everything added.</summary>
    public LatticeBox Bounds { get; private set; } = LatticeBox.Empty;

    internal int FeatureCount => features.Count;

    internal ReadOnlySpan<EdgeBlock> Blocks => CollectionsMarshal.AsSpan(blocks);

    internal PointStore Points => points;

    /// <summary>Starts a region; the rings added next are its. Returns its index: 0, 1, ...</summary>
    public int AddRegion()
    {
        features.Add(new FeatureEntry(~regionFeatures.Count, regionFeatures.Count, blocks.Count, 0, LatticeBox.Empty));
        regionFeatures.Add(features.Count - 1);
        return regionFeatures.Count - 1;
    }

    /// <summary>Starts a zone feature of one class; the rings added next are its. Returns its index: 0, 1, ...</summary>
    public int AddZone(int classIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(classIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(classIndex, ClassCount);
        features.Add(new FeatureEntry(classIndex, zoneFeatures.Count, blocks.Count, 0, LatticeBox.Empty));
        zoneFeatures.Add(features.Count - 1);
        return zoneFeatures.Count - 1;
    }

    /// <summary>Adds a ring to the feature started last.</summary>
    /// <param name="ring">Inside on the left; repeated points and a repeated first point are dropped.</param>
    public void AddRing(ReadOnlySpan<LatticePoint> ring)
    {
        if (features.Count == 0)
            throw new InvalidOperationException("A ring needs a region or a zone to belong to.");
        AddRing(features.Count - 1, ring);
    }

    /// <summary>Class of a zone feature.</summary>
    public int ClassOf(int zone) => features[zoneFeatures[zone]].Group;

    /// <summary>Box of a zone feature; empty when it has no ring.</summary>
    public LatticeBox ZoneBox(int zone) => features[zoneFeatures[zone]].Box;

    public LatticeBox RegionBox(int region) => features[regionFeatures[region]].Box;

    /// <summary>Rings of a zone feature as kept, not closed, inside on the left.</summary>
    public IReadOnlyList<LatticePoint[]> ZoneRings(int zone) => FeatureRings(zoneFeatures[zone]);

    /// <summary>Rings of a region as kept, not closed, inside on the left.</summary>
    public IReadOnlyList<LatticePoint[]> RegionRings(int region) => FeatureRings(regionFeatures[region]);

    internal FeatureEntry Feature(int feature) => features[feature];

    /// <summary>Index of a zone feature among the zones.</summary>
    internal int ZoneOfFeature(int feature) => features[feature].Index;

    /// <summary>The same input with other rings for one feature; the other features' vertices keep their numbers.</summary>
    internal OverlayInput WithRings(IReadOnlyDictionary<int, IReadOnlyList<LatticePoint[]>> replaced)
    {
        var copy = new OverlayInput(this);
        foreach ((int feature, IReadOnlyList<LatticePoint[]> rings) in replaced.OrderBy(pair => pair.Key))
        {
            copy.features[feature] = features[feature] with { FirstBlock = copy.blocks.Count, BlockCount = 0, Box = LatticeBox.Empty };
            foreach (LatticePoint[] ring in rings)
                copy.AddRing(feature, ring);
        }

        return copy;
    }

    internal IReadOnlyList<LatticePoint[]> FeatureRings(int feature)
    {
        FeatureEntry entry = features[feature];
        var rings = new List<LatticePoint[]>();
        var ring = new List<LatticePoint>();
        for (int index = entry.FirstBlock; index < entry.FirstBlock + entry.BlockCount; index++)
        {
            EdgeBlock block = blocks[index];
            if (block.StartsRing && ring.Count > 0)
            {
                rings.Add([.. ring]);
                ring.Clear();
            }

            ReadOnlySpan<int> offsets = points.Read(block);
            for (int edge = 0; edge < block.EdgeCount; edge++)
                ring.Add(new LatticePoint(block.OriginX + offsets[2 * edge], block.OriginY + offsets[(2 * edge) + 1]));
        }

        if (ring.Count > 0)
            rings.Add([.. ring]);
        return rings;
    }

    private void AddRing(int feature, ReadOnlySpan<LatticePoint> ring)
    {
        ReadOnlySpan<LatticePoint> kept = EdgeSplitting.Prepare(ring, ringBuffer);
        if (kept.Length < 3)
        {
            FlatRingCount += ring.IsEmpty ? 0 : 1;
            return;
        }

        int blockCount = (kept.Length + EdgeBlock.MaxEdges - 1) / EdgeBlock.MaxEdges;
        int firstOfRing = vertexCount;
        LatticeBox box = LatticeBox.Empty;
        for (int index = 0; index < blockCount; index++)
        {
            int from = (int)((long)kept.Length * index / blockCount);
            int to = (int)((long)kept.Length * (index + 1) / blockCount);
            EdgeBlock block = points.Store(kept, from, to);
            block.Feature = feature;
            block.FirstVertex = firstOfRing + from;
            block.EndVertex = to == kept.Length ? firstOfRing : firstOfRing + to;
            block.StartsRing = index == 0;
            blocks.Add(block);
            box = box.Including(new LatticeBox(
                block.OriginX + block.MinX, block.OriginY + block.MinY, block.OriginX + block.MaxX, block.OriginY + block.MaxY));
        }

        vertexCount += kept.Length;
        Bounds = Bounds.Including(box);
        ref FeatureEntry entry = ref CollectionsMarshal.AsSpan(features)[feature];
        entry = entry with { BlockCount = entry.BlockCount + blockCount, Box = entry.Box.Including(box) };
    }
}

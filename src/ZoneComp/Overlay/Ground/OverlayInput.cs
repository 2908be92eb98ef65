using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZoneComp.Overlay.Ground;

/// <summary>Regions and zone features on the run's lattice, gathered before the overlay.</summary>
/// <remarks>
/// Rings have their inside on the left, by what the format states; the first point may or may not be repeated at the end.
/// Edges longer than <see cref="EdgeSplitting.MaxEdge"/> are split. The order of adding decides the perturbation, so the same order
/// gives the same integers. Filled by one thread at a time.
/// </remarks>
public sealed class OverlayInput
{
    /// <summary>Largest class count: a class is kept in 16 bits of each zone.</summary>
    public const int MaxClasses = 1 << 16;

    private const int FeaturesJudgedAtOnce = 2048;

    /// <summary>Coordinates reach from minus to plus this many lattice units: a million kilometres.</summary>
    public const long MaxCoordinate = 1L << 40;

    private ChunkedList<EdgeBlock> blocks = new();
    private PointStore points = new();
    private ChunkedList<FeatureEntry> features = new();
    private readonly List<int> regionFeatures = [];
    private readonly List<int> zoneFeatures = [];
    private readonly List<ushort> zoneClasses = [];
    private readonly HashSet<int> backgrounds = [];
    private readonly List<LatticePoint> ringBuffer = [];
    private ZoneRelease? release;
    private int vertexCount;
    private int judgedFeatures; // the first of all, of which it is known whether they are simple

    public OverlayInput(int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(classCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classCount, MaxClasses);
        ClassCount = classCount;
        VisibleClasses = classCount;
    }

    /// <summary>An input for <see cref="Append"/>.</summary>
    /// <param name="room">Memory that it uses first, until <see cref="Seal"/>.</param>
    internal OverlayInput(int classCount, byte[] room)
        : this(classCount) => points = new PointStore(room);

    private OverlayInput(OverlayInput other)
    {
        ClassCount = other.ClassCount;
        VisibleClasses = other.VisibleClasses;
        backgrounds.UnionWith(other.backgrounds);
        blocks.AddRange(other.blocks.All());
        points = other.points.Fork();
        features.AddRange(other.features.All());
        regionFeatures.AddRange(other.regionFeatures);
        zoneFeatures.AddRange(other.zoneFeatures);
        zoneClasses.AddRange(other.zoneClasses);
        release = other.release;
        vertexCount = other.vertexCount;
        judgedFeatures = other.judgedFeatures;
        Bounds = other.Bounds;
        Part = other.Part;
    }

    /// <summary>Number of zone classes, at most <see cref="MaxClasses"/>.</summary>
    public int ClassCount { get; }

    /// <summary>
    /// Classes below this number are those of the policy; the rest tell ground apart (inside a mask, claimed by another region), so that
    /// repeats are kept apart by them too.
    /// </summary>
    public int VisibleClasses { get; init; }

    public int RegionCount => regionFeatures.Count;

    public int ZoneCount => zoneClasses.Count;

    /// <summary>Vertices kept: without repeated points, with those that split long edges.</summary>
    public long VertexCount => vertexCount + (release?.Vertices ?? 0);

    /// <summary>Vertices of the zones that are held.</summary>
    internal long HeldZoneVertices => vertexCount - RegionEnd().Vertices;

    /// <summary>Rings of fewer than three different vertices: no area, left out.</summary>
    public int FlatRingCount { get; private set; }

    /// <summary>Box of everything added.</summary>
    public LatticeBox Bounds { get; private set; } = LatticeBox.Empty;

    /// <summary>Box of the regions.</summary>
    internal LatticeBox RegionBounds => regionFeatures.Aggregate(LatticeBox.Empty, (box, feature) => box.Including(BoxOf(feature)));

    /// <summary>Where area terms count x from: the middle of the regions, which are known before the zones; without any, of
    /// everything.</summary>
    internal long OriginX
    {
        get
        {
            LatticeBox box = RegionBounds.IsEmpty ? Bounds : RegionBounds;
            return box.IsEmpty ? 0 : (box.MinX + box.MaxX) / 2;
        }
    }

    /// <summary>Edges that start in it are walked: everything, or the own ground of a part.</summary>
    internal LatticeBox Own => Part?.Own ?? Bounds;

    /// <summary>What is known of the rest where this is a part of a larger ground; null where it is all there is.</summary>
    internal PartOfGround? Part { get; init; }

    /// <summary>Whether zones were handed over, so that only regions are held.</summary>
    internal bool HasReleasedZones => release is { Zones: > 0 };

    internal int FeatureCount => features.Count;

    /// <summary>By zone.</summary>
    internal ReadOnlySpan<ushort> ZoneClasses => CollectionsMarshal.AsSpan(zoneClasses);

    internal ChunkedList<EdgeBlock> Blocks => blocks;

    internal PointStore Points => points;

    /// <summary>Starts a region; the rings added next are its. Returns its index: 0, 1, ...</summary>
    /// <param name="isBackground">Whether it is ground below the other regions (a county below its towns), which is no overlap.</param>
    public int AddRegion(bool isBackground = false)
    {
        if (release is not null && ZoneCount > 0)
            throw new InvalidOperationException("Regions come before zones where zones are handed over.");
        features.Add(new FeatureEntry(~regionFeatures.Count, regionFeatures.Count, blocks.Count, 0));
        regionFeatures.Add(features.Count - 1);
        if (isBackground)
            backgrounds.Add(regionFeatures.Count - 1);
        return regionFeatures.Count - 1;
    }

    public bool IsBackground(int region) => backgrounds.Contains(region);

    /// <summary>Starts a zone feature of one class; the rings added next are its. Returns its index: 0, 1, ...</summary>
    public int AddZone(int classIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(classIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(classIndex, ClassCount);
        if (release is not null && vertexCount >= release.HeldVertices)
            HandOver();
        features.Add(new FeatureEntry(classIndex, zoneClasses.Count, blocks.Count, 0));
        zoneFeatures.Add(features.Count - 1);
        zoneClasses.Add((ushort)classIndex);
        return zoneClasses.Count - 1;
    }

    /// <summary>Adds the zones of another input, in order, as if each were added here. The other is not to be used any more.</summary>
    internal void Append(OverlayInput other)
    {
        if (other.RegionCount > 0 || other.ClassCount > ClassCount)
            throw new ArgumentException("Only zones of the same classes, or of the first of them, can be appended.", nameof(other));
        if (release is not null && vertexCount >= release.HeldVertices)
            HandOver();
        AppendZones(other);
        FlatRingCount += other.FlatRingCount;
    }

    /// <summary>Nothing more is added: the room lent is free again.</summary>
    internal void Seal() => points.Seal();

    /// <summary>Empty again after all was appended to another, with the lists' memory and room lent.</summary>
    internal void Restart(byte[] room)
    {
        points = new PointStore(room);
        blocks.Clear();
        features.Clear();
        regionFeatures.Clear();
        zoneFeatures.Clear();
        zoneClasses.Clear();
        (vertexCount, judgedFeatures, FlatRingCount, Bounds) = (0, 0, 0, LatticeBox.Empty);
    }

    /// <summary>The regions held here with the zones that were handed over, as if none had been.</summary>
    /// <param name="handed">All that was handed over, in its order.</param>
    internal OverlayInput WithZones(IEnumerable<OverlayInput> handed)
    {
        var whole = new OverlayInput(this) { release = null, FlatRingCount = FlatRingCount };
        whole.zoneFeatures.Clear();
        whole.zoneClasses.Clear();
        foreach (OverlayInput held in handed)
            whole.AppendZones(held);
        return whole;
    }

    private void AppendZones(OverlayInput other)
    {
        (int otherBlocks, int otherVertices) = other.RegionEnd();
        int firstFeature = features.Count - other.RegionCount, firstBlock = blocks.Count - otherBlocks;
        int firstVertex = vertexCount - otherVertices, firstChunk = points.Adopt(other.points);
        foreach (ref readonly FeatureEntry entry in other.features.Slice(other.RegionCount, other.features.Count - other.RegionCount))
        {
            zoneFeatures.Add(features.Count);
            features.Add(entry with { Index = zoneClasses.Count, FirstBlock = entry.FirstBlock + firstBlock });
            zoneClasses.Add((ushort)entry.Group);
        }

        foreach (ref readonly EdgeBlock block in other.blocks.Slice(otherBlocks, other.blocks.Count - otherBlocks))
        {
            blocks.Add(block with
            {
                Feature = block.Feature + firstFeature,
                FirstVertex = block.FirstVertex + firstVertex,
                EndVertex = block.EndVertex + firstVertex,
                Chunk = block.Chunk + firstChunk,
            });
        }

        vertexCount += other.vertexCount - otherVertices;
        Bounds = Bounds.Including(other.Bounds);
    }

    /// <summary>Where the regions, which come first, end.</summary>
    private (int Blocks, int Vertices) RegionEnd()
    {
        int regionBlocks = RegionCount == 0 ? 0 : features[RegionCount - 1].FirstBlock + features[RegionCount - 1].BlockCount;
        return (regionBlocks, regionBlocks == 0 ? 0 : blocks[regionBlocks - 1].FirstVertex + blocks[regionBlocks - 1].EdgeCount);
    }

    /// <summary>From now on zones are handed over, whole features at a time, whenever this many vertices are held; regions stay.</summary>
    /// <param name="receive">Gets the regions and the zones held, and the number of the first of those zones.</param>
    internal void HandOverZones(int heldVertices, Action<OverlayInput, int> receive)
    {
        if (ZoneCount > 0)
            throw new InvalidOperationException("Zones are handed over from the first or not at all.");
        release = new ZoneRelease(heldVertices, receive);
    }

    /// <summary>Hands over the zones still held, where they are handed over; the first time the regions, if there are no zones.</summary>
    internal void HandOverRest()
    {
        if (release is not null && (features.Count > regionFeatures.Count || !release.HasBegun))
            HandOver();
    }

    /// <summary>Gives the zones that were handed over other numbers: run after run of the present ones, each zone once.</summary>
    internal void OrderZones(IEnumerable<(int First, int Count)> runs)
    {
        if (features.Count > regionFeatures.Count)
            throw new InvalidOperationException("Only zones that were handed over can be put into another order.");
        ushort[] ordered = [.. runs.SelectMany(run => zoneClasses.GetRange(run.First, run.Count))];
        if (ordered.Length != zoneClasses.Count)
            throw new ArgumentException("Every zone once.", nameof(runs));
        ordered.CopyTo(CollectionsMarshal.AsSpan(zoneClasses));
    }

    /// <summary>Counts zones that others read and handed over, behind those handed over here.</summary>
    /// <param name="classes">By zone.</param>
    internal void AddReleased(ReadOnlySpan<ushort> classes, long vertices, int flatRings, LatticeBox bounds)
    {
        if (release is null || features.Count > regionFeatures.Count)
            throw new InvalidOperationException("Zones that are still held come before.");
        zoneClasses.AddRange(classes);
        release.Zones = ZoneCount;
        release.Vertices += vertices;
        FlatRingCount = checked(FlatRingCount + flatRings);
        Bounds = Bounds.Including(bounds);
    }

    private void HandOver()
    {
        int regions = regionFeatures.Count;
        (int regionBlocks, int regionVertices) = RegionEnd();
        var held = new OverlayInput(ClassCount)
        {
            VisibleClasses = VisibleClasses,
            blocks = blocks,
            points = points,
            features = features,
            vertexCount = vertexCount,
            Bounds = Bounds,
        };
        held.regionFeatures.AddRange(regionFeatures);
        blocks = blocks.First(regionBlocks);
        features = features.First(regions);
        points = points.Fork(regionBlocks == 0 ? 0 : blocks.Last.Chunk + 1); // the zones' chunks go with them
        judgedFeatures = Math.Min(judgedFeatures, regions);
        release!.Vertices += vertexCount - regionVertices;
        vertexCount = regionVertices;
        int first = release.Zones;
        release.Zones = ZoneCount;
        release.HasBegun = true;
        zoneFeatures.Clear();
        release.Receive(held, first);
    }

    /// <summary>Starts a feature of a part; its blocks are added next.</summary>
    /// <param name="group">As in <see cref="FeatureEntry.Group"/>.</param>
    /// <param name="isSimple">As in <see cref="FeatureEntry.IsSimple"/>: a part does not show it.</param>
    internal int AddPartFeature(int group, int index, bool isSimple)
    {
        features.Add(new FeatureEntry(group, index, blocks.Count, 0, isSimple));
        return features.Count - 1;
    }

    /// <summary>Adds a block, with its numbers and box, to the part's feature started last.</summary>
    /// <param name="steps">As <see cref="PointStore"/> packs them.</param>
    internal void AddPartBlock(EdgeBlock block, ReadOnlySpan<byte> steps)
    {
        points.StorePacked(steps, ref block);
        block.Feature = features.Count - 1;
        blocks.Add(block);
        Bounds = Bounds.Including(block.Box);
        ref FeatureEntry entry = ref features.Last;
        entry = entry with { BlockCount = entry.BlockCount + 1 };
    }

    /// <summary>Says how many vertex numbers the part's blocks use; rings added later get higher ones.</summary>
    internal void EndPart(int vertices) => (vertexCount, judgedFeatures) = (vertices, features.Count);

    /// <summary>Finds out which zones are simple, of those for which it is not known yet.</summary>
    internal void JudgeShapes(int threads) => TakeShapes(ShapesJudged(threads));

    /// <summary>Which zones are simple, from the first for which it is not known yet; changes nothing, so that others may read
    /// meanwhile.</summary>
    internal bool[] ShapesJudged(int threads)
    {
        var simple = new bool[features.Count - judgedFeatures];
        if (simple.Length == 0)
            return simple;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        _ = Parallel.ForEach(Partitioner.Create(judgedFeatures, features.Count, FeaturesJudgedAtOnce), options, range =>
        {
            Seam.At("shapes judged");
            var judge = new ShapeJudge(maxVertices: 1 << 14);
            for (int feature = range.Item1; feature < range.Item2; feature++)
                simple[feature - judgedFeatures] = !features[feature].IsRegion && judge.IsSimple(this, feature);
        });
        return simple;
    }

    /// <summary>Takes note of what <see cref="ShapesJudged"/> found; nobody else may use the input meanwhile.</summary>
    internal void TakeShapes(bool[] simple)
    {
        for (int index = 0; index < simple.Length; index++)
        {
            ref FeatureEntry entry = ref features[judgedFeatures + index];
            entry = entry with { IsSimple = simple[index] };
        }

        judgedFeatures += simple.Length;
    }

    /// <summary>Adds a ring to the feature started last.</summary>
    /// <param name="ring">Inside on the left; repeated points and a repeated first point are dropped.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddRing(ReadOnlySpan<LatticePoint> ring)
    {
        if (features.Count == 0)
            throw new InvalidOperationException("A ring needs a region or a zone to belong to.");
        AddRing(features.Count - 1, ring);
    }

    /// <summary>Class of a zone feature.</summary>
    public int ClassOf(int zone) => zoneClasses[zone];

    /// <summary>Box of a zone feature; empty when it has no ring.</summary>
    public LatticeBox ZoneBox(int zone) => BoxOf(FeatureOfZone(zone));

    public LatticeBox RegionBox(int region) => BoxOf(regionFeatures[region]);

    /// <summary>Rings of a zone feature as kept, not closed, inside on the left.</summary>
    public IReadOnlyList<LatticePoint[]> ZoneRings(int zone) => FeatureRings(FeatureOfZone(zone));

    /// <summary>Rings of a region as kept, not closed, inside on the left.</summary>
    public IReadOnlyList<LatticePoint[]> RegionRings(int region) => FeatureRings(regionFeatures[region]);

    internal ref readonly FeatureEntry Feature(int feature) => ref features[feature];

    internal ListPart<EdgeBlock> BlocksOf(int feature) => blocks.Slice(features[feature].FirstBlock, features[feature].BlockCount);

    /// <summary>Box of a feature; empty when it has no ring.</summary>
    internal LatticeBox BoxOf(int feature)
    {
        LatticeBox box = LatticeBox.Empty;
        foreach (ref readonly EdgeBlock block in BlocksOf(feature))
            box = box.Including(block.Box);
        return box;
    }

    /// <summary>Index of a zone feature among the zones.</summary>
    internal int ZoneOfFeature(int feature) => HasReleasedZones ? feature - regionFeatures.Count : features[feature].Index;

    private int FeatureOfZone(int zone) => HasReleasedZones
        ? throw new InvalidOperationException("The zones were handed over; their rings are on disk.")
        : zoneFeatures[zone];

    /// <summary>The same input with other rings for one feature; the other features' vertices keep their numbers.</summary>
    internal OverlayInput WithRings(IReadOnlyDictionary<int, IReadOnlyList<LatticePoint[]>> replaced)
    {
        var copy = new OverlayInput(this) { Part = Part?.Completed(replaced.Keys) };
        foreach ((int feature, IReadOnlyList<LatticePoint[]> rings) in replaced.OrderBy(pair => pair.Key))
        {
            copy.features[feature] = features[feature] with { FirstBlock = copy.blocks.Count, BlockCount = 0, IsSimple = false };
            foreach (LatticePoint[] ring in rings)
                copy.AddRing(feature, ring);
        }

        return copy;
    }

    /// <summary>The same part, of which only the edges that start in a box are walked.</summary>
    internal OverlayInput Within(LatticeBox own) => new(this) { Part = Part!.Within(own) };

    internal IReadOnlyList<LatticePoint[]> FeatureRings(int feature)
    {
        var rings = new List<LatticePoint[]>();
        var ring = new List<LatticePoint>();
        Span<int> room = stackalloc int[PointStore.OffsetRoom];
        foreach (ref readonly EdgeBlock block in BlocksOf(feature))
        {
            if (block.StartsRing && ring.Count > 0)
            {
                rings.Add([.. ring]);
                ring.Clear();
            }

            ReadOnlySpan<int> offsets = points.Read(block, room);
            for (int edge = 0; edge < block.EdgeCount; edge++)
                ring.Add(new LatticePoint(block.OriginX + offsets[2 * edge], block.OriginY + offsets[(2 * edge) + 1]));
        }

        if (ring.Count > 0)
            rings.Add([.. ring]);
        return rings;
    }

    /// <summary>Vertices of all rings of a feature, as kept.</summary>
    internal int VerticesOf(int feature)
    {
        int count = 0;
        foreach (ref readonly EdgeBlock block in BlocksOf(feature))
            count += block.EdgeCount;
        return count;
    }

    /// <summary>The first vertex of a feature and every so-manieth after it, ring after ring.</summary>
    internal LatticePoint[] SomeVertices(int feature, int stride)
    {
        var some = new LatticePoint[(VerticesOf(feature) + stride - 1) / stride];
        int taken = 0, before = 0;
        Span<int> room = stackalloc int[PointStore.OffsetRoom];
        foreach (ref readonly EdgeBlock block in BlocksOf(feature))
        {
            ReadOnlySpan<int> offsets = points.Read(block, room);
            for (int edge = (taken * stride) - before; edge < block.EdgeCount; edge += stride)
                some[taken++] = new LatticePoint(block.OriginX + offsets[2 * edge], block.OriginY + offsets[(2 * edge) + 1]);
            before += block.EdgeCount;
        }

        return some;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
            box = box.Including(block.Box);
        }

        vertexCount += kept.Length;
        Bounds = Bounds.Including(box);
        ref FeatureEntry entry = ref features[feature];
        entry = entry with { BlockCount = entry.BlockCount + blockCount };
    }

    private sealed class ZoneRelease(int heldVertices, Action<OverlayInput, int> receive)
    {
        public int HeldVertices => heldVertices;

        public Action<OverlayInput, int> Receive => receive;

        public bool HasBegun { get; set; }

        public int Zones { get; set; }

        public long Vertices { get; set; }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZoneComp.Preparation.Sources;

/// <summary>Zone features of one file on their way to the lattice: filled by the thread that reads, projected by any thread, added in
/// order.</summary>
/// <remarks>Where one batch ends and the next begins depends on the features alone, so nothing depends on the number of threads.</remarks>
internal sealed class ZoneBatch(int classCount, LatticeProjector projector, AreaPlane plane, bool looksClosely)
{
    /// <summary>Numbers (two a point) from which on a batch is full: 0.8 MB.</summary>
    private const int FullFrom = 100_000;

    /// <summary>What a full batch mostly takes once its steps are packed.</summary>
    private const int RoomBytes = 3 * FullFrom;

    /// <summary>Points that a batch may come to on the lattice.</summary>
    private const long MostPoints = 64_000_000;

    private readonly List<Feature> features = [];
    private readonly List<int> classes = [];
    private readonly List<int> partEnds = [];
    private readonly List<double> coordinates = [];
    private readonly List<LatticePoint> ring = [];
    private readonly List<(long Feature, CoordinateProblem Problem, FindingPlace? Place)> problems = [];
    private readonly List<(LeftPolygon Polygon, TakenPolygon Found)> faults = [];
    private readonly List<(long Feature, LayerPoint At)> touches = [];
    private readonly List<(long Feature, LayerPoint At)> flatRings = [];
    private readonly RingTouch touching = new();
    private readonly FeatureShape taken = new();
    private byte[]? room;
    private ILeavingCursor? file; // where left polygons lie
    private long numbers;
    private int started;
    private Task work = Task.CompletedTask;

    public bool IsEmpty => features.Count == 0;

    public bool IsFull => numbers >= FullFrom;

    /// <summary>Identifier of each zone of <see cref="Rings"/>.</summary>
    public List<long> ZoneFeatures { get; } = [];

    /// <summary>Digest of each zone's shape as it was read.</summary>
    public List<ulong> ZoneShapes { get; } = [];

    /// <summary>The first problem of each feature that could not be brought to the lattice whole, and where a point of it lies that
    /// could.</summary>
    public IReadOnlyList<(long Feature, CoordinateProblem Problem, FindingPlace? Place)> Problems => problems;

    /// <summary>Features with a ring that touches itself, and where.</summary>
    public IReadOnlyList<(long Feature, LayerPoint At)> Touches => touches;

    /// <summary>Features with a ring that encloses nothing, and where.</summary>
    public IReadOnlyList<(long Feature, LayerPoint At)> FlatRings => flatRings;

    /// <summary>What taking left polygons found.</summary>
    public IReadOnlyList<(LeftPolygon Polygon, TakenPolygon Found)> Faults => faults;

    /// <summary>Left polygons that could be used.</summary>
    public int TakenCount { get; private set; }

    /// <summary>The cursor that the left polygons are of; null when there are none.</summary>
    public ILeavingCursor? File => file;

    /// <summary>Box of the coordinates as read; null when there were none.</summary>
    public LayerExtent? Extent { get; private set; }

    /// <summary>The zones, once projected.</summary>
    public OverlayInput Rings { get; } = new(classCount);

    /// <param name="layerClasses">Classes of the layer that take the feature.</param>
    /// <param name="firstClass">Class of the run that is the layer's first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(long id, FeatureShape shape, IReadOnlyList<int> layerClasses, int firstClass)
    {
        int firstPart = partEnds.Count, from = coordinates.Count;
        for (int part = 0; part < shape.PartCount; part++)
        {
            coordinates.AddRange(shape.Part(part));
            partEnds.Add(coordinates.Count);
        }

        Add(
            new Feature(new LeftPolygon(id, default, 0), from, firstPart, partEnds.Count, 0, 0),
            shape.PointCount,
            layerClasses,
            firstClass);
    }

    /// <summary>Adds a polygon that lies in the file; whoever projects the batch takes it from there.</summary>
    public void Add(ILeavingCursor cursor, in LeftPolygon polygon, IReadOnlyList<int> layerClasses, int firstClass)
    {
        file = cursor;
        Add(new Feature(polygon, 0, 0, 0, 0, 0), polygon.PointCount, layerClasses, firstClass);
    }

    /// <summary>Has another thread project the batch, when one is free.</summary>
    public void Start() => work = Task.Run(ProjectOnce);

    /// <summary>Returns when the batch is projected; by this thread, if no other has begun.</summary>
    public void Complete()
    {
        ProjectOnce();
        work.GetAwaiter().GetResult();
    }

    /// <summary>Returns when no other thread works at the batch, and none will.</summary>
    public void Abandon()
    {
        _ = Interlocked.Exchange(ref started, 1);
        _ = Task.WaitAny(work); // whatever became of it
    }

    /// <summary>Makes ready for other features.</summary>
    public void Clear()
    {
        features.Clear();
        classes.Clear();
        partEnds.Clear();
        coordinates.Clear();
        problems.Clear();
        faults.Clear();
        touches.Clear();
        flatRings.Clear();
        ZoneFeatures.Clear();
        ZoneShapes.Clear();
        (numbers, TakenCount, started, work, Extent) = (0, 0, 0, Task.CompletedTask, null);
    }

    private void Add(Feature feature, int points, IReadOnlyList<int> layerClasses, int firstClass)
    {
        int firstOfFeature = classes.Count;
        for (int index = 0; index < layerClasses.Count; index++)
            classes.Add(firstClass + layerClasses[index]);
        features.Add(feature with { FirstClass = firstOfFeature, EndClass = classes.Count });
        numbers += 2L * points;
    }

    private void ProjectOnce()
    {
        if (Interlocked.Exchange(ref started, 1) == 0)
            Project();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Project()
    {
        Seam.At("batch projected");
        Rings.Restart(room ??= GC.AllocateUninitializedArray<byte>(RoomBytes));
        Extent = LayerExtent.Of(CollectionsMarshal.AsSpan(coordinates));
        foreach (ref readonly Feature feature in CollectionsMarshal.AsSpan(features))
        {
            if (feature.Polygon.PointCount > 0 && !TakeFromFile(feature.Polygon))
                continue;
            LookForTouches(feature);
            LookForFlatRings(feature);
            RequireRoom(feature);
            ulong shape = 0;
            for (int part = 0; part < PartsOf(feature); part++)
                shape = ShapeDigest.AddPoints(shape, PartOf(feature, part));
            for (int zoneClass = feature.FirstClass; zoneClass < feature.EndClass; zoneClass++)
            {
                projector.BeginFeature();
                _ = Rings.AddZone(classes[zoneClass]);
                ZoneFeatures.Add(feature.Polygon.FeatureId);
                ZoneShapes.Add(ShapeDigest.InClass(shape, classes[zoneClass]));
                if (AddRings(feature) is { } problem && zoneClass == feature.FirstClass)
                    problems.Add((feature.Polygon.FeatureId, problem, projector.FirstPlace(CoordinatesOf(feature), plane)));
            }
        }

        Rings.Seal();
    }

    /// <summary>Each feature may grow much, but not all of a batch together.</summary>
    private void RequireRoom(in Feature feature)
    {
        if (Rings.VertexCount > MostPoints)
        {
            throw new UserErrorException(
                FormattableString.Invariant(
                    $"feature {feature.Polygon.FeatureId} and those before it: their edges are so long that splitting them does not fit ")
                        + FormattableString.Invariant(
                            $"memory (more than {MostPoints} points of {numbers / 2}); is the layer's CRS right?"),
                FormattableString.Invariant(
                    $"要素 {feature.Polygon.FeatureId} 及其之前的要素：边过长，加密后超出内存限度（{numbers / 2} 个点加密后超过 {MostPoints} 个）；请核对图层的坐标系"));
        }
    }

    private bool TakeFromFile(in LeftPolygon polygon)
    {
        TakenPolygon found = file!.Take(polygon, taken);
        if (found.Fault != PolygonFault.None)
            faults.Add((polygon, found));
        if (found.Fault == PolygonFault.Unusable)
            return false;
        TakenCount++;
        Extent = LayerExtent.Around(Extent, LayerExtent.Of(taken.Coordinates));
        return true;
    }

    private void LookForTouches(in Feature feature)
    {
        for (int part = 0; part < PartsOf(feature); part++)
        {
            ReadOnlySpan<double> of = PartOf(feature, part);
            if (touching.Find(of, looksClosely) is >= 0 and int at)
            {
                touches.Add((feature.Polygon.FeatureId, new LayerPoint(of[at], of[at + 1])));
                return;
            }
        }
    }

    private void LookForFlatRings(in Feature feature)
    {
        for (int part = 0; part < PartsOf(feature); part++)
        {
            ReadOnlySpan<double> of = PartOf(feature, part);
            if (!of.IsEmpty && RingTouch.IsFlat(of))
            {
                flatRings.Add((feature.Polygon.FeatureId, new LayerPoint(of[0], of[1])));
                return;
            }
        }
    }

    private int PartsOf(in Feature feature) => feature.Polygon.PointCount > 0 ? taken.PartCount : feature.EndPart - feature.FirstPart;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CoordinateProblem? AddRings(in Feature feature)
    {
        CoordinateProblem? problem = null;
        int parts = PartsOf(feature);
        for (int part = 0; part < parts; part++)
        {
            ring.Clear();
            if (projector.Project(PartOf(feature, part), ring, part) is { } found)
            {
                problem ??= found;
                continue;
            }

            if (plane.Branch is not { } turn || turn.Holds(CollectionsMarshal.AsSpan(ring)))
                Rings.AddRing(CollectionsMarshal.AsSpan(ring));
            else
                turn.Place(CollectionsMarshal.AsSpan(ring), isRing: true, Rings.AddRing);
        }

        return problem;
    }

    private ReadOnlySpan<double> PartOf(in Feature feature, int part)
    {
        if (feature.Polygon.PointCount > 0)
            return taken.Part(part);
        int index = feature.FirstPart + part;
        return CollectionsMarshal.AsSpan(coordinates)[(part == 0 ? feature.FirstCoordinate : partEnds[index - 1])..partEnds[index]];
    }

    private ReadOnlySpan<double> CoordinatesOf(in Feature feature) =>
        feature.Polygon.PointCount > 0 ? taken.Coordinates
        : CollectionsMarshal.AsSpan(coordinates)[feature.FirstCoordinate..(feature.EndPart > feature.FirstPart
            ? partEnds[feature.EndPart - 1]
            : feature.FirstCoordinate)];

    /// <param name="Polygon">Without points where the coordinates are here.</param>
    private readonly record struct Feature(
        LeftPolygon Polygon, int FirstCoordinate, int FirstPart, int EndPart, int FirstClass, int EndClass);
}

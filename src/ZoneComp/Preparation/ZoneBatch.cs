using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ZoneComp.Diagnostics;
using ZoneComp.Model;
using ZoneComp.Overlay;
using ZoneComp.Preparation.CoordinateSystems;
using ZoneComp.Preparation.Plane;
using ZoneComp.Reading;

namespace ZoneComp.Preparation;

/// <summary>Zone features of one file on their way to the lattice: filled by the thread that reads, projected by any thread, added in order.</summary>
/// <remarks>Where one batch ends and the next begins depends on the features alone, so nothing depends on the number of threads.</remarks>
internal sealed class ZoneBatch(int classCount, LatticeProjector projector, AreaPlane plane)
{
    /// <summary>Numbers (two a point) from which on a batch is full: 0.8 MB.</summary>
    private const int FullFrom = 100_000;

    /// <summary>What a full batch mostly takes once its steps are packed.</summary>
    private const int RoomBytes = 3 * FullFrom;

    private readonly List<Feature> features = [];
    private readonly List<int> classes = [];
    private readonly List<int> partEnds = [];
    private readonly List<double> coordinates = [];
    private readonly List<LatticePoint> ring = [];
    private readonly List<(long Feature, CoordinateProblem Problem, FindingPlace? Place)> problems = [];
    private byte[]? room;
    private int started;
    private Task work = Task.CompletedTask;

    public bool IsEmpty => features.Count == 0;

    public bool IsFull => coordinates.Count >= FullFrom;

    /// <summary>Identifier of each zone of <see cref="Rings"/>.</summary>
    public List<long> ZoneFeatures { get; } = [];

    /// <summary>The first problem of each feature that could not be brought to the lattice whole, and where a point of it lies that could.</summary>
    public IReadOnlyList<(long Feature, CoordinateProblem Problem, FindingPlace? Place)> Problems => problems;

    /// <summary>Box of the coordinates as read; null when there were none.</summary>
    public LayerExtent? Extent { get; private set; }

    /// <summary>The zones, once projected.</summary>
    public OverlayInput Rings { get; } = new(classCount);

    /// <param name="layerClasses">Classes of the layer that take the feature.</param>
    /// <param name="firstClass">Class of the run that is the layer's first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(long id, FeatureShape shape, IReadOnlyList<int> layerClasses, int firstClass)
    {
        int firstPart = partEnds.Count, firstOfFeature = classes.Count;
        for (int index = 0; index < layerClasses.Count; index++)
            classes.Add(firstClass + layerClasses[index]);
        int from = coordinates.Count;
        for (int part = 0; part < shape.PartCount; part++)
        {
            coordinates.AddRange(shape.Part(part));
            partEnds.Add(coordinates.Count);
        }

        features.Add(new Feature(id, from, firstPart, partEnds.Count, firstOfFeature, classes.Count));
    }

    /// <summary>Has another thread project the batch, when one is free.</summary>
    public void Start() => work = Task.Run(ProjectOnce);

    /// <summary>Returns when the batch is projected; by this thread, if no other has begun.</summary>
    public void Complete()
    {
        ProjectOnce();
        work.GetAwaiter().GetResult();
    }

    /// <summary>Makes ready for other features.</summary>
    public void Clear()
    {
        features.Clear();
        classes.Clear();
        partEnds.Clear();
        coordinates.Clear();
        problems.Clear();
        ZoneFeatures.Clear();
        (started, work, Extent) = (0, Task.CompletedTask, null);
    }

    private void ProjectOnce()
    {
        if (Interlocked.Exchange(ref started, 1) == 0)
            Project();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Project()
    {
        projector.BeginBatch();
        Rings.Restart(room ??= GC.AllocateUninitializedArray<byte>(RoomBytes));
        Extent = LayerExtent.Of(CollectionsMarshal.AsSpan(coordinates));
        foreach (Feature feature in features)
        {
            for (int zoneClass = feature.FirstClass; zoneClass < feature.EndClass; zoneClass++)
            {
                _ = Rings.AddZone(classes[zoneClass]);
                ZoneFeatures.Add(feature.Id);
                if (AddRings(feature) is { } problem && zoneClass == feature.FirstClass)
                    problems.Add((feature.Id, problem, projector.FirstPlace(CoordinatesOf(feature), plane)));
            }
        }

        Rings.Seal();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CoordinateProblem? AddRings(in Feature feature)
    {
        CoordinateProblem? problem = null;
        int from = feature.FirstCoordinate;
        for (int part = feature.FirstPart; part < feature.EndPart; part++)
        {
            ring.Clear();
            if (projector.Project(CollectionsMarshal.AsSpan(coordinates)[from..partEnds[part]], ring, part - feature.FirstPart) is { } found)
                problem ??= found;
            else
                Rings.AddRing(CollectionsMarshal.AsSpan(ring));
            from = partEnds[part];
        }

        return problem;
    }

    private ReadOnlySpan<double> CoordinatesOf(in Feature feature) =>
        CollectionsMarshal.AsSpan(coordinates)[feature.FirstCoordinate..(feature.EndPart > feature.FirstPart ? partEnds[feature.EndPart - 1] : feature.FirstCoordinate)];

    private readonly record struct Feature(long Id, int FirstCoordinate, int FirstPart, int EndPart, int FirstClass, int EndClass);
}

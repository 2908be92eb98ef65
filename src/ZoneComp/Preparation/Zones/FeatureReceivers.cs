namespace ZoneComp.Preparation.Zones;

/// <summary>Takes the features of one file that pass its filters, each with its classes.</summary>
internal abstract class FeatureReceiver
{
    /// <param name="classes">Index of each class of the layer that takes the feature.</param>
    public abstract void Take(IFeatureCursor cursor, IReadOnlyList<int> classes);

    /// <summary>Whether polygons may be given as they were left in the file.</summary>
    public virtual bool TakesLeft => false;

    /// <summary>Takes a polygon that was left in the file; whether it can be used shows later.</summary>
    public virtual void Take(ILeavingCursor cursor, in LeftPolygon polygon, IReadOnlyList<int> classes) =>
        throw new InvalidOperationException("This receiver looks at shapes itself.");

    /// <summary>Called once after the last feature.</summary>
    public virtual void Finish()
    {
    }

    /// <summary>Called in place of <see cref="Finish"/> when the walk failed: afterwards no thread reads the file any more.</summary>
    public virtual void Abandon()
    {
    }
}

/// <summary>Zone features to rings; those of a layer with a buffer are widened first, some at a time.</summary>
/// <param name="target">Where the zones go.</param>
/// <param name="handed">Who takes the zones out of memory; null where they stay.</param>
internal sealed class ZoneReceiver(
    int firstClass, LayerSettings layer, OpenedSource opened, ZoneTarget target, AreaPlane plane, int threads, HandedZones? handed)
        : FeatureReceiver
{
    /// <summary>Vertices from which on a feature is looked at by itself; below, it is part of a batch.</summary>
    private const int LargeFeature = 100_000;

    /// <summary>Vertices of features that are widened together, so that a layer need not be in memory.</summary>
    private const int WidenedAtOnce = 200_000;

    private readonly ZoneBatches batches = new(opened, target, threads);
    private readonly List<BufferedFeature> waiting = [];
    private readonly SliverJoin? join = layer.JoinsSlivers ? new SliverJoin(opened, plane) : null;
    private long waitingVertices, gone, firstGone;
    private FindingPlace? goneAt, sliverAt;
    private long slivers, firstSliver;
    private decimal sliversM2;

    public override bool TakesLeft => !layer.IsShaped;

    public override void Take(ILeavingCursor cursor, in LeftPolygon polygon, IReadOnlyList<int> classes)
    {
        RequireRoom(polygon.FeatureId, polygon.PointCount);
        batches.Add(cursor, polygon, classes, firstClass);
    }

    public override void Take(IFeatureCursor cursor, IReadOnlyList<int> classes)
    {
        RequireRoom(cursor.FeatureId, cursor.Shape.PointCount);
        if (!layer.IsShaped)
        {
            batches.Add(cursor.FeatureId, cursor.Shape, classes, firstClass);
            return;
        }

        var parts = new List<LatticePoint[]>();
        opened.ForEachRing(cursor.FeatureId, cursor.Shape, part => parts.Add([.. part]), RingPlacing.AsGiven);
        ulong shape = 0;
        for (int part = 0; part < cursor.Shape.PartCount; part++)
            shape = ShapeDigest.AddPoints(shape, cursor.Shape.Part(part));
        waiting.Add(new BufferedFeature(cursor.FeatureId, [.. classes], parts, shape)
        {
            Extent = join is null ? null : LayerExtent.Of(cursor.Shape.Coordinates),
        });
        waitingVertices += cursor.Shape.PointCount;
        if (waitingVertices >= WidenedAtOnce)
            Widen(judged: false);
    }

    public override void Finish()
    {
        batches.Finish();
        if (!layer.IsShaped)
            return;
        Widen(judged: false);
        if (slivers > 0)
        {
            IReadOnlyList<JoinedSliver> joined = join?.Join() ?? [];
            Diagnostic told = join is null
                ? PreparationFindings.SliversLeftOut(opened, slivers, sliversM2, firstSliver, layer.SliversM!.Value)
                : SliverFindings.Joined(opened, layer, joined, sliversM2);
            opened.Report(told with { Place = sliverAt }, LayerPoint.None);
            waiting.AddRange(joined.Select(sliver => sliver.Feature));
            Widen(judged: true);
        }

        if (layer.BufferM is { } bufferM && gone > 0)
            opened.Report(
                PreparationFindings.NothingLeftOfBuffer(opened, gone, firstGone, bufferM) with { Place = goneAt },
                LayerPoint.None);
    }

    public override void Abandon() => batches.Abandon();

    private void RequireRoom(long feature, int points)
    {
        if (points > LargeFeature)
            handed?.RequireRoom(new LocalText(opened.Subject(feature), opened.Subject(feature)), points, HandedZones.BytesPerZoneVertex);
    }

    /// <param name="judged">Whether slivers were sorted out already.</param>
    private void Widen(bool judged)
    {
        ParallelQuery<BufferedFeature> features = waiting.AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Clamp(threads, 1, 512));
        foreach ((BufferedFeature feature, WidenedFeature widened) in features.Select(Widened))
        {
            if (widened.Repair is { } repair)
                opened.Report(
                    PreparationFindings.RepairedBeforeBuffer(opened, feature.FeatureId, repair.BeforeM2, repair.AfterM2, repair.Place));
            if (widened.SliverM2 is { } sliverM2)
            {
                (firstSliver, sliverAt) = slivers++ == 0 ? (feature.FeatureId, opened.PlaceOf(feature.Parts)) : (firstSliver, sliverAt);
                sliversM2 += sliverM2;
                join?.Add(feature, sliverM2);
                continue;
            }

            if (!judged)
                join?.Know(feature);

            if (widened.Rings.Count == 0)
                (firstGone, goneAt) = gone++ == 0 ? (feature.FeatureId, opened.PlaceOf(feature.Parts)) : (firstGone, goneAt);
            IReadOnlyList<LatticePoint[]> rings = plane.Branch is { } turn ? turn.Placed(widened.Rings) : widened.Rings;
            foreach (int zoneClass in feature.Classes)
                target.Add(opened.InputIndex, feature.FeatureId, firstClass + zoneClass, rings, feature.Digest);
        }

        waiting.Clear();
        waitingVertices = 0;

        (BufferedFeature, WidenedFeature) Widened(BufferedFeature feature)
        {
            Seam.At("feature widened");
            return (feature, feature.Shaped(layer, plane, judged));
        }
    }
}

/// <summary>Lines and points, kept as they are.</summary>
internal sealed class PlaceReceiver(LayerSettings layer, OpenedSource opened, List<PlaceFeature> places) : FeatureReceiver
{
    private long flat, firstFlat;
    private LayerPoint flatAt;

    public override void Take(IFeatureCursor cursor, IReadOnlyList<int> classes)
    {
        bool isLine = layer.Geometry == LayerGeometry.Lines;
        var parts = new List<LatticePoint[]>();
        bool isWhole = opened.ForEachRing(cursor.FeatureId, cursor.Shape, part => parts.Add([.. part]));
        if (isLine)
            parts.RemoveAll(part => part.Length < 2);
        if (parts.Count == 0)
        {
            if (isWhole)
                (firstFlat, flatAt) = flat++ == 0 ? (cursor.FeatureId, cursor.Shape.FirstPoint()) : (firstFlat, flatAt);
            return;
        }

        foreach (int index in classes)
            places.Add(new PlaceFeature(layer.Name, layer.ClassNames[index], isLine, opened.InputIndex, cursor.FeatureId, parts)
            {
                NearestWithinM = layer.NearestWithinM,
            });
    }

    public override void Finish()
    {
        if (flat > 0 && layer.Geometry == LayerGeometry.Lines)
            opened.Report(PreparationFindings.LineWithoutLength(opened, flat, firstFlat), flatAt);
    }
}

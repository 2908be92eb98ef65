using ZoneComp.Diagnostics;
using ZoneComp.Model;
using ZoneComp.Overlay;
using ZoneComp.Policy;
using ZoneComp.Preparation.Plane;
using ZoneComp.Reading;

namespace ZoneComp.Preparation;

/// <summary>Takes the features of one file that pass its filters, each with its classes.</summary>
internal abstract class FeatureReceiver
{
    /// <param name="classes">Index of each class of the layer that takes the feature.</param>
    public abstract void Take(IFeatureCursor cursor, IReadOnlyList<int> classes);

    /// <summary>Called once after the last feature.</summary>
    public virtual void Finish()
    {
    }
}

/// <summary>Zone features to rings; those of a layer with a buffer are widened first, some at a time.</summary>
internal sealed class ZoneReceiver(int firstClass, LayerSettings layer, OpenedSource opened, OverlayInput rings, ZoneOrigins origins, AreaPlane plane, int threads, HandedZones? handed) : FeatureReceiver
{
    /// <summary>Vertices from which on a feature is looked at by itself; below, it is part of a batch.</summary>
    private const int LargeFeature = 100_000;

    /// <summary>Vertices of features that are widened together, so that a layer need not be in memory.</summary>
    private const int WidenedAtOnce = 200_000;

    private readonly ZoneBatches batches = new(opened, rings, origins, threads);
    private readonly List<BufferedFeature> waiting = [];
    private long waitingVertices, gone, firstGone;
    private FindingPlace? goneAt;

    public override void Take(IFeatureCursor cursor, IReadOnlyList<int> classes)
    {
        if (handed is not null && cursor.Shape.PointCount > LargeFeature)
            handed.RequireRoom(new LocalText(opened.Subject(cursor.FeatureId), opened.Subject(cursor.FeatureId)), cursor.Shape.PointCount, HandedZones.BytesPerZoneVertex);
        if (layer.BufferM is not { } bufferM)
        {
            batches.Add(cursor.FeatureId, cursor.Shape, classes, firstClass);
            return;
        }

        var parts = new List<LatticePoint[]>();
        opened.ForEachRing(cursor.FeatureId, cursor.Shape, part => parts.Add([.. part]));
        waiting.Add(new BufferedFeature(cursor.FeatureId, [.. classes], parts));
        waitingVertices += cursor.Shape.PointCount;
        if (waitingVertices >= WidenedAtOnce)
            Widen(bufferM);
    }

    public override void Finish()
    {
        batches.Finish();
        if (layer.BufferM is not { } bufferM)
            return;
        Widen(bufferM);
        if (gone > 0)
            opened.Report(PreparationFindings.NothingLeftOfBuffer(opened, gone, firstGone, bufferM) with { Place = goneAt }, LayerPoint.None);
    }

    private void Widen(decimal bufferM)
    {
        ParallelQuery<BufferedFeature> features = waiting.AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Clamp(threads, 1, 512));
        foreach ((BufferedFeature feature, WidenedFeature widened) in features.Select(feature => (feature, feature.Widen(layer.Geometry, bufferM, plane))))
        {
            if (widened.Repair is { } repair)
                opened.Report(PreparationFindings.RepairedBeforeBuffer(opened, feature.FeatureId, repair.BeforeM2, repair.AfterM2, repair.Place));
            if (widened.Rings.Count == 0)
                (firstGone, goneAt) = gone++ == 0 ? (feature.FeatureId, opened.PlaceOf(feature.Parts)) : (firstGone, goneAt);
            foreach (int zoneClass in feature.Classes)
            {
                Start(zoneClass, feature.FeatureId);
                foreach (LatticePoint[] ring in widened.Rings)
                    rings.AddRing(ring);
            }
        }

        waiting.Clear();
        waitingVertices = 0;
    }

    private void Start(int zoneClass, long featureId)
    {
        _ = rings.AddZone(firstClass + zoneClass);
        origins.Add(opened.InputIndex, featureId);
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
        opened.ForEachRing(cursor.FeatureId, cursor.Shape, part => parts.Add([.. part]));
        if (isLine)
            parts.RemoveAll(part => part.Length < 2);
        if (parts.Count == 0)
        {
            (firstFlat, flatAt) = flat++ == 0 ? (cursor.FeatureId, cursor.Shape.FirstPoint()) : (firstFlat, flatAt);
            return;
        }

        foreach (int index in classes)
            places.Add(new PlaceFeature(layer.Name, layer.ClassNames[index], isLine, opened.InputIndex, cursor.FeatureId, parts));
    }

    public override void Finish()
    {
        if (flat > 0 && layer.Geometry == LayerGeometry.Lines)
            opened.Report(PreparationFindings.LineWithoutLength(opened, flat, firstFlat), flatAt);
    }
}

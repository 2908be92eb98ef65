using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;

namespace ZoneComp.Preparation.Zones;

/// <summary>A feature of a layer with a buffer, before it is widened.</summary>
internal sealed record BufferedFeature(long FeatureId, IReadOnlyList<int> Classes, IReadOnlyList<LatticePoint[]> Parts)
{
    public WidenedFeature Widen(LayerGeometry geometry, decimal bufferM, AreaPlane plane)
    {
        if (geometry != LayerGeometry.Polygons)
            return new WidenedFeature(ZoneBuffer.OfLines(Parts, (double)bufferM, plane), null);
        // Widening a ring that crosses itself would lose lobes without a word.
        (IReadOnlyList<LatticePoint[]> sound, WidenedFeature.RepairDone? repair) = Sound(plane);
        return new WidenedFeature(ZoneBuffer.OfPolygons(sound, (double)bufferM, plane), repair);
    }

    private (IReadOnlyList<LatticePoint[]> Rings, WidenedFeature.RepairDone? Repair) Sound(AreaPlane plane)
    {
        if (Parts.Count == 0)
            return (Parts, null);
        LatticePoint origin = Parts[0][0];
        Geometry given = RingGeometry.ToGeometry(Parts, origin);
        if (new IsValidOp(given).ValidationError is not { } error)
            return (Parts, null);
        IReadOnlyList<LatticePoint[]> repaired = RingGeometry.ToRings(GeometryFixer.Fix(given), origin);
        FindingPlace place = plane.Place(error.Coordinate is { } at
            ? new LatticePoint((long)Math.Round(at.X) + origin.X, (long)Math.Round(at.Y) + origin.Y)
            : origin);
        return (repaired, new WidenedFeature.RepairDone(AreaM2(Parts), AreaM2(repaired), place));
    }

    private static decimal AreaM2(IReadOnlyList<LatticePoint[]> rings) =>
        AreaUnits.ToM2(rings.Aggregate((Int128)0, (sum, ring) => sum + RingGeometry.SignedArea2(ring)));
}

/// <param name="Rings">Inside on the left; none when nothing is left.</param>
/// <param name="Repair">What had to be repaired first; null for nothing.</param>
internal sealed record WidenedFeature(IReadOnlyList<LatticePoint[]> Rings, WidenedFeature.RepairDone? Repair)
{
    internal sealed record RepairDone(decimal BeforeM2, decimal AfterM2, FindingPlace Place);
}

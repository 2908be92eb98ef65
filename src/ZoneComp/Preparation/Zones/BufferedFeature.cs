using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;

namespace ZoneComp.Preparation.Zones;

/// <summary>A feature of a layer with a buffer, or without slivers, before it is widened or left out.</summary>
/// <param name="Digest">Of its shape as it was read.</param>
internal sealed record BufferedFeature(long FeatureId, IReadOnlyList<int> Classes, IReadOnlyList<LatticePoint[]> Parts, ulong Digest)
{
    /// <summary>Its box in the layer's own coordinates; null without any.</summary>
    public LayerExtent? Extent { get; init; }

    /// <summary>A sliver, or the feature's ground, widened where the layer says so.</summary>
    /// <param name="judged">Whether slivers were sorted out already.</param>
    public WidenedFeature Shaped(LayerSettings layer, AreaPlane plane, bool judged = false)
    {
        if (!judged && layer.SliversM is { } widthM && MayBeNarrower((double)widthM))
        {
            (IReadOnlyList<LatticePoint[]> sound, _) = Sound(plane);
            if (sound.Count > 0 && ZoneBuffer.OfPolygons(sound, -(double)widthM / 2, plane).Count == 0)
                return new WidenedFeature([], null) { SliverM2 = AreaM2(sound) };
        }

        return layer.BufferM is { } bufferM ? Widen(layer.Geometry, bufferM, plane) : new WidenedFeature(Parts, null);
    }

    /// <summary>
    /// False where it is surely wider. A shape of which no circle wider than w fits has an area of at most w times half its border;
    /// lengths on the lattice may be off by the stretching of an equal-area plane, below 8 up to 82 degrees of latitude.
    /// </summary>
    private bool MayBeNarrower(double widthM)
    {
        const double Stretching = 8;
        double border = 0;
        foreach (LatticePoint[] ring in Parts)
        {
            for (int at = 0; at < ring.Length; at++)
            {
                LatticePoint from = ring[at], to = ring[(at + 1) % ring.Length];
                border += Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2));
            }
        }

        return (double)Math.Abs(AreaM2(Parts)) <= Stretching * widthM * border / LatticePoint.UnitsPerMetre / 2;
    }

    private WidenedFeature Widen(LayerGeometry geometry, decimal bufferM, AreaPlane plane)
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
    /// <summary>Ground of a feature that is too narrow to be taken; null for others.</summary>
    public decimal? SliverM2 { get; init; }

    internal sealed record RepairDone(decimal BeforeM2, decimal AfterM2, FindingPlace Place);
}

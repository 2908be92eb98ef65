using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;

namespace ZoneComp.Overlay;

/// <summary>Repairs one feature that winds round ground less than no time or more than once.</summary>
/// <remarks>
/// By NTS GeometryFixer: every lobe of a self-crossing ring is kept, and ground that the rings wind round twice counts once; a hole outside
/// its shell becomes ground of its own.
/// </remarks>
internal static class FeatureRepair
{
    public static (FeatureFault Fault, IReadOnlyList<LatticePoint[]> Rings) Repair(OverlayInput input, int feature, FaultSums sums)
    {
        FeatureEntry entry = input.Feature(feature);
        IReadOnlyList<LatticePoint[]> rings = input.FeatureRings(feature);
        LatticeBox box = input.BoxOf(feature);
        var origin = new LatticePoint((box.MinX + box.MaxX) / 2, (box.MinY + box.MaxY) / 2);
        Geometry given = RingGeometry.ToGeometry(rings, origin);
        TopologyValidationError? error = new IsValidOp(given).ValidationError;
        IReadOnlyList<LatticePoint[]> repaired = RingGeometry.ToRings(GeometryFixer.Fix(given), origin);
        Int128 before2 = Sum(rings), after2 = Sum(repaired);
        var fault = new FeatureFault(
            entry.IsRegion,
            entry.IsRegion ? entry.Region : input.ZoneOfFeature(feature),
            What(error, before2, sums),
            error?.Coordinate is { } at
                ? new LatticePoint((long)Math.Round(at.X) + origin.X, (long)Math.Round(at.Y) + origin.Y)
                : sums.Place,
            before2,
            after2,
            before2 - (2 * sums.Odd2));
        return (fault, repaired);
    }

    private static Int128 Sum(IReadOnlyList<LatticePoint[]> rings) =>
        rings.Aggregate((Int128)0, (sum, ring) => sum + RingGeometry.SignedArea2(ring));

    private static LocalText What(TopologyValidationError? error, Int128 before2, FaultSums sums) => error?.ErrorType switch
    {
        TopologyValidationErrors.SelfIntersection or TopologyValidationErrors.RingSelfIntersection =>
            new LocalText("its rings cross themselves or one another", "环自相交或互相交叉"),
        TopologyValidationErrors.HoleOutsideShell => new LocalText("a hole lies outside its shell", "内环位于外环之外"),
        TopologyValidationErrors.NestedHoles => new LocalText("a hole lies inside another hole", "内环位于另一内环之中"),
        TopologyValidationErrors.NestedShells => new LocalText("one of its parts lies inside another", "一个部分位于另一部分之内"),
        TopologyValidationErrors.DuplicateRings => new LocalText("a ring is there twice", "环重复"),
        TopologyValidationErrors.DisconnectedInteriors => new LocalText("its holes cut it apart", "内环将面分割开"),
        null when before2 < 0 || sums.Negative2 > sums.Repeated2 => new LocalText("its rings turn the wrong way", "环的方向错误"),
        _ => new LocalText("its rings cover ground more than once", "环重复覆盖同一地面"),
    };
}

using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;

namespace ZoneComp.Outputs.Shapes;

/// <summary>The ground of a region that counts, drawn: inside the mask, without what another region gets, and of a county what its towns leave.</summary>
/// <remarks>Ground that is shared out in equal parts is drawn for each of its regions.</remarks>
internal sealed class CountedShapes(PreparedInput prepared, OverlayInput ground)
{
    private readonly RegionLayout layout = prepared.Layout;
    private readonly Lazy<Geometry> mask = new(() => LatticeShapes.Union(Enumerable.Range(prepared.Zones.Count, prepared.Layout.MaskFeatures.Count).Select(zone => LatticeShapes.Of(ground.ZoneRings(zone)))));

    /// <param name="region">As the overlay numbers it.</param>
    public Geometry Of(int region)
    {
        Geometry shape = LatticeShapes.Of(ground.RegionRings(region));
        bool isRemainder = region >= layout.LowestCount;
        IEnumerable<int> claimants = layout.ClaimClasses.Count == 0 || (prepared.Owners.Shares && !isRemainder) ? [] : layout.Claims[region].Order();
        IEnumerable<int> others = isRemainder ? Enumerable.Range(0, layout.LowestCount).Concat(claimants) : claimants;
        foreach (int other in others.Where(other => ground.RegionBox(other).Meets(ground.RegionBox(region))))
        {
            if ((isRemainder ? other < layout.LowestCount || other < region : prepared.Owners.OwnerOf([Math.Min(region, other), Math.Max(region, other)]) == other))
                shape = LatticeShapes.Overlay(shape, LatticeShapes.Of(ground.RegionRings(other)), SpatialFunction.Difference);
        }

        return layout.MaskClass is null ? shape : LatticeShapes.Overlay(shape, mask.Value, SpatialFunction.Intersection);
    }
}

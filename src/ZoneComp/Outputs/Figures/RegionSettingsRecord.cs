using System.Globalization;

namespace ZoneComp.Outputs.Figures;

/// <summary>What the policy says of the regions, for the provenance: who gets disputed ground, how areas are adjusted, what masks
/// them.</summary>
internal static class RegionSettingsRecord
{
    public static IEnumerable<NamedValue> Of(RegionSettings regions)
    {
        yield return new("region_overlaps", regions.Overlaps switch
        {
            RegionOverlapRule.Error => "error",
            RegionOverlapRule.CountInEach => "count_in_each",
            RegionOverlapRule.FirstByCode => "first_by_code",
            RegionOverlapRule.HalfEach => "half_each",
            _ => $"table {regions.Owners!.Source.Pattern}",
        });
        if (regions.Parents.FirstOrDefault(level => level.Layer is not null) is { Layer.Slivers: { } slivers })
            yield return new(
                "remainders_no_unit",
                string.Create(CultureInfo.InvariantCulture, $"narrower than {slivers.WidthM} m or smaller than {slivers.AreaM2} m2"));
        if (regions.Mask is { } mask)
            yield return new("region_mask", string.Join(", ", mask.Sources.Select(source => source.Pattern)));
        if (regions.OfficialArea is not { } official)
            yield break;
        yield return new("official_area_tolerance", official.Tolerance.ToString(CultureInfo.InvariantCulture));
        if (official.Adjustment is not { } adjustment)
            yield break;
        yield return new("area_adjustment", AreaLevelling.NameOf(adjustment.Method));
        if (adjustment.LandClasses is { } land)
            yield return new("area_adjustment_land_classes", land.Text);
        yield return new("area_adjustment_unit_m2", adjustment.UnitM2.ToString(CultureInfo.InvariantCulture));
        yield return new("areas_used", adjustment.AreasAreAdjusted ? "adjusted" : "raw");
        yield return new("ratios_used", adjustment.RatiosAreAdjusted ? "adjusted" : "raw");
    }
}

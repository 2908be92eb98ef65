using ZoneComp.Diagnostics;
using ZoneComp.Model;
using ZoneComp.Policy;
using ZoneComp.Preparation;

namespace ZoneComp.Overlay;

/// <summary>Reads the overlay's results as a careful person would: faults, overlaps, ground that lies elsewhere.</summary>
internal static class OverlayReview
{
    /// <summary>Overlaps of two regions below this area are summed up as rounding of their shared border.</summary>
    private const decimal RoundingOverlapM2 = 1m;

    public static void Report(PolicyFile policy, PreparedInput prepared, OverlayResult overlay, CombinationTable table, DiagnosticLog log)
    {
        foreach (FeatureFault fault in overlay.Faults)
            log.Add(Faulty(prepared, fault));
        ReportRegionOverlaps(policy, prepared, overlay, log);
        ReportClasses(table, log);
    }

    private static Diagnostic Faulty(PreparedInput prepared, FeatureFault fault)
    {
        FindingPlace place = prepared.Plane.Place(fault.At);
        if (fault.IsRegion)
            return OverlayFindings.FeatureFaulty($"regions#{prepared.Regions[fault.Feature].Code}", "regions", fault, place);
        string subject = FormattableString.Invariant($"{prepared.Inputs[prepared.Zones.Source(fault.Feature)].Path}#{prepared.Zones.FeatureId(fault.Feature)}");
        return OverlayFindings.FeatureFaulty(subject, prepared.Classes[prepared.Rings.ClassOf(fault.Feature)].Layer, fault, place);
    }

    private static void ReportRegionOverlaps(PolicyFile policy, PreparedInput prepared, OverlayResult overlay, DiagnosticLog log)
    {
        bool counted = policy.Regions.Overlaps == RegionOverlapRule.CountInEach;
        int roundingPairs = 0;
        decimal roundingM2 = 0;
        foreach (RegionOverlap overlap in overlay.RegionOverlaps)
        {
            decimal areaM2 = AreaUnits.ToM2(overlap.Area2);
            if (areaM2 >= RoundingOverlapM2)
            {
                log.Add(OverlayFindings.RegionsOverlap(
                    prepared.Regions[overlap.First], prepared.Regions[overlap.Second], areaM2, counted, prepared.Plane.Place(overlap.At)));
                continue;
            }

            roundingPairs++;
            roundingM2 += areaM2;
        }

        if (roundingPairs > 0)
            log.Add(OverlayFindings.RegionsOverlapByRounding(roundingPairs, roundingM2));
    }

    private static void ReportClasses(CombinationTable table, DiagnosticLog log)
    {
        for (int index = 0; index < table.Classes.Count; index++)
        {
            RepeatRow[] repeats = [.. table.Repeats.Where(repeat => repeat.Class == index)];
            if (repeats.Length > 0)
                log.Add(OverlayFindings.ClassRepeats(table.Classes[index], repeats.Count(repeat => repeat.Region >= 0), repeats.Sum(repeat => repeat.RepeatedM2), repeats.Sum(repeat => repeat.ExcessM2)));
            CombinationRow[] rows = [.. table.Rows.Where(row => row.Classes.Contains(index))];
            decimal total = rows.Sum(row => row.AreaM2);
            decimal outside = rows.Where(row => row.Region == CombinationTable.OutsideIndex).Sum(row => row.AreaM2);
            if (total == outside)
                log.Add(OverlayFindings.ClassNowhere(table.Classes[index]));
            else if (outside > 0)
                log.Add(OverlayFindings.OutsideRegions(table.Classes[index], outside, total));
        }
    }
}

namespace ZoneComp.Indicators;

/// <summary>Reads the overlay's results as a careful person would: faults, overlaps, ground that lies elsewhere.</summary>
internal static class OverlayReview
{
    /// <summary>Overlaps of two regions below this area are summed up as rounding of their shared border.</summary>
    private const decimal RoundingOverlapM2 = 1m;

    /// <summary>Ground of a class in a region below this area is more likely a misfit of borders than the class.</summary>
    private static readonly decimal CrumbM2 = SliverRule.Usual.AreaM2;

    public static void Report(PolicyFile policy, PreparedInput prepared, OverlayResult overlay, CombinationTable table, DiagnosticLog log)
    {
        // A region that stands as a hidden zone too was told already.
        int told = prepared.Zones.Count + prepared.Layout.MaskFeatures.Count;
        foreach (FeatureFault fault in overlay.Faults.Where(fault => fault.IsRegion || fault.Feature < told))
            log.Add(Faulty(prepared, fault));
        foreach (LayerSettings layer in policy.Layers.Where(layer => layer is { BufferM: not null, Geometry: not LayerGeometry.Points }))
            log.Add(OverlayFindings.RoundingsShort(layer.Name));
        ReportRegionOverlaps(policy, prepared, overlay, log);
        ReportGround(policy, prepared, overlay, table, log);
        ReportClasses(table, log);
    }

    private static Diagnostic Faulty(PreparedInput prepared, FeatureFault fault)
    {
        FindingPlace place = prepared.Plane.Place(fault.At);
        if (fault.IsRegion)
            return OverlayFindings.FeatureFaulty($"regions#{prepared.Regions[fault.Feature].Code}", "regions", fault, place);
        if (fault.Feature >= prepared.Zones.Count)
            return OverlayFindings.FeatureFaulty(
                prepared.Layout.MaskFeatures[fault.Feature - prepared.Zones.Count],
                "regions",
                fault,
                place);
        string subject = FormattableString.Invariant(
            $"{prepared.Inputs[prepared.Zones.Source(fault.Feature)].Path}#{prepared.Zones.FeatureId(fault.Feature)}");
        return OverlayFindings.FeatureFaulty(subject, prepared.Classes[prepared.Rings.ClassOf(fault.Feature)].Layer, fault, place);
    }

    private static void ReportRegionOverlaps(PolicyFile policy, PreparedInput prepared, OverlayResult overlay, DiagnosticLog log)
    {
        int roundingPairs = 0;
        decimal roundingM2 = 0;
        foreach (RegionOverlap overlap in overlay.RegionOverlaps)
        {
            decimal areaM2 = AreaUnits.ToM2(overlap.Area2);
            Region first = prepared.Regions[overlap.First], second = prepared.Regions[overlap.Second];
            if (areaM2 < RoundingOverlapM2)
            {
                roundingPairs++;
                roundingM2 += areaM2;
            }
            else if (overlap.First >= prepared.Layout.LowestCount)
            {
                log.Add(OverlayFindings.LevelOverlaps(first, second, areaM2, prepared.Plane.Place(overlap.At)));
            }
            else
            {
                log.Add(OverlayFindings.RegionsOverlap(first, second, areaM2, policy.Regions.Overlaps, prepared.Plane.Place(overlap.At)));
            }

            bool told = policy.Regions.Overlaps == RegionOverlapRule.CountInEach
                || (prepared.Layout.ClaimClasses.Count > 0 && prepared.Layout.Claims[overlap.First].Contains(overlap.Second));
            if (!told)
                log.Add(OverlayFindings.OwnerUndecided(first, second));
        }

        if (roundingPairs > 0)
            log.Add(OverlayFindings.RegionsOverlapByRounding(roundingPairs, roundingM2, policy.Regions.Overlaps));
    }

    /// <summary>What the mask left out, what towns left of their counties, and what of them lies elsewhere.</summary>
    private static void ReportGround(
        PolicyFile policy, PreparedInput prepared, OverlayResult overlay, CombinationTable table, DiagnosticLog log)
    {
        decimal[] areas = new decimal[table.Regions.Count];
        foreach (CombinationRow row in table.Rows.Where(row => row.Region >= 0))
            areas[row.Region] += row.AreaM2;
        if (policy.Regions.Mask is not null)
        {
            string[] without =
            [
                .. Enumerable.Range(0, areas.Length)
                    .Where(region => areas[region] == 0)
                    .Select(region => $"{table.Regions[region].Code} {table.Regions[region].Name}"),
            ];
            log.Add(RegionFindings.Masked(areas.Length, areas.Sum(), table.Ground.Sum(ground => ground.OutsideMaskM2), without));
            int[] crumbs =
            [
                .. Enumerable.Range(0, areas.Length)
                    .Where(region => areas[region] > 0 && areas[region] < CrumbM2 && table.Ground[region].OutsideMaskM2 > 0),
            ];
            if (crumbs.Length > 0)
                log.Add(RegionFindings.MaskCrumbs(
                    [.. crumbs.Select(region => table.Regions[region])],
                    crumbs.Sum(region => areas[region]),
                    CrumbM2));
        }

        if (policy.Regions.Parents.FirstOrDefault(level => level.Layer is not null) is not ParentLevel level)
            return;
        int[] remainders = [.. Enumerable.Range(0, areas.Length).Where(region => table.Regions[region].IsRemainder)];
        if (remainders.Length > 0)
            log.Add(RegionFindings.Remainders(
                level,
                [.. remainders.Select(region => table.Regions[region].Parents[level.Name])],
                remainders.Sum(region => areas[region])));
        Dictionary<(int, int), Int128> common = overlay.BackgroundOverlaps.ToDictionary(
            pair => (pair.First, pair.Second),
            pair => pair.Area2);
        Dictionary<string, int> counties = Enumerable.Range(
            prepared.Layout.LowestCount,
            prepared.Regions.Count - prepared.Layout.LowestCount)
            .ToDictionary(county => prepared.Regions[county].Parents[level.Name], StringComparer.Ordinal);
        var drawn = new Int128[prepared.Layout.LowestCount];
        foreach (OverlayArea area in overlay.Areas.Where(area => area.Region >= 0 && area.Region < drawn.Length))
            drawn[area.Region] += area.Area2;
        for (int region = 0; region < drawn.Length; region++)
        {
            if (prepared.Regions[region].Parents.GetValueOrDefault(level.Name) is not { } code
                || !counties.TryGetValue(code, out int county))
                continue;
            decimal elsewhereM2 = AreaUnits.ToM2(drawn[region] - common.GetValueOrDefault((region, county)));
            if (elsewhereM2 >= RoundingOverlapM2)
                log.Add(RegionFindings.OutsideOwnLevel(level, prepared.Regions[region], elsewhereM2));
        }
    }

    private static void ReportClasses(CombinationTable table, DiagnosticLog log)
    {
        ILookup<int, RepeatRow> repeated = table.Repeats.ToLookup(repeat => repeat.Class);
        ILookup<int, CombinationRow> covering = ByClass(table.Rows);
        for (int index = 0; index < table.Classes.Count; index++)
        {
            RepeatRow[] repeats = [.. repeated[index]];
            if (repeats.Length > 0)
                log.Add(OverlayFindings.ClassRepeats(
                    table.Classes[index],
                    repeats.Count(repeat => repeat.Region >= 0),
                    repeats.Sum(repeat => repeat.RepeatedM2),
                    repeats.Sum(repeat => repeat.ExcessM2)));
            CombinationRow[] rows = [.. covering[index]];
            decimal total = rows.Sum(row => row.AreaM2);
            decimal outside = rows.Where(row => row.Region == CombinationTable.OutsideIndex).Sum(row => row.AreaM2);
            if (total == outside)
                log.Add(OverlayFindings.ClassNowhere(table.Classes[index]));
            ReportCrumbs(table.Classes[index], rows, null, log);
            if (total != outside && outside > 0)
                log.Add(OverlayFindings.OutsideRegions(table.Classes[index], outside, total));
        }
    }

    /// <summary>Rows by each class that covers them.</summary>
    public static ILookup<int, CombinationRow> ByClass(IEnumerable<CombinationRow> rows) =>
        rows.SelectMany(row => row.Classes.Indices().Select(index => (index, row))).ToLookup(pair => pair.index, pair => pair.row);

    /// <summary>Tells of regions that have next to nothing of a class.</summary>
    /// <param name="rows">Of the class.</param>
    /// <param name="set">Region set whose ground it is; null for the regions' own.</param>
    public static void ReportCrumbs(ZoneClass zoneClass, IEnumerable<CombinationRow> rows, string? set, DiagnosticLog log)
    {
        decimal[] crumbs =
        [
            .. rows.Where(row => row.Region >= 0)
                .GroupBy(row => row.Region)
                .Select(group => group.Sum(row => row.AreaM2))
                .Where(areaM2 => areaM2 > 0 && areaM2 < CrumbM2),
        ];
        if (crumbs.Length > 0)
            log.Add(OverlayFindings.Crumbs(zoneClass, crumbs.Length, crumbs.Sum(), CrumbM2, set));
    }
}

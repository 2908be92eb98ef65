namespace ZoneComp.Indicators;

/// <summary>The ground of a region set by combination, as a table over the policy's own regions: one overlay more for each set.</summary>
/// <remarks>
/// The regions' own polygons take part in it, so that ground in a region is never assigned to another one. Ground of a combination that
/// lies in neither goes, where the set says `assign: nearest`, to the region nearest to the feature on it; where features of several
/// classes
/// lie there, the class that the policy names first decides.
/// </remarks>
internal static class RegionSetMeasuring
{
    public static IReadOnlyDictionary<string, CombinationTable> Measure(
        PreparedInput prepared, ResolvedGround own, RunSettings settings, DiagnosticLog log, CancellationToken cancellation) =>
        prepared.RegionSets.ToDictionary(
            set => set.Settings.Name,
            set => Measure(set, prepared, own, settings, log, cancellation),
            StringComparer.Ordinal);

    private static CombinationTable Measure(
        PreparedRegionSet set, PreparedInput prepared, ResolvedGround own, RunSettings settings, DiagnosticLog log,
        CancellationToken cancellation)
    {
        string name = set.Settings.Name;
        OverlayInput ground = own.Overlay.Ground;
        int[] drawn = [.. Enumerable.Range(0, own.Regions.Count).Where(row => !own.Regions[row].IsRemainder)];
        Dictionary<string, int> byCode = drawn.ToDictionary(row => own.Regions[row].Code, StringComparer.Ordinal);
        // Of the set's polygons and the regions' own: the region that each stands for; -1 for one that is no region's.
        // What towns leave of their county is a region too: no ground of the county is in no region.
        int[] counties = [.. Enumerable.Range(prepared.Layout.LowestCount, prepared.Regions.Count - prepared.Layout.LowestCount)];
        int[] regionOf =
            [.. set.Regions.Select(part => byCode.GetValueOrDefault(part.Region.Code, -1)), .. drawn, .. counties.Select(_ => -1)];
        foreach (PreparedRegion part in set.Regions.Where(part => !byCode.ContainsKey(part.Region.Code)))
            log.Add(RegionSetFindings.NoRegion(name, part));

        var input = new OverlayInput(prepared.Classes.Count);
        foreach ((IReadOnlyList<LatticePoint[]> rings, bool isCounty) in set.Regions.Select(part => (part.Rings, false))
            .Concat(drawn.Select(row => (ground.RegionRings(own.Rows[row]), false)))
            .Concat(counties.Select(county => (ground.RegionRings(county), true))))
        {
            _ = input.AddRegion(isBackground: isCounty);
            foreach (LatticePoint[] ring in rings)
                input.AddRing(ring);
        }

        for (int zone = 0; zone < prepared.Zones.Count; zone++)
        {
            _ = input.AddZone(ground.ClassOf(zone));
            foreach (LatticePoint[] ring in ground.ZoneRings(zone))
                input.AddRing(ring);
        }

        OverlayResult measured = ZoneOverlay.Measure(
            input,
            new OverlayOptions(settings.Threads, set.Settings.AssignsNearest),
            null,
            cancellation);
        foreach (FeatureFault fault in measured.Faults.Where(fault => fault.IsRegion && fault.Feature < set.Regions.Count))
            log.Add(OverlayFindings.FeatureFaulty(set.Regions[fault.Feature].Subject, name, fault, prepared.Plane.Place(fault.At)));
        RegionOverlap[] overlaps = [.. measured.RegionOverlaps.Where(overlap => overlap.Second < set.Regions.Count)];
        RegionOverlap[] slivers = [.. overlaps.Where(overlap => AreaUnits.ToM2(overlap.Area2) < 1m)];
        if (slivers.Length > 0)
            log.Add(OverlayFindings.SetOverlapsByRounding(name, slivers.Length, slivers.Sum(overlap => AreaUnits.ToM2(overlap.Area2))));
        foreach (RegionOverlap overlap in overlaps.Except(slivers))
            log.Add(
                OverlayFindings.RegionsOverlap(
                    set.Regions[overlap.First].Region, set.Regions[overlap.Second].Region, AreaUnits.ToM2(overlap.Area2),
                    RegionOverlapRule.Error, prepared.Plane.Place(overlap.At)) with
                { Layer = name });

        var areas = new SortedDictionary<(int Region, ClassSet Classes), decimal>();
        foreach (OverlayArea area in measured.Areas.Where(area =>
            area.Region >= 0 && area.Region < set.Regions.Count && regionOf[area.Region] >= 0))
            Add(areas, regionOf[area.Region], area.Classes, area.Area2);
        if (set.Settings.AssignsNearest)
            Assign(areas, set, prepared, own.Regions, measured, regionOf, log);
        CombinationRow[] rows = [.. areas.Select(entry => new CombinationRow(entry.Key.Region, entry.Key.Classes, entry.Value))];
        ILookup<int, CombinationRow> covering = OverlayReview.ByClass(rows);
        for (int index = 0; index < prepared.Classes.Count; index++)
            OverlayReview.ReportCrumbs(prepared.Classes[index], covering[index], name, log);
        return new CombinationTable
        {
            Classes = prepared.Classes,
            Regions = own.Regions,
            Rows = rows,
            Repeats = [.. measured.Repeats
                .Where(repeat =>
                    repeat.Region >= 0 && repeat.Region < set.Regions.Count && regionOf[repeat.Region] >= 0 && repeat.Repeated2 != 0)
                .Select(repeat =>
                    new RepeatRow(
                        regionOf[repeat.Region],
                        repeat.Class,
                        AreaUnits.ToM2(repeat.Repeated2),
                        AreaUnits.ToM2(repeat.Excess2)))],
        };
    }

    private static void Assign(
        SortedDictionary<(int Region, ClassSet Classes), decimal> areas, PreparedRegionSet set, PreparedInput prepared,
        IReadOnlyList<Region> regions, OverlayResult measured, int[] regionOf, DiagnosticLog log)
    {
        var nearest = new NearestRegion(measured.Ground, regionOf, prepared.Plane, set.Settings.NearestWithinM);
        ILookup<ClassSet, OverlayPiece> outside = measured.Pieces.Where(piece => piece.Region < 0).ToLookup(piece => piece.Classes);
        var assigned = new SortedDictionary<(int Class, int Region), decimal>();
        var beyond = new SortedDictionary<int, (HashSet<int> Features, decimal AreaM2)>();
        foreach (OverlayArea area in measured.Areas.Where(area => area.Region < 0 && !area.Classes.IsEmpty))
        {
            int first = area.Classes.Indices().First();
            OverlayPiece[] pieces =
            [
                .. outside[area.Classes].Where(piece => measured.Ground.ClassOf(piece.Zone) == first && piece.Area2 > 0),
            ];
            if (pieces.Aggregate((Int128)0, (sum, piece) => sum + piece.Area2) != area.Area2)
            {
                log.Add(RegionSetFindings.NotAssigned(set.Settings.Name, prepared.Classes[first], AreaUnits.ToM2(area.Area2)));
                continue;
            }

            foreach (OverlayPiece piece in pieces)
            {
                int region = nearest.Of(piece.Zone, measured.Pieces);
                if (region < 0)
                {
                    (HashSet<int> features, decimal areaM2) = beyond.GetValueOrDefault(first, ([], 0m));
                    features.Add(piece.Zone);
                    beyond[first] = (features, areaM2 + AreaUnits.ToM2(piece.Area2));
                    continue;
                }

                Add(areas, region, area.Classes, piece.Area2);
                assigned[(first, region)] = assigned.GetValueOrDefault((first, region)) + AreaUnits.ToM2(piece.Area2);
            }
        }

        foreach (IGrouping<int, KeyValuePair<(int Class, int Region), decimal>> zoneClass in assigned.GroupBy(entry => entry.Key.Class))
            log.Add(RegionSetFindings.Assigned(
                set.Settings.Name,
                prepared.Classes[zoneClass.Key],
                [.. zoneClass.Select(entry => (regions[entry.Key.Region], entry.Value))]));
        foreach ((int zoneClass, (HashSet<int> features, decimal areaM2)) in beyond)
            log.Add(RegionSetFindings.TooFar(set.Settings, prepared.Classes[zoneClass], features.Count, areaM2));
    }

    private static void Add(SortedDictionary<(int Region, ClassSet Classes), decimal> areas, int region, ClassSet classes, Int128 area2)
    {
        if (area2 != 0)
            areas[(region, classes)] = areas.GetValueOrDefault((region, classes)) + AreaUnits.ToM2(area2);
    }
}

/// <summary>Findings about region sets.</summary>
internal static class RegionSetFindings
{
    public static Diagnostic NoRegion(string set, PreparedRegion part) => new(
        "ZC408", Severity.Error, part.Subject, new LocalText(
            $"code {part.Region.Code} of region set {set} is no region's; its ground would count for nobody: correct the code or filter "
                + $"it out",
            $"区域范围 {set} 的代码 {part.Region.Code} 不是任何区域的代码，其面积将无处计入：请更正代码或筛除"))
    { Layer = set };

    public static Diagnostic NotAssigned(string set, ZoneClass zoneClass, decimal areaM2) => new(
        "ZC409", Severity.Error, zoneClass.Name, new LocalText(
            FormattableString.Invariant(
                $"features of this class overlap on {areaM2:0.##} m² outside every region, so region set {set} cannot assign that ground ")
                    + FormattableString.Invariant($"to the nearest region of one feature; remove the overlap"),
            FormattableString.Invariant($"该类要素在所有区域之外相互重叠 {areaM2:0.##} 平方米，区域范围 {set} 无法按单个要素归入最近的区域；请消除重叠")))
    { Layer = zoneClass.Layer, Weight = FindingWeight.M2(areaM2) };

    public static Diagnostic Assigned(string set, ZoneClass zoneClass, IReadOnlyList<(Region Region, decimal AreaM2)> regions) => new(
        "ZC410", Severity.Note, zoneClass.Name, new LocalText(
            $"in no region; by 'assign: nearest' of {set} counted for "
                + $"{string.Join(
                    ", ",
                    regions.Take(8).Select(each => FormattableString.Invariant($"{each.Region.Name} {each.AreaM2
                    / 10_000m:0.####} ha")))}{(regions.Count > 8 ? FormattableString.Invariant($" and {regions.Count - 8} more") : "")}",
            $"不在任何区域内；按区域范围 {set} 的 assign: nearest 计入 "
                + $"{string.Join(
                    "、",
                    regions.Take(8).Select(each => FormattableString.Invariant($"{each.Region.Name} {each.AreaM2
                    / 10_000m:0.####} 公顷")))}{(regions.Count > 8 ? FormattableString.Invariant($" 等 {regions.Count} 个区域") : "")}"))
    { Layer = zoneClass.Layer, Weight = FindingWeight.M2(regions.Sum(each => each.AreaM2)) };

    public static Diagnostic TooFar(RegionSetSettings set, ZoneClass zoneClass, int features, decimal areaM2) => new(
        "ZC321", Severity.Note, zoneClass.Name, new LocalText(
            FormattableString.Invariant(
                $"{features} feature(s) farther than {set.NearestWithinM:0.###} m from every region: their {areaM2 / 10_000m:0.####} ha ")
                + $"in no region are counted for none, by 'assign' of {set.Name}",
            FormattableString.Invariant($"有 {features} 个要素距各区域均超过 {set.NearestWithinM:0.###} 米：其在各区域以外的 {areaM2 / 10_000m:0.####} 公顷")
                + $"按区域范围 {set.Name} 的 assign 不归入任何区域"))
    { Layer = zoneClass.Layer, Weight = FindingWeight.M2(areaM2) };
}

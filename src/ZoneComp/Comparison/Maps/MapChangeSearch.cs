namespace ZoneComp.Comparison.Maps;

/// <summary>Finds the polygons that changed between two years' maps, layer by layer, what they cover of each region, and the ground that
/// changed its region.</summary>
/// <param name="nameOf">Name of a matched unit to show.</param>
internal sealed class MapChangeSearch(PreparedInput old, PreparedInput current, UnitMatch units, Func<int, string> nameOf, int threads)
{
    public const string Regions = "regions";

    /// <summary>Ground that changes hands below this is the rounding of borders.</summary>
    private const decimal SmallestMoveM2 = 1m;

    public MapChanges Find(IEnumerable<string> layers, bool boundary, CancellationToken cancellation)
    {
        List<OutlinePair> zones = [.. layers.SelectMany(layer => OutlineMatch.Of(layer, ZonesOf(old, layer), ZonesOf(current, layer)))];
        IReadOnlyDictionary<int, decimal>[] before = AreasOf(old, zones.Select(pair => pair.Old), isNew: false, cancellation);
        IReadOnlyDictionary<int, decimal>[] after = AreasOf(current, zones.Select(pair => pair.New), isNew: true, cancellation);
        List<ChangedFeature> features = [.. zones.SelectMany((pair, at) => Rows(pair, before[at], after[at]))];
        if (!boundary)
            return new MapChanges(features, [], [.. zones.SelectMany(Shapes)]);
        OutlinePair[] regions = [.. RegionPairs()];
        return new MapChanges(
            [.. regions.Select(Region), .. features],
            [.. MovedGroundOf(regions, cancellation)],
            [.. zones.SelectMany(Shapes)]);
    }

    private static Outline[] ZonesOf(PreparedInput input, string layer) =>
    [
        .. Enumerable.Range(0, input.Zones.Count)
            .Where(zone => input.Classes[input.Rings.ClassOf(zone)].Layer == layer)
            .GroupBy(zone => (Source: input.Zones.Source(zone), Id: input.Zones.FeatureId(zone)))
            .Select(feature => new Outline(
                input.Inputs[feature.Key.Source].Path,
                feature.Key.Id,
                string.Join('|', feature.Select(zone => input.Classes[input.Rings.ClassOf(zone)].Name).Order(StringComparer.Ordinal)),
                OutlineHash.Of(input.Rings.ZoneRings(feature.First())),
                input.Rings.ZoneBox(feature.First()),
                feature.First())),
    ];

    /// <summary>m² of each feature by matched region (-1 outside), in the order given; empty for null.</summary>
    private IReadOnlyDictionary<int, decimal>[] AreasOf(
        PreparedInput input,
        IEnumerable<Outline?> outlines,
        bool isNew,
        CancellationToken cancellation)
    {
        Outline?[] all = [.. outlines];
        Dictionary<int, decimal>[] areas = [.. all.Select(_ => new Dictionary<int, decimal>())];
        var ground = new OverlayInput(1);
        for (int region = 0; region < input.Layout.LowestCount; region++)
        {
            _ = ground.AddRegion();
            AddRings(ground, input.Rings.RegionRings(region));
        }

        List<int> asked = [];
        for (int at = 0; at < all.Length; at++)
        {
            if (all[at] is not { } outline)
                continue;
            _ = ground.AddZone(0);
            AddRings(ground, input.Rings.ZoneRings(outline.Index));
            asked.Add(at);
        }

        if (asked.Count == 0)
            return areas;
        foreach (OverlayPiece piece in ZoneOverlay.Measure(ground, new OverlayOptions(threads, Trace: true), null, cancellation).Pieces
            .Where(piece => piece.Area2 != 0))
        {
            int unit = piece.Region < 0 ? -1 : units.Find(input.Regions[piece.Region].Code, isNew)!.Value;
            Dictionary<int, decimal> own = areas[asked[piece.Zone]];
            own[unit] = own.GetValueOrDefault(unit) + AreaUnits.ToM2(piece.Area2);
        }

        return areas;
    }

    private IEnumerable<ChangedFeature> Rows(
        OutlinePair pair,
        IReadOnlyDictionary<int, decimal> before,
        IReadOnlyDictionary<int, decimal> after)
    {
        int[] places = [.. before.Keys.Union(after.Keys).OrderBy(unit => unit < 0 ? int.MaxValue : unit)];
        foreach (int unit in places)
        {
            yield return new ChangedFeature(
                pair.Layer, pair.Change, pair.Old?.File, pair.Old?.Feature, pair.Old?.Classes ?? "", pair.New?.File, pair.New?.Feature,
                pair.New?.Classes ?? "",
                unit < 0 ? Model.Region.OutsideCode : units.Units[unit].Code, unit < 0 ? "" : nameOf(unit), before.GetValueOrDefault(unit),
                after.GetValueOrDefault(unit));
        }
    }

    private IEnumerable<ChangedShape> Shapes(OutlinePair pair)
    {
        foreach ((Outline? outline, PreparedInput input, bool isNew) in ((Outline?, PreparedInput, bool)[])[
            (pair.Old, old, false),
            (pair.New, current, true),
        ])
        {
            if (outline is not null)
                yield return new ChangedShape(
                    pair.Layer,
                    pair.Change,
                    isNew,
                    outline.File,
                    outline.Feature,
                    outline.Classes,
                    LatticeShapes.Placed(input.Rings.ZoneRings(outline.Index), input.Plane));
        }
    }

    private IEnumerable<OutlinePair> RegionPairs()
    {
        Outline[] before = RegionsOf(old), after = RegionsOf(current);
        Dictionary<string, Outline> byCode = after.ToDictionary(region => region.Classes, StringComparer.Ordinal);
        HashSet<string> met = new(StringComparer.Ordinal);
        foreach (Outline region in before)
        {
            string? code = units.Counterpart(region.Classes, isNew: false);
            Outline? other = code is null ? null : byCode.GetValueOrDefault(code);
            if (other is not null)
                _ = met.Add(other.Classes);
            if (other is null || other.Hash != region.Hash)
                yield return new OutlinePair(Regions, other is null ? FeatureChange.Vanished : FeatureChange.Moved, region, other);
        }

        foreach (Outline region in after.Where(region => !met.Contains(region.Classes)))
            yield return new OutlinePair(Regions, FeatureChange.Appeared, null, region);
    }

    private static Outline[] RegionsOf(PreparedInput input) =>
    [
        .. input.Regions.Take(input.Layout.LowestCount)
            .Select((region, index) =>
                new Outline("", index, region.Code, OutlineHash.Of(input.Rings.RegionRings(index)), LatticeBox.Empty, index)),
    ];

    private ChangedFeature Region(OutlinePair pair)
    {
        int unit = units.Find((pair.New ?? pair.Old)!.Classes, isNew: pair.New is not null)!.Value;
        return new ChangedFeature(
            Regions, pair.Change, null, null, pair.Old?.Classes ?? "", null, null, pair.New?.Classes ?? "", units.Units[unit].Code,
            nameOf(unit),
            pair.Old is null ? 0m : AreaOf(old, pair.Old.Index), pair.New is null ? 0m : AreaOf(current, pair.New.Index));
    }

    private static decimal AreaOf(PreparedInput input, int region) => LatticeShapes.AreaM2(input.Rings.RegionRings(region));

    /// <summary>The old regions that changed, laid over the new ones that did.</summary>
    private IEnumerable<MovedGround> MovedGroundOf(OutlinePair[] pairs, CancellationToken cancellation)
    {
        int[] from = [.. pairs.Where(pair => pair.Old is not null).Select(pair => pair.Old!.Index)],
            to = [.. pairs.Where(pair => pair.New is not null).Select(pair => pair.New!.Index)];
        if (from.Length + to.Length == 0)
            yield break;
        var ground = new OverlayInput(1);
        foreach (int region in from)
        {
            _ = ground.AddRegion();
            AddRings(ground, old.Rings.RegionRings(region));
        }

        foreach (int region in to)
        {
            _ = ground.AddZone(0);
            AddRings(ground, current.Rings.RegionRings(region));
        }

        OverlayResult laid = ZoneOverlay.Measure(ground, new OverlayOptions(threads, Trace: true), null, cancellation);
        IEnumerable<(int From, int To, Int128 Area2)> parts = laid.Pieces.GroupBy(piece => (piece.Region, piece.Zone))
            .Select(group =>
                (
                    group.Key.Region < 0 ? -1 : group.Key.Region,
                    group.Key.Zone,
                    group.Aggregate(Int128.Zero, (sum, piece) => sum + piece.Area2)))
            .Concat(laid.Areas.Where(area => area.Region >= 0 && area.Classes.IsEmpty).Select(area => (area.Region, -1, area.Area2)));
        foreach ((int oldAt, int newAt, Int128 area2) in parts.OrderBy(part => part.From < 0 ? int.MaxValue : part.From)
            .ThenBy(part => part.To < 0 ? int.MaxValue : part.To))
        {
            Region? one = oldAt < 0 ? null : old.Regions[from[oldAt]], other = newAt < 0 ? null : current.Regions[to[newAt]];
            bool stays = one is not null && other is not null && units.Find(one.Code, isNew: false) == units.Find(other.Code, isNew: true);
            if (!stays && AreaUnits.ToM2(area2) >= SmallestMoveM2)
                yield return new MovedGround(
                    one?.Code ?? Model.Region.OutsideCode, one?.Name ?? "", other?.Code ?? Model.Region.OutsideCode, other?.Name ?? "",
                    AreaUnits.ToM2(area2));
        }
    }

    private static void AddRings(OverlayInput ground, IReadOnlyList<LatticePoint[]> rings)
    {
        foreach (LatticePoint[] ring in rings)
            ground.AddRing(ring);
    }
}

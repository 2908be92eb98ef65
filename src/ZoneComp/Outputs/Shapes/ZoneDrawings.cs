using NetTopologySuite.Geometries;

namespace ZoneComp.Outputs.Shapes;

/// <summary>Draws the ground that a policy asks for, from the rings that were measured.</summary>
internal sealed class ZoneDrawings(PreparedInput prepared, ResolvedGround ground, int threads, StageClock stages)
{
    /// <summary>Sets drawn in one walk.</summary>
    private const int SetsAtOnce = 64;

    private readonly OverlayInput rings = ground.Overlay.Ground;
    private readonly Dictionary<int, int> rows = ground.Rows.Select((region, row) => (region, row))
        .ToDictionary(pair => pair.region, pair => pair.row);
    private readonly HashSet<int> getsSlivers = [.. prepared.Layout.Slivers.Values
        .SelectMany(county => county.HasUnit ? county.Receivers : [.. county.Receivers, county.Main])];
    private int mended; // drawings that were not valid in the map's CRS

    public static DrawnGround Draw(
        PolicyFile policy,
        PreparedInput prepared,
        ResolvedGround ground,
        CombinationTable table,
        int threads,
        StageClock stages,
        DiagnosticLog log)
    {
        var drawings = new ZoneDrawings(prepared, ground, threads, stages);
        var drawn = new DrawnGround(
            policy.Outputs.Zones switch
            {
                ZoneDrawing.AsUsed => drawings.WholeZones(),
                ZoneDrawing.Clipped => drawings.ClippedZones(),
                _ => [],
            },
            [.. ChosenGround.Of(policy).Chunk(SetsAtOnce).SelectMany(sets => drawings.Chosen(sets, table, log))]);
        if (drawings.mended > 0)
            log.Add(DrawingFindings.Mended(drawings.mended));
        return drawn;
    }

    private IReadOnlyList<ZoneShape> WholeZones() =>
    [
        .. Enumerable.Range(0, prepared.Zones.Count).AsParallel().AsOrdered().WithCancellation(stages.Cancellation).Select(zone =>
        {
            IReadOnlyList<LatticePoint[]> shape = rings.ZoneRings(zone);
            return Shape(zone, null, LatticeShapes.AreaM2(shape), LatticeShapes.Placed(shape, prepared.Plane));
        }),
    ];

    private IReadOnlyList<ZoneShape> ClippedZones() =>
    [
        // Areas may differ by the rounding of corners; the numbers are those of the trace.
        .. Outlines(new OutlineWish((region, classes) => Counts(region, classes) ? 1UL : 0, new HashSet<int>(), ByZone: true))
            .Where(outline => outline.Polygons.Count > 0).OrderBy(outline => outline.Part).ThenBy(outline => rows[outline.Region])
            .AsParallel().AsOrdered().WithCancellation(stages.Cancellation)
            .Select(outline => Shape(outline.Part, rows[outline.Region], AreaUnits.ToM2(outline.Area2), Placed(outline))),
    ];

    private IEnumerable<GroundShape> Chosen((GroundSettings Settings, ZoneSet Set)[] sets, CombinationTable table, DiagnosticLog log)
    {
        var wish = new OutlineWish(Drawings, sets.SelectMany(one => one.Set.Classes).ToHashSet());
        Dictionary<(int, int), GroundOutline> outlines = Outlines(wish).ToDictionary(outline => (rows[outline.Region], outline.Part));
        for (int number = 0; number < sets.Length; number++)
        {
            (GroundSettings settings, ZoneSet set) = sets[number];
            decimal[] measured = new decimal[ground.Rows.Count];
            foreach (CombinationRow row in table.Rows)
            {
                if (row.Region != CombinationTable.OutsideIndex && set.Holds(row.Classes))
                    measured[row.Region] += row.AreaM2;
            }

            var drawn = Enumerable.Range(0, measured.Length).Where(region => measured[region] > 0)
                .Select(region => (region, Outline: outlines.GetValueOrDefault((region, number))
                    ?? new(ground.Rows[region], number, [], 0)))
                .AsParallel().AsOrdered().WithCancellation(stages.Cancellation)
                .Select(one => (one.region, one.Outline, Shape: Placed(one.Outline))).ToList();
            foreach ((int region, GroundOutline outline, MultiPolygon shape) in drawn)
            {
                yield return new GroundShape(settings.Name, settings.Title, region, measured[region], shape);
                if (IsShared(ground.Rows[region]) || getsSlivers.Contains(ground.Rows[region]))
                    continue; // each claimant's drawing is all of what it has a part of; slivers of a county are not drawn
                decimal off = Math.Abs(AreaUnits.ToM2(outline.Area2) - measured[region]);
                if (off > 1 + AreaUnits.ToM2((Int128)outline.Bound2))
                    log.Add(DrawingFindings.DrawnOtherwise(settings, table.Regions[region], measured[region], off));
            }
        }

        ulong Drawings(int region, ClassSet classes)
        {
            if (!Counts(region, classes))
                return 0;
            ulong bits = 0;
            for (int number = 0; number < sets.Length; number++)
                bits |= sets[number].Set.Holds(classes) ? 1UL << number : 0;
            return bits;
        }
    }

    private IEnumerable<GroundOutline> Outlines(OutlineWish wish) =>
        GroundOutlines.Of(rings, wish, new OverlayOptions(threads), stages, stages.Cancellation)
            .Where(outline => rows.ContainsKey(outline.Region));

    private bool IsShared(int region) =>
        prepared.Owners.Shares && prepared.Layout.ClaimClasses.Count > 0 && prepared.Layout.ClaimClasses[region] >= 0;

    private bool Counts(int region, ClassSet classes)
    {
        lock (rows)
            return ground.Counts(region, classes);
    }

    private MultiPolygon Placed(GroundOutline outline)
    {
        MultiPolygon shape = LatticeShapes.Placed(outline.Polygons, prepared.Plane, out bool isMended);
        if (isMended || outline.IsMended)
            _ = Interlocked.Increment(ref mended);
        return shape;
    }

    private ZoneShape Shape(int zone, int? region, decimal areaM2, MultiPolygon shape) =>
        new(rings.ClassOf(zone), prepared.Inputs[prepared.Zones.Source(zone)].Path, prepared.Zones.FeatureId(zone), region, areaM2, shape);
}

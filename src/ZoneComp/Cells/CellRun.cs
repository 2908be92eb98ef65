namespace ZoneComp.Cells;

/// <summary>Maps to areas in bounded memory: one pass over the inputs sorts their rings into cells on disk, then cell after cell is
/// measured.</summary>
internal static class CellRun
{
    /// <summary>Null when errors leave nothing to overlay.</summary>
    /// <param name="use">What the cache did; null without one.</param>
    public static (PreparedInput Prepared, OverlayResult Overlay)? Measure(
        PolicyFile policy, RunSettings settings, bool trace, StageClock stages, DiagnosticLog log, out CacheUse? use)
    {
        CellSettings cells = settings.Cells!;
        var options = new OverlayOptions(settings.Threads, trace);
        CellCache? cache = cells.CacheFolder is { } sums ? new CellCache(Path.GetFullPath(sums)) : null;
        string work = Path.GetFullPath(cells.WorkFolder ?? Path.GetDirectoryName(Path.GetFullPath(settings.OutputPath ?? ".")) ?? ".");
        use = null;
        try
        {
            Directory.CreateDirectory(work);
            MemoryPlan plan = cells.PartsFolder is null
                ? MemoryPlan.For(cells.MemoryBytes, settings.Threads, KeptZones.AreWanted(policy, settings))
                : MemoryPlan.ForShards(cells.MemoryBytes, settings.Threads);
            KeptZones? kept = KeptZones.For(policy, settings, plan);
            if (cells.PartsFolder is { } parts)
                return MergeRun.Merge(
                    policy, PartSet.Open(parts, trace), work, settings.Threads, plan, options, kept, stages, log) is { } merged
                    ? WithZones(merged.Prepared, merged.Overlay, kept)
                    : null;
            using GroundFile file = GroundFile.CreateScratch(work);
            using var sorting = new GroundSorting(file, plan.CellEdges, settings.Threads);
            using var streamed = new StreamedOverlay(file, sorting, options, cache, plan.ThreadsWhileReading, stages.Cancellation);
            var handed = new HandedZones(
                plan.HeldVertices,
                zones =>
                {
                    streamed.Take(zones);
                    kept?.Keep(zones);
                },
                plan.MemoryBytes)
            { Expect = streamed.Expect, Done = streamed.Done };
            if (Read(policy, settings.Threads, handed, kept, stages, log) is not { } prepared)
                return null;
            stages.Begin(Stages.Overlay);
            OverlayResult overlay = streamed.Complete(prepared.Rings, prepared.Order, stages);
            use = cache?.Use(prepared.Regions);
            if (cells.CacheIsOwn)
                cache?.DeleteUnused();
            return WithZones(prepared, overlay, kept);
        }
        catch (IOException error) when (DiskErrors.AsUserError(error, work) is { } known)
        {
            throw known;
        }
        catch (OutOfMemoryException error) when (cells.MemoryBytes is { } bytes)
        {
            throw MemoryPlan.TooLittle(bytes, error);
        }
    }

    private static PreparedInput? Read(
        PolicyFile policy, int threads, HandedZones handed, KeptZones? kept, StageClock stages, DiagnosticLog log)
    {
        stages.Begin(Stages.Reading);
        PreparedInput? prepared = InputPreparation.Read(policy, stages, log, threads, handed);
        kept?.RequireRoom();
        return prepared;
    }

    /// <summary>With the zones in memory where they were kept, those repaired that were repaired in their cells.</summary>
    private static (PreparedInput Prepared, OverlayResult Overlay) WithZones(PreparedInput prepared, OverlayResult overlay, KeptZones? kept)
    {
        if (kept is null)
            return (prepared, overlay);
        OverlayInput ground = prepared.Rings.WithZones(kept.Batches);
        Dictionary<int, IReadOnlyList<LatticePoint[]>> repaired = overlay.Faults
            .Select(fault => fault.IsRegion ? fault.Feature : ground.RegionCount + fault.Feature)
            .ToDictionary(feature => feature, feature => FeatureRepair.Repair(ground, feature, new FaultSums()).Rings);
        return (prepared, overlay with { Ground = repaired.Count > 0 ? ground.WithRings(repaired) : ground });
    }
}

using ZoneComp.Diagnostics;
using ZoneComp.Outputs.Files;
using ZoneComp.Overlay;
using ZoneComp.Policy;
using ZoneComp.Preparation;

namespace ZoneComp.Cells;

/// <summary>Maps to areas in bounded memory: one pass over the inputs sorts their rings into cells on disk, then cell after cell is measured.</summary>
internal static class CellRun
{
    /// <summary>Some things a policy can ask for need every zone in memory at once.</summary>
    /// <exception cref="UserErrorException">The policy asks for such a thing.</exception>
    public static void RequirePossible(PolicyFile policy)
    {
        if (policy.Outputs.Draws)
        {
            throw new UserErrorException(
                "outputs: zones and ground are drawn from memory only: run this policy without --memory, --shard and --cache, or without them",
                "outputs：图斑与所选地面只能在内存中绘制：请不带 --memory、--shard、--cache 运行，或去掉该项");
        }

        if (policy.Layers.FirstOrDefault(layer => !layer.CoversGround) is { } layer)
        {
            throw new UserErrorException(
                $"layer {layer.Name}: lines and points are located in memory only: run this policy without --memory, --shard and --cache",
                $"图层 {layer.Name}：线、点只能在内存中定位：请不带 --memory、--shard、--cache 运行");
        }
    }

    /// <summary>Null when errors leave nothing to overlay.</summary>
    /// <param name="use">What the cache did; null without one.</param>
    public static (PreparedInput Prepared, OverlayResult Overlay)? Measure(
        PolicyFile policy, RunSettings settings, bool trace, StageClock stages, DiagnosticLog log, out CacheUse? use)
    {
        CellSettings cells = settings.Cells!;
        var options = new OverlayOptions(settings.Threads, trace);
        CellCache? cache = cells.CacheFolder is { } kept ? new CellCache(Path.GetFullPath(kept)) : null;
        string work = Path.GetFullPath(cells.WorkFolder ?? Path.GetDirectoryName(Path.GetFullPath(settings.OutputPath ?? ".")) ?? ".");
        use = null;
        try
        {
            Directory.CreateDirectory(work);
            if (cells.PartsFolder is { } parts)
                return Merge(policy, settings, PartSet.Open(parts, trace), work, options, stages, log);
            using GroundFile file = GroundFile.CreateScratch(work);
            if (Sort(policy, settings.Threads, MemoryPlan.For(cells.MemoryBytes, settings.Threads), file, stages, log) is not { } sorted)
                return null;
            stages.Begin(new LocalText("overlay", "叠加"));
            OverlayResult overlay = CellOverlay.Measure(sorted.Prepared.Rings, file, sorted.Manifest, options, cache, stages, stages.Cancellation);
            use = cache?.Use;
            return (sorted.Prepared, overlay);
        }
        catch (IOException error) when (DiskErrors.AsUserError(error, work) is { } known)
        {
            throw known;
        }
    }

    /// <summary>Reads everything once and sorts it into the file.</summary>
    public static (PreparedInput Prepared, GroundManifest Manifest)? Sort(PolicyFile policy, int threads, MemoryPlan plan, GroundFile file, StageClock stages, DiagnosticLog log)
    {
        using var sorting = new GroundSorting(file, plan.CellEdges);
        return Read(policy, threads, new HandedZones(plan.HeldVertices, sorting.Take), stages, log) is { } prepared ? (prepared, sorting.Finish(prepared.Rings)) : null;
    }

    private static PreparedInput? Read(PolicyFile policy, int threads, HandedZones handed, StageClock stages, DiagnosticLog log)
    {
        stages.Begin(new LocalText("reading layers", "读取图层"));
        return InputPreparation.Read(policy, stages, log, threads, handed);
    }

    /// <summary>The inputs are read once more, for everything but the areas; the areas come from the parts.</summary>
    private static (PreparedInput Prepared, OverlayResult Overlay)? Merge(
        PolicyFile policy, RunSettings settings, PartSet parts, string work, OverlayOptions options, StageClock stages, DiagnosticLog log)
    {
        MemoryPlan plan = MemoryPlan.ForShards(settings.Cells!.MemoryBytes, settings.Threads);
        using GroundFolder? stored = GroundFolder.TryOpen(parts.Folder, policy);
        using GroundFile? scratch = stored is null ? GroundFile.CreateScratch(work) : null;
        PreparedInput prepared;
        GroundManifest manifest;
        if (stored is not null)
        {
            if (Read(policy, settings.Threads, new HandedZones(plan.HeldVertices, (_, _) => { }), stages, log) is not { } read)
                return null;
            (prepared, manifest) = (read, stored.Manifest);
        }
        else
        {
            if (Sort(policy, settings.Threads, plan, scratch!, stages, log) is not { } sorted)
                return null;
            (prepared, manifest) = sorted;
        }

        parts.RequireGround(GroundFolder.HashOf(policy, prepared.Inputs, manifest), manifest);
        stages.Begin(new LocalText("overlay", "叠加"));
        return (prepared, CellOverlay.Merge(prepared.Rings, stored?.File ?? scratch!, manifest, parts.Sums(), options, stages.Cancellation));
    }
}

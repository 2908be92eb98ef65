namespace ZoneComp.Cells;

/// <summary>The parts of all shards become one overlay: regions are read again, of the layers what the sort pieces stored; the areas come
/// from the parts.</summary>
internal static class MergeRun
{
    /// <summary>Null when errors leave nothing to overlay.</summary>
    /// <param name="work">Folder for a ground that is sorted again where the parts came without one.</param>
    /// <param name="kept">Keeps the zones in memory, for which all layers are read again; null where nothing asks for them.</param>
    public static (PreparedInput Prepared, OverlayResult Overlay)? Merge(
        PolicyFile policy, PartSet parts, string work, int threads, MemoryPlan plan, OverlayOptions options, KeptZones? kept,
        StageClock stages, DiagnosticLog log)
    {
        using ScratchFolder again = new(work, "parts");
        using GroundFolder? ground = GroundFolder.TryOpen(parts.Folder, policy)
            ?? MakeAgain(again, policy, parts, threads, plan, stages, log);
        if (ground is null)
            return null;
        PreparedInput? prepared = kept is null
            ? Stored(ground, policy, threads, plan, stages, log)
            : ReadAgain(policy, threads, plan, kept, stages, log);
        if (prepared is null)
            return null;
        parts.RequireGround(GroundFolder.HashOf(policy, prepared.Inputs, ground.Manifest), ground.Manifest);
        stages.Begin(Stages.Overlay);
        return (prepared, CellOverlay.Merge(prepared.Rings, ground.File, ground.Manifest, parts.Sums(), options, stages.Cancellation));
    }

    /// <summary>Joins the pieces that lie with the parts, or sorts the layers again in as many pieces. What is found is said when the
    /// inputs are read, or here if they cannot be.</summary>
    private static GroundFolder? MakeAgain(
        ScratchFolder again, PolicyFile policy, PartSet parts, int threads, MemoryPlan plan, StageClock stages, DiagnosticLog log)
    {
        string folder = SortPiece.AreIn(parts.Folder) ? parts.Folder : again.Make();
        for (int piece = 1; folder != parts.Folder && piece <= parts.SortPieces; piece++)
            _ = SortRun.Make(folder, policy, piece, parts.SortPieces, threads, plan, stages, null);
        var found = new DiagnosticLog(new StatedSeverities(policy).Of)
        {
            TitleOf = new SubjectTitles(policy).Of,
            AreaUnit = policy.Outputs.AreaUnit,
            Words = PolicyWords.OfFindings(policy.Root.Document),
        };
        GroundFolder? ground = GroundFolder.Make(folder, policy, threads, plan, stages, found);
        foreach (Diagnostic finding in ground is null ? found.Sorted() : [])
            log.Add(finding);
        return ground;
    }

    private static PreparedInput? Stored(
        GroundFolder ground, PolicyFile policy, int threads, MemoryPlan plan, StageClock stages, DiagnosticLog log)
    {
        stages.Begin(new LocalText("reading regions", "读取区域"));
        return InputPreparation.Read(
            policy,
            stages,
            log,
            threads,
            new HandedZones(plan.HeldVertices, _ => { }, plan.MemoryBytes),
            new StoredZones(policy, [.. ground.Pieces(policy).Stretches]));
    }

    private static PreparedInput? ReadAgain(
        PolicyFile policy, int threads, MemoryPlan plan, KeptZones kept, StageClock stages, DiagnosticLog log)
    {
        stages.Begin(new LocalText($"reading layers again, since {kept.What.En}", $"重新读取图层（{kept.What.Zh}）"));
        PreparedInput? prepared = InputPreparation.Read(
            policy,
            stages,
            log,
            threads,
            new HandedZones(plan.HeldVertices, kept.Keep, plan.MemoryBytes));
        kept.RequireRoom();
        return prepared;
    }
}

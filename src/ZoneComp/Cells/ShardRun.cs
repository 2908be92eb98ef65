namespace ZoneComp.Cells;

/// <summary>Which share of a run to measure.</summary>
public sealed record ShardSettings
{
    public required string PolicyPath { get; init; }

    /// <summary>Folder that gets the part, and the ground where it is not there yet.</summary>
    public required string PartsFolder { get; init; }

    /// <summary>1 to <see cref="Of"/>; 0 to make the ground only.</summary>
    public required int Shard { get; init; }

    public required int Of { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;

    public long? MemoryBytes { get; init; }

    /// <summary>Whether the policy may read its own folder only.</summary>
    public bool Confined { get; init; }

    /// <summary>Whether sums by zone feature are measured too.</summary>
    public bool WithPieces { get; init; }
}

/// <summary>What came of a shard.</summary>
/// <param name="Part">Full path of its part; null after errors.</param>
/// <param name="WasThere">Whether the part was there already, whole and of this run.</param>
/// <param name="Ground">Hash of the ground; null after errors.</param>
public sealed record ShardOutcome(IReadOnlyList<Diagnostic> Findings, string? Part, bool WasThere, int Cells, long Edges, string? Ground)
{
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);
}

/// <summary>Measures one share of the cells and leaves their sums as a part file; done again, it finds its part and does nothing.</summary>
public static class ShardRun
{
    /// <exception cref="UserErrorException">The policy does not read, a file is missing, the parts folder holds something else.</exception>
    public static ShardOutcome Run(
        ShardSettings settings,
        TimeProvider clock,
        IProgress<StageProgress> progress,
        CancellationToken cancellation)
    {
        var stages = new StageClock(clock, progress, cancellation);
        PolicyFile policy = PolicyFile.Load(settings.PolicyPath);
        ExpressionScope names = ExpressionScope.Check(policy);
        AllocationStage.Check(policy, names);
        if (settings.Confined)
            policy.RequireConfined();
        var log = new DiagnosticLog(new StatedSeverities(policy).Of)
        {
            TitleOf = new SubjectTitles(policy).Of,
            AreaUnit = policy.Outputs.AreaUnit,
            Words = PolicyWords.OfFindings(policy.Root.Document),
        };
        string folder = Path.GetFullPath(settings.PartsFolder);
        try
        {
            Directory.CreateDirectory(folder);
            MemoryPlan plan = MemoryPlan.ForShards(settings.MemoryBytes, settings.Threads);
            using GroundFolder? ground = GroundFolder.TryOpen(folder, policy)
                ?? GroundFolder.Make(folder, policy, settings.Threads, plan, stages, log);
            if (ground is null)
                return new ShardOutcome(log.Sorted(), null, false, 0, 0, null);
            if (settings.Shard == 0)
                return new ShardOutcome(
                    log.Sorted(), null, false, ground.Manifest.Cells.Count, ground.Manifest.Cells.Sum(cell => cell.Edges), ground.Hash);
            return Measure(settings, policy, settings.WithPieces || names.NeedsPieces, ground, folder, stages, log);
        }
        catch (Exception error) when (DiskErrors.AsUserError(error, folder) is { } known)
        {
            throw known;
        }
        catch (OutOfMemoryException error) when (settings.MemoryBytes is { } bytes)
        {
            throw MemoryPlan.TooLittle(bytes, error);
        }
    }

    private static ShardOutcome Measure(
        ShardSettings settings, PolicyFile policy, bool trace, GroundFolder ground, string folder, StageClock stages, DiagnosticLog log)
    {
        IReadOnlyList<StoredCell> cells = ShardPlan.CellsOf(ground.Manifest, settings.Shard, settings.Of);
        long edges = cells.Sum(cell => cell.Edges);
        var header = new PartHeader(
            ground.Hash, settings.Shard, settings.Of, trace, Path.GetFullPath(settings.PolicyPath), cells.Count, edges, ground.PieceCount);
        string path = Path.Combine(folder, PartFile.NameOf(settings.Shard, settings.Of));
        if (PartFile.TryReadHeader(path) is { } there && there with { Policy = header.Policy } == header)
            return new ShardOutcome(log.Sorted(), path, true, cells.Count, edges, ground.Hash);
        stages.Begin(Stages.Overlay);
        PartFile.Write(
            path,
            header,
            CellOverlay.MeasureSome(
                cells, ground.File, ground.Manifest, new OverlayOptions(settings.Threads, trace), stages, stages.Cancellation));
        return new ShardOutcome(log.Sorted(), path, false, cells.Count, edges, ground.Hash);
    }
}

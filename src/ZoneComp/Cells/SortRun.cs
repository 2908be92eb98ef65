namespace ZoneComp.Cells;

/// <summary>Which piece of a run's layers to sort.</summary>
public sealed record SortSettings
{
    public required string PolicyPath { get; init; }

    /// <summary>Folder that gets the piece.</summary>
    public required string PartsFolder { get; init; }

    /// <summary>1 to <see cref="Of"/>.</summary>
    public required int Piece { get; init; }

    public required int Of { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;

    public long? MemoryBytes { get; init; }

    /// <summary>Whether the policy may read its own folder only.</summary>
    public bool Confined { get; init; }
}

/// <summary>What came of a piece.</summary>
/// <param name="Path">Its full path; null after errors.</param>
/// <param name="WasThere">Whether it was there already, whole and of these inputs.</param>
public sealed record SortOutcome(IReadOnlyList<Diagnostic> Findings, string? Path, bool WasThere, long Zones, long Vertices)
{
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);
}

/// <summary>Reads one piece of the layers and leaves its zones sorted into cells; done again, it finds its piece and does
/// nothing.</summary>
public static class SortRun
{
    /// <exception cref="UserErrorException">The policy does not read, a file is missing, the folder cannot be written.</exception>
    public static SortOutcome Run(
        SortSettings settings,
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
        string folder = Path.GetFullPath(settings.PartsFolder), path = Path.Combine(folder, SortPiece.NameOf(settings.Piece, settings.Of));
        try
        {
            Directory.CreateDirectory(folder);
            if (SortPiece.TryRead(path) is { } there && IsCurrent(there.Piece, policy, settings.Piece, settings.Of))
                return OutcomeOf(there.Piece, path, wasThere: true, log);
            SortPiece? made = Make(
                folder,
                policy,
                settings.Piece,
                settings.Of,
                settings.Threads,
                MemoryPlan.ForShards(settings.MemoryBytes, settings.Threads),
                stages,
                log);
            return made is null ? new SortOutcome(log.Sorted(), null, false, 0, 0) : OutcomeOf(made, path, wasThere: false, log);
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

    /// <summary>Sorts a piece into the folder; null when errors were found.</summary>
    /// <param name="log">Gets what is found; null where whoever joins the pieces says it.</param>
    internal static SortPiece? Make(
        string folder, PolicyFile policy, int piece, int of, int threads, MemoryPlan plan, StageClock stages, DiagnosticLog? log)
    {
        stages.Begin(new LocalText("sorting layers", "图层排序"));
        string path = Path.Combine(folder, SortPiece.NameOf(piece, of)),
            fresh = FormattableString.Invariant($"{path}.{Guid.NewGuid():N}.tmp");
        try
        {
            SortPiece made;
            using (GroundFile file = GroundFile.Create(fresh))
                made = Sort(policy, piece, of, threads, plan, file, stages, log);
            if (log is { HasErrors: true })
                return null;
            made.AppendTo(fresh);
            SortPiece.Publish(fresh, path, there => IsCurrent(there, policy, piece, of));
            return made;
        }
        finally
        {
            File.Delete(fresh);
        }
    }

    private static SortPiece Sort(
        PolicyFile policy, int piece, int of, int threads, MemoryPlan plan, GroundFile file, StageClock stages, DiagnosticLog? log)
    {
        AreaPlane plane = InputPreparation.PlaneOf(policy);
        int classCount = ExpressionScope.ZoneClasses(policy).Count;
        IReadOnlyList<SourceStretch> planned = SortPlan.StretchesOf(policy, piece, of);
        using var sorting = new GroundSorting(file, plan.CellEdges, threads);
        var edges = new FineEdges();
        var stretches = new List<StoredStretch>();
        foreach (SourceStretch stretch in planned)
        {
            int index = stretches.Count;
            void Receive(HandedOver zones)
            {
                edges.Add(zones.Held, 0);
                sorting.Take(zones.Held, index, zones.FirstInSource);
            }

            stretches.Add(StretchReading.Read(
                policy,
                plane,
                stretch,
                classCount,
                new HandedZones(plan.HeldVertices, Receive, plan.MemoryBytes),
                threads,
                log));
            stages.Report(stretches.Count / (double)planned.Count);
        }

        GroundManifest sorted = sorting.Finish(new OverlayInput(classCount), []);
        return new SortPiece
        {
            Program = GroundFolder.ProgramId,
            PolicySha256 = policy.Sha256,
            FromLongitudeDeg = plane.FromLongitudeDeg,
            Piece = piece,
            Of = of,
            Stretches = stretches,
            Cells = sorted.Cells,
            Shared = sorted.Shared,
            Polygons2 = sorted.Polygons2,
            FineEdges = edges.Packed(),
        };
    }

    /// <summary>Whether a piece is of this policy and program, and its inputs are still as they were.</summary>
    private static bool IsCurrent(SortPiece made, PolicyFile policy, int piece, int of) =>
        made.Program == GroundFolder.ProgramId && made.PolicySha256 == policy.Sha256 && made.Piece == piece && made.Of == of
        && made.Stretches.SelectMany(stretch => stretch.Files).All(stamp => GroundFolder.IsUnchanged(stamp, policy));

    private static SortOutcome OutcomeOf(SortPiece piece, string path, bool wasThere, DiagnosticLog log) =>
        new(
            log.Sorted(), path, wasThere, piece.Stretches.Sum(stretch => (long)stretch.Zones),
            piece.Stretches.Sum(stretch => stretch.Vertices));
}

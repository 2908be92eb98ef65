namespace ZoneComp;

/// <summary>The whole job in its order: read, prepare, overlay, indicators, factors, allocation, outputs.</summary>
public static class Pipeline
{
    /// <summary>Runs a policy. Findings of severity error end the run before anything is written.</summary>
    /// <exception cref="UserErrorException">The policy does not read, a file is missing, or the results cannot be written where
    /// asked.</exception>
    public static RunOutcome Run(
        RunSettings settings, RunFacts facts, TimeProvider clock, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        var stages = new StageClock(clock, progress, cancellation);
        PolicyFile policy = settings.PolicyText is { } text
            ? PolicyFile.Parse(settings.PolicyPath, text)
            : PolicyFile.Load(settings.PolicyPath);
        if (settings.Confined)
            policy.RequireConfined();
        if (policy.Outputs.Language is { } language)
            settings = settings with { Language = language };
        ExpressionScope names = ExpressionScope.Check(policy);
        AllocationStage.Check(policy, names);
        _ = ChosenGround.Of(policy);
        MapFigureNames.Check(policy);
        var severities = new StatedSeverities(policy);
        var log = new DiagnosticLog(severities.Of)
        {
            TitleOf = new SubjectTitles(policy).Of,
            AreaUnit = policy.Outputs.AreaUnit,
            Heard = settings.Heard,
            Words = PolicyWords.OfFindings(policy.Root.Document),
        };
        foreach (Diagnostic finding in ExampleRun.Findings(policy, names))
            log.Add(finding);
        using OutputFolder? folder = settings.OutputPath is { } path ? OutputFolder.Open(path) : null;
        (stages.Plan, stages.Log) = (RunStages.Of(policy, settings), log);

        RunInputs? inputs = settings.CombinationsFrom is { } earlier
            ? EarlierRun.Read(earlier, policy, names, settings.AcceptTouched, withShapes: folder is not null)
            : !policy.Regions.HasMap ? RegionsOfTable.Read(policy, settings, log)
            : Measure(policy, settings, settings.WithPieces || names.NeedsPieces, stages, log);
        if (inputs is null || log.HasErrors)
            return Stopped(policy, settings, folder, stages, log);

        foreach (Diagnostic finding in inputs.Findings)
            log.Add(finding);
        if (settings.CombinationsFrom is not null && policy.Outputs.Draws && inputs.Drawn is { Zones.Count: 0, Ground.Count: 0 })
            log.Add(DrawingFindings.NoMaps());
        var trace = new RunTrace();
        RunTables tables = settings.OverlayOnly ? RunTables.None : Compute(policy, inputs, stages, log, folder is null ? null : trace);
        foreach (Diagnostic finding in ShapefileOutputFindings.Of(policy.Outputs.Shapefile, inputs.Combinations.Regions,
            [.. tables.Indicators, .. tables.Factors]))
            log.Add(finding);
        List<InputRecord> around = [];
        IReadOnlyList<NeighbourShape> neighbours = settings.OverlayOnly ? []
            : NeighbourReading.Read(policy, inputs.Shapes, around, log);
        inputs = inputs with { Inputs = [.. inputs.Inputs, .. around] };
        DrawnGround drawn = inputs.Drawn;
        if (inputs.Draw is { } draw && !log.HasErrors)
        {
            stages.Begin(Stages.Drawing);
            drawn = draw();
            inputs = inputs with { Draw = null }; // it holds all rings
        }

        severities.ReportUnused(log);
        if (log.HasErrors)
            return Stopped(policy, settings, folder, stages, log);

        if (trace.Scope is { } scope)
        {
            stages.Begin(Stages.Stories);
            IReadOnlyList<TrailColumn> columns = RegionTrails.Of(policy, scope, inputs.Combinations.Regions.Count);
            tables = tables with { Trails = columns, AmountTrails = AmountStories.Of(policy, trace, inputs.Combinations, columns) };
        }

        RunResults results = RunResultsAssembly.Of(policy, settings, facts, inputs, tables, log, stages.Timings()) with
        {
            Drawn = drawn,
            Neighbours = neighbours,
        };
        if (folder is null)
        {
            stages.End(isWhole: true);
            return new RunOutcome
            {
                Findings = results.Findings,
                Results = results,
                FindingsFile = WriteFindings(settings.FindingsPath, policy, results.Findings),
            };
        }

        stages.Begin(Stages.Writing);
        ResultFiles.Publish(folder, results, settings, stages);
        stages.End(isWhole: true);
        return new RunOutcome
        {
            Findings = results.Findings,
            Results = results,
            WrittenTo = folder.FullPath,
            Cache = inputs.Cache,
            Kept = folder.Kept,
            LeftFindings = FindingsGeoPackage.RemoveBeside(folder.FullPath), // of an earlier run that stopped
        };
    }

    /// <summary>Maps to areas.</summary>
    internal static RunInputs? Measure(PolicyFile policy, RunSettings settings, bool trace, StageClock stages, DiagnosticLog log)
    {
        CacheUse? cache = null;
        if ((settings.Cells is null
            ? InMemory(policy, settings, trace, stages, log)
            : CellRun.Measure(policy, settings, trace, stages, log, out cache)) is not { } measured)
            return null;
        (PreparedInput prepared, OverlayResult overlay) = measured;
        ResolvedGround ground = ResolvedGround.Of(
            prepared,
            overlay,
            policy.Regions.Parents.FirstOrDefault(level => level.Layer is not null),
            log);
        CombinationTable table = CombinationAssembly.ToTable(policy, ground, prepared.Classes, AreaBounds.Of(prepared, ground, overlay));
        if (prepared.OfficialAreas is { } official)
            table = AreaLevelling.Apply(policy, table, ground.Figures(official), prepared.Pieces, log);
        OverlayReview.Report(policy, prepared, overlay, table, log);
        IReadOnlyList<PlaceRow> places = ground.Places(
            PlaceMeasuring.Measure(prepared, overlay, ground.Rows, log, stages.Cancellation));
        PlaceMeasuring.Report(prepared, places, log);
        return RunInputsAssembly.Of(prepared, ground, table, trace) with
        {
            Places = places,
            Cache = cache,
            Draw = !policy.Outputs.Draws || settings.OutputPath is null || settings.OverlayOnly
                ? null
                : () => ZoneDrawings.Draw(policy, prepared, ground, table, settings.Threads, stages, log),
            RegionSets = RegionSetMeasuring.Measure(prepared, ground, settings, log, stages.Cancellation),
        };
    }

    private static (PreparedInput Prepared, OverlayResult Overlay)? InMemory(
        PolicyFile policy, RunSettings settings, bool trace, StageClock stages, DiagnosticLog log)
    {
        stages.Begin(Stages.Reading);
        PreparedInput? prepared = InputPreparation.Read(
            policy, stages, log, settings.Threads, null, looksClosely: settings.LooksClosely);
        if (prepared is null)
            return null;
        stages.Begin(Stages.Overlay);
        return (prepared, ZoneOverlay.Measure(prepared.Rings, new OverlayOptions(settings.Threads, trace), stages, stages.Cancellation));
    }

    /// <summary>Areas to amounts.</summary>
    /// <param name="trace">Takes what explanations need; null where nobody asks.</param>
    internal static RunTables Compute(PolicyFile policy, RunInputs inputs, StageClock stages, DiagnosticLog log, RunTrace? trace = null)
    {
        stages.Begin(Stages.Indicators);
        (ExpressionInputs drawnOn, PreviousRun? previous, IReadOnlyList<string> files) = ReadTables(policy, inputs, log);
        RunTables tables = Compute(policy, drawnOn, log, () => stages.Begin(Stages.Allocation), trace);
        return tables with { Inputs = TableRecords.Of(policy, drawnOn.Tables, previous, files) };
    }

    /// <summary>The tables and last year's results beside the areas: all that columns and amounts are computed from.</summary>
    internal static (ExpressionInputs DrawnOn, PreviousRun? Previous, IReadOnlyList<string> Files) ReadTables(
        PolicyFile policy,
        RunInputs inputs,
        DiagnosticLog log)
    {
        var files = new List<string>();
        IReadOnlyList<PolicyTable> tables = TableStage.ReadAll(policy, inputs.Combinations.Regions, log, files);
        PreviousRun? previous = PreviousRun.Of(policy, inputs.Combinations.Regions, log);
        files.AddRange(previous?.Files ?? []);
        if (previous is not null && previous.Year != policy.Year - 1)
            log.Add(TableFindings.PreviousYear(policy.Previous!, previous.Year, policy.Year));
        var drawnOn = new ExpressionInputs
        {
            Combinations = inputs.Combinations,
            Tables = tables,
            RegionSets = inputs.RegionSets,
            Pieces = inputs.Pieces,
            Features = inputs.Places is null
                ? null
                : new PieceMeasures(inputs.Combinations, inputs.Pieces ?? [], inputs.Places, new LayerFields(policy, log), log),
            Previous = previous,
        };
        return (drawnOn, previous, files);
    }

    /// <summary>Columns and amounts from what a run, or a mix of two runs, draws on.</summary>
    /// <param name="measured">With the areas as measured; official ones take their place here where the policy says so.</param>
    internal static RunTables Compute(
        PolicyFile policy, ExpressionInputs measured, DiagnosticLog log, Action? beforeAllocation = null, RunTrace? trace = null)
    {
        AreaAdjustment? adjustment = policy.Regions.OfficialArea?.Adjustment;
        CombinationTable ground = adjustment is { AreasAreAdjusted: true } ? measured.Combinations.Adjusted() : measured.Combinations;
        ExpressionScope scope = ExpressionScope.Create(policy, measured with
        {
            Combinations = ground,
            RatioCombinations = adjustment is { RatiosAreAdjusted: true } ? measured.Combinations.Adjusted() : measured.Combinations,
        });
        if (trace is not null)
            trace.Scope = scope;
        IReadOnlyList<Column> indicators = IndicatorStage.Evaluate(policy, scope, log);
        IReadOnlyList<Column> factors = FactorStage.Evaluate(policy, scope, log);
        var computed = new RunTables { Indicators = indicators, Factors = factors };
        if (policy.Schemes is not null && !log.HasErrors)
        {
            beforeAllocation?.Invoke();
            AllocationTable all = AllocationStage.Run(policy, scope, ground, log, trace?.Schemes);
            bool pays = all.Quotas is null || all.Schemes.Count > 0;
            computed = computed with { Allocation = pays ? all : null, Quotas = all.Quotas };
        }

        scope.ReportOdd(log);
        return computed;
    }

    private static RunOutcome Stopped(PolicyFile policy, RunSettings settings, OutputFolder? folder, StageClock stages, DiagnosticLog log)
    {
        stages.End(isWhole: false);
        IReadOnlyList<Diagnostic> findings = log.Sorted();
        string? file = settings.FindingsPath ?? (folder is null ? null : FindingsGeoPackage.PathBeside(folder.FullPath));
        return new RunOutcome { Findings = findings, FindingsFile = WriteFindings(file, policy, findings), Kept = folder?.Kept ?? [] };
    }

    private static string? WriteFindings(string? path, PolicyFile policy, IReadOnlyList<Diagnostic> findings)
    {
        if (path is not null)
            FindingsGeoPackage.Write(path, findings, policy.Area.Method == AreaMethod.Planar ? MapCrs.UnknownPlane : MapCrs.Cgcs2000);
        return path;
    }
}

namespace ZoneComp.Comparison;

/// <summary>Two runs held against each other: read, matched by code, every figure's change, and each amount's change split into
/// causes.</summary>
public static class RunComparison
{
    /// <exception cref="UserErrorException">A folder holds no results, the code-change table does not read, or the comparison cannot be
    /// written where asked.</exception>
    public static ComparisonOutcome Run(
        ComparisonSettings settings, RunFacts facts, TimeProvider clock, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        var stages = new StageClock(clock, progress, cancellation) { Plan = PlanOf(settings) };
        if (settings.OutputPath is { } asked)
            RequireNoRun(asked);
        using OutputFolder? folder = settings.OutputPath is { } path ? OutputFolder.Open(path) : null;
        stages.Begin(Stages.Results);
        ComparedRun old = ComparedRun.Read(settings.OldPath, settings.OldInputs),
            current = ComparedRun.Read(settings.NewPath, settings.NewInputs);
        IReadOnlyList<CodeLink> links = settings.CodesPath is { } codes ? CodeChangeTable.Read(codes) : [];
        DiagnosticLog log = new();
        stages.Log = log;
        UnitMatch units = UnitMatch.Of(CodesOf(old), CodesOf(current), links, log);
        ReportUnmatched(units, log);
        Dictionary<string, string> oldNames = NamesOf(old), newNames = NamesOf(current);
        string NameOf(int unit) => NameOfUnit(units.Units[unit], oldNames, newNames);

        IReadOnlyList<ComparedScheme> schemes = Schemes(old, current);
        IReadOnlyList<ComparisonRow> rows = ComparisonRows.Of(old, current, schemes, units, NameOf, log);
        foreach (ComparedRun run in (ComparedRun[])[old, current])
        {
            if (run.MissingInputs.Count > 0)
                log.Add(ComparisonFindings.InputsMissing(run.Folder, run.MissingInputs));
        }

        IReadOnlyList<Switch> changed = ChangedSwitches.Of(old, current);
        MapChanges maps = Maps(settings, old, current, changed, units, NameOf, stages, log);
        stages.Begin(Stages.Causes);
        Attribution attribution = Attribute(settings, old, current, schemes, changed, units, NameOf, stages, log);
        RunManifest manifest = ComparisonManifest.Of(settings, facts, old, current, links.Count, log.Sorted(), stages.Timings());
        var results = new ComparisonResults
        {
            Base = new RunResults
            {
                Title = current.Policy.Title,
                Year = current.Year,
                Combinations = current.Combinations,
                Indicators = [],
                Factors = [],
                Findings = log.Sorted(),
                Shapes = EarlierShapes.Read(current.Folder, current.Combinations.Regions),
                Neighbours = EarlierDrawings.Neighbours(current.Folder),
                Crs = current.Policy.Area.Method == AreaMethod.Planar ? MapCrs.UnknownPlane : MapCrs.Cgcs2000,
                Manifest = manifest,
            },
            UnitOf = current.Combinations.Regions.ToDictionary(
                region => region.Code,
                region => units.Units[units.Find(region.Code, isNew: true)!.Value].Code,
                StringComparer.Ordinal),
            Language = settings.Language,
            Title = current.Policy.Title,
            OldYear = old.Year,
            NewYear = current.Year,
            Labels = ComparisonLabels.Of(
                (settings.OldLabel, old.Year, old.Policy.Title, settings.OldPath),
                (settings.NewLabel, current.Year, current.Policy.Title, settings.NewPath)),
            PolicyChanges = PolicyDifference.Of(old.Policy.Root, current.Policy.Root),
            Rows = rows,
            Attribution = attribution,
            Maps = maps,
            Schemes = schemes,
            Findings = log.Sorted(),
            Manifest = manifest,
        };
        if (folder is null)
        {
            stages.End(isWhole: true);
            return new ComparisonOutcome(results, null);
        }

        stages.Begin(Stages.Writing);
        ComparisonFiles.Publish(folder, results, stages.Timings, cancellation);
        stages.End(isWhole: true);
        return new ComparisonOutcome(results, folder.FullPath) { Kept = folder.Kept };
    }

    private static StagePlan PlanOf(ComparisonSettings settings) =>
        new((Stages.Results, 1), (Stages.Polygons, 4), (Stages.Causes, 4), (Stages.Writing, settings.OutputPath is null ? 0 : 3));

    /// <summary>A slip of the path must not cost anyone a run: only a comparison is replaced by a comparison.</summary>
    private static void RequireNoRun(string output)
    {
        if (!File.Exists(Path.Combine(output, ManifestJson.FileName))
            || ComparedRun.ReadManifest(output).Settings.Contains(ComparisonManifest.Mark))
            return;
        throw new UserErrorException(
            $"{output}: holds the results of a run, which a comparison would replace; name another folder with -o",
            $"{output}：其中是一次运行的结果，会被对比结果替换；请用 -o 指定其他目录");
    }

    private static Attribution Attribute(
        ComparisonSettings settings, ComparedRun old, ComparedRun current, IReadOnlyList<ComparedScheme> schemes,
        IReadOnlyList<Switch> changed, UnitMatch units, Func<int, string> nameOf, StageClock stages, DiagnosticLog log)
    {
        if (old.Allocation is null && current.Allocation is null)
            return Attribution.None;
        bool needsFeatures = NeedsFeatures(old) || NeedsFeatures(current);
        bool inputsThere = old.MissingInputs.Count + current.MissingInputs.Count == 0;
        if (!inputsThere && (needsFeatures || !TablesThere(old) || !TablesThere(current)))
        {
            log.Add(ComparisonFindings.NotAttributed(needsFeatures
                ? new LocalText(
                    "an expression asks for single features, lines or points, and the maps of a run are not there any more",
                    "有表达式用到单个要素、线或点，而所需图层已不在")
                : new LocalText("the tables of a run are not there any more as they were", "所需数据表已不在或已改变")));
            return Attribution.None;
        }

        MeasuredGround Measure(PolicyFile policy, StageClock clock)
        {
            DiagnosticLog seen = AsSeen();
            var asked = new RunSettings { PolicyPath = policy.Path, OutputPath = null, Threads = settings.Threads };
            RunInputs? measured = Pipeline.Measure(policy, asked, needsFeatures, clock, seen);
            if (measured is null || seen.HasErrors)
                throw new MixRefusedException(
                    seen.Sorted() is [var first, ..] ? first.Message : new LocalText("the maps do not read", "图层无法读取"));
            return new MeasuredGround(measured.Combinations, measured.Pieces, measured.Places, measured.RegionSets);
        }

        try
        {
            MeasuredGround Own(ComparedRun run) =>
                needsFeatures
                    ? Measure(run.Policy, stages)
                    : new MeasuredGround(run.Combinations, null, null, new Dictionary<string, CombinationTable>());
            var ground = new Ground(
                [old.Policy, current.Policy], [Own(old), Own(current)], old.ComesBefore(current), changed,
                policy => Measure(policy, stages.Aside()));
            MixedTables tables = MixedTables.Read(old, current, units, new DiagnosticLog());
            var amounts = new MixedAmounts(old.Policy, current.Policy, ground, tables, units, schemes);
            return ChangeAttribution.Of(
                old, current, schemes, changed, WhyMapsAreOne(old, current, ground, inputsThere), amounts, units, nameOf,
                settings.Threads, stages, log, stages.Cancellation);
        }
        catch (MixRefusedException refused)
        {
            log.Add(ComparisonFindings.NotAttributed(refused.Why));
            return Attribution.None;
        }
    }

    /// <summary>The polygons that changed, of the layers whose files or settings did.</summary>
    private static MapChanges Maps(
        ComparisonSettings settings, ComparedRun old, ComparedRun current, IReadOnlyList<Switch> changed, UnitMatch units,
        Func<int, string> nameOf, StageClock stages, DiagnosticLog log)
    {
        HashSet<string> layers = new(
            changed.Where(each => each.Kind == SwitchKind.Layer).Select(each => each.Name),
            StringComparer.Ordinal);
        bool boundary = changed.Contains(new Switch(SwitchKind.Boundary));
        if (layers.Count == 0 && !boundary)
            return MapChanges.None;
        LocalText? why = old.MissingInputs.Count + current.MissingInputs.Count > 0
            ? new LocalText("files of a run are not there any more, or changed", "有一次结果的文件已不在或已改变")
            : old.Policy.Block("area") != current.Policy.Block("area")
                ? new LocalText("the two runs take areas in different ways", "两次结果的面积计算方法不同")
                : null;
        if (why is not null)
        {
            log.Add(ComparisonFindings.NoPolygons(why));
            return MapChanges.None;
        }

        stages.Begin(Stages.Polygons);
        PreparedInput? before = Prepared(old.Policy, layers, stages), after = Prepared(current.Policy, layers, stages);
        if (before is not null && after is not null)
            return new MapChangeSearch(before, after, units, nameOf, settings.Threads).Find(
                layers.Order(StringComparer.Ordinal),
                boundary,
                stages.Cancellation);
        log.Add(ComparisonFindings.NoPolygons(new LocalText("the maps of a run do not read as they did", "有一次结果的图层无法按原样读取")));
        return MapChanges.None;
    }

    private static PreparedInput? Prepared(PolicyFile policy, HashSet<string> layers, StageClock stages) => InputPreparation.Read(
        policy with { Layers = [.. policy.Layers.Where(layer => layers.Contains(layer.Name))] }, stages, AsSeen());

    /// <summary>What the inputs are like was said, and accepted, when the two runs were made of these very files.</summary>
    private static DiagnosticLog AsSeen() => new(_ => new SeverityStatement(null, "as in the runs compared"));

    private static LocalText? WhyMapsAreOne(ComparedRun old, ComparedRun current, Ground ground, bool inputsThere)
    {
        if (!inputsThere)
            return new LocalText(
                "map files of a run are not there any more, and the kept areas hold each year's maps as a whole",
                "部分图层文件已不在，而保存的面积只反映各年图层的整体");
        if (old.Policy.Block("area") != current.Policy.Block("area"))
            return new LocalText("the two runs take areas in different ways", "两次结果的面积计算方法不同");
        if (TakesLevelledAreas(old) || TakesLevelledAreas(current))
            return new LocalText(
                "areas are levelled to official figures in whole units, which a mix of both years' maps does not have",
                "面积按整单位调平至控制面积，两年图层混合时无此数");
        return ground.JointClassCount > OverlayInput.MaxClasses
            ? new LocalText(
                $"together the two runs have more than {OverlayInput.MaxClasses} zone classes",
                $"两次结果合计的类别超过 {OverlayInput.MaxClasses} 个")
            : null;
    }

    private static bool TakesLevelledAreas(ComparedRun run) =>
        run.Policy.Regions.OfficialArea?.Adjustment is { AreasAreAdjusted: true } or { RatiosAreAdjusted: true };

    private static bool NeedsFeatures(ComparedRun run)
    {
        ExpressionScope scope = ExpressionScope.Check(run.Policy);
        AllocationStage.Check(run.Policy, scope);
        return scope.NeedsPieces || scope.NeedsPlaces || run.Policy.RegionSets.Count > 0;
    }

    private static bool TablesThere(ComparedRun run) => InputSearch.AreThere(
        run.Policy.Directory, run.Manifest.Inputs.Where(input => !RunFolder.IsMap(input))
            .SelectMany(input => input.Files));

    private static void ReportUnmatched(UnitMatch units, DiagnosticLog log)
    {
        string[] gone = [.. units.Units.Where(unit => unit.Kind == MatchKind.Vanished).Select(unit => unit.Code)];
        string[] there = [.. units.Units.Where(unit => unit.Kind == MatchKind.Appeared).Select(unit => unit.Code)];
        if (gone.Length > 0)
            log.Add(ComparisonFindings.Unmatched(gone, isNew: false));
        if (there.Length > 0)
            log.Add(ComparisonFindings.Unmatched(there, isNew: true));
    }

    private static HashSet<string> CodesOf(ComparedRun run) => new(NamesOf(run).Keys, StringComparer.Ordinal);

    private static Dictionary<string, string> NamesOf(ComparedRun run)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (Region region in run.Combinations.Regions)
            names.Add(region.Code, region.Name);
        foreach (AllocationRow row in run.Allocation?.Rows ?? [])
            names.TryAdd(row.Unit, row.UnitName);
        return names;
    }

    private static string NameOfUnit(MatchedUnit unit, Dictionary<string, string> oldNames, Dictionary<string, string> newNames) =>
        string.Join('+', unit.New.Count > 0 ? unit.New.Select(code => newNames[code]) : unit.Old.Select(code => oldNames[code]));

    private static IReadOnlyList<ComparedScheme> Schemes(ComparedRun old, ComparedRun current)
    {
        IReadOnlyList<SchemeResult> before = old.Allocation?.Schemes ?? [], after = current.Allocation?.Schemes ?? [];
        return
        [
            .. MixedPolicy.Names(before, after, scheme => scheme.Name).SelectMany(name =>
            {
                SchemeResult? first = before.FirstOrDefault(scheme => scheme.Name == name),
                    second = after.FirstOrDefault(scheme => scheme.Name == name);
                return first is not null && second is not null && first.Measure != second.Measure
                    ? (ComparedScheme[])[Compared(null, second), Compared(first, null)]
                    : [Compared(first, second)];

                ComparedScheme Compared(SchemeResult? was, SchemeResult? now)
                {
                    SchemeResult shown = (now ?? was)!;
                    bool alone = was == first && now == second;
                    return new ComparedScheme(alone ? name : $"{name} ({shown.Measure})", shown.Title, was?.TotalYuan, now?.TotalYuan)
                    {
                        OwnName = name,
                        Measure = shown.Measure,
                        Decimals = shown.Measure == "yuan" ? 2 : Math.Max(ShownDigits.Of(was ?? shown), ShownDigits.Of(shown)),
                    };
                }
            }).OrderBy(scheme => scheme.IsQuota),
        ];
    }
}

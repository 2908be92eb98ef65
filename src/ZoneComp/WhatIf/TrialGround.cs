namespace ZoneComp.WhatIf;

/// <summary>What all trials of a policy share: areas and tables, read once, and how the files behind them looked then. One trial at a
/// time.</summary>
internal sealed class TrialGround
{
    // Last year's columns are brought to this year's codes when a formula first asks for them: what is found then belongs to every trial.
    private readonly List<Diagnostic> told = [];
    private readonly IReadOnlyList<SeenFile> stamps;
    private DiagnosticLog? current;

    private TrialGround(PolicyFile policy, SeenFile? results, RunInputs inputs, IReadOnlyList<Diagnostic> findings)
    {
        Inputs = inputs;
        told.AddRange(findings);
        DiagnosticLog log = DiagnosticLog.Passing(finding =>
        {
            told.Add(finding);
            current?.Add(finding);
        });
        (DrawnOn, PreviousRun? previous, IReadOnlyList<string> files) = Pipeline.ReadTables(policy, inputs, log);
        TableRecords = Tables.TableRecords.Of(policy, DrawnOn.Tables, previous, files);
        IEnumerable<string> maps = inputs.Inputs.SelectMany(input => input.Files)
            .Select(file => Path.GetFullPath(Path.Combine(policy.Directory, file.Path)));
        stamps =
        [
            .. files.Concat(maps).Distinct(StringComparer.Ordinal).Select(SeenFile.Of),
            .. results is null ? (SeenFile[])[] : [results],
        ];
    }

    public RunInputs Inputs { get; }

    public ExpressionInputs DrawnOn { get; }

    public IReadOnlyList<InputRecord> TableRecords { get; }

    /// <summary>Of an earlier run's results; the maps are overlaid where its tables do not hold what the policy asks for.</summary>
    /// <param name="from">Folder of the results; null to overlay.</param>
    /// <exception cref="UserErrorException">The folder holds no results, or those of other ground.</exception>
    public static TrialGround Read(PolicyFile policy, string? from, StageClock stages)
    {
        ExpressionScope names = ExpressionScope.Check(policy);
        AllocationStage.Check(policy, names); // schemes too may ask for single features
        DiagnosticLog log = new();
        from = names.NeedsPieces || names.NeedsPlaces ? null : from;
        // Before they are read: what is written meanwhile shows later.
        SeenFile? results = from is null ? null : SeenFile.Of(Path.Combine(from, ManifestJson.FileName));
        RunInputs? inputs = from is not null
            ? EarlierRun.Read(from, policy, names)
            : Pipeline.Measure(
                policy,
                new RunSettings { PolicyPath = policy.Path, OutputPath = null },
                trace: names.NeedsPieces,
                stages,
                log);
        if (inputs is null || log.HasErrors)
        {
            Diagnostic? error = log.Sorted().FirstOrDefault(finding => finding.Severity == Severity.Error);
            throw new UserErrorException(
                $"{policy.Path}: the maps cannot be overlaid: {error?.Code} {error?.Message.En} (zonecomp check tells all)",
                $"{policy.Path}：图层无法叠加：{error?.Code} {error?.Message.Zh}（zonecomp check 可列出全部问题）");
        }

        return new TrialGround(policy, results, inputs, [.. inputs.Findings, .. log.Sorted()]);
    }

    /// <summary>The first table, map or results that are not as they were when they were read; null for none.</summary>
    public string? Changed() => stamps.FirstOrDefault(stamp => stamp != SeenFile.Of(stamp.File))?.File;

    /// <summary>Computes a text as <c>allocate</c> does.</summary>
    /// <param name="trace">Takes what explanations need; null where nobody asks.</param>
    public Trial Compute(
        string path, TrialText text, IReadOnlyDictionary<string, string> edits, StageClock stages, RunTrace? trace = null)
    {
        Trial trial = new(edits, text);
        try
        {
            PolicyFile policy = text.Into(PolicyFile.Parse(path, text.Policy));
            ExpressionScope names = ExpressionScope.Check(policy);
            AllocationStage.Check(policy, names);
            StatedSeverities severities = new(policy);
            DiagnosticLog examples = new(severities.Of), log = new(severities.Of);
            foreach (Diagnostic finding in ExampleRun.Findings(policy, names))
                examples.Add(finding);
            foreach (Diagnostic finding in told)
                log.Add(finding);
            current = log;
            RunTables tables = Pipeline.Compute(
                policy, Drawn(policy, log), log, () => stages.Cancellation.ThrowIfCancellationRequested(), trace) with
            { Inputs = TableRecords };
            return trial with { Policy = policy, Tables = tables, Findings = log.Sorted(), Examples = examples.Sorted() };
        }
        catch (PolicyException wrong)
        {
            return trial with { Errors = wrong.Errors };
        }
        catch (UserErrorException refused)
        {
            return trial with { Refused = refused.Text };
        }
        finally
        {
            current = null;
        }
    }

    /// <summary>What a policy draws on that may name copies of tables: these are read as they would be once they were saved.</summary>
    public ExpressionInputs Drawn(PolicyFile policy, DiagnosticLog log)
    {
        TableSettings[] changed = [.. policy.Tables.Where(table => table.Instead is not null)];
        return changed.Length == 0 ? DrawnOn : DrawnOn with { Tables = [.. DrawnOn.Tables.Select(Read)] };

        PolicyTable Read(PolicyTable table) =>
            changed.FirstOrDefault(copy => copy.Name == table.Settings.Name) is { } copy
                ? TableStage.Read(copy, policy.Year, Inputs.Combinations.Regions, Worse(log), [])
                : table;
    }

    // What reading the table told before is told already.
    private static DiagnosticLog Worse(DiagnosticLog log) => DiagnosticLog.Passing(finding =>
    {
        if (finding.Severity == Severity.Error)
            log.Add(finding);
    });
}

/// <summary>What tells that a file was written anew since a page was drawn of it.</summary>
/// <param name="Length">-1 where there is none.</param>
internal sealed record SeenFile(string File, long Length, DateTime Written)
{
    public static SeenFile Of(string file)
    {
        FileInfo info = new(file);
        return info.Exists ? new SeenFile(file, info.Length, info.LastWriteTimeUtc) : new SeenFile(file, -1, default);
    }
}

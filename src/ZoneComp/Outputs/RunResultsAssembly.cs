namespace ZoneComp.Outputs;

/// <summary>Puts a finished run together for the outputs, its provenance included.</summary>
internal static class RunResultsAssembly
{
    public static RunResults Of(
        PolicyFile policy, RunSettings settings, RunFacts facts, RunInputs inputs, RunTables tables, DiagnosticLog log,
        TimingRecord timings)
    {
        IReadOnlyList<Diagnostic> findings = log.Sorted();
        return new RunResults
        {
            Title = policy.Title,
            Year = policy.Year,
            Combinations = inputs.Combinations,
            RegionSets = inputs.RegionSets,
            Indicators = tables.Indicators,
            Factors = tables.Factors,
            Allocation = tables.Allocation,
            Quotas = tables.Quotas,
            Issue = policy.Outputs.Issue,
            Shapefile = policy.Outputs.Shapefile,
            AreaUnit = policy.Outputs.AreaUnit,
            TitleOf = new SubjectTitles(policy).Of,
            Maps = policy.Outputs.Maps with { Bands = BandThresholds.Of(policy) },
            Trails = tables.Trails,
            AmountTrails = tables.AmountTrails,
            Pieces = settings.WithPieces ? inputs.Pieces ?? [] : [],
            Findings = findings,
            Shapes = inputs.Shapes,
            Crs = inputs.Crs,
            Manifest = new RunManifest
            {
                Tool = facts.Tool,
                Policy = new PolicyRecord(Path.GetFileName(policy.Path), policy.Sha256, policy.Text),
                Settings =
                [
                    new("area_method", policy.Area.MethodName),
                    new("area_plane", inputs.AreaDescription),
                    new("edge_tolerance_m", policy.Area.ToleranceM.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                    new("lattice_mm", "1"),
                    .. RegionSettingsRecord.Of(policy.Regions),
                    .. policy.Layers.Any(layer => layer.BufferM is not null)
                        ? [
                            new NamedValue(
                                "buffer_arcs",
                                FormattableString.Invariant(
                                    $"round points the circle's area; elsewhere at most {ZoneBuffer.MissingOfArcs:P4} of the roundings' ")
                                        + FormattableString.Invariant($"ground missing")),
                        ]
                        : Array.Empty<NamedValue>(),
                    .. policy.Layers.Where(layer => layer.SliversM is not null).Select(layer => Slivers(layer, settings, findings)),
                    new("pieces", settings.WithPieces ? "true" : "false"),
                    new("overlay_only", settings.OverlayOnly ? "true" : "false"),
                    new("areas_from", settings.CombinationsFrom is null ? "overlay" : "earlier run"),
                    new("language", settings.Language == Language.Chinese ? "zh" : "en"),
                ],
                Inputs = [.. inputs.Inputs, .. tables.Inputs],
                Assumptions =
                [
                    .. findings
                        .Where(finding => finding.AcceptedBecause is not null || finding.RaisedBecause is not null)
                        .Select(finding =>
                            new AssumptionRecord(finding.Code, finding.Subject, finding.AcceptedBecause ?? finding.RaisedBecause!)),
                ],
                Findings = new FindingCounts(
                    Count(finding => finding.Severity == Severity.Error),
                    Count(finding => finding.Severity == Severity.Warning),
                    Count(finding => finding.Severity == Severity.Note),
                    Count(finding => finding.AcceptedBecause is not null)),
                Measures = inputs.Measures,
                Packages = facts.Packages,
                Machine = facts.Machine,
                Call = new CallRecord(
                    policy.Directory,
                    settings.Threads,
                    settings.CombinationsFrom is { } from ? Path.GetFullPath(from) : null),
                Timings = timings,
            },
        };

        static NamedValue Slivers(LayerSettings layer, RunSettings settings, IReadOnlyList<Diagnostic> findings)
        {
            string[] told = [.. findings.Where(finding => finding.Code is "ZC320" or "ZC330" && finding.Layer == layer.Name)
                .Select(finding => $"{finding.Subject}: {finding.Message.En}")];
            string none = settings.CombinationsFrom is null ? "none were" : "by the earlier run";
            string done = layer.JoinsSlivers ? "joined" : "left out";
            return new(
                "slivers." + layer.Name,
                FormattableString.Invariant(
                    $"narrower than {layer.SliversM:0.###} m {done}: {(told.Length == 0 ? none : string.Join("; ", told))}"));
        }

        long Count(Func<Diagnostic, bool> counts) => findings.Where(counts).Sum(finding => finding.Count);
    }
}

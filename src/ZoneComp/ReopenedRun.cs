namespace ZoneComp;

/// <summary>A folder of results computed once more in memory, to be asked; every number of it is held against the one in the
/// folder.</summary>
internal sealed record ReopenedRun(
    RunManifest Manifest, PolicyFile Policy, RunInputs Inputs, RunTables Tables, RunTrace Trace, PolygonTrace Polygons)
{
    /// <param name="policyFolder">Where policy and inputs stand now; null for where they stood.</param>
    /// <param name="withPolygons">Overlay the maps again where the run kept no trace of polygons.</param>
    /// <exception cref="UserErrorException">An input changed or is gone, or a number comes out otherwise than the folder has
    /// it.</exception>
    public static ReopenedRun Open(string results, string? policyFolder, bool withPolygons, StageClock stages)
    {
        UntouchedResults.Require(results, withPieces: true);
        RunManifest manifest = RunFolder.Manifest(results);
        string folder = RecordedInputs.FolderOf(manifest, results, policyFolder);
        PolicyFile policy = PolicyFile.Parse(Path.Combine(folder, manifest.Policy.Path), manifest.Policy.Text);
        ExpressionScope names = ExpressionScope.Check(policy);
        AllocationStage.Check(policy, names); // schemes too may ask for single features
        string pieces = Path.Combine(results, PiecesParquet.FileName);
        bool needsMaps = names.NeedsPieces || names.NeedsPlaces || (withPolygons && !File.Exists(pieces));
        RecordedInputs.RequireUnchanged(manifest, folder, input => needsMaps || !RunFolder.IsMap(input));
        CombinationTable stored = ParquetOutputs.ReadCombinations(results);
        DiagnosticLog log = new(new StatedSeverities(policy).Of) { Words = PolicyWords.OfFindings(policy.Root.Document) };
        RunInputs inputs = needsMaps
            ? Measured(results, policy, stored, stages, log)
            : EarlierRun.Read(results, policy, names) with { Pieces = File.Exists(pieces) ? PiecesReader.Read(pieces, stored) : null };
        RunTrace trace = new();
        bool overlayOnly = manifest.Settings.Any(setting => setting is { Name: "overlay_only", Value: "true" });
        RunTables tables = overlayOnly ? RunTables.None : Pipeline.Compute(policy, inputs, stages, log, trace);
        HoldAgainst(results, policy, inputs, tables);
        return new ReopenedRun(manifest, policy, inputs, tables, trace, new PolygonTrace(policy, inputs.Combinations, inputs.Pieces));
    }

    private static RunInputs Measured(string results, PolicyFile policy, CombinationTable stored, StageClock stages, DiagnosticLog log)
    {
        RunInputs? inputs = Pipeline.Measure(
            policy,
            new RunSettings { PolicyPath = policy.Path, OutputPath = null },
            trace: true,
            stages,
            log);
        if (inputs is null || !inputs.Combinations.Rows.SequenceEqual(stored.Rows))
            throw Differs(results, CombinationsParquet.FileName, "the maps measured anew give other areas", "重新量算图层得到不同的面积");
        return inputs;
    }

    /// <summary>An explanation that leads to another number than the one that was paid would be worse than none.</summary>
    private static void HoldAgainst(string results, PolicyFile policy, RunInputs inputs, RunTables tables)
    {
        List<ParquetTable> computed = [CoverageParquet.Table(inputs.Combinations, policy.Year)];
        if (tables.Indicators.Count + tables.Factors.Count > 0)
            computed.Add(FactorsParquet.Table(inputs.Combinations.Regions, tables.Indicators, tables.Factors, policy.Year));
        if (tables.Allocation is AllocationTable money)
        {
            computed.Add(AllocationParquet.Table(money, policy.Year));
            if (money.Ledger.Count > 0)
                computed.Add(LedgerParquet.Table(money.Ledger, policy.Year));
        }

        if (tables.Quotas is AllocationTable quotas)
            computed.Add(QuotasParquet.Table(quotas, policy.Year));
        foreach (ParquetTable table in computed)
        {
            try
            {
                table.Verify(Path.Combine(results, table.FileName));
            }
            catch (Exception differs) when (differs is InvalidDataException or IOException or Parquet.ParquetException)
            {
                throw Differs(results, table.FileName, differs.Message, differs.Message);
            }
        }
    }

    private static UserErrorException Differs(string results, string file, string en, string zh) => new(
        $"{results}: {file} does not hold what its own policy and inputs give, so its numbers cannot be explained: {en}. Was it touched "
            + $"(zonecomp verify), or made by another version (run.json tells)?",
        $"{results}：{file} 与其自身的测算方案和输入计算所得不符，无法说明其数字：{zh}。结果是否被改动（zonecomp verify），或由其他版本生成（见 run.json）？");
}

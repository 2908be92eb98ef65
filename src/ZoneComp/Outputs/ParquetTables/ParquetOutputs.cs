namespace ZoneComp.Outputs.ParquetTables;

/// <summary>All Parquet tables of a run, written into a folder and read back.</summary>
public static class ParquetOutputs
{
    /// <summary>Metadata key of the run's manifest (its stable part, as JSON) in every file.</summary>
    public const string ManifestKey = "zonecomp_run";

    /// <summary>Writes every table that the run has into an existing folder; gives the names of the files.</summary>
    public static IReadOnlyList<string> Write(string folder, RunResults results, CancellationToken cancellation = default)
    {
        ParquetTable[] tables = [.. Tables(results)];
        SideBySide.Run(Writing(folder, results, tables), threads: 1, cancellation);
        return [.. tables.Select(table => table.FileName)];
    }

    /// <summary>By table the step that writes it into an existing folder; they may be done in any order.</summary>
    /// <param name="tables">Of the results'.</param>
    internal static IReadOnlyList<Action> Writing(string folder, RunResults results, IEnumerable<ParquetTable> tables)
    {
        IReadOnlyDictionary<string, string> metadata = Metadata(results.Manifest);
        return [.. tables.Select(table => (Action)(() =>
        {
            using var stream = new FileStream(Path.Combine(folder, table.FileName), FileMode.Create, FileAccess.Write, FileShare.None);
            table.Write(stream, metadata);
        }))];
    }

    /// <summary>Reads one written file back and compares every value with the run's.</summary>
    /// <returns>False when the file is none of these tables.</returns>
    /// <exception cref="InvalidDataException">It does not read back as written.</exception>
    public static bool Verify(string path, RunResults results) => Verify(path, Tables(results));

    /// <param name="tables">All of the results'.</param>
    internal static bool Verify(string path, IEnumerable<ParquetTable> tables)
    {
        ParquetTable? table = tables.FirstOrDefault(table => table.FileName == Path.GetFileName(path));
        table?.Verify(path);
        return table is not null;
    }

    /// <summary>The combination table of an earlier run's folder, whole.</summary>
    /// <exception cref="UserErrorException">A file is missing, does not read, or the two are from different runs.</exception>
    /// <param name="levels">Levels above the regions, as the policy names them.</param>
    public static CombinationTable ReadCombinations(string folder, IReadOnlyList<RegionLevel>? levels = null)
    {
        CombinationTable table = CombinationsParquet.Read(Path.Combine(folder, CombinationsParquet.FileName));
        var whole = new CombinationTable
        {
            Classes = table.Classes,
            Regions = table.Regions,
            Rows = table.Rows,
            Repeats = CoverageParquet.ReadRepeats(Path.Combine(folder, CoverageParquet.FileName), table),
            Bounds = CoverageParquet.ReadBounds(Path.Combine(folder, CoverageParquet.FileName), table),
        };
        return RegionsParquet.ReadInto(Path.Combine(folder, RegionsParquet.FileName), whole, levels ?? []);
    }

    /// <summary>What every file of a run carries in its metadata.</summary>
    public static IReadOnlyDictionary<string, string> Metadata(RunManifest manifest) =>
        new Dictionary<string, string> { [ManifestKey] = ManifestJson.Stable(manifest) };

    internal static IEnumerable<ParquetTable> Tables(RunResults results)
    {
        yield return CombinationsParquet.Table(results.Combinations, results.Year);
        yield return CoverageParquet.Table(results.Combinations, results.Year);
        yield return RegionsParquet.Table(results.Combinations, results.Year);
        if (results.RegionSets.Count > 0)
            yield return RegionSetsParquet.Table(results.RegionSets, results.Combinations.Regions, results.Year);
        bool hasLevels = results.Combinations.Levels.Count > 0 && results.Combinations.Regions.Count > 0;
        if (hasLevels)
            yield return LevelsParquet.Coverage(results.Combinations, results.Year);
        if (results.Indicators.Count + results.Factors.Count > 0)
            yield return FactorsParquet.Table(results.Combinations.Regions, results.Indicators, results.Factors, results.Year);
        if (results.Allocation is { } allocation)
            yield return AllocationParquet.Table(allocation, results.Year);
        if (results.Quotas is { } quotas)
            yield return QuotasParquet.Table(quotas, results.Year);
        if (hasLevels && results.Allocation is { } paid)
            yield return LevelsParquet.Allocation(results.Combinations, paid, results.Year);
        if (results.Allocation?.Ledger is { Count: > 0 } ledger)
            yield return LedgerParquet.Table(ledger, results.Year);
        if (results.Allocation is { } money)
        {
            foreach (ParquetTable table in AllocationDetails.Tables(money, results.Combinations.Regions, results.Year))
                yield return table;
        }

        if (results.Pieces.Count > 0)
            yield return PiecesParquet.Table(results.Pieces, results.Combinations, results.Year);
        if (results.Shapes.Any(shape => shape is not null))
            yield return GeoParquetRegions.Table(results);
        yield return FindingsParquet.Table(results.Findings, results.Year);
    }
}

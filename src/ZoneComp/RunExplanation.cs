namespace ZoneComp;

/// <summary>Answers how any number of a folder of results came about.</summary>
public sealed class RunExplanation
{
    private readonly ReopenedRun run;
    private readonly string results;
    private readonly Dictionary<string, int> regions;

    private RunExplanation(ReopenedRun run, string results)
    {
        this.run = run;
        this.results = results;
        regions = run.Inputs.Combinations.Regions.Select((region, index) => (region.Code, index)).ToDictionary(StringComparer.Ordinal);
    }

    /// <param name="policyFolder">Where policy and inputs stand now; null for where they stood when the run was made.</param>
    /// <param name="withPolygons">Overlay the maps again where the run kept no trace of polygons.</param>
    /// <exception cref="UserErrorException">An input changed or is gone, or a number comes out otherwise than the folder has it.</exception>
    public static RunExplanation Open(
        string results, string? policyFolder, bool withPolygons, TimeProvider clock, IProgress<StageProgress> progress, CancellationToken cancellation) =>
        new(ReopenedRun.Open(results, policyFolder, withPolygons, new StageClock(clock, progress, cancellation)), results);

    /// <summary>Of what was computed just now and is in no folder.</summary>
    /// <param name="name">What messages call it.</param>
    internal static RunExplanation Of(ReopenedRun run, string name) => new(run, name);

    /// <summary>Everything that can be asked about: regions, outside, paid units, parties of ledgers; ordinal.</summary>
    public IReadOnlyList<string> Codes =>
    [
        .. regions.Keys.Append(Region.OutsideCode).Concat(run.Tables.Allocation?.Rows.Select(row => row.Unit) ?? [])
            .Concat(run.Tables.Allocation?.Ledger.SelectMany(row => new[] { row.Payer, row.Payee }) ?? []).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <param name="column">Of what: an indicator, factor, class, layer or scheme; null for everything.</param>
    /// <exception cref="UserErrorException">There is no such region or column.</exception>
    public Explained Of(string code, string? column = null)
    {
        if (!Codes.Contains(code))
        {
            LocalText hint = NearestName.Hint(code, Codes);
            throw new UserErrorException($"{results}: has no region, unit or party '{code}'{hint.En}", $"{results}：没有代码为“{code}”的区域、单位或收付方{hint.Zh}");
        }

        Storyteller teller = new(run.Polygons);
        List<ExplainedColumn> columns = [];
        int region = regions.GetValueOrDefault(code, CombinationTable.OutsideIndex);
        if (regions.ContainsKey(code) || code == Region.OutsideCode)
            columns.AddRange(Areas(region));
        if (run.Trace.Scope is ExpressionScope scope && regions.ContainsKey(code))
        {
            columns.AddRange(run.Policy.Indicators.Concat(run.Policy.Factors).Where(each => column is null || each.Name == column)
                .Select(each => new ExplainedColumn("factors", each.Name, scope.Explain(each.Name, region, column is null ? teller : new Storyteller(run.Polygons)))));
        }

        foreach (SchemeTrace trace in run.Trace.Schemes.Where(trace => column is null || column == trace.Scheme.Head.Name || column.StartsWith(trace.Scheme.Head.Name + ".", StringComparison.Ordinal)))
            columns.AddRange(Amounts(trace, code, column is null ? teller : new Storyteller(run.Polygons)).Select(step => new ExplainedColumn("allocation", trace.Scheme.Head.Name, step)));
        if (column is not null)
            columns = Asked(columns, code, column);
        return new Explained(
            code, NameOf(code), run.Policy.Year, results, run.Polygons.IsKept,
            [new SourceUsed("policy", run.Manifest.Policy.Path, run.Manifest.Policy.Sha256), .. run.Manifest.Inputs.SelectMany(input => input.Files.Select(file => new SourceUsed(input.Role, file.Path, file.Sha256)))],
            columns);
    }

    private IEnumerable<ExplainedColumn> Areas(int region)
    {
        CombinationTable table = run.Inputs.Combinations;
        if (region >= 0)
            yield return new ExplainedColumn("coverage", "region_area", CoverageStory.RegionArea(table, region, run.Polygons));
        foreach ((string name, Step step) in CoverageStory.Of(table, region, run.Polygons))
            yield return new ExplainedColumn("coverage", name, step);
    }

    private static IEnumerable<Step> Amounts(SchemeTrace trace, string code, Storyteller teller) =>
        trace.Final!.Rows.Count == 0 && trace.Final.Ledger.Count == 0 ? []
        : trace.Scheme.Head.PaidTo is PaidTo others ? UnitStory.Of(trace, others, code, region => SchemeSteps.OwnAmounts(trace, region, teller))
        : SchemeSteps.OwnAmounts(trace, code, teller);

    private List<ExplainedColumn> Asked(List<ExplainedColumn> columns, string code, string column)
    {
        // "pool" asks for all of the scheme, "pool.last_year_yuan" for one column of it.
        List<ExplainedColumn> asked = [.. columns.Where(each => each.Column == column || each.Step.Name == column || each.Step.Name == column.Replace('.', ' '))];
        asked.AddRange(columns.Where(each => !asked.Contains(each) && column.EndsWith("_yuan", StringComparison.Ordinal)).SelectMany(each => Inside(each.Step, column).Select(step => each with { Step = step })));
        if (asked.Count > 0)
            return asked;
        string[] known = [.. columns.Select(each => each.Column).Concat(run.Policy.Indicators.Concat(run.Policy.Factors).Select(each => each.Name)).Concat(run.Trace.Schemes.Select(trace => trace.Scheme.Head.Name)).Distinct()];
        LocalText hint = NearestName.Hint(column, known);
        throw new UserErrorException(
            $"{results}: '{code}' has no column '{column}'{hint.En}; there are: {string.Join(", ", known)}",
            $"{results}：“{code}”没有列“{column}”{hint.Zh}；可用：{string.Join("、", known)}");
    }

    private static IEnumerable<Step> Inside(Step step, string name) =>
        step.Name == name ? [step] : step.Parts.SelectMany(part => Inside(part, name));

    private string NameOf(string code) =>
        regions.TryGetValue(code, out int region) ? run.Inputs.Combinations.Regions[region].Name
        : run.Tables.Allocation?.Rows.FirstOrDefault(row => row.Unit == code)?.UnitName ?? "";
}

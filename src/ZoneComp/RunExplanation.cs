namespace ZoneComp;

/// <summary>Answers how any number of a folder of results came about.</summary>
public sealed class RunExplanation
{
    private readonly ReopenedRun run;
    private readonly string results;
    private readonly Dictionary<string, int> regions;
    private readonly Dictionary<string, string> titles;

    private RunExplanation(ReopenedRun run, string results)
    {
        this.run = run;
        this.results = results;
        regions = run.Inputs.Combinations.Regions.Select((region, index) => (region.Code, index)).ToDictionary(StringComparer.Ordinal);
        titles = ColumnTitles.Of(run.Policy, run.Trace, run.Inputs.Combinations);
    }

    /// <param name="policyFolder">Where policy and inputs stand now; null for where they stood when the run was made.</param>
    /// <param name="withPolygons">Overlay the maps again where the run kept no trace of polygons.</param>
    /// <exception cref="UserErrorException">An input changed or is gone, or a number comes out otherwise than the folder has
    /// it.</exception>
    public static RunExplanation Open(
        string results, string? policyFolder, bool withPolygons, TimeProvider clock, IProgress<StageProgress> progress,
        CancellationToken cancellation) =>
        new(ReopenedRun.Open(results, policyFolder, withPolygons, new StageClock(clock, progress, cancellation)), results);

    /// <summary>Of what was computed just now and is in no folder.</summary>
    /// <param name="name">What messages call it.</param>
    internal static RunExplanation Of(ReopenedRun run, string name) => new(run, name);

    /// <summary>Everything that can be asked about: regions, outside, paid units, parties of ledgers; ordinal.</summary>
    public IReadOnlyList<string> Codes =>
    [
        .. regions.Keys.Append(Region.OutsideCode).Concat(Rows.Select(row => row.Unit))
            .Concat(run.Tables.Allocation?.Ledger.SelectMany(row => new[] { row.Payer, row.Payee }) ?? [])
            .Concat(Rows.Where(row => row.AmountYuan != 0).Select(row => row.Source)
                .Where(source => source.Length > 0 && run.Inputs.Combinations.Regions.All(region => region.Name != source)))
                .Distinct()
                .Order(StringComparer.Ordinal),
    ];

    /// <summary>Its amounts, three lines each.</summary>
    public string Brief(Explained explained, Language language) =>
        new ExplanationBrief(language) { AreaUnit = run.Policy.Outputs.AreaUnit ?? "mu" }.Of(explained, Paid(explained.Code));

    /// <summary>A unit's rows of the allocation, in the results' order.</summary>
    public IReadOnlyList<AllocationRow> Paid(string code) => [.. Rows.Where(row => row.Unit == code)];

    private IEnumerable<AllocationRow> Rows => (run.Tables.Allocation?.Rows ?? []).Concat(run.Tables.Quotas?.Rows ?? []);

    /// <param name="region">Code or name.</param>
    /// <param name="column">Of what: an indicator, factor, class, layer or scheme, by name or title; null for everything.</param>
    /// <exception cref="UserErrorException">There is no such region or column, or several of the name.</exception>
    public Explained Of(string region, string? column = null) => Told(CodeOf(region), column is null ? null : NameOfColumn(column));

    private Explained Told(string code, string? column)
    {

        Storyteller teller = new(run.Polygons);
        List<ExplainedColumn> columns = [];
        int region = regions.GetValueOrDefault(code, CombinationTable.OutsideIndex);
        if (regions.ContainsKey(code) || code == Region.OutsideCode)
            columns.AddRange(Areas(region));
        if (run.Trace.Scope is ExpressionScope scope && regions.ContainsKey(code))
        {
            columns.AddRange(run.Policy.Indicators.Concat(run.Policy.Factors).Where(each => column is null || each.Name == column)
                .Select(each =>
                    new ExplainedColumn(
                        "factors",
                        each.Name,
                        scope.Explain(each.Name, region, column is null ? teller : new Storyteller(run.Polygons)))));
        }

        foreach (SchemeTrace trace in run.Trace.Schemes.Where(trace =>
            column is null || column == trace.Scheme.Head.Name || column.StartsWith(
                trace.Scheme.Head.Name + ".",
                StringComparison.Ordinal)))
            columns.AddRange(Amounts(
                trace,
                code,
                column is null ? teller : new Storyteller(run.Polygons)).Select(step => new ExplainedColumn(
                    "allocation",
                    trace.Scheme.Head.Name,
                    step)));
        columns.AddRange(OfMembers(code, Codes.Contains(code) ? "members" : "allocation").Concat(Debited(code))
            .Where(sum => column is null || sum.Column == column));
        if (column is not null)
            columns = Asked(columns, code, column);
        return new Explained(
            code, NameOf(code), run.Policy.Year, results, run.Polygons.IsKept || !run.Policy.Regions.HasMap,
            [
                new SourceUsed("policy", run.Manifest.Policy.Path, run.Manifest.Policy.Sha256),
                .. run.Manifest.Inputs.SelectMany(input => input.Files.Select(file => new SourceUsed(input.Role, file.Path, file.Sha256))),
            ],
            columns)
        {
            Titles = titles,
        };
    }

    /// <summary>A code is taken as it is; a name must be one region's or unit's alone.</summary>
    private string CodeOf(string asked)
    {
        IReadOnlyList<string> codes = Codes;
        string[] above = [.. Above.Select(unit => unit.Code).Except(codes)];
        if (codes.Contains(asked) || above.Contains(asked))
            return asked;
        string[] named = [.. codes.Concat(above).Where(code => NameOf(code) == asked)];
        if (named.Length == 1)
            return named[0];
        if (named.Length > 1)
        {
            throw new UserErrorException(
                $"{results}: '{asked}' is the name of {named.Length}: give a code, one of {string.Join(", ", named)}",
                $"{results}：名称“{asked}”有 {named.Length} 个，请改用代码：{string.Join("、", named)}");
        }

        LocalText hint = NearestName.Hint(asked, [.. codes, .. codes.Select(NameOf).Where(name => name.Length > 0).Distinct()]);
        throw new UserErrorException(
            $"{results}: has no region, unit or party '{asked}'{hint.En}",
            $"{results}：没有代码或名称为“{asked}”的区域、单位或收付方{hint.Zh}");
    }

    /// <summary>A title stands for its name where only one has it and no name is the same.</summary>
    private string NameOfColumn(string asked) =>
        titles.ContainsKey(asked)
            ? asked
            : titles.Where(pair => pair.Value == asked).Select(pair => pair.Key).ToArray() is [var name] ? name : asked;

    private IEnumerable<ExplainedColumn> Areas(int region)
    {
        CombinationTable table = run.Inputs.Combinations;
        if (region >= 0)
            yield return new ExplainedColumn("coverage", "region_area", CoverageStory.RegionArea(table, region, run.Polygons));
        foreach ((string name, Step step) in CoverageStory.Of(table, region, run.Polygons))
            yield return new ExplainedColumn("coverage", name, step);
    }

    private IReadOnlyList<LevelRegion> Above => field ??= LevelRegions.Of(run.Inputs.Combinations);

    /// <summary>What a payer gives: a step a scheme, with who is paid how much of it.</summary>
    private IEnumerable<ExplainedColumn> Debited(string code)
    {
        foreach (IGrouping<string, AllocationRow> paid in Rows.Where(row => row.Source == code && row.Unit != code && row.AmountYuan != 0)
            .GroupBy(row => row.Scheme))
            yield return Sum("debited", paid.Key, "debited", "", paid);
    }

    private ExplainedColumn Sum(string table, string scheme, string name, string source, IEnumerable<AllocationRow> rows)
    {
        string measure = run.Trace.Schemes.First(each => each.Scheme.Head.Name == scheme).Scheme.Head.Measure;
        return new ExplainedColumn(table, scheme, new Step($"{scheme}.{name}_{measure}{source}", Written(rows.Sum(row => row.AmountYuan)))
        {
            Fold = "sum",
            Members = [.. rows.Select(row => new Member($"{row.Unit} {row.UnitName}".TrimEnd(), Written(row.AmountYuan)))],
        });

        string Written(decimal amount) =>
            $"{amount.ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture)} {measure}";
    }

    /// <summary>Of a unit above the sums of who lies in it, less the unit itself; where it is paid nothing, as the results' levels have
    /// them.</summary>
    private IEnumerable<ExplainedColumn> OfMembers(string code, string table)
    {
        HashSet<string> members =
        [
            .. run.Inputs.Combinations.Regions.Where(region => region.Parents.Values.Contains(code)).Select(region => region.Code),
            .. Above.Where(unit => unit.Parents.Values.Contains(code)).Select(unit => unit.Code),
        ];
        foreach (IGrouping<(string Scheme, string Source), AllocationRow> sum in Rows.Where(row => members.Contains(row.Unit))
            .GroupBy(row => (row.Scheme, row.Source)))
        {
            yield return Sum(
                table, sum.Key.Scheme, table == "members" ? "of_members" : "amount",
                sum.Key.Source.Length == 0 ? "" : $" [{sum.Key.Source}]", sum);
        }
    }

    private static IEnumerable<Step> Amounts(SchemeTrace trace, string code, Storyteller teller) =>
        trace.Final!.Rows.Count == 0 && trace.Final.Ledger.Count == 0 ? []
        : trace.Scheme.Head.PaidTo is PaidTo others
        ? UnitStory.Of(trace, others, code, region => SchemeSteps.OwnAmounts(trace, region, teller))
        : SchemeSteps.OwnAmounts(trace, code, teller);

    private List<ExplainedColumn> Asked(List<ExplainedColumn> columns, string code, string column)
    {
        // "pool" asks for all of the scheme, "pool.last_year_yuan" for one column of it.
        List<ExplainedColumn> asked =
        [
            .. columns.Where(each => each.Column == column || each.Step.Name == column || each.Step.Name == column.Replace('.', ' ')),
        ];
        asked.AddRange(columns.Where(each => !asked.Contains(each) && column.Contains('.', StringComparison.Ordinal))
            .SelectMany(each => Inside(each.Step, column).Select(step => each with { Step = step })));
        if (asked.Count > 0)
            return asked;
        string[] known =
        [
            .. columns.Select(each => each.Column)
                .Concat(run.Policy.Indicators.Concat(run.Policy.Factors).Select(each => each.Name))
                .Concat(run.Trace.Schemes.Select(trace => trace.Scheme.Head.Name))
                .Distinct(),
        ];
        LocalText hint = NearestName.Of(column, known) is null ? new LocalText("", "") : NearestName.Hint(column, known);
        throw new UserErrorException(
            $"{results}: '{code}' has no column '{column}'{hint.En}; there are: {string.Join(", ", known)}",
            $"{results}：“{code}”没有列“{column}”{hint.Zh}；可用：{string.Join("、", known)}");
    }

    private static IEnumerable<Step> Inside(Step step, string name) =>
        step.Name == name ? [step] : step.Parts.SelectMany(part => Inside(part, name));

    private string NameOf(string code) =>
        regions.TryGetValue(code, out int region) ? run.Inputs.Combinations.Regions[region].Name
        : Rows.FirstOrDefault(row => row.Unit == code)?.UnitName ?? Above.FirstOrDefault(unit => unit.Code == code)?.Name ?? "";
}

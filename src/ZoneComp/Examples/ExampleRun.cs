using System.Text.RegularExpressions;

namespace ZoneComp.Examples;

/// <summary>Runs a policy's examples through the factors and the allocation of every run, and holds what comes of them against the figures
/// worked out by hand. Nothing may differ.</summary>
/// <remarks>
/// Needs no maps. Tables of no region (rates, parameters, readings) that an example does not give are read from their files, since they
/// belong to the method.
/// Only the schemes that an example expects figures of run, and those whose amounts they use.
/// </remarks>
public static partial class ExampleRun
{
    /// <summary>Reads a policy and runs its examples alone.</summary>
    /// <exception cref="UserErrorException">The policy does not read, or has no examples: a test of nothing would pass.</exception>
    public static IReadOnlyList<ExampleResult> Of(string policyPath, bool confined)
    {
        PolicyFile policy = PolicyFile.Load(policyPath);
        if (confined)
            policy.RequireConfined();
        ExpressionScope names = ExpressionScope.Check(policy);
        AllocationStage.Check(policy, names);
        if (!policy.HasExamples)
            throw new UserErrorException($"{policyPath}: has no 'examples' to test", $"{policyPath}：没有可检验的算例（examples）");
        return Of(policy, names);
    }

    /// <param name="names">The policy's names, checked.</param>
    public static IReadOnlyList<ExampleResult> Of(PolicyFile policy, ExpressionScope names) =>
        policy.HasExamples ? [.. ExampleReader.ReadAll(policy, names).Select(example => Run(policy, example))] : [];

    /// <summary>What differs, as findings.</summary>
    internal static IEnumerable<Diagnostic> Findings(PolicyFile policy, ExpressionScope names) =>
        Of(policy, names).SelectMany(ExampleFindings.Of);

    private static ExampleResult Run(PolicyFile policy, WorkedExample example)
    {
        DiagnosticLog log = new(new StatedSeverities(policy).Of) { Words = PolicyWords.OfFindings(policy.Root.Document) };
        PolicyFile reduced = policy with { Schemes = Needed(policy.Schemes, example) };
        string place = PlaceOf(example.Name.Place);
        List<FigureThatDiffers> differ = [];
        try
        {
            ExpressionScope scope = ExpressionScope.Create(policy, new ExpressionInputs
            {
                Combinations = example.Ground,
                RegionSets = example.Sets,
                GivenColumns = example.Columns,
                Tables = [.. policy.Tables.Select(table => TableOf(policy, table, example, log))],
            });
            List<SchemeTrace> traces = [];
            AllocationTable? allocation = log.HasErrors || reduced.Schemes is null
                ? null
                : AllocationStage.Run(reduced, scope, example.Ground, log, traces);
            foreach (ExpectedFigure figure in example.Expected.TakeWhile(_ => !log.HasErrors))
            {
                if ((scope.Find(figure.Column) is { } column
                    ? OfColumn(policy, example, figure, column)
                    : OfScheme(policy, example, figure, allocation!, traces, log)) is FigureThatDiffers other)
                    differ.Add(other);
            }
        }
        catch (UserErrorException error)
        {
            return Result([error.Text]);
        }

        return Result([
            .. log.Sorted()
                .Where(finding => finding.Severity == Severity.Error)
                .Select(finding => new LocalText($"{finding.Subject}: {finding.Message.En}", $"{finding.Subject}：{finding.Message.Zh}")),
        ]);

        ExampleResult Result(IReadOnlyList<LocalText> problems) =>
            new(example.Name.Text, example.Title, place, example.Expected.Count, differ, problems);
    }

    // A parameter that the example gives stands in place of the file's.
    private static PolicyTable TableOf(PolicyFile policy, TableSettings table, WorkedExample example, DiagnosticLog log)
    {
        PolicyTable? given = example.Tables.FirstOrDefault(one => one.Name == table.Name);
        if (given is not null && table.Rows != TableRows.Parameters)
            return given;
        PolicyTable file = TableStage.Read(table, policy.Year, example.Ground.Regions, log, []);
        if (given is null)
            return file;
        string[] kept = [.. file.Keys!.Except(given.Keys!)];
        int[] rows = [.. kept.Select(key => file.Keys!.ToList().IndexOf(key))];
        return given with
        {
            Keys = [.. given.Keys!, .. kept],
            Columns = [given.Columns[0] with { Values = [.. given.Columns[0].Values, .. rows.Select(row => file.Columns[0].Values[row])] }],
            FileRows = [.. given.FileRows, .. rows.Select(_ => 0)],
        };
    }

    /// <summary>The schemes that figures are expected of, and all before them that they take amounts from.</summary>
    private static PolicyNode? Needed(PolicyNode? schemes, WorkedExample example)
    {
        HashSet<string> needed = [.. example.Expected.Select(figure => figure.Column)];
        foreach ((PolicyNode name, PolicyNode scheme) in (schemes?.Entries ?? []).Reverse())
        {
            if (!needed.Contains(name.Text))
                continue;
            needed.UnionWith(Paid().Matches(scheme.ToString()).Select(match => match.Groups[1].Value));
            needed.UnionWith(scheme["of"] is { } of ? of.Kind == PolicyNodeKind.List ? of.Items.Select(item => item.Text) : [of.Text] : []);
        }

        KeyValuePair<PolicyNode, PolicyNode>[] kept = [.. (schemes?.Entries ?? []).Where(entry => needed.Contains(entry.Key.Text))];
        return kept.Length == 0 ? null : schemes!.With(kept);
    }

    private static FigureThatDiffers? OfColumn(PolicyFile policy, WorkedExample example, ExpectedFigure figure, CompiledExpression column)
    {
        int region = example.Ground.Regions.ToList().FindIndex(each => each.Code == figure.Code);
        NamedColumn named = column.Named!;
        Cell found = named.Values[region];
        if (found.Failure is null && Cell.Same(figure.Value, found))
            return null;
        Step step = Teller(policy, example).Named(named, region);
        bool areNumbers = column.Type.Kind == ValueKind.Quantity && figure.Value.IsValue && found.IsValue;
        return new FigureThatDiffers(
            figure.Code, figure.Name, Text(figure.Value, column.Type), Text(found, column.Type),
            areNumbers ? Signed(column.Type.InShownUnit(Exact.Subtract(found, figure.Value)).Number, column.Type.ShownUnitText) : "",
            PlaceOf(figure.Node.Place), PlaceOf(named.Settings.Node.Place), [step]);
    }

    private static FigureThatDiffers? OfScheme(
        PolicyFile policy, WorkedExample example, ExpectedFigure figure, AllocationTable allocation, List<SchemeTrace> traces,
        DiagnosticLog log)
    {
        allocation = allocation.Quotas is { } quotas && quotas.Schemes.Any(scheme => scheme.Name == figure.Column) ? quotas : allocation;
        AllocationRow[] ofScheme = [.. allocation.Rows.Where(row => row.Scheme == figure.Column)],
            rows = [.. ofScheme.Where(row => row.Unit == figure.Code)];
        if (rows.Length == 0)
            rows = [.. ofScheme.Where(row => LiesIn(example, row.Unit, figure.Code))];
        // A named party, such as a neighbouring province, has no row of its own: what it receives less what it pays is its figure.
        LedgerRow[] payments = rows.Length > 0
            ? []
            : [.. allocation.Ledger.Where(row => row.Scheme == figure.Column && (row.Payer == figure.Code || row.Payee == figure.Code))];
        string[] sources = [.. ofScheme.Select(row => row.Source).Distinct()];
        bool isKnown = rows.Length + payments.Length > 0
            || example.Ground.Regions.Any(region => region.Code == figure.Code || region.Parents.Values.Contains(figure.Code));
        if (!isKnown || (figure.Source.Length > 0 && sources.Length > 0 && !sources.Contains(figure.Source)))
        {
            log.Add(ExampleFindings.NobodySo(
                figure,
                isKnown,
                [.. isKnown ? sources : ofScheme.Select(row => row.Unit).Distinct()]));
            return null;
        }

        decimal found = rows.Where(row => figure.Source.Length == 0 || row.Source == figure.Source).Sum(row => row.AmountYuan)
            + payments.Sum(row => row.Payee == figure.Code ? row.AmountYuan : -row.AmountYuan);
        if (Exact.Compare(figure.Value, found) == 0)
            return null;
        SchemeTrace trace = traces.First(each => each.Scheme.Head.Name == figure.Column);
        ExpressionType type = ExpressionType.Of(trace.Scheme.Head.Quantity, trace.Scheme.Head.Measure);
        Storyteller teller = Teller(policy, example);
        IEnumerable<Step> steps = rows.Select(row => row.Unit).DefaultIfEmpty(figure.Code).Distinct().SelectMany(unit =>
            trace.Scheme.Head.PaidTo is PaidTo others
                ? UnitStory.Of(trace, others, unit, region => SchemeSteps.OwnAmounts(trace, region, teller))
                : SchemeSteps.OwnAmounts(trace, unit, teller));
        return new FigureThatDiffers(
            figure.Code, figure.Name, Text(figure.Value, type), Text(found, type), Signed(
                Exact.Subtract(found, figure.Value).Number,
                trace.Scheme.Head.Measure),
            PlaceOf(figure.Node.Place), PlaceOf(policy.Schemes!.Entries.First(entry => entry.Key.Text == figure.Column).Key.Place),
            [.. steps]);
    }

    /// <summary>Whether who is paid is a region, or a unit above regions, all of whose ground lies in another unit: that unit's figure is
    /// the sum, as in the results' levels.</summary>
    private static bool LiesIn(WorkedExample example, string payee, string unit)
    {
        Region[] own = [.. example.Ground.Regions.Where(region => region.Code == payee)];
        if (own.Length == 0)
            own = [.. example.Ground.Regions.Where(region => region.Parents.Values.Contains(payee))];
        return own.Length > 0 && own.All(region => region.Parents.Values.Contains(unit));
    }

    private static Storyteller Teller(PolicyFile policy, WorkedExample example) => new(new PolygonTrace(policy, example.Ground, null));

    // Without the brackets that a figure below zero needs inside a formula.
    private static string Text(Cell cell, ExpressionType type) =>
        cell.Failure is Failure failure ? failure.What.En : ExactText.Of(cell, type).Trim('(', ')');

    private static string Signed(decimal number, string unit) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{number:+0.############################;-0.############################;0} {unit}")
            .TrimEnd();

    private static string PlaceOf(PolicyPlace place) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Path.GetFileName(place.Document.Path)}:{place.Line}:{place.Column}");

    [GeneratedRegex(@"\b(?:paid|已付)\s*[.．。]\s*(\w+)")]
    private static partial Regex Paid();
}

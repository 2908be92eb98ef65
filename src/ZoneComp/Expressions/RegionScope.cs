namespace ZoneComp.Expressions;

/// <summary>Expressions over the regions: indicators, factors, table columns, and the functions over ground, tables and last
/// year.</summary>
internal sealed class RegionScope : NameScope, ILookupTables
{
    private readonly PolicyFile policy;
    private readonly Dictionary<string, PolicyTable> tables;
    private readonly Dictionary<string, TableSettings> tableSettings;
    private readonly Lazy<decimal[]> regionAreas;
    private readonly Lazy<decimal[]> ratioRegionAreas;

    private readonly Dictionary<string, RegionScope> sets = new(StringComparer.Ordinal);

    public RegionScope(PolicyFile policy, ExpressionInputs inputs)
        : this(policy, inputs, null)
    {
    }

    private RegionScope(PolicyFile policy, ExpressionInputs inputs, NamedExpressions? named)
    {
        this.policy = policy;
        Inputs = inputs;
        Ground = new GroundAreas(inputs.Combinations);
        RatioGround = inputs.RatioCombinations is { } ratios ? new GroundAreas(ratios) : Ground;
        IReadOnlyList<Region> regions = inputs.Combinations.Regions;
        Frame = new Frame(
            regions.Count,
            row => $"{regions[row].Code} {regions[row].Name}".TrimEnd(),
            [.. policy.Regions.Parents.Select(parent => parent.Name)],
            (row, level) => regions[row].Parents.GetValueOrDefault(level));
        Named = named
            ?? new NamedExpressions(policy.Indicators, policy.Factors, this, ForSet, regions.Count) { Given = inputs.GivenColumns };
        IsOfSet = named is not null;
        tables = inputs.Tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
        tableSettings = policy.Tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
        PlaceLayers = policy.Layers.Where(layer => !layer.CoversGround)
            .SelectMany(layer => layer.ClassNames.Append(layer.Name).Distinct().Select(name => (name, layer)))
            .ToDictionary(pair => pair.name, pair => pair.layer, StringComparer.Ordinal);
        ZoneSet everywhere = new(ZoneSetBinder.Everywhere, _ => true, []);
        regionAreas = new Lazy<decimal[]>(() => Ground.Of(everywhere));
        ratioRegionAreas = new Lazy<decimal[]>(() => RatioGround.Of(everywhere));
    }

    /// <summary>Said where an expression asks for the ground of regions that have none.</summary>
    public static LocalText NoAreas { get; } = new(
        "the regions have no map and no stated area: say 'official_area: {field: F, unit: ha}' under 'regions', or take a table's column",
        "区域没有图形，也未写明面积：请在 regions 下写 official_area: {field: 字段, unit: ha}，或取表中的列");

    public ExpressionInputs Inputs { get; }

    /// <summary>Whether the regions have polygons, or a table that states their areas.</summary>
    public bool HasAreas => policy.Regions.HasMap || policy.Regions.OfficialArea is not null;

    public GroundAreas Ground { get; }

    /// <summary>The areas that ratios are taken from: the measured ones, unless the policy says otherwise.</summary>
    public GroundAreas RatioGround { get; }

    public NamedExpressions Named { get; }

    /// <summary>Whether ground is that of a region set, of which no single features, lines or points are known.</summary>
    public bool IsOfSet { get; }

    /// <summary>Whether a bound expression asks for single features, so that the run must keep its trace.</summary>
    public bool NeedsPieces { get; set; }

    /// <summary>Whether a bound expression asks for lines or points.</summary>
    public bool NeedsPlaces { get; set; }

    /// <summary>By formula that asks for at least so much ground, the ground of each region and what it takes; null where single features
    /// are asked for.</summary>
    public List<(FormulaSpan Span, Func<int, (decimal AreaM2, decimal LeastM2)>? Of)> Least { get; } = [];

    /// <summary>Layers of lines and of points, by the name of the layer and of each of its classes.</summary>
    public IReadOnlyDictionary<string, LayerSettings> PlaceLayers { get; }

    /// <summary>The same names over the ground of region sets, as far as formulas asked for it.</summary>
    public IEnumerable<RegionScope> OfSets => sets.Values;

    /// <summary>Internal units.</summary>
    public decimal[] RegionAreas => regionAreas.Value;

    /// <summary>Internal units; the whole that ratios are parts of.</summary>
    public decimal[] RatioRegionAreas => ratioRegionAreas.Value;

    public override Frame Frame { get; }

    /// <summary>What the features of a layer add up to; null when the run measured none.</summary>
    public IFeatureMeasures? Features(string layer, FeatureShares by) =>
        by == FeatureShares.ByPart
            ? Inputs.Features
            : Inputs.Features?.ByLargestShare(layer, PlaceLayers.GetValueOrDefault(layer)?.Geometry ?? LayerGeometry.Polygons);

    public IReadOnlyList<ZoneClass> Classes => Inputs.Combinations.Classes;

    public override IReadOnlyCollection<string> Names =>
    [
        .. Named.Names,
        .. policy.Tables.Where(table => table.Rows is TableRows.Regions or TableRows.Many)
            .SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}")),
        "region_area", "region_code", "region_name", "year",
    ];

    public override IReadOnlyCollection<string> Functions => RegionFunctions.Names;

    /// <summary>sum(LAYER.FIELD) adds up features in each region; every other sum() adds up a column over the regions.</summary>
    public override bool Takes(CallSyntax call) => base.Takes(call) || (call.Function == "sum" && IsFieldOfLayer(call));

    public override Formula? Call(CallSyntax call, Binder binder) => RegionFunctions.Bind(call, binder, this);

    public override Formula? Find(NameSyntax name, FormulaSpan span, PolicyErrors errors, out bool known)
    {
        known = true;
        if (Named.Names.Contains(name.Name))
            return FindNamed(name.Name, span, errors);
        string builtIn = PolicyWords.Meaning(name.Name);
        if (builtIn is "region_area" or "region_code" or "region_name" or "year")
            span.Source.Mark(name.Start, name.Name.Length);
        switch (builtIn)
        {
            case "region_area" when !HasAreas:
                errors.Add(span.Place, NoAreas.En, NoAreas.Zh);
                return null;
            case "region_area":
                return new ColumnFormula(ExpressionType.Of(Quantity.Area), span, row => RegionAreas[row], isUniform: false)
                {
                    Tale = (row, teller) =>
                        GroundStory.Area(new ZoneSet(ZoneSetBinder.Everywhere, _ => true, []), Inputs.Combinations, row, teller),
                };
            case "region_code":
                return new ColumnFormula(ExpressionType.Text, span, row => Inputs.Combinations.Regions[row].Code, isUniform: false);
            case "region_name":
                return new ColumnFormula(ExpressionType.Text, span, row => Inputs.Combinations.Regions[row].Name, isUniform: false);
            case "year":
                return new ColumnFormula(ExpressionType.Number, span, _ => (decimal)policy.Year, isUniform: true);
        }

        int dot = name.Name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && tableSettings.TryGetValue(name.Name[..dot], out TableSettings? table))
            return FindColumn(table, name.Name[(dot + 1)..], span, errors);
        known = IsGround(name, span, errors) || IsTable(name, span, errors);
        return null;
    }

    public List<(ConstantFormula Key, Formula Value)>? Pairs(NameSyntax name, bool isText, Binder binder) =>
        TableLookup.Pairs(name, isText, binder, tableSettings, tables);

    /// <summary>Rows of a table, for the functions over them; null after an error was added.</summary>
    public TableScope? Rows(NameSyntax name, Binder binder, out string? column)
    {
        int dot = name.Name.IndexOf('.', StringComparison.Ordinal);
        string table = dot > 0 ? name.Name[..dot] : name.Name;
        column = dot > 0 ? name.Name[(dot + 1)..] : null;
        if (tableSettings.TryGetValue(table, out TableSettings? settings))
            return new TableScope(settings, tables.GetValueOrDefault(table));
        LocalText hint = NearestName.Hint(table, tableSettings.Keys);
        binder.Errors.Add(binder.Place(name), $"'{table}' is no table{hint.En}", $"没有名为“{table}”的表{hint.Zh}");
        return null;
    }

    /// <summary>The same names over the ground of a region set.</summary>
    private RegionScope ForSet(string name)
    {
        if (sets.TryGetValue(name, out RegionScope? scope))
            return scope;
        if (!Inputs.RegionSets.TryGetValue(name, out CombinationTable? ground) && Inputs.Combinations.Regions.Count > 0)
            throw new InvalidOperationException($"The ground of region set '{name}' was neither measured nor read.");
        return sets[name] = new RegionScope(
            policy,
            Inputs with { Combinations = ground ?? Inputs.Combinations, RatioCombinations = null, Pieces = null, Features = null },
            Named);
    }

    /// <summary>The rows of a table; null when the policy has no such table.</summary>
    public TableScope? Table(string name) =>
        tableSettings.TryGetValue(name, out TableSettings? settings) ? new TableScope(settings, tables.GetValueOrDefault(name)) : null;

    private ColumnFormula? FindNamed(string name, FormulaSpan span, PolicyErrors errors)
    {
        if (Named.InsideIndicator && !Named.IsIndicator(name))
        {
            errors.Add(
                span.Place,
                $"'{name}' is a factor; indicators come before factors and cannot use them",
                $"“{name}”是系数；指标先于系数计算，不能引用系数");
            return null;
        }

        NamedColumn? column = Named.Bind(name, span.Place, errors);
        return column is null
            ? null
            : new ColumnFormula(column.Type, span, row => column.Values[row < 0 ? 0 : row], column.Formula.IsUniform, column);
    }

    private Formula? FindColumn(TableSettings table, string column, FormulaSpan span, PolicyErrors errors)
    {
        if (table.Rows == TableRows.Parameters)
            return TableLookup.Parameter(table, tables.GetValueOrDefault(table.Name), column, span, errors);
        TableColumn? settings = table.Columns.FirstOrDefault(one => one.Name == column);
        if (settings is null)
        {
            LocalText hint = NearestName.Hint(column, [.. table.Columns.Select(one => one.Name)]);
            errors.Add(span.Place, $"table '{table.Name}' has no column '{column}'{hint.En}", $"表“{table.Name}”没有列“{column}”{hint.Zh}");
            return null;
        }

        if (table.Rows != TableRows.Regions)
        {
            errors.Add(
                span.Place,
                $"table '{table.Name}' has no single row for a region; use sum_rows({span.Text}), count_rows, or lookup(x, {span.Text})",
                $"表“{table.Name}”并非每个区域一行；请用 sum_rows({span.Text})、count_rows 或 lookup(x, {span.Text})");
            return null;
        }

        Cell[] cells = tables.TryGetValue(table.Name, out PolicyTable? read)
            ? TableCells.Of(read.Columns.First(one => one.Name == column), span.Text)
            : [];
        return new ColumnFormula(
            ExpressionType.Of(settings.Quantity, settings.Unit), span, row => cells[row], isUniform: false, level: table.Level)
        {
            Tale = (row, _) => TableStory.Cell(read!, settings, row),
        };
    }

    private bool IsGround(NameSyntax name, FormulaSpan span, PolicyErrors errors)
    {
        if (PlaceLayers.TryGetValue(name.Name, out LayerSettings? places))
        {
            string function = places.Geometry == LayerGeometry.Lines ? "length" : "count";
            errors.Add(
                span.Place,
                $"'{name.Name}' is a layer of {places.Geometry.ToString().ToLowerInvariant()}; say what of it: {function}({name.Name})",
                $"“{name.Name}”是{(function == "length" ? "线" : "点")}图层；请写明取什么：{function}({name.Name})");
            return true;
        }

        if (!Classes.Any(one => one.Layer == name.Name || one.Name == name.Name))
            return false;
        errors.Add(
            span.Place,
            $"'{name.Name}' is a layer or class; say what of it: area({name.Name}), ratio({name.Name}) or member({name.Name}, min: ...)",
            $"“{name.Name}”是图层或类；请写明取什么：area({name.Name})、ratio({name.Name}) 或 member({name.Name}, min: ...)");
        return true;
    }

    private bool IsFieldOfLayer(CallSyntax call)
    {
        Syntax? first = call.Arguments.Count == 0 ? null : call.Arguments[0].Value;
        while (first is BinarySyntax { Operator: "&" or "-" } cut)
            first = cut.Left;
        if (first is not NameSyntax name
            || !name.Name.Contains('.', StringComparison.Ordinal)
            || tableSettings.ContainsKey(name.Name[..name.Name.IndexOf('.', StringComparison.Ordinal)]))
            return false;
        string layer = name.Name[..name.Name.LastIndexOf('.')];
        return PlaceLayers.ContainsKey(layer) || Classes.Any(one => one.Layer == layer || one.Name == layer);
    }

    private bool IsTable(NameSyntax name, FormulaSpan span, PolicyErrors errors)
    {
        if (!tableSettings.TryGetValue(name.Name, out TableSettings? table))
            return false;
        errors.Add(
            span.Place,
            $"'{name.Name}' is a table; say which column: "
                + $"{string.Join(", ", table.Columns.Take(8).Select(one => $"{table.Name}.{one.Name}"))}",
            $"“{name.Name}”是表；请写明列：{string.Join("、", table.Columns.Take(8).Select(one => $"{table.Name}.{one.Name}"))}");
        return true;
    }
}

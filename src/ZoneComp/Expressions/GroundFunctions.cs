namespace ZoneComp.Expressions;

/// <summary>Functions of ground: areas and ratios of sets of zone classes, membership, features.</summary>
internal static class GroundFunctions
{
    internal static readonly string[] AreaUnits = [.. Unit.All.Where(unit => unit.Quantity == Quantity.Area).Select(unit => unit.Name)];

    public static Formula? Area(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope)
    {
        if (arguments.Has(FieldFunctions.Assign))
            return FieldFunctions.AreaOfFeatures(call, arguments, binder, scope);
        ZoneSet? set = Set(arguments.Required("set"), binder, scope);
        string? unit = arguments.Word("unit", "m2", AreaUnits);
        if (set is null || unit is null)
            return null;
        Lazy<decimal[]> areas = new(() => scope.Ground.Of(set));
        return new ColumnFormula(ExpressionType.Of(Quantity.Area, unit), binder.Span(call), row => areas.Value[row], isUniform: false)
        {
            Tale = (row, teller) => GroundStory.Area(set, scope.Inputs.Combinations, row, teller),
        };
    }

    public static Formula? Ratio(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope)
    {
        ZoneSet? set = Set(arguments.Required("set"), binder, scope);
        Syntax? ofSyntax = arguments.Named("of");
        ZoneSet? of = ofSyntax is null ? null : Set(ofSyntax, binder, scope);
        if (set is null || (ofSyntax is not null && of is null))
            return null;
        // A part of the whole: what lies in both, so that the ratio stays within 0 to 1.
        ZoneSet part = of is null
            ? set
            : new ZoneSet($"({set.Text} & {of.Text})", ground => set.Holds(ground) && of.Holds(ground), set.Classes);
        return new RatioFormula(binder.Span(call), scope, part, of);
    }

    public static Formula? Member(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope)
    {
        ZoneSet? set = Set(arguments.Required("set"), binder, scope);
        Syntax? minSyntax = arguments.Required("min");
        if (set is null || minSyntax is null || binder.BindConstant(minSyntax) is not ConstantFormula min)
            return null;
        bool isRatio = min.Type.IsNumber, isArea = min.Type.Quantity == Quantity.Area;
        decimal least = min.Constant.Number;
        if ((!isRatio && !isArea) || least <= 0m || (isRatio && least > 1m))
        {
            binder.Errors.Add(
                binder.Place(minSyntax),
                "expected an area above 0, such as 10 ha, or a ratio above 0 and at most 1",
                "应为大于 0 的面积（如 10 ha）或大于 0 且不超过 1 的比例");
            return null;
        }

        Lazy<decimal[]> areas = new(() => (isArea ? scope.Ground : scope.RatioGround).Of(set));
        scope.Least.Add((binder.Span(call), row => (
            areas.Value[row] / InternalUnits.ThirdsInM2,
            least * (isArea ? 1 : scope.RatioRegionAreas[row]) / InternalUnits.ThirdsInM2)));
        return new ColumnFormula(
            ExpressionType.Flag, binder.Span(call), row =>
                Exact.Compare(areas.Value[row], isArea ? min.Constant : Exact.Multiply(min.Constant, scope.RatioRegionAreas[row])) >= 0,
                isUniform: false)
        {
            Tale = (row, teller) =>
                GroundStory.Member(set, areas.Value[row], min, isArea ? null : scope.RatioRegionAreas[row], scope, row, teller),
        };
    }

    public static Formula? Excess(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope)
    {
        ZoneSet? set = Classes(arguments.Required("layer"), binder, scope);
        string? unit = arguments.Word("unit", "m2", AreaUnits);
        if (set is null || unit is null)
            return null;
        Lazy<decimal[]> excess = new(() => scope.Ground.Excess(set.Classes));
        return new ColumnFormula(ExpressionType.Of(Quantity.Area, unit), binder.Span(call), row => excess.Value[row], isUniform: false)
        {
            Tale = (row, teller) => GroundStory.Excess(set, scope, row, teller),
        };
    }

    /// <summary>Number of features: polygons of at least <c>min:</c> area in the region (from the trace), or points; perhaps only within a
    /// set.</summary>
    public static Formula? Count(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope)
    {
        Syntax? layerSyntax = arguments.Required("layer"), minSyntax = arguments.Named("min");
        LayerPart? part = LayerPart.Bind(layerSyntax, binder, scope, withField: false);
        ConstantFormula? min = minSyntax is null ? null : binder.BindConstant(minSyntax);
        Syntax? distinct = arguments.Named("distinct");
        FeatureShares? shares = FieldFunctions.Shares(arguments);
        if (part is null || (minSyntax is not null && min is null) || shares is not FeatureShares by)
            return null;
        if (distinct is not null)
            return CountValues(call, part, layerSyntax!, distinct, min, by, binder, scope);
        if (part.IsPlaces)
            return minSyntax is null && part.Geometry == LayerGeometry.Points
                ? Amount(call, part, ExpressionType.Number, by, binder, scope)
                : NotPoints(layerSyntax!, part, binder);
        if (min is null || min.Type.Quantity != Quantity.Area || min.Constant.Number <= 0m)
        {
            binder.Errors.Add(
                binder.Place(minSyntax ?? layerSyntax!),
                minSyntax is not null
                    ? "expected an area above 0, such as 1 ha"
                    : $"'{part.Name}' holds polygons: say from which area on they count, count({part.Name}, min: 1 ha), since slivers "
                        + $"would count too",
                minSyntax is not null ? "应为大于 0 的面积，如 1 ha" : $"“{part.Name}”是面图层：请写明最小面积，如 count({part.Name}, min: 1 ha)，否则碎片也会计数");
            return null;
        }

        scope.NeedsPieces = true;
        if (min.Constant.Number / InternalUnits.ThirdsInM2 < SliverRule.Usual.AreaM2)
            scope.Least.Add((binder.Span(call), null));
        IReadOnlyList<int> classes =
            new ZoneSetBinder(scope.Classes, binder.Source, binder.Errors).Bind(new NameSyntax(part.Name, 0, 0))!.Classes;
        Lazy<IReadOnlyList<decimal>?> counts = new(() => FeatureCounts.Of(
            scope,
            by == FeatureShares.Largest ? scope.Features(part.Name, by)?.Pieces : scope.Inputs.Pieces,
            classes,
            part.Within,
            min.Constant.Number));
        return Measured(
            binder.Span(call),
            ExpressionType.Number,
            counts,
            new LocalText("the run has kept no trace of single features", "本次运行未保留单个要素的记录"),
            by);
    }

    /// <summary>Number of values that a field has among the features: rivers by name however many pieces the file has.</summary>
    private static ColumnFormula? CountValues(
        CallSyntax call, LayerPart part, Syntax layer, Syntax distinct, ConstantFormula? min, FeatureShares by, Binder binder,
        RegionScope scope)
    {
        if (distinct is not NameSyntax field)
        {
            binder.Errors.Add(binder.Place(distinct), "expected the name of a field", "应为字段名");
            return null;
        }

        (Quantity? quantity, string example) = part.Geometry switch
        {
            LayerGeometry.Points => ((Quantity?)null, ""),
            LayerGeometry.Lines => (Quantity.Length, "1 km"),
            _ => (Quantity.Area, "1 ha"),
        };
        if (quantity is null ? min is not null : min is null || min.Type.Quantity != quantity || min.Constant.Number <= 0m)
        {
            binder.Errors.Add(
                min?.Span.Place ?? binder.Place(layer),
                quantity is null
                    ? $"'{part.Name}' holds points, which have no size: leave 'min' away"
                    : $"say how much of a value must lie in the region to count, such as min: {example}, since slivers would count too",
                quantity is null ? $"“{part.Name}”是点图层，没有大小：请去掉 min" : $"请写明一个取值在区域内至少有多少才计数，如 min: {example}，否则碎片也会计数");
            return null;
        }

        if (!part.IsPlaces)
            scope.NeedsPieces = true;
        decimal least = min is null ? 0m : min.Constant.Number / (quantity == Quantity.Area ? InternalUnits.ThirdsInM2 : 1m);
        if (quantity == Quantity.Area && least < SliverRule.Usual.AreaM2)
            scope.Least.Add((binder.Span(call), null));
        Lazy<IReadOnlyList<decimal>?> counts = new(() =>
            scope.Features(part.Name, by)?.Distinct(part.Name, field.Name, part.Within, least));
        return Measured(binder.Span(call), ExpressionType.Number, counts, FieldFunctions.None(part.Name, field.Name), by);
    }

    public static Formula? Length(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope)
    {
        Syntax? syntax = arguments.Required("layer");
        LayerPart? part = LayerPart.Bind(syntax, binder, scope, withField: false);
        string? unit = arguments.Word("unit", "m", "m", "km");
        if (part is null || unit is null || FieldFunctions.Shares(arguments) is not FeatureShares by)
            return null;
        if (part.Geometry == LayerGeometry.Lines)
            return Amount(call, part, ExpressionType.Of(Quantity.Length, unit), by, binder, scope);
        string holds = part.IsPlaces ? "points" : "polygons", holdsZh = part.IsPlaces ? "点" : "面";
        binder.Errors.Add(
            binder.Place(syntax!),
            $"'{part.Name}' holds {holds}; length() measures layers of lines (geometry: lines)",
            $"“{part.Name}”是{holdsZh}图层；length() 只用于线图层（geometry: lines）");
        return null;
    }

    private static ColumnFormula Amount(
        CallSyntax call, LayerPart part, ExpressionType type, FeatureShares by, Binder binder, RegionScope scope)
    {
        Lazy<IReadOnlyList<decimal>?> amounts = new(() => scope.Features(part.Name, by)?.Amounts(part.Name, part.Within));
        LocalText none = new($"nothing was measured of '{part.Name}'", $"没有量算“{part.Name}”");
        return Measured(binder.Span(call), type, amounts, none, by);
    }

    private static ColumnFormula? NotPoints(Syntax syntax, LayerPart part, Binder binder)
    {
        if (part.Geometry == LayerGeometry.Lines)
            binder.Errors.Add(
                binder.Place(syntax),
                $"'{part.Name}' holds lines; they have a length: length({part.Name})",
                $"“{part.Name}”是线图层；请用长度：length({part.Name})");
        else
            binder.Errors.Add(
                binder.Place(syntax),
                $"'{part.Name}' holds points, which have no area: leave 'min' away",
                $"“{part.Name}”是点图层，没有面积：请去掉 min");
        return null;
    }

    internal static ColumnFormula Measured(
        FormulaSpan span, ExpressionType type, Lazy<IReadOnlyList<decimal>?> values, LocalText none, FeatureShares by)
    {
        Absence missing = new(none);
        return new ColumnFormula(type, span, row => values.Value is IReadOnlyList<decimal> there ? there[row] : missing, isUniform: false)
        {
            Tale = (_, _) =>
                new Step("", "")
                {
                    Notes =
                    [
                        new LocalText(
                            "measured feature by feature from the maps; pieces.parquet lists the polygons",
                            "由图层逐要素量算；pieces.parquet 列出各图斑"),
                        .. FieldFunctions.Note(by),
                    ],
                },
        };
    }

    private static ZoneSet? Set(Syntax? syntax, Binder binder, RegionScope scope)
    {
        if (syntax is null || scope.HasAreas)
            return syntax is null ? null : new ZoneSetBinder(scope.Classes, binder.Source, binder.Errors).Bind(syntax);
        binder.Errors.Add(binder.Place(syntax), RegionScope.NoAreas.En, RegionScope.NoAreas.Zh);
        return null;
    }

    private static ZoneSet? Classes(Syntax? syntax, Binder binder, RegionScope scope)
    {
        if (syntax is null or NameSyntax { Name: not ZoneSetBinder.Everywhere })
            return Set(syntax, binder, scope);
        binder.Errors.Add(binder.Place(syntax), "expected one layer or class", "应为一个图层或类");
        return null;
    }
}

/// <summary>Area of a part over the area of a whole, the region's when there is no other.</summary>
internal sealed class RatioFormula(FormulaSpan span, RegionScope scope, ZoneSet part, ZoneSet? whole) : Formula(ExpressionType.Number, span)
{
    private readonly Lazy<decimal[]> parts = new(() => scope.RatioGround.Of(part));
    private readonly Lazy<decimal[]> wholes = new(() => whole is null ? scope.RatioRegionAreas : scope.RatioGround.Of(whole));

    public override bool IsUniform => false;

    internal override bool IsLeaf => true;

    internal override Step Story(int row, Storyteller teller) =>
        GroundStory.Ratio(part, whole, parts.Value[row], wholes.Value[row], scope, row, teller);

    protected override Cell Compute(int row)
    {
        decimal area = wholes.Value[row];
        if (area != 0m)
            return Exact.Divide(parts.Value[row], area);
        return whole is null
            ? Fail(row, "the region has no area", "该区域面积为 0")
            : Fail(row, $"division by zero: there is no ground of {whole.Text}", $"除数为零：没有 {whole.Text} 的面积");
    }
}

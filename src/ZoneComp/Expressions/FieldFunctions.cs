namespace ZoneComp.Expressions;

/// <summary>For which region a feature that lies in several counts.</summary>
internal enum FeatureShares
{
    /// <summary>For each by the part that lies there.</summary>
    ByPart,

    /// <summary>Whole for the one that holds most of it.</summary>
    Largest,
}

/// <summary>Functions of a layer's fields, feature by feature.</summary>
internal static class FieldFunctions
{
    internal const string Assign = "assign";

    /// <summary>What a call says of features that lie in several regions; null after an error was added.</summary>
    public static FeatureShares? Shares(CallArguments arguments) => arguments.NamedWord(Assign, "none", "largest_share", "none") switch
    {
        null => null,
        "none" => FeatureShares.ByPart,
        _ => FeatureShares.Largest,
    };

    /// <summary>What an explanation says of it.</summary>
    public static IEnumerable<LocalText> Note(FeatureShares by) => by == FeatureShares.ByPart ? [] :
        [new LocalText("each feature whole in the region that holds most of it", "每个要素整体计入其所占份额最大的区域")];

    /// <summary>area(forest, ha, assign: largest_share): the features' own areas, each whole for one region.</summary>
    public static Formula? AreaOfFeatures(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope)
    {
        Syntax? syntax = arguments.Required("set");
        LayerPart? part = LayerPart.Bind(syntax, binder, scope, withField: false);
        string? unit = arguments.Word("unit", "m2", GroundFunctions.AreaUnits);
        string? overlap = arguments.NamedWord("overlap", "error", "sum", "error");
        if (part is null || unit is null || overlap is null || Shares(arguments) is not FeatureShares by)
            return null;
        if (part.IsPlaces)
        {
            string kind = part.Geometry == LayerGeometry.Lines ? "lines" : "points";
            string kindZh = part.Geometry == LayerGeometry.Lines ? "线" : "点";
            binder.Errors.Add(binder.Place(syntax!), $"'{part.Name}' holds {kind}, which have no area", $"“{part.Name}”是{kindZh}图层，没有面积");
            return null;
        }

        scope.NeedsPieces = true;
        return new FeatureAreaFormula(ExpressionType.Of(Quantity.Area, unit), binder.Span(call), scope, part.Name, overlap == "sum", by)
        {
            Measure = features => features.Areas(part.Name, part.Within),
            Nothing = new LocalText("the run has kept no trace of single features", "本次运行未保留单个要素的记录"),
            Tale = new LocalText(
                $"area of each feature of {part.Name}, from the maps", $"{part.Name} 各要素的面积，由图层量算"),
        };
    }

    /// <summary>attribute(villages.people &amp; redline): a field summed over the features in the region, lines and polygons by the part
    /// of their length or area.</summary>
    public static Formula? Attribute(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope)
    {
        if (LayerPart.Bind(arguments.Required("field"), binder, scope, withField: true) is not LayerPart part
            || Shares(arguments) is not FeatureShares by)
            return null;
        scope.NeedsPieces |= !part.IsPlaces;
        Lazy<IReadOnlyList<decimal>?> sums = new(() => scope.Features(part.Name, by)?.Sums(part.Name, part.Field!, part.Within));
        return GroundFunctions.Measured(binder.Span(call), ExpressionType.Number, sums, None(part.Name, part.Field!), by);
    }

    /// <summary>area_times(reserve.score): ground times the field of the feature that it lies in.</summary>
    public static Formula? AreaTimes(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope)
    {
        (ZoneSet Set, string Field)? found = Field(arguments, binder, scope);
        string? overlap = arguments.Word("overlap", null, "sum", "error");
        string? unit = arguments.Word("unit", "m2", GroundFunctions.AreaUnits);
        if (found is not (ZoneSet set, string field) || overlap is null || unit is null || Shares(arguments) is not FeatureShares by)
            return null;
        scope.NeedsPieces = true;
        return new FeatureAreaFormula(ExpressionType.Of(Quantity.Area, unit), binder.Span(call), scope, set.Text, overlap == "sum", by)
        {
            Measure = features => features.AreaTimes(set.Text, field),
            Nothing = None(set.Text, field),
            Tale = new LocalText(
                $"area of each feature of {set.Text} in the region times its field '{field}', from the maps",
                $"{set.Text} 各要素在该区域内的面积乘以其字段“{field}”，由图层量算"),
        };
    }

    internal static LocalText None(string layer, string field) =>
        new($"no numbers were read for field '{field}' of '{layer}'", $"没有读到“{layer}”的字段“{field}”的数值");

    private static (ZoneSet Set, string Field)? Field(CallArguments arguments, Binder binder, RegionScope scope)
    {
        Syntax? syntax = arguments.Required("field");
        if (syntax is null || LayerPart.Refused(syntax, binder, scope))
            return null;
        int dot = syntax is NameSyntax name ? name.Name.LastIndexOf('.') : -1;
        if (dot < 0)
        {
            binder.Errors.Add(binder.Place(syntax), "expected LAYER.FIELD", "应为“图层.字段”");
            return null;
        }

        string whole = ((NameSyntax)syntax).Name;
        NameSyntax layer = new(whole[..dot], syntax.Start, syntax.Start + dot);
        return new ZoneSetBinder(scope.Classes, binder.Source, binder.Errors).Bind(layer) is ZoneSet set ? (set, whole[(dot + 1)..]) : null;
    }
}

/// <summary>Areas of single features, perhaps times a field; where features overlap it is an error unless the policy says that each
/// counts.</summary>
/// <param name="layer">Layer or class.</param>
internal sealed class FeatureAreaFormula(
    ExpressionType type, FormulaSpan span, RegionScope scope, string layer, bool sums, FeatureShares by) : Formula(type, span)
{
    private Lazy<IReadOnlyList<decimal>?>? values;
    private bool[]? overlaps;

    /// <summary>What is taken of the features, m² by region; null where it is not there.</summary>
    public required Func<IFeatureMeasures, IReadOnlyList<decimal>?> Measure { get; init; }

    /// <summary>What is said then.</summary>
    public required LocalText Nothing { get; init; }

    /// <summary>How the value came about.</summary>
    public required LocalText Tale { get; init; }

    public override bool IsUniform => false;

    internal override bool IsLeaf => true;

    internal override Step Story(int row, Storyteller teller) => new("", "") { Notes = [Tale, .. FieldFunctions.Note(by)] };

    protected override Cell Compute(int row)
    {
        values ??= new(() => scope.Features(layer, by) is { } features ? Measure(features) : null);
        if (values.Value is not IReadOnlyList<decimal> there)
            return new Absence(Nothing);
        return !sums && (overlaps ??= Overlaps())[row]
            ? Fail(
                row,
                $"features of {layer} overlap {Where.En}, so their ground would count twice; 'overlap: sum' says that it shall",
                $"{layer} 的要素{Where.Zh}重叠，面积会重复计算；如需重复计请写 overlap: sum")
            : there[row] * InternalUnits.ThirdsInM2;
    }

    private LocalText Where => by == FeatureShares.ByPart ? new("here", "在此") : new("somewhere", "在某处");

    private bool[] Overlaps()
    {
        int[] classes = [.. Enumerable.Range(0, scope.Classes.Count)
            .Where(index => scope.Classes[index].Layer == layer || scope.Classes[index].Name == layer)];
        // A feature that is counted whole in another region brings what it overlaps with it.
        return by == FeatureShares.ByPart
            ? [.. scope.Ground.Excess(classes).Select(excess => excess > 0m)]
            : [.. Enumerable.Repeat(scope.Ground.HasExcess(classes), scope.Frame.Count)];
    }
}

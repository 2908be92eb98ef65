namespace ZoneComp.Expressions;

/// <summary>Functions of a layer's fields, feature by feature.</summary>
internal static class FieldFunctions
{
    /// <summary>attribute(villages.people &amp; redline): a field summed over the features in the region, lines and polygons by the part
    /// of their length or area.</summary>
    public static Formula? Attribute(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope)
    {
        if (LayerPart.Bind(arguments.Required("field"), binder, scope, withField: true) is not LayerPart part)
            return null;
        scope.NeedsPieces |= !part.IsPlaces;
        Lazy<IReadOnlyList<decimal>?> sums = new(() => scope.Inputs.Features?.Sums(part.Name, part.Field!, part.Within));
        return GroundFunctions.Measured(binder.Span(call), ExpressionType.Number, sums, None(part.Name, part.Field!));
    }

    /// <summary>area_times(reserve.score): ground times the field of the feature that it lies in.</summary>
    public static Formula? AreaTimes(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope)
    {
        (ZoneSet Set, string Field)? found = Field(arguments, binder, scope);
        string? overlap = arguments.Word("overlap", null, "sum", "error");
        string? unit = arguments.Word("unit", "m2", GroundFunctions.AreaUnits);
        if (found is not (ZoneSet set, string field) || overlap is null || unit is null)
            return null;
        scope.NeedsPieces = true;
        return new AreaTimesFormula(ExpressionType.Of(Quantity.Area, unit), binder.Span(call), scope, set, field, overlap == "sum");
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

/// <summary>Area times a field of the features; where features overlap it is an error unless the policy says that each counts.</summary>
internal sealed class AreaTimesFormula(ExpressionType type, FormulaSpan span, RegionScope scope, ZoneSet set, string field, bool sums)
    : Formula(type, span)
{
    private readonly Lazy<IReadOnlyList<decimal>?> values = new(() => scope.Inputs.Features?.AreaTimes(set.Text, field));
    private readonly Lazy<decimal[]> excess = new(() => scope.Ground.Excess(set.Classes));

    public override bool IsUniform => false;

    internal override bool IsLeaf => true;

    internal override Step Story(int row, Storyteller teller) =>
        new("", "")
        {
            Notes =
            [
                new LocalText(
                    $"area of each feature of {set.Text} in the region times its field '{field}', from the maps",
                    $"{set.Text} 各要素在该区域内的面积乘以其字段“{field}”，由图层量算"),
            ],
        };

    protected override Cell Compute(int row)
    {
        if (values.Value is not IReadOnlyList<decimal> there)
            return new Absence(FieldFunctions.None(set.Text, field));
        return !sums && excess.Value[row] > 0m
            ? Fail(
                row,
                $"features of {set.Text} overlap here, so their ground would count twice; 'overlap: sum' says that it shall",
                $"{set.Text} 的要素在此重叠，面积会重复计算；如需重复计请写 overlap: sum")
            : there[row] * InternalUnits.ThirdsInM2;
    }
}

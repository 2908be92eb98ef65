using ZoneComp.Diagnostics;
using ZoneComp.Model;

namespace ZoneComp.Expressions;

/// <summary>Functions of a layer's fields, feature by feature.</summary>
internal static class FieldFunctions
{
    /// <summary>attribute(points.people): a field summed over the features in the region, polygons by the part of their area.</summary>
    public static Formula? Attribute(CallSyntax call, CallArguments arguments, Binder binder, RegionScope scope)
    {
        if (Field(arguments, binder, scope) is not (ZoneSet set, string field))
            return null;
        scope.NeedsPieces = true;
        Lazy<IReadOnlyList<decimal>?> sums = new(() => scope.Inputs.Features?.Sums(set.Text, field));
        return GroundFunctions.Measured(binder.Span(call), ExpressionType.Number, sums, None(set, field));
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

    internal static LocalText None(ZoneSet set, string field) =>
        new($"no numbers were read for field '{field}' of '{set.Text}'", $"没有读到“{set.Text}”的字段“{field}”的数值");

    private static (ZoneSet Set, string Field)? Field(CallArguments arguments, Binder binder, RegionScope scope)
    {
        Syntax? syntax = arguments.Required("field");
        if (syntax is null)
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
internal sealed class AreaTimesFormula(ExpressionType type, FormulaSpan span, RegionScope scope, ZoneSet set, string field, bool sums) : Formula(type, span)
{
    private readonly Lazy<IReadOnlyList<decimal>?> values = new(() => scope.Inputs.Features?.AreaTimes(set.Text, field));
    private readonly Lazy<decimal[]> excess = new(() => scope.Ground.Excess(set.Classes));

    public override bool IsUniform => false;

    internal override bool IsLeaf => true;

    public override Cell Value(int row)
    {
        if (values.Value is not IReadOnlyList<decimal> there)
            return new Absence(FieldFunctions.None(set, field));
        return !sums && excess.Value[row] > 0m
            ? Fail(row, $"features of {set.Text} overlap here, so their ground would count twice; 'overlap: sum' says that it shall", $"{set.Text} 的要素在此重叠，面积会重复计算；如需重复计请写 overlap: sum")
            : there[row] * InternalUnits.ThirdsInM2;
    }
}

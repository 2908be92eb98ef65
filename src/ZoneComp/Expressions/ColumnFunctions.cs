using ZoneComp.Diagnostics;
using ZoneComp.Policy;

namespace ZoneComp.Expressions;

/// <summary>Binds the functions over a whole column; all take <c>where:</c> and <c>by LEVEL</c>.</summary>
internal static class ColumnFunctions
{
    public static bool MayStand(CallSyntax call, Binder binder)
    {
        if (binder.Scope.Frame is not Frame frame)
        {
            binder.Errors.Add(binder.Source.At(call.Start, call.FunctionEnd - call.Start), $"{call.Function}() needs all rows and cannot stand in a filter", $"{call.Function}() 需要全部行，不能写在筛选条件中");
            return false;
        }

        if (call.Level is not NameSyntax level || frame.Levels.Contains(level.Name))
            return true;
        LocalText hint = NearestName.Hint(level.Name, [.. frame.Levels]);
        binder.Errors.Add(binder.Place(level), $"'{level.Name}' is no level of the regions' parents{hint.En}", $"“{level.Name}”不是区域的上级级别{hint.Zh}");
        return false;
    }

    /// <summary>An aggregate with its argument's unit.</summary>
    public static Formula? Keeping(CallSyntax call, CallArguments arguments, Binder binder, ColumnRule rule) =>
        Build(call, arguments, binder, rule, argument => argument.Type);

    /// <summary>A column of numbers without unit.</summary>
    public static Formula? ToNumber(CallSyntax call, CallArguments arguments, Binder binder, ColumnRule rule) =>
        Build(call, arguments, binder, rule, _ => ExpressionType.Number);

    public static Formula? CountOf(CallSyntax call, CallArguments arguments, Binder binder)
    {
        if (arguments.Required("condition") is not Syntax syntax || binder.BindFlag(syntax) is not Formula condition)
            return null;
        return Build(call, arguments, binder, ColumnRules.Count, ExpressionType.Number, condition);
    }

    public static Formula? Deviation(CallSyntax call, CallArguments arguments, Binder binder)
    {
        if (Argument(arguments, binder) is not Formula argument || arguments.Word("of", null, "population", "sample") is not string of)
            return null;
        return Build(call, arguments, binder, ColumnRules.Deviation(of == "sample"), argument.Type, argument);
    }

    public static Formula? ZScore(CallSyntax call, CallArguments arguments, Binder binder)
    {
        if (Argument(arguments, binder) is not Formula argument || arguments.Word("of", null, "population", "sample") is not string of)
            return null;
        return Build(call, arguments, binder, ColumnRules.ZScore(of == "sample"), ExpressionType.Number, argument);
    }

    public static Formula? Rank(CallSyntax call, CallArguments arguments, Binder binder)
    {
        Formula? argument = Argument(arguments, binder);
        string? order = arguments.Word("order", null, "descending", "ascending");
        string? ties = arguments.Word("ties", null, "min", "max", "average", "dense");
        if (argument is null || order is null || ties is null)
            return null;
        return Build(call, arguments, binder, ColumnRules.Rank(order == "descending", ties), ExpressionType.Number, argument);
    }

    private static ColumnFunctionFormula? Build(CallSyntax call, CallArguments arguments, Binder binder, ColumnRule rule, Func<Formula, ExpressionType> type) =>
        Argument(arguments, binder) is Formula argument ? Build(call, arguments, binder, rule, type(argument), argument) : null;

    private static Formula? Argument(CallArguments arguments, Binder binder) =>
        arguments.Required("x") is Syntax syntax ? binder.BindQuantity(syntax) : null;

    private static ColumnFunctionFormula? Build(CallSyntax call, CallArguments arguments, Binder binder, ColumnRule rule, ExpressionType type, Formula argument)
    {
        Syntax? whereSyntax = arguments.Named("where");
        Formula? where = whereSyntax is null ? null : binder.BindFlag(whereSyntax);
        if (whereSyntax is not null && where is null)
            return null;
        return new ColumnFunctionFormula(type, binder.Span(call), binder.Scope.Frame!, argument, where, call.Level?.Name, rule);
    }
}
